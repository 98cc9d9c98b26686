"""Who takes part in a breakout, what is known of each, and what an assignment of them depends on."""

from collections.abc import Callable

from rooms.breakouts.assign import Person, Wanted
from rooms.breakouts.plans import limit_of
from rooms.breakouts.rights import is_for, place_of
from rooms.events.groups import How
from rooms.ids import VisitorId
from rooms.model.breakouts import Plan
from rooms.roles import Capability, can
from rooms.state import State

ON_SITE = "mode"
"""The trait that the hub knows by itself: ``on_site`` or ``remote``."""


def participants(state: State, plan: Plan, now: int) -> list[VisitorId]:
    """Who takes part now: all in the main room (without one, in the hub), those of the roster, and those who
    were put into a group or chose one, as far as they are here; but no device, nobody who leads, sits in
    another plan's round, or is behind a locked door: they take part when they come out.
    """
    here, place = state.live.avatars, place_of(state, plan.id)
    around = list(here) if plan.spec.room is None else state.inside(plan.spec.room)
    expected = (each.visitor for each in plan.roster if each.visitor is not None)
    found = dict.fromkeys((*around, *expected, *plan.seats))
    others = (each for each in state.durable.breakouts.running() if each.plan != plan.id)
    elsewhere = {who for each in others if not each.rehearsal for who in each.seats()}
    return [
        each
        for each in found
        if each in here
        and each in state.durable.visitors
        and each not in state.durable.boxes.boxes
        and each not in elsewhere
        and state.live.presence.get(each) != "lost"
        and not can(state.actor(each), Capability.BREAKOUT_LEAD, place, now)
        and not _is_apart(state, plan, each)
        and is_for(state, plan.id, each)
    ]


def _is_apart(state: State, plan: Plan, visitor: VisitorId) -> bool:
    """Whether somebody is in a locked room that is none of the plan's own, and not since they sit there for
    a round.
    """
    locked, avatar = state.durable.locked, state.live.avatars[visitor]
    if not locked or avatar.room is None or visitor in state.durable.breakouts.seats:
        return False
    around = state.rules.around(plan.spec.room) if plan.spec.room is not None else ()
    own = {*around, *(each.room for each in plan.spec.groups)}
    return any(each in locked and each not in own for each in state.rules.around(avatar.room))


def knowing(state: State, plan: Plan) -> Callable[[VisitorId], dict[str, str]]:
    """What is known of each: where they are, what they say of themselves, and what the roster says."""
    lines = {each.visitor: each.traits for each in reversed(plan.roster)}

    def traits(visitor: VisitorId) -> dict[str, str]:
        where = "on_site" if visitor in state.durable.on_site else "remote"
        return {ON_SITE: where, **plan.described.get(visitor, {}), **lines.get(visitor, {})}

    return traits


def wanted(state: State, plan: Plan, how: How, seed: int, now: int) -> Wanted:
    """The assignment of all who take part now; before anybody is here, of the roster's people."""
    people = participants(state, plan, now)
    if not people:
        people = [each.visitor for each in plan.roster if each.visitor is not None]
    rounds = state.durable.breakouts.held(plan.id)
    past = tuple({group: each.members for group, each in one.groups.items()} for one in rounds)
    fixed = dict(plan.seats)
    if how == "last":
        fixed = rounds[-1].seats() if rounds else {}
    groups, traits = plan.spec.groups, knowing(state, plan)
    return Wanted(
        how, seed, tuple(each.id for each in groups), tuple(limit_of(state, each) for each in groups),
        tuple(Person(each, traits(each)) for each in people), plan.spec.traits, fixed, past,
        plan.rotation,
    )  # fmt: skip
