"""What the hub remembers of workshops with minors, and what is true of them only now."""

from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from rooms.ids import PlanId, RoomId, VisitorId, WorkshopId

GONE_MOST = 5000
"""Children, plans, rounds and groups that are gone and still known to have been a workshop's."""
KEPT_MS = 24 * 3600 * 1000
"""How long after its end all of a workshop is gone."""


@dataclass(frozen=True, slots=True)
class Minor:
    """A child in a workshop, by the nick name that is its name in this hub; it waits until it is admitted."""

    asked_at: int
    admitted: bool = False


@dataclass(frozen=True, slots=True)
class Workshop:
    """A workshop with minors. Its ``rooms``, with all that lies in them, are closed to everybody but its
    ``people`` and the named ``adults`` until it is cleared. ``plans`` are the breakout plans that belong to
    it, for good. ``secret`` is in the link for children. Times in UTC milliseconds.
    """

    id: WorkshopId
    title: str
    rooms: tuple[RoomId, ...]
    adults: tuple[VisitorId, ...]
    at: int
    ends_at: int
    secret: str
    ended_at: int | None = None
    people: dict[VisitorId, Minor] = field(default_factory=dict[VisitorId, Minor])
    plans: tuple[PlanId, ...] = ()

    @property
    def gone_at(self) -> int | None:
        """When all of it is gone; None while it lasts."""
        return None if self.ended_at is None else self.ended_at + KEPT_MS

    @property
    def admitted(self) -> frozenset[VisitorId]:
        """The children who are in it: none any more once it has ended."""
        return frozenset(each for each, minor in self.people.items() if minor.admitted and not self.ended_at)

    @property
    def outside(self) -> frozenset[VisitorId]:
        """The children who wait, and all of them once it has ended."""
        return frozenset(self.people) - self.admitted

    def is_inside(self, visitor: VisitorId) -> bool:
        """Whether somebody may be in its rooms."""
        return visitor in self.adults or visitor in self.admitted


@dataclass(slots=True)
class MinorsState:
    """All workshops with minors that are not cleared."""

    workshops: dict[WorkshopId, Workshop] = field(default_factory=dict[WorkshopId, Workshop])

    def copy(self) -> "MinorsState":
        """A snapshot: what the dict holds is frozen, and replaced when it changes."""
        return MinorsState(dict(self.workshops))

    def of(self, visitor: str) -> Workshop | None:
        """The workshop in which somebody takes part as a child, waiting or admitted."""
        return next((each for each in self.workshops.values() if visitor in each.people), None)

    def of_plan(self, plan: PlanId) -> Workshop | None:
        """The workshop to which a breakout plan belongs."""
        if not self.workshops:
            return None
        return next((each for each in self.workshops.values() if plan in each.plans), None)

    def of_rooms(self, rooms: tuple[RoomId, ...]) -> Workshop | None:
        """The workshop that has one of these rooms."""
        return next((each for each in self.workshops.values() for room in rooms if room in each.rooms), None)

    @property
    def children(self) -> Iterator[VisitorId]:
        """The children of all workshops."""
        return (child for each in self.workshops.values() for child in each.people)

    def change(self, workshop: WorkshopId, **fields: object) -> None:
        """Replace a workshop by a changed one."""
        found = self.workshops.get(workshop)
        if found is not None:
            self.workshops[workshop] = replace(found, **fields)  # type: ignore[arg-type]

    def claim(self, plan: PlanId, rooms: tuple[RoomId, ...]) -> None:
        """A plan whose main room, with those around it, is ``rooms``: once a workshop's, it stays that."""
        found = self.of_rooms(rooms)
        if found is not None and self.of_plan(plan) is None:
            self.change(found.id, plans=(*found.plans, plan))

    def forget(self, visitor: VisitorId) -> None:
        """Somebody is gone, child or adult."""
        for each in list(self.workshops.values()):
            people = {who: minor for who, minor in each.people.items() if who != visitor}
            adults = tuple(who for who in each.adults if who != visitor)
            if (people, adults) != (each.people, each.adults):
                self.change(each.id, people=people, adults=adults)


@dataclass(frozen=True, slots=True)
class Alone:
    """One adult and one child who have nobody with them where they would hear each other."""

    workshop: WorkshopId
    circle: str
    adult: VisitorId
    child: VisitorId


@dataclass(slots=True)
class MinorsNow:
    """Who holds the key to talk, and until when; when somebody let go of it last (UTC milliseconds); who is
    known to be alone; and of which workshop a child, plan, round or group was that is ``gone``: what is told
    of that stays behind the wall.
    """

    talking: dict[VisitorId, int] = field(default_factory=dict[VisitorId, int])
    rested: dict[VisitorId, int] = field(default_factory=dict[VisitorId, int])
    alone: set[Alone] = field(default_factory=set[Alone])
    gone: dict[str, Workshop] = field(default_factory=dict[str, Workshop])

    def remember(self, token: str, workshop: Workshop) -> None:
        """Something is gone; of very much the first is forgotten, of which no event is in memory any more."""
        people = {each: minor for each, minor in workshop.people.items() if each == token}
        self.gone[token] = replace(workshop, people=people, plans=())
        while len(self.gone) > GONE_MOST:
            del self.gone[next(iter(self.gone))]

    def forget(self, visitor: VisitorId) -> None:
        """Somebody has left: they hold no key."""
        self.talking.pop(visitor, None)
        self.rested.pop(visitor, None)
