"""Windows into a hallway: fixed on the map, in conversations by nearness, and nobody."""

from dataclasses import replace

import pytest

from rooms import commands as c
from rooms import events as e
from rooms.earshot import earshot
from rooms.errors import Refusal
from rooms.events import Spot
from rooms.ids import FloorId, VisitorId, source_of
from rooms.motion import Move
from rooms.roles import Capability, Policy, Role
from server.effects.wants import Tab, want_table
from tests.rooms.world import GARDEN, HALL, PARK, PLAZA, World, kinds, refused, rules

DOOR = VisitorId("door")
HOST = VisitorId("host")
AT = Spot(PLAZA, 600, 860)
CAM, MIC = source_of(DOOR, "cam"), source_of(DOOR, "mic")


def with_window(**changed: object) -> World:
    """A hub with a moderator far off and a window into the hallway of the hall."""
    world = World.where(**changed)
    world.here("Host", role=Role.MODERATOR)
    world.box("Door", HALL)
    world.do(HOST, c.PlaceBox(DOOR, AT))
    world.wait()
    return world


def with_ann() -> World:
    """Ann has walked up to the window."""
    world = with_window()
    world.here("Ann", AT.x + 40, AT.y)
    world.wait()
    return world


# -- where it stands -------------------------------------------------------------------------------


def test_a_box_that_is_placed_stands_there_and_serves_its_stage_again_when_it_is_taken_down() -> None:
    world = World()
    world.here("Host", role=Role.MODERATOR)
    world.box("Door", HALL)
    placed = world.do(HOST, c.PlaceBox(DOOR, AT))
    assert kinds(placed) == ["box.placed", "avatar.appeared"]
    assert world.avatar(DOOR).spot == AT
    assert world.do(HOST, c.PlaceBox(DOOR, AT)) == []
    assert world.do(DOOR, c.Arrive()) == []
    taken = world.do(HOST, c.PlaceBox(DOOR, None))
    assert kinds(taken) == ["box.placed", "avatar.gone"]
    assert DOOR not in world.hub.state.live.avatars
    assert source_of(DOOR, "mic") in earshot(world.hub.state, world.now).groups["room:hall"].mics


def test_a_window_that_is_paired_as_one_never_sends_a_packet_to_the_stage() -> None:
    world = World()
    world.here("Host", role=Role.MODERATOR)
    paired = world.system(c.PairBox(DOOR, HALL, "Door", AT))
    assert kinds(paired) == ["box.paired", "box.placed"]
    assert kinds(world.do(DOOR, c.Arrive())) == ["presence.changed", "avatar.appeared"]
    assert "room:hall" not in earshot(world.hub.state, world.now).groups


def test_a_host_moves_a_window_and_whoever_talked_there_stays_behind() -> None:
    world = with_ann()
    assert world.circle(DOOR) == [DOOR, VisitorId("ann")]
    moved = world.do(HOST, c.PlaceBox(DOOR, Spot(PARK, 100, 300)))
    assert "conversation.ended" in kinds(moved)
    assert world.avatar(DOOR).spot == Spot(PARK, 100, 300)


@pytest.mark.parametrize(
    ("spot", "code"),
    [
        (Spot(PLAZA, 648, 400), "box.no_place"),
        (Spot(PLAZA, 400, 120), "box.no_place"),
        (Spot(PLAZA, AT.x + 90, AT.y), "box.no_place"),
        (Spot(FloorId("cellar"), 1, 1), "floor.unknown"),
        (Spot(PLAZA, AT.x + 97, AT.y), "done"),
        (Spot(PLAZA, 100, 700), "done"),
    ],
    ids=["wall", "room with own sound", "another window", "no floor", "far enough", "open room"],
)
def test_a_window_stands_on_open_ground_apart_from_others(spot: Spot, code: str) -> None:
    world = with_window()
    world.box("Other", HALL)
    assert refused(world, HOST, c.PlaceBox(VisitorId("other"), spot)) == code
    assert refused(world, HOST, c.PairBox(VisitorId("new"), HALL, "New", spot)) in (code, "box.no_place")


