"""The steps a foot can take from cell to cell of a grid: eight directions, no cutting of corners.

Cells are numbered with a blocked border of one cell around the grid, so that no neighbour needs a check
against the edge. What can be reached from a cell is found when it is first asked for, and kept.
"""

from collections import deque
from collections.abc import Collection, Iterable, Sequence

from rooms.grid import CELL, Grid, Rect, block

STRAIGHT, DIAGONAL = 10, 14
"""The price of a step."""

Steps = tuple[tuple[int, int], ...]
"""Where one can go, and at which price."""


class Field:
    """The steps on one grid. ``rows`` and ``columns`` tell where a cell lies."""

    __slots__ = ("cells", "columns", "grid", "rows", "steps", "width")

    def __init__(self, grid: Grid) -> None:
        self.grid = grid
        self.width = grid.columns + 2
        self.cells = _bordered(grid)
        self.rows = [row for row in range(grid.rows + 2) for _ in range(self.width)]
        self.columns = list(range(self.width)) * (grid.rows + 2)
        self.steps: list[Steps | None] = [None] * len(self.cells)

    def closed(self, rects: Collection[Rect]) -> "Field":
        """The same field with these rectangles blocked; all other steps are taken over."""
        field = Field.__new__(Field)
        field.grid = self.grid.closed(rects)
        field.width, field.rows, field.columns = self.width, self.rows, self.columns
        field.cells = _bordered(field.grid)
        field.steps = self._kept(rects)
        return field

    def _kept(self, rects: Collection[Rect]) -> list[Steps | None]:
        near = bytearray(len(self.cells))
        for rect in rects:
            around = Rect(rect.x, rect.y, rect.w + 2 * CELL, rect.h + 2 * CELL)
            block(near, self.width, self.grid.rows + 2, around)
        return [None if changed else steps for changed, steps in zip(near, self.steps, strict=True)]

    def number(self, cell: int) -> int:
        """A cell of the grid, numbered here."""
        row, column = divmod(cell, self.width - 2)
        return (row + 1) * self.width + column + 1

    def cell(self, number: int) -> int:
        """A cell numbered here, in the grid."""
        row, column = divmod(number, self.width)
        return (row - 1) * (self.width - 2) + column - 1

    def around(self, number: int) -> Steps:
        """Find and keep the steps from a cell; a diagonal one needs both sides free."""
        cells, width = self.cells, self.width
        straight = [number + step for step in (-width, width, -1, 1) if not cells[number + step]]
        diagonal = [
            number + down + across
            for down in (-width, width)
            for across in (-1, 1)
            if not (cells[number + down] or cells[number + across] or cells[number + down + across])
        ]
        found = (*((each, STRAIGHT) for each in straight), *((each, DIAGONAL) for each in diagonal))
        self.steps[number] = found
        return found


def _bordered(grid: Grid) -> bytes:
    lines = (grid.cells[row * grid.columns : (row + 1) * grid.columns] for row in range(grid.rows))
    edge = b"\x01" * (grid.columns + 2)
    return edge + b"".join(b"\x01" + line + b"\x01" for line in lines) + edge


def spread(field: Field, starts: Iterable[int], kind_of: Sequence[int], most: int) -> list[int]:
    """Cells of the grid in the order in which straight steps from ``starts`` come to them, each of the kind
    of the cell before it; at most so many.
    """
    found = dict.fromkeys(starts)
    edge = deque(found)
    while edge and len(found) < most:
        cell = edge.popleft()
        number = field.number(cell)
        for step in (-field.width, field.width, -1, 1):
            other = field.cell(number + step)
            if not field.cells[number + step] and other not in found and kind_of[other] == kind_of[cell]:
                found[other] = None
                edge.append(other)
    return list(found)
