"""Breakouts: plans of groups, rounds that run, who sits where, and who asks for help.

A group belongs to its plan and keeps its id in every round, as a table does in a café. Times are absolute UTC
milliseconds: what ends is over then, whether or not the server ran.
"""

from dataclasses import dataclass, field
from typing import ClassVar

from rooms.events.base import Durable, Live, Spot
from rooms.events.groups import EndedWhy, How, Participant, PlanSpec, Report, Rotation, RoundGroup
from rooms.ids import GroupId, PlanId, RoundId, VisitorId

# -- plans -----------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class BreakoutPlanned(Durable):
    """A plan is new, or as told here from now on."""

    TYPE: ClassVar[str] = "breakout.planned"
    plan: PlanId
    spec: PlanSpec
    at: int


@dataclass(frozen=True, slots=True)
class BreakoutRemoved(Durable):
    """A plan is gone, with its rounds."""

    TYPE: ClassVar[str] = "breakout.removed"
    plan: PlanId


@dataclass(frozen=True, slots=True)
class BreakoutLeadNamed(Durable):
    """A person may lead a plan's rounds, or may not any more."""

    TYPE: ClassVar[str] = "breakout.lead_named"
    plan: PlanId
    visitor: VisitorId
    named: bool


@dataclass(frozen=True, slots=True)
class BreakoutRostered(Durable):
    """Who is expected."""

    TYPE: ClassVar[str] = "breakout.rostered"
    plan: PlanId
    roster: tuple[Participant, ...]


@dataclass(frozen=True, slots=True)
class BreakoutDescribed(Durable):
    """What a person says of themselves, to be put into a fitting group."""

    TYPE: ClassVar[str] = "breakout.described"
    plan: PlanId
    visitor: VisitorId
    traits: dict[str, str]


@dataclass(frozen=True, slots=True)
class BreakoutAssigned(Durable):
    """Who is to sit where in the next round, all of them."""

    TYPE: ClassVar[str] = "breakout.assigned"
    plan: PlanId
    seats: dict[VisitorId, GroupId]
    report: Report
    rotation: Rotation | None


@dataclass(frozen=True, slots=True)
class BreakoutChosen(Durable):
    """Where one person is to sit in the next round: by own choice, or by a host's hand."""

    TYPE: ClassVar[str] = "breakout.chosen"
    plan: PlanId
    visitor: VisitorId
    group: GroupId | None


# -- rounds ----------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class BreakoutStarted(Durable):
    """A round runs until ``ends_at``; its members are called now. A rehearsal calls nobody, and only leads
    know of it.
    """

    TYPE: ClassVar[str] = "breakout.started"
    round: RoundId
    plan: PlanId
    number: int
    title: str
    rehearsal: bool
    started_at: int
    ends_at: int
    groups: tuple[RoundGroup, ...]


@dataclass(frozen=True, slots=True)
class BreakoutSeated(Durable):
    """A person belongs to a group from now on. ``spot`` is where they are led to (None: a virtual table, or
    nobody is here), ``return_to`` where they were called from, ``left`` the group of this round they were in
    before. ``members`` and ``roles`` are filled for the person alone: who is in the group, and with which
    roles.
    """

    TYPE: ClassVar[str] = "breakout.seated"
    V: ClassVar[int] = 3
    round: RoundId
    visitor: VisitorId
    group: GroupId
    spot: Spot | None
    return_to: Spot | None
    members: tuple[VisitorId, ...] = ()
    left: GroupId | None = None
    roles: dict[VisitorId, str] = field(default_factory=dict[VisitorId, str])


@dataclass(frozen=True, slots=True)
class BreakoutReturned(Durable):
    """A person is back, at ``spot`` if they are here. Who only left the hub ``stays`` in the group, and is
    called to it again; who is excused is not called in this round any more.
    """

    TYPE: ClassVar[str] = "breakout.returned"
    round: RoundId
    visitor: VisitorId
    group: GroupId
    spot: Spot | None
    stays: bool


