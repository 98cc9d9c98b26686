"""Ways across a floor: A* over the grid's cells, then pulled straight like a string.

Eight directions, no cutting of corners, so that a foot fits wherever the way goes. The number of cells looked at is
bounded; one that does not get there within the bound has no way.
"""

from collections.abc import Collection
from heapq import heappop, heappush

from rooms.grid import Grid, Point
from rooms.ids import RoomId
from rooms.tilemap import Floor

LIMIT = 60_000
"""Most cells one search looks at: three times the Jena plaza."""

_STRAIGHT, _DIAGONAL = 10, 14
_SHIFT = 24
"""Heap entries are ``estimate << _SHIFT | cell``: plain integers compare faster than tuples."""

_MASK = (1 << _SHIFT) - 1


def find_path(
    floor: Floor, start: Point, goal: Point, closed: Collection[RoomId] = (), limit: int = LIMIT
) -> list[Point] | None:
    """Waypoints from ``start`` (not included) to ``goal``, each reached in a straight line, or None.

    ``closed`` rooms are not crossed unless ``start`` lies in them. A blocked goal is moved to the nearest free cell.
    An empty list means that one is there already.
    """
    grid = _open_to(floor, start, closed)
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
    first, last = grid.near(*start), grid.cell_at(*target)
    if first is None:
        return None
    cells = _search(_Field(grid), first, last, limit)
    return _pull(grid, [start, *_corners(grid, cells), target]) if cells else None


def _open_to(floor: Floor, start: Point, closed: Collection[RoomId]) -> Grid:
    shut = set(closed) & set(floor.rooms) - set(floor.rooms_at(*start))
    return floor.grid.closed(floor.rooms[room].rect for room in shut) if shut else floor.grid


class _Field:
    """A grid with a blocked border of one cell, so that no neighbour needs a check against the edge."""

    __slots__ = ("cells", "rows", "width")

    def __init__(self, grid: Grid) -> None:
        self.width, self.rows = grid.columns + 2, grid.rows
        lines = (grid.cells[row * grid.columns : (row + 1) * grid.columns] for row in range(grid.rows))
        edge = b"\x01" * self.width
        self.cells = edge + b"".join(b"\x01" + line + b"\x01" for line in lines) + edge

    def padded(self, cell: int) -> int:
        """A cell of the grid, numbered here."""
        row, column = divmod(cell, self.width - 2)
        return (row + 1) * self.width + column + 1

    def plain(self, cell: int) -> int:
        """A cell numbered here, in the grid."""
        row, column = divmod(cell, self.width)
        return (row - 1) * (self.width - 2) + column - 1

    def steps(self, cell: int) -> list[tuple[int, int]]:
        """The cells one can step to, with the price of the step; diagonals need both sides free."""
        cells, width = self.cells, self.width
        north, south = not cells[cell - width], not cells[cell + width]
        west, east = not cells[cell - 1], not cells[cell + 1]
        found: list[tuple[int, int]] = []
        if north:
            found.append((cell - width, _STRAIGHT))
            if west and not cells[cell - width - 1]:
                found.append((cell - width - 1, _DIAGONAL))
            if east and not cells[cell - width + 1]:
                found.append((cell - width + 1, _DIAGONAL))
        if south:
            found.append((cell + width, _STRAIGHT))
            if west and not cells[cell + width - 1]:
                found.append((cell + width - 1, _DIAGONAL))
            if east and not cells[cell + width + 1]:
                found.append((cell + width + 1, _DIAGONAL))
        if west:
            found.append((cell - 1, _STRAIGHT))
        if east:
            found.append((cell + 1, _STRAIGHT))
        return found


def _search(field: _Field, first: int, last: int, limit: int) -> list[int] | None:
    """Cells of the grid from ``first`` to ``last``, neighbour by neighbour."""
    start, goal = field.padded(first), field.padded(last)
    goal_row, goal_column = divmod(goal, field.width)
    price: dict[int, int] = {start: 0}
    came: dict[int, int] = {}
    done = bytearray(len(field.cells))
    heap = [start]
    for _ in range(limit):
        if not heap:
            return None
        cell = heappop(heap) & _MASK
        if cell == goal:
            return [field.plain(each) for each in _back(came, cell)]
        if done[cell]:
            continue
        done[cell] = 1
        here = price[cell]
        for other, cost in field.steps(cell):
            reached = here + cost
            if done[other] or reached >= price.get(other, reached + 1):
                continue
            price[other], came[other] = reached, cell
            row, column = divmod(other, field.width)
            down, across = abs(row - goal_row), abs(column - goal_column)
            estimate = _STRAIGHT * max(down, across) + (_DIAGONAL - _STRAIGHT) * min(down, across)
            heappush(heap, (reached + estimate) << _SHIFT | other)
    return None


def _back(came: dict[int, int], cell: int) -> list[int]:
    cells = [cell]
    while cell in came:
        cell = came[cell]
        cells.append(cell)
    cells.reverse()
    return cells


def _corners(grid: Grid, cells: list[int]) -> list[Point]:
    """The middles of the cells where the way turns, with both ends."""
    turns = [cells[n] for n in range(1, len(cells) - 1) if cells[n] - cells[n - 1] != cells[n + 1] - cells[n]]
    return [grid.centre(cell) for cell in dict.fromkeys((cells[0], *turns, cells[-1]))]


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
