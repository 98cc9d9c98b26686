"""Avatars: arriving, being lost and coming back, lanes, presence, and a restart."""

from dataclasses import replace

import pytest

from rooms import commands as c
from rooms.avatars import LANE_REST_MS
from rooms.events import AvatarAppeared, Event, Spot
from rooms.grid import Rect
from rooms.ids import FloorId, VisitorId
from rooms.roles import Role
from tests.rooms.world import GARDEN, LAB, OFFICE, PARK, PLAZA, TICK, World, kinds, refused

KEPT = 30_000


def lanes(events: list[Event]) -> list[int]:
    """The lanes that were given out."""
    return [event.lane for event in events if isinstance(event, AvatarAppeared)]


# -- arriving --------------------------------------------------------------------------------------


def test_who_arrives_is_here_and_stands_on_free_ground() -> None:
    world = World()
    ada = world.known("Ada")
    assert kinds(world.do(ada, c.Arrive())) == ["presence.changed", "avatar.appeared"]
    avatar = world.avatar(ada)
    assert avatar.floor == PLAZA
    assert not world.rules.floors[PLAZA].blocked(avatar.x, avatar.y)
    assert world.hub.state.live.presence[ada] == "here"


def test_two_arrivals_are_one_avatar() -> None:
    world = World()
    ada = world.known("Ada")
    world.do(ada, c.Arrive())
    lane = world.avatar(ada).lane
    assert world.do(ada, c.Arrive("office")) == []
    assert (world.avatar(ada).lane, world.avatar(ada).room) == (lane, None)
    assert len(world.hub.state.live.avatars) == 1


def test_a_link_lands_one_at_its_place_and_at_the_start_when_it_is_none() -> None:
    world = World()
    for name, spawn, room in (("Ada", "office", OFFICE), ("Bob", "nowhere", None), ("Eve", "linden", None)):
        visitor = world.known(name)
        world.do(visitor, c.Arrive(spawn))
        assert world.avatar(visitor).room == room
    assert world.avatar(VisitorId("eve")).y > 800
    assert world.avatar(VisitorId("bob")).y < 400


@pytest.mark.parametrize("closed", ["locked", "full"])
def test_a_link_leads_into_no_closed_room(closed: str) -> None:
    world = World()
    host, ada = world.here("Host", role=Role.MODERATOR), world.known("Ada")
    if closed == "locked":
        world.do(host, c.LockRoom(OFFICE))
    else:
        for name in ("Bob", "Eve", "Dan"):
            world.into(world.here(name), OFFICE)
    world.do(ada, c.Arrive("office"))
    assert world.avatar(ada).room is None
    assert world.avatar(ada).x < 200


def test_a_full_hub_takes_nobody_until_somebody_leaves() -> None:
    world = World.where(visitors_at_once=2)
    ada, bob, eve = world.here("Ada"), world.here("Bob"), world.known("Eve")
    world.system(c.Drop(ada))
    assert refused(world, eve, c.Arrive()) == "hub.full"
    assert refused(world, ada, c.Arrive()) == "done"
    world.do(bob, c.Leave())
    assert refused(world, eve, c.Arrive()) == "done"


def test_nobody_unknown_arrives() -> None:
    assert refused(World(), World().known("Ada"), c.Leave()) == "visitor.unknown"


# -- being lost ------------------------------------------------------------------------------------


def test_who_lost_the_connection_keeps_the_place_for_thirty_seconds() -> None:
    world = World()
    ada = world.here("Ada", 500, 600)
    lane, spot = world.avatar(ada).lane, world.avatar(ada).spot
    assert kinds(world.system(c.Drop(ada))) == ["presence.changed"]
    assert world.wait(KEPT - TICK) == []
    assert kinds(world.do(ada, c.Arrive())) == ["presence.changed"]
    assert (world.avatar(ada).lane, world.avatar(ada).spot) == (lane, spot)
    assert world.wait(KEPT + 1000) == []


def test_who_stays_away_longer_is_gone() -> None:
    world = World()
    ada = world.here("Ada", 500, 600)
    world.into(ada, LAB)
    world.system(c.Drop(ada))
    assert world.wait(KEPT - TICK) == []
    assert kinds(world.wait(TICK)) == ["room.left", "avatar.gone", "visitor.left"]
    live = world.hub.state.live
    assert not any(
        ada in part for part in (live.avatars, live.presence, live.lost_at, live.media, live.settling)
    )
    assert kinds(world.do(ada, c.Arrive())) == ["presence.changed", "avatar.appeared"]


