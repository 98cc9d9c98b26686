"""What is recorded: the part of the media plane's table that names sources and files."""

from dataclasses import dataclass

from media.backend import RecordWant
from rooms.circles import stage_group
from rooms.earshot import Earshot, Group
from rooms.ids import RecordingId, RoomId, SourceId, source_of
from rooms.model.recording import Recording
from rooms.recording import allowed, is_in
from rooms.state import State

MB = 1024 * 1024


@dataclass(frozen=True, slots=True)
class Limits:
    """Bytes that one recording may have, and that it leaves free on the disk."""

    most: int
    spare: int


UNLIMITED = Limits(1 << 50, 0)


def records(state: State, whole: Earshot, limits: Limits, now: int) -> tuple[RecordWant, ...]:
    """All that is to be recorded at this moment, with nobody in it who did not agree."""
    kept = state.durable.recording.recordings.items()
    running = {id: each for id, each in kept if not each.stopped_at and allowed(state, each, now)}
    return tuple(_record(state, whole, limits, id, each) for id, each in running.items())


def _record(
    state: State, whole: Earshot, limits: Limits, recording: RecordingId, found: Recording
) -> RecordWant:
    group = whole.groups.get(stage_group(found.stage), Group())
    sounds = (*group.mics, *(source_of(each, "mic") for each in group.heard))
    pictures = (*group.screens, *group.cameras, *(source_of(each, "cam") for each in group.seen))
    main = group.stage
    written = sum(each.size for each in found.parts)
    return RecordWant(
        recording,
        _agreed(state, recording, found.stage, sounds),
        _agreed(state, recording, found.stage, pictures),
        main if main is not None and is_in(state, recording, found.stage, main) else None,
        max(0, limits.most - written),
        limits.spare,
    )


def _agreed(
    state: State, recording: RecordingId, stage: RoomId, sources: tuple[SourceId, ...]
) -> tuple[SourceId, ...]:
    return tuple(each for each in sources if is_in(state, recording, stage, each))
