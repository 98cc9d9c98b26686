"""Doors: locking, knocking, letting in, being put into rooms, and how many a room holds."""

from dataclasses import replace

import pytest

from rooms import commands as c
from rooms.commands import Command
from rooms.events import VisitorPlaced
from rooms.ids import RoomId, VisitorId
from rooms.roles import Role
from tests.rooms.world import GARDEN, LAB, OFFICE, PARK, PLAZA, QUIET, SHED, TABLE, World, kinds, refused

ADA, BOB, HOST = (VisitorId(name) for name in ("ada", "bob", "host"))


def hub(**rooms: int) -> World:
    """Two guests before the lab and a host; capacities of rooms by name."""
    world = World()
    changed = {
        RoomId(name): replace(world.rules.rooms[RoomId(name)], capacity=n) for name, n in rooms.items()
    }
    world = World.where(rooms={**world.rules.rooms, **changed})
    world.here("Ada", 780, 200)
    world.here("Bob", 780, 320)
    world.here("Host", 500, 600, Role.MODERATOR)
    return world


def inside(world: World, visitor: VisitorId, room: RoomId) -> bool:
    """Whether somebody is in a room or in one nested in it."""
    return visitor in world.hub.state.inside(room)


# -- locks -----------------------------------------------------------------------------------------


def test_locking_and_unlocking_twice_changes_nothing() -> None:
    world = hub()
    assert kinds(world.do(HOST, c.LockRoom(LAB))) == ["room.locked"]
    assert world.do(HOST, c.LockRoom(LAB)) == []
    assert kinds(world.do(HOST, c.UnlockRoom(LAB))) == ["room.unlocked"]
    assert world.do(HOST, c.UnlockRoom(LAB)) == []


@pytest.mark.parametrize(
    ("command", "code"),
    [
        (c.LockRoom(GARDEN), "room.not_lockable"),
        (c.LockRoom(RoomId("x")), "room.unknown"),
        (c.UnlockRoom(RoomId("x")), "room.unknown"),
        (c.KnockRoom(LAB), "room.not_locked"),
        (c.KnockRoom(RoomId("x")), "room.unknown"),
        (c.AdmitRoom(LAB, ADA), "room.not_locked"),
        (c.EnterRoom(RoomId("x")), "room.unknown"),
    ],
)
def test_what_fits_no_door_is_refused(command: Command, code: str) -> None:
    assert refused(hub(), HOST, command) == code


@pytest.mark.parametrize("room", [LAB, TABLE])
def test_a_locked_room_is_entered_by_hosts_only_nested_rooms_too(room: RoomId) -> None:
    world = hub()
    world.do(HOST, c.LockRoom(LAB))
    assert refused(world, ADA, c.EnterRoom(room)) == "room.locked"
    assert kinds(world.do(HOST, c.EnterRoom(room))) == ["visitor.placed", "avatar.placed", "room.entered"]


def test_a_lock_lets_those_inside_stay_and_keeps_out_who_leaves() -> None:
    world = hub()
    world.stroll(ADA, 820, 200)
    world.do(HOST, c.LockRoom(LAB))
    assert inside(world, ADA, LAB)
    world.stroll(ADA, 790, 200)
    world.stroll(ADA, 820, 200)
    assert not inside(world, ADA, LAB)
    world.do(HOST, c.UnlockRoom(LAB))
    world.stroll(ADA, 820, 200)
    assert inside(world, ADA, LAB)


# -- knocking --------------------------------------------------------------------------------------


def test_who_is_admitted_enters_once() -> None:
    world = hub()
    world.into(BOB, LAB)
    world.do(HOST, c.LockRoom(LAB))
    assert kinds(world.do(ADA, c.KnockRoom(LAB))) == ["room.knocked"]
    assert world.hub.state.live.knocks[LAB] == {ADA}
    assert kinds(world.do(BOB, c.AdmitRoom(LAB, ADA))) == ["room.admitted"]
    assert world.hub.state.live.knocks[LAB] == set()
    world.stroll(ADA, 820, 200)
    assert inside(world, ADA, LAB)
    world.stroll(ADA, 790, 200)
    world.stroll(ADA, 820, 200)
    assert not inside(world, ADA, LAB)


