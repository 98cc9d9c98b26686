"""Venue boxes: taken in, used, watched over and ended; what a stage shows; its timeline."""

from dataclasses import replace

import pytest

from rooms import commands as c
from rooms import events as e
from rooms.boxes import MOST
from rooms.commands import Command
from rooms.ids import PeerId, SourceId, VisitorId, camera_of, peer_of, source_of
from rooms.model.boxes import MARKS_KEPT, Box
from rooms.roles import Capability, Role, capabilities
from tests.rooms.world import FINE, HALL, LAB, OFFICE, World, kinds, refused

LEFT = VisitorId("left")
CAM, MIC = source_of(LEFT, "cam"), source_of(LEFT, "mic")


def with_box(**use: bool) -> World:
    """A hub with a moderator and one box at the hall."""
    world = World()
    world.here("Host", role=Role.MODERATOR)
    world.box("Left", HALL, **use)
    return world


def marks(world: World) -> list[tuple[str, SourceId]]:
    """The timeline of the hall."""
    return [(each.kind, each.source) for each in world.hub.state.durable.boxes.marks.get(HALL, ())]


# -- taken in and ended ----------------------------------------------------------------------------


def test_a_paired_box_is_a_visitor_of_role_venue_who_may_enter_send_and_hear_and_nothing_else() -> None:
    world = with_box()
    person = world.hub.state.durable.visitors[LEFT]
    assert (person.name, person.role) == ("Left", Role.VENUE)
    assert world.hub.state.durable.boxes.boxes == {LEFT: Box(HALL)}
    allowed = capabilities(world.hub.actor(LEFT), world.hub.state.place(None), world.now)
    assert allowed == {Capability.HUB_ENTER, Capability.STAGE_INGEST, Capability.AV_SUBSCRIBE}
    assert LEFT not in world.hub.state.live.avatars
    assert world.hub.state.live.presence[LEFT] == "here"


def test_only_a_stage_takes_boxes_and_no_more_than_there_can_be() -> None:
    world = World()
    for number in range(MOST):
        world.system(c.PairBox(VisitorId(f"box-{number}"), HALL, "Box"))
    host = world.here("Host", role=Role.MODERATOR)
    assert refused(world, host, c.PairBox(VisitorId("x"), HALL, "Box")) == "box.enough"
    assert refused(world, host, c.PairBox(VisitorId("x"), OFFICE, "Box")) == "stage.unknown"
    world.do(host, c.RevokeBox(VisitorId("box-0")))
    assert refused(world, host, c.PairBox(VisitorId("x"), HALL, " ")) == "visitor.name_invalid"
    assert refused(world, host, c.PairBox(VisitorId("x"), HALL, "Box")) == "done"


def test_a_box_is_renamed_and_a_second_time_changes_nothing() -> None:
    world = with_box()
    assert kinds(world.do(VisitorId("host"), c.RenameBox(LEFT, "  Balcony "))) == ["box.renamed"]
    assert world.hub.state.durable.visitors[LEFT].name == "Balcony"
    assert world.do(VisitorId("host"), c.RenameBox(LEFT, "Balcony")) == []


def test_a_revoked_box_is_forgotten_with_all_that_was_shown_of_it() -> None:
    world = with_box()
    host = VisitorId("host")
    world.do(host, c.ShowSource(HALL, CAM))
    world.do(LEFT, c.ReportHealth(FINE))
    world.system(c.ReportDevice(CAM, "on"))
    assert kinds(world.do(host, c.RevokeBox(LEFT))) == ["stage.marked", "box.revoked", "visitor.left"]
    state = world.hub.state
    assert LEFT not in state.durable.visitors
    assert (state.durable.boxes.boxes, state.durable.boxes.shown) == ({}, {})
    assert (state.live.health, state.live.devices) == ({}, {})
    assert LEFT not in state.live.presence
    assert refused(world, host, c.RevokeBox(LEFT)) == "box.unknown"


@pytest.mark.parametrize("end", [c.Erase(LEFT), c.RevokeBox(LEFT)])
def test_a_box_that_is_erased_is_no_box_any_more(end: Command) -> None:
    world = with_box()
    world.do(VisitorId("host"), c.ShowSource(HALL, CAM))
    world.do(VisitorId("host"), end)
    assert world.hub.state.durable.boxes.boxes == {}
    assert world.hub.state.durable.boxes.shown == {}


COMMANDS: list[Command] = [
    c.PairBox(VisitorId("new"), HALL, "New"),
    c.RenameBox(LEFT, "New"),
    c.UseBox(LEFT, False, True, False),
    c.AskBox(LEFT, "restart"),
    c.ShowSource(HALL, CAM),
    c.RevokeBox(LEFT),
]