def test_how_long_a_place_is_kept_comes_from_the_pack() -> None:
    world = World.where(place_kept_ms=1000)
    ada = world.here("Ada")
    world.system(c.Drop(ada))
    assert kinds(world.wait(1000)) == ["avatar.gone", "visitor.left"]


def test_a_dropped_person_is_neither_heard_nor_seen() -> None:
    world = World()
    ada = world.here("Ada")
    world.do(ada, c.SetMedia(True, True))
    assert kinds(world.system(c.Drop(ada))) == ["presence.changed", "media.changed"]
    assert not world.hub.state.live.media[ada].mic
    assert world.system(c.Drop(world.known("Bob"))) == []


# -- lanes -----------------------------------------------------------------------------------------


def test_lanes_are_unique_on_a_floor_and_small() -> None:
    world = World()
    people = [world.here(name) for name in ("Ada", "Bob", "Eve", "Dan")]
    assert [world.avatar(each).lane for each in people] == [0, 1, 2, 3]
    world.stand(people[3], 120, 120, PARK)
    assert world.avatar(people[3]).lane == 0


@pytest.mark.parametrize(("later", "lane"), [(LANE_REST_MS - 1, 2), (LANE_REST_MS, 0)])
def test_a_freed_lane_rests_for_a_minute(later: int, lane: int) -> None:
    world = World()
    ada, _ = world.here("Ada"), world.here("Bob")
    eve = world.known("Eve")
    world.do(ada, c.Leave())
    world.now += later
    assert lanes(world.do(eve, c.Arrive())) == [lane]


def test_a_lane_left_through_a_portal_rests_too() -> None:
    world = World()
    ada, eve = world.here("Ada"), world.known("Eve")
    world.stand(ada, 120, 120, PARK)
    world.stand(ada, 500, 600)
    assert world.avatar(ada).lane == 1
    assert lanes(world.do(eve, c.Arrive())) == [2]


# -- presence and media ----------------------------------------------------------------------------


def test_a_status_is_told_when_it_changes() -> None:
    world = World()
    ada = world.here("Ada")
    assert world.do(ada, c.SetStatus("here")) == []
    assert kinds(world.do(ada, c.SetStatus("away"))) == ["presence.changed"]
    assert world.hub.state.live.presence[ada] == "away"


def test_a_microphone_is_told_when_it_changes() -> None:
    world = World()
    ada = world.here("Ada")
    assert world.do(ada, c.SetMedia(False, False)) == []
    assert kinds(world.do(ada, c.SetMedia(True, False))) == ["media.changed"]
    assert world.do(ada, c.SetMedia(True, False)) == []


def test_who_is_not_here_has_no_status_no_microphone_and_no_walk() -> None:
    world = World()
    ada = world.known("Ada")
    for command in (
        c.SetStatus("away"),
        c.SetMedia(True, True),
        c.WalkTo(room=LAB),
        c.StopWalk(),
        c.EnterRoom(LAB),
    ):
        assert refused(world, ada, command) == "visitor.not_here"
    assert world.do(ada, c.Leave()) == []


def test_who_lost_the_line_is_not_here_again_by_a_word() -> None:
    world = World()
    ada = world.here("Ada")
    world.system(c.Drop(ada))
    for status in ("here", "away", "busy"):
        assert refused(world, ada, c.SetStatus(status)) == "visitor.not_here"
    world.wait(30_000)
    assert ada not in world.hub.state.live.presence


# -- a restart -------------------------------------------------------------------------------------


def test_after_a_crash_people_stand_where_they_stood_as_lost() -> None:
    world = World()
    ada, bob = world.here("Ada"), world.here("Bob")
    world.into(bob, GARDEN)
    spots = [(each, world.avatar(each).spot) for each in (ada, bob)]
    world.hub = type(world.hub)(world.rules, world.hub.state.durable)
    world.hub.restore(spots, world.now)
    assert [(each, world.avatar(each).spot) for each in (ada, bob)] == spots
    assert world.avatar(bob).room == GARDEN
    assert world.hub.state.live.presence == {ada: "lost", bob: "lost"}
    assert kinds(world.do(ada, c.Arrive())) == ["presence.changed"]
    assert kinds(world.wait(KEPT)) == ["room.left", "avatar.gone", "visitor.left"]


def test_conversations_form_again_after_a_crash() -> None:
    world = World()
    ada, bob = world.here("Ada", 500, 600), world.here("Bob", 540, 600)
    world.hub = type(world.hub)(world.rules, world.hub.state.durable)
    world.hub.restore([(ada, Spot(PLAZA, 500, 600)), (bob, Spot(PLAZA, 540, 600))], world.now)
    world.wait(500)
    assert sorted(world.circle(ada)) == [ada, bob]


