"""Who takes part in a breakout, what is known of each, and what an assignment of them depends on."""

from rooms.breakouts.assign import Person, Wanted
from rooms.breakouts.plans import limit_of
from rooms.breakouts.rights import leads
from rooms.events.groups import How
from rooms.ids import VisitorId
from rooms.model.breakouts import Plan
from rooms.state import State

ON_SITE = "mode"
"""The trait that the hub knows by itself: ``on_site`` or ``remote``."""


def participants(state: State, plan: Plan, now: int) -> list[VisitorId]:
    """Who takes part now: all in the main room (without one, in the hub), those of the roster, and those who
    were put into a group or chose one, as far as they are here; but no device, and nobody who leads, or sits
    in another plan's round.
    """
    here = state.live.avatars
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
        and not leads(state, state.actor(each), plan.id, now)
    ]


def traits_of(state: State, plan: Plan, visitor: VisitorId) -> dict[str, str]:
    """What is known of somebody: where they are, what they say of themselves, and what the roster says."""
    where = "on_site" if visitor in state.durable.on_site else "remote"
    lines = [each.traits for each in plan.roster if each.visitor == visitor]
    said = plan.described.get(visitor, {})
    return {ON_SITE: where, **said, **(lines[0] if lines else said)}


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
    groups = plan.spec.groups
    return Wanted(
        how, seed, tuple(each.id for each in groups), tuple(limit_of(state, each) for each in groups),
        tuple(Person(each, traits_of(state, plan, each)) for each in people), plan.spec.traits, fixed, past,
        plan.rotation,
    )  # fmt: skip