@pytest.mark.parametrize("role", Role)
@pytest.mark.parametrize("command", COMMANDS, ids=lambda each: type(each).__name__)
def test_boxes_are_the_business_of_hosts(command: Command, role: Role) -> None:
    world = with_box()
    actor = LEFT if role is Role.VENUE else world.here("Actor", role=role)
    allowed = role in (Role.ADMINISTRATOR, Role.MODERATOR)
    assert refused(world, actor, command) == ("done" if allowed else "right.missing")


@pytest.mark.parametrize(
    "command", [c.ChooseUse(True, True, True), c.ReportHealth(FINE)], ids=lambda each: type(each).__name__
)
def test_what_a_box_says_of_itself_is_taken_from_boxes_only(command: Command) -> None:
    world = with_box()
    device = world.here("Device", role=Role.VENUE)
    assert refused(world, LEFT, command) == "done"
    assert refused(world, device, command) == "box.unknown"
    assert refused(world, VisitorId("host"), command) == "right.missing"


# -- used ------------------------------------------------------------------------------------------


def test_what_a_box_is_used_as_is_said_in_the_desk_or_on_the_device() -> None:
    world = with_box()
    assert kinds(world.do(VisitorId("host"), c.UseBox(LEFT, False, True, True, True))) == ["box.used"]
    assert world.hub.state.durable.boxes.boxes[LEFT] == Box(
        HALL, mic=False, cam=True, speaker=True, screen=True
    )
    assert world.do(LEFT, c.ChooseUse(False, True, True, True)) == []
    world.do(LEFT, c.ChooseUse(True, False, False))
    assert world.hub.state.durable.boxes.boxes[LEFT] == Box(HALL, mic=True, cam=False, speaker=False)


def test_a_box_joins_media_without_a_body_and_others_of_its_role_do_not() -> None:
    world = with_box()
    device = world.here("Device", role=Role.VENUE)
    assert kinds(world.do(LEFT, c.JoinMedia("tab"))) == ["media.joined"]
    assert refused(world, device, c.JoinMedia("tab")) == "visitor.not_here"


def test_a_box_is_asked_from_afar_while_it_is_here() -> None:
    world = with_box()
    host = VisitorId("host")
    assert world.do(host, c.AskBox(LEFT, "cam", 1)) == [e.BoxAsked(LEFT, "cam", 1)]
    assert refused(world, host, c.AskBox(LEFT, "cam", -1)) == "box.invalid"
    world.system(c.Drop(LEFT))
    assert refused(world, host, c.AskBox(LEFT, "restart")) == "visitor.not_here"
    assert refused(world, host, c.AskBox(VisitorId("none"), "restart")) == "box.unknown"


@pytest.mark.parametrize(
    "wrong",
    [
        {"level": 101}, {"level": -1}, {"battery": 200}, {"loss": 1.5}, {"loss": float("nan")},
        {"rtt": -1}, {"cams": 100}, {"cam_at": 2}, {"cam_at": -2}, {"echo_ms": 70_000},
    ],
)  # fmt: skip
def test_a_report_that_cannot_be_is_refused(wrong: dict[str, float]) -> None:
    world = with_box()
    health = replace(FINE, **wrong)  # type: ignore[arg-type]
    assert refused(world, LEFT, c.ReportHealth(health)) == "box.invalid"
    assert world.hub.state.live.health == {}


def test_a_report_is_kept_until_the_next() -> None:
    world = with_box()
    for level in (10, 20):
        world.do(LEFT, c.ReportHealth(replace(FINE, level=level)))
    assert world.hub.state.live.health == {LEFT: replace(FINE, level=20)}


def test_a_locked_hall_is_not_locked_for_its_own_boxes() -> None:
    world = with_box()
    world.do(VisitorId("host"), c.LockRoom(HALL))
    assert refused(world, LEFT, c.WatchStage(HALL)) == "done"
    late = world.box("Late")
    assert refused(world, late, c.WatchStage(HALL)) == "done"
    world.system(c.RevokeBox(late))
    stranger = world.here("Stranger", role=Role.VENUE)
    assert refused(world, stranger, c.WatchStage(HALL)) == "room.locked"


# -- shown -----------------------------------------------------------------------------------------


