"""The recordings of a stage."""

from rooms.ids import FileId, RecordingId
from server.protocol.answers.base import Answer


class RecordingPart(Answer):
    """One file of a recording: from ``at`` on, ``length`` milliseconds, ``size`` bytes."""

    file: FileId
    at: int
    length: int
    size: int
    type: str


class RecordingDetails(Answer):
    """A recording, running as long as it has no ``stopped_at``. Times in UTC milliseconds; ``until`` is when
    it is deleted, ``languages`` those of its captions.
    """

    recording: RecordingId
    at: int
    stopped_at: int | None
    reason: str
    until: int | None
    languages: list[str]
    parts: list[RecordingPart]


class RecordingsAnswer(Answer):
    """The recordings of a stage, the newest first; ``days`` is how long they are kept."""

    recordings: list[RecordingDetails]
    days: int
