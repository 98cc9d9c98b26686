"""Motion: walls, speed, doors and epochs against clients that cheat, and walks by the server."""

from dataclasses import replace
from math import hypot
from random import Random

import pytest

from rooms import commands as c
from rooms.commands import WalkTo
from rooms.events import AvatarPlaced, EntryRefused, Event, WalkEnded, WalkStarted
from rooms.grid import Rect
from rooms.ids import FloorId, RoomId, VisitorId
from rooms.motion import BURST_MS, GRACE, MOVING, RUN, WALK, Move
from rooms.roles import Capability, Policy, Role
from tests.rooms.world import (
    LAB,
    OFFICE,
    PARK,
    PLAZA,
    QUIET,
    SHED,
    TABLE,
    TICK,
    World,
    kinds,
    refused,
    rules,
)  # fmt: skip


def small(room: RoomId, capacity: int) -> World:
    """A hub in which one room holds ``capacity`` people."""
    rooms = rules().rooms
    rooms[room] = replace(rooms[room], capacity=capacity)
    return World.where(rooms=rooms)


def arrive_at(world: World, visitor: VisitorId, command: WalkTo, most: int = 60_000) -> list[Event]:
    """Be walked until the walk is over."""
    events = world.do(visitor, command)
    for _ in range(0, most, TICK):
        if not world.avatar(visitor).path:
            return events
        events += world.wait(TICK)
    raise AssertionError(f"still walking: {world.avatar(visitor)}")


def why(events: list[Event]) -> list[str]:
    """How the walks of these events ended."""
    return [event.why for event in events if isinstance(event, WalkEnded)]


# -- moves -----------------------------------------------------------------------------------------


def test_a_move_within_reach_is_taken_with_its_state() -> None:
    world = World()
    ada = world.here("Ada")
    step = world.move(ada, 110, 340, state=1 | MOVING)
    avatar = world.avatar(ada)
    assert (avatar.x, avatar.y, avatar.state) == (110, 340, 1 | MOVING)
    assert (list(step.changed), step.events) == ([ada], [])


def test_a_move_that_changes_nothing_is_told_to_nobody() -> None:
    world = World()
    ada = world.here("Ada")
    assert not world.move(ada, 100, 340).changed


@pytest.mark.parametrize("state", [32, 255, 1 << 20])
def test_of_the_state_only_the_known_bits_are_kept(state: int) -> None:
    world = World()
    ada = world.here("Ada")
    world.move(ada, 105, 340, state=state)
    assert world.avatar(ada).state == state & 31


@pytest.mark.parametrize(("x", "y"), [(400, 340), (-5, 340), (100, 70_000), (2**31, 340)])
def test_a_leap_is_corrected(x: int, y: int) -> None:
    world = World()
    ada = world.here("Ada")
    epoch = world.avatar(ada).epoch
    step = world.move(ada, x, y)
    assert [type(event) for event in step.events] == [AvatarPlaced]
    assert (world.avatar(ada).x, world.avatar(ada).y, world.avatar(ada).epoch) == (100, 340, epoch + 1)


def test_moves_of_an_older_or_invented_epoch_are_dropped_without_an_answer() -> None:
    world = World()
    ada = world.here("Ada")
    epoch = world.avatar(ada).epoch
    world.stand(ada, 500, 500)
    for stale in (epoch, epoch + 2, -1):
        world.now += TICK
        step = world.hub.step({ada: Move(505, 500, 0, stale)}, world.at)
        assert not step.events
        assert not step.changed
    assert (world.avatar(ada).x, world.avatar(ada).y) == (500, 500)


def test_a_move_of_somebody_who_is_gone_is_dropped() -> None:
    world = World()
    ada = world.known("Ada")
    assert not world.hub.step({ada: Move(1, 1, 0, 0)}, world.at).events


