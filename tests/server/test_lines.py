"""Repeats, tabs and lost lines: what one person's connection does to that person, and to nobody else."""

import asyncio
import socket
import struct
from pathlib import Path
from typing import Any

import aiohttp

from rooms.ids import VisitorId
from server.app import Running
from server.http.keys import SERVICES
from server.live.audience import Connection
from server.live.link import DEAF_ABOVE, DEAF_SIZE, SKIP_ABOVE, Link, positions_event
from tests.running import running_hub
from tests.server.small_hub import claimed, pack_with
from tests.until import until
from tests.visitor import Visitor, visitor


async def test_a_repeated_command_gets_the_old_answer_also_after_a_restart(tmp_path: Path) -> None:
    async with visitor("") as ann:
        async with running_hub(tmp_path) as hub:
            ann.url = hub.url
            await (await ann.join("Ann")).connect()
            first = await ann.do("chat.post", cmd_id="one", channel="hub", body="once")
            assert await ann.do("chat.post", cmd_id="one", channel="hub", body="once") == first
            both = await asyncio.gather(
                *(ann.do("chat.post", cmd_id="two", channel="hub", body="two") for _ in range(5))
            )
            assert len({each["seq"] for each in both}) == 1
            await ann.drop()
        async with running_hub(tmp_path) as hub:
            ann.url = hub.url
            await ann.connect()
            assert await ann.do("chat.post", cmd_id="one", channel="hub", body="once") == first
            found = (await ann.get("/api/messages?channel=hub"))["messages"]
            assert [each["body"] for each in found] == ["once", "two"]


async def test_the_same_cmd_id_of_two_people_is_two_commands(tmp_path: Path) -> None:
    async with running_hub(tmp_path) as hub, visitor(hub.url, "Ann") as ann, visitor(hub.url, "Bo") as bo:
        one = await ann.do("chat.post", cmd_id="same", channel="hub", body="Ann's")
        assert await bo.do("chat.post", cmd_id="same", channel="hub", body="Bo's") != one
        await ann.told("message.posted", body="Bo's")


async def second_tab(person: Visitor, tab: Visitor) -> Visitor:
    """Another tab of the same browser."""
    tab.http.cookie_jar.update_cookies({each.key: each.value for each in person.http.cookie_jar})
    tab.id = person.id
    return await tab.connect()


async def test_two_tabs_are_one_avatar_that_stays_until_the_last_is_closed(tmp_path: Path) -> None:
    async with running_hub(tmp_path) as hub, visitor(hub.url, "Ann") as ann, visitor(hub.url, "Bo") as bo:
        async with visitor(hub.url) as tab:
            await second_tab(bo, tab)
            assert len(hub.host.hub.state.live.avatars) == 2
            await bo.do("chat.post", channel="hub", body="both tabs hear it")
            await tab.told("message.posted", body="both tabs hear it")
        await ann.do("chat.post", channel="hub", body="still here")
        await bo.told("message.posted", body="still here")
        assert hub.host.hub.state.live.presence[VisitorId(bo.id)] == "here"
        await bo.drop()
        await ann.told("presence.changed", visitor=bo.id, status="lost")


async def test_a_lost_line_keeps_the_place_without_noise_until_its_time_is_over(tmp_path: Path) -> None:
    pack = pack_with(tmp_path / "pack", ("place_kept_s = 30", "place_kept_s = 5"))
    async with running_hub(tmp_path, pack=pack) as hub, visitor(hub.url, "Ann") as ann:
        async with visitor(hub.url, "Bo") as bo:
            await bo.do("presence.set", status="away")
            await bo.do("room.enter", room="lens")
            await ann.told("room.entered", visitor=bo.id)
            before = len(ann.events)
            await bo.drop()
            await ann.told("presence.changed", visitor=bo.id, status="lost")
            await bo.connect()
            await ann.wait(lambda: hub.host.hub.state.live.presence[VisitorId(bo.id)] == "away")
            await ann.do("chat.post", channel="hub", body="mark")
            names = {name for name, p in ann.events[before:] if p.get("data", p).get("visitor") == bo.id}
            assert names == {"presence.changed"}
            resumed = next(p for name, p in bo.events if name == "hub.resumed")
            assert resumed["live"]["in_room"][bo.id] == "lens"
        await ann.told("visitor.left", visitor=bo.id)


