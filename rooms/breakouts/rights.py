"""Who leads a plan, who belongs to a group, and what either may read and write."""

from dataclasses import replace

from rooms.errors import Conflict, NotAllowed, Unknown
from rooms.ids import GroupId, PlanId, RoomId, RoundId, VisitorId
from rooms.model.breakouts import Plan, Round
from rooms.roles import TABLE, Actor, Capability, Place, Policy, can
from rooms.state import State

KINDS = frozenset({"meeting", "table", "training", "office"})
"""Kinds of rooms in which a group can meet: those in which people sit together."""


def leads(state: State, actor: Actor, plan: PlanId, now: int) -> bool:
    """Whether somebody leads a plan: hosts, and who was named."""
    by_role = Capability.BREAKOUT_LEAD in TABLE[actor.role]
    if not by_role and actor.visitor not in leads_of(state, plan):
        return False  # asked of everybody with every seat: the whole question costs ten times as much
    return can(actor, Capability.BREAKOUT_LEAD, place_of(state, plan), now)


def place_of(state: State, plan: PlanId) -> Place:
    """A plan as a place, with those who were named to lead it."""
    place, named = state.place(None), leads_of(state, plan)
    if state.durable.minors.of_plan(plan) is None:
        return replace(place, leaders=named)
    alone = Policy("minors", frozenset({Capability.BREAKOUT_LEAD}), spares_visitors=named)
    return replace(place, leaders=named, policies=(*place.policies, alone))


def leads_of(state: State, plan: PlanId) -> frozenset[VisitorId]:
    """Who was named to lead a plan; of a workshop with minors its named adults, and not even hosts beside."""
    found, workshop = state.durable.breakouts.plans.get(plan), state.durable.minors.of_plan(plan)
    if workshop is not None:
        return frozenset(workshop.adults)
    return frozenset(found.leads) if found is not None else frozenset()


def check_door(state: State, actor: Actor, room: RoomId | None, now: int) -> None:
    """Refuse a room that is locked to who leads people, or themselves, there; a virtual table has no door."""
    if room is not None and not can(actor, Capability.ROOM_ENTER, state.place(room), now):
        raise Conflict("room.locked", room=room)


def plan_of(state: State, plan: PlanId) -> Plan:
    """The plan, or a refusal."""
    found = state.durable.breakouts.plans.get(plan)
    if found is None:
        raise Unknown("breakout.unknown")
    return found


def round_of(state: State, round_: RoundId) -> Round:
    """The round, or a refusal; one that is over is none any more."""
    found = state.durable.breakouts.rounds.get(round_)
    if found is None:
        raise Unknown("breakout.unknown")
    if not found.runs:
        raise Conflict("breakout.not_running")
    return found


def plan_of_group(state: State, group: GroupId) -> PlanId | None:
    """The plan to which a group belongs, if there is such a group."""
    breakouts = state.durable.breakouts
    last = breakouts.last(group)
    if last is not None:
        return last.plan
    plans = breakouts.plans.values()
    return next((each.id for each in plans if any(one.id == group for one in each.spec.groups)), None)


def is_for(state: State, plan: PlanId, visitor: VisitorId) -> bool:
    """Whether a plan is one for somebody: a workshop's with minors for its people, any other for no child."""
    minors = state.durable.minors
    whose = minors.of_plan(plan)
    return minors.of(visitor) is None if whose is None else whose.is_inside(visitor)


def is_member(state: State, visitor: VisitorId, group: GroupId) -> bool:
    """Whether somebody belongs to a group in the latest round in which there was such a group."""
    met = state.durable.breakouts.met(group)
    return met is not None and visitor in met.groups[group].members


def may_read_group(state: State, actor: Actor, group: GroupId, now: int) -> bool:
    """Whether somebody may read what a group wrote: its members, also after the round, and its leads."""
    plan = plan_of_group(state, group)
    if plan is None or not _may_read(state, actor, plan, now):
        return False
    return is_member(state, actor.visitor, group) or leads(state, actor, plan, now)


def _may_read(state: State, actor: Actor, plan: PlanId, now: int) -> bool:
    return is_for(state, plan, actor.visitor) and can(actor, Capability.CHAT_READ, state.place(None), now)


def readable_results(state: State, actor: Actor, plan: Plan, now: int) -> GroupId | None:
    """The one group whose results somebody may read; None: those of all groups.

    :raises NotAllowed: none at all.
    """
    if leads(state, actor, plan.id, now):
        return None
    rounds = state.durable.breakouts.held(plan.id)
    running = next((each for each in rounds if each.runs), None)
    mine = [each.group_of(actor.visitor) for each in ([running] if running is not None else rounds)]
    found = next((each for each in mine if each is not None), None)
    if actor.banned or found is None or not is_for(state, plan.id, actor.visitor):
        raise NotAllowed(Capability.BREAKOUT_LEAD)
    return found.id if running is not None else None


def may_write_group(state: State, actor: Actor, group: GroupId, now: int) -> bool:
    """Whether somebody may write with a group now: its members while it works, and its leads."""
    plan, met = plan_of_group(state, group), state.durable.breakouts.met(group)
    if plan is None or not _may_read(state, actor, plan, now):
        return False
    if leads(state, actor, plan, now):
        return True
    works = met is not None and met.runs and not met.groups[group].ended
    return works and is_member(state, actor.visitor, group)


def may_deliver(state: State, actor: Actor, group: GroupId, now: int) -> bool:
    """Whether somebody whose work in a group is over may still bring in what they wrote until then: for
    ``LATE_MS`` after it.
    """
    plan, who = plan_of_group(state, group), actor.visitor
    over = state.durable.breakouts.has_just_ended(group, who, now)
    late = over or state.live.breakouts.has_left(group, who, now)
    return late and plan is not None and _may_read(state, actor, plan, now)
