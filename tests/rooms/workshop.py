"""A workshop with minors for tests: two named adults, two children, one that waits, and others outside."""

from collections.abc import Iterable

from rooms import commands as c
from rooms import events as e
from rooms.earshot import earshot
from rooms.events import Event
from rooms.events.groups import GroupSpec, PlanSpec
from rooms.ids import GroupId, PlanId, VisitorId, WorkshopId
from rooms.look import Look
from rooms.project import project
from rooms.roles import Actor, Role
from tests.rooms.world import LAB, World

HOUR = 3_600_000
ANN, EVA, CHIEF, HOST, BOB = (VisitorId(each) for each in ("ann", "eva", "chief", "host", "bob"))
"""Two named adults, an administrator and a moderator who are not, and a guest."""
KIT, ROB, WAI = VisitorId("kit"), VisitorId("rob"), VisitorId("wai")
"""Two children who were admitted, and one who waits."""
OUTSIDE = (CHIEF, HOST, BOB)
CHILDREN = (KIT, ROB, WAI)


class Workshop(World):
    """A workshop in the lab, which a table lies in."""

    id: WorkshopId

    def child(self, name: str, *, admitted: bool = True) -> VisitorId:
        """A child that came by the link, and is here; the id is the nick name in small letters."""
        child = VisitorId(name.lower())
        self.do(Actor(child, Role.GUEST), c.AskMinor(self.id, name, Look()))
        self.do(child, c.Arrive())
        if admitted:
            self.do(ANN, c.AdmitMinor(self.id, child))
        return child


def opened(*, children: bool = True) -> Workshop:
    """The workshop, with its adults and children in the lab and everybody else outside."""
    world = Workshop()
    world.here("Ann", 100, 340)
    world.here("Eva", 400, 500, Role.MODERATOR)
    world.here("Chief", 200, 700, Role.ADMINISTRATOR)
    world.here("Host", 200, 800, Role.MODERATOR)
    world.here("Bob", 240, 700)
    told = world.do(EVA, c.OpenMinors("Robots", (LAB,), (ANN, EVA), world.now + HOUR))
    world.id = next(each.workshop for each in told if isinstance(each, e.MinorsOpened))
    world.do(ANN, c.EnterRoom(LAB))
    world.do(EVA, c.EnterRoom(LAB))
    if children:
        world.child("Kit")
        world.child("Rob")
        world.child("Wai", admitted=False)
    return world


def seen(world: World, events: Iterable[Event], viewer: VisitorId) -> list[str]:
    """The kinds of those events that reach somebody."""
    shown = (project(world.hub.state, each, world.hub.actor(viewer), world.now) for each in events)
    return [each.TYPE for each in shown if each is not None]


def heard(world: World, who: VisitorId) -> set[VisitorId]:
    """Whom somebody hears at this moment."""
    whole = earshot(world.hub.state, world.now)
    group = whole.groups.get(whole.group_of.get(who, ""))
    return set(group.heard) - {who} if group is not None else set()


def planned(world: Workshop) -> tuple[PlanId, GroupId]:
    """A plan of the workshop, whose round runs with both children in a group at a virtual table."""
    spec = PlanSpec("Ideas", LAB, 20, (GroupSpec(GroupId(""), "One"),))
    told = world.do(EVA, c.PlanBreakout(spec))
    plan = next(each.plan for each in told if isinstance(each, e.BreakoutPlanned))
    world.do(EVA, c.StartRound(plan))
    for command in world.hub.calling():
        world.system(command)
    (group,) = next(iter(world.hub.state.durable.breakouts.rounds.values())).groups
    return plan, group
