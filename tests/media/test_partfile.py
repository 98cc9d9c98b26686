"""The thread that writes a recording, and what it does when it cannot, without a browser."""

from pathlib import Path

from media.partfile import GROWING, EndReason, Limits, PartName, Scribe
from media.webm import Picture

LIMITS = Limits(1 << 30, 0)
Said = list[PartName | EndReason]


def test_what_cannot_be_written_ends_the_recording_and_leaves_its_thread_to_finish(tmp_path: Path) -> None:
    told = Said()
    scribe = Scribe(tmp_path, "one", LIMITS, told.append)
    scribe.begin(Picture("h264", -84, 16), (), 1)
    scribe.begin(Picture("vp8", 320, 180), (), 2)
    scribe.close()
    scribe.join(10)
    assert (told, scribe.running) == (["failed"], False)
    assert [each.name for each in tmp_path.iterdir()] == [f"one.1.mkv{GROWING}"]
