"""Recording a stage: by right, visible to all, and with those alone in it who said yes.

What is made in the hall is in it without asking each one there: the hall is told by its screen, its box and
on the phones. Everybody else is out of it until they agree, for each recording anew, and again as soon as
they take it back.
"""

from dataclasses import replace

from rooms import commands as c
from rooms import events as e
from rooms.commands import Command
from rooms.errors import Conflict, Unknown
from rooms.events import Event
from rooms.ids import SYSTEM, RecordingId, RoomId, SourceId, VisitorId, camera_peer, peer_of
from rooms.media import named_stage
from rooms.model.recording import Part, Recording
from rooms.roles import Actor, Capability, Role, can
from rooms.rule import Evolve, Rule, View
from rooms.state import Moment, State
from rooms.views import followers, hosts, is_host

MOST = 500
"""Recordings that are kept, and files of one."""
_ANY_HOST = Actor(SYSTEM, Role.MODERATOR)


def recording_of(state: State, recording: RecordingId) -> Recording:
    """The recording, or a refusal."""
    found = state.durable.recording.recordings.get(recording)
    if found is None:
        raise Unknown("recording.unknown")
    return found


def _at_stage(state: State, actor: Actor, command: c.RemoveRecording) -> RoomId | None:
    """The stage of the recording a command names, if there is such a recording."""
    found = state.durable.recording.recordings.get(command.recording)
    return found.stage if found is not None else None


def start(state: State, actor: Actor, command: c.StartRecording, at: Moment) -> list[Event]:
    """Begin; what runs goes on."""
    recordings = state.durable.recording
    if recordings.running(command.stage) is not None:
        return []
    if len(recordings.recordings) >= MOST:
        raise Conflict("recording.enough", most=MOST)
    return [e.RecordingStarted(RecordingId(at.new_id()), command.stage, at.now)]


def stop(state: State, actor: Actor, command: c.StopRecording, at: Moment) -> list[Event]:
    """End; where nothing runs, nothing changes."""
    running = state.durable.recording.running(command.stage)
    return [] if running is None else [e.RecordingStopped(running, command.stage, "host", at.now)]


def end(state: State, actor: Actor, command: c.EndRecording, at: Moment) -> list[Event]:
    """It ended by itself, if it still ran."""
    found = state.durable.recording.recordings.get(command.recording)
    if found is None or found.stopped_at is not None:
        return []
    return [e.RecordingStopped(command.recording, found.stage, command.reason, at.now)]


def answer(state: State, actor: Actor, command: c.AnswerRecording, at: Moment) -> list[Event]:
    """Yes or no; the same again changes nothing."""
    recordings = state.durable.recording
    running = recordings.running(command.stage)
    if running is None:
        raise Conflict("recording.not_now")
    state.visitor(actor.visitor)
    same = recordings.answers.get(running, {}).get(actor.visitor) is command.yes
    return [] if same else [e.RecordingAnswered(running, command.stage, actor.visitor, command.yes)]


def remove(state: State, actor: Actor, command: c.RemoveRecording, at: Moment) -> list[Event]:
    """Delete what has ended."""
    found = recording_of(state, command.recording)
    if found.stopped_at is None:
        raise Conflict("recording.running")
    return [_removed(command.recording, found)]


def expire(state: State, actor: Actor, command: c.ExpireRecordings, at: Moment) -> list[Event]:
    """Delete what ended long ago."""
    kept = state.durable.recording.recordings
    return [_removed(id, each) for id, each in kept.items() if (each.stopped_at or at.now) < command.before]


def _removed(recording: RecordingId, found: Recording) -> Event:
    return e.RecordingRemoved(recording, found.stage, tuple(each.file for each in found.parts))