async def test_sockets_cut_as_they_open_leave_nobody_behind(tmp_path: Path) -> None:
    async with running_hub(tmp_path) as hub, visitor(hub.url, "Ann") as ann, visitor(hub.url) as bo:
        await bo.join("Bo")
        for _ in range(5):
            ticket = (await bo.post("/api/ticket"))["ticket"]
            async with bo.http.ws_connect(f"{hub.url}/socket.io/?EIO=4&transport=websocket") as ws:
                await ws.send_str(f'40{{"ticket":"{ticket}","protocol":1}}')
                transport: Any = ws.get_extra_info("socket")
                assert transport is not None
                ws._response.connection.transport.abort()  # type: ignore[union-attr]
        live = hub.host.hub.state.live
        await ann.wait(
            lambda: live.presence.get(VisitorId(bo.id)) in (None, "lost") and len(hub_connections(hub)) == 1
        )


def hub_connections(hub: Running) -> list[Connection]:
    """The connections of a hub's audience."""
    return list(hub.app[SERVICES].audience.connections.values())


class Deaf:
    """A client that connects and then reads nothing."""

    def __init__(self, person: Visitor) -> None:
        self.person = person

    async def connect(self) -> "Deaf":
        """Open the socket, read the first state, and stop reading."""
        ticket = (await self.person.post("/api/ticket"))["ticket"]
        narrow = aiohttp.TCPConnector(socket_factory=_narrow)
        self.session = aiohttp.ClientSession(connector=narrow)
        self.ws = await self.session.ws_connect(f"{self.person.url}/socket.io/?EIO=4&transport=websocket")
        await self.ws.send_str(f'40{{"ticket":"{ticket}","protocol":1}}')
        while not str((await self.ws.receive()).data).startswith('42["hub.snapshot"'):
            assert not self.ws.closed
        self.transport = self.ws._response.connection.transport  # type: ignore[union-attr]
        self.transport.pause_reading()  # type: ignore[union-attr]
        return self

    async def lanes(self) -> set[int]:
        """The lanes in the next message, if it holds positions."""
        message = await self.ws.receive()
        binary = message.type is aiohttp.WSMsgType.BINARY
        return {each[0] for each in struct.iter_unpack("<HHHB", message.data)} if binary else set()

    async def close(self) -> None:
        """Be gone."""
        await self.session.close()


def _narrow(info: Any) -> socket.socket:
    family, kind, protocol, _, _ = info
    sock = socket.socket(family, kind, protocol)
    sock.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
    return sock


async def test_a_client_that_reads_nothing_is_skipped_then_cut_and_others_lose_nothing(
    tmp_path: Path,
) -> None:
    async with running_hub(tmp_path) as hub, visitor(hub.url, "Ann") as ann, visitor(hub.url) as bo:
        await bo.join("Bo")
        deaf = await Deaf(bo).connect()
        link = next(each.link for each in hub_connections(hub) if each.visitor == bo.id)
        line, sent = link.transport, 0
        assert line is not None
        while not line.is_closing():
            for _ in range(20):
                shout(hub, "x" * 2000)
            sent += 20
            await heard(ann, sent - 500)
            assert sent < 4 * DEAF_ABOVE
        await ann.told("presence.changed", visitor=bo.id, status="lost")
        assert not [each for each in hub_connections(hub) if each.visitor == bo.id]
        answer = await ann.do("chat.post", channel="hub", body="here")
        assert (await ann.told("message.posted", body="here"))["seq"] == answer["seq"]
        assert (ann.gaps, noises(ann)) == (0, sent)
        await deaf.close()


