"""Which parts a recording is made of, by the clock of the test and without a browser."""

from dataclasses import replace
from pathlib import Path

from media.partfile import EndReason, PartName
from media.recording import Recording
from media.speakers import Speakers
from media.wants import RecordWant
from rooms.ids import SourceId

ONE = RecordWant("one")
Said = list[PartName | EndReason]


def nothing(source: SourceId) -> None:
    """No source is there."""


def ended(recording: Recording, now: float) -> None:
    """Finish, and wait until all is written."""
    recording.close(now).join(10)


def test_bytes_that_are_filed_already_do_not_count_twice(tmp_path: Path) -> None:
    told, speakers = Said(), Speakers()
    recording = Recording(tmp_path, replace(ONE, most=10_000), nothing, told.append, 0.0, 1)
    recording.change(replace(ONE, most=0), 0.0)
    for tenth in range(40):
        recording.tick(speakers, tenth / 10)
    ended(recording, 4.0)
    assert [type(each) for each in told] == [PartName]
