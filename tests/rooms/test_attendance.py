"""Attendance: who sits in the real hall of a stage."""

import pytest

from rooms import commands as c
from rooms.ids import RoomId, VisitorId
from rooms.roles import Role
from tests.rooms.world import HALL, LAB, World, kinds, refused


def seated(world: World) -> dict[VisitorId, RoomId]:
    """Who sits where."""
    return world.hub.state.durable.on_site


def test_a_person_takes_a_seat_in_the_hall_and_leaves_it() -> None:
    world = World()
    ada = world.known("Ada")
    assert kinds(world.do(ada, c.Attend(HALL))) == ["visitor.on_site"]
    assert seated(world) == {ada: HALL}
    assert kinds(world.do(ada, c.Attend(None))) == ["visitor.on_site"]
    assert seated(world) == {}


@pytest.mark.parametrize("stage", [HALL, None])
def test_a_second_time_changes_nothing(stage: RoomId | None) -> None:
    world = World()
    ada = world.known("Ada")
    world.do(ada, c.Attend(stage))
    assert world.do(ada, c.Attend(stage)) == []


@pytest.mark.parametrize("room", [LAB, RoomId("nowhere")])
def test_only_a_stage_has_a_real_hall(room: RoomId) -> None:
    world = World()
    assert refused(world, world.known("Ada"), c.Attend(room)) == "stage.unknown"


def test_a_closed_stage_takes_nobody_and_lets_everybody_go() -> None:
    world = World()
    host, ada, bob = world.here("Host", role=Role.MODERATOR), world.known("Ada"), world.known("Bob")
    world.do(ada, c.Attend(HALL))
    world.do(host, c.LockRoom(HALL))
    assert refused(world, bob, c.Attend(HALL)) == "room.locked"
    assert refused(world, ada, c.Attend(None)) == "done"


def test_a_seat_outlasts_the_connection_and_ends_with_the_person() -> None:
    world = World()
    ada = world.here("Ada")
    world.do(ada, c.Attend(HALL))
    world.do(ada, c.Leave())
    assert seated(world) == {ada: HALL}
    world.system(c.Erase(ada))
    assert seated(world) == {}
