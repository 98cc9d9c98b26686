"""Breakouts as the first state of a connection tells them: the wire's models, as far as one may know."""

from pydantic import BaseModel, ConfigDict

from rooms.events.base import Spot
from rooms.events.groups import EndedWhy, Participant, PlanSpec, Report, RoundGroup
from rooms.ids import GroupId, PlanId, RoundId, VisitorId


class Info(BaseModel):
    """A part of a first state; unknown fields are faults."""

    model_config = ConfigDict(extra="forbid")


class PlanInfo(Info):
    """A plan: whole for who ``leads`` it; for others what they may choose from, and their own seat and words.
    ``counts`` says how many chose each group.
    """

    plan: PlanId
    leads: bool
    spec: PlanSpec
    at: int
    named: list[VisitorId]
    roster: list[Participant]
    described: dict[VisitorId, dict[str, str]]
    seats: dict[VisitorId, GroupId]
    counts: dict[GroupId, int]
    report: Report | None


class RoundInfo(Info):
    """A round that runs, or the last one of a plan: ``members`` and ``roles`` of its groups for who ``leads``
    it, and of one's own group.
    """

    round: RoundId
    plan: PlanId
    leads: bool
    number: int
    title: str
    rehearsal: bool
    started_at: int
    ends_at: int | None
    left_ms: int | None
    closing: bool
    ended_at: int | None
    why: EndedWhy | None
    groups: list[RoundGroup]


class HelpInfo(Info):
    """A group that asks for help, the one that waits longest first."""

    round: RoundId
    group: GroupId
    visitor: VisitorId
    asked_at: int


class SeatInfo(Info):
    """The group to which one was called, and the place one left for it."""

    round: RoundId
    group: GroupId
    return_to: Spot | None


class BreakoutsInfo(Info):
    """Everything of breakouts that one may know."""

    plans: list[PlanInfo]
    rounds: list[RoundInfo]
    help: list[HelpInfo]
    mine: SeatInfo | None


class AtGroupInfo(Info):
    """A lead who listens to a group, or visits it."""

    round: RoundId
    group: GroupId
    visitor: VisitorId


class BreakoutsNowInfo(Info):
    """What is true of breakouts only now: who speaks to which round, listens to and visits which group, and
    when groups were last heard, for leads.
    """

    speaking: dict[VisitorId, RoundId]
    listening: list[AtGroupInfo]
    visiting: list[AtGroupInfo]
    active: dict[GroupId, int]
