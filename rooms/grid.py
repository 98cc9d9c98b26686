"""A grid of small square cells that are free or blocked, and the one question asked of it: does a foot fit?

Coordinates are floor pixels, x right, y down. A foot is a box of ``FOOT_WIDTH`` x ``FOOT_HEIGHT`` around its
point; its edges may touch a blocked cell, never overlap it.
"""

import math
from collections.abc import Iterable
from dataclasses import dataclass, field

CELL = 16
"""Side of a cell in pixels: half a tile."""

FOOT_WIDTH = 12
FOOT_HEIGHT = 6
_HALF_W = FOOT_WIDTH // 2
_HALF_H = FOOT_HEIGHT // 2
_FEW_ROWS = 4
"""Rows of a short way."""

Point = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Rect:
    """A rectangle in pixels; its right and lower edge are outside."""

    x: int
    y: int
    w: int
    h: int

    @property
    def centre(self) -> Point:
        """The point in the middle."""
        return self.x + self.w // 2, self.y + self.h // 2

    def contains(self, x: int, y: int) -> bool:
        """Whether the point lies inside."""
        return self.x <= x < self.x + self.w and self.y <= y < self.y + self.h

    def holds(self, other: "Rect") -> bool:
        """Whether ``other`` lies wholly inside."""
        wide = self.x <= other.x and other.x + other.w <= self.x + self.w
        return wide and self.y <= other.y and other.y + other.h <= self.y + self.h


@dataclass(frozen=True, slots=True)
class Grid:
    """``cells`` holds one byte a cell, row by row: 1 is blocked. Everything outside is blocked too."""

    columns: int
    rows: int
    cells: bytes = field(repr=False)
    _upright: bytes = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        if len(self.cells) != self.columns * self.rows:
            raise ValueError(f"{len(self.cells)} cells for {self.columns} x {self.rows}")
        upright = b"".join(self.cells[column :: self.columns] for column in range(self.columns))
        object.__setattr__(self, "_upright", upright)

    def cell_at(self, x: int, y: int) -> int:
        """The index of the cell under a point inside the grid."""
        return y // CELL * self.columns + x // CELL

    def centre(self, cell: int) -> Point:
        """The middle of a cell."""
        row, column = divmod(cell, self.columns)
        return column * CELL + CELL // 2, row * CELL + CELL // 2

    def inside(self, x: int, y: int) -> bool:
        """Whether the point lies on the grid."""
        return 0 <= x < self.columns * CELL and 0 <= y < self.rows * CELL

    def blocked(self, x: int, y: int) -> bool:
        """Whether a foot at the point would overlap a blocked cell or the edge of the grid."""
        left, right = (x - _HALF_W) // CELL, (x + _HALF_W - 1) // CELL
        top, bottom = (y - _HALF_H) // CELL, (y + _HALF_H - 1) // CELL
        if left < 0 or top < 0 or right >= self.columns or bottom >= self.rows:
            return True
        rows = range(top * self.columns, (bottom + 1) * self.columns, self.columns)
        return any(1 in self.cells[row + left : row + right + 1] for row in rows)

    def line_free(self, a: Point, b: Point) -> bool:
        """Whether a foot can be pushed from ``a`` straight to ``b``."""
        if self._all_free(a, b):
            return True
        if self.blocked(*a) or self.blocked(*b):
            return False
        (x0, y0), (x1, y1) = sorted((a, b))
        slope = (y1 - y0) / (x1 - x0) if x1 > x0 else 0.0
        span = range((x0 - _HALF_W) // CELL, (x1 + _HALF_W - 1) // CELL + 1)
        if x0 == x1:
            return all(self._stripe_free(column, min(y0, y1), max(y0, y1)) for column in span)
        for column in span:
            first = y0 + (max(x0, column * CELL - _HALF_W) - x0) * slope
            last = y0 + (min(x1, column * CELL + CELL + _HALF_W) - x0) * slope
            if not self._stripe_free(column, min(first, last), max(first, last)):
                return False
        return True

    def _all_free(self, a: Point, b: Point) -> bool:
        """Whether nothing at all is blocked around a short way, which is so for nearly every step."""
        (ax, ay), (bx, by) = a, b
        left, right = (min(ax, bx) - _HALF_W) // CELL, (max(ax, bx) + _HALF_W - 1) // CELL
        top, bottom = (min(ay, by) - _HALF_H) // CELL, (max(ay, by) + _HALF_H - 1) // CELL
        if left < 0 or top < 0 or right >= self.columns or bottom >= min(self.rows, top + _FEW_ROWS):
            return False
        for row in range(top * self.columns, (bottom + 1) * self.columns, self.columns):
            if self.cells.find(1, row + left, row + right + 1) >= 0:
                return False
        return True

    def _stripe_free(self, column: int, high: float, low: float) -> bool:
        top = math.floor((high - _HALF_H) / CELL)
        bottom = math.ceil((low + _HALF_H) / CELL)
        start = column * self.rows
        return self._upright.find(1, start + top, start + bottom) < 0

    def near(self, x: int, y: int, reach: int = 24) -> int | None:
        """The free cell whose middle is nearest to a point, at most ``reach`` cells away."""
        column = min(max(x // CELL, 0), self.columns - 1)
        row = min(max(y // CELL, 0), self.rows - 1)
        best, found = math.inf, None
        for ring in range(reach + 1):
            if found is not None and (ring - 1) * CELL > math.sqrt(best):
                break
            for cell in self._ring(column, row, ring):
                cx, cy = self.centre(cell)
                distance = (cx - x) ** 2 + (cy - y) ** 2
                if distance < best and not self.cells[cell]:
                    best, found = distance, cell
        return found

    def _ring(self, column: int, row: int, ring: int) -> Iterable[int]:
        for r in range(max(row - ring, 0), min(row + ring, self.rows - 1) + 1):
            step = 1 if abs(r - row) == ring else max(2 * ring, 1)
            for c in range(column - ring, column + ring + 1, step):
                if 0 <= c < self.columns:
                    yield r * self.columns + c

    def closed(self, rects: Iterable[Rect]) -> "Grid":
        """The same grid with these rectangles blocked as well."""
        cells = bytearray(self.cells)
        for rect in rects:
            block(cells, self.columns, self.rows, rect)
        return Grid(self.columns, self.rows, bytes(cells))


def block(cells: bytearray, columns: int, rows: int, rect: Rect, value: int = 1) -> None:
    """Write ``value`` into every cell that the rectangle touches."""
    left, right = max(rect.x // CELL, 0), min(-(-(rect.x + rect.w) // CELL), columns)
    top, bottom = max(rect.y // CELL, 0), min(-(-(rect.y + rect.h) // CELL), rows)
    if left >= right:
        return
    for row in range(top, bottom):
        cells[row * columns + left : row * columns + right] = bytes((value,)) * (right - left)
