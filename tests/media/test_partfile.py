"""The thread that writes a recording, and what it does when it cannot, without a browser."""

from pathlib import Path

from media.partfile import GROWING, EndReason, Limits, PartName, Scribe, mend_all
from media.recording import BLACK
from media.webm import PICTURE, Block, Picture, Writer

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


def test_a_part_that_the_disk_does_not_let_us_finish_is_kept_for_the_next_time(tmp_path: Path) -> None:
    for number in (1, 2):
        with (tmp_path / f"one.{number}.webm{GROWING}").open("x+b") as file:
            writer = Writer(file)
            writer.begin(Picture("vp8", 320, 180), (), 1)
            if number == 1:
                writer.write(Block(0, PICTURE, True, BLACK))
                writer.write(Block(2000, PICTURE, True, BLACK))
    (taken := tmp_path / "one.1.2020.webm").mkdir()  # its name cannot be given to a file now
    assert mend_all(tmp_path) == []
    assert [each.name for each in tmp_path.glob(f"*{GROWING}")] == [f"one.1.webm{GROWING}"]
    taken.rmdir()
    assert mend_all(tmp_path) == [PartName("one", 1, 2020, ".webm")]
