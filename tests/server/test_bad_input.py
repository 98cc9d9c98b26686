"""Bad input over the sockets: each gets its error and hurts only the sender; an oracle notices none."""

import asyncio
import inspect
import json
from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any, get_type_hints
from uuid import uuid4

import aiohttp
import pytest

from rooms import commands as c
from server.app import Running
from server.errors import BadRequest
from server.live.link import PAYLOAD_MOST
from server.protocol.registry import COMMANDS
from tests.running import running_hub
from tests.server.small_hub import claimed
from tests.visitor import LOOK, Refused, Visitor, visitor

SOCKET = "/socket.io/?EIO=4&transport=websocket"


@asynccontextmanager
async def oracle(hub: Running) -> AsyncGenerator[Visitor]:
    """Somebody who notices when the hub does not live on: nothing is missing, commands are answered, and
    nobody is told anything strange.
    """
    async with visitor(hub.url, "Oracle") as person:
        yield person
        answer = await person.do("chat.post", channel="hub", body="the hub lives on")
        posted = await person.told("message.posted", body="the hub lives on")
        assert posted["seq"] == answer["seq"]
        assert person.gaps == 0
        assert not [name for name, _ in person.events if name in ("hub.closing", "message.posted")][:-1]


@asynccontextmanager
async def raw(person: Visitor) -> AsyncGenerator[aiohttp.ClientWebSocketResponse]:
    """A socket of a person who joined, to write anything on."""
    ticket = (await person.post("/api/ticket"))["ticket"]
    async with person.http.ws_connect(person.url + SOCKET, max_msg_size=0) as ws:
        await ws.send_str(f'40{{"ticket":"{ticket}","protocol":1,"language":"de"}}')
        while not str((await ws.receive()).data).startswith('42["hub.'):
            assert not ws.closed
        yield ws


async def answer(ws: aiohttp.ClientWebSocketResponse, command: str, fields: object, number: int = 7) -> Any:
    """Send a command on a raw socket; its answer."""
    await ws.send_str(f"42{number}{json.dumps([command, fields])}")
    async with asyncio.timeout(10):
        while True:
            message = await ws.receive()
            if message.type is aiohttp.WSMsgType.TEXT and message.data.startswith(f"43{number}["):
                return json.loads(message.data[len(f"43{number}") :])[0]
            assert message.type in (aiohttp.WSMsgType.TEXT, aiohttp.WSMsgType.BINARY), message


WRONG: dict[str, tuple[str, object, str]] = {
    "no such command": ("chat.shout", {"cmd_id": "1"}, "command.unknown"),
    "no cmd_id": ("chat.post", {"channel": "hub", "body": "x"}, "command.invalid"),
    "an empty cmd_id": ("chat.post", {"cmd_id": "", "channel": "hub", "body": "x"}, "command.invalid"),
    "a long cmd_id": ("chat.post", {"cmd_id": "x" * 65, "channel": "hub", "body": "x"}, "command.invalid"),
    "a field too many": ("walk.stop", {"cmd_id": "1", "extra": 1}, "command.invalid"),
    "a field missing": ("chat.post", {"cmd_id": "1", "channel": "hub"}, "command.invalid"),
    "a wrong kind": ("chat.post", {"cmd_id": "1", "channel": 5, "body": []}, "command.invalid"),
    "an unknown value": ("presence.set", {"cmd_id": "1", "status": "lost"}, "command.invalid"),
    "no fields": ("chat.post", [1, 2], "command.invalid"),
    "nothing": ("chat.post", None, "command.invalid"),
    "a look that is none": ("visitor.dress", {"cmd_id": "1", "look": {"skin": "z"}}, "command.invalid"),
    "a command of the server": ("visitor.erase", {"cmd_id": "1", "visitor": "x"}, "command.unknown"),
    "somebody unknown": ("walk.to", {"cmd_id": "1", "visitor": "nobody"}, "visitor.unknown"),
    "no target": ("walk.to", {"cmd_id": "1"}, "walk.target_missing"),
    "no such floor": ("walk.to", {"cmd_id": "1", "floor": "sky", "x": 10**9, "y": -5}, "floor.unknown"),
    "a long text": ("chat.post", {"cmd_id": "1", "channel": "hub", "body": "x" * 5001}, "chat.too_long"),
    "half a character": ("chat.post", {"cmd_id": "1", "channel": "hub", "body": "\ud800"}, "command.invalid"),
    "half a character as cmd_id": (
        "chat.post",
        {"cmd_id": "\ud800", "channel": "hub", "body": "x"},
        "command.invalid",
    ),
    "half a character as a name": ("walk.stop", {"cmd_id": "1", "\ud800": 1}, "command.invalid"),
    "half a character within": ("visitor.dress", {"cmd_id": "1", "look": ["\udfff"]}, "command.invalid"),
    "half a character in a tab": ("media.join", {"cmd_id": "1", "tab": "\ud800"}, "command.invalid"),
    "a cmd_id beyond ASCII": ("walk.stop", {"cmd_id": "ä"}, "command.invalid"),
    "a cmd_id of control characters": ("walk.stop", {"cmd_id": "\0"}, "command.invalid"),
    "a number above 64 bits": ("walk.to", {"cmd_id": "1", "x": 10**90, "y": 1}, "command.invalid"),
    "no right": ("visitor.ban", {"cmd_id": "1", "visitor": "x"}, "right.missing"),
}


