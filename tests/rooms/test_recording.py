"""Recording a stage: by right and visible, with those alone in it who agreed, and gone when it is to be."""

from dataclasses import replace

import pytest

from media.backend import RecordWant
from rooms import commands as c
from rooms import events as e
from rooms.earshot import earshot
from rooms.ids import FileId, RecordingId, VisitorId, camera_of, source_of
from rooms.recording import is_in
from rooms.roles import Capability, Policy, Role
from server.effects.records import Limits, records
from tests.rooms.world import BIRTH, HALL, LAB, World, kinds, refused, rules


@pytest.fixture
def world() -> World:
    """A host and a speaker in the hall, and a guest."""
    world = World()
    for name, role in (("Host", Role.MODERATOR), ("Ada", Role.SPEAKER), ("Bob", Role.GUEST)):
        world.into(world.here(name, role=role), HALL)
    return world


HOST, ADA, BOB = VisitorId("host"), VisitorId("ada"), VisitorId("bob")


def started(world: World) -> RecordingId:
    """The recording that a host begins."""
    (event,) = world.do(HOST, c.StartRecording(HALL))
    assert isinstance(event, e.RecordingStarted)
    return event.recording


def test_a_second_start_and_a_second_stop_change_nothing(world: World) -> None:
    started(world)
    assert world.do(HOST, c.StartRecording(HALL)) == []
    assert kinds(world.do(HOST, c.StopRecording(HALL))) == ["recording.stopped"]
    assert world.do(HOST, c.StopRecording(HALL)) == []


def test_nobody_is_in_a_recording_who_was_not_asked_or_refused(world: World) -> None:
    recording = started(world)
    assert not is_in(world.hub.state, recording, HALL, source_of(ADA, "mic"))
    world.do(ADA, c.AnswerRecording(HALL, True))
    world.do(BOB, c.AnswerRecording(HALL, False))
    assert is_in(world.hub.state, recording, HALL, source_of(ADA, "mic"))
    assert is_in(world.hub.state, recording, HALL, source_of(ADA, "screen"))
    assert not is_in(world.hub.state, recording, HALL, source_of(BOB, "cam"))


def test_a_yes_is_taken_back_and_counts_for_one_recording_alone(world: World) -> None:
    recording = started(world)
    world.do(ADA, c.AnswerRecording(HALL, True))
    assert world.do(ADA, c.AnswerRecording(HALL, True)) == []
    world.do(ADA, c.AnswerRecording(HALL, False))
    assert not is_in(world.hub.state, recording, HALL, source_of(ADA, "mic"))
    world.do(ADA, c.AnswerRecording(HALL, True))
    world.do(HOST, c.StopRecording(HALL))
    assert refused(world, ADA, c.AnswerRecording(HALL, True)) == "recording.not_now"
    assert not is_in(world.hub.state, started(world), HALL, source_of(ADA, "mic"))


def test_who_is_muted_may_still_take_back_a_yes(world: World) -> None:
    recording = started(world)
    world.do(BOB, c.AnswerRecording(HALL, True))
    world.do(HOST, c.Mute(BOB))
    world.do(BOB, c.AnswerRecording(HALL, False))
    assert not is_in(world.hub.state, recording, HALL, source_of(BOB, "mic"))


def test_what_is_made_in_the_hall_is_in_it_and_what_is_made_in_another_is_not(world: World) -> None:
    recording = started(world)
    box = world.box("Left")
    assert is_in(world.hub.state, recording, HALL, source_of(box, "mic"))
    assert is_in(world.hub.state, recording, HALL, camera_of(HALL))
    assert not is_in(world.hub.state, recording, HALL, camera_of(LAB))


def test_a_policy_forbids_to_start_and_ends_what_runs_but_not_to_stop_and_delete() -> None:
    policy = Policy("minors", frozenset({Capability.RECORDING_MAKE}), starts_at=BIRTH + 1000)
    world = World(replace(rules(), policies=(policy,)))
    world.here("Host", role=Role.MODERATOR)
    recording = started(world)
    assert world.hub.due(world.now) == []
    world.now += 1000
    assert world.hub.due(world.now) == [c.EndRecording(recording, "forbidden")]
    (event,) = world.system(c.EndRecording(recording, "forbidden"))
    assert event == e.RecordingStopped(recording, HALL, "forbidden", world.now)
    assert world.hub.due(world.now) == []
    assert refused(world, HOST, c.StartRecording(HALL)) == "right.missing"
    assert kinds(world.do(HOST, c.RemoveRecording(recording))) == ["recording.removed"]


