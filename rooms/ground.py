"""Free ground: where somebody put into the hub can stand among those who are there.

Whoever walks takes the place where the walk ends.
"""

from collections.abc import Collection
from math import dist

from rooms.crowd import Crowd
from rooms.errors import Conflict, Unknown
from rooms.events import Spot
from rooms.grid import CELL, Point
from rooms.ids import FloorId, RoomId, VisitorId
from rooms.model.live import Avatar
from rooms.model.minors import Workshop
from rooms.state import State
from rooms.tilemap import START, Floor

ELBOW_ROOM = 36
"""Pixels between two people whom the server leads to one place, where there is space."""
BODY = 24
"""Pixels between two people who do not stand on each other: the width of a body."""
REACH = 20
"""Cells around a place in which free ground is sought."""
_STEPS = range(-REACH, REACH + 1)
_RINGS = sorted(((x, y) for x in _STEPS for y in _STEPS), key=lambda each: each[0] ** 2 + each[1] ** 2)
"""Cells around a place, the nearest first."""
AT_EASE = 48
"""Pixels at which one comes to stand before somebody to talk."""


def feet(state: State, floor: FloorId, but: VisitorId | None = None) -> list[Point]:
    """Where all others stand, or will when their walk has ended."""
    here = (each for each in state.live.avatars.values() if each.floor == floor and each.visitor != but)
    return [_foot(each) for each in here]


def _foot(avatar: Avatar) -> Point:
    return avatar.path[-1] if avatar.path else (avatar.x, avatar.y)


def arrival(state: State, floor: Floor, spawn: str) -> Spot:
    """Where somebody comes in: the first free place of a spawn or around it, out of the others' earshot; at
    arm's length where the floor is crowded.
    """
    others = feet(state, floor.id)
    for radius in (state.rules.join_radius, ELBOW_ROOM, BODY):
        crowd = Crowd(others, radius)
        for point in floor.ground(spawn, radius) or floor.ground(START, radius):
            if not crowd.near(point):
                return Spot(floor.id, *point)
    points = floor.spawn_points(spawn) or floor.spawn_points(START)
    return Spot(floor.id, *points[len(others) % len(points)])


def in_room(state: State, room: RoomId, who: VisitorId | None = None, taken: Collection[Spot] = ()) -> Spot:
    """A free point in a room, near its middle and at arm's length from others; any when it is crowded.
    ``taken`` are places that others are about to have.
    """
    info = state.rules.rooms[room]
    points = points_in(state.rules.floors[info.floor], room)
    others = [*feet(state, info.floor, who), *_on(info.floor, taken)]
    for radius in (ELBOW_ROOM, BODY):
        crowd = Crowd(others, radius)
        for point in points:
            if not crowd.near(point):
                return Spot(info.floor, *point)
    return Spot(info.floor, *points[len(others) % len(points)])


def in_workshop(state: State, workshop: Workshop, who: VisitorId) -> Spot:
    """A free point in the first of a workshop's rooms that the map still has.

    :raises Conflict: it has none of them any more.
    """
    room = next((each for each in workshop.rooms if each in state.rules.rooms), None)
    if room is None:
        raise Conflict("minors.over")
    return in_room(state, room, who)


def nearest(
    state: State, spot: Spot, who: VisitorId, taken: Collection[Spot] = (), apart: int = BODY
) -> Spot:
    """The very place if nobody stands on it, else the free one nearest to it in the same rooms; the place
    itself in a crush.
    """
    floor, reach = state.rules.floors[spot.floor], REACH * CELL + apart
    feet_here = [*feet(state, floor.id, who), *_on(floor.id, taken)]
    others = [(x, y) for x, y in feet_here if abs(x - spot.x) <= reach and abs(y - spot.y) <= reach]
    if all((x - spot.x) ** 2 + (y - spot.y) ** 2 > apart * apart for x, y in others):
        return spot
    crowd = Crowd(others, apart)
    rooms = floor.rooms_at(spot.x, spot.y)
    for dx, dy in _RINGS:
        x, y = spot.x + dx * CELL, spot.y + dy * CELL
        if floor.rooms_at(x, y) == rooms and not floor.blocked(x, y) and not crowd.near((x, y)):
            return Spot(spot.floor, x, y)
    return spot


