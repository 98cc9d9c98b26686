"""Who learns what of breakouts: see ``rooms.project``. Leads learn all, members what concerns their group,
everybody that a round runs and until when; a rehearsal and a plan without choice are the leads' alone.
"""

from dataclasses import replace
from functools import lru_cache
from typing import Any

from rooms import events as e
from rooms.breakouts.rights import leads
from rooms.breakouts.rounds import told
from rooms.events import Event
from rooms.ids import GroupId, VisitorId
from rooms.model.breakouts import Plan, Round
from rooms.roles import Actor, Role
from rooms.rule import View
from rooms.state import State
from rooms.views import Same, nobody


def may_choose(state: State, viewer: Actor, plan: Plan) -> bool:
    """Whether somebody is shown a plan to choose a group of."""
    return plan.spec.choice and viewer.role is not Role.VENUE


def offered(spec: e.PlanSpec) -> e.PlanSpec:
    """A plan as those see it who may choose a group."""
    return replace(spec, polls=())


@lru_cache(maxsize=16)
def _offered(same: Same[e.BreakoutPlanned]) -> e.BreakoutPlanned:
    return replace(same.event, spec=offered(same.event.spec))


@lru_cache(maxsize=16)
def _without_people(same: Same[e.BreakoutStarted]) -> e.BreakoutStarted:
    """Equal shapes are one object, so that they are encoded once."""
    return replace(same.event, groups=tuple(told(each) for each in same.event.groups))


def _planned(state: State, event: e.BreakoutPlanned, viewer: Actor, now: int) -> Event | None:
    """Whole for leads; for others as long as they may choose: else it is as if it were not."""
    if leads(state, viewer, event.plan, now):
        return event
    if viewer.role is Role.VENUE:
        return None
    return _offered(Same(event)) if event.spec.choice else _hidden(event.plan)


@lru_cache(maxsize=64)
def _hidden(plan: e.PlanId) -> e.BreakoutRemoved:
    return e.BreakoutRemoved(plan)


def _removed(state: State, event: Any, viewer: Actor, now: int) -> Event | None:
    return None if viewer.role is Role.VENUE else event


def _leads(state: State, event: Any, viewer: Actor, now: int) -> Event | None:
    """For those who lead the plan."""
    return event if leads(state, viewer, event.plan, now) else None


def _leads_and_own(state: State, event: Any, viewer: Actor, now: int) -> Event | None:
    """For the leads, and the person it is about."""
    return event if event.visitor == viewer.visitor else _leads(state, event, viewer, now)


def _counted(state: State, event: e.BreakoutCounted, viewer: Actor, now: int) -> Event | None:
    """For all who may choose, and the leads."""
    plan = state.durable.breakouts.plans.get(event.plan)
    if plan is not None and may_choose(state, viewer, plan):
        return event
    return _leads(state, event, viewer, now)


def leads_round(state: State, viewer: Actor, round_: Round, now: int) -> bool:
    """Whether somebody leads a round."""
    return leads(state, viewer, round_.plan, now)


def _round(state: State, event: Any) -> Round | None:
    return state.durable.breakouts.rounds.get(event.round)


def _started(state: State, event: e.BreakoutStarted, viewer: Actor, now: int) -> Event | None:
    """Whole for leads; others learn of the groups, and by ``breakout.seated`` who is in theirs."""
    if leads(state, viewer, event.plan, now):
        return event
    known = not event.rehearsal and viewer.role is not Role.VENUE
    return _without_people(Same(event)) if known else None


def _everybody(state: State, event: Any, viewer: Actor, now: int) -> Event | None:
    """For all in the hub; of a rehearsal for its leads."""
    round_ = _round(state, event)
    if round_ is None or viewer.role is Role.VENUE:
        return None
    return event if not round_.rehearsal or leads_round(state, viewer, round_, now) else None


def _in_group(round_: Round, group: GroupId, visitor: VisitorId) -> bool:
    found = round_.groups.get(group)
    return found is not None and visitor in found.members


