"""Ways are free from end to end, end where they should, and keep out of closed rooms."""

from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rooms.grid import CELL, Grid, Rect
from rooms.ids import FloorId, RoomId
from rooms.paths import find_path
from rooms.tilemap import Door, Floor, RoomArea
from server.content.pack import load_pack

ROOM = RoomId("room")
JENA = Path(__file__).parents[2] / "hubs" / "jena"


def floor_of(*lines: str, rooms: tuple[RoomArea, ...] = ()) -> Floor:
    """A floor drawn with # for walls, one character a cell."""
    grid = Grid(len(lines[0]), len(lines), bytes(char == "#" for line in lines for char in line))
    whole = Rect(0, 0, grid.columns * CELL, grid.rows * CELL)
    doors = tuple(Door(room.id, room.rect) for room in rooms)
    return Floor(FloorId("test"), grid, {room.id: room for room in rooms}, {"start": whole}, doors)


def middle(column: int, row: int) -> tuple[int, int]:
    """The middle of a cell."""
    return column * CELL + CELL // 2, row * CELL + CELL // 2


def assert_free(floor: Floor, start: tuple[int, int], way: list[tuple[int, int]]) -> None:
    """Every piece of the way is free."""
    assert all(floor.line_free(a, b) for a, b in pairwise([start, *way]))


@pytest.fixture(scope="module")
def plaza() -> Floor:
    """The largest floor of the default pack."""
    return load_pack(JENA).floors[FloorId("plaza")]


def test_an_open_way_is_one_straight_line() -> None:
    floor = floor_of(*["." * 20] * 20)
    assert find_path(floor, (20, 20), (300, 211)) == [(300, 211)]


def test_whoever_is_there_already_has_nothing_to_walk() -> None:
    assert find_path(floor_of("...."), (20, 8), (20, 8)) == []


def test_a_way_goes_around_a_wall_with_few_turns() -> None:
    floor = floor_of("........", "..#####.", "..#.....", "..#.....", "........")
    way = find_path(floor, middle(4, 2), middle(0, 1))
    assert way is not None
    assert way[-1] == middle(0, 1)
    assert len(way) <= 4
    assert_free(floor, middle(4, 2), way)


def test_no_corner_is_cut() -> None:
    floor = floor_of(".#", "#.")
    assert find_path(floor, middle(0, 0), middle(1, 1)) is None


def test_a_blocked_goal_moves_to_the_nearest_free_cell() -> None:
    floor = floor_of("......", "....#.", "......")
    way = find_path(floor, middle(0, 1), (66, 24))
    assert way is not None
    assert way[-1] == middle(3, 1)


def test_a_goal_deep_in_stone_has_no_way() -> None:
    floor = floor_of(*["..." + "#" * 80] * 80)
    assert find_path(floor, middle(0, 0), middle(82, 40)) is None


def test_what_is_walled_in_has_no_way() -> None:
    floor = floor_of("....###", "....#.#", "....###")
    assert find_path(floor, middle(0, 0), middle(5, 1)) is None


def test_a_search_ends_at_its_limit() -> None:
    floor = floor_of("........", "######.#", "........")
    assert find_path(floor, middle(0, 0), middle(0, 2), limit=5) is None
    assert find_path(floor, middle(0, 0), middle(0, 2)) is not None


def test_a_closed_room_is_walked_around() -> None:
    room = RoomArea(ROOM, Rect(48, 16, 32, 48), "table")
    floor = floor_of(*["." * 8] * 6, rooms=(room,))
    start, goal = middle(0, 2), middle(7, 2)
    assert find_path(floor, start, goal) == [goal]
    way = find_path(floor, start, goal, closed={ROOM})
    assert way is not None
    assert len(way) > 1
    assert all(floor.grid.closed([room.rect]).line_free(a, b) for a, b in pairwise([start, *way]))


def test_a_closed_room_cannot_be_entered_but_left() -> None:
    room = RoomArea(ROOM, Rect(64, 0, 64, 96), "meeting")
    floor = floor_of(*["." * 8] * 6, rooms=(room,))
    outside, inside = middle(0, 2), middle(6, 2)
    way = find_path(floor, outside, inside, closed={ROOM})
    assert way is not None
    assert floor.room_at(*way[-1]) is None
    assert find_path(floor, inside, outside, closed={ROOM}) == [outside]


