"""What hosts and children want of workshops with minors, for stories told at random."""

from random import Random

from rooms import commands as c
from rooms.commands import Command
from rooms.ids import VisitorId, WorkshopId
from rooms.look import Look
from tests.rooms.world import SHED, World

CHIEF, HOST = VisitorId("chief"), VisitorId("host")


def minding(rng: Random, world: World) -> tuple[VisitorId, Command]:
    """Somebody, and what that person wants."""
    kept, soon = world.hub.state.durable.minors.workshops, world.now + 600_000
    if world.hub.state.durable.visitors[HOST].banned:
        return CHIEF, c.Unban(HOST)
    if not kept:
        return HOST, c.OpenMinors("Robots", (SHED,), (HOST,), soon)
    workshop, nick = rng.choice(list(kept)), f"Robin{rng.randrange(5)}"
    if rng.random() < 0.4:
        return VisitorId(nick.lower()), c.AskMinor(workshop, nick, Look())
    reports = world.hub.state.durable.reports
    telling = [each for each in kept[workshop].people if reports.open_by(each)]
    if telling:
        return HOST, c.RefuseMinor(workshop, telling[0])
    if kept[workshop].admitted and rng.random() < 0.4:
        return rng.choice(sorted(kept[workshop].admitted)), c.FileReport(HOST, "child", None, "")
    return HOST, _leading(rng, workshop, [*kept[workshop].people] or [CHIEF], soon)


def _leading(rng: Random, workshop: WorkshopId, children: list[VisitorId], soon: int) -> Command:
    child, rare = rng.choice(children), rng.random() < 0.3
    return rng.choice(
        (
            c.AdmitMinor(workshop, child), c.AdmitMinor(workshop, child), c.RefuseMinor(workshop, child),
            c.NameAdult(workshop, CHIEF, rng.random() < 0.6), c.ProlongMinors(workshop, soon),
            c.EndMinors(workshop) if rare else c.AdmitMinor(workshop, child), c.ClearMinors(workshop),
        )
    )  # fmt: skip