def test_nobody_pushes_a_window() -> None:
    world = with_window()
    epoch = world.avatar(DOOR).epoch
    world.now += 50
    world.hub.step({DOOR: Move(AT.x + 4, AT.y, 0, epoch)}, world.at)
    assert refused(world, HOST, c.Move(DOOR, GARDEN)) == "visitor.not_here"
    assert refused(world, HOST, c.Return(DOOR)) == "visitor.not_here"
    for own in (c.WalkTo(room=GARDEN), c.EnterRoom(GARDEN), c.PlaceBox(DOOR, None)):
        assert refused(world, DOOR, own) == "right.missing"
    assert world.avatar(DOOR).spot == AT


def test_a_window_is_there_again_after_a_restart_when_its_device_is() -> None:
    world = with_window()
    world.hub.restore([(DOOR, Spot(PLAZA, 5, 5))], world.now)
    assert world.avatar(DOOR).spot == AT
    world.system(c.Drop(DOOR))
    world.wait(31_000)
    assert DOOR not in world.hub.state.live.avatars
    world.hub.restore([(DOOR, AT)], world.now)
    assert DOOR not in world.hub.state.live.avatars
    world.do(DOOR, c.Arrive())
    assert world.avatar(DOOR).spot == AT


def test_a_window_whose_place_is_built_over_comes_to_free_ground() -> None:
    world = with_window()
    world.do(DOOR, c.Leave())
    world.happen([e.BoxPlaced(DOOR, Spot(PLAZA, 648, 400))])
    world.do(DOOR, c.Arrive())
    stands = world.avatar(DOOR).spot
    assert not world.rules.floors[PLAZA].blocked(stands.x, stands.y)


# -- who hears whom --------------------------------------------------------------------------------


def test_whoever_walks_up_and_the_hallway_hear_and_see_each_other_and_nobody_themselves() -> None:
    world = with_ann()
    ann = VisitorId("ann")
    world.do(ann, c.SetMedia(True, True))
    whole = earshot(world.hub.state, world.now)
    name = whole.group_of[DOOR]
    assert whole.group_of[ann] == name
    assert set(whole.groups[name].heard) == set(whole.groups[name].seen) == {DOOR, ann}
    tabs = {each: Tab(each, "tab", None) for each in (DOOR, ann)}
    wants = want_table(world.hub.state, tabs, world.now)  # type: ignore[arg-type]
    assert wants.peers[DOOR].allow == ("mic", "cam")  # type: ignore[index]
    assert CAM in wants.peers[ann].video  # type: ignore[index]
    assert "room:hall" not in whole.groups
    assert "hall:hall" not in whole.groups


def test_who_sits_in_the_hall_meets_its_hallway_all_the_same() -> None:
    world = with_ann()
    ann = VisitorId("ann")
    world.do(ann, c.Attend(HALL))
    world.do(ann, c.SetMedia(True, False))
    whole = earshot(world.hub.state, world.now)
    assert DOOR not in whole.hall_of
    assert whole.group_of[ann] == whole.group_of[DOOR]


def test_a_closed_conversation_is_closed_for_a_window_too() -> None:
    world = with_window()
    ann, ben = (world.here(name, AT.x + x, AT.y - 200) for name, x in (("Ann", 0), ("Ben", 30)))
    world.wait()
    world.do(ann, c.LockConversation())
    world.do(HOST, c.PlaceBox(DOOR, Spot(PLAZA, AT.x + 15, AT.y - 160)))
    world.wait()
    assert world.circle(DOOR) == []
    assert set(world.circle(ann)) == {ann, ben}


def test_two_who_close_their_circle_beside_a_window_that_is_in_it_may_leave_it_by_walking_off() -> None:
    world = with_ann()
    ann = VisitorId("ann")
    world.do(ann, c.LockConversation())
    ben = world.here("Ben", AT.x - 40, AT.y)
    world.wait()
    assert world.circle(ben) == []
    world.stroll(ann, AT.x + 200, AT.y)
    assert world.circle(ann) == []