def test_who_is_admitted_may_cross_other_rooms_on_the_way() -> None:
    world = hub()
    world.do(HOST, c.LockRoom(LAB))
    world.do(ADA, c.KnockRoom(LAB))
    world.do(HOST, c.AdmitRoom(LAB, ADA))
    world.do(ADA, c.EnterRoom(GARDEN))
    assert refused(world, ADA, c.EnterRoom(LAB)) == "done"


@pytest.mark.parametrize("room", [LAB, TABLE])
def test_entering_through_a_nested_room_uses_the_admission_up(room: RoomId) -> None:
    world = hub()
    world.do(HOST, c.LockRoom(LAB))
    world.do(HOST, c.AdmitRoom(LAB, ADA))
    assert refused(world, ADA, c.EnterRoom(room)) == "done"
    world.do(ADA, c.EnterRoom(GARDEN))
    assert refused(world, ADA, c.EnterRoom(LAB)) == "room.locked"


def test_somebody_outside_lets_nobody_in_unless_a_host() -> None:
    world = hub()
    world.do(HOST, c.LockRoom(LAB))
    assert refused(world, BOB, c.AdmitRoom(LAB, ADA)) == "room.not_inside"
    assert refused(world, HOST, c.AdmitRoom(LAB, ADA)) == "done"
    assert refused(world, HOST, c.AdmitRoom(LAB, VisitorId("nobody"))) == "visitor.unknown"
    world.do(BOB, c.Leave())
    assert refused(world, HOST, c.AdmitRoom(LAB, BOB)) == "visitor.not_here"
    assert refused(world, BOB, c.KnockRoom(LAB)) == "visitor.not_here"


def test_unlocking_and_leaving_forget_who_knocked_and_who_was_let_in() -> None:
    for last in (c.Leave(), c.UnlockRoom(LAB)):
        world = hub()
        world.do(HOST, c.LockRoom(LAB))
        world.do(HOST, c.AdmitRoom(LAB, ADA))
        world.do(ADA, c.KnockRoom(LAB))
        world.do(HOST if isinstance(last, c.UnlockRoom) else ADA, last)
        live = world.hub.state.live
        assert ADA not in live.knocks.get(LAB, set())
        assert ADA not in live.admitted.get(LAB, set())


# -- capacity --------------------------------------------------------------------------------------


def test_a_full_room_takes_nobody_by_step_by_list_or_by_host() -> None:
    world = hub(lab=1)
    world.into(BOB, TABLE)
    world.stroll(ADA, 820, 200)
    assert not inside(world, ADA, LAB)
    assert refused(world, ADA, c.EnterRoom(LAB)) == "room.full"
    assert refused(world, HOST, c.EnterRoom(LAB)) == "room.full"
    assert refused(world, HOST, c.Move(ADA, LAB)) == "room.full"
    world.stand(BOB, 500, 700)
    assert refused(world, ADA, c.EnterRoom(LAB)) == "done"


def test_the_tables_of_a_full_room_are_full_too_but_not_for_those_inside() -> None:
    world = hub(lab=1)
    world.into(BOB, LAB)
    assert refused(world, ADA, c.EnterRoom(TABLE)) == "room.full"
    assert refused(world, BOB, c.EnterRoom(TABLE)) == "done"


def test_being_in_a_full_room_one_enters_it_again_without_change() -> None:
    world = hub(lab=1)
    world.into(BOB, LAB)
    assert world.do(BOB, c.EnterRoom(LAB)) == []


# -- being put -------------------------------------------------------------------------------------


@pytest.mark.parametrize("room", [OFFICE, LAB, TABLE, GARDEN, QUIET, SHED])
def test_the_list_leads_into_each_room_onto_free_ground(room: RoomId) -> None:
    world = hub()
    world.do(ADA, c.EnterRoom(room))
    avatar = world.avatar(ADA)
    assert avatar.room == room
    assert not world.rules.floors[avatar.floor].blocked(avatar.x, avatar.y)
    placement = world.hub.state.durable.placed[ADA]
    assert (placement.spot, placement.room, placement.return_to) == (avatar.spot, room, None)


