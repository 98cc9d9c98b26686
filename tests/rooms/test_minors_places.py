"""Where the people of a workshop with minors are: not to be told from any body, number or word outside."""

from collections.abc import Iterable

import pytest

from rooms import commands as c
from rooms import events as e
from rooms.events import Event, Spot
from rooms.ids import FloorId, VisitorId
from rooms.minors.veil import is_veiled
from rooms.model.minors import KEPT_MS
from rooms.project import project
from rooms.roles import Role
from server.live.view import snapshot
from tests.rooms.workshop import ANN, BOB, CHIEF, EVA, HOST, HOUR, KIT, OUTSIDE, ROB, Workshop, opened, seen
from tests.rooms.world import LAB, OFFICE, TABLE, World, refused

INSIDE = (ANN, EVA, KIT, ROB)


def shown(world: World, events: Iterable[Event], viewer: VisitorId) -> list[Event]:
    """Those events as they reach somebody."""
    told = (project(world.hub.state, each, world.hub.actor(viewer), world.now) for each in events)
    return [each for each in told if each is not None]


def bodies(world: World, viewer: VisitorId) -> set[str]:
    """Whose bodies the first state of a connection shows somebody, and who is in which room by it."""
    live = snapshot(world.hub.state, viewer, world.now)["live"]
    return {each["visitor"] for each in live["avatars"]} | set(live["in_room"])


def test_named_adults_inside_have_no_body_for_those_outside() -> None:
    world = opened()
    for who in OUTSIDE:
        assert bodies(world, who) == set(OUTSIDE)
        assert set(snapshot(world.hub.state, who, world.now)["live"]["presence"]) == {ANN, EVA, *OUTSIDE}
    assert bodies(world, EVA) == {*INSIDE, *OUTSIDE}
    assert bodies(world, KIT) == set(INSIDE)


def test_an_adult_who_goes_in_is_gone_for_those_outside_and_appears_when_coming_out() -> None:
    world = opened()
    out = world.do(ANN, c.EnterRoom(OFFICE))
    for who in OUTSIDE:
        assert seen(world, out, who) == ["visitor.placed", "avatar.appeared", "room.entered"]
    avatar = world.avatar(ANN)
    (there,) = (each for each in shown(world, out, BOB) if isinstance(each, e.AvatarAppeared))
    assert (there.lane, there.x, there.y) == (avatar.lane, avatar.x, avatar.y)
    back = world.do(ANN, c.EnterRoom(LAB))
    for who in OUTSIDE:
        assert [each for each in shown(world, back, who) if getattr(each, "room", "") == LAB] == []
        assert seen(world, back, who) == ["room.left", "avatar.gone"]
    assert "room.entered" in seen(world, back, EVA)
    assert "room.entered" in seen(world, back, KIT)
    on = world.do(ANN, c.EnterRoom(TABLE))
    assert [
        each for who in OUTSIDE for each in shown(world, on, who) if not isinstance(each, e.AvatarGone)
    ] == []


def test_an_adult_who_leaves_the_hub_from_inside_appears_nowhere_before() -> None:
    world = opened()
    assert seen(world, world.do(ANN, c.Leave()), BOB) == ["avatar.gone", "visitor.left"]


@pytest.mark.parametrize("command", [c.WalkTo(visitor=ANN), c.Follow(ANN)])
def test_nobody_outside_is_led_to_an_adult_inside(command: c.WalkTo | c.Follow) -> None:
    world = opened()
    for who in (HOST, BOB):
        assert refused(world, who, command) == "visitor.not_here"
    assert refused(world, EVA, command) != "visitor.not_here"


def test_who_is_inside_when_it_begins_is_gone_for_those_outside_and_there_again_when_it_is_cleared() -> None:
    world = Workshop()
    for who in ("Ann", "Eva"):
        world.here(who, 400, 500, Role.MODERATOR)
    world.here("Bob", 240, 700)
    world.do(ANN, c.EnterRoom(LAB))
    opening = world.do(EVA, c.OpenMinors("Robots", (LAB,), (ANN,), world.now + HOUR))
    assert seen(world, opening, BOB) == ["minors.opened", "avatar.gone"]
    (workshop,) = world.hub.state.durable.minors.workshops
    world.do(ANN, c.EndMinors(workshop))
    assert is_veiled(world.hub.state, BOB, world.avatar(ANN))
    world.now += KEPT_MS
    clearing = [each for command in world.hub.due(world.now) for each in world.system(command)]
    assert seen(world, clearing, BOB) == ["minors.cleared", "avatar.appeared", "room.entered"]
    assert bodies(world, BOB) == {ANN, EVA, BOB}
    assert world.avatar(ANN).room == LAB


def test_the_lanes_of_those_outside_do_not_tell_how_many_children_there_are() -> None:
    world = opened(children=False)
    before = world.avatar(world.here("Cy", 260, 720)).lane
    for name in ("Kit", "Rob", "Sol"):
        world.child(name)
    after = world.avatar(world.here("Di", 280, 740)).lane
    assert after == before + 1
    assert len({world.avatar(VisitorId(each)).lane for each in ("kit", "rob", "sol")}) == 3
    assert CHIEF in bodies(world, BOB)


def test_a_screen_shared_inside_tells_nobody_outside_in_which_room() -> None:
    world = opened()
    (told,) = world.do(ANN, c.ShareScreen())
    assert isinstance(told, e.MediaChanged)
    assert told.screen is not None
    for who in OUTSIDE:
        assert shown(world, [told], who) == [e.MediaChanged(ANN, told.mic, told.cam)]
        assert snapshot(world.hub.state, who, world.now)["live"]["media"][ANN].screen is None
    for who in INSIDE:
        assert shown(world, [told], who) == [told]
        assert snapshot(world.hub.state, who, world.now)["live"]["media"][ANN].screen == told.screen


def test_who_follows_an_adult_is_not_told_where_it_ended() -> None:
    world = opened()
    world.do(ANN, c.EnterRoom(OFFICE))
    world.do(BOB, c.EnterRoom(OFFICE))
    world.do(BOB, c.Follow(ANN))
    world.do(ANN, c.LetFollow(BOB))
    world.wait(1000)
    assert world.hub.state.live.following.leader(BOB) == ANN
    events = [*world.do(ANN, c.EnterRoom(LAB)), *world.wait(1000)]
    ended = [each for each in shown(world, events, BOB) if isinstance(each, e.FollowEnded)]
    assert ended == [e.FollowEnded(BOB, ANN, "left")]


def test_a_host_who_moves_an_adult_out_does_not_learn_the_place_inside() -> None:
    world = opened()
    back = world.avatar(ANN).spot
    moved = world.do(CHIEF, c.Move(ANN, OFFICE))

    def returns(who: VisitorId) -> list[Spot | None]:
        return [each.return_to for each in shown(world, moved, who) if isinstance(each, e.VisitorPlaced)]

    assert [returns(who) for who in (CHIEF, HOST)] == [[None], [None]]
    assert [returns(who) for who in (ANN, EVA)] == [[back], [back]]


def test_nobody_else_is_told_of_a_place_on_a_floor_that_is_no_more() -> None:
    world = opened()
    placed = e.VisitorPlaced(ANN, FloorId("cellar"), 10, 10, None, None)
    assert [shown(world, [placed], who) for who in (BOB, KIT)] == [[], []]
    assert shown(world, [placed], ANN) == [placed]