async def test_whoever_is_sent_away_keeps_no_line_whatever_the_client_does(tmp_path: Path) -> None:
    async with running_hub(tmp_path) as hub, visitor(hub.url, "Ann") as ann, visitor(hub.url) as bo:
        await claimed(ann)
        await bo.join("Bo")
        stays = await Deaf(bo).connect()
        stays.transport.resume_reading()  # type: ignore[union-attr]
        reads_nothing = await Deaf(bo).connect()
        links = [each.link for each in hub_connections(hub) if each.visitor == bo.id]
        await ann.do("visitor.ban", visitor=bo.id)
        texts: list[str] = []
        async with asyncio.timeout(10):
            while (message := await stays.ws.receive()).type is not aiohttp.WSMsgType.CLOSED:
                texts.append(str(message.data))
        await until(lambda: all(map(gone, links)), "nothing left of both lines")
        assert any('"banned"' in each for each in texts), "the reason came before the end"
        await stays.close()
        await reads_nothing.close()


def gone(link: Link) -> bool:
    """Whether nothing is left of a line: neither its socket nor what it says."""
    return link.on_move is None and (link.transport is None or link.transport.is_closing())


async def test_a_client_that_reads_nothing_is_cut_before_it_costs_much_memory(tmp_path: Path) -> None:
    async with running_hub(tmp_path) as hub, visitor(hub.url) as bo:
        deaf = await Deaf(await bo.join("Bo")).connect()
        link, sent = hub_connections(hub)[0].link, 0
        line = link.transport
        assert line is not None
        while not line.is_closing() and sent < 2 * DEAF_SIZE:
            shout(hub, "x" * 100_000)
            sent += 100_000
            await asyncio.sleep(0)
        assert line.is_closing()
        assert link.put - link.taken < DEAF_SIZE + 200_000
        await deaf.close()


async def test_who_asks_for_the_state_again_and_again_without_reading_gets_it_once(tmp_path: Path) -> None:
    async with running_hub(tmp_path) as hub, visitor(hub.url) as bo:
        await bo.join("Bo")
        deaf = await Deaf(bo).connect()
        link = hub_connections(hub)[0].link
        while link.put - link.taken < 100_000:
            shout(hub, "x" * 4000)
            await asyncio.sleep(0)
        for _ in range(10):
            await deaf.ws.send_str('42["hub.since",{"last":-1}]')
        await deaf.ws.send_str('420["presence.set",{"cmd_id":"one","status":"away"}]')
        presence = hub.host.hub.state.live.presence
        await until(lambda: presence[VisitorId(bo.id)] == "away", "all was heard")
        shout(hub, "the end")
        deaf.transport.resume_reading()  # type: ignore[union-attr]
        states = 0
        async with asyncio.timeout(10):
            while "the end" not in (text := str((await deaf.ws.receive()).data)):
                states += text.startswith('42["hub.snapshot"')
        assert states == 1
        await deaf.ws.send_str('42["hub.since",{"last":-1}]')
        async with asyncio.timeout(10):
            while not str((await deaf.ws.receive()).data).startswith('42["hub.snapshot"'):
                pass
        await deaf.close()


async def heard(person: Visitor, number: int) -> None:
    """Wait until somebody heard the noise so often."""
    await person.wait(lambda: noises(person) >= number)


def noises(person: Visitor) -> int:
    """How often somebody heard the noise."""
    return [name for name, _ in person.events].count("test.noise")


def shout(hub: Running, text: str) -> None:
    """Something for everybody."""
    hub.app[SERVICES].audience.shout("test.noise", {"text": text})


async def test_positions_skip_a_full_line_and_give_a_whole_picture_when_it_is_free(tmp_path: Path) -> None:
    async with running_hub(tmp_path) as hub, visitor(hub.url, "Ann") as ann, visitor(hub.url) as bo:
        await bo.join("Bo")
        deaf = await Deaf(bo).connect()
        link = next(each.link for each in hub_connections(hub) if each.visitor == bo.id)
        line = link.transport
        assert line is not None
        while line.get_write_buffer_size() <= SKIP_ABOVE:
            shout(hub, "x" * 4000)
            await asyncio.sleep(0)
        assert not link.write_positions(positions_event(b""))
        await ann.do("walk.to", room="contact")
        deaf.transport.resume_reading()  # type: ignore[union-attr]
        lanes = {each.lane for each in hub.host.hub.state.live.avatars.values()}
        async with asyncio.timeout(10):
            while await deaf.lanes() != lanes:
                pass
        await deaf.close()
