"""Recording of a stage: starting and stopping it, saying yes or no, and what becomes of the files."""

from dataclasses import dataclass

from rooms.commands.base import Command
from rooms.events.recording import StopReason
from rooms.ids import FileId, RecordingId, RoomId


@dataclass(frozen=True, slots=True)
class StartRecording(Command):
    """Record a stage."""

    stage: RoomId


@dataclass(frozen=True, slots=True)
class StopRecording(Command):
    """Record a stage no more."""

    stage: RoomId


@dataclass(frozen=True, slots=True)
class AnswerRecording(Command):
    """Be in the recording of a stage that runs, or no more from now on."""

    stage: RoomId
    yes: bool


@dataclass(frozen=True, slots=True)
class RemoveRecording(Command):
    """Delete a recording and its files."""

    recording: RecordingId


@dataclass(frozen=True, slots=True)
class EndRecording(Command):
    """A recording cannot go on, or may not."""

    recording: RecordingId
    reason: StopReason


@dataclass(frozen=True, slots=True)
class FileRecording(Command):
    """A file of a recording is in the file store."""

    recording: RecordingId
    file: FileId
    at: int
    length: int
    size: int


@dataclass(frozen=True, slots=True)
class ExpireRecordings(Command):
    """Delete the recordings that ended before a time, in UTC milliseconds."""

    before: int
