"""What the hub remembers of breakouts: plans, rounds, and who sits where; and what leads do just now."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace

from rooms.events.base import Spot
from rooms.events.groups import EndedWhy, Participant, PlanSpec, Report, Rotation, RoundGroup
from rooms.ids import GroupId, InviteId, PlanId, RoundId, VisitorId

LATE_MS = 60_000
"""For so long after somebody's work in a group is over, what they wrote there may still come in."""


@dataclass(frozen=True, slots=True)
class Plan:
    """A plan as it stands. ``seats`` are those of the next round, ``described`` is what people say of
    themselves; ``at`` is when something was done about it last (UTC milliseconds).
    """

    id: PlanId
    spec: PlanSpec
    at: int
    leads: tuple[VisitorId, ...] = ()
    roster: tuple[Participant, ...] = ()
    described: dict[VisitorId, dict[str, str]] = field(default_factory=dict[VisitorId, dict[str, str]])
    seats: dict[VisitorId, GroupId] = field(default_factory=dict[VisitorId, GroupId])
    report: Report | None = None
    rotation: Rotation | None = None


@dataclass(frozen=True, slots=True)
class Help:
    """A group asks for help: since when, and who raised its flag."""

    asked_at: int
    visitor: VisitorId


@dataclass(frozen=True, slots=True)
class Round:
    """A round: running until ``ends_at``, pausing with ``left_ms``, or over since ``ended_at``. ``excused``
    were sent back by a lead and are called no more.
    """

    id: RoundId
    plan: PlanId
    number: int
    title: str
    rehearsal: bool
    started_at: int
    ends_at: int | None
    groups: dict[GroupId, RoundGroup]
    left_ms: int | None = None
    closing: bool = False
    ended_at: int | None = None
    why: EndedWhy | None = None
    help: dict[GroupId, Help] = field(default_factory=dict[GroupId, Help])
    excused: tuple[VisitorId, ...] = ()

    @property
    def runs(self) -> bool:
        """Whether it is not over; a round that pauses runs."""
        return self.ended_at is None

    def group_of(self, visitor: VisitorId) -> RoundGroup | None:
        """The group somebody belongs to."""
        return next((each for each in self.groups.values() if visitor in each.members), None)

    def seats(self) -> dict[VisitorId, GroupId]:
        """Everybody's group."""
        return {who: group for group, each in self.groups.items() for who in each.members}


@dataclass(frozen=True, slots=True)
class Seat:
    """Somebody was called to a group: to which spot (None: a virtual table), from where, and when."""

    round: RoundId
    group: GroupId
    spot: Spot | None
    return_to: Spot | None
    at: int


@dataclass(slots=True)
class BreakoutState:
    """All plans and their rounds in the order in which they were made; who was called and is not back."""

    plans: dict[PlanId, Plan] = field(default_factory=dict[PlanId, Plan])
    rounds: dict[RoundId, Round] = field(default_factory=dict[RoundId, Round])
    seats: dict[VisitorId, Seat] = field(default_factory=dict[VisitorId, Seat])

    def copy(self) -> "BreakoutState":
        """A snapshot: what the dicts hold is never changed in place."""
        return BreakoutState(dict(self.plans), dict(self.rounds), dict(self.seats))

    def of(self, plan: PlanId) -> list[Round]:
        """The rounds of a plan."""
        return [each for each in self.rounds.values() if each.plan == plan]

    def running(self) -> Iterator[Round]:
        """The rounds that are not over."""
        return (each for each in self.rounds.values() if each.runs)

    def runs(self, plan: PlanId) -> Round | None:
        """The round of a plan that is not over."""
        return next((each for each in self.running() if each.plan == plan), None)

    def held(self, plan: PlanId) -> list[Round]:
        """The rounds of a plan in which people met."""
        return [each for each in self.of(plan) if not each.rehearsal]

    def last(self, group: GroupId) -> Round | None:
        """The latest round in which there was a group, rehearsed or not."""
        return next((each for each in reversed(self.rounds.values()) if group in each.groups), None)

    def met(self, group: GroupId) -> Round | None:
        """The latest round in which people met in a group."""
        met = (each for each in reversed(self.rounds.values()) if not each.rehearsal)
        return next((each for each in met if group in each.groups), None)

    def seated(self, visitor: VisitorId) -> RoundGroup | None:
        """The group in which somebody sits now."""
        seat = self.seats.get(visitor)
        return self.rounds[seat.round].groups.get(seat.group) if seat and seat.round in self.rounds else None

    def change(self, round_: RoundId, **fields: object) -> None:
        """Replace a round by a changed one."""
        found = self.rounds.get(round_)
        if found is not None:
            self.rounds[round_] = replace(found, **fields)  # type: ignore[arg-type]

    def set_group(self, round_: RoundId, group: RoundGroup) -> None:
        """Put a group into a round, in its place."""
        found = self.rounds.get(round_)
        if found is not None:
            self.change(round_, groups=found.groups | {group.id: group})

    def has_just_ended(self, group: GroupId, visitor: VisitorId, now: int) -> bool:
        """Whether a round in which somebody belonged to a group, until its end, is over since less than
        ``LATE_MS``.
        """
        return any(
            each.ended_at is not None
            and now - each.ended_at < LATE_MS
            and visitor in each.groups[group].members
            for each in self.rounds.values()
            if group in each.groups and not each.groups[group].ended and not each.rehearsal
        )

    def change_plan(self, plan: PlanId, **fields: object) -> None:
        """Replace a plan by a changed one."""
        found = self.plans.get(plan)
        if found is not None:
            self.plans[plan] = replace(found, **fields)  # type: ignore[arg-type]

    def drop(self, plan: PlanId) -> None:
        """Forget a plan and its rounds."""
        self.plans.pop(plan, None)
        gone = {each.id for each in self.of(plan)}
        self.rounds = {each: found for each, found in self.rounds.items() if each not in gone}
        self.seats = {who: seat for who, seat in self.seats.items() if seat.round not in gone}

    def recognise(self, invite: InviteId, visitor: VisitorId) -> None:
        """Somebody came with the link that a line of a roster got."""
        for plan in list(self.plans.values()):
            if any(each.invite == invite and each.visitor is None for each in plan.roster):
                roster = tuple(_recognised(each, invite, visitor) for each in plan.roster)
                self.change_plan(plan.id, roster=roster)

    def forget(self, visitor: VisitorId) -> None:
        """Nothing of somebody who is erased stays."""
        self.seats.pop(visitor, None)
        for plan in list(self.plans.values()):
            self.plans[plan.id] = _without(plan, visitor)
        for each in list(self.rounds.values()):
            if each.group_of(visitor) is not None or visitor in each.excused or _asks(each, visitor):
                groups = {key: group.without(visitor) for key, group in each.groups.items()}
                asking = {key: found for key, found in each.help.items() if found.visitor != visitor}
                self.change(each.id, groups=groups, help=asking, excused=_but(each.excused, visitor))


