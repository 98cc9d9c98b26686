"""The same workshop with a socket for each of three hundred people: a hub as ``make run`` starts it, a lead
with the stock client, and everybody else in one process of lean clients that shares the machine's cores.

Five hundred sockets, as many as the default pack takes in, work too; but each newcomer is told to all who are
there, and on two busy cores their coming alone took more than three minutes.
"""

import asyncio
import json
import re
import time
from collections.abc import Callable
from contextlib import AsyncExitStack

from bench.line import Line, browser, post
from bench.row import Row
from bench.servers import BEHIND_ONE_ADDRESS, Server, foyer, share
from tests.visitor import LOOK, Visitor, visitor

PEOPLE, GROUPS = 299, 60
"""With the lead they are 300."""
TABLES = [f"lab-table-{number}" for number in range(1, 9)]
SLOWEST_S = 20.0
SETTLE_S = 3.0
WAIT_S = 45.0
LOOK_S = 0.05


class Guest:
    """Somebody who is called: when, and how many of the events told meanwhile are about seats."""

    def __init__(self, person: str, line: Line) -> None:
        self.id, self.line = person, line
        self.seats = 0
        self.seated_at = self.back_at = 0.0
        self._own = f'"visitor":"{person}"'
        line.on_event = self._hear

    def _hear(self, text: str) -> None:
        head = text[:24]
        if head.startswith('42["breakout.seated"'):
            self.seats += 1
            if self._own in text:
                self.seated_at = time.perf_counter()
        elif head.startswith('42["breakout.returned"') and self._own in text:
            self.back_at = time.perf_counter()


async def come(server: Server, stack: AsyncExitStack) -> list[Guest]:
    """Everybody comes in, one after the other."""
    guests: list[Guest] = []
    for number in range(PEOPLE):
        http = await stack.enter_async_context(browser(number // BEHIND_ONE_ADDRESS))
        joined = await post(http, f"{server.url}/api/join", {"name": f"Person {number}", "look": LOOK})
        ticket = (await post(http, f"{server.url}/api/ticket", {}))["ticket"]
        line = await Line.open(http, server.url, {"ticket": ticket, "protocol": 1, "last": None})
        stack.push_async_callback(line.close)
        line.state = ""
        guests.append(Guest(joined["visitor"]["id"], line))
    return guests


async def late(host: Visitor) -> int:
    """Late ticks so far, as the hub counts them."""
    async with host.http.get(f"{host.url}/metrics") as response:
        found = re.search(r"^foyer_ticks_late ([\d.e+]+)$", await response.text(), re.MULTILINE)
    assert found is not None
    return round(float(found[1]))


async def until(condition: Callable[[], bool], what: str) -> None:
    """Wait for something that lean clients notice."""
    async with asyncio.timeout(WAIT_S):
        while not condition():  # noqa: ASYNC110
            await asyncio.sleep(LOOK_S)


async def prepared(host: Visitor, guests: list[Guest]) -> str:
    """A plan with a roster of them all, from a table, balanced by two traits."""
    groups = [
        {"id": "", "title": f"Group {n}", "room": TABLES[n] if n < len(TABLES) else None}
        for n in range(GROUPS)
    ]
    spec = {"title": "Bench", "room": None, "minutes": 30, "groups": groups, "traits": ["language", "skill"]}
    await host.do("breakout.plan", spec=spec)
    plan: str = (await host.told("breakout.planned"))["data"]["plan"]
    rows = "\n".join(f"Person {n},{'de en fr'.split()[n % 3]},{n % 7 % 2}" for n in range(len(guests)))
    table = {"name": "r.csv", "text": f"name,language,skill\n{rows}\n", "apply": True}
    answer = await host.post(f"/api/breakouts/{plan}/roster", table)
    if answer["matched"] != len(guests):
        raise RuntimeError(json.dumps(answer)[:500])
    await host.do("breakout.assign", plan=plan, how="balanced", seed=7)
    await host.told("breakout.assigned")
    return plan


async def measure() -> list[Row]:
    """One round: there and back."""
    async with foyer() as server, AsyncExitStack() as stack:
        host = await stack.enter_async_context(visitor(server.url, "Host"))
        await host.post("/api/admin/claim", {"token": "test-admin"})
        await host.told("you.changed", role="administrator")
        guests = await come(server, stack)
        plan = await prepared(host, guests)
        await asyncio.sleep(SETTLE_S)
        count = [await late(host)]
        await asyncio.sleep(SETTLE_S)
        count.append(await late(host))
        begun = time.perf_counter()
        await host.do("breakout.start", plan=plan)
        await until(lambda: all(each.seated_at for each in guests), "seats for all")
        count.append(await late(host))
        there = [each.seated_at - begun for each in guests]
        round_ = (await host.told("breakout.started"))["data"]["round"]
        await asyncio.sleep(SETTLE_S)
        count.append(await late(host))
        ended = time.perf_counter()
        await host.do("breakout.close", round=round_)
        await until(lambda: all(each.back_at for each in guests), "all back")
        count.append(await late(host))
        back = [each.back_at - ended for each in guests]
    idle = count[1] - count[0]
    seats = share((each.seats for each in guests), 0.5)
    return [
        row("called on one's own screen: p50", share(there, 0.5), "s"),
        row("called on one's own screen: the last", max(there), "s", SLOWEST_S),
        row("late ticks while all are called", count[2] - count[1], "ticks", 0, idle),
        row("seats one person is told of: p50", seats, "", 2 * PEOPLE / GROUPS, PEOPLE),
        row("back on one's own screen: the last", max(back), "s", SLOWEST_S),
        row("late ticks while all go back", count[4] - count[3], "ticks", 0, idle),
    ]


def row(name: str, value: float, unit: str, goal: float | None = None, baseline: float | None = None) -> Row:
    """A row; the baseline of late ticks is an idle stretch, that of seats a telling to all."""
    return Row(
        "breakouts", f"300 sockets, {GROUPS} groups: {name}", round(value, 2), unit, goal, "lower", baseline
    )