def add_file(state: State, actor: Actor, command: c.FileRecording, at: Moment) -> list[Event]:
    """A file that the media plane has written; the same one again changes nothing."""
    found = recording_of(state, command.recording)
    if any(each.file == command.file for each in found.parts):
        return []
    if len(found.parts) >= MOST:
        raise Conflict("recording.enough", most=MOST)
    filed = e.RecordingFiled(
        command.recording, found.stage, command.file, command.at, command.length, command.size
    )
    return [filed]


def due(state: State, now: int) -> list[Command]:
    """What ends the recordings that a policy forbids by now."""
    running = {id: each for id, each in state.durable.recording.recordings.items() if not each.stopped_at}
    return [c.EndRecording(id, "forbidden") for id, each in running.items() if not allowed(state, each, now)]


# -- who is in it ----------------------------------------------------------------------------------


def allowed(state: State, recording: Recording, now: int) -> bool:
    """Whether any host could record that stage at this moment."""
    return can(_ANY_HOST, Capability.RECORDING_MAKE, state.place(recording.stage), now)


def is_in(state: State, recording: RecordingId, stage: RoomId, source: SourceId) -> bool:
    """Whether a source may be in a recording: made in the hall, or by somebody who agreed."""
    peer = peer_of(source)
    box = state.durable.boxes.boxes.get(VisitorId(peer))
    if box is not None:
        return box.stage == stage
    return peer == camera_peer(stage) or state.durable.recording.agreed(recording, VisitorId(peer))


# -- changes ---------------------------------------------------------------------------------------


def _started(state: State, event: e.RecordingStarted, at: int) -> None:
    state.durable.recording.recordings[event.recording] = Recording(event.stage, event.at)


def _stopped(state: State, event: e.RecordingStopped, at: int) -> None:
    kept = state.durable.recording.recordings
    if event.recording in kept:
        kept[event.recording] = replace(kept[event.recording], stopped_at=event.at, reason=event.reason)


def _answered(state: State, event: e.RecordingAnswered, at: int) -> None:
    known = event.recording in state.durable.recording.recordings
    if known and event.visitor in state.durable.visitors:
        state.durable.recording.answers.setdefault(event.recording, {})[event.visitor] = event.yes


def _filed(state: State, event: e.RecordingFiled, at: int) -> None:
    if event.recording in state.durable.recording.recordings:
        part = Part(event.file, event.at, event.length, event.size)
        state.durable.recording.add(event.recording, part)


def _gone(state: State, event: e.RecordingRemoved, at: int) -> None:
    state.durable.recording.recordings.pop(event.recording, None)
    state.durable.recording.answers.pop(event.recording, None)


# -- views -----------------------------------------------------------------------------------------


def _own_or_hosts(state: State, event: e.RecordingAnswered, viewer: Actor, now: int) -> Event | None:
    """For who answered, and for those who run the stage."""
    return event if event.visitor == viewer.visitor or is_host(state, viewer, event.stage, now) else None


RULES: dict[type[Command], Rule] = {
    c.StartRecording: Rule(Capability.RECORDING_MAKE, start, named_stage),
    c.StopRecording: Rule(Capability.STAGE_MODERATE, stop, named_stage),
    c.AnswerRecording: Rule(Capability.AV_SUBSCRIBE, answer, named_stage),
    c.RemoveRecording: Rule(Capability.STAGE_MODERATE, remove, _at_stage),
    c.EndRecording: Rule(Capability.STAGE_KEY, end),
    c.FileRecording: Rule(Capability.STAGE_KEY, add_file),
    c.ExpireRecordings: Rule(Capability.STAGE_KEY, expire),
}

EVOLVE: dict[type[Event], Evolve] = {
    e.RecordingStarted: _started,
    e.RecordingStopped: _stopped,
    e.RecordingAnswered: _answered,
    e.RecordingFiled: _filed,
    e.RecordingRemoved: _gone,
}

VIEWS: dict[type[Event], View] = {
    e.RecordingStarted: followers,
    e.RecordingStopped: followers,
    e.RecordingAnswered: _own_or_hosts,
    e.RecordingFiled: hosts,
    e.RecordingRemoved: hosts,
}