@dataclass(frozen=True, slots=True)
class BreakoutTimed(Durable):
    """When a round ends: at ``ends_at``, or, while it pauses, ``left_ms`` after it goes on. ``closing``: the
    leads count it down.
    """

    TYPE: ClassVar[str] = "breakout.timed"
    round: RoundId
    ends_at: int | None
    left_ms: int | None
    closing: bool


@dataclass(frozen=True, slots=True)
class BreakoutGroupSet(Durable):
    """A group is new in a round, or as told here from now on; its members stay."""

    TYPE: ClassVar[str] = "breakout.group_set"
    round: RoundId
    group: RoundGroup


@dataclass(frozen=True, slots=True)
class BreakoutGroupEnded(Durable):
    """A group is over: its people go back, or, where it was merged, ``into`` another group."""

    TYPE: ClassVar[str] = "breakout.group_ended"
    round: RoundId
    group: GroupId
    into: GroupId | None


@dataclass(frozen=True, slots=True)
class BreakoutEnded(Durable):
    """A round was over at ``ended_at``, which may be while the server was down; everybody goes back now."""

    TYPE: ClassVar[str] = "breakout.ended"
    round: RoundId
    ended_at: int
    why: EndedWhy


@dataclass(frozen=True, slots=True)
class BreakoutHelpSet(Durable):
    """A group asks for help since ``asked_at``, by the hand of ``visitor``; or does not any more."""

    TYPE: ClassVar[str] = "breakout.help_set"
    round: RoundId
    group: GroupId
    visitor: VisitorId | None
    asked_at: int | None


@dataclass(frozen=True, slots=True)
class BreakoutRoleGiven(Durable):
    """A member has this role in the group; "" is none."""

    TYPE: ClassVar[str] = "breakout.role_given"
    round: RoundId
    group: GroupId
    visitor: VisitorId
    role: str


# -- what is true only now -------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class BreakoutCalled(Live):
    """All who are here were called to their groups, or are back."""

    TYPE: ClassVar[str] = "breakout.called"
    round: RoundId


@dataclass(frozen=True, slots=True)
class BreakoutAssigning(Live):
    """An assignment is being computed."""

    TYPE: ClassVar[str] = "breakout.assigning"
    plan: PlanId
    visitor: VisitorId
    how: How
    seed: int


@dataclass(frozen=True, slots=True)
class BreakoutUnassigned(Live):
    """No assignment came of it; ``code`` says why."""

    TYPE: ClassVar[str] = "breakout.unassigned"
    plan: PlanId
    visitor: VisitorId
    code: str


@dataclass(frozen=True, slots=True)
class BreakoutCounted(Live):
    """How many chose each group of a plan, once a moment."""

    TYPE: ClassVar[str] = "breakout.counted"
    plan: PlanId
    counts: dict[GroupId, int]


@dataclass(frozen=True, slots=True)
class BreakoutSpoke(Live):
    """A lead is heard in all groups of a round, or is not any more."""

    TYPE: ClassVar[str] = "breakout.spoke"
    round: RoundId
    visitor: VisitorId
    on: bool


@dataclass(frozen=True, slots=True)
class BreakoutListening(Live):
    """A lead listens to a group without being heard; None: to none."""

    TYPE: ClassVar[str] = "breakout.listening"
    round: RoundId
    visitor: VisitorId
    group: GroupId | None


@dataclass(frozen=True, slots=True)
class BreakoutVisited(Live):
    """A lead is with a group as its guest; None: with none any more. ``back`` is where they came from."""

    TYPE: ClassVar[str] = "breakout.visited"
    round: RoundId
    visitor: VisitorId
    group: GroupId | None
    back: Spot


@dataclass(frozen=True, slots=True)
class BreakoutActive(Live):
    """When each group last spoke or wrote, of those where it changed."""

    TYPE: ClassVar[str] = "breakout.active"
    round: RoundId
    groups: dict[GroupId, int]
