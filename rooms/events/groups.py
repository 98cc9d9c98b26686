"""What the events of breakouts speak of: plans and their groups, rosters, assignments, groups in a round."""

from dataclasses import dataclass, field, replace
from typing import Literal

from rooms.events.polls import PollSpec
from rooms.ids import GroupId, InviteId, RoomId, VisitorId

How = Literal["random", "balanced", "chosen", "last", "cafe", "mix", "network"]
"""How people are put into groups: see ``rooms/breakouts/assign.py``."""
Guarantee = Literal["none", "sizes", "traits", "no_repeats"]
Perfect = Literal["yes", "no", "unknown"]
EndedWhy = Literal["time", "host"]


@dataclass(frozen=True, slots=True)
class GroupSpec:
    """A group of a plan. ``room`` is where it meets; without one it is a virtual table, whose members hear
    each other wherever their bodies stand. ``box`` is the venue box at a real table called ``table``. A
    ``size`` of 0 is no limit; without a ``task`` the plan's counts. An ``id`` of "" is a new group.
    """

    id: GroupId
    title: str
    room: RoomId | None = None
    box: VisitorId | None = None
    table: str = ""
    size: int = 0
    task: str = ""


@dataclass(frozen=True, slots=True)
class PlanSpec:
    """What a host prepares. Who is in ``room`` takes part (without one: everybody who is here), and results
    are posted there. ``walk``: people are led on foot, else put there at once; ``late``: who comes later is
    called to the smallest suitable group; ``choice``: people choose their group. ``roles`` are given to the
    members of each group in this order; ``traits`` are what groups are balanced by, the first first.
    """

    title: str
    room: RoomId | None
    minutes: int
    groups: tuple[GroupSpec, ...]
    task: str = ""
    roles: tuple[str, ...] = ()
    traits: tuple[str, ...] = ()
    polls: tuple[PollSpec, ...] = ()
    walk: bool = True
    late: bool = True
    choice: bool = False


@dataclass(frozen=True, slots=True)
class Participant:
    """A line of a roster: who is expected, by name or by the invite link they got, and what is known of
    them; ``visitor`` once they are recognised.
    """

    name: str
    traits: dict[str, str]
    invite: InviteId | None = None
    visitor: VisitorId | None = None


@dataclass(frozen=True, slots=True)
class Report:
    """What is to be said of an assignment. ``repeats`` pairs meet again, the first of them in ``again``;
    ``tables`` are those who come to a table again; ``spread`` is the largest difference between two groups
    in the count of one value of a trait; ``perfect`` says whether a round without repeats exists;
    ``guarantee`` what is proven of this one; nobody had a place for those ``left_over``.
    """

    how: How
    people: int
    groups: int
    repeats: int
    again: tuple[tuple[VisitorId, VisitorId], ...]
    tables: tuple[VisitorId, ...]
    spread: dict[str, int]
    sizes: tuple[int, int]
    perfect: Perfect
    guarantee: Guarantee
    left_over: tuple[VisitorId, ...]


@dataclass(frozen=True, slots=True)
class Rotation:
    """The first turn of a rotation, from which the others follow; ``since`` so many rounds into the plan.
    For pairs ``base`` is one row.
    """

    how: How
    seed: int
    since: int
    base: tuple[tuple[VisitorId, ...], ...]


@dataclass(frozen=True, slots=True)
class RoundGroup:
    """A group in a round. ``ends_at`` is its own end, if it has one before the round's; one that was merged
    went ``into`` another. ``members`` (in the order in which they came) and ``roles`` are told to leads, and
    to the members themselves.
    """

    id: GroupId
    title: str
    room: RoomId | None
    box: VisitorId | None
    table: str
    size: int
    task: str
    ends_at: int | None = None
    ended: bool = False
    into: GroupId | None = None
    members: tuple[VisitorId, ...] = ()
    roles: dict[VisitorId, str] = field(default_factory=dict[VisitorId, str])

    def without(self, visitor: VisitorId) -> "RoundGroup":
        """The group when somebody has left it: a role ends with the group."""
        if visitor not in self.members and visitor not in self.roles:
            return self
        members = tuple(each for each in self.members if each != visitor)
        roles = {who: role for who, role in self.roles.items() if who != visitor}
        return replace(self, members=members, roles=roles)