@pytest.mark.parametrize("room", [OFFICE, LAB, QUIET])
def test_several_in_one_room_stand_apart(room: RoomId) -> None:
    world = hub()
    for visitor in (ADA, BOB, HOST):
        world.do(visitor, c.EnterRoom(room))
    spots = [world.avatar(each) for each in (ADA, BOB, HOST)]
    for n, one in enumerate(spots):
        assert all((one.x - o.x) ** 2 + (one.y - o.y) ** 2 > 36**2 for o in spots[:n])


def test_a_room_whose_middle_is_built_over_is_entered_beside_it() -> None:
    world = hub()
    floor = world.rules.floors[PLAZA]
    table = floor.rooms[QUIET].rect
    grid = floor.grid.closed([replace(table, x=table.x + 32, y=table.y + 32, w=64, h=64)])
    world.hub.state.rules = replace(
        world.rules, floors={**world.rules.floors, PLAZA: replace(floor, grid=grid)}
    )
    world.do(ADA, c.EnterRoom(QUIET))
    avatar = world.avatar(ADA)
    assert avatar.room == QUIET
    assert not grid.blocked(avatar.x, avatar.y)


def test_a_host_moves_somebody_past_a_lock_and_back_to_the_very_place() -> None:
    world = hub()
    world.do(HOST, c.LockRoom(LAB))
    spot = world.avatar(ADA).spot
    (placed, *_) = world.do(HOST, c.Move(ADA, LAB))
    assert isinstance(placed, VisitorPlaced)
    assert placed.return_to == spot
    world.do(HOST, c.Move(ADA, SHED))
    assert world.avatar(ADA).room == SHED
    world.do(HOST, c.Return(ADA))
    assert (world.avatar(ADA).spot, world.avatar(ADA).room) == (spot, None)
    assert refused(world, HOST, c.Return(ADA)) == "visitor.not_called"


def test_who_walks_by_own_choice_after_a_call_is_called_back_no_more() -> None:
    world = hub()
    world.do(HOST, c.Move(ADA, LAB))
    world.do(ADA, c.EnterRoom(GARDEN))
    assert refused(world, HOST, c.Return(ADA)) == "visitor.not_called"


@pytest.mark.parametrize("out", ["walk", "leave"])
def test_who_went_away_after_a_call_is_called_back_no_more_and_called_from_the_new_place(out: str) -> None:
    world = hub()
    world.do(HOST, c.Move(ADA, LAB))
    if out == "walk":
        world.stand(ADA, 500, 700)
    else:
        world.do(ADA, c.Leave())
        world.do(ADA, c.Arrive())
    spot = world.avatar(ADA).spot
    assert refused(world, HOST, c.Return(ADA)) == "visitor.not_called"
    world.do(HOST, c.Move(ADA, SHED))
    world.do(HOST, c.Return(ADA))
    assert world.avatar(ADA).spot == spot


def test_only_somebody_who_is_here_is_moved() -> None:
    world = hub()
    world.do(ADA, c.Leave())
    assert refused(world, HOST, c.Move(ADA, LAB)) == "visitor.not_here"
    assert refused(world, HOST, c.Move(BOB, RoomId("x"))) == "room.unknown"


def test_who_is_inside_does_not_knock() -> None:
    world = hub()
    world.do(HOST, c.LockRoom(LAB))
    for room in (LAB, TABLE):
        world.into(ADA, room)
        assert refused(world, ADA, c.KnockRoom(LAB)) == "room.inside"
    assert refused(world, BOB, c.KnockRoom(LAB)) == "done"


def test_who_was_called_from_a_floor_that_is_gone_comes_back_to_the_start() -> None:
    world = hub()
    world.stand(ADA, 100, 100, PARK)
    world.do(HOST, c.Move(ADA, OFFICE))
    plain = World().rules
    rooms = {room: info for room, info in plain.rooms.items() if info.floor == PLAZA}
    world.hub.state.rules = replace(plain, floors={PLAZA: plain.floors[PLAZA]}, rooms=rooms)
    world.do(HOST, c.Return(ADA))
    avatar = world.avatar(ADA)
    assert (avatar.floor, avatar.room) == (PLAZA, None)
    assert plain.floors[PLAZA].spawns["start"].contains(avatar.x, avatar.y)