def test_a_wall_is_not_walked_through_nor_leapt_over() -> None:
    world = World()
    ada = world.here("Ada", 630, 400)
    world.wait(1000)
    world.move(ada, 670, 400)
    assert world.avatar(ada).x == 630
    world.wait(1000)
    world.move(ada, 640, 400)
    assert world.avatar(ada).x == 630


def test_a_stutter_of_the_line_is_forgiven_up_to_a_burst() -> None:
    most = int(RUN * GRACE * BURST_MS / 1000)
    for way, taken in ((most, True), (most + 1, False)):
        world = World()
        ada = world.here("Ada", 100, 500)
        world.wait(60_000)
        world.move(ada, 100 + way, 500)
        assert (world.avatar(ada).x == 100 + way) is taken


def test_a_locked_room_without_walls_is_not_leapt_over() -> None:
    world = World()
    host, ada = world.here("Host", role=Role.MODERATOR), world.here("Ada", 632, 700)
    world.do(host, c.LockRoom(QUIET))
    world.wait(1000)
    step = world.move(ada, 632 + 144, 700)
    assert kinds(step.events) == ["room.refused", "avatar.placed"]
    assert world.avatar(ada).x == 632


@pytest.mark.parametrize("seed", range(4))
def test_ten_thousand_moves_of_a_cheater_pass_no_wall_no_door_and_no_limit(seed: int) -> None:
    rng = Random(seed)
    world = small(LAB, 1)
    host, cheater = world.here("Host", role=Role.MODERATOR), world.here("Eve", 600, 300)
    world.into(world.here("Carl"), LAB)
    for room in (QUIET, OFFICE):
        world.do(host, c.LockRoom(room))
    floor, trace = world.rules.floors[PLAZA], list[tuple[int, int, int]]()
    for _ in range(2500):
        world.now += rng.choice((1, 5, 50, 50, 50, 700))
        avatar = world.avatar(cheater)
        reach = rng.choice((4, 16, 16, 60, 190, 400))
        x, y = avatar.x + rng.randint(-reach, reach), avatar.y + rng.randint(-reach, reach)
        epoch = avatar.epoch - (rng.random() < 0.1)
        before = (avatar.x, avatar.y)
        world.hub.step({cheater: Move(x, y, rng.randrange(256), epoch)}, world.at)
        avatar = world.avatar(cheater)
        if avatar.floor != PLAZA:
            world.stand(cheater, 600, 300)
            trace.clear()
            continue
        after = (avatar.x, avatar.y)
        assert floor.line_free(before, after)
        assert not {QUIET, OFFICE, LAB} & set(floor.rooms_at(*after))
        trace.append((world.now, avatar.x, avatar.y))
    _within_speed(trace)


def _within_speed(trace: list[tuple[int, int, int]]) -> None:
    """Over any window the way is at most the speed's plus one burst."""
    way = [0.0]
    for (_, x, y), (_, nx, ny) in zip(trace, trace[1:], strict=False):
        way.append(way[-1] + hypot(nx - x, ny - y))
    rate, burst = RUN * GRACE / 1000, RUN * GRACE * BURST_MS / 1000
    assert way[-1] > 500
    highest = float("-inf")
    for (at, _, _), gone in zip(reversed(trace), reversed(way), strict=True):
        highest = max(highest, gone - rate * at)
        assert highest - (gone - rate * at) <= burst + 1e-6


# -- rooms on the way ------------------------------------------------------------------------------


def test_walking_in_and_out_tells_rooms_innermost_first() -> None:
    world = World()
    ada = world.here("Ada", 780, 200)
    assert kinds(world.stroll(ada, 820, 200)) == ["room.entered"]
    events = world.stroll(ada, 920, 200)
    assert [(event.TYPE, event.room) for event in events] == [("room.left", LAB), ("room.entered", TABLE)]  # type: ignore[attr-defined]
    assert world.hub.state.rooms_of(world.avatar(ada)) == (TABLE, LAB)
    assert [event.room for event in world.stroll(ada, 780, 200)] == [TABLE, LAB, LAB]  # type: ignore[attr-defined]
    assert world.avatar(ada).room is None