def test_files_stand_in_the_order_of_their_times_and_each_once(world: World) -> None:
    recording = started(world)
    late = c.FileRecording(recording, FileId("late"), BIRTH + 9000, 500, 70)
    world.system(late)
    world.system(c.FileRecording(recording, FileId("early"), BIRTH, 500, 70))
    assert world.system(late) == []
    parts = world.hub.state.durable.recording.recordings[recording].parts
    assert [each.file for each in parts] == ["early", "late"]


def test_a_running_recording_cannot_be_deleted_and_a_stopped_one_goes_with_its_files(world: World) -> None:
    recording = started(world)
    assert refused(world, HOST, c.RemoveRecording(recording)) == "recording.running"
    world.system(c.FileRecording(recording, FileId("f"), BIRTH, 500, 70))
    world.do(HOST, c.StopRecording(HALL))
    assert refused(world, ADA, c.RemoveRecording(recording)) == "right.missing"
    assert world.do(HOST, c.RemoveRecording(recording)) == [
        e.RecordingRemoved(recording, HALL, (FileId("f"),))
    ]
    assert refused(world, HOST, c.RemoveRecording(recording)) == "recording.unknown"


def test_recordings_expire_and_those_that_run_do_not(world: World) -> None:
    old = started(world)
    world.do(HOST, c.StopRecording(HALL))
    world.now += 1000
    runs = started(world)
    assert kinds(world.system(c.ExpireRecordings(world.now))) == ["recording.removed"]
    assert old not in world.hub.state.durable.recording.recordings
    assert runs in world.hub.state.durable.recording.recordings


def test_who_is_erased_has_said_nothing(world: World) -> None:
    recording = started(world)
    world.do(ADA, c.AnswerRecording(HALL, True))
    world.system(c.Erase(ADA))
    assert world.hub.state.durable.recording.answers == {recording: {}}
    assert not is_in(world.hub.state, recording, HALL, source_of(ADA, "mic"))


# -- what the media plane is told ------------------------------------------------------------------


def wanted(world: World) -> list[RecordWant]:
    """What is to be recorded now."""
    whole = earshot(world.hub.state, world.now)
    return list(records(world.hub.state, whole, Limits(1000, 10), world.now))


def on_air(world: World) -> RecordingId:
    """A box in the hall; the host and Ada send sound and picture, and it is recorded."""
    world.box("Left", mic=True, cam=True)
    for each in (HOST, ADA, BOB):
        world.do(each, c.SetMedia(True, True))
    return started(world)


def test_the_media_plane_gets_the_names_of_those_alone_who_agreed(world: World) -> None:
    recording = on_air(world)
    box, ada = VisitorId("left"), source_of(ADA, "cam")
    assert wanted(world) == [
        RecordWant(
            recording, (source_of(box, "mic"),), (source_of(box, "cam"),), source_of(box, "cam"), 1000, 10
        )
    ]
    world.do(ADA, c.AnswerRecording(HALL, True))
    world.do(BOB, c.AnswerRecording(HALL, True))
    (want,) = wanted(world)
    assert (want.audio[1:], want.video[1:]) == ((source_of(ADA, "mic"),), (ada,)), "Bob is in the audience"
    world.do(HOST, c.ShowSource(HALL, ada))
    assert wanted(world)[0].pinned == ada
    world.do(ADA, c.AnswerRecording(HALL, False))
    (want,) = wanted(world)
    assert (want.audio, want.video, want.pinned) == ((source_of(box, "mic"),), (source_of(box, "cam"),), None)


def test_a_screen_is_recorded_with_the_yes_of_who_shares_it(world: World) -> None:
    on_air(world)
    world.do(ADA, c.ShareScreen())
    screen = source_of(ADA, "screen")
    assert (screen in wanted(world)[0].video, wanted(world)[0].pinned) == (False, None)
    world.do(ADA, c.AnswerRecording(HALL, True))
    assert (wanted(world)[0].video[0], wanted(world)[0].pinned) == (screen, screen)


def test_what_is_written_counts_against_the_limit_and_nothing_is_wanted_when_it_is_over(world: World) -> None:
    recording = on_air(world)
    world.system(c.FileRecording(recording, FileId("f"), BIRTH, 500, 700))
    assert wanted(world)[0].most == 300
    world.do(HOST, c.StopRecording(HALL))
    assert wanted(world) == []


def test_what_a_policy_forbids_is_not_recorded_from_that_moment_on() -> None:
    policy = Policy("minors", frozenset({Capability.RECORDING_MAKE}), starts_at=BIRTH + 1000)
    world = World(replace(rules(), policies=(policy,)))
    world.here("Host", role=Role.MODERATOR)
    started(world)
    assert len(wanted(world)) == 1
    world.now += 1000
    assert wanted(world) == []
