"""What a stage's audience is sent while 2,000 people react, against one person: it must not grow.

Every person reacts once a second. The reactions are given to the hub in its own process, past the sockets of
those who react; what is measured goes out over real sockets to people who watch the stage. The baseline is a
plain python-socketio server that tells everybody of each reaction.

The processor is that of this process, the watchers' clients included, from which a stretch of the same length
without any reaction is taken away; the plain server's is its own, and it gets each reaction by a socket.
"""

import asyncio
import json
import tempfile
import time
from contextlib import AsyncExitStack
from dataclasses import dataclass
from pathlib import Path

from bench.line import Line, browser
from bench.row import Row
from bench.servers import naive, processor
from rooms import commands as c
from rooms.ids import RoomId, VisitorId
from rooms.look import Look
from rooms.roles import Actor, Role
from server.app import Running
from server.clock import new_id
from tests.running import running_hub
from tests.visitor import Visitor, visitor

HALL = RoomId("hall")
CROWD = 2000
WATCHERS = 20
SECONDS = 8
STEPS = 50
"""Portions of a second's reactions."""
GROWTH = 1.2
"""What 2,000 people may cost of what one costs: the numbers in the event have more digits."""

ONE_US = 150.0
"""Microseconds of processor that one reaction of two thousand a second may cost."""
PACE_MS = 50.0
"""Milliseconds of processor that one second of one person's reactions may cost, with twenty who watch."""


@dataclass(frozen=True, slots=True)
class Level:
    """What a second of a level is: messages and bytes to one who watches, and seconds of processor."""

    messages: float
    bytes: float
    cpu: float


async def known(hub: Running, count: int) -> list[VisitorId]:
    """So many people who joined."""
    people = [VisitorId(f"person-{number}") for number in range(count)]
    for each in people:
        await hub.host.ask(Actor(each, Role.GUEST), new_id(), c.Join("Person", Look()))
    return people


async def react(hub: Running, people: list[VisitorId]) -> None:
    """Everybody reacts once a second, evenly spread."""
    loop = asyncio.get_running_loop()
    begin = loop.time()
    for step in range(SECONDS * STEPS):
        await asyncio.sleep(begin + step / STEPS - loop.time())
        for each in people[step % STEPS :: STEPS]:
            hub.host.submit(hub.host.hub.actor(each), new_id(), c.React(HALL, "clap"), _taken)


def _taken(answer: object) -> None:
    """The sum that is told says whether all were counted."""


async def level(hub: Running, people: list[VisitorId], watchers: list[Visitor], idle: float) -> Level:
    """What one watcher is sent a second; the median one, all told of every reaction."""
    seen = [len(each.events) for each in watchers]
    loop = asyncio.get_running_loop()
    begin, cpu = loop.time(), time.process_time()
    await react(hub, people)
    used = (time.process_time() - cpu) / SECONDS - idle
    wanted = SECONDS * len(people)
    sizes: list[list[int]] = []
    for person, since in zip(watchers, seen, strict=True):
        await person.wait(lambda person=person, since=since: claps(person, since) >= wanted, "all counted")
        if claps(person, since) != wanted:
            raise RuntimeError(f"{claps(person, since)} claps told of {wanted}")
        told = [each for each in person.events[since:] if each[0] == "stage.reactions"]
        sizes.append([len(json.dumps(each, separators=(",", ":"))) + 2 for each in told])
    middle, spent = sorted(sizes, key=len)[len(sizes) // 2], loop.time() - begin
    return Level(len(middle) / spent, sum(middle) / spent, used)


async def idling() -> float:
    """Processor a second while nobody reacts."""
    cpu = time.process_time()
    await asyncio.sleep(SECONDS)
    return (time.process_time() - cpu) / SECONDS


def claps(person: Visitor, since: int) -> int:
    """How many claps somebody was told of."""
    told = [each for name, each in person.events[since:] if name == "stage.reactions"]
    return sum(each["data"]["counts"].get("clap", 0) for each in told)


async def plain() -> tuple[float, float]:
    """Messages that reach one person when 2,000 reactions are told one by one, as anybody first does it; and
    the server's seconds of processor for each, with as many who watch.
    """
    async with naive() as server, AsyncExitStack() as stack:
        lines: list[Line] = []
        for _ in range(WATCHERS + 1):
            http = await stack.enter_async_context(browser())
            lines.append(await Line.open(http, server.url, None))
            stack.push_async_callback(lines[-1].close)
        before = processor(server)
        asked = (lines[0].ask("echo", {"stage": "hall", "kind": "clap"}) for _ in range(CROWD))
        await asyncio.gather(*asked)
        await asyncio.gather(*(each.ask("echo", {}) for each in lines[1:]))
        if lines[1].told < CROWD:
            raise RuntimeError(f"the plain server told of {lines[1].told}")
        return CROWD, (processor(server) - before) / CROWD


async def measure() -> list[Row]:
    with tempfile.TemporaryDirectory() as folder:
        async with running_hub(Path(folder)) as hub, AsyncExitStack() as stack:
            watchers = [await stack.enter_async_context(visitor(hub.url)) for _ in range(WATCHERS)]
            for number, person in enumerate(watchers):
                await (await person.join(f"Watcher {number}")).connect(view="stage")
            people = await known(hub, CROWD)
            idle = await idling()
            one = await level(hub, people[:1], watchers, idle)
            many = await level(hub, people, watchers, idle)
    told, cost = await plain()
    each = (many.cpu - one.cpu) / (CROWD - 1) * 1e6
    return [
        row("one person: messages a second to one who watches", round(one.messages, 2), "", 1.2),
        row("2,000 people: messages a second to one who watches", round(many.messages, 2), "", 1.2, told),
        row("one person: bytes a second", round(one.bytes), "bytes"),
        row("2,000 people: bytes a second", round(many.bytes), "bytes"),
        row("bytes of 2,000 against one", round(many.bytes / one.bytes, 2), "", GROWTH),
        row("one person: processor a second", round(one.cpu * 1000, 1), "ms", PACE_MS),
        row("2,000 people: processor a second", round(many.cpu * 1000, 1), "ms", None, cost * CROWD * 1000),
        row("processor for one reaction more", round(each, 1), "us", ONE_US, cost * 1e6),
    ]


def row(name: str, value: float, unit: str, goal: float | None = None, baseline: float | None = None) -> Row:
    return Row("reactions", name, value, unit, goal, "lower", baseline)


def run() -> list[Row]:
    """Both levels, then the plain server."""
    return asyncio.run(measure())
