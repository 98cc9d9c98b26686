"""Five hundred people put into sixty groups, called there and back, each over a socket of their own.

The assignment is computed beside the hub: balanced by two traits, then a rotation without repeats. A tick is
late when it begins a whole tick (50 ms) after its time. Clients and server share the machine's cores.
"""

import asyncio
import time
from contextlib import AsyncExitStack
from typing import Any

from bench.line import Line, browser, post
from bench.row import Row
from bench.servers import BEHIND_ONE_ADDRESS, Server, foyer
from tests.visitor import LOOK, Visitor, visitor

PEOPLE, GROUPS = 480, 60
"""The hub lets in 500 at the same time, hosts and those who come late among them."""
ROOMS = [f"lab-table-{n}" for n in range(1, 9)]
LANGUAGES, SKILLS = ("de", "en", "fr"), ("new", "old")
SLOWEST_S = 20


async def arrived(server: Server, stack: AsyncExitStack) -> list[tuple[str, Line]]:
    """People in the hub with their ids; all join before the first connects."""
    browsers = [
        await stack.enter_async_context(browser(number // BEHIND_ONE_ADDRESS)) for number in range(PEOPLE)
    ]
    ids: list[str] = []
    for number, http in enumerate(browsers):
        answer = await post(http, f"{server.url}/api/join", {"name": f"Person {number}", "look": LOOK})
        ids.append(answer["visitor"]["id"])
    lines: list[tuple[str, Line]] = []
    for who, http in zip(ids, browsers, strict=True):
        ticket = (await post(http, f"{server.url}/api/ticket", {}))["ticket"]
        line = await Line.open(http, server.url, {"ticket": ticket, "protocol": 1, "last": None})
        stack.push_async_callback(line.close)
        lines.append((who, line))
    return lines


async def planned(host: Visitor, people: list[tuple[str, Line]]) -> str:
    """A plan of sixty groups, eight of them at tables of the map, and a roster of everybody."""
    tables = [*ROOMS, *[None] * (GROUPS - len(ROOMS))]
    groups = [{"id": "", "title": f"Group {n}", "room": room} for n, room in enumerate(tables)]
    spec = {"title": "Ideas", "room": None, "minutes": 20, "groups": groups, "traits": ["language", "skill"]}
    await host.do("breakout.plan", spec=spec)
    plan: str = (await host.told("breakout.planned"))["data"]["plan"]
    roster = [
        {
            "name": f"Person {n}",
            "traits": {"language": LANGUAGES[n % 3], "skill": SKILLS[n % 7 % 2]},
            "visitor": who,
        }
        for n, (who, _) in enumerate(people)
    ]
    await host.do("breakout.roster", plan=plan, roster=roster)
    return plan


async def assigned(host: Visitor, plan: str, how: str) -> tuple[float, dict[str, Any]]:
    """Seconds until everybody had a group, and the report."""
    before, began = len(host.events), time.perf_counter()
    await host.do("breakout.assign", plan=plan, how=how, seed=7)
    found = await heard(host, before, "breakout.assigned")
    return time.perf_counter() - began, found["report"]


async def heard(host: Visitor, since: int, name: str) -> dict[str, Any]:
    """The data of an event that came after so many others."""
    found = await host.wait(lambda: [each for each in host.events[since:] if each[0] == name], name)
    return found[0][1]["data"]


async def moved(host: Visitor, name: str, command: str, **fields: object) -> float:
    """Seconds until everybody was seated, or back."""
    before, began = len(host.events), time.perf_counter()
    await host.do(command, **fields)
    count, seen = 0, before
    while count < PEOPLE and time.perf_counter() - began < 4 * SLOWEST_S:
        await host.wait(lambda seen=seen: len(host.events) > seen, name)
        new = host.events[seen:]
        count += sum(each[0] == name for each in new)
        seen += len(new)
    return time.perf_counter() - began


async def ticks(host: Visitor) -> dict[str, float]:
    """What the hub counts of its ticks."""
    async with host.http.get(f"{host.url}/metrics") as response:
        lines = (await response.text()).splitlines()
    pairs = (each.split() for each in lines if each.startswith("foyer_tick"))
    return {name: float(value) for name, value in pairs}


async def measure() -> list[Row]:
    async with foyer() as server, AsyncExitStack() as stack:
        host = await stack.enter_async_context(visitor(server.url, "Host"))
        await host.post("/api/admin/claim", {"token": "test-admin"})
        await host.told("you.changed", role="administrator")
        people = await arrived(server, stack)
        plan = await planned(host, people)
        marks = [await ticks(host)]
        balanced, report = await assigned(host, plan, "balanced")
        marks.append(await ticks(host))
        there = await moved(host, "breakout.seated", "breakout.start", plan=plan)
        round_ = (await host.told("breakout.started"))["data"]["round"]
        marks.append(await ticks(host))
        rotated, turn = await assigned(host, plan, "mix")
        marks.append(await ticks(host))
        back = await moved(host, "breakout.returned", "breakout.close", round=round_)
        marks.append(await ticks(host))
    return rows(balanced, report, there, rotated, turn, back, marks)


def rows(
    balanced: float,
    report: dict[str, Any],
    there: float,
    rotated: float,
    turn: dict[str, Any],
    back: float,
    marks: list[dict[str, float]],
) -> list[Row]:
    def late(first: int) -> float:
        return marks[first + 1]["foyer_ticks_late"] - marks[first]["foyer_ticks_late"]

    def row(name: str, value: float, unit: str, goal: float | None = None) -> Row:
        return Row("breakouts", f"{PEOPLE} people in {GROUPS} groups: {name}", round(value, 2), unit, goal)

    return [
        row("balanced by two traits", balanced, "s", 2),
        row("largest difference in a trait's value", max(report["spread"].values()), "people", 1),
        row("a turn of a rotation", rotated, "s", 2),
        row("pairs who meet again in it", turn["repeats"], "pairs", 0),
        row("late ticks while groups are computed", late(0) + late(2), "ticks", 0),
        row("all called", there, "s", SLOWEST_S),
        row("late ticks while all are called", late(1), "ticks", 0),
        row("all back", back, "s", SLOWEST_S),
        row("late ticks while all go back", late(3), "ticks", 0),
        row("the latest tick", marks[-1]["foyer_tick_late_ms_most"], "ms"),
    ]


def run() -> list[Row]:
    """One round."""
    return asyncio.run(measure())