async def test_each_wrong_command_gets_its_own_error_in_the_senders_language(tmp_path: Path) -> None:
    async with running_hub(tmp_path) as hub, oracle(hub), visitor(hub.url) as bad:
        async with raw(await bad.join("Bad")) as ws:
            for case, (command, fields, code) in WRONG.items():
                given = await answer(ws, command, fields)
                assert given["ok"] is False, case
                assert given["error"]["code"] == code, case
                assert given["error"]["text"], case
            german = await answer(ws, "nonsense", {"cmd_id": "1"})
            assert german["error"]["text"] == "Dieser Hub kennt den Befehl nicht."


LINES: dict[str, list[str | bytes]] = {
    "no packet": ["hello", "", "9", "4", "42", "42[", "42{}", "42[]", "42[5]", "42[null]", "42[{}]"],
    "many brackets": ["42" + "[" * 30_000],
    "events of the library": [
        '42["connect",{},{}]',
        '42["disconnect","x"]',
        '421["disconnect"]',
        '42["connect"]',
        '42["__disconnect_final"]',
    ],
    "attachments": [b"\x00" * 999, '451-["p",{"_placeholder":true,"num":0}]', b"x", '459999999-["p"]', b"y"],
    "a binary event without attachments": ['450-["chat.post"]', '45["chat.post"]', b"z"],
    "answers to nothing": ['431["x"]', "430[]", '461-["x"]'],
    "errors": ["44", '44{"message":"x"}'],
    "another namespace": ["40/admin,", '42/admin,["x"]', "41/admin,"],
    "a second greeting": ['40{"ticket":"x"}', "40"],
    "odd acknowledgement numbers": ["42" + "9" * 99 + '["chat.post"]', "42" + "9" * 5000 + '["x"]'],
    "engine packets": ["5", "6", "1x", "0{}", "3", "2probe", "7"],
    "odd moves": [
        '42["m",]', '42["m",1]', '42["m",1,2,3]', '42["m","a","b","c","d"]', '42["m",1e9,2,3,4]',
        '42["m",-1,-1,0,0]',
        '42["m",70000,70000,0,0]', '42["m",' + "9" * 6000 + ",1,1,1]", '42["m",1,1,1,1,1]',
        '42["m",null,null,null,null]', '42["m",NaN,1,0,0]', '42["m",[1],2,3,4]', '42["m",1,2,999999999,-7]',
    ],
    "odd questions": [
        '42["hub.since"]', '42["hub.since",5]', '42["hub.since",{"last":"x"}]', '42["hub.since",1,2,3]',
    ],
}  # fmt: skip


@pytest.mark.parametrize("case", LINES)
async def test_what_is_no_message_hurts_nobody(tmp_path: Path, case: str) -> None:
    async with running_hub(tmp_path) as hub, oracle(hub), visitor(hub.url) as bad:
        async with raw(await bad.join("Bad")) as ws:
            for line in LINES[case]:
                if ws.closed:
                    break
                await (ws.send_bytes(line) if isinstance(line, bytes) else ws.send_str(line))
        async with raw(bad) as ws:
            assert (await answer(ws, "presence.set", {"cmd_id": "1", "status": "away"}))["ok"]
        live = hub.host.hub.state.live
        assert len(live.avatars) == 2


@pytest.mark.parametrize("line", [b"\x00" * 60_000, "hello", "4[[[[", "", "2" + "[" * 60_000, "\u0663"])
async def test_a_frame_that_no_client_sends_closes_the_senders_line(
    tmp_path: Path, line: str | bytes
) -> None:
    async with running_hub(tmp_path) as hub, oracle(hub), visitor(hub.url) as bad:
        async with raw(await bad.join("Bad")) as ws:
            await ws.send_str('459999-["chat.post",{"_placeholder":true,"num":0}]')
            await (ws.send_bytes(line) if isinstance(line, bytes) else ws.send_str(line))
            await closed(ws)


async def closed(ws: aiohttp.ClientWebSocketResponse) -> None:
    """Wait until the hub closed a raw socket."""
    async with asyncio.timeout(10):
        while (await ws.receive()).type not in (aiohttp.WSMsgType.CLOSE, aiohttp.WSMsgType.CLOSED):
            pass


