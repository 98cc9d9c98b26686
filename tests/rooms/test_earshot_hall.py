"""Who hears and sees whom where a stage has a real hall: its devices, people in it, shared screens."""

import pytest

from media.backend import PeerWant
from rooms import commands as c
from rooms import events as e
from rooms.earshot import may_watch
from rooms.ids import PeerId, RoomId, SourceId, VisitorId
from rooms.model.live import Media
from rooms.roles import Role
from server.effects.wants import Tab, tab_peer, want_table
from tests.rooms.hybrid import (
    CAMERA,
    LEFT,
    MADE_IN_THE_HALL,
    PEOPLE_AFAR,
    RIGHT,
    got,
    hybrid,
    picture,
    source,
    speaking,
)
from tests.rooms.world import HALL, LAB, OFFICE, World


def admit(world: World, visitor: VisitorId) -> None:
    """Give somebody the floor."""
    world.do(visitor, c.RaiseHand(HALL))
    entry = next(each.id for each in world.hub.state.durable.queue.entries.values() if each.open)
    world.do(VisitorId("host"), c.AdmitEntry(entry))


@pytest.mark.parametrize(
    ("who", "gets"),
    [
        ("host", PEOPLE_AFAR | MADE_IN_THE_HALL),
        ("far", PEOPLE_AFAR | MADE_IN_THE_HALL),
        ("guest", PEOPLE_AFAR | MADE_IN_THE_HALL),
        ("near", set[SourceId]()),
        ("seat", set[SourceId]()),
        ("left", PEOPLE_AFAR),
        ("right", PEOPLE_AFAR),
    ],
)
def test_the_hall_is_heard_from_afar_once_and_by_nobody_in_it(who: str, gets: set[SourceId]) -> None:
    assert got(hybrid(), VisitorId(who)) == gets


@pytest.mark.parametrize("who", ["guest", "seat"])
def test_who_is_given_the_floor_is_heard_in_the_hall_unless_they_sit_there(who: str) -> None:
    world = hybrid()
    admit(world, VisitorId(who))
    added = {source(VisitorId(who))} if who == "guest" else set[SourceId]()
    assert got(world, LEFT) == PEOPLE_AFAR | added
    assert got(world, VisitorId("far")) == PEOPLE_AFAR | MADE_IN_THE_HALL | added
    assert got(world, VisitorId("near")) == set()


@pytest.mark.parametrize("who", ["near", "seat"])
def test_a_laptop_in_the_hall_sends_nothing_and_gets_nothing_until_its_owner_says_otherwise(who: str) -> None:
    world, visitor = hybrid(), VisitorId(who)
    whole = picture(world)
    assert (whole.sends[visitor].mic, whole.sends[visitor].cam) == (False, False)
    assert visitor not in whole.group_of
    assert not may_watch(world.hub.state, visitor, HALL, world.now)
    world.do(visitor, c.Attend(None))
    assert picture(world).sends[visitor].mic
    assert got(world, visitor) >= MADE_IN_THE_HALL
    assert may_watch(world.hub.state, visitor, HALL, world.now)


def test_nothing_that_is_made_in_a_hall_is_in_any_group_that_reaches_it() -> None:
    world = hybrid()
    admit(world, VisitorId("seat"))
    whole = picture(world)
    for listener, hall in whole.hall_of.items():
        made = {SourceId(f"{peer}/mic") for peer in whole.made_in(hall)}
        assert not made & got(world, listener), listener


def test_what_is_made_in_a_hall_is_named_so_that_no_circle_elsewhere_brings_it_back() -> None:
    world = hybrid()
    for name in ("near", "guest"):
        world.into(VisitorId(name), OFFICE)
    whole = picture(world)
    assert whole.group_of[VisitorId("near")] == "room:office"
    assert set(whole.made_in(HALL)) == {"stage:hall", "left", "right", "near"}
    assert whole.hall_of == {VisitorId("near"): HALL, VisitorId("seat"): HALL, LEFT: HALL, RIGHT: HALL}


def test_somebody_in_another_hall_hears_this_one() -> None:
    world = hybrid()
    world.happen([e.VisitorOnSite(VisitorId("seat"), LAB, world.now)])
    assert got(world, VisitorId("seat")) == PEOPLE_AFAR | MADE_IN_THE_HALL


