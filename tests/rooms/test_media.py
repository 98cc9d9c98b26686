"""Sound and picture as the hub sees them: who may ask, what is passed on, what is remembered."""

import pytest

from rooms import commands as c
from rooms import events as e
from rooms.commands import Command
from rooms.ids import RoomId, SourceId, VisitorId
from rooms.media import SCREENS_MOST, SDP_MOST, TAB_MOST
from rooms.model.live import Media, StageSource
from rooms.roles import Capability, Policy, Role
from tests.rooms.world import BIRTH, HALL, LAB, OFFICE, World, kinds, refused

CAMERA = SourceId("stage:hall/cam")


def test_a_tab_in_the_hub_asks_answers_and_has_enough() -> None:
    world = World()
    ada = world.here("Ada")
    assert world.do(ada, c.JoinMedia("one")) == [e.MediaJoined(ada, "one", None)]
    assert world.do(ada, c.JoinMedia("one", keep=True)) == [e.MediaJoined(ada, "one", None, keep=True)]
    assert world.do(ada, c.AnswerMedia("v=0", "one")) == [e.MediaAnswered(ada, "one", "v=0")]
    assert world.do(ada, c.LeaveMedia("one")) == [e.MediaLeft(ada, "one")]


def test_sound_and_picture_of_the_hub_are_for_those_who_are_there() -> None:
    world = World()
    ada = world.known("Ada")
    assert refused(world, ada, c.JoinMedia()) == "visitor.not_here"
    assert refused(world, ada, c.SetMedia(True, True)) == "visitor.not_here"
    assert world.do(ada, c.WatchStage(HALL, "one")) == [e.MediaJoined(ada, "one", HALL)]


@pytest.mark.parametrize("command", [c.WatchStage, lambda stage: c.MakeStageKey(stage, "hash")])
@pytest.mark.parametrize("room", [OFFICE, RoomId("nowhere")])
def test_only_a_stage_is_watched_or_gets_a_key(command: type[c.WatchStage], room: RoomId) -> None:
    world = World()
    assert refused(world, world.here("Host", role=Role.MODERATOR), command(room)) == "stage.unknown"


def test_a_locked_stage_is_not_watched_from_outside() -> None:
    world = World()
    host, ada = world.here("Host", role=Role.MODERATOR), world.here("Ada")
    world.do(host, c.LockRoom(HALL))
    assert refused(world, ada, c.WatchStage(HALL)) == "room.locked"
    world.into(ada, HALL)
    assert refused(world, ada, c.WatchStage(HALL)) == "done"


@pytest.mark.parametrize(
    "command",
    [c.AnswerMedia("x" * (SDP_MOST + 1)), c.JoinMedia("x" * (TAB_MOST + 1)), c.LeaveMedia("x" * 41)],
    ids=["answer", "tab", "tab that leaves"],
)
def test_what_is_passed_on_is_bounded(command: Command) -> None:
    world = World()
    assert refused(world, world.here("Ada"), command) == "media.too_long"


def test_sound_and_picture_that_do_not_change_are_no_news() -> None:
    world = World()
    ada = world.here("Ada")
    assert world.do(ada, c.SetMedia(False, False)) == []
    assert world.do(ada, c.SetMedia(True, False)) == [e.MediaChanged(ada, True, False)]
    assert world.do(ada, c.SetMedia(True, False)) == []
    assert world.hub.state.live.media[ada] == Media(True, False)


def sharing(world: World, *people: VisitorId) -> list[VisitorId]:
    """Who of these shares a screen, as all are told."""
    return [each for each in people if world.hub.state.live.media.get(each, Media()).screen]


def test_a_screen_is_shared_with_ones_circle_and_ended_by_oneself() -> None:
    world = World()
    ada = world.here("Ada")
    assert refused(world, ada, c.ShareScreen()) == "media.nobody_here"
    world.into(ada, OFFICE)
    world.do(ada, c.SetMedia(True, False))
    screen = e.Share(world.now, "room:office")
    assert world.do(ada, c.ShareScreen()) == [e.MediaChanged(ada, True, False, screen)]
    assert world.do(ada, c.ShareScreen()) == []
    assert world.do(ada, c.SetMedia(False, True)) == [e.MediaChanged(ada, False, True, screen)]
    assert world.do(ada, c.EndScreen()) == [e.MediaChanged(ada, False, True)]
    assert world.do(ada, c.EndScreen()) == []


def test_at_a_stage_only_those_on_it_share_a_screen() -> None:
    world = World()
    guest, far = world.here("Guest"), world.here("Speaker", role=Role.SPEAKER)
    for each in (guest, far):
        world.into(each, HALL)
    assert refused(world, guest, c.ShareScreen()) == "media.not_on_stage"
    assert refused(world, far, c.ShareScreen()) == "done"


def test_so_many_screens_at_once_and_no_more() -> None:
    world = World()
    people = [world.here(f"P{at}") for at in range(SCREENS_MOST + 1)]
    for each in people:
        world.into(each, OFFICE)
    assert [refused(world, each, c.ShareScreen()) for each in people] == [
        *["done"] * SCREENS_MOST, "media.enough_screens",
    ]  # fmt: skip
    world.do(people[0], c.EndScreen())
    assert refused(world, people[-1], c.ShareScreen()) == "done"


@pytest.mark.parametrize("end", ["walks away", "is muted", "loses the line", "leaves", "may no more"])
def test_a_screen_ends_with_the_place_the_right_and_the_line_and_all_are_told(end: str) -> None:
    rule = Policy(
        "quiet", frozenset({Capability.AV_PUBLISH}), frozenset({Role.MODERATOR}), starts_at=BIRTH + 10
    )
    world = World.where(policies=(rule,))
    host, ada = world.here("Host", role=Role.MODERATOR), world.here("Ada")
    world.into(ada, OFFICE)
    world.do(ada, c.ShareScreen())
    world.hub.tick(world.at)
    assert sharing(world, ada) == [ada]
    if end == "walks away":
        world.into(ada, LAB)
    elif end == "is muted":
        world.do(host, c.Mute(ada))
    elif end == "loses the line":
        world.system(c.Drop(ada))
    elif end == "leaves":
        world.do(ada, c.Leave())
    else:
        world.now = BIRTH + 10
    world.hub.tick(world.at)
    assert sharing(world, ada) == []


def test_a_new_key_of_a_stage_replaces_the_old_one_for_good() -> None:
    world = World()
    host = world.here("Host", role=Role.MODERATOR)
    for key in ("first", "second"):
        assert kinds(world.do(host, c.MakeStageKey(HALL, key))) == ["stage.key_made"]
    assert world.hub.state.durable.keys == {HALL: "second"}


def test_a_camera_is_reported_when_something_changed() -> None:
    world = World()
    assert world.system(c.ReportSource(HALL, None, "off")) == []
    for status in ("on", "silent", "on"):
        event = e.StageSourceChanged(HALL, CAMERA, status)
        assert world.system(c.ReportSource(HALL, CAMERA, status))[0] == event
        assert world.system(c.ReportSource(HALL, CAMERA, status)) == []
        assert world.hub.state.live.stages[HALL] == StageSource(CAMERA, status)