def test_a_stage_shows_what_a_host_chooses_among_what_can_be_on_it() -> None:
    world = with_box()
    host, guest = VisitorId("host"), world.here("Guest")
    for source in (CAM, camera_of(HALL), source_of(guest, "cam")):
        assert refused(world, host, c.ShowSource(HALL, source)) == "done"
        assert world.hub.state.durable.boxes.shown[HALL] == source
    for source in (MIC, camera_of(LAB), source_of("nobody", "cam"), SourceId("nonsense")):
        assert refused(world, host, c.ShowSource(HALL, source)) == "source.unknown"
    assert world.do(host, c.ShowSource(HALL, source_of(guest, "cam"))) == []
    world.do(host, c.ShowSource(HALL, None))
    assert world.hub.state.durable.boxes.shown == {}
    world.do(host, c.ShowSource(HALL, source_of(guest, "cam")))
    world.system(c.Erase(guest))
    assert world.hub.state.durable.boxes.shown == {}


def test_a_host_directs_the_venue_screen_or_leaves_it_to_itself() -> None:
    world = with_box()
    host = VisitorId("host")
    assert world.do(host, c.SetScene(HALL, "auto")) == []
    assert kinds(world.do(host, c.SetScene(HALL, "map"))) == ["stage.scene_set"]
    assert world.do(host, c.SetScene(HALL, "map")) == []
    assert world.hub.state.durable.scenes == {HALL: "map"}
    world.do(host, c.SetScene(HALL, "auto"))
    assert world.hub.state.durable.scenes == {}
    assert refused(world, host, c.SetScene(LAB, "map")) == "stage.unknown"
    assert refused(world, LEFT, c.SetScene(HALL, "map")) == "right.missing"


# -- the timeline ----------------------------------------------------------------------------------


def test_a_cut_and_the_return_of_a_box_stand_on_the_timeline_each_once() -> None:
    world = with_box()
    for status in ("silent", "on", "on", "silent", "off", "on"):
        world.system(c.ReportDevice(CAM, status))  # type: ignore[arg-type]
    assert marks(world) == [("back", CAM), ("cut", CAM), ("back", CAM)]
    assert world.hub.state.live.devices == {CAM: "on"}


def test_a_box_that_only_hears_is_told_by_its_microphone_and_one_that_films_by_its_camera() -> None:
    world = with_box(mic=True)
    world.system(c.ReportDevice(MIC, "on"))
    world.system(c.ReportDevice(CAM, "on"))
    assert marks(world) == [("back", MIC)]
    world.system(c.UseBox(LEFT, True, True, False))
    world.system(c.ReportDevice(MIC, "off"))
    assert marks(world) == [("back", MIC)]


def test_the_camera_that_a_key_lets_in_stands_on_the_timeline_too() -> None:
    world = World()
    camera = camera_of(HALL)
    for status in ("silent", "on", "silent", "on", "off"):
        source = None if status == "off" else camera
        world.system(c.ReportSource(HALL, source, status))  # type: ignore[arg-type]
    assert marks(world) == [("back", camera), ("cut", camera), ("back", camera), ("cut", camera)]


def test_what_ran_as_the_server_ended_is_cut_unless_the_media_plane_went_on() -> None:
    world = with_box()
    world.system(c.ReportDevice(CAM, "on"))
    world.system(c.ReportSource(HALL, camera_of(HALL), "on"))
    assert world.system(c.ReportStart((PeerId(LEFT), PeerId("stage:hall")))) == []
    world.system(c.ReportStart((peer_of(CAM),)))
    assert marks(world)[-1] == ("cut", camera_of(HALL))
    world.system(c.ReportStart(()))
    assert marks(world)[-1] == ("cut", CAM)
    assert world.system(c.ReportStart(())) == []


def test_a_box_that_is_revoked_while_it_runs_is_cut_then_and_not_at_the_next_start() -> None:
    world = with_box(mic=True)
    world.system(c.ReportDevice(MIC, "on"))
    world.system(c.UseBox(LEFT, True, True, False))
    world.system(c.ReportDevice(CAM, "on"))
    world.do(VisitorId("host"), c.RevokeBox(LEFT))
    assert marks(world) == [("back", MIC), ("back", CAM), ("cut", MIC), ("cut", CAM)]
    assert world.system(c.ReportStart(())) == []


def test_the_timeline_is_bounded() -> None:
    world = with_box()
    for _ in range(MARKS_KEPT):
        for status in ("on", "silent"):
            world.system(c.ReportDevice(CAM, status))  # type: ignore[arg-type]
    assert len(marks(world)) == MARKS_KEPT
    assert marks(world)[-1] == ("cut", CAM)


def test_the_media_plane_may_tell_of_a_box_that_is_gone() -> None:
    world = World()
    assert world.system(c.ReportDevice(CAM, "on")) == []
