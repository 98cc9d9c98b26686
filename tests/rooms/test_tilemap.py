"""A floor answers where one can stand, which rooms lie there, and where one arrives."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rooms.grid import CELL, Grid, Rect, block
from rooms.ids import FloorId, RoomId
from rooms.tilemap import Door, Floor, Portal, RoomArea, Seat

LAB, TABLE = RoomId("lab"), RoomId("lab-table")


def grid_of(*lines: str) -> Grid:
    """A grid drawn with # for what blocks."""
    cells = bytes(char == "#" for line in lines for char in line)
    return Grid(len(lines[0]), len(lines), cells)


def floor_of(grid: Grid, **areas: object) -> Floor:
    """A floor named test; it has the spawn start everywhere."""
    whole = Rect(0, 0, grid.columns * CELL, grid.rows * CELL)
    values: dict[str, object] = {"rooms": {}, "spawns": {"start": whole}, **areas}
    return Floor(FloorId("test"), grid, **values)  # type: ignore[arg-type]


def lab_floor() -> Floor:
    """An open floor of 20 x 20 cells with a lab, and a table in the lab."""
    lab = RoomArea(LAB, Rect(64, 64, 128, 128), "open")
    table = RoomArea(TABLE, Rect(96, 96, 32, 32), "table")
    return floor_of(
        grid_of(*["." * 20] * 20),
        rooms={LAB: lab, TABLE: table},
        doors=(Door(LAB, Rect(96, 192, 64, 32)),),
        portals=(Portal(Rect(0, 0, 32, 32), FloorId("other"), "start"),),
        seats=(Seat(200, 40, 2),),
    )


def test_a_foot_may_touch_a_wall_but_not_overlap_it() -> None:
    floor = floor_of(grid_of("....", ".#..", "....", "...."))
    assert not floor.blocked(10, 24)
    assert floor.blocked(11, 24)
    assert not floor.blocked(24, 13)
    assert floor.blocked(24, 14)


def test_nobody_stands_outside_the_floor() -> None:
    floor = floor_of(grid_of("....", "...."))
    assert floor.blocked(5, 16)
    assert not floor.blocked(6, 3)
    assert floor.blocked(60, 16)
    assert floor.blocked(-100, 99_999)
    assert floor.rooms_at(-1, 5) == ()


def test_a_line_past_a_corner_is_free_and_through_it_is_not() -> None:
    floor = floor_of(grid_of("......", "..##..", "..##..", "......"))
    assert floor.line_free((8, 8), (88, 8))
    assert floor.line_free((8, 8), (8, 56))
    assert not floor.line_free((8, 8), (88, 56))
    assert not floor.line_free((88, 56), (8, 8))
    assert not floor.line_free((48, 8), (48, 56))


def test_a_line_that_begins_or_ends_in_a_wall_is_not_free() -> None:
    floor = floor_of(grid_of("...", "..#"))
    assert not floor.line_free((8, 8), (40, 24))
    assert not floor.line_free((40, 24), (8, 8))


points = st.tuples(st.integers(6, 154), st.integers(3, 156))


@given(st.binary(min_size=100, max_size=100), points, points)
def test_a_free_line_has_no_blocked_point(noise: bytes, a: tuple[int, int], b: tuple[int, int]) -> None:
    grid = Grid(10, 10, bytes(value < 40 for value in noise))
    free = grid.line_free(a, b)
    steps = max(abs(a[0] - b[0]), abs(a[1] - b[1]), 1)
    between = [
        (round(a[0] + (b[0] - a[0]) * n / steps), round(a[1] + (b[1] - a[1]) * n / steps))
        for n in range(steps + 1)
    ]
    if free:
        assert not any(grid.blocked(*point) for point in between if _on_line(a, b, point))
    assert free == grid.line_free(b, a)


def _on_line(a: tuple[int, int], b: tuple[int, int], point: tuple[int, int]) -> bool:
    """Whole pixels only: a rounded point beside the line proves nothing."""
    return (b[0] - a[0]) * (point[1] - a[1]) == (b[1] - a[1]) * (point[0] - a[0])


def test_the_innermost_room_comes_first() -> None:
    floor = lab_floor()
    assert floor.rooms_at(100, 100) == (TABLE, LAB)
    assert floor.room_at(100, 100) == TABLE
    assert floor.rooms_at(70, 70) == (LAB,)
    assert floor.room_at(10, 200) is None


def test_the_border_of_a_room_belongs_to_it_on_the_left_and_top_only() -> None:
    floor = lab_floor()
    assert floor.room_at(64, 64) == LAB
    assert floor.room_at(63, 64) is None
    assert floor.room_at(191, 191) == LAB
    assert floor.room_at(192, 191) is None


def test_doors_and_portals_are_found_by_place() -> None:
    floor = lab_floor()
    assert floor.door_at(100, 200) == floor.doors[0]
    assert floor.doors_of(TABLE) == ()
    assert floor.portal_at(31, 31) == floor.portals[0]
    assert floor.portal_at(32, 31) is None


def test_the_points_of_a_spawn_are_free_and_neighbours_in_number_lie_apart() -> None:
    floor = floor_of(grid_of(*["." * 8] * 7, "#" * 8), spawns={"start": Rect(0, 0, 128, 128)})
    points = floor.spawn_points("start")
    assert len(set(points)) == len(points) == 56
    assert not any(floor.blocked(*point) for point in points)
    near = [abs(a[0] - b[0]) + abs(a[1] - b[1]) for a, b in zip(points, points[1:], strict=False)]
    assert min(near) >= 2 * CELL


def test_an_unknown_or_built_over_spawn_has_no_points_and_no_ground() -> None:
    floor = floor_of(grid_of("..", "##"), spawns={"start": Rect(0, 0, 32, 16), "wall": Rect(0, 16, 32, 16)})
    for name in ("wall", "nowhere"):
        assert floor.spawn_points(name) == floor.ground(name, 1) == ()


def test_the_ground_of_a_spawn_ends_at_walls_and_other_rooms_and_leaves_doors_and_portals_free() -> None:
    lab = RoomArea(LAB, Rect(96, 0, 64, 64), "open")
    floor = floor_of(
        grid_of("....#.....", ".#........", "..........", ".........."),
        rooms={LAB: lab},
        spawns={"start": Rect(0, 0, 32, 16)},
        doors=(Door(LAB, Rect(80, 32, 16, 16)),),
        portals=(Portal(Rect(0, 48, 16, 16), FloorId("other"), "start"),),
    )
    cells = [y // CELL * 10 + x // CELL for x, y in floor.ground("start", 1)]
    assert [set(cells[:2]), set(cells[2:4]), set(cells[4:7])] == [{0, 1}, {2, 10}, {3, 12, 20}]
    shown = ["".join("x" if row * 10 + column in cells else "." for column in range(10)) for row in range(4)]
    assert shown == ["xxxx.x....", "x.xxxx....", "xxxxx.....", ".xxxxx...."]


def test_a_rectangle_blocks_every_cell_it_touches_and_none_outside() -> None:
    cells = bytearray(16)
    block(cells, 4, 4, Rect(15, 16, 2, 1))
    assert [at for at, value in enumerate(cells) if value] == [4, 5]
    block(cells, 4, 4, Rect(-50, -50, 20, 20))
    block(cells, 4, 4, Rect(48, 48, 500, 500))
    assert [at for at, value in enumerate(cells) if value] == [4, 5, 15]


def test_a_grid_of_the_wrong_size_is_refused() -> None:
    with pytest.raises(ValueError, match="5 cells for 2 x 2"):
        Grid(2, 2, bytes(5))
