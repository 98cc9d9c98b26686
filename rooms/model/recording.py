"""What the hub remembers of its recordings: what is recorded where, who said yes, and the files."""

from dataclasses import dataclass, field, replace

from rooms.ids import FileId, RecordingId, RoomId, VisitorId


@dataclass(frozen=True, slots=True)
class Part:
    """One file of a recording, from ``at`` (UTC milliseconds) on, ``length`` milliseconds long."""

    file: FileId
    at: int
    length: int
    size: int


@dataclass(frozen=True, slots=True)
class Recording:
    """A recording of a stage. It runs as long as it has no ``stopped_at``; ``reason`` says why it ended."""

    stage: RoomId
    at: int
    stopped_at: int | None = None
    reason: str = ""
    parts: tuple[Part, ...] = ()


@dataclass(slots=True)
class RecordingState:
    """All recordings, the oldest first, and what each person said to each of them."""

    recordings: dict[RecordingId, Recording] = field(default_factory=dict[RecordingId, Recording])
    answers: dict[RecordingId, dict[VisitorId, bool]] = field(
        default_factory=dict[RecordingId, dict[VisitorId, bool]]
    )

    def copy(self) -> "RecordingState":
        """A snapshot."""
        return RecordingState(
            dict(self.recordings), {each: dict(said) for each, said in self.answers.items()}
        )

    def running(self, stage: RoomId) -> RecordingId | None:
        """What is recorded at a stage now."""
        found = (id for id, each in self.recordings.items() if each.stage == stage and not each.stopped_at)
        return next(found, None)

    def of(self, stage: RoomId) -> dict[RecordingId, Recording]:
        """The recordings of a stage, the oldest first."""
        return {id: each for id, each in self.recordings.items() if each.stage == stage}

    def agreed(self, recording: RecordingId, visitor: VisitorId) -> bool:
        """Whether somebody may be in a recording: only after they said so."""
        return self.answers.get(recording, {}).get(visitor, False)

    def add(self, recording: RecordingId, part: Part) -> None:
        """A file of a recording is there."""
        found = self.recordings[recording]
        parts = sorted((*found.parts, part), key=lambda each: each.at)
        self.recordings[recording] = replace(found, parts=tuple(parts))

    def forget(self, visitor: VisitorId) -> None:
        """Somebody has said nothing any more."""
        for said in self.answers.values():
            said.pop(visitor, None)