@pytest.mark.parametrize(("kind", "code"), [("locked", "room.locked"), ("full", "room.full")])
def test_a_step_over_a_closed_threshold_is_refused_and_told_to_the_one_who_tried(
    kind: str, code: str
) -> None:
    world = small(LAB, 1) if kind == "full" else World()
    host, ada = world.here("Host", role=Role.MODERATOR), world.here("Ada", 780, 200)
    if kind == "full":
        world.into(world.here("Bob"), LAB)
    else:
        world.do(host, c.LockRoom(LAB))
    events = world.stroll(ada, 820, 200)
    assert EntryRefused(ada, LAB, code) in events
    assert world.avatar(ada).x < 800


def test_whoever_is_inside_when_a_room_locks_walks_about_in_it() -> None:
    world = World()
    host, ada = world.here("Host", role=Role.MODERATOR), world.here("Ada", 820, 200)
    world.do(host, c.LockRoom(LAB))
    assert "room.refused" not in kinds(world.stroll(ada, 920, 200))
    assert world.avatar(ada).room == TABLE


def test_who_may_not_enter_at_all_stays_outside_every_room() -> None:
    policy = Policy("floor only", frozenset({Capability.ROOM_ENTER}), frozenset({Role.MODERATOR}))
    world = World.where(policies=(policy,))
    ada = world.here("Ada", 780, 200)
    assert "room.refused" in kinds(world.stroll(ada, 820, 200))


# -- portals ---------------------------------------------------------------------------------------


def test_a_portal_leads_to_the_other_floor_and_drops_what_was_claimed_before() -> None:
    world = World()
    ada = world.here("Ada", 1190, 895)
    epoch = world.avatar(ada).epoch
    step = world.move(ada, 1205, 895, state=MOVING)
    assert kinds(step.events) == ["avatar.gone", "avatar.appeared", "avatar.placed"]
    avatar = world.avatar(ada)
    assert (avatar.floor, avatar.epoch, avatar.state) == (PARK, epoch + 1, 0)
    assert step.changed[ada] is avatar
    spot = avatar.spot
    world.hub.step({ada: Move(1206, 895, 0, epoch)}, world.at)
    assert world.avatar(ada).spot == spot


def test_a_portal_on_the_same_floor_tells_the_new_position() -> None:
    world = World()
    ada = world.here("Ada")
    world.stand(ada, 280, 48, PARK)
    step = world.move(ada, 295, 48)
    assert kinds(step.events) == ["avatar.placed"]
    assert step.changed[ada].spot == world.avatar(ada).spot
    assert world.avatar(ada).x < 112


def test_a_portal_into_a_closed_room_leads_nowhere() -> None:
    world = World()
    host, ada = world.here("Host", role=Role.MODERATOR), world.here("Ada", 280, 48)
    floors = dict(world.rules.floors)
    floors[PARK] = replace(floors[PARK], spawns={"start": floors[PARK].rooms[SHED].rect})
    world.hub.state.rules = replace(world.rules, floors=floors)
    world.stand(ada, 280, 48, PARK)
    world.do(host, c.LockRoom(SHED))
    assert kinds(world.move(ada, 295, 48).events) == ["room.refused"]
    assert world.avatar(ada).spot.x == 295


# -- being walked ----------------------------------------------------------------------------------


def test_a_walk_goes_around_walls_at_walking_speed() -> None:
    world = World()
    ada = world.here("Ada", 600, 440)
    start = world.now
    events = arrive_at(world, ada, c.WalkTo(PLAZA, 700, 440))
    assert why(events) == ["arrived"]
    assert (world.avatar(ada).x, world.avatar(ada).y) == (700, 440)
    (walk,) = [event for event in events if isinstance(event, WalkStarted)]
    points = [(600, 440), *walk.points]
    way = sum(hypot(a[0] - b[0], a[1] - b[1]) for a, b in zip(points, points[1:], strict=False))
    assert way > 260
    assert way / WALK * 1000 <= world.now - start <= way / WALK * 1000 * 1.1 + 2 * TICK
    assert world.avatar(ada).state & MOVING == 0