def test_who_stood_where_the_map_is_built_over_now_or_gone_comes_back_elsewhere() -> None:
    world = World()
    ada, bob = world.here("Ada"), world.here("Bob")
    world.hub = type(world.hub)(world.rules, world.hub.state.durable)
    walls = world.rules.floors[PLAZA].grid.closed([Rect(480, 480, 64, 64)])
    floors = {**world.rules.floors, PLAZA: replace(world.rules.floors[PLAZA], grid=walls)}
    world.hub.state.rules = replace(world.rules, floors=floors)
    world.hub.restore([(ada, Spot(PLAZA, 500, 500)), (bob, Spot(FloorId("old"), 5, 5))], world.now)
    assert not walls.blocked(world.avatar(ada).x, world.avatar(ada).y)
    assert bob not in world.hub.state.live.avatars


# -- what a lost line does not take ----------------------------------------------------------------


@pytest.mark.parametrize("status", ["here", "away", "busy"])
def test_who_comes_back_has_the_status_of_before(status: str) -> None:
    world = World()
    ada = world.here("Ada")
    world.do(ada, c.SetStatus(status))  # type: ignore[arg-type]
    world.system(c.Drop(ada))
    assert world.hub.state.live.presence[ada] == "lost"
    world.do(ada, c.Arrive())
    assert world.hub.state.live.presence[ada] == status
    world.do(ada, c.Leave())
    world.do(ada, c.Arrive())
    assert world.hub.state.live.presence[ada] == "here"


def test_a_second_loss_does_not_keep_the_place_longer() -> None:
    world = World()
    ada = world.here("Ada")
    world.system(c.Drop(ada))
    world.now += KEPT - 1
    assert world.system(c.Drop(ada)) == []
    world.now += 1
    assert "visitor.left" in kinds(world.hub.tick(world.at))


def test_a_device_of_the_venue_is_here_without_a_body() -> None:
    world = World()
    box, host = world.known("Box", Role.VENUE), world.here("Host", role=Role.MODERATOR)
    assert kinds(world.do(box, c.Arrive())) == ["presence.changed"]
    assert world.do(box, c.Arrive()) == []
    assert box not in world.hub.state.live.avatars
    world.system(c.Drop(box))
    assert world.hub.state.live.presence[box] == "lost"
    world.do(box, c.Arrive())
    assert kinds(world.do(host, c.Remove(box))) == ["visitor.removed", "visitor.left"]
    assert box not in world.hub.state.live.presence


@pytest.mark.parametrize("lost", [False, True])
def test_who_becomes_a_device_of_the_venue_loses_the_body_at_once(lost: bool) -> None:
    world = World()
    host, ada = world.here("Host", 100, 340, Role.ADMINISTRATOR), world.here("Ada")
    world.into(ada, OFFICE)
    world.do(ada, c.SetMedia(True, True))
    if lost:
        world.system(c.Drop(ada))
    told = kinds(world.do(host, c.GrantRole(ada, Role.VENUE)))
    assert told == ["role.granted", "room.left", *([] if lost else ["media.changed"]), "avatar.gone"]
    live = world.hub.state.live
    assert ada not in live.avatars
    assert live.presence[ada] == ("lost" if lost else "here")
    assert world.hub.state.inside(OFFICE) == []
    assert world.wait(100) == []
    assert refused(world, host, c.WalkTo(visitor=ada)) == "visitor.not_here"


def test_who_is_a_device_no_more_gets_a_body_at_once() -> None:
    world = World()
    host, box = world.here("Host", 100, 340, Role.ADMINISTRATOR), world.here("Box", role=Role.VENUE)
    told = kinds(world.do(host, c.GrantRole(box, Role.GUEST)))
    assert told == ["role.granted", "avatar.appeared", "avatar.placed"]
    assert world.avatar(box).floor == PLAZA
    assert kinds(world.do(host, c.GrantRole(box, Role.SPEAKER))) == ["role.granted"]


def test_a_talk_ends_with_the_body_of_one_of_two() -> None:
    world = World()
    host, ada = world.here("Host", 100, 340, Role.ADMINISTRATOR), world.here("Ada", 500, 600)
    bob = world.here("Bob", 530, 600)
    world.wait(600)
    assert world.circle(ada)
    world.do(host, c.GrantRole(ada, Role.VENUE))
    assert world.circle(bob) == []