@pytest.mark.parametrize("times", [1, 40])
async def test_a_message_above_the_limit_closes_the_senders_line_and_says_why(
    tmp_path: Path, times: int
) -> None:
    told: list[str | bytes] = []
    async with running_hub(tmp_path) as hub, oracle(hub), visitor(hub.url) as bad:
        async with raw(await bad.join("Bad")) as ws, asyncio.timeout(10):
            await ws.send_str('42["chat.post","' + "x" * PAYLOAD_MOST * times + '"]')
            while (message := await ws.receive()).type is not aiohttp.WSMsgType.CLOSE:
                told.append(message.data)
            assert message.data == aiohttp.WSCloseCode.MESSAGE_TOO_BIG
    assert '42["hub.closing",{"reason":"request.too_large"}]' in told


async def test_a_message_above_the_limit_of_a_client_that_polls_gets_its_named_error(tmp_path: Path) -> None:
    async with running_hub(tmp_path) as hub, oracle(hub), aiohttp.ClientSession() as http:
        line = f"{hub.url}/socket.io/?EIO=4&transport=polling"
        async with http.get(line) as opened:
            line += "&sid=" + json.loads((await opened.text())[1:])["sid"]
        async with http.post(line, data="4" + "x" * PAYLOAD_MOST) as response:
            said = (await response.json())["error"]
        assert (response.status, said["code"]) == (413, "request.too_large")


async def test_a_flood_is_answered_with_a_code_and_slows_nobody_else(tmp_path: Path) -> None:
    async with running_hub(tmp_path) as hub, oracle(hub) as ann, visitor(hub.url, "Bad") as bad:

        async def attempt() -> str:
            try:
                await bad.do("presence.set", status="away")
            except Refused as refused:
                return refused.code if refused.error["retry"] else "final"
            return "done"

        codes = await asyncio.gather(*(attempt() for _ in range(300)))
        assert 40 <= codes.count("done") <= 150
        assert codes.count("rate.exceeded") == 300 - codes.count("done")
        await ann.do("presence.set", status="busy")
        hub.host.clock._start += 5_000
        assert await attempt() == "done"


@pytest.mark.parametrize("name", COMMANDS)
def test_whatever_stands_in_a_field_it_is_read_or_refused(name: str) -> None:
    values: list[object] = [None, 10**40, -1, 1e308, "", "x" * 3000, "\x00\u202e", [], {}, [[[]]], True]
    fields = list(inspect.signature(COMMANDS[name].model).parameters)
    for value in values:
        for field in fields:
            given: dict[str, object] = dict.fromkeys(fields, "x") | {field: value}
            assert outcome(name, given) in ("command.invalid", "read"), (field, value)


def outcome(name: str, given: dict[str, object]) -> str:
    """What becomes of a command's fields; whatever else is raised is a fault."""
    try:
        command = COMMANDS[name].read(given)
    except BadRequest as error:
        return error.code
    return "read" if isinstance(command, c.Command) else "odd"


WRITTEN_NOWHERE: list[object] = ["\ud800", ["\udfff"], {"\ud800": 1}, 10**40, -(10**90)]
EXTREME: list[object] = [2**63 - 1, -(2**63), 2**53, 1e308, "", "\0", "x" * 5000, [[[]]], None, True]


async def test_whatever_one_writes_into_any_field_it_is_answered_and_the_hub_lives_on(tmp_path: Path) -> None:
    async with (
        running_hub(tmp_path, media=True) as hub,
        visitor(hub.url, "Ann") as ann,
        visitor(hub.url) as bad,
    ):
        await claimed(await bad.join("Bad"))
        async with raw(bad) as ws:
            for name in COMMANDS:
                good = fields_of(name, bad)
                for field in good:
                    for value in (*WRITTEN_NOWHERE, *EXTREME):
                        hub.host.clock._start += 1000
                        given = await answer(ws, name, {"cmd_id": str(uuid4()), **good, field: value})
                        code = "ok" if given["ok"] else given["error"]["code"]
                        assert code != "server.failed", (name, field, value)
                        assert code == "command.invalid" or value not in WRITTEN_NOWHERE, (name, field, value)
                    assert hub.host.refusing is None, (name, field)
        await ann.do("chat.post", channel="hub", body="the hub lives on")
        await ann.told("message.posted", body="the hub lives on")
        assert ann.gaps == 0


def fields_of(name: str, person: Visitor) -> dict[str, Any]:
    """Fields with which a command can be read, and often be done."""
    known: dict[str, Any] = {
        "visitor": person.id, "room": "training", "stage": "hall", "floor": "plaza", "channel": "hub",
        "look": LOOK, "sdp": "v=0", "status": "away", "role": "speaker", "order": "arrival",
    }  # fmt: skip
    hints = get_type_hints(COMMANDS[name].model)
    point = ("room", "visitor") if "x" in hints else ()
    names = [each for each in inspect.signature(COMMANDS[name].model).parameters if each not in point]
    return {field: known.get(field, _plain(hints[field])) for field in names}


def _plain(hint: Any) -> Any:
    """A value of a field's type."""
    plain: dict[Any, Any] = {int | None: 1, bool: True}
    return plain.get(hint, "x")