@pytest.mark.parametrize("seed", range(3))
def test_no_walk_ends_in_a_wall_or_is_stuck_there(seed: int) -> None:
    rng = Random(seed)
    world = World()
    ada = world.here("Ada")
    floor = world.rules.floors[PLAZA]
    for _ in range(25):
        goal = c.WalkTo(PLAZA, rng.randrange(20, 1180), rng.randrange(20, 860))
        if not world.do(ada, goal):
            continue
        while world.avatar(ada).path:
            world.wait(TICK)
            avatar = world.avatar(ada)
            assert not floor.blocked(avatar.x, avatar.y), avatar


@pytest.mark.parametrize(("room", "floor"), [(OFFICE, PLAZA), (LAB, PLAZA), (TABLE, PLAZA), (SHED, PARK)])
def test_go_to_a_room_ends_in_that_room(room: RoomId, floor: FloorId) -> None:
    world = World()
    ada = world.here("Ada")
    arrive_at(world, ada, c.WalkTo(room=room))
    assert (world.avatar(ada).room, world.avatar(ada).floor) == (room, floor)


@pytest.mark.parametrize("floor", [PLAZA, PARK])
def test_go_to_a_person_ends_within_talking_distance(floor: FloorId) -> None:
    world = World()
    ada, bob = world.here("Ada"), world.here("Bob", 700, 500)
    if floor == PARK:
        world.stand(bob, 120, 120, PARK)
    arrive_at(world, ada, c.WalkTo(visitor=bob))
    world.wait(500)
    assert world.circle(ada) == world.circle(bob)
    assert len(world.circle(ada)) == 2


def test_go_to_where_one_is_starts_nothing_and_ends_a_walk() -> None:
    world = World()
    ada = world.here("Ada", 500, 500)
    assert world.do(ada, c.WalkTo(PLAZA, 500, 500)) == []
    world.do(ada, c.WalkTo(PLAZA, 600, 500))
    assert why(world.do(ada, c.WalkTo(PLAZA, 500, 500))) == ["stopped"]
    assert world.avatar(ada).state & MOVING == 0


def test_a_walk_to_a_built_over_point_ends_beside_it() -> None:
    world = World()
    ada = world.here("Ada", 600, 440)
    arrive_at(world, ada, c.WalkTo(PLAZA, 648, 440))
    assert abs(world.avatar(ada).x - 648) <= 32


@pytest.mark.parametrize(("x", "y"), [(0, 0), (10, 10), (5, 300), (319, 100), (-9, 70_000)])
def test_a_target_on_another_floor_is_never_inside_a_wall(x: int, y: int) -> None:
    world = World()
    ada = world.here("Ada")
    world.do(ada, c.WalkTo(PARK, x, y))
    avatar = world.avatar(ada)
    assert avatar.floor == PARK
    assert not world.rules.floors[PARK].blocked(avatar.x, avatar.y)


@pytest.mark.parametrize(
    ("command", "code"),
    [
        (c.WalkTo(), "walk.target_missing"),
        (c.WalkTo(PLAZA, 5), "walk.target_missing"),
        (c.WalkTo(FloorId("moon"), 5, 5), "floor.unknown"),
        (c.WalkTo(room=RoomId("nowhere")), "room.unknown"),
        (c.WalkTo(visitor=VisitorId("nobody")), "visitor.unknown"),
        (c.WalkTo(visitor=VisitorId("away")), "visitor.not_here"),
        (c.WalkTo(visitor=VisitorId("ada")), "visitor.self"),
    ],
)
def test_a_target_that_is_none_is_refused(command: WalkTo, code: str) -> None:
    world = World()
    world.known("Away")
    ada = world.here("Ada")
    assert refused(world, ada, command) == code


