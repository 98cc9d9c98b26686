"""Ways across a floor: A* over the grid's cells, then pulled straight like a string.

Eight directions, no cutting of corners, so that a foot fits wherever the way goes. The number of cells
looked at is bounded; what is not reached within the bound has no way.
"""

from collections.abc import Collection
from heapq import heappop, heappush
from itertools import groupby, pairwise
from math import dist

from rooms.grid import Grid, Point
from rooms.ids import RoomId
from rooms.steps import Field
from rooms.tilemap import Floor

LIMIT = 60_000
"""Most cells one search looks at: three times the Jena plaza."""

_SHIFT = 24
"""Heap entries are ``estimate << _SHIFT | cell``: plain integers compare faster than tuples."""

_MASK = (1 << _SHIFT) - 1
_FAR = 1 << 40

_ALONG, _ASIDE = 12, 5
"""The estimated price of what is left: a fifth above the true one (10 and 4), which halves the search for
ways that are hardly longer; they are pulled straight anyway.
"""


def find_path(
    floor: Floor, start: Point, goal: Point, closed: Collection[RoomId] = (), limit: int = LIMIT
) -> list[Point] | None:
    """Waypoints from ``start`` (not included) to ``goal``, each reached in a straight line, or None.

    ``closed`` rooms are not crossed unless ``start`` lies in them. A blocked goal is moved to the nearest
    free cell. An empty list means that one is there already.
    """
    field = _open_to(floor, start, closed)
    grid = field.grid
    target = goal
    if grid.blocked(*goal):
        near = grid.near(*goal)
        if near is None:
            return None
        target = grid.centre(near)
    if start == target:
        return []
    if grid.line_free(start, target):
        return [target]
    cells = _through_doors(floor, field, start, target, limit) or _leg(field, start, target, limit)
    return _pull(grid, [start, *_corners(grid, cells), target]) if cells else None


def _open_to(floor: Floor, start: Point, closed: Collection[RoomId]) -> Field:
    shut = set(closed) & set(floor.rooms) - set(floor.rooms_at(*start))
    return floor.ways.closed([floor.rooms[room].rect for room in shut]) if shut else floor.ways


def _through_doors(floor: Floor, field: Field, start: Point, target: Point, limit: int) -> list[int] | None:
    """The way by the doors of the rooms that are left and entered: short searches instead of one that feels
    its way along every wall. None when there are no such doors, or one is obstructed.
    """
    stations = _stations(floor, start, target)
    cells: list[int] = []
    for a, b in pairwise([start, *stations, target]) if stations else ():
        leg = _leg(field, a, b, limit)
        if leg is None:
            return None
        cells += leg
    return cells or None


def _stations(floor: Floor, start: Point, target: Point) -> list[Point]:
    """The middles of the doors on the way, in the order in which they are passed."""
    here, there = floor.rooms_at(*start), floor.rooms_at(*target)
    way = [room for room in here if room not in there]
    way += [room for room in reversed(there) if room not in here]
    stations: list[Point] = []
    for room in way:
        doors = [door.rect.centre for door in floor.doors_of(room)]
        if doors:
            last = stations[-1] if stations else start
            stations.append(min(doors, key=lambda door: dist(last, door) + dist(door, target)))
    return stations


def _leg(field: Field, start: Point, target: Point, limit: int) -> list[int] | None:
    first, last = field.grid.near(*start), field.grid.near(*target)
    return None if first is None or last is None else _search(field, first, last, limit)


def _search(field: Field, first: int, last: int, limit: int) -> list[int] | None:
    """Cells of the grid from ``first`` to ``last``, neighbour by neighbour."""
    goal, size = field.number(last), len(field.cells)
    rows, columns, steps = field.rows, field.columns, field.steps
    goal_row, goal_column = rows[goal], columns[goal]
    price, came, done = [_FAR] * size, [0] * size, bytearray(size)
    cell = field.number(first)
    price[cell] = 0
    heap = [cell]
    for _ in range(limit):
        if not heap:
            return None
        cell = heappop(heap) & _MASK
        if cell == goal:
            return [field.cell(each) for each in _back(came, cell)]
        if done[cell]:
            continue
        done[cell] = 1
        here = price[cell]
        for other, cost in steps[cell] or field.around(cell):
            if here + cost < price[other] and not done[other]:
                price[other] = here + cost
                came[other] = cell
                down, across = abs(rows[other] - goal_row), abs(columns[other] - goal_column)
                left = _ALONG * max(down, across) + _ASIDE * min(down, across)
                heappush(heap, (here + cost + left) << _SHIFT | other)
    return None


def _back(came: list[int], cell: int) -> list[int]:
    cells = [cell]
    while came[cell]:
        cell = came[cell]
        cells.append(cell)
    cells.reverse()
    return cells


def _corners(grid: Grid, cells: list[int]) -> list[Point]:
    """The middles of the cells where the way turns, with both ends."""
    way = [cell for cell, _ in groupby(cells)]
    turns = [b for a, b, c in zip(way, way[1:], way[2:], strict=False) if b - a != c - b]
    return [grid.centre(cell) for cell in (way[0], *turns, way[-1])]


def _pull(grid: Grid, points: list[Point]) -> list[Point]:
    """Drop every point that can be passed by in a straight line."""
    way: list[Point] = []
    at = 0
    while at < len(points) - 1:
        ahead = len(points) - 1
        while ahead > at + 1 and not grid.line_free(points[at], points[ahead]):
            ahead -= 1
        at = ahead
        way.append(points[at])
    return way
