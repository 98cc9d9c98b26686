"""Nothing acknowledged is lost: the real server is killed a dozen times while people are at work.

The disk is slowed down, so that commands are under way at each kill. Whoever got no answer asks again after
the restart. In the end the file is compared with what everybody was told.
"""

import asyncio
import time
from collections.abc import AsyncGenerator
from contextlib import AsyncExitStack, asynccontextmanager
from math import dist
from pathlib import Path
from random import Random
from typing import Any

import aiohttp
import pytest

from rooms.motion import WALK
from rooms.state import Durable
from server.content.pack import load_pack
from server.store.journal import connect
from server.store.recovery import recover
from tests.durability.checker import WRITES, Entry, Outcome, read_log, violations
from tests.durability.person import Person
from tests.running import PACK, HubProcess, hub_process
from tests.tools.programs import free_port
from tests.visitor import Visitor, visitor

KILLS = 12
SLOW_SYNC_US = 25_000
KEPT_S = 2.0
"""Everybody stands within two seconds of where they were."""
FARTHEST = WALK * KEPT_S
NEAR = 16
"""Pixels: about two ticks of walking."""

SAYS = ("chat.post", {"channel": "hub"})
LOCKS = [(f"room.{act}", {"room": room}) for act in ("lock", "unlock") for room in ("training", "prism")]
ENTERS = [("room.enter", {"room": room}) for room in ("lens", "lab", "training", "showroom", "contact")]
STROLLS = [("walk.to", {"room": room}) for room in ("contact", "garden", "showroom", "hall")]


@asynccontextmanager
async def people(url: str) -> AsyncGenerator[list[Person]]:
    """A moderating administrator, two who go from room to room by command, three who talk, three who walk."""
    async with AsyncExitStack() as stack:
        everybody: list[Person] = []
        for number in range(9):
            jar = aiohttp.CookieJar(unsafe=True)
            person = Person(url, aiohttp.ClientSession(cookie_jar=jar), rng=Random(number))
            stack.push_async_callback(person.close)
            await person.join(f"Person {number}")
            everybody.append(person)
        await everybody[0].post("/api/admin/claim", {"token": "test-admin"})
        grants = [
            ("role.grant", {"visitor": each.id, "role": role})
            for each in everybody[3:]
            for role in ("member", "speaker", "guest")
        ]
        everybody[0].wishes = [*LOCKS, *grants, SAYS]
        for number, person in enumerate(everybody[1:], 1):
            person.wishes = [*ENTERS, SAYS] if number < 3 else [SAYS] if number < 6 else [*STROLLS, SAYS]
        await asyncio.gather(*(each.connect() for each in everybody))
        yield everybody


async def life_and_death(hub: HubProcess, everybody: list[Person], rng: Random) -> float:
    """Everybody is at work; the server is killed in the middle of it. The time of the kill."""
    tasks = [asyncio.create_task(each.live()) for each in everybody]
    await asyncio.sleep(rng.uniform(0.4, 1.2))
    killed = time.monotonic()
    await hub.kill()
    await asyncio.gather(*tasks)
    await asyncio.gather(*(each.cleared() for each in everybody))
    return killed


async def come_back(everybody: list[Person]) -> int:
    """Everybody returns with the old cookie and asks again; how many commands had no answer."""
    await asyncio.gather(*(each.connect() for each in everybody))
    return sum(await asyncio.gather(*(each.ask_again() for each in everybody)))


def strayed(person: Person, killed: float) -> float:
    """Pixels from where somebody stands now to the nearest place where that person was shortly before."""
    since, trail = killed - KEPT_S, person.trail[: person.known]
    recent = [(x, y) for at, x, y in trail if at >= since]
    before = [(x, y) for at, x, y in trail if at < since][-1:]
    return min(dist(person.place_now, spot) for spot in [*before, *recent])


def walked_back(person: Person) -> float:
    """Pixels from where somebody stands now to where that person was seen last."""
    return dist(person.place_now, person.trail[person.known - 1][1:])


@pytest.mark.timeout(180)
async def test_a_dozen_kills_lose_nothing_that_was_acknowledged(tmp_path: Path, shim: Path) -> None:
    rng, retried = Random(5), 0
    slow = {"LD_PRELOAD": str(shim), "SYNC_US": str(SLOW_SYNC_US)}
    async with hub_process(tmp_path, free_port(), **slow) as hub, people(hub.url) as everybody:
        for _ in range(KILLS):
            killed = await life_and_death(hub, everybody, rng)
            await hub.start()
            retried += await come_back(everybody)
            assert [each.id for each in everybody if strayed(each, killed) > NEAR] == []
            assert [each.id for each in everybody[3:] if walked_back(each) > FARTHEST] == []
        assert retried >= KILLS, "the kills caught too little under way"
        async with visitor(hub.url, "Late") as late:
            said = await whole_channel(late)
            last = late.snapshot["seq"]
            for each in everybody:
                await each.wait(lambda each=each: (each.last or 0) >= last, each.id)
        await hub.kill()
    log = await asyncio.to_thread(read_log, tmp_path / "hub.db")
    everyone_agrees(everybody, log)
    assert said == [entry.data["body"] for entry in log if entry.type == "message.posted"]
    await the_newcomer_sees(late.snapshot, tmp_path / "hub.db")


async def whole_channel(late: Visitor) -> list[str]:
    """The hub's chat from its first line on."""
    lines: list[str] = []
    before, more = "", True
    while more:
        page = await late.get(f"/api/messages?channel=hub&before={before}")
        lines[:0] = [line["body"] for line in page["messages"]]
        before, more = page["messages"][0]["message"], page["more"]
    return lines


def everyone_agrees(everybody: list[Person], log: list[Entry]) -> None:
    """The log holds what each person did, and each person heard all of it, once and in order."""
    history = [op for each in everybody for op in each.history]
    assert sum(op.outcome is Outcome.OK for op in history) > 15 * KILLS
    assert {op.command for op in history if op.outcome is Outcome.OK} == set(WRITES)
    assert violations(history, log) == []
    for person in everybody:
        assert person.gaps == 0
        assert [name for name, _ in person.events].count("hub.snapshot") == 1
        first = person.snapshot["seq"]
        assert person.heard == [entry.seq for entry in log if entry.seq > first][: len(person.heard)]
        assert person.heard[-1] >= log[-1].seq - 1


async def the_newcomer_sees(snapshot: dict[str, Any], file: Path) -> None:
    """Whoever comes last is shown the same locks and roles that a replay of the log gives."""
    state = await asyncio.to_thread(replayed, file)
    assert {room for room, door in snapshot["rooms"].items() if door["locked"]} == set(state.locked)
    roles = {each: shown["role"] for each, shown in snapshot["visitors"].items()}
    assert roles == {each: known.role for each, known in state.visitors.items()}


def replayed(file: Path) -> Durable:
    """The durable state as a start would read it."""
    db = connect(file)
    state = recover(db, load_pack(PACK).rules()).durable
    db.close()
    return state
