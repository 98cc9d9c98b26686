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


def bits_of(*numbers: int) -> str:
    """Exp-Golomb codes."""
    codes = [f"{each + 1:b}" for each in numbers]
    return "".join("0" * (len(each) - 1) + each for each in codes)


def cropped(right: int) -> bytes:
    """A parameter set of a picture of 16 x 16 points, less twice so many at its right side."""
    bits = bits_of(0, 0, 2, 1) + "0" + bits_of(0, 0) + "1" + "1" + "1" + bits_of(0, right, 0, 0) + "01"
    bits += "0" * (-len(bits) % 8)
    return b"\x67\x42\x00\x1e" + int(bits, 2).to_bytes(len(bits) // 8, "big")


def test_a_picture_of_which_nothing_is_left_or_that_no_screen_has_is_refused() -> None:
    assert size_of(cropped(0)) == (16, 16)
    with pytest.raises(ValueError, match="that size"):
        size_of(cropped(50))
