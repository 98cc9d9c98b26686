"""Who comes along with whom, and the way that somebody went whom others follow."""

from collections import deque
from dataclasses import dataclass, field

from rooms.events import Spot
from rooms.grid import Point
from rooms.ids import FloorId, VisitorId

REFUSED_MOST = 200
"""People to whom one person's no is remembered."""
CRUMBS = 200
"""Points of a way that are kept: about 5000 pixels."""


@dataclass(frozen=True, slots=True)
class Crumb:
    """A point of a way. ``lanes`` are where those walk who go abreast, the middle one first; a ``gate`` leads
    to another place: the point lies in a portal.
    """

    floor: FloorId
    lanes: tuple[Point, Point, Point]
    gate: bool = False


@dataclass(slots=True)
class Trail:
    """The way of somebody who leads; ``count`` is the number of the next crumb, ``last`` where they were a
    tick ago.
    """

    last: Spot
    count: int = 0
    crumbs: deque[Crumb] = field(default_factory=lambda: deque[Crumb](maxlen=CRUMBS))

    @property
    def first(self) -> int:
        """The number of the oldest crumb that is kept."""
        return self.count - len(self.crumbs)

    def lay(self, crumb: Crumb) -> None:
        """One more point of the way."""
        self.crumbs.append(crumb)
        self.count += 1

    def at(self, number: int) -> Crumb | None:
        """The crumb of a number, if it is kept."""
        return self.crumbs[number - self.first] if self.first <= number < self.count else None

    def newest_gate(self, floor: FloorId) -> int | None:
        """The number of the last gate that leads away from a floor."""
        kept = range(self.count - 1, self.first - 1, -1)
        gates = (n for n in kept if self.crumbs[n - self.first].gate)
        return next((n for n in gates if self.crumbs[n - self.first].floor == floor), None)


@dataclass(slots=True)
class Tail:
    """Somebody who follows. ``crumb`` is the number of the last one on their own way, whose end is ``off``
    the trail or on it; ``epoch`` that of the last placement by following; ``gathered`` since when the leader
    has stood around whom one stands; ``rank`` the place in the file; ``planned_at`` when it was planned last;
    ``unasked`` whether it began only by the leader's right to lead.
    """

    leader: VisitorId
    epoch: int
    crumb: int = -1
    off: bool = True
    gathered: int | None = None
    rank: int = 0
    planned_at: int = 0
    unasked: bool = False


@dataclass(slots=True)
class FollowingNow:
    """Everybody who follows, asked to, or was asked to; ``closed`` are those whom nobody more may follow,
    ``refused`` pairs of who said no and to whom, the oldest first: both hold while their people are away.
    ``asked_at`` is when somebody asked somebody last.
    """

    tails: dict[VisitorId, Tail] = field(default_factory=dict[VisitorId, Tail])
    trails: dict[VisitorId, Trail] = field(default_factory=dict[VisitorId, Trail])
    asked: dict[VisitorId, VisitorId] = field(default_factory=dict[VisitorId, VisitorId])
    invited: dict[VisitorId, dict[VisitorId, None]] = field(
        default_factory=dict[VisitorId, dict[VisitorId, None]]
    )
    closed: set[VisitorId] = field(default_factory=set[VisitorId])
    refused: dict[tuple[VisitorId, VisitorId], None] = field(
        default_factory=dict[tuple[VisitorId, VisitorId], None]
    )
    asked_at: dict[tuple[VisitorId, VisitorId], int] = field(
        default_factory=dict[tuple[VisitorId, VisitorId], int]
    )

    def leader(self, visitor: VisitorId) -> VisitorId | None:
        """Whom somebody follows."""
        tail = self.tails.get(visitor)
        return tail.leader if tail is not None else None

    def followers(self, leader: VisitorId) -> list[VisitorId]:
        """Who follows somebody, in the order in which they came."""
        return [each for each, tail in self.tails.items() if tail.leader == leader]

    def asking(self, leader: VisitorId) -> list[VisitorId]:
        """Who would like to come along with somebody."""
        return [each for each, whom in self.asked.items() if whom == leader]

    def leads_to(self, visitor: VisitorId, leader: VisitorId) -> bool:
        """Whether whoever follows ``visitor`` would, over others, follow ``leader``."""
        ahead = self.leader(visitor)
        while ahead is not None and ahead != leader:
            ahead = self.leader(ahead)
        return ahead == leader

    def drop(self, visitor: VisitorId, leader: VisitorId) -> None:
        """Nothing is between the two any more; who leads nobody leaves no trail."""
        if self.leader(visitor) == leader:
            del self.tails[visitor]
        if self.asked.get(visitor) == leader:
            del self.asked[visitor]
        self.invited.get(visitor, {}).pop(leader, None)
        if leader in self.trails and not self.followers(leader):
            del self.trails[leader]

    def forget(self, visitor: VisitorId) -> None:
        """Somebody has left. Whom they led, and who led them, is told with the next tick."""
        self.asked = {each: whom for each, whom in self.asked.items() if visitor not in (each, whom)}
        self.invited.pop(visitor, None)
        for leaders in self.invited.values():
            leaders.pop(visitor, None)

    def refuse(self, who: VisitorId, whom: VisitorId) -> None:
        """Somebody says no to somebody: the oldest no of many is forgotten."""
        said = [each for each in self.refused if each[0] == who]
        for each in said[: max(0, len(said) - REFUSED_MOST + 1)]:
            del self.refused[each]
        self.refused[who, whom] = None

    def erase(self, visitor: VisitorId) -> None:
        """Somebody is forgotten for good."""
        self.closed.discard(visitor)
        self.refused = {each: None for each in self.refused if visitor not in each}
        self.asked_at = {each: at for each, at in self.asked_at.items() if visitor not in each}