def test_a_point_that_no_way_leads_to_is_refused() -> None:
    world = World()
    ada = world.here("Ada")
    floors, around = dict(world.rules.floors), (Rect(560, 560, 80, 16), Rect(560, 624, 80, 16))
    walls = (*around, Rect(560, 560, 16, 80), Rect(624, 560, 16, 80))
    floors[PLAZA] = replace(floors[PLAZA], grid=floors[PLAZA].grid.closed(walls))
    world.hub.state.rules = replace(world.rules, floors=floors)
    assert refused(world, ada, c.WalkTo(PLAZA, 600, 600)) == "walk.no_way"


@pytest.mark.parametrize("kind", ["room", "point", "person", "nested"])
@pytest.mark.parametrize("floor", [PLAZA, PARK])
def test_a_walk_into_a_locked_room_is_refused(kind: str, floor: FloorId) -> None:
    world = World()
    host, ada, bob = world.here("Host", role=Role.MODERATOR), world.here("Ada"), world.here("Bob")
    room = LAB if floor == PLAZA else SHED
    world.into(bob, room)
    world.do(host, c.LockRoom(room))
    spot = world.avatar(bob).spot
    targets = {
        "room": c.WalkTo(room=room),
        "point": c.WalkTo(floor, spot.x, spot.y),
        "person": c.WalkTo(visitor=bob),
        "nested": c.WalkTo(room=TABLE if floor == PLAZA else SHED),
    }
    assert refused(world, ada, targets[kind]) == "room.locked"


def test_a_walk_goes_around_a_locked_room() -> None:
    world = World()
    host, ada = world.here("Host", role=Role.MODERATOR), world.here("Ada", 600, 700)
    world.do(host, c.LockRoom(QUIET))
    events = arrive_at(world, ada, c.WalkTo(PLAZA, 820, 700))
    assert why(events) == ["arrived"]
    assert "room.entered" not in kinds(events)


@pytest.mark.parametrize("close", ["lock", "fill"])
def test_a_walk_stops_at_a_door_that_closes(close: str) -> None:
    world = small(LAB, 1)
    host, ada, bob = (
        world.here("Host", role=Role.MODERATOR),
        world.here("Ada", 600, 230),
        world.here("Bob", 600, 800),
    )
    world.do(ada, c.WalkTo(room=LAB))
    world.wait(200)
    if close == "lock":
        world.do(host, c.LockRoom(LAB))
    else:
        world.into(bob, LAB)
    events = world.wait(5000)
    assert kinds(events) == ["room.refused", "walk.ended"]
    assert why(events) == ["blocked"]
    assert world.avatar(ada).x < 800
    assert world.avatar(ada).state & MOVING == 0


def test_a_walk_is_stopped_by_the_walker_and_not_by_moves() -> None:
    world = World()
    ada = world.here("Ada", 500, 500)
    world.do(ada, c.WalkTo(PLAZA, 900, 500))
    x = world.avatar(ada).x
    world.move(ada, x - 5, 500)
    assert world.avatar(ada).x > x
    assert why(world.do(ada, c.StopWalk())) == ["stopped"]
    assert world.do(ada, c.StopWalk()) == []
    x = world.avatar(ada).x
    world.move(ada, x - 5, 500)
    assert world.avatar(ada).x == x - 5


def test_moves_from_before_a_walk_are_dropped() -> None:
    world = World()
    ada = world.here("Ada", 500, 500)
    epoch = world.avatar(ada).epoch
    world.do(ada, c.WalkTo(PLAZA, 900, 500))
    world.do(ada, c.StopWalk())
    world.hub.step({ada: Move(505, 500, 0, epoch)}, world.at)
    assert world.avatar(ada).x == 500
