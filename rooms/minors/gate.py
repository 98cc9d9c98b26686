"""The one gate of workshops with minors that every command goes through, before and after it is decided.

Policies say what a person may do; this says upon whom, where to, and with which words.
"""

from collections.abc import Iterable, Iterator
from dataclasses import fields, is_dataclass
from typing import Any, cast

from rooms import commands as c
from rooms import events as e
from rooms.breakouts.rights import is_for
from rooms.commands import Command
from rooms.errors import Conflict, Invalid, Protected, Unknown
from rooms.events import Event, Spot
from rooms.events.groups import RoundGroup
from rooms.ids import SYSTEM, ChannelId, RoomId, VisitorId, group_channel
from rooms.minors.alone import is_alone
from rooms.minors.links import leads_away
from rooms.minors.rights import CLOSED
from rooms.minors.veil import is_veiled
from rooms.minors.wall import hides, is_up, may_stand, named, parts
from rooms.model.minors import Workshop
from rooms.roles import Actor
from rooms.state import State

_OF_OTHERS = c.GrantRole | c.Move | c.Return | c.Rename | c.Dress | c.UseInvite | c.ClaimHub | c.CheckIn
"""Commands that nobody gives about a child, and no child for itself: role, name and place stay."""
_PLACING = e.AvatarPlaced | e.AvatarAppeared | e.VisitorPlaced
_SHAPED = e.BreakoutStarted | e.BreakoutGroupSet | e.BreakoutPlanned


def check_command(state: State, actor: Actor, command: Command) -> None:
    """Refuse a command before it is decided: upon who, or what, does not exist for its giver.

    :raises Unknown: it names something behind the wall.
    :raises Conflict: it leads to a named adult who is inside.
    :raises Protected: it would change a child's role, name or place.
    """
    if not is_up(state) or actor.visitor == SYSTEM:
        return
    for token in named(cast("Event", command)):
        if hides(state, actor.visitor, token):
            raise Unknown("visitor.unknown" if token in state.durable.visitors else "breakout.unknown")
    if isinstance(command, c.WalkTo | c.Follow):
        avatar = state.live.avatars.get(command.visitor) if command.visitor is not None else None
        if avatar is not None and is_veiled(state, actor.visitor, avatar):
            raise Conflict("visitor.not_here")
    if isinstance(command, _OF_OTHERS):
        about = getattr(command, "visitor", actor.visitor)
        if state.durable.minors.of(about) is not None:
            raise Protected("minors.denied")


def check_events(state: State, actor: Actor, events: Iterable[Event]) -> None:
    """Refuse what a command came to: what somebody else does inside, people on the wrong side of the wall,
    groups that reach through it, words to one child alone, and words that lead away.

    :raises Refusal: minors.closed, minors.stay, minors.no_box, minors.denied, minors.alone, minors.link.
    """
    if not is_up(state):
        return
    told = tuple(events)
    is_ending = any(isinstance(each, e.MinorsEnded | e.MinorsCleared) for each in told)
    for event in told:
        if isinstance(event, _PLACING):
            check_place(state, event.visitor, Spot(event.floor, event.x, event.y))
        if isinstance(event, e.VisitorRenamed) and _is_adult(state, event.visitor):
            check_words(event.name)
        if actor.visitor != SYSTEM:
            _check_members(state, event)
        here = of_event(state, event)
        if here is not None and actor.visitor != SYSTEM:
            if not (here.is_inside(actor.visitor) or is_ending):
                raise Conflict(CLOSED, room="")
            _check_groups(state, event, here)
            _check_alone(state, event, here)
            check_words(event)
        elif isinstance(event, _SHAPED):
            _check_far(state, event)


def check_place(state: State, visitor: VisitorId, spot: Spot) -> None:
    """Refuse to put a child out of its workshop's rooms, or anybody else into them."""
    rooms = state.rules.floors[spot.floor].rooms_at(spot.x, spot.y)
    if may_stand(state, visitor, rooms):
        return
    if state.durable.minors.of(visitor) is not None:
        raise Conflict("minors.stay")
    raise Conflict(CLOSED, room=rooms[0])


def _is_adult(state: State, visitor: VisitorId) -> bool:
    return any(visitor in each.adults for each in state.durable.minors.workshops.values())