def _group(state: State, event: Any, viewer: Actor, now: int) -> Event | None:
    """For the members of the group, and the leads."""
    round_ = _round(state, event)
    if round_ is None:
        return None
    inside = event.group is not None and _in_group(round_, event.group, viewer.visitor)
    return event if (inside and not round_.rehearsal) or leads_round(state, viewer, round_, now) else None


def _seated(state: State, event: e.BreakoutSeated, viewer: Actor, now: int) -> Event | None:
    """Whole for leads and the person, who also learns who is there in which role; without places for the
    members of the group and of the one that was left.
    """
    round_ = _round(state, event)
    if round_ is None:
        return None
    if event.visitor == viewer.visitor:
        group = round_.groups.get(event.group)
        return event if group is None else replace(event, members=group.members, roles=group.roles)
    if leads_round(state, viewer, round_, now):
        return event
    if round_.rehearsal or viewer.visitor not in state.durable.breakouts.seats:
        return None
    both = (each for each in (event.group, event.left) if each is not None)
    mine = any(_in_group(round_, each, viewer.visitor) for each in both)
    return _unplaced(Same(event)) if mine else None


@lru_cache(maxsize=64)
def _unplaced(same: Same[e.BreakoutSeated]) -> e.BreakoutSeated:
    return replace(same.event, spot=None, return_to=None)


def _returned(state: State, event: e.BreakoutReturned, viewer: Actor, now: int) -> Event | None:
    """For the person, the leads, and those who were in the same group."""
    return event if event.visitor == viewer.visitor else _group(state, event, viewer, now)


def _visited(state: State, event: e.BreakoutVisited, viewer: Actor, now: int) -> Event | None:
    """For the group and the leads: who hears it is shown to them; who stops, to all who could know."""
    if event.visitor == viewer.visitor:
        return event
    return _stopped(state, event, viewer, now) if event.group is None else _group(state, event, viewer, now)


def _listening(state: State, event: e.BreakoutListening, viewer: Actor, now: int) -> Event | None:
    """At a virtual table for its members and the leads. In a room others stand too, or come in later: that
    somebody listens there is for everybody, and so is that they stopped.
    """
    round_ = _round(state, event)
    group = round_.groups.get(event.group) if round_ is not None and event.group is not None else None
    at_table = group is not None and group.room is None
    return (_group if at_table else _everybody)(state, event, viewer, now)


def _stopped(state: State, event: Any, viewer: Actor, now: int) -> Event | None:
    """For everybody who sits in the round, and the leads."""
    round_ = _round(state, event)
    if round_ is None:
        return None
    seat = state.durable.breakouts.seats.get(viewer.visitor)
    sits = seat is not None and seat.round == round_.id
    return event if sits or leads_round(state, viewer, round_, now) else None


def _active(state: State, event: e.BreakoutActive, viewer: Actor, now: int) -> Event | None:
    round_ = _round(state, event)
    return event if round_ is not None and leads_round(state, viewer, round_, now) else None


VIEWS: dict[type[Event], View] = {
    e.BreakoutPlanned: _planned,
    e.BreakoutRemoved: _removed,
    e.BreakoutLeadNamed: _leads_and_own,
    e.BreakoutRostered: _leads,
    e.BreakoutDescribed: _leads_and_own,
    e.BreakoutAssigned: _leads,
    e.BreakoutChosen: _leads_and_own,
    e.BreakoutStarted: _started,
    e.BreakoutSeated: _seated,
    e.BreakoutReturned: _returned,
    e.BreakoutTimed: _everybody,
    e.BreakoutGroupSet: _everybody,
    e.BreakoutGroupEnded: _everybody,
    e.BreakoutEnded: _everybody,
    e.BreakoutHelpSet: _group,
    e.BreakoutRoleGiven: _group,
    e.BreakoutCalled: nobody,
    e.BreakoutAssigning: _leads,
    e.BreakoutUnassigned: _leads,
    e.BreakoutCounted: _counted,
    e.BreakoutSpoke: _stopped,
    e.BreakoutListening: _listening,
    e.BreakoutVisited: _visited,
    e.BreakoutActive: _active,
}
