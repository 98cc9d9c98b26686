"""From the death of the server to everybody's being back where they were, without a login.

A hundred people stand in five rooms. The server's process is killed and started again at once, five times.
Each person comes back as the page does: after a third of a second, then later and later, each time with some
chance, and knowing nothing, so that the whole state is sent. The clients are one process that shares the
machine's cores with the server. The plain server is started likewise, and has nothing to read.
"""

import asyncio
import json
import random
import tempfile
import time
from collections.abc import Callable, Coroutine
from contextlib import AsyncExitStack
from dataclasses import dataclass
from functools import partial
from itertools import count
from pathlib import Path
from typing import Any

import aiohttp

from bench.line import Line, browser, post, ticket
from bench.row import Row
from bench.servers import BEHIND_ONE_ADDRESS, naive, share
from tests.running import hub_process
from tests.tools.programs import free_port

PEOPLE, KILLS = 100, 5
ROOMS = ("hall", "lab", "training", "showroom", "garden")
FIRST_S, LONGEST_S, CHANCE = 0.3, 1.5, 0.5
"""How a page waits until it tries again: as in ``web/client/src/net/socket.ts``."""
WITHIN_S = 60.0

Place = tuple[str, int, int]
Open = Callable[[], Coroutine[Any, Any, Line]]


@dataclass
class Person:
    """Somebody with a browser, who stands somewhere."""

    http: aiohttp.ClientSession
    line: Line
    place: Place


def place_of(line: Line) -> Place:
    """Floor and pixel where the hub says that one stands."""
    you = json.loads(line.state[2:])[1]["live"]["you"]
    return you["floor"], you["x"], you["y"]


async def again(http: aiohttp.ClientSession, url: str) -> Line:
    """Back with the cookie of the first visit; a refusal is raised."""
    opens = (await post(http, f"{url}/api/ticket", {}))["ticket"]
    return await Line.open(http, url, {"ticket": opens, "protocol": 1, "last": None})


async def come_in(url: str, number: int, stack: AsyncExitStack) -> Person:
    """One more, in one of the rooms."""
    http = await stack.enter_async_context(browser(number // BEHIND_ONE_ADDRESS))
    await ticket(http, url, f"Person {number}")
    line = await again(http, url)
    answer = await line.ask("room.enter", {"cmd_id": f"enter-{number}", "room": ROOMS[number % len(ROOMS)]})
    if not answer["ok"]:
        raise ValueError(f"a person could not go in: {answer}")
    await line.close()
    line = await again(http, url)
    return Person(http, line, place_of(line))


async def back(way: Open, since: float) -> tuple[Line, float]:
    """Try as a page does until there is a line; when that was, in seconds since the kill."""
    for attempt in count():
        pause = min(FIRST_S * 2**attempt, LONGEST_S) * random.uniform(1 - CHANCE, 1 + CHANCE)
        await asyncio.sleep(pause)
        try:
            return await way(), time.monotonic() - since
        except (aiohttp.ClientConnectionError, ConnectionError):
            if time.monotonic() - since > WITHIN_S:
                raise
    raise AssertionError("there is always another attempt")


async def in_hub() -> tuple[list[float], list[float], int]:
    """Seconds until the server answers, seconds until each is back, and how many stand elsewhere."""
    up: list[float] = []
    took: list[float] = []
    astray = 0
    with tempfile.TemporaryDirectory() as folder:
        async with AsyncExitStack() as stack:
            hub = await stack.enter_async_context(hub_process(Path(folder), free_port()))
            people = [await come_in(hub.url, number, stack) for number in range(PEOPLE)]
            for _ in range(KILLS):
                await settled()
                since = time.monotonic()
                await hub.kill()
                started = asyncio.create_task(hub.start())
                ways = [partial(again, each.http, hub.url) for each in people]
                lines = await asyncio.gather(*(back(way, since) for way in ways))
                await started
                for person, (line, seconds) in zip(people, lines, strict=True):
                    await person.line.close()
                    astray += place_of(line) != person.place
                    person.line = line
                    took.append(seconds)
                up.append(min(seconds for _, seconds in lines))
            for person in people:
                await person.line.close()
    return up, took, astray


async def settled() -> None:
    """Places are written every second and a half: wait until those of people who stand are."""
    await asyncio.sleep(2.5)


async def in_naive() -> list[float]:
    """Seconds from the start of a plain server until each has a line to it."""
    async with AsyncExitStack() as stack:
        groups = [number // BEHIND_ONE_ADDRESS for number in range(PEOPLE)]
        browsers = [await stack.enter_async_context(browser(group)) for group in groups]
        since = time.monotonic()
        server = await stack.enter_async_context(naive())
        lines = await asyncio.gather(
            *(back(partial(Line.open, each, server.url, None), since) for each in browsers)
        )
        for line, _ in lines:
            await line.close()
    return [seconds for _, seconds in lines]


async def measure() -> list[Row]:
    theirs = await in_naive()
    up, took, astray = await in_hub()

    def row(name: str, value: float, unit: str, goal: float | None = None, plain: float | None = None) -> Row:
        return Row("recovery", name, round(value, 2), unit, goal, baseline=plain and round(plain, 2))

    return [
        row("from the kill until the first is back, p50", share(up, 0.5), "s", plain=min(theirs)),
        row(f"{PEOPLE} people in five rooms: until each is back, p50", share(took, 0.5), "s"),
        row("the same, p95", share(took, 0.95), "s", 3.0, share(theirs, 0.95)),
        row("the same, p99", share(took, 0.99), "s", 6.0, share(theirs, 0.99)),
        row("people who stand elsewhere than before", astray, "people", 0),
    ]


def run() -> list[Row]:
    """Five kills of the hub, one start of the plain server."""
    return asyncio.run(measure())
