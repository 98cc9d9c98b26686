"""From asking to come in to having the whole hub: join, ticket, socket, first state; no browser.

One after the other, and a hundred at the same moment. The clients are one process that shares the machine's
cores with the server.
"""

import asyncio
import time
from contextlib import AsyncExitStack

from bench.line import browser, enter
from bench.row import Row
from bench.servers import BEHIND_ONE_ADDRESS, foyer, share

IN_TURN = 40
AT_ONCE = 100


async def come_in(url: str, number: int, stack: AsyncExitStack) -> float:
    """Milliseconds until one more has the hub's state; the line stays open until the end."""
    http = await stack.enter_async_context(browser(number // BEHIND_ONE_ADDRESS))
    began = time.perf_counter()
    line = await enter(http, url, f"Person {number}")
    took = (time.perf_counter() - began) * 1000
    stack.push_async_callback(line.close)
    return took


async def measure() -> list[Row]:
    async with foyer() as hub, AsyncExitStack() as stack:
        turn = [await come_in(hub.url, number, stack) for number in range(IN_TURN)]
        began = time.perf_counter()
        rush = await asyncio.gather(*(come_in(hub.url, IN_TURN + number, stack) for number in range(AT_ONCE)))
        whole = (time.perf_counter() - began) * 1000
    return [*rows("one by one", turn, 250.0), *rows(f"{AT_ONCE} at once", rush, 2000.0), all_in(whole)]


def rows(name: str, took: list[float], goal: float) -> list[Row]:
    """Median and 95 of 100."""
    return [
        Row("doors", f"{name}: until the hub is there, p50", round(share(took, 0.5), 1), "ms"),
        Row("doors", f"{name}: until the hub is there, p95", round(share(took, 0.95), 1), "ms", goal),
    ]


def all_in(whole: float) -> Row:
    return Row("doors", f"{AT_ONCE} at once: until the last is in", round(whole, 1), "ms")


def run() -> list[Row]:
    """In turn, then all at once into the hub with those inside."""
    return asyncio.run(measure())
