"""Being walked: ways found by the server to a point, a room or a person, since hidden tabs do not animate."""

from collections.abc import Collection

from rooms import avatars, ground
from rooms import commands as c
from rooms import events as e
from rooms.commands import Command
from rooms.doors import check_spot, closed_to
from rooms.errors import Conflict, Invalid, Unknown
from rooms.events import Event, Spot
from rooms.following import stopped
from rooms.ids import RoomId
from rooms.model.live import Avatar
from rooms.motion import MOVING
from rooms.paths import find_path
from rooms.roles import Actor, Capability
from rooms.rule import Evolve, Rule
from rooms.state import Moment, State


def walk_to(state: State, actor: Actor, command: c.WalkTo, at: Moment) -> list[Event]:
    """A way to the target, found by the server, since hidden tabs do not animate."""
    avatar = state.avatar(actor.visitor)
    if command.visitor == actor.visitor:
        raise Invalid("visitor.self")
    goal, room = _goal(state, avatar, command)
    if goal.floor != avatar.floor:
        return _over(state, avatar, goal, at)
    floor = state.rules.floors[avatar.floor]
    closed = closed_to(state, avatar, at.now)
    for entered in reversed(state.rules.around(room) if room else floor.rooms_at(goal.x, goal.y)):
        if entered in closed:
            raise Conflict(closed[entered], room=entered)
    points = find_path(floor, (avatar.x, avatar.y), (goal.x, goal.y), frozenset(closed))
    if points is None:
        raise Conflict("walk.no_way")
    if not points:
        return stop_walk(state, actor, c.StopWalk(), at)
    return [e.WalkStarted(actor.visitor, tuple(points), avatar.epoch + 1)]


def led(state: State, avatar: Avatar, goal: Spot, at: Moment, before: Collection[Event] = ()) -> list[Event]:
    """Be walked to a place by somebody else's will, past no closed door; put there where there is no way.
    ``before`` are the events of the same decision that lead others.
    """
    if goal.floor == avatar.floor:
        closed = frozenset(closed_to(state, avatar, at.now))
        floor = state.rules.floors[avatar.floor]
        points = find_path(floor, (avatar.x, avatar.y), (goal.x, goal.y), closed)
        if points:
            return [e.WalkStarted(avatar.visitor, tuple(points), avatar.epoch + 1)]
    return avatars.put(state, avatar, goal, at.now, before)


def _over(state: State, avatar: Avatar, goal: Spot, at: Moment) -> list[Event]:
    """A target on another floor is reached at once: the way through a portal is no walk. Whoever asks for a
    point that is built over comes to the nearest free one.
    """
    floor = state.rules.floors[goal.floor]
    if floor.blocked(goal.x, goal.y):
        cell = floor.grid.near(goal.x, goal.y)
        if cell is None:
            raise Conflict("walk.no_way")
        goal = Spot(goal.floor, *floor.grid.centre(cell))
    check_spot(state, avatar.visitor, goal, at.now)
    return avatars.put(state, avatar, goal, at.now)


def _goal(state: State, avatar: Avatar, command: c.WalkTo) -> tuple[Spot, RoomId | None]:
    if command.room is not None:
        return ground.in_room(state, state.room(command.room).id, avatar.visitor), command.room
    if command.visitor is not None:
        return ground.beside(state, state.avatar(command.visitor), avatar), None
    if command.floor is None or command.x is None or command.y is None:
        raise Invalid("walk.target_missing")
    if command.floor not in state.rules.floors:
        raise Unknown("floor.unknown")
    return Spot(command.floor, command.x, command.y), None


def stop_walk(state: State, actor: Actor, command: c.StopWalk, at: Moment) -> list[Event]:
    """Stand still; nothing when one does. Whoever follows somebody goes own ways again."""
    avatar, own = state.avatar(actor.visitor), stopped(state, actor.visitor, "moved")
    return [*own, e.WalkEnded(actor.visitor, avatar.x, avatar.y, "stopped")] if avatar.path else own


def _started(state: State, event: e.WalkStarted, at: int) -> None:
    avatar = state.live.avatars[event.visitor]
    avatar.path, avatar.stepped_at, avatar.epoch = list(event.points), at, event.epoch
    avatar.state |= MOVING
    state.live.settling.pop(event.visitor, None)


def _ended(state: State, event: e.WalkEnded, at: int) -> None:
    avatar = state.live.avatars[event.visitor]
    avatar.path, avatar.state, avatar.still_since = [], avatar.state & 3, at
    state.live.settling[event.visitor] = None


RULES: dict[type[Command], Rule] = {
    c.WalkTo: Rule(Capability.AVATAR_MOVE, walk_to),
    c.StopWalk: Rule(Capability.AVATAR_MOVE, stop_walk),
}

EVOLVE: dict[type[Event], Evolve] = {
    e.WalkStarted: _started,
    e.WalkEnded: _ended,
}
