"""Seats: people called to their groups a few at a time, moved between them, and brought back."""

from collections.abc import Collection
from dataclasses import replace

from rooms import commands as c
from rooms import events as e
from rooms import ground
from rooms.avatars import put, standable, start
from rooms.breakouts.people import participants
from rooms.breakouts.rights import round_of
from rooms.breakouts.rounds import group_in, named_of_round, told
from rooms.breakouts.specs import GROUPS_MOST, TITLE_MOST
from rooms.breakouts.waiting import waiting
from rooms.commands import Command
from rooms.errors import Conflict, Invalid, NotAllowed
from rooms.events import Event, Spot
from rooms.events.groups import RoundGroup
from rooms.ids import GroupId, VisitorId
from rooms.minors.wall import may_be
from rooms.model.breakouts import Round, Seat
from rooms.roles import Actor, Capability, can
from rooms.rule import Evolve, Rule, target
from rooms.state import Moment, State
from rooms.text import one_line
from rooms.walks import led

CALLS = 8
"""People called in one tick: so few that it is not late."""
MOVE_COST = 4
"""As many calls as finding one way takes the time of, or telling everybody of somebody who changes rooms."""
LED_MS = 60_000
"""For so long after a call somebody who was on the way when the server stopped is put where they were led."""
_PLACED = e.BreakoutSeated | e.BreakoutReturned
_MOVED = e.WalkStarted | e.AvatarPlaced


# -- calling ---------------------------------------------------------------------------------------


def calling(state: State) -> list[Command]:
    """What calls the next people of rounds that have just begun or ended: asked once a tick."""
    return [c.CallPeople(each, CALLS) for each in state.live.breakouts.calling]


def due(state: State, now: int) -> list[Command]:
    """What calls people who came late or came back, and lets go of seats of who is gone."""
    breakouts = state.durable.breakouts
    rounds = {each.id: each for each in breakouts.running() if not each.rehearsal}
    rounds |= {each.round: breakouts.rounds[each.round] for each in breakouts.seats.values()}
    idle = (each for each in rounds.values() if each.id not in state.live.breakouts.calling)
    return [c.CallPeople(each.id, CALLS) for each in idle if any(waiting(state, each, now))]


def call(state: State, actor: Actor, command: c.CallPeople, at: Moment) -> list[Event]:
    """Call the next people of a round, or bring them back; and say when there are none."""
    round_ = state.durable.breakouts.rounds.get(command.round)
    if round_ is None:
        return [e.BreakoutCalled(command.round)]
    events: list[Event] = []
    spent = 0
    for visitor, group in waiting(state, round_, at.now):
        if group is None:
            found = _back(state, round_, visitor, at, events)
        else:
            found = _to(state, round_, visitor, group, at, events)
        events += found
        spent += MOVE_COST if any(isinstance(each, _MOVED) for each in found) else 1
        if spent >= command.most:
            return events
    known = command.round in state.live.breakouts.calling
    return [*events, e.BreakoutCalled(command.round)] if known or spent else events


# -- to a group, and back --------------------------------------------------------------------------


def _taken(before: Collection[Event]) -> list[Spot]:
    """Where those are to stand whom the events of the same decision have led so far."""
    return [each.spot for each in before if isinstance(each, _PLACED) and each.spot is not None]


def _to(
    state: State,
    round_: Round,
    visitor: VisitorId,
    group: GroupId,
    at: Moment,
    before: Collection[Event] = (),
) -> list[Event]:
    """Seat somebody, and lead them there if they are here and may be there; the place they left first is
    remembered. ``before`` are the events of the same decision that lead others.
    """
    room, plan = round_.groups[group].room, state.durable.breakouts.plans.get(round_.plan)
    left = _left(round_, visitor, group)
    seat, avatar = state.durable.breakouts.seats.get(visitor), state.live.avatars.get(visitor)
    back = seat.return_to if seat is not None else avatar.spot if avatar is not None else None
    if avatar is None or room is None or room in state.rooms_of(avatar):
        spot = avatar.spot if avatar is not None and room is not None else None
        return [e.BreakoutSeated(round_.id, visitor, group, spot, back, left=left)]
    spot = ground.in_room(state, room, visitor, _taken(before))
    if not may_be(state, visitor, spot):
        return [e.BreakoutSeated(round_.id, visitor, group, None, back, left=left)]
    walks = plan is not None and plan.spec.walk and seat is None
    moved = led(state, avatar, spot, at, before) if walks else put(state, avatar, spot, at.now, before)
    return [e.BreakoutSeated(round_.id, visitor, group, spot, back, left=left), *moved]