@pytest.mark.parametrize("cam", [True, False])
@pytest.mark.parametrize("mic", [True, False])
@pytest.mark.parametrize("speaker", [True, False])
def test_a_box_is_what_it_is_used_as(mic: bool, cam: bool, speaker: bool) -> None:
    world = World()
    world.here("Host", role=Role.MODERATOR)
    world.box("Left")
    world.system(c.UseBox(LEFT, mic, cam, speaker))
    whole = picture(world)
    stage = whole.groups["room:hall"]
    assert (stage.mics == [source(LEFT)]) is mic
    assert (stage.cameras == [source(LEFT, "cam")]) is cam
    assert (whole.group_of.get(LEFT) == "hall:hall") is speaker
    assert (whole.sends[LEFT].mic, whole.sends[LEFT].cam) == (mic, cam)


def test_a_box_that_is_lost_banned_or_revoked_sends_and_hears_nothing() -> None:
    for end in (c.Drop(LEFT), c.Ban(LEFT), c.RevokeBox(LEFT), c.Erase(LEFT)):
        world = World()
        world.here("Host", role=Role.MODERATOR)
        world.box("Left")
        world.system(end)
        whole = picture(world)
        assert LEFT not in whole.group_of
        assert not any((each.mic or each.cam) for each in whole.sends.values())
        assert all(not group.mics and not group.cameras for group in whole.groups.values())


def test_the_boxes_of_one_stage_are_not_those_of_another() -> None:
    world = World()
    world.here("Host", role=Role.MODERATOR)
    world.box("Left")
    assert set(picture(world).groups) == {"room:hall", "hall:hall"}


@pytest.mark.parametrize(
    ("chosen", "shown"),
    [
        (None, CAMERA),
        (CAMERA, CAMERA),
        (source(RIGHT, "cam"), source(RIGHT, "cam")),
        (source(VisitorId("far"), "cam"), source(VisitorId("far"), "cam")),
        (source(VisitorId("guest"), "cam"), CAMERA),
        (source(VisitorId("near"), "cam"), CAMERA),
    ],
)
def test_the_chosen_picture_is_the_stages_while_it_is_there(chosen: SourceId | None, shown: SourceId) -> None:
    world = hybrid()
    world.do(VisitorId("host"), c.ShowSource(HALL, chosen))
    assert picture(world).groups["room:hall"].stage == shown
    assert picture(world).groups["hall:hall"].stage is None


def test_a_chosen_picture_is_back_after_its_cut() -> None:
    world = hybrid()
    chosen = source(RIGHT, "cam")
    world.do(VisitorId("host"), c.ShowSource(HALL, chosen))
    world.system(c.Drop(RIGHT))
    assert picture(world).groups["room:hall"].stage == CAMERA
    world.do(RIGHT, c.Arrive())
    assert picture(world).groups["room:hall"].stage == chosen


def test_of_the_halls_cameras_one_that_sends_comes_before_one_that_does_not() -> None:
    world = hybrid()
    world.happen([e.StageSourceChanged(HALL, None, "off")])
    assert picture(world).groups["room:hall"].stage == source(LEFT, "cam")
    world.system(c.ReportDevice(source(RIGHT, "cam"), "on"))
    assert picture(world).groups["room:hall"].stage == source(RIGHT, "cam")


def sharing(world: World, name: str, room: RoomId, role: Role = Role.GUEST) -> VisitorId:
    """Somebody who speaks in a room and shares a screen there, later than those before."""
    visitor = speaking(world, name, room, role)
    world.now += 1
    world.do(visitor, c.ShareScreen())
    return visitor


def shown(world: World, room: RoomId = HALL) -> tuple[SourceId | None, tuple[SourceId, ...]]:
    """What stands large in a room, and all screens there."""
    group = picture(world).groups[f"room:{room}"]
    return group.stage, group.screens


def screen(visitor: VisitorId) -> SourceId:
    """Somebody's shared screen."""
    return source(visitor, "screen")


def test_of_two_shared_screens_the_newer_stands_large_and_both_are_shown() -> None:
    world = World()
    ada, bob = sharing(world, "Ada", OFFICE), sharing(world, "Bob", OFFICE)
    assert shown(world, OFFICE) == (screen(bob), (screen(bob), screen(ada)))
    world.do(bob, c.EndScreen())
    assert shown(world, OFFICE) == (screen(ada), (screen(ada),))


def test_a_screen_is_seen_only_where_it_was_shared_even_before_its_end_is_told() -> None:
    world = World()
    ada, bob = sharing(world, "Ada", OFFICE), speaking(world, "Bob", LAB)
    world.into(ada, LAB)
    assert picture(world).sends[ada] == Media(True, True)
    assert shown(world, LAB) == (None, ())
    assert set(picture(world).groups["room:lab"].seen) == {ada, bob}


