"""How a stage is laid out: by a host for all, by each viewer for themselves."""

import pytest

from rooms import commands as c
from rooms.events import StageLayout
from rooms.layouts import layout_of
from rooms.roles import Role
from tests.rooms.world import HALL, LAB, World, kinds, refused


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
    assert [layout_of(world.hub.state, HALL, each) for each in (ada, bob, host)] == ["side", "side", "picture"]
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
