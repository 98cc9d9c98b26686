"""People whom one command moves together: each gets a lane and a place of their own."""

from collections import Counter

import pytest

from rooms import commands as c
from rooms.events.groups import GroupSpec
from rooms.ids import GroupId, VisitorId
from rooms.roles import Role
from tests.rooms.test_breakouts import OFFICE_GROUP, TABLE_GROUP, Workshop
from tests.rooms.world import LAB, OFFICE, PARK, PLAZA, SHED, World

PEOPLE = [VisitorId(f"p{number}") for number in range(4)]
SHED_GROUP, ROOMLESS = GroupSpec(GroupId(""), "Shed", SHED), GroupSpec(GroupId(""), "Ideas")


def shared(world: World) -> list[object]:
    """Lanes, and places, that more than one person has."""
    avatars = world.hub.state.live.avatars.values()
    lanes, places = (
        Counter((each.floor, each.lane) for each in avatars),
        Counter(each.spot for each in avatars),
    )
    return [what for what, count in (*lanes.items(), *places.items()) if count > 1]


def test_people_called_to_another_floor_and_back_have_lanes_of_their_own() -> None:
    world = Workshop.of(4, SHED_GROUP, OFFICE_GROUP, walk=False)
    world.seat(p0=0, p1=0, p2=0, p3=0)
    world.start()
    assert {world.avatar(each).floor for each in PEOPLE} == {PARK}
    assert shared(world) == []
    world.lead(c.CloseRound(world.round.id))
    assert {world.avatar(each).floor for each in PEOPLE} == {PLAZA}
    assert shared(world) == []


@pytest.mark.parametrize("room", [SHED_GROUP, OFFICE_GROUP])
def test_a_group_that_joins_one_with_a_room_stands_side_by_side_there(room: GroupSpec) -> None:
    world = Workshop.of(4, ROOMLESS, room, TABLE_GROUP)
    world.seat(p0=0, p1=0, p2=0, p3=0)
    world.start()
    world.lead(c.MergeGroups(world.round.id, world.ids[0], world.ids[1]))
    assert {world.avatar(each).room for each in PEOPLE} == {room.room}
    assert shared(world) == []


def test_two_who_change_places_on_another_floor_share_nothing() -> None:
    world = Workshop.of(2, OFFICE_GROUP, GroupSpec(GroupId(""), "Lab", LAB), walk=False)
    world.seat(p0=0, p1=1)
    world.start()
    for each in PEOPLE[:2]:
        world.stand(each, 100, 100 + 100 * PEOPLE.index(each), PARK)
    world.lead(c.SwapMembers(world.round.id, *PEOPLE[:2]))
    assert [world.avatar(each).room for each in PEOPLE[:2]] == [LAB, OFFICE]
    assert shared(world) == []


def test_those_who_stand_in_the_rooms_of_a_workshop_that_begins_are_put_out_side_by_side() -> None:
    world = World()
    host = world.here("Host", role=Role.ADMINISTRATOR)
    people = [world.here(name) for name in ("P0", "P1", "P2", "P3")]
    for number, each in enumerate(people):
        world.stand(each, 180 + 20 * number, 200, PARK)
    ends_at = world.now + 3_600_000
    world.do(host, c.OpenMinors("Robots", (SHED,), (host,), ends_at))
    assert {world.avatar(each).floor for each in people} == {PLAZA}
    assert shared(world) == []
