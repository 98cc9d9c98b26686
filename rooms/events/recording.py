"""Recording of a stage: that it runs, who is in it, and its files."""

from dataclasses import dataclass
from typing import ClassVar, Literal

from rooms.events.base import Durable
from rooms.ids import FileId, RecordingId, RoomId, VisitorId

StopReason = Literal["host", "forbidden", "time", "size", "disk", "slow", "failed"]
"""host: stopped by one; forbidden: a policy takes the right; time, size: a limit of the settings; disk: no
room left; slow, failed: the disk does not keep up, or refuses.
"""


@dataclass(frozen=True, slots=True)
class RecordingStarted(Durable):
    """A stage is recorded from now on."""

    TYPE: ClassVar[str] = "recording.started"
    recording: RecordingId
    stage: RoomId
    at: int


@dataclass(frozen=True, slots=True)
class RecordingStopped(Durable):
    """A stage is recorded no more."""

    TYPE: ClassVar[str] = "recording.stopped"
    recording: RecordingId
    stage: RoomId
    reason: StopReason
    at: int


@dataclass(frozen=True, slots=True)
class RecordingAnswered(Durable):
    """Somebody may be in a recording, or not, from now on; told to that person and the hosts."""

    TYPE: ClassVar[str] = "recording.answered"
    recording: RecordingId
    stage: RoomId
    visitor: VisitorId
    yes: bool


@dataclass(frozen=True, slots=True)
class RecordingFiled(Durable):
    """A file of a recording is there: from ``at`` on, ``length`` milliseconds, ``size`` bytes."""

    TYPE: ClassVar[str] = "recording.filed"
    recording: RecordingId
    stage: RoomId
    file: FileId
    at: int
    length: int
    size: int


@dataclass(frozen=True, slots=True)
class RecordingRemoved(Durable):
    """A recording and its files are gone."""

    TYPE: ClassVar[str] = "recording.removed"
    recording: RecordingId
    stage: RoomId
    files: tuple[FileId, ...]