@pytest.mark.parametrize("end", ["mute", "use", "lost", "revoke"])
def test_a_window_that_is_muted_switched_off_cut_or_revoked_sends_nothing(end: str) -> None:
    world = with_ann()
    acts = {
        "mute": lambda: world.do(HOST, c.Mute(DOOR)),
        "use": lambda: world.do(HOST, c.UseBox(DOOR, False, False, True)),
        "lost": lambda: world.system(c.Drop(DOOR)),
        "revoke": lambda: world.do(HOST, c.RevokeBox(DOOR)),
    }
    acts[end]()
    whole = earshot(world.hub.state, world.now)
    heard = [each for group in whole.groups.values() for each in (*group.heard, *group.seen)]
    assert DOOR not in heard
    sends = whole.sends.get(DOOR)
    assert sends is None or not (sends.mic or sends.cam)


@pytest.mark.parametrize("denied", [Capability.AV_PUBLISH, Capability.AV_SUBSCRIBE])
def test_a_policy_of_the_hub_holds_for_a_window_as_for_guests(denied: Capability) -> None:
    quiet = Policy("quiet", frozenset({denied}), frozenset({Role.MODERATOR}))
    world = with_window(policies=(*rules().policies, quiet))
    world.here("Ann", AT.x + 40, AT.y)
    world.wait()
    whole = earshot(world.hub.state, world.now)
    if denied is Capability.AV_PUBLISH:
        assert not whole.sends[DOOR].mic
    else:
        assert DOOR not in whole.group_of


# -- nobody ----------------------------------------------------------------------------------------


def test_a_window_is_counted_nowhere() -> None:
    world = with_window(visitors_at_once=2, conversation_size=2)
    assert world.hub.state.people == [HOST]
    ann = world.here("Ann", AT.x + 40, AT.y)
    world.stand(HOST, AT.x, AT.y + 40)
    world.wait()
    assert set(world.circle(ann)) == {ann, HOST, DOOR}
    assert refused(world, world.known("Ben"), c.Arrive()) == "hub.full"
    world.do(HOST, c.PlaceBox(DOOR, Spot(PLAZA, 100, 700)))
    assert world.avatar(DOOR).room == GARDEN
    assert world.hub.state.inside(GARDEN) == []


def test_one_walks_to_a_window_as_to_a_person() -> None:
    world = with_window()
    ann = world.here("Ann", AT.x - 300, AT.y)
    world.do(ann, c.WalkTo(visitor=DOOR))
    world.wait(6000)
    assert world.circle(ann) == [DOOR, ann]


# -- the stage it was taken from -------------------------------------------------------------------


def test_what_runs_of_a_window_is_no_business_of_the_stage() -> None:
    world = World()
    world.here("Host", role=Role.MODERATOR)
    world.box("Door", HALL)
    world.system(c.ReportDevice(CAM, "on"))
    cut = world.do(HOST, c.PlaceBox(DOOR, AT))
    assert kinds(cut)[:2] == ["stage.marked", "box.placed"]
    assert kinds(world.system(c.ReportDevice(CAM, "silent"))) == ["box.source"]
    assert refused(world, HOST, c.ShowSource(HALL, CAM)) == "source.unknown"
    world.system(c.ReportDevice(CAM, "on"))
    back = world.do(HOST, c.PlaceBox(DOOR, None))
    assert kinds(back) == ["stage.marked", "box.placed", "avatar.gone"]
    assert refused(world, HOST, c.ShowSource(HALL, CAM)) == "done"


def test_the_word_of_a_place_for_a_box_that_is_none_any_more_changes_nothing() -> None:
    world = World()
    world.happen([e.BoxPlaced(DOOR, AT)])
    assert world.hub.state.durable.boxes.boxes == {}
    with pytest.raises(Refusal):
        world.do(replace(world.hub.actor(world.here("Ann")), role=Role.MODERATOR), c.PlaceBox(DOOR, AT))
