"""Five hundred people put into sixty groups, called there and back: first in a running hub with its ticks and
its disk, but without their sockets, so that what the hub decides is measured, not what a crowd of clients
costs; then with a socket for each (``_tower.py``).

Assignments are computed beside the hub: balanced by two traits, then a rotation without repeats. A tick is
late when it begins a whole tick (50 ms) after its time; the baseline is a stretch in which nothing happens.
The longest turn of the hub's loop is by its own processor time, so a busy machine does not sway it.
"""

import asyncio
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from bench import _tower
from bench._turns import Turns, watched
from bench.row import Row
from rooms import commands as c
from rooms.commands import Command
from rooms.events.groups import GroupSpec, How, Participant, PlanSpec, Report
from rooms.hub import SYSTEM_ACTOR
from rooms.ids import GroupId, PlanId, RoomId, VisitorId
from rooms.look import Look
from rooms.roles import Actor, Role
from server.clock import new_id
from server.host import Host
from tests.running import running_hub

PEOPLE, GROUPS = 500, 60
TABLES = [RoomId(f"lab-table-{n}") for n in range(1, 9)]
LANGUAGES, SKILLS = ("de", "en", "fr"), ("new", "old")
SLOWEST_S = 20.0
LOOK_S = 0.02
IDLE_S = 5.0
TURN_MS = 25
"""Half a tick."""


class Workshop:
    """A hub in which everybody has arrived, and a plan of sixty groups, eight of them at tables."""

    def __init__(self, host: Host) -> None:
        self.host = host
        self.state = host.hub.state.durable
        self.plan = PlanId("")

    async def do(self, command: Command, who: Actor = SYSTEM_ACTOR) -> None:
        """Give a command, and wait until it is on the disk."""
        await self.host.ask(who, new_id(), command)

    async def fill(self) -> None:
        """Everybody comes in; the plan is written with a roster of them all."""
        lines: list[Participant] = []
        for number in range(PEOPLE):
            who = VisitorId(f"person-{number}")
            guest = Actor(who, Role.GUEST)
            await self.do(c.Join(f"Person {number}", Look()), guest)
            await self.do(c.Arrive(), guest)
            traits = {"language": LANGUAGES[number % 3], "skill": SKILLS[number % 7 % 2]}
            lines.append(Participant(f"Person {number}", traits, visitor=who))
        rooms = [*TABLES, *[None] * (GROUPS - len(TABLES))]
        groups = tuple(GroupSpec(GroupId(""), f"Group {n}", room) for n, room in enumerate(rooms))
        await self.do(c.PlanBreakout(PlanSpec("Ideas", None, 20, groups, traits=("language", "skill"))))
        self.plan = next(iter(self.state.breakouts.plans))
        await self.do(c.SetRoster(self.plan, tuple(lines)))

    async def until(self, condition: Callable[[], bool]) -> float:
        """Seconds until a condition holds; looked at fifty times a second."""
        began = time.perf_counter()
        while not condition() and time.perf_counter() - began < 4 * SLOWEST_S:  # noqa: ASYNC110
            await asyncio.sleep(LOOK_S)
        return time.perf_counter() - began

    async def assigned(self, how: How) -> tuple[float, Report]:
        """Seconds until everybody had a group, and what is said of it."""
        await self.do(c.AssignGroups(self.plan, how, 7))
        took = await self.until(lambda: self._report(how) is not None)
        report = self._report(how)
        if report is None:
            raise RuntimeError("nothing was assigned")
        return took, report

    def _report(self, how: How) -> Report | None:
        report = self.state.breakouts.plans[self.plan].report
        return report if report is not None and report.how == how else None

    async def called(self) -> float:
        """Seconds until everybody had a seat in a round that has just begun."""
        await self.do(c.StartRound(self.plan))
        return await self.until(lambda: len(self.state.breakouts.seats) == PEOPLE)

    async def back(self) -> float:
        """Seconds until everybody was back after the round had ended."""
        await self.do(c.CloseRound(list(self.state.breakouts.rounds)[-1]))
        return await self.until(lambda: not self.state.breakouts.seats)


async def measure() -> list[Row]:
    with tempfile.TemporaryDirectory() as folder, watched() as turns:
        async with running_hub(Path(folder)) as hub:
            workshop = Workshop(hub.host)
            await asyncio.sleep(IDLE_S)  # a hub that starts erases whom no browser knows, as all here
            await workshop.fill()
            stretch = Stretch(hub.host, turns)
            await asyncio.sleep(IDLE_S)
            idle = stretch.over()
            balanced, report = await workshop.assigned("balanced")
            assigning = stretch.over()
            there = await workshop.called()
            calling = stretch.over()
            rotated, turn = await workshop.assigned("mix")
            rotating = stretch.over()
            back = await workshop.back()
            returning = stretch.over()
    return [
        row("balanced by two traits", balanced, "s", 2),
        row("largest difference in a trait's value", max(report.spread.values()), "people", 1),
        *both("while it is computed", assigning, idle),
        row("all called", there, "s", SLOWEST_S),
        *both("while all are called", calling, idle),
        row("a turn of a rotation", rotated, "s", 2),
        row("pairs who meet again in it", turn.repeats, "pairs", 0),
        *both("while it is computed, rotation", rotating, idle),
        row("all back", back, "s", SLOWEST_S),
        *both("while all go back", returning, idle),
    ]


class Stretch:
    """What happens to the ticks from one look to the next."""

    def __init__(self, host: Host, turns: Turns) -> None:
        self._stats, self._turns = host.stats, turns
        self._late = host.stats["ticks_late"]
        turns.taken()

    def over(self) -> tuple[int, float]:
        """Late ticks, and the longest turn of the loop in milliseconds, since the last look."""
        before, self._late = self._late, self._stats["ticks_late"]
        return self._late - before, self._turns.taken()


def both(when: str, found: tuple[int, float], idle: tuple[int, float]) -> list[Row]:
    """Late ticks and the longest turn of a stretch, beside those of one in which nothing happened."""
    return [
        row(f"late ticks {when}", found[0], "ticks", 0, idle[0]),
        row(f"longest turn {when}", found[1], "ms", TURN_MS, idle[1]),
    ]


def row(name: str, value: float, unit: str, goal: float, baseline: float | None = None) -> Row:
    title = f"{PEOPLE} people in {GROUPS} groups: {name}"
    return Row("breakouts", title, round(value, 2), unit, goal, "lower", baseline)


def run() -> list[Row]:
    """One round without sockets, and one with them."""
    return [*asyncio.run(measure()), *asyncio.run(_tower.measure())]
