"""Files as they are written, cut off and mended; and packets brought into order, without a browser."""

import io
from fractions import Fraction

import av
import pytest
from hypothesis import given
from hypothesis import strategies as st

from media.frames import Frames, size_of
from media.ordered import Clock, Ordered, Packet
from media.partfile import PartName
from media.payload import Media, describe
from media.recording import BLACK
from media.rtp import Header
from media.sound import RATE, SILENCE, Track, samples
from media.webm import PICTURE, Block, Picture, Writer, mend

START = 1_800_000_000_000


def begun(file: io.BytesIO, seconds: int = 12) -> Writer:
    """A file with black and silence."""
    writer = Writer(file)
    writer.begin(Picture("vp8", 320, 180), ("Programme", "Voice 1"), START)
    for at in range(0, seconds * 1000, 20):
        if at % 4000 == 0:
            writer.write(Block(at, PICTURE, True, BLACK))
        writer.write(Block(at, PICTURE + 1, True, SILENCE))
        writer.write(Block(at, PICTURE + 2, True, SILENCE))
    return writer


def read(data: bytes) -> tuple[float | None, list[int]]:
    """Length in seconds, and frames by stream."""
    with av.open(io.BytesIO(data), "r") as container:
        counts = [0] * len(container.streams)
        for packet in container.demux():
            counts[packet.stream.index] += len(packet.decode())
        length = container.duration
    return (length / 1_000_000 if length else None), counts


def test_a_growing_file_plays_as_far_as_it_goes_and_a_finished_one_knows_its_length() -> None:
    file = io.BytesIO()
    writer = begun(file)
    assert read(file.getvalue())[1] == [3, 600, 600]
    assert writer.finish() == 12_000
    assert read(file.getvalue()) == (12.0, [3, 600, 600])


def test_a_finished_file_can_be_sought_in() -> None:
    file = io.BytesIO()
    begun(file).finish()
    with av.open(io.BytesIO(file.getvalue()), "r") as container:
        container.seek(9_000_000)
        assert next(container.decode(video=0)).time == 8.0


@given(st.data())
def test_a_file_cut_off_anywhere_is_mended_to_what_was_whole(data: st.DataObject) -> None:
    file = io.BytesIO()
    begun(file, 6)
    cut = data.draw(st.integers(0, len(file.getvalue())))
    left = io.BytesIO(file.getvalue()[:cut])
    try:
        length = mend(left)
    except ValueError:
        assert cut < 700, "it had no frame yet"
        return
    found, counts = read(left.getvalue())
    assert found == length / 1000
    assert abs(counts[1] * 20 - length) <= 20


def test_a_late_frame_is_put_behind_the_last_one() -> None:
    file = io.BytesIO()
    writer = begun(file, 2)
    writer.write(Block(40, PICTURE + 1, True, SILENCE))
    writer.finish()
    assert read(file.getvalue())[1] == [1, 101, 100]


@pytest.mark.parametrize(
    ("packet", "length"),
    [(b"\xf8\xff\xfe", 960), (b"\x08", 960), (b"\x18\x01", 2880), (b"\x61\x00", 960), (b"\xfb\x03", 2880)],
)
def test_an_opus_packet_says_how_long_it_lasts(packet: bytes, length: int) -> None:
    assert samples(packet) == length


@pytest.mark.parametrize("packet", [b"\x1b\x3f", b"\xfb\x07"])
def test_an_opus_packet_of_more_than_120_ms_is_none(packet: bytes) -> None:
    with pytest.raises(ValueError, match="that long"):
        samples(packet)


@given(st.lists(st.floats(0, 20), max_size=60))
def test_a_track_has_neither_holes_nor_overlaps(times: list[float]) -> None:
    track, blocks = Track(2), list[Block]()
    for time in sorted(times):
        blocks += track.put(time, b"\xf8voice")
    assert [each.time for each in blocks] == [20 * number for number in range(len(blocks))]
    for block in blocks:
        if block.data != SILENCE:
            assert min(abs(block.time / 1000 - each) for each in times) <= 0.0101