def _on(floor: FloorId, spots: Collection[Spot]) -> list[Point]:
    return [(each.x, each.y) for each in spots if each.floor == floor]


def points_in(floor: Floor, room: RoomId) -> list[Point]:
    """Where one can stand in a room and in none nested in it: at its spawn, then from the middle out."""
    rect = floor.rooms[room].rect
    x, y = rect.centre
    columns = range(rect.x + CELL // 2, rect.x + rect.w, CELL)
    lines = range(rect.y + CELL // 2, rect.y + rect.h, CELL)
    around = [(cx, cy) for cx in columns for cy in lines]
    around.sort(key=lambda each: (each[0] - x) ** 2 + (each[1] - y) ** 2)
    points = [*floor.spawn_points(room), *around]
    return [each for each in points if floor.room_at(*each) == room and not floor.blocked(*each)] or [(x, y)]


def beside(state: State, other: Avatar, who: Avatar) -> Spot:
    """A free point next to somebody, on the side of who comes: in reach for talking, and out of reach of
    those who talk with others, where there is space.
    """
    floor, ear = state.rules.floors[other.floor], state.rules.join_radius
    others = feet(state, floor.id, who.visitor)
    strangers = Crowd([_foot(each) for each in state.live.avatars.values() if _apart(each, other, who)], ear)
    tight, body = Crowd(others, ELBOW_ROOM), Crowd(others, BODY)
    points = _around(floor, _foot(other), _foot(who), ear)
    calm = [each for each in points if not strangers.near(each)]
    for crowd, places in ((tight, calm), (tight, points), (body, points)):
        for point in places:
            if not crowd.near(point):
                return Spot(floor.id, *point)
    return _behind(floor, other, who, body, 2 * ear)


def _behind(floor: Floor, other: Avatar, who: Avatar, crowd: Crowd, reach: int) -> Spot:
    """The nearest free point behind those who stand around somebody; in a crush, the very place."""
    points = _around(floor, _foot(other), _foot(who), reach)
    free = (Spot(floor.id, *each) for each in points if not crowd.near(each))
    return next(free, other.spot)


def _apart(each: Avatar, other: Avatar, who: Avatar) -> bool:
    """Whether somebody on that floor talks with others than the one who is sought."""
    if each is other or each is who or each.floor != other.floor:
        return False
    return each.conversation is None or each.conversation != other.conversation


def _around(floor: Floor, foot: Point, origin: Point, radius: int) -> list[Point]:
    """The points around somebody from which one hears and sees them, the most pleasant first."""
    x, y = foot
    rooms = floor.rooms_at(x, y)
    columns = range((x - radius) // CELL, (x + radius) // CELL + 1)
    rows = range((y - radius) // CELL, (y + radius) // CELL + 1)
    middles = [(column * CELL + CELL // 2, row * CELL + CELL // 2) for row in rows for column in columns]
    middles.sort(key=lambda each: (abs(dist(foot, each) - AT_EASE) // CELL, dist(origin, each)))
    near = [each for each in middles if dist(foot, each) <= radius and floor.line_free(foot, each)]
    return [each for each in near if floor.rooms_at(*each) == rooms]


def check_window(state: State, spot: Spot, box: VisitorId | None = None) -> None:
    """Refuse a place in a wall, in a room with its own sound, or so near another window that each would hear
    the other without anybody there.
    """
    floor = state.rules.floors.get(spot.floor)
    if floor is None:
        raise Unknown("floor.unknown")
    others = [each.portal for name, each in state.durable.boxes.boxes.items() if name != box]
    near = [each for each in others if each is not None and each.floor == spot.floor]
    apart = all(dist((each.x, each.y), (spot.x, spot.y)) > state.rules.leave_radius for each in near)
    open_ground = not floor.blocked(spot.x, spot.y) and not state.talks_by_room(floor.room_at(spot.x, spot.y))
    if not (apart and open_ground):
        raise Conflict("box.no_place")