def _left(round_: Round, visitor: VisitorId, group: GroupId) -> GroupId | None:
    """The other group of the round that somebody comes from."""
    before = round_.group_of(visitor)
    return before.id if before is not None and before.id != group else None


def _back(
    state: State,
    round_: Round,
    visitor: VisitorId,
    at: Moment,
    before: Collection[Event] = (),
    *,
    excused: bool = False,
) -> list[Event]:
    """Bring somebody back to the very place they left, or to the nearest free ground; to the start who may
    not be there any more. Who is not here, or may be at neither, only loses the seat.
    """
    seat, avatar = state.durable.breakouts.seats.get(visitor), state.live.avatars.get(visitor)
    group = seat.group if seat is not None else _group_of(round_, visitor).id
    stays = not excused
    if seat is None or avatar is None or seat.return_to is None:
        return [e.BreakoutReturned(round_.id, visitor, group, None, stays)]
    places = (standable(state, seat.return_to), start(state, None))
    place = next((each for each in places if may_be(state, visitor, each)), None)
    if place is None:
        return [e.BreakoutReturned(round_.id, visitor, group, None, stays)]
    spot = ground.nearest(state, place, visitor, _taken(before))
    returned = e.BreakoutReturned(round_.id, visitor, group, spot, stays)
    return [returned] if avatar.spot == spot else [returned, *put(state, avatar, spot, at.now, before)]


def _group_of(round_: Round, visitor: VisitorId) -> RoundGroup:
    found = round_.group_of(visitor)
    if found is None:
        raise Conflict("breakout.no_member")
    return found


def stood(state: State, visitor: VisitorId, spot: Spot) -> Spot:
    """Where somebody stands after a start: at the place they were being led to when the server stopped."""
    seat = state.durable.breakouts.seats.get(visitor)
    on_the_way = seat is not None and state.durable.at - seat.at < LED_MS
    return seat.spot if seat is not None and seat.spot is not None and on_the_way else spot


# -- by hand ---------------------------------------------------------------------------------------


def move(state: State, actor: Actor, command: c.MoveMember, at: Moment) -> list[Event]:
    """Into another group, past its limit; or back from all of them, and not called again. Who takes no part
    yet is fetched only by hosts.
    """
    round_ = round_of(state, command.round)
    if round_.rehearsal or command.group is None:
        _group_of(round_, command.visitor)
    if round_.group_of(command.visitor) is None:
        _check_fetched(state, actor, round_, command.visitor, at.now)
    if command.group is None:
        return _back(state, round_, command.visitor, at, excused=True)
    group = group_in(round_, command.group)
    return [] if command.visitor in group.members else _moved(state, round_, command.visitor, group.id, at)


def _check_fetched(state: State, actor: Actor, round_: Round, visitor: VisitorId, now: int) -> None:
    """Refuse devices; and people who take no part in the plan, unless who moves them may move anybody."""
    state.visitor(visitor)
    if visitor in state.durable.boxes.boxes:
        raise Conflict("breakout.no_member")
    plan = state.durable.breakouts.plans.get(round_.plan)
    if plan is not None and visitor in participants(state, plan, now):
        return
    if not can(actor, Capability.VISITOR_MOVE, state.place(None), now):
        raise NotAllowed(Capability.VISITOR_MOVE)
    if visitor != actor.visitor:
        target(state, actor, visitor)


def _moved(
    state: State,
    round_: Round,
    visitor: VisitorId,
    group: GroupId,
    at: Moment,
    before: Collection[Event] = (),
) -> list[Event]:
    """To a group; in a rehearsal nobody is led anywhere."""
    if round_.rehearsal:
        return [e.BreakoutSeated(round_.id, visitor, group, None, None, left=_left(round_, visitor, group))]
    return _to(state, round_, visitor, group, at, before)


def swap(state: State, actor: Actor, command: c.SwapMembers, at: Moment) -> list[Event]:
    """Two people change places."""
    round_ = round_of(state, command.round)
    one, other = _group_of(round_, command.one), _group_of(round_, command.other)
    if one.id == other.id:
        return []
    moved = _moved(state, round_, command.one, group_in(round_, other.id).id, at)
    return [*moved, *_moved(state, round_, command.other, group_in(round_, one.id).id, at, moved)]


def merge(state: State, actor: Actor, command: c.MergeGroups, at: Moment) -> list[Event]:
    """All of a group to another one, and the first is over."""
    round_ = round_of(state, command.round)
    group, into = group_in(round_, command.group), group_in(round_, command.into)
    if group.id == into.id:
        raise Invalid("breakout.invalid", field="into")
    moved: list[Event] = []
    for who in group.members:
        moved += _moved(state, round_, who, into.id, at, moved)
    return [*moved, e.BreakoutGroupEnded(round_.id, group.id, into.id)]


