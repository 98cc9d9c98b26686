"""Breakouts as one person is told of them at the start of a connection."""

from typing import Any

from rooms.breakouts.plans import counts
from rooms.breakouts.rights import leads
from rooms.breakouts.rounds import told
from rooms.breakouts.views import may_choose, offered
from rooms.events.groups import RoundGroup
from rooms.ids import GroupId, RoundId, VisitorId
from rooms.model.breakouts import Plan, Round
from rooms.roles import Actor, Role
from rooms.state import State

Json = dict[str, Any]


def breakouts(state: State, visitor: VisitorId, now: int) -> Json:
    """Everything somebody may know: plans, rounds that run, the last one of each plan, and the own seat."""
    actor, found = state.actor(visitor), state.durable.breakouts
    rounds = [each for each in _current(state) if _may_know(state, actor, each, now)]
    seat = found.seats.get(visitor)
    return {
        "plans": [_plan(state, actor, each, now) for each in _plans(state, actor, now)],
        "rounds": [_round(state, actor, each, now) for each in rounds],
        "help": _help(state, actor, rounds, now),
        "mine": seat and {"round": seat.round, "group": seat.group, "return_to": seat.return_to},
    }


def breakouts_now(state: State, visitor: VisitorId, now: int) -> Json:
    """What is true only now, as far as somebody may know it."""
    actor, live = state.actor(visitor), state.live.breakouts
    seat = state.durable.breakouts.seats.get(visitor)
    led = {each.id for each in state.durable.breakouts.rounds.values() if leads(state, actor, each.plan, now)}
    mine = seat.group if seat is not None else None
    known = led | ({seat.round} if seat is not None else set[RoundId]())
    visits = {who: each[:2] for who, each in live.visiting.items()}
    rounds = (state.durable.breakouts.rounds[each] for each in led)
    groups = {group for each in rounds for group in each.groups}
    return {
        "speaking": {who: each for who, each in live.speaking.items() if each in known},
        "listening": [
            {"round": at, "group": group, "visitor": who}
            for who, (at, group) in live.listening.items()
            if at in led or group == mine or _in_room(state, actor, at, group)
        ],
        "visiting": [
            {"round": at, "group": group, "visitor": who}
            for who, (at, group) in visits.items()
            if at in led or group == mine
        ],
        "active": {group: at for group, at in live.active.items() if group in groups},
    }


def _in_room(state: State, actor: Actor, round_: RoundId, group: GroupId) -> bool:
    """Whether a group meets in a room, where everybody is to know who listens; devices show it to nobody."""
    found = state.durable.breakouts.rounds.get(round_)
    room = found.groups[group].room if found is not None else None
    return room is not None and actor.role is not Role.VENUE


def _plans(state: State, actor: Actor, now: int) -> list[Plan]:
    plans = state.durable.breakouts.plans.values()
    return [each for each in plans if leads(state, actor, each.id, now) or may_choose(state, actor, each)]


def _plan(state: State, actor: Actor, plan: Plan, now: int) -> Json:
    own = {each: plan.seats[each] for each in (actor.visitor,) if each in plan.seats}
    said = {each: plan.described[each] for each in (actor.visitor,) if each in plan.described}
    is_lead = leads(state, actor, plan.id, now)
    return {
        "plan": plan.id,
        "leads": is_lead,
        "spec": plan.spec if is_lead else offered(plan.spec),
        "at": plan.at,
        "named": plan.leads if is_lead else [],
        "roster": plan.roster if is_lead else [],
        "described": plan.described if is_lead else said,
        "seats": plan.seats if is_lead else own,
        "counts": counts(plan),
        "report": plan.report if is_lead else None,
    }


def _current(state: State) -> list[Round]:
    """The rounds that run, the last one of each plan in which people met, and what was rehearsed since."""
    rounds = state.durable.breakouts.rounds.values()
    newest = {each.plan: each for each in rounds}
    met = {each.plan: each for each in rounds if not each.rehearsal}
    return [each for each in rounds if each.runs or each in (newest[each.plan], met.get(each.plan))]


def _may_know(state: State, actor: Actor, round_: Round, now: int) -> bool:
    public = not round_.rehearsal and actor.role is not Role.VENUE
    return public or leads(state, actor, round_.plan, now)


def _round(state: State, actor: Actor, round_: Round, now: int) -> Json:
    is_lead = leads(state, actor, round_.plan, now)
    return {
        "round": round_.id,
        "plan": round_.plan,
        "leads": is_lead,
        "number": round_.number,
        "title": round_.title,
        "rehearsal": round_.rehearsal,
        "started_at": round_.started_at,
        "ends_at": round_.ends_at,
        "left_ms": round_.left_ms,
        "closing": round_.closing,
        "ended_at": round_.ended_at,
        "why": round_.why,
        "groups": [each if is_lead else _group(each, actor) for each in round_.groups.values()],
    }


def _group(group: RoundGroup, actor: Actor) -> RoundGroup:
    return group if actor.visitor in group.members else told(group)


def _help(state: State, actor: Actor, rounds: list[Round], now: int) -> list[Json]:
    asking = [
        {"round": round_.id, "group": group, "visitor": each.visitor, "asked_at": each.asked_at}
        for round_ in rounds
        for group, each in round_.help.items()
        if leads(state, actor, round_.plan, now) or _is_in(round_, group, actor.visitor)
    ]
    return sorted(asking, key=lambda each: each["asked_at"])


def _is_in(round_: Round, group: GroupId, visitor: VisitorId) -> bool:
    return visitor in round_.groups[group].members
