"""Motion: one step of all avatars, twenty times a second. A move is no command: it is checked, and
corrected, here.

``state`` of an avatar: bits 0 and 1 direction (0 south, 1 east, 2 north, 3 west), bit 2 moving, bit 3
running, bit 4 sitting. Positions are pixels of the foot. Speeds are pixels a second.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from math import hypot

from rooms import avatars
from rooms import commands as c
from rooms import events as e
from rooms.commands import Command
from rooms.conversations import STILL_MS, gather, leaving, regroup, waiting
from rooms.doors import barred, check_spot, refusal
from rooms.errors import Conflict, Invalid, Unknown
from rooms.events import Event, Spot
from rooms.grid import CELL
from rooms.ids import RoomId, VisitorId
from rooms.paths import find_path
from rooms.roles import Actor, Capability
from rooms.rule import Evolve, Rule
from rooms.state import Avatar, Moment, State

WALK = 128
RUN = 256
GRACE = 1.25
"""How much faster than running a stream of moves may be, for clocks and frames that do not agree."""
BURST_MS = 600
"""How much unused way a mover may save up: what a stutter of the line delivers at once."""
MOVING = 4


@dataclass(frozen=True, slots=True)
class Move:
    """The newest position a client claims; ``epoch`` that of the last placement it knows."""

    x: int
    y: int
    state: int
    epoch: int


@dataclass(slots=True)
class Step:
    """What one tick changed: avatars to tell about, and events, evolved already."""

    changed: dict[VisitorId, Avatar] = field(default_factory=dict[VisitorId, Avatar])
    events: list[Event] = field(default_factory=list[Event])


def facing(dx: float, dy: float, before: int) -> int:
    """The direction of a way; of two equal ones the horizontal, of none the one before."""
    if dx == 0 and dy == 0:
        return before & 3
    if abs(dx) >= abs(dy):
        return 1 if dx > 0 else 3
    return 0 if dy > 0 else 2


class Mover:
    """One tick's work over the state: takes claimed moves and walks, leaves a ``Step``."""

    def __init__(self, state: State, evolve: Evolve, at: Moment) -> None:
        self.state = state
        self.evolve = evolve
        self.at = at
        self.step = Step()

    def emit(self, events: Iterable[Event]) -> None:
        """Evolve events at once, since what follows in this tick depends on them."""
        for event in events:
            self.evolve(self.state, event, self.at.now)
            self.step.events.append(event)

    def claim(self, avatar: Avatar, move: Move) -> None:
        """Take a client's move if it is recent, near enough, and through no wall or closed door."""
        if move.epoch != avatar.epoch or avatar.path:
            return
        floor = self.state.rules.floors[avatar.floor]
        self._refill(avatar)
        way = hypot(move.x - avatar.x, move.y - avatar.y)
        if way > avatar.budget or not floor.line_free((avatar.x, avatar.y), (move.x, move.y)):
            self.emit([self._correction(avatar)])
            return
        if not self._cross(avatar, move.x, move.y):
            self.emit([self._correction(avatar)])
            return
        avatar.budget -= way
        self._set(avatar, move.x, move.y, move.state & 31)

    def _correction(self, avatar: Avatar) -> Event:
        return e.AvatarPlaced(
            avatar.visitor, avatar.floor, avatar.x, avatar.y, avatar.state & 3, avatar.epoch + 1
        )

    def _refill(self, avatar: Avatar) -> None:
        passed = max(0, self.at.now - avatar.stepped_at)
        most = RUN * GRACE * BURST_MS / 1000
        avatar.budget = min(most, avatar.budget + RUN * GRACE * passed / 1000)
        avatar.stepped_at = self.at.now

    def _set(self, avatar: Avatar, x: int, y: int, state: int) -> None:
        moved = (x, y) != (avatar.x, avatar.y)
        if not moved and state == avatar.state:
            return
        avatar.x, avatar.y, avatar.state = x, y, state
        if moved or state & MOVING:
            avatar.still_since = self.at.now
        self.step.changed[avatar.visitor] = avatar

    def _cross(self, avatar: Avatar, x: int, y: int) -> bool:
        """Whether the rooms on the way to the new point let the avatar in; tells rooms and conversation if
        so.
        """
        floor, here = self.state.rules.floors[avatar.floor], self.state.rooms_of(avatar)
        dx, dy = x - avatar.x, y - avatar.y
        pieces = max(abs(dx), abs(dy)) // CELL + 1
        for piece in range(1, pieces + 1):
            rooms = floor.rooms_at(avatar.x + dx * piece // pieces, avatar.y + dy * piece // pieces)
            if rooms[:1] != here[:1] and not self._admitted(avatar, rooms):
                return False
        inner = floor.room_at(x, y)
        if inner != avatar.room:
            self._change_room(avatar, inner)
        return True

    def _admitted(self, avatar: Avatar, rooms: tuple[RoomId, ...]) -> bool:
        bar = barred(self.state, avatar.visitor, rooms, self.at.now)
        if bar is not None:
            self.emit([e.EntryRefused(avatar.visitor, *bar)])
        return bar is None

    def _change_room(self, avatar: Avatar, inner: RoomId | None) -> None:
        if avatar.room is not None:
            self.emit([e.RoomLeft(avatar.visitor, avatar.room)])
        if inner is not None:
            self.emit([e.RoomEntered(avatar.visitor, inner)])
        if self.state.talks_by_room(inner):
            self.emit(leaving(self.state, avatar))

    def walk(self, avatar: Avatar) -> None:
        """Walk on along the avatar's path for the time that passed since its last step."""
        passed = max(0, self.at.now - avatar.stepped_at)
        avatar.stepped_at = self.at.now
        left = WALK * passed / 1000
        while avatar.path and left > 0:
            left = self._toward(avatar, avatar.path[0], left)
        if not avatar.path and avatar.state & MOVING:
            self._set(avatar, avatar.x, avatar.y, avatar.state & 3)
            self.emit([e.WalkEnded(avatar.visitor, avatar.x, avatar.y, "arrived")])

    def _toward(self, avatar: Avatar, goal: tuple[int, int], left: float) -> float:
        """Go up to ``left`` pixels towards a waypoint; what is left over afterwards."""
        dx, dy = goal[0] - avatar.x, goal[1] - avatar.y
        way = hypot(dx, dy)
        share = min(1.0, left / way) if way else 1.0
        x, y = round(avatar.x + dx * share), round(avatar.y + dy * share)
        if not self._cross(avatar, x, y):
            avatar.path = []
            self._set(avatar, avatar.x, avatar.y, avatar.state & 3)
            self.emit([e.WalkEnded(avatar.visitor, avatar.x, avatar.y, "blocked")])
            return 0.0
        if share >= 1.0:
            avatar.path.pop(0)
        self._set(avatar, x, y, facing(dx, dy, avatar.state) | MOVING)
        return left - way

    def portals(self) -> None:
        """Whoever stepped onto a portal stands on the other floor."""
        for avatar in list(self.step.changed.values()):
            portal = self.state.rules.floors[avatar.floor].portal_at(avatar.x, avatar.y)
            if portal is None:
                continue
            floor = self.state.rules.floors[portal.floor]
            point = floor.spawn(portal.spawn, len(self.state.live.avatars))
            if self._admitted(avatar, floor.rooms_at(*point)):
                self.emit(avatars.put(self.state, avatar, Spot(floor.id, *point), self.at.now))
                self.step.changed[avatar.visitor] = self.state.live.avatars[avatar.visitor]


def step(state: State, evolve: Evolve, moves: dict[VisitorId, Move], at: Moment) -> Step:
    """One tick: claimed moves, server-walked paths, portals, then who talks with whom.

    ``evolve`` applies one event; the events of the result have been applied.
    """
    mover = Mover(state, evolve, at)
    for visitor, move in moves.items():
        avatar = state.live.avatars.get(visitor)
        if avatar is not None:
            mover.claim(avatar, move)
    for avatar in [each for each in state.live.avatars.values() if each.path]:
        mover.walk(avatar)
    mover.portals()
    mover.emit(regroup(state, {**state.live.settling, **mover.step.changed}, at))
    for visitor in _settled(state, mover.step, at.now):
        for each in (visitor, *waiting(state, visitor, at.now)):
            mover.emit(gather(state, each, at))
    return mover.step


def _settled(state: State, step: Step, now: int) -> list[VisitorId]:
    """Those who have just come to stand still; the waiting list is kept in the live state."""
    waiting = state.live.settling
    waiting.update(dict.fromkeys(step.changed))
    ready = [each for each in waiting if _stands(state, each, now)]
    for each in ready:
        del waiting[each]
    return ready


def _stands(state: State, visitor: VisitorId, now: int) -> bool:
    avatar = state.live.avatars.get(visitor)
    return avatar is None or (not avatar.path and now - avatar.still_since >= STILL_MS)


# -- being walked ----------------------------------------------------------------------------------


def walk_to(state: State, actor: Actor, command: c.WalkTo, at: Moment) -> list[Event]:
    """A way to the target, found by the server, since hidden tabs do not animate."""
    avatar = state.avatar(actor.visitor)
    goal, room = _goal(state, command)
    if goal.floor != avatar.floor:
        return _over(state, avatar, goal, at)
    floor = state.rules.floors[avatar.floor]
    closed = _closed(state, avatar, at.now)
    for entered in reversed(state.around(room) if room else floor.rooms_at(goal.x, goal.y)):
        if entered in closed:
            raise Conflict(closed[entered], room=entered)
    points = find_path(floor, (avatar.x, avatar.y), (goal.x, goal.y), frozenset(closed))
    if points is None:
        raise Conflict("walk.no_way")
    if not points:
        return stop_walk(state, actor, c.StopWalk(), at)
    return [e.WalkStarted(actor.visitor, tuple(points), avatar.epoch + 1)]


def _closed(state: State, avatar: Avatar, now: int) -> dict[RoomId, str]:
    """The rooms of the avatar's floor that would not let it in, and why."""
    inside = state.rooms_of(avatar)
    found: dict[RoomId, str] = {}
    for room in state.rules.rooms.values():
        if room.floor == avatar.floor and room.id not in inside:
            code = refusal(state, avatar.visitor, room.id, now)
            if code is not None:
                found[room.id] = code
    return found


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


def _goal(state: State, command: c.WalkTo) -> tuple[Spot, RoomId | None]:
    if command.room is not None:
        return avatars.free_spot(state, state.room(command.room).id), command.room
    if command.visitor is not None:
        return _beside(state, state.avatar(command.visitor)), None
    if command.floor is None or command.x is None or command.y is None:
        raise Invalid("walk.target_missing")
    if command.floor not in state.rules.floors:
        raise Unknown("floor.unknown")
    return Spot(command.floor, command.x, command.y), None


def _beside(state: State, other: Avatar) -> Spot:
    """A free point next to somebody, near enough to talk."""
    floor = state.rules.floors[other.floor]
    for dx, dy in ((48, 0), (-48, 0), (0, 48), (0, -48)):
        point = (other.x + dx, other.y + dy)
        if floor.line_free((other.x, other.y), point):
            return Spot(other.floor, *point)
    return other.spot


def stop_walk(state: State, actor: Actor, command: c.StopWalk, at: Moment) -> list[Event]:
    """Stand still; nothing when one does."""
    avatar = state.avatar(actor.visitor)
    return [e.WalkEnded(actor.visitor, avatar.x, avatar.y, "stopped")] if avatar.path else []


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
    e.EntryRefused: lambda state, event, at: None,
}
