"""Doors: rooms that are locked, those who knock, and those who are let in."""

from collections.abc import Container, Sequence

from rooms import commands as c
from rooms import events as e
from rooms.commands import Command
from rooms.errors import Conflict
from rooms.events import Event, Spot
from rooms.ids import RoomId, VisitorId
from rooms.minors.wall import may_stand
from rooms.model.live import Avatar
from rooms.model.rules import RoomInfo
from rooms.roles import Actor, Capability, can
from rooms.rule import Evolve, Rule
from rooms.state import Moment, State


def refusal(state: State, visitor: VisitorId, room: RoomId, now: int) -> str | None:
    """Why somebody outside may not step into a room now: ``room.locked``, ``room.full`` or None.

    Hosts pass a locked door, nobody passes a full room.
    """
    info = state.rules.rooms[room]
    if not can(state.actor(visitor), Capability.ROOM_ENTER, state.place(room), now):
        return _why(state, visitor, room)
    if info.capacity and len(state.inside(room)) >= info.capacity:
        return "room.full"
    return None


def _why(state: State, visitor: VisitorId, room: RoomId) -> str:
    """Whether a workshop with minors keeps somebody out of a room or in its own, or a lock."""
    if may_stand(state, visitor, state.rules.around(room)):
        return "room.locked"
    return "minors.stay" if state.durable.minors.of(visitor) is not None else "minors.closed"


def barred(state: State, visitor: VisitorId, rooms: Sequence[RoomId], now: int) -> tuple[RoomId, str] | None:
    """The outermost of nested ``rooms`` (innermost first) that does not let somebody in, and why; the rooms
    one is in already do.
    """
    avatar = state.live.avatars.get(visitor)
    inside = state.rooms_of(avatar) if avatar is not None else ()
    if (
        inside
        and not may_stand(state, visitor, tuple(rooms))
        and state.durable.minors.of(visitor) is not None
    ):
        return inside[0], "minors.stay"
    for room in reversed(rooms):
        code = None if room in inside else refusal(state, visitor, room, now)
        if code is not None:
            return room, code
    return None


def closed_to(state: State, avatar: Avatar, now: int) -> dict[RoomId, str]:
    """The rooms of the avatar's floor that would not let it in, and why."""
    inside = state.rooms_of(avatar)
    found: dict[RoomId, str] = {}
    for room in state.rules.rooms.values():
        if room.floor == avatar.floor and room.id not in inside:
            code = refusal(state, avatar.visitor, room.id, now)
            if code is not None:
                found[room.id] = code
    return found


def check_entry(state: State, visitor: VisitorId, room: RoomId, now: int) -> None:
    """Refuse an entry by command on the same grounds as a step through the door, also of the rooms around."""
    bar = barred(state, visitor, state.rules.around(room), now)
    if bar is not None:
        raise Conflict(bar[1], room=bar[0])


def check_spot(state: State, visitor: VisitorId, spot: Spot, now: int) -> None:
    """Refuse to be put where a room lets nobody in."""
    bar = barred(state, visitor, state.rules.floors[spot.floor].rooms_at(spot.x, spot.y), now)
    if bar is not None:
        raise Conflict(bar[1], room=bar[0])


def lock(state: State, actor: Actor, command: c.LockRoom, at: Moment) -> list[Event]:
    """Lock a room that has a door; a second time changes nothing."""
    room = state.room(command.room)
    if state.workshop_in(room.id) is not None:
        raise Conflict("minors.no_lock", room=room.id)
    if not room.lockable:
        raise Conflict("room.not_lockable", room=room.id)
    return [] if room.id in state.durable.locked else [e.RoomLocked(room.id)]


def unlock(state: State, actor: Actor, command: c.UnlockRoom, at: Moment) -> list[Event]:
    """Open a room."""
    if state.workshop_in(command.room) is not None:
        raise Conflict("minors.no_lock", room=command.room)
    return [e.RoomUnlocked(command.room)] if state.room(command.room).id in state.durable.locked else []


def knock(state: State, actor: Actor, command: c.KnockRoom, at: Moment) -> list[Event]:
    """Ask to be let in; hosts need not, an open room has nothing to knock at, and who is inside is in."""
    room = _locked(state, command.room)
    if room.id in state.rooms_of(state.avatar(actor.visitor)):
        raise Conflict("room.inside", room=room.id)
    return [e.RoomKnocked(actor.visitor, room.id)]


def admit(state: State, actor: Actor, command: c.AdmitRoom, at: Moment) -> list[Event]:
    """Let somebody in who is here: anybody inside may, and whoever may lock."""
    room = _locked(state, command.room)
    state.avatar(command.visitor)
    hosts = can(actor, Capability.ROOM_LOCK, state.place(None), at.now)
    if not hosts and actor.visitor not in state.inside(room.id):
        raise Conflict("room.not_inside", room=room.id)
    return [e.RoomAdmitted(command.visitor, room.id)]


def _locked(state: State, room: RoomId) -> RoomInfo:
    info = state.room(room)
    if info.id not in state.durable.locked:
        raise Conflict("room.not_locked", room=info.id)
    return info


def _unlocked(state: State, event: e.RoomUnlocked, at: int) -> None:
    state.durable.locked.pop(event.room, None)
    state.live.knocks.pop(event.room, None)
    state.live.admitted.pop(event.room, None)


def _locked_by(state: State, event: e.RoomLocked, at: int) -> None:
    state.durable.locked[event.room] = at


def _knocked(state: State, event: e.RoomKnocked, at: int) -> None:
    state.live.knocks.setdefault(event.room, set()).add(event.visitor)


def _admitted(state: State, event: e.RoomAdmitted, at: int) -> None:
    state.live.knocks.get(event.room, set[VisitorId]()).discard(event.visitor)
    state.live.admitted.setdefault(event.room, set()).add(event.visitor)


def forget(state: State, visitor: VisitorId, rooms: Container[RoomId] | None = None) -> None:
    """Take somebody who is gone off all doors, or one who came in off those of ``rooms``."""
    for waiting in (state.live.knocks, state.live.admitted):
        for room, people in waiting.items():
            if rooms is None or room in rooms:
                people.discard(visitor)


RULES: dict[type[Command], Rule] = {
    c.LockRoom: Rule(Capability.ROOM_LOCK, lock),
    c.UnlockRoom: Rule(Capability.ROOM_LOCK, unlock),
    c.KnockRoom: Rule(Capability.ROOM_KNOCK, knock),
    c.AdmitRoom: Rule(Capability.ROOM_KNOCK, admit),
}

EVOLVE: dict[type[Event], Evolve] = {
    e.EntryRefused: lambda state, event, at: None,
    e.RoomLocked: _locked_by,
    e.RoomUnlocked: _unlocked,
    e.RoomKnocked: _knocked,
    e.RoomAdmitted: _admitted,
}
