"""Whom a round still has to call to a group, or back.

It is worked out anew at each look from who belongs where and who is here, never from what happened before: so
whoever comes late, loses the line or comes back after a crash is called as everybody else is.
"""

from collections.abc import Iterator

from rooms.breakouts.people import knowing, participants
from rooms.breakouts.plans import limit_of
from rooms.breakouts.rights import is_for
from rooms.events.groups import RoundGroup
from rooms.ids import GroupId, VisitorId
from rooms.model.breakouts import Round, Seat
from rooms.state import State


def waiting(state: State, round_: Round, now: int) -> Iterator[tuple[VisitorId, GroupId | None]]:
    """Whom to call to which group (None: back), in the order in which they are called."""
    if round_.runs and not round_.rehearsal:
        yield from _members(state, round_)
        yield from _late(state, round_, now)
    yield from _returning(state, round_)


def _members(state: State, round_: Round) -> Iterator[tuple[VisitorId, GroupId | None]]:
    """Members who are here and were not called yet; nobody whom a workshop with minors keeps out, or in."""
    seats, live = state.durable.breakouts.seats, state.live
    for group in round_.groups.values():
        for who in () if group.ended else group.members:
            seat = seats.get(who)
            here = who in live.avatars and live.presence.get(who) != "lost"
            may = here and is_for(state, round_.plan, who)
            if may and (seat is None or _is_left(state, round_, group, who, seat)):
                yield who, group.id


def _is_left(state: State, round_: Round, group: RoundGroup, who: VisitorId, seat: Seat) -> bool:
    """Whether a seat is one of a round that is over, or its walk did not lead there: a door closed, or the
    server stopped.
    """
    if seat.round != round_.id:
        return not state.durable.breakouts.rounds[seat.round].runs
    led_at = state.live.breakouts.led.get(who)
    return led_at is not None and not state.live.avatars[who].path and group.id == seat.group


def _late(state: State, round_: Round, now: int) -> Iterator[tuple[VisitorId, GroupId | None]]:
    """Who takes part by now and belongs to no group: each to the smallest suitable one."""
    plan = state.durable.breakouts.plans.get(round_.plan)
    if plan is None or not plan.spec.late:
        return
    elsewhere = {who for each in _in_earnest(state) for who in each.seats()}
    sizes = {each.id: len(each.members) for each in round_.groups.values() if not each.ended}
    for who in participants(state, plan, now):
        if who not in elsewhere and who not in round_.excused:
            group = _smallest(state, round_, who, sizes)
            if group is None:
                return
            sizes[group] += 1
            yield who, group


def _in_earnest(state: State) -> Iterator[Round]:
    """The rounds that run and are no rehearsals."""
    return (each for each in state.durable.breakouts.running() if not each.rehearsal)


def _smallest(state: State, round_: Round, who: VisitorId, sizes: dict[GroupId, int]) -> GroupId | None:
    """The smallest group that has a place; of several, the one with fewest people of the same traits."""
    plan = state.durable.breakouts.plans[round_.plan]
    limits = {each: limit_of(state, round_.groups[each]) for each in sizes}
    open_ = [each for each in sizes if not limits[each] or sizes[each] < limits[each]]
    least = min((sizes[each] for each in open_), default=0)
    small = [each for each in open_ if sizes[each] == least]
    if len(small) < 2 or not plan.spec.traits:
        return small[0] if small else None
    traits_of = knowing(state, plan)
    mine = traits_of(who)

    def alike(group: GroupId) -> int:
        others = (traits_of(each) for each in round_.groups[group].members)
        return sum(mine.get(t) == traits.get(t) for traits in others for t in plan.spec.traits)

    return min(small, key=alike)


def _returning(state: State, round_: Round) -> Iterator[tuple[VisitorId, GroupId | None]]:
    """Whose group is over, but who was not called to another since; and who has left the hub."""
    breakouts = state.durable.breakouts
    wanted = {who for each in _in_earnest(state) if each.id != round_.id for who in each.seats()}
    for who, seat in breakouts.seats.items():
        if seat.round != round_.id:
            continue
        gone = who not in state.live.presence
        over = not round_.runs or round_.groups[seat.group].ended
        if gone or (over and who not in wanted):
            yield who, None