def _check_members(state: State, event: Event) -> None:
    """Nobody outside sits in a workshop's groups, and no child in any other; people made up may."""
    plan, members = None, list[VisitorId]()
    if isinstance(event, e.BreakoutStarted):
        plan, members = event.plan, [who for group in event.groups for who in group.members]
    elif isinstance(event, e.BreakoutSeated) and event.round in state.durable.breakouts.rounds:
        plan, members = state.durable.breakouts.rounds[event.round].plan, [event.visitor]
    known = state.durable.visitors
    if plan is not None and not all(is_for(state, plan, who) for who in members if who in known):
        raise Protected("minors.denied")


def _check_alone(state: State, event: Event, here: Workshop) -> None:
    """A message, a task and a role reach no group in which one adult would so speak to one child."""
    channel = _told_in(state, event)
    if channel is not None and is_alone(state, here, channel):
        raise Conflict("minors.alone")


def _told_in(state: State, event: Event) -> ChannelId | None:
    """The channel whose people get the words of an event; None: it says nothing new to a room or group."""
    if isinstance(event, e.MessagePosted):
        return event.channel
    if isinstance(event, e.BreakoutRoleGiven):
        return group_channel(event.group)
    if isinstance(event, e.BreakoutGroupSet):
        round_ = state.durable.breakouts.rounds.get(event.round)
        before = round_.groups.get(event.group.id) if round_ is not None else None
        now = (event.group.title, event.group.task)
        return group_channel(event.group.id) if before and (before.title, before.task) != now else None
    return None


def of_event(state: State, event: Event) -> Workshop | None:
    """The workshop in which something happens: by its channel, board, room, plan, round or group."""
    for at in ("channel", "board"):
        value = getattr(event, at, None)
        if isinstance(value, str):
            return of_place(state, value)
    for at in ("plan", "round", "group"):
        whose = parts(state).get(str(getattr(event, at, "")))
        if whose is not None:
            return state.durable.minors.workshops.get(whose)
    spec = getattr(event, "spec", None)
    room = getattr(spec, "room", None)
    return state.workshop_in(room) if room is not None else None


def of_place(state: State, name: str) -> Workshop | None:
    """The workshop of a channel, board or document: a room's, or a group's."""
    kind, _, rest = name.partition(":")
    rest = rest.partition(":")[0]
    if kind == "room":
        return state.workshop_in(RoomId(rest))
    whose = parts(state).get(rest) if kind == "group" else None
    return state.durable.minors.workshops.get(whose) if whose is not None else None


def _groups(event: Event) -> tuple[Any, ...]:
    """The groups that an event shapes, planned or in a round."""
    if isinstance(event, e.BreakoutPlanned):
        return event.spec.groups
    if isinstance(event, e.BreakoutStarted):
        return event.groups
    return (event.group,) if isinstance(event, e.BreakoutGroupSet) else ()


def _check_groups(state: State, event: Event, here: Workshop) -> None:
    """The groups of a workshop meet in its rooms or at virtual tables, and are played in no hall."""
    if isinstance(event, e.BreakoutPlanned):
        _check_inside(state, event.spec.room, here)
    for group in _groups(event):
        if group.box is not None:
            raise Conflict("minors.no_box")
        if group.room is not None:
            _check_inside(state, group.room, here)


def _check_inside(state: State, room: RoomId | None, here: Workshop) -> None:
    found = state.workshop_in(room) if room is not None else None
    if found is None or found.id != here.id:
        raise Conflict("minors.stay")


def _check_far(state: State, event: Event) -> None:
    """Nobody else's groups meet in a workshop's rooms."""
    for group in _groups(event):
        if group.room is not None and state.workshop_in(group.room) is not None:
            raise Conflict(CLOSED, room=group.room)


def check_words(thing: object) -> None:
    """Refuse words that lead away, wherever they stand in a thing.

    :raises Invalid: minors.link.
    """
    if any(leads_away(each) for each in _words(thing)):
        raise Invalid("minors.link")


def _words(value: object) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, RoundGroup):
        yield from (value.title, value.task, value.table, *value.roles.values())
    elif is_dataclass(value):
        for each in fields(value):
            yield from _words(getattr(value, each.name))
    elif isinstance(value, dict):
        for key, each in cast("dict[object, object]", value).items():
            yield from _words(key)
            yield from _words(each)
    elif isinstance(value, tuple):
        for each in cast("tuple[object, ...]", value):
            yield from _words(each)