def split(state: State, actor: Actor, command: c.SplitGroup, at: Moment) -> list[Event]:
    """Some of a group to a new one, which is a virtual table with the same task."""
    round_ = round_of(state, command.round)
    group, title = group_in(round_, command.group), one_line(command.title)
    if not title or len(title) > TITLE_MOST:
        raise Invalid("breakout.invalid", field="title")
    if not command.visitors or not {*command.visitors} <= {*group.members}:
        raise Invalid("breakout.invalid", field="visitors")
    if len(round_.groups) >= GROUPS_MOST:
        raise Conflict("breakout.enough", most=GROUPS_MOST)
    new = replace(
        told(group), id=GroupId(at.new_id()), title=title, room=None, box=None, table="", ends_at=None
    )
    events: list[Event] = [e.BreakoutGroupSet(round_.id, new)]
    for who in dict.fromkeys(command.visitors):
        before = state.durable.breakouts.seats.get(who)
        back = before.return_to if before is not None else None
        events.append(e.BreakoutSeated(round_.id, who, new.id, None, back, left=group.id))
    return events


def go(state: State, actor: Actor, command: c.GoToGroup, at: Moment) -> list[Event]:
    """Walk to one's own table again."""
    avatar, seat = state.avatar(actor.visitor), state.durable.breakouts.seats.get(actor.visitor)
    group = state.durable.breakouts.seated(actor.visitor)
    if seat is None or group is None or group.ended:
        raise Conflict("breakout.no_member")
    if group.room is None or group.room in state.rooms_of(avatar):
        return []
    return led(state, avatar, ground.in_room(state, group.room, actor.visitor), at)


# -- changes ---------------------------------------------------------------------------------------


def _seated(state: State, event: e.BreakoutSeated, at: int) -> None:
    breakouts = state.durable.breakouts
    round_ = breakouts.rounds.get(event.round)
    if round_ is None or event.group not in round_.groups:
        return
    if not round_.rehearsal and event.visitor not in state.durable.visitors:
        return
    before = round_.group_of(event.visitor)
    _join(state, round_, event.visitor, event.group)
    if not round_.rehearsal:
        if before is not None and before.id != event.group:
            state.live.breakouts.part(before.id, [event.visitor], at)
        state.live.breakouts.seat(event.visitor, at, walks=event.visitor not in breakouts.seats)
        breakouts.seats[event.visitor] = Seat(event.round, event.group, event.spot, event.return_to, at)
        state.live.breakouts.calling[event.round] = None


def _join(state: State, round_: Round, visitor: VisitorId, group: GroupId) -> None:
    """Somebody belongs to this group of a round and to no other; a role ends with the group."""
    if visitor in round_.groups[group].members:
        return
    groups = dict(round_.groups)
    for each in round_.groups.values():
        if visitor in each.members:
            groups[each.id] = each.without(visitor)
    groups[group] = replace(groups[group], members=(*groups[group].members, visitor))
    excused = tuple(each for each in round_.excused if each != visitor)
    state.durable.breakouts.change(round_.id, groups=groups, excused=excused)


def _returned(state: State, event: e.BreakoutReturned, at: int) -> None:
    breakouts = state.durable.breakouts
    seat, round_ = breakouts.seats.get(event.visitor), breakouts.rounds.get(event.round)
    if seat is not None and seat.round == event.round:
        del breakouts.seats[event.visitor]
    if event.stays or round_ is None or event.visitor not in state.durable.visitors:
        return
    groups = {key: each.without(event.visitor) for key, each in round_.groups.items()}
    breakouts.change(event.round, groups=groups, excused=(*round_.excused, event.visitor))


def _called(state: State, event: e.BreakoutCalled, at: int) -> None:
    state.live.breakouts.calling.pop(event.round, None)


RULES: dict[type[Command], Rule] = {
    c.CallPeople: Rule(Capability.BREAKOUT_LEAD, call),
    c.MoveMember: Rule(Capability.BREAKOUT_LEAD, move, named=named_of_round),
    c.SwapMembers: Rule(Capability.BREAKOUT_LEAD, swap, named=named_of_round),
    c.MergeGroups: Rule(Capability.BREAKOUT_LEAD, merge, named=named_of_round),
    c.SplitGroup: Rule(Capability.BREAKOUT_LEAD, split, named=named_of_round),
    c.GoToGroup: Rule(Capability.BREAKOUT_JOIN, go),
}

EVOLVE: dict[type[Event], Evolve] = {
    e.BreakoutSeated: _seated,
    e.BreakoutReturned: _returned,
    e.BreakoutCalled: _called,
}