def test_closing_a_room_leaves_the_floor_as_it_was() -> None:
    room = RoomArea(ROOM, Rect(48, 0, 16, 96), "table")
    floor = floor_of(*["." * 8] * 5, "........", rooms=(room,))
    start, goal = middle(0, 2), middle(7, 2)
    around = find_path(floor, middle(0, 0), goal, closed={ROOM})
    assert around is None
    assert find_path(floor, start, goal) == [goal]


@given(st.binary(min_size=400, max_size=400), st.integers(0, 399), st.integers(0, 399))
def test_every_way_is_free_and_ends_at_its_goal(noise: bytes, first: int, last: int) -> None:
    grid = Grid(20, 20, bytes(value < 70 for value in noise))
    floor = Floor(FloorId("test"), grid, {}, {"start": Rect(0, 0, 320, 320)})
    start, goal = grid.centre(first), grid.centre(last)
    if grid.cells[first] or grid.cells[last]:
        return
    way = find_path(floor, start, goal)
    assert (way is not None) == (last in _reached(grid, first))
    if way is not None:
        assert_free(floor, start, way)
        assert [start, *way][-1] == goal


def _reached(grid: Grid, first: int) -> set[int]:
    """All cells one can walk to, the slow and plain way."""
    found, edge = {first}, [first]
    while edge:
        row, column = divmod(edge.pop(), grid.columns)
        for r, c in ((row - 1, column), (row + 1, column), (row, column - 1), (row, column + 1)):
            cell = r * grid.columns + c
            inside = 0 <= r < grid.rows and 0 <= c < grid.columns
            if inside and not grid.cells[cell] and cell not in found:
                found.add(cell)
                edge.append(cell)
    return found


def test_every_room_of_the_plaza_leads_to_every_other(plaza: Floor) -> None:
    spots = [plaza.spawn_points(name)[0] for name in sorted(plaza.spawns)]
    for start, goal in [*pairwise([*spots, spots[0]]), *pairwise([spots[0], *reversed(spots)])]:
        way = find_path(plaza, start, goal)
        assert way is not None
        assert way[-1] == goal
        assert_free(plaza, start, way)


def test_a_way_into_a_room_passes_its_door(plaza: Floor) -> None:
    for room in ("lab", "hall", "prism", "office"):
        start, goal = plaza.spawn_points("start")[3], plaza.spawn_points(room)[1]
        way = find_path(plaza, start, goal)
        assert way is not None
        doors = [door.rect for door in plaza.doors_of(RoomId(room))]
        assert any(_crosses(rect, [start, *way]) for rect in doors)


def _crosses(rect: Rect, way: list[tuple[int, int]]) -> bool:
    """Whether one of a hundred points on each piece of the way lies in the rectangle."""
    return any(
        rect.contains(round(a[0] + (b[0] - a[0]) * n / 100), round(a[1] + (b[1] - a[1]) * n / 100))
        for a, b in pairwise(way)
        for n in range(101)
    )


def test_a_door_nobody_can_reach_does_not_hide_another_way() -> None:
    room = RoomArea(ROOM, Rect(64, 0, 16, 80), "meeting")
    grid = floor_of(".....", ".###.", ".#.#.", ".###.", ".....").grid
    start, goal, door = middle(0, 2), middle(4, 2), Door(ROOM, Rect(32, 32, 16, 16))
    floor = Floor(FloorId("test"), grid, {ROOM: room}, {"start": Rect(0, 0, 80, 80)}, (door,))
    way = find_path(floor, start, goal)
    assert way is not None
    assert way[-1] == goal
    assert_free(floor, start, way)


def nth(floor: Floor, spawn: str, number: int) -> tuple[int, int]:
    """A point of a spawn; after the last comes the first."""
    points = floor.spawn_points(spawn)
    return points[number % len(points)]


def test_most_ways_across_the_plaza_are_found_with_few_looks(plaza: Floor) -> None:
    names = sorted(plaza.spawns)
    ends = [(names[n % len(names)], names[(n * 7 + 3) % len(names)], n) for n in range(200)]
    ways = [(nth(plaza, start, n), nth(plaza, goal, n)) for start, goal, n in ends]
    assert all(find_path(plaza, start, goal) is not None for start, goal in ways)
    quick = [find_path(plaza, start, goal, limit=1000) is not None for start, goal in ways]
    assert sum(quick) >= 180
