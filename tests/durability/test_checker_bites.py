"""The checker finds the bugs it is there for: each promise broken once, by a wrong hub or a wrong log."""

import asyncio
from dataclasses import replace
from pathlib import Path

import pytest

from server.host import Host
from tests.durability.checker import Entry, Op, Outcome, read_log, violations
from tests.durability.holder import Speaker, host_on
from tests.durability.wrong_hosts import EagerHost, ForgetfulHost

LINES = [
    Entry(1, "ann", "a1", "message.posted", {"channel": "hub", "body": "one"}),
    Entry(2, "ann", "a2", "room.locked", {"room": "lens"}),
    Entry(3, "ann", "a3", "message.posted", {"channel": "hub", "body": "three"}),
]
TOLD = [
    Op("ann", "a1", "chat.post", {"channel": "hub", "body": "one"}, Outcome.OK, [1]),
    Op("ann", "a2", "room.lock", {"room": "lens"}, Outcome.OK, [2, 2]),
    Op("ann", "a3", "chat.post", {"channel": "hub", "body": "three"}),
    Op("ann", "a4", "chat.post", {"channel": "hub", "body": "four"}),
    Op("ann", "a5", "chat.post", {"channel": "hub", "body": ""}, Outcome.FAIL),
    Op("ann", "a6", "room.lock", {"room": "lens"}, Outcome.OK, [None]),
]


def test_a_log_that_keeps_all_promises_is_passed() -> None:
    assert violations(TOLD, LINES) == []


@pytest.mark.parametrize(
    ("log", "history", "found"),
    [
        (LINES[1:], TOLD, "the log has 2 where 1 should be"),
        ([*LINES[:1], replace(LINES[2], seq=2)], TOLD, "not in the log under that number"),
        ([*LINES, replace(LINES[0], seq=4)], TOLD, "is in the log 2 times"),
        ([*LINES, replace(LINES[2], seq=4, cmd_id="a9")], TOLD, "'three' stands 2 times"),
        ([*LINES, Entry(4, "ann", "a5", "message.posted", {})], TOLD, "was refused and is in the log"),
        ([*LINES[:2], replace(LINES[2], data={"channel": "hub", "body": "tree"})], TOLD, "is in the log as"),
        (LINES, [replace(TOLD[1], answers=[2, 3])], "got different answers"),
        (LINES, [TOLD[1], TOLD[0]], "was done after 2"),
    ],
)
def test_a_broken_promise_is_named(log: list[Entry], history: list[Op], found: str) -> None:
    assert any(found in each for each in violations(history, log))


async def crash(folder: Path, kind: type[Host]) -> list[str]:
    """Ann talks and gives every third command twice; the files are looked at while the last is under way."""
    async with host_on(folder / "hub.db", kind) as host:
        speaker = Speaker(host, folder / "hub.db-wal")
        for number in range(30):
            speaker.say(f"line {number}")
            if number % 3 == 0:
                await speaker.answered()
                speaker.send(number)
        await asyncio.sleep(0)
        return violations(list(speaker.history), read_log(folder / "hub.db"))


async def test_the_real_host_passes(tmp_path: Path) -> None:
    assert await crash(tmp_path, Host) == []


async def test_an_acknowledgement_before_the_commit_is_found(tmp_path: Path) -> None:
    assert any("not in the log" in each for each in await crash(tmp_path, EagerHost))


async def test_a_command_done_twice_is_found(tmp_path: Path) -> None:
    found = await crash(tmp_path, ForgetfulHost)
    assert any("stands 2 times" in each for each in found)
    assert any("got different answers" in each for each in found)
