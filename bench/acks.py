"""From sending a chat line to its acknowledgement, under load: Foyer's says "on the disk".

Twenty people talk in turn, everybody gets every line. The baseline is a plain python-socketio server that
keeps nothing and answers at once, in the same run.
"""

import asyncio
import time
import uuid
from collections.abc import Awaitable, Callable
from contextlib import AsyncExitStack

from bench.line import Line, browser, enter
from bench.row import Row
from bench.servers import Server, foyer, naive, share

PEOPLE = 20
RATES = (50, 200)
ROUNDS = 3
SECONDS = 3.0
GOALS = {0.5: None, 0.95: 50.0, 0.99: None}
"""Milliseconds; the goal holds for 200 lines a second on a slow disk."""

Say = Callable[[Line], Awaitable[object]]


async def say(line: Line) -> None:
    """One line in the hub."""
    body = "A line as people write them, of about eighty characters, so that it weighs something."
    answer = await line.ask("chat.post", {"cmd_id": str(uuid.uuid4()), "channel": "hub", "body": body})
    if not answer["ok"]:
        raise RuntimeError(answer["error"]["code"])


async def echo(line: Line) -> None:
    """The same with the plain server."""
    body = "A line as people write them, of about eighty characters, so that it weighs something."
    await line.ask("echo", {"channel": "hub", "body": body})


async def load(lines: list[Line], act: Say, rate: int) -> list[float]:
    """Milliseconds to each acknowledgement of so many lines a second."""
    took: list[float] = []
    loop = asyncio.get_running_loop()
    begin = loop.time()

    async def one(line: Line, due: float) -> None:
        await asyncio.sleep(due - loop.time())
        began = time.perf_counter()
        await act(line)
        took.append((time.perf_counter() - began) * 1000)

    count = int(rate * SECONDS)
    await asyncio.gather(*(one(lines[n % len(lines)], begin + n / rate) for n in range(count)))
    return took


async def people(server: Server, stack: AsyncExitStack, *, known: bool) -> list[Line]:
    """Twenty open lines."""
    found: list[Line] = []
    for number in range(PEOPLE):
        http = await stack.enter_async_context(browser())
        line = await (
            enter(http, server.url, f"Person {number}") if known else Line.open(http, server.url, None)
        )
        stack.push_async_callback(line.close)
        found.append(line)
    return found


async def measure() -> list[Row]:
    ours: dict[int, list[float]] = {rate: [] for rate in RATES}
    theirs: dict[int, list[float]] = {rate: [] for rate in RATES}
    async with AsyncExitStack() as stack:
        here = await people(await stack.enter_async_context(foyer()), stack, known=True)
        there = await people(await stack.enter_async_context(naive()), stack, known=False)
        for _ in range(ROUNDS):
            for rate in RATES:
                theirs[rate] += await load(there, echo, rate)
                ours[rate] += await load(here, say, rate)
    return [row for rate in RATES for row in rows(rate, ours[rate], theirs[rate])]


def rows(rate: int, ours: list[float], theirs: list[float]) -> list[Row]:
    return [
        Row(
            "acks", f"{rate} lines a second: p{part * 100:.0f}", round(share(ours, part), 2), "ms",
            goal, baseline=round(share(theirs, part), 2),
        )
        for part, goal in GOALS.items()
    ]  # fmt: skip


def run() -> list[Row]:
    """Both rates, interleaved with the plain server."""
    return asyncio.run(measure())
