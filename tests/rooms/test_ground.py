"""Where people come to stand: newcomers out of each other's earshot, and nobody on anybody."""

from dataclasses import replace
from itertools import combinations
from math import dist
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from rooms import commands as c
from rooms.crowd import Crowd, thinned
from rooms.events import ConversationChanged
from rooms.grid import Grid, Point
from rooms.ground import BODY, ELBOW_ROOM
from rooms.ids import FloorId, RoomId, VisitorId
from rooms.roles import Role

from .world import GARDEN, LAB, OFFICE, PARK, PLAZA, SHED, TABLE, World, rules

EAR = 64
"""The join radius of the tests' pack."""


def arrived(world: World, number: int, spawn: str | None = None) -> list[VisitorId]:
    """So many who come in, one after the other."""
    people = [world.known(f"P{at}") for at in range(number)]
    for each in people:
        world.do(each, c.Arrive(spawn))
    return people


def spots(world: World, people: list[VisitorId]) -> list[Point]:
    """Where they stand."""
    return [(world.avatar(each).x, world.avatar(each).y) for each in people]


def nearest(points: list[Point]) -> float:
    """Pixels between the two that are nearest to each other."""
    return min(dist(*pair) for pair in combinations(points, 2))


points = st.tuples(st.integers(-80, 400), st.integers(-80, 300))


@given(st.lists(points, max_size=6), points, st.integers(1, 90))
def test_somebody_is_near_who_is_within_the_radius(feet: list[Point], here: Point, radius: int) -> None:
    assert Crowd(feet, radius).near(here) == any(dist(foot, here) <= radius for foot in feet)


@given(st.lists(points), st.integers(1, 90))
def test_what_is_thinned_out_lies_near_what_is_kept(given: list[Point], apart: int) -> None:
    kept = thinned(given, apart)
    assert all(dist(*pair) > apart for pair in combinations(kept, 2))
    assert all(any(dist(each, other) <= apart for other in kept) for each in given)


@settings(max_examples=20)
@given(st.lists(st.tuples(st.integers(10, 1270), st.integers(10, 950)), max_size=12))
def test_newcomers_stand_on_free_ground_out_of_earshot_of_everybody(walked: list[Point]) -> None:
    world = World()
    first = arrived(world, 12)
    for who, (x, y) in zip(first, walked, strict=False):
        world.do(who, c.WalkTo(PLAZA, x, y))
    world.wait(2000)
    before = spots(world, first)
    for at in range(18):
        late = world.known(f"Late{at}")
        world.do(late, c.Arrive())
        here = (world.avatar(late).x, world.avatar(late).y)
        ends = [world.avatar(each).path[-1:] or [foot] for each, foot in zip(first, before, strict=True)]
        assert all(dist(here, end) > EAR for (end,) in ends)
        assert all(dist(here, other) > EAR for other in before[12:])
        assert not world.rules.floors[PLAZA].blocked(*here)
        before.append(here)
        first.append(late)


def test_thirty_at_once_start_no_conversation() -> None:
    world = World()
    people = arrived(world, 30)
    assert nearest(spots(world, people)) > EAR
    assert not [each for each in world.wait(1000) if isinstance(each, ConversationChanged)]


def test_newcomers_stand_at_arms_length_where_there_is_no_more_room() -> None:
    world = World()
    people = arrived(world, 12, "office")
    inside, outside = people[:3], people[3:]
    assert {world.avatar(each).room for each in inside} == {OFFICE}
    assert {world.avatar(each).room for each in outside} == {None}
    assert nearest(spots(world, inside)) > ELBOW_ROOM


def test_a_floor_without_any_room_left_still_takes_people() -> None:
    start = rules()
    park = replace(
        start.floors[PARK], grid=Grid(20, 20, b"\x01" * 80 + b"\x01" * 3 + b"\x00" * 4 + b"\x01" * 313)
    )
    world = World(replace(start, floors={PARK: park}, rooms={SHED: start.rooms[SHED]}, start=PARK))
    people = arrived(world, 9)
    assert len(people) == len(world.hub.state.live.avatars)
    assert len(set(spots(world, people))) == 4


def test_who_comes_through_a_portal_stands_apart_from_those_who_came_before() -> None:
    world = World()
    people = [world.here(f"P{at}", 1190, 896) for at in range(4)]
    for each in people:
        world.do(each, c.WalkTo(PLAZA, 1216, 896))
        world.wait(1000)
    assert {world.avatar(each).floor for each in people} == {PARK}
    assert nearest(spots(world, people)) > EAR


@pytest.mark.parametrize("room", [LAB, TABLE, GARDEN, OFFICE])
@pytest.mark.parametrize("seed", range(3))
def test_nobody_who_goes_to_a_room_ends_on_somebody(room: RoomId, seed: int) -> None:
    rng, most = Random(seed), {TABLE: 2, OFFICE: 3}.get(room, 12)
    world = World()
    people = [world.here(f"P{at}", rng.randrange(70, 600), rng.randrange(250, 430)) for at in range(most)]
    for each in people:
        world.do(each, c.WalkTo(room=room))
        world.wait(rng.choice([0, 3000]))
    world.wait(12_000)
    assert {world.avatar(each).room for each in people} == {room}
    assert nearest(spots(world, people)) > BODY


@pytest.mark.parametrize("floor", [PLAZA, PARK])
@pytest.mark.parametrize("seed", range(4))
def test_nobody_who_goes_to_a_person_ends_on_somebody_and_all_are_in_reach(seed: int, floor: FloorId) -> None:
    rng = Random(seed)
    world = World()
    lena = world.here("Lena")
    world.stand(lena, *((700, 500) if floor == PLAZA else (120, 120)), floor)
    people = arrived(world, 9)
    for each in people:
        world.do(each, c.WalkTo(visitor=lena))
        world.wait(rng.choice([0, 1000]))
    world.wait(8000)
    assert nearest(spots(world, [lena, *people])) > BODY
    assert all(dist(spots(world, [lena])[0], foot) <= EAR for foot in spots(world, people[:5]))
    assert len(world.circle(lena)) == 10


def test_who_goes_to_somebody_keeps_away_from_those_who_talk_beside_them() -> None:
    world = World()
    lena, ada, bob, eve = [world.here(name) for name in ("Lena", "Ada", "Bob", "Eve")]
    for who, x in ((lena, 600), (ada, 690), (bob, 730), (eve, 900)):
        world.stand(who, x, 600)
    world.wait(500)
    world.do(eve, c.WalkTo(visitor=lena))
    world.wait(5000)
    assert (world.circle(lena), set(world.circle(ada))) == ([lena, eve], {ada, bob})


def test_who_goes_to_somebody_at_a_table_sits_down_at_it() -> None:
    world = World()
    lena, ada = world.here("Lena"), world.here("Ada", role=Role.MODERATOR)
    world.stand(lena, 904, 168)
    world.do(ada, c.WalkTo(visitor=lena))
    world.wait(9000)
    assert world.avatar(lena).room == world.avatar(ada).room == TABLE