def _recognised(line: Participant, invite: InviteId, visitor: VisitorId) -> Participant:
    return replace(line, visitor=visitor) if line.invite == invite and line.visitor is None else line


def _but(people: tuple[VisitorId, ...], visitor: VisitorId) -> tuple[VisitorId, ...]:
    return tuple(each for each in people if each != visitor)


def _asks(round_: Round, visitor: VisitorId) -> bool:
    return any(each.visitor == visitor for each in round_.help.values())


def _without(plan: Plan, visitor: VisitorId) -> Plan:
    """A plan in which somebody does not occur, nor in what is told or computed of its groups."""
    roster = tuple(each for each in plan.roster if each.visitor != visitor)
    leads = tuple(each for each in plan.leads if each != visitor)
    seats = {who: group for who, group in plan.seats.items() if who != visitor}
    described = {who: traits for who, traits in plan.described.items() if who != visitor}
    rotation = plan.rotation and replace(
        plan.rotation, base=tuple(tuple(w for w in each if w != visitor) for each in plan.rotation.base)
    )
    report = plan.report and replace(
        plan.report,
        again=tuple(pair for pair in plan.report.again if visitor not in pair),
        tables=tuple(each for each in plan.report.tables if each != visitor),
        left_over=tuple(each for each in plan.report.left_over if each != visitor),
    )
    return replace(
        plan, roster=roster, leads=leads, seats=seats, described=described, rotation=rotation, report=report
    )


@dataclass(slots=True)
class BreakoutsNow:
    """What is true only while the server runs: rounds whose people are being called, who is being led to a
    table since when, whom leads listen to, visit and speak to, when groups were last heard, and since when
    somebody works in a group no more, for ``LATE_MS``.
    """

    calling: dict[RoundId, None] = field(default_factory=dict[RoundId, None])
    led: dict[VisitorId, int] = field(default_factory=dict[VisitorId, int])
    speaking: dict[VisitorId, RoundId] = field(default_factory=dict[VisitorId, RoundId])
    listening: dict[VisitorId, tuple[RoundId, GroupId]] = field(
        default_factory=dict[VisitorId, tuple[RoundId, GroupId]]
    )
    visiting: dict[VisitorId, tuple[RoundId, GroupId, Spot]] = field(
        default_factory=dict[VisitorId, tuple[RoundId, GroupId, Spot]]
    )
    active: dict[GroupId, int] = field(default_factory=dict[GroupId, int])
    counted: dict[PlanId, None] = field(default_factory=dict[PlanId, None])
    late: dict[tuple[GroupId, VisitorId], int] = field(default_factory=dict[tuple[GroupId, VisitorId], int])

    def part(self, group: GroupId, visitors: Iterable[VisitorId], at: int) -> None:
        """These work in the group no more."""
        kept = {each: since for each, since in self.late.items() if at - since < LATE_MS}
        self.late = kept | {(group, who): at for who in visitors}

    def has_left(self, group: GroupId, visitor: VisitorId, now: int) -> bool:
        """Whether somebody worked in a group until a moment ago."""
        since = self.late.get((group, visitor))
        return since is not None and now - since < LATE_MS

    def seat(self, visitor: VisitorId, at: int, *, walks: bool) -> None:
        """Somebody is called: on foot as long as ``led`` says so, since then."""
        self.visiting.pop(visitor, None)
        self.listening.pop(visitor, None)
        self.led.pop(visitor, None)
        if walks:
            self.led[visitor] = at

    def end(self, groups: frozenset[GroupId], round_: RoundId | None = None) -> None:
        """Nobody listens to or visits these groups any more, nor speaks to a round that is over."""
        self.speaking = {who: each for who, each in self.speaking.items() if each != round_}
        self.listening = {who: each for who, each in self.listening.items() if each[1] not in groups}
        self.visiting = {who: each for who, each in self.visiting.items() if each[1] not in groups}
        self.active = {group: at for group, at in self.active.items() if group not in groups}

    def forget(self, visitor: VisitorId) -> None:
        """Somebody is gone."""
        for each in (self.speaking, self.listening, self.visiting, self.led):
            each.pop(visitor, None)
        self.late = {each: since for each, since in self.late.items() if each[1] != visitor}
