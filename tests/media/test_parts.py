"""Which parts a recording is made of, by the clock of the test and without a browser."""

import asyncio
from dataclasses import replace
from pathlib import Path

from media.events import WorkerEvent
from media.partfile import GROWING, EndReason, PartName
from media.payload import Media
from media.recorder import Recorder
from media.recording import Recording
from media.router import Router
from media.rtp import Header
from media.source import Layer, Source
from media.speakers import Speakers
from media.wants import RecordWant, WantTable
from media.webm import PICTURE, Block, Picture, Writer
from rooms.ids import SourceId
from tests.until import until

from .test_frames import cropped

ONE = RecordWant("one")
Said = list[PartName | EndReason]


def nothing(source: SourceId) -> None:
    """No source is there."""


def ended(recording: Recording, now: float) -> None:
    """Finish, and wait until all is written."""
    recording.close(now).join(10)


def begun(folder: Path) -> bool:
    """Whether a part of the recording is being written."""
    return any(folder.glob("one.*"))


def test_bytes_that_are_filed_already_do_not_count_twice(tmp_path: Path) -> None:
    told, speakers = Said(), Speakers()
    recording = Recording(tmp_path, replace(ONE, most=10_000), nothing, told.append, 0.0, 1)
    recording.change(replace(ONE, most=0), 0.0)
    for tenth in range(40):
        recording.tick(speakers, tenth / 10)
    ended(recording, 4.0)
    assert [type(each) for each in told] == [PartName]


def coded(layer: Layer, tenth: int) -> None:
    """A key frame that is coded in another way than the one before."""
    layer.started, layer.last = True, tenth / 10
    for at, unit in enumerate((cropped(0), b"\x68" + bytes([tenth]), b"\x65picture")):
        header = Header(at == 2, 96, 3 * tenth + at, 9000 * tenth, 1, 12, 20, 0, 0, 0)
        for slot in list(layer.slots):
            slot.push(layer, header, unit, Media(True), tenth / 10)


def test_a_picture_that_is_coded_anew_all_the_time_makes_no_heap_of_parts(tmp_path: Path) -> None:
    told, speakers, camera = Said(), Speakers(), Source(SourceId("eve/cam"), "video", lambda packet: None)
    layer = camera.layer("")
    layer.codec = "h264"
    want = replace(ONE, video=(camera.id,))
    recording = Recording(tmp_path, want, lambda source: camera, told.append, 0.0, 1)
    for tenth in range(100):
        recording.tick(speakers, tenth / 10)
        coded(layer, tenth)
    ended(recording, 10.0)
    assert [each.started // 1000 for each in told if isinstance(each, PartName)] == [0, 3, 6, 9]


async def test_recordings_begin_though_what_was_left_cannot_be_read(tmp_path: Path) -> None:
    events, router = list[WorkerEvent](), Router(lambda event: None)
    router.table = WantTable(records=(ONE,))
    broken = Writer(file := (tmp_path / f"old.1.webm{GROWING}").open("x+b"))
    broken.begin(Picture("vp8", 320, 180), (), 1)
    broken.write(Block(0, PICTURE, True, b""))
    file.write(b"\xa3\x81\x81")  # a block that is shorter than its head
    file.close()
    recorder = Recorder(tmp_path, router, events.append)
    recorder.start()
    recorder.want(router.table.records, asyncio.get_running_loop().time())

    def goes_on() -> bool:
        recorder.tick(asyncio.get_running_loop().time())
        return begun(tmp_path)

    try:
        await until(goes_on, "a part of the recording")
    finally:
        await recorder.close(asyncio.get_running_loop().time())