def test_a_stage_shows_what_was_chosen_then_the_newest_screen_then_the_camera() -> None:
    world = World()
    host = world.here("Host", role=Role.MODERATOR)
    world.happen([e.StageSourceChanged(HALL, CAMERA, "on")])
    assert shown(world) == (CAMERA, ())
    ada = sharing(world, "Ada", HALL, Role.SPEAKER)
    bob = sharing(world, "Bob", HALL, Role.SPEAKER)
    assert shown(world)[0] == screen(bob)
    for chosen in (screen(ada), CAMERA, source(ada, "cam")):
        world.do(host, c.ShowSource(HALL, chosen))
        assert shown(world)[0] == chosen
    world.do(host, c.ShowSource(HALL, None))
    assert shown(world)[0] == screen(bob)


def test_whoever_loses_the_floor_shows_no_screen_from_that_moment() -> None:
    world = World()
    host, guest = world.here("Host", role=Role.MODERATOR), speaking(world, "Guest", HALL)
    entry = next(each.entry for each in world.do(guest, c.RaiseHand(HALL)) if isinstance(each, e.EntryAdded))
    world.do(host, c.AdmitEntry(entry))
    world.do(guest, c.ShareScreen())
    assert shown(world)[1] == (screen(guest),)
    world.do(host, c.FinishEntry(entry))
    assert shown(world)[1] == ()
    assert picture(world).sends[guest].screen is None


def test_a_speaker_in_the_real_hall_sends_a_screen_and_nothing_else_and_gets_nothing() -> None:
    world = World()
    ada = sharing(world, "Ada", HALL, Role.SPEAKER)
    world.do(ada, c.Attend(HALL))
    whole = picture(world)
    assert shown(world) == (screen(ada), (screen(ada),))
    assert whole.sends[ada] == Media(screen=world.hub.state.live.media[ada].screen)
    assert ada not in whole.group_of
    group = whole.groups["room:hall"]
    assert (group.heard, group.seen) == ([], [])


# -- the screens of a hall -------------------------------------------------------------------------


def seen_on(world: World, visitor: VisitorId, peer: str = "") -> tuple[SourceId, ...]:
    """The pictures that the tab of somebody, or of a device, gets."""
    tab = Tab(visitor, "tab", HALL if peer else None, "faces" if peer else "all")
    return want_table(world.hub.state, {tab_peer(tab): tab}, world.now).peers[tab_peer(tab)].video


def screened() -> World:
    """The hybrid hall with a device that is nothing but a screen."""
    world = hybrid()
    world.box("Wall", screen=True)
    return world


WALL = VisitorId("wall")
ON_STAGE = tuple(source(VisitorId(each), "cam") for each in ("host", "far"))


def test_a_box_that_is_a_screen_shows_the_stage_and_its_public_from_afar_and_plays_nothing() -> None:
    world = screened()
    tab = Tab(WALL, "tab", None)
    want = want_table(world.hub.state, {PeerId(WALL): tab}, world.now).peers[PeerId(WALL)]
    assert (want.audio, want.allow) == ((), ())
    assert want.video == (*ON_STAGE, source(VisitorId("guest"), "cam"))
    assert not {*want.video} & {SourceId(f"{each}/cam") for each in ("near", "seat", "left", "stage:hall")}


def test_only_a_screen_of_the_hall_shows_the_public() -> None:
    world = screened()
    assert seen_on(world, LEFT) == ON_STAGE
    assert source(VisitorId("guest"), "cam") not in seen_on(world, VisitorId("far"))
    assert seen_on(world, VisitorId("guest"), "screen") == ON_STAGE


@pytest.mark.parametrize("change", ["camera", "room", "hall", "muted"])
def test_who_listens_is_on_no_screen_without_camera_elsewhere_in_the_hall_or_muted(change: str) -> None:
    world, guest = screened(), VisitorId("guest")
    if change == "camera":
        world.do(guest, c.SetMedia(True, False))
    elif change == "room":
        world.into(guest, OFFICE)
    elif change == "hall":
        world.do(guest, c.Attend(HALL))
    else:
        world.do(VisitorId("host"), c.Mute(guest))
    assert seen_on(world, WALL) == ON_STAGE


def test_a_page_that_shows_faces_gets_no_sound_and_nothing_where_the_stage_is_closed_to_it() -> None:
    world, ada = hybrid(), VisitorId("ada")
    world.known("Ada")
    tab = Tab(ada, "tab", HALL, "faces")
    table = want_table(world.hub.state, {tab_peer(tab): tab}, world.now)
    assert table.peers[tab_peer(tab)] == PeerWant(video=ON_STAGE)
    world.do(VisitorId("host"), c.LockRoom(HALL))
    assert seen_on(world, ada, "screen") == ()
