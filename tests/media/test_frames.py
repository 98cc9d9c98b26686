"""Frames of senders who mean harm: what costs too much or cannot be is refused, without a browser."""

import pytest

from media.frames import Frames, size_of
from media.ordered import Packet
from media.payload import Media


def packet(payload: bytes, *, number: int = 1, marker: bool = True) -> Packet:
    """An H.264 packet in its place."""
    return Packet(number, 0, marker, Media(True), payload, 0.0)


def key_frame(sps: bytes, pps: bytes) -> list[Packet]:
    """The packets of a key frame with its parameter sets."""
    units = (sps, pps, b"\x65picture")
    return [packet(unit, number=at, marker=at == 2) for at, unit in enumerate(units)]


@pytest.mark.parametrize(
    ("sps", "pps"),
    [(b"\x67\x42\x00\x1e" + bytes(1 << 20), b"\x68\xce"), (b"\x67\x42\x00\x1e\xf8", b"\x68" + bytes(400))],
)
def test_a_parameter_set_longer_than_real_ones_is_refused_before_it_is_read(sps: bytes, pps: bytes) -> None:
    frames = Frames("h264")
    *before, last = key_frame(sps, pps)
    assert [frames.push(each) for each in before] == [None, None]
    with pytest.raises(ValueError, match="that long"):
        frames.push(last)


def test_a_number_of_more_bits_than_there_are_is_refused() -> None:
    with pytest.raises(ValueError, match="no number"):
        size_of(b"\x67\x42\x00\x1e" + bytes(100))


def test_a_frame_of_more_packets_than_its_bytes_need_is_let_go() -> None:
    frames = Frames("h264")
    for number in range(5000):
        assert frames.push(packet(b"\x65", number=number, marker=False)) is None
    assert frames.push(packet(b"\x65", number=5000)) is None, "what is left of it is none either"
