"""How a stage is laid out: by a host for all, by each viewer for themselves."""

import pytest

from rooms import commands as c
from rooms import events as e
from rooms.earshot import earshot
from rooms.events import StageLayout
from rooms.ids import DeckId, SourceId, VisitorId
from rooms.layouts import layout_of, pictures
from rooms.model.slides import Turned
from rooms.roles import Role
from tests.rooms.world import HALL, LAB, World, kinds, refused

CAMERA, LEFT = SourceId("stage:hall/cam"), SourceId("left/cam")


def full_stage() -> World:
    """A hall with two cameras, two speakers from afar of whom one shares a screen, and a watcher."""
    world = World()
    world.here("Host", role=Role.MODERATOR)
    world.known("Ada")
    world.box("Left")
    world.happen([e.StageSourceChanged(HALL, CAMERA, "on")])
    for name in ("Bo", "Cy"):
        visitor = world.here(name, role=Role.SPEAKER)
        world.into(visitor, HALL)
        world.do(visitor, c.SetMedia(True, True))
    world.do(VisitorId("cy"), c.ShareScreen())
    return world


def seen(world: World, voice: str | None = None, viewer: str = "ada") -> list[str]:
    """What somebody is sent of the stage while somebody speaks."""
    group = earshot(world.hub.state, world.now).groups["room:hall"]
    source = SourceId(voice) if voice else None
    layout = layout_of(world.hub.state, HALL, VisitorId(viewer))
    return list(pictures(world.hub.state, HALL, layout, group, source, VisitorId(viewer)))


ALL = ["cy/screen", "stage:hall/cam", "left/cam", "bo/cam", "cy/cam"]


@pytest.mark.parametrize(
    ("layout", "sent"),
    [("picture", ALL[:1]), ("speaker", ALL[:2]), ("side", ALL[:2]), ("gallery", ALL)],
)
def test_only_the_pictures_that_a_layout_shows_are_sent(layout: StageLayout, sent: list[str]) -> None:
    world = full_stage()
    world.do(VisitorId("host"), c.LayStage(HALL, layout))
    assert seen(world) == sent
    world.do(VisitorId("ada"), c.ViewStage(HALL, "gallery"))
    assert seen(world) == ALL


@pytest.mark.parametrize(
    ("voice", "beside"),
    [
        ("bo/mic", "bo/cam"),
        ("left/mic", "left/cam"),
        ("stage:hall/mic", "stage:hall/cam"),
        ("silent/mic", "stage:hall/cam"),
    ],
)
def test_beside_the_picture_stands_who_speaks_from_afar_or_in_the_hall(voice: str, beside: str) -> None:
    assert seen(full_stage(), voice) == ["cy/screen", beside]


def test_nobody_is_sent_the_own_picture_while_speaking() -> None:
    assert seen(full_stage(), "bo/mic", "bo") == ["cy/screen", "stage:hall/cam"]


def test_slides_stand_in_the_place_of_the_picture_unless_one_was_chosen() -> None:
    world = full_stage()
    world.hub.state.durable.slides.turned[HALL] = Turned(DeckId("deck"), 1)
    assert seen(world, "cy/mic") == ["cy/cam"]
    world.do(VisitorId("host"), c.ShowSource(HALL, LEFT))
    assert seen(world, "cy/mic") == ["left/cam", "cy/cam"]
    world.do(VisitorId("host"), c.UseBox(VisitorId("left"), True, False, True))
    world.do(VisitorId("host"), c.LayStage(HALL, "picture"))
    assert seen(world) == []


def test_a_host_lays_the_stage_out_for_all_and_the_usual_is_nothing_to_remember() -> None:
    world = World()
    host, ada = world.here("Host", role=Role.MODERATOR), world.here("Ada")
    assert world.do(host, c.LayStage(HALL, "speaker")) == []
    assert kinds(world.do(host, c.LayStage(HALL, "gallery"))) == ["stage.laid_out"]
    assert world.do(host, c.LayStage(HALL, "gallery")) == []
    assert layout_of(world.hub.state, HALL, ada) == "gallery"
    assert world.hub.state.durable.layouts == {HALL: "gallery"}
    world.do(host, c.LayStage(HALL, "speaker"))
    assert world.hub.state.durable.layouts == {}


def test_who_chose_otherwise_keeps_it_until_they_follow_again() -> None:
    world = World()
    host, ada, bob = world.here("Host", role=Role.MODERATOR), world.here("Ada"), world.known("Bob")
    for viewer in (ada, bob):
        world.do(viewer, c.ViewStage(HALL, "side"))
        assert world.do(viewer, c.ViewStage(HALL, "side")) == []
    world.do(host, c.LayStage(HALL, "picture"))
    assert [layout_of(world.hub.state, HALL, each) for each in (ada, bob, host)] == [
        "side",
        "side",
        "picture",
    ]
    world.do(ada, c.ViewStage(HALL, None))
    assert layout_of(world.hub.state, HALL, ada) == "picture"
    world.system(c.Erase(bob))
    assert world.hub.state.live.views == {}


@pytest.mark.parametrize("layout", ["gallery", "picture"])
def test_only_hosts_lay_out_and_only_stages_are_laid_out(layout: StageLayout) -> None:
    world = World()
    guest, host = world.here("Guest"), world.here("Host", role=Role.MODERATOR)
    assert refused(world, guest, c.LayStage(HALL, layout)) == "right.missing"
    assert refused(world, host, c.LayStage(LAB, layout)) == "stage.unknown"
    assert refused(world, guest, c.ViewStage(LAB, layout)) == "stage.unknown"