def header(sequence: int, timestamp: int = 0, *, marker: bool = True) -> Header:
    """A header without extensions."""
    return Header(marker, 96, sequence & 0xFFFF, timestamp, 1, 12, 20, 0, 0, 0)


@given(st.permutations(range(65_530, 65_545)))
def test_packets_come_out_in_the_order_in_which_they_were_sent(order: list[int]) -> None:
    stream, asked = Ordered(1.0, lambda missing: None), list[int]()
    out = stream.push(header(65_529), b"", Media(True), 0.0)
    for number in order:
        out += stream.push(header(number), b"", Media(True), 0.0)
    assert [each.sequence & 0xFFFF for each in out] == [n & 0xFFFF for n in range(65_529, 65_545)]
    assert not asked


def test_what_never_comes_is_asked_for_once_and_waited_for_no_longer_than_said() -> None:
    asked: list[list[int]] = []
    stream = Ordered(0.5, asked.append)
    assert len(stream.push(header(1), b"", Media(True), 0.0)) == 1
    assert stream.push(header(4), b"", Media(True), 0.1) == []
    assert stream.push(header(5), b"", Media(True), 0.2) == []
    assert asked == [[2, 3]]
    assert [(each.sequence & 0xFFFF, each.gap) for each in stream.due(0.61)] == [(4, True), (5, False)]
    assert stream.push(header(2), b"", Media(True), 0.7) == [], "too late"


def test_a_clock_goes_with_the_quickest_packet_and_begins_anew_after_a_standstill() -> None:
    clock = Clock(RATE)
    assert clock.time(0, 10.05) == pytest.approx(10.05)
    assert clock.time(960, 10.02) == pytest.approx(10.02, abs=0.001)
    assert clock.time(1920, 10.14) == pytest.approx(10.04, abs=0.001)
    assert clock.time(2880, 15.0) == pytest.approx(15.0, abs=0.001)


def packet(
    sequence: int, payload: bytes, timestamp: int = 0, *, marker: bool = True, gap: bool = False
) -> Packet:
    """A VP8 packet in its place."""
    return Packet(sequence, timestamp, marker, describe("vp8", payload), payload, 0.0, gap)


def test_a_frame_after_a_loss_waits_for_the_next_key_frame() -> None:
    frames, delta = Frames("vp8"), b"\x10\x11xx"
    assert frames.push(packet(1, delta)) is None, "no key frame yet"
    whole = frames.push(packet(2, b"\x10" + BLACK, 1))
    assert whole is not None
    assert (whole.picture, whole.data) == (Picture("vp8", 320, 180), BLACK)
    assert frames.push(packet(3, delta, 2)) is not None
    assert frames.push(packet(5, delta, 4, gap=True)) is None
    assert frames.lost
    assert frames.push(packet(6, b"\x10" + BLACK[:50], 5, marker=False)) is None
    assert frames.push(packet(7, b"\x00" + BLACK[50:], 5)) is not None
    assert not frames.lost


@pytest.mark.parametrize(("width", "height"), [(320, 180), (640, 360), (1280, 720), (176, 144)])
def test_the_size_of_an_h264_picture_is_read(width: int, height: int) -> None:
    encoder = av.CodecContext.create("libx264", "w")
    assert isinstance(encoder, av.VideoCodecContext)
    encoder.width, encoder.height, encoder.pix_fmt = width, height, "yuv420p"
    encoder.time_base = Fraction(1, 25)
    encoder.options = {"profile": "baseline"}
    frame = av.VideoFrame(width, height, "yuv420p")
    coded = b"".join(bytes(each) for each in (*encoder.encode(frame), *encoder.encode(None)))
    units = coded.replace(b"\0\0\0\1", b"\0\0\1").split(b"\0\0\1")
    assert size_of(next(each for each in units if each and each[0] & 31 == 7)) == (width, height)


def test_parts_have_names_that_say_what_they_are() -> None:
    name = PartName("one", START, 90_000, ".webm")
    assert PartName.read(name.text) == name
    for other in ("one.1.webm.growing", "one.webm", "a.b.c.webm", "one.1.2.txt"):
        assert PartName.read(other) is None
