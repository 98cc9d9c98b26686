"""Motion: one step of all avatars, twenty times a second. A move is no command: it is checked, and
corrected, here.

``state`` of an avatar: bits 0 and 1 direction (0 south, 1 east, 2 north, 3 west), bit 2 moving, bit 3
running, bit 4 sitting. Positions are pixels of the foot. Speeds are pixels a second.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from math import hypot
from typing import NamedTuple

from rooms import avatars, ground, trails
from rooms import events as e
from rooms.conversations import STILL_MS, gather, leaving, regroup, waiting
from rooms.doors import barred
from rooms.events import Event
from rooms.grid import CELL
from rooms.ids import RoomId, VisitorId
from rooms.model.live import Avatar
from rooms.rule import Evolve
from rooms.state import Moment, State

WALK = 128
RUN = 256
GRACE = 1.25
"""How much faster than running a stream of moves may be, for clocks and frames that do not agree."""
BURST_MS = 600
"""How much unused way a mover may save up: what a stutter of the line delivers at once."""
MOVING = 4
RUNNING = 8


class Move(NamedTuple):
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
            if move.state & MOVING:
                self.emit(trails.strays(self.state, avatar))
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
        if way and move.state & MOVING:
            self.emit(trails.strays(self.state, avatar))
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
        rooms = here
        for piece in range(1, pieces + 1):
            rooms = floor.rooms_at(avatar.x + dx * piece // pieces, avatar.y + dy * piece // pieces)
            if rooms[:1] != here[:1] and not self._admitted(avatar, rooms):
                return False
        inner = rooms[0] if rooms else None
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
        runs = trails.hurries(self.state, avatar)
        left = (RUN if runs else WALK) * passed / 1000
        while avatar.path and left > 0:
            left = self._toward(avatar, avatar.path[0], left, MOVING | (RUNNING if runs else 0))
        if not avatar.path and avatar.state & MOVING:
            self._set(avatar, avatar.x, avatar.y, avatar.state & 3)
            self.emit([e.WalkEnded(avatar.visitor, avatar.x, avatar.y, "arrived")])

    def _toward(self, avatar: Avatar, goal: tuple[int, int], left: float, gait: int) -> float:
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
        self._set(avatar, x, y, facing(dx, dy, avatar.state) | gait)
        return left - way

    def portals(self) -> None:
        """Whoever stepped onto a portal stands on the other floor."""
        for avatar in list(self.step.changed.values()):
            portal = self.state.rules.floors[avatar.floor].portal_at(avatar.x, avatar.y)
            if portal is None:
                continue
            floor = self.state.rules.floors[portal.floor]
            spot = ground.arrival(self.state, floor, portal.spawn)
            if self._admitted(avatar, floor.rooms_at(spot.x, spot.y)):
                left = avatar.spot
                self.emit(avatars.put(self.state, avatar, spot, self.at.now))
                trails.through(self.state, avatar.visitor, left)
                self.step.changed[avatar.visitor] = self.state.live.avatars[avatar.visitor]


def step(state: State, evolve: Evolve, moves: dict[VisitorId, Move], at: Moment) -> Step:
    """One tick: claimed moves, server-walked paths, portals, then who talks with whom.

    ``evolve`` applies one event; the events of the result have been applied.
    """
    mover = Mover(state, evolve, at)
    for visitor, move in moves.items():
        avatar = state.live.avatars.get(visitor)
        if avatar is not None and visitor not in state.durable.boxes.boxes:
            mover.claim(avatar, move)
    for avatar in [each for each in state.live.avatars.values() if each.path]:
        mover.walk(avatar)
    mover.portals()
    mover.emit(trails.refused(state, mover.step.events))
    trails.onward(state, mover.emit, at)
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
