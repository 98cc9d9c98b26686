"""Points of a floor laid into squares: asking whether one lies near costs the same for few and many."""

from collections.abc import Iterable

from rooms.grid import Point


class Crowd:
    """Points, and whether one of them is within ``radius`` pixels of another."""

    __slots__ = ("_radius", "_squares")

    def __init__(self, points: Iterable[Point], radius: int) -> None:
        self._radius = radius
        self._squares: dict[Point, list[Point]] = {}
        for point in points:
            self.add(point)

    def add(self, point: Point) -> None:
        """One more."""
        square = point[0] // self._radius, point[1] // self._radius
        self._squares.setdefault(square, []).append(point)

    def near(self, point: Point) -> bool:
        """Whether one is within the radius of a point."""
        (x, y), reach, squares = point, self._radius, self._squares
        for column in range((x - reach) // reach, (x + reach) // reach + 1):
            for row in range((y - reach) // reach, (y + reach) // reach + 1):
                for ox, oy in squares.get((column, row), ()):
                    if (ox - x) ** 2 + (oy - y) ** 2 <= reach * reach:
                        return True
        return False


def thinned(points: Iterable[Point], apart: int) -> tuple[Point, ...]:
    """The points of which none is within ``apart`` pixels of an earlier one."""
    kept: dict[Point, None] = {}
    crowd = Crowd((), apart)
    for point in points:
        if not crowd.near(point):
            crowd.add(point)
            kept[point] = None
    return tuple(kept)
