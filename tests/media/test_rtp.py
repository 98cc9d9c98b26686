"""RTP, payload and RTCP reading and writing."""

import struct

import pytest
from hypothesis import given
from hypothesis import strategies as st

from media import rtcp
from media.payload import describe, renumber_vp8
from media.rtp import (
    audio_level,
    extensions,
    is_rtcp,
    newer16,
    newer32,
    parse_header,
    send_time,
    write_header,
)

VP8_KEY = bytes([0x90, 0xE0, 0x81, 0x23, 0x07, 0x00]) + bytes([0x10, 0, 0])
VP8_DELTA = bytes([0x90, 0xE0, 0x81, 0x24, 0x08, 0x00]) + bytes([0x11, 0, 0])


def test_what_we_write_is_read_back() -> None:
    packet = write_header(True, 96, 65535, 2**32 - 1, 77, send_time(2, 1.5)) + b"payload"
    header = parse_header(packet)
    assert header[:5] == (True, 96, 65535, 2**32 - 1, 77)
    assert packet[header.payload : header.end] == b"payload"
    assert extensions(packet, header) == {2: int(1.5 * 262144).to_bytes(3, "big")}


def test_extensions_are_read_in_both_forms_and_padding_is_left_out() -> None:
    one = (
        struct.pack("!BBHLLHH", 0xB0, 111, 1, 2, 3, 0xBEDE, 1) + bytes([0x10, 0x85, 0, 0]) + b"xx" + b"\0\0\3"
    )
    header = parse_header(one)
    assert extensions(one, header) == {1: b"\x85"}
    assert one[header.payload : header.end] == b"xx"
    two = struct.pack("!BBHLLHH", 0x90, 111, 1, 2, 3, 0x1000, 1) + bytes([4, 1, 65, 0])
    assert extensions(two, parse_header(two)) == {4: b"A"}


def test_loudness_counts_from_silence() -> None:
    assert audio_level(bytes([0x80])) == 127
    assert audio_level(bytes([127])) == 0


@pytest.mark.parametrize(
    "packet", [b"", b"\x80", b"\x00" * 12, b"\xb0" + b"\0" * 11, b"\xa0" + b"\0" * 10 + b"\xff"]
)
def test_a_packet_that_contradicts_itself_is_refused(packet: bytes) -> None:
    with pytest.raises(ValueError, match="RTP|cut off"):
        parse_header(packet)


def test_order_survives_the_wrap() -> None:
    assert newer16(0, 65535)
    assert not newer16(65535, 0)
    assert newer32(1, 2**32 - 1)
    assert not newer32(5, 5)


def test_vp8_key_frames_and_picture_ids_are_found_and_renumbered() -> None:
    key, delta = describe("vp8", VP8_KEY), describe("vp8", VP8_DELTA)
    assert (key.key, delta.key) == (True, False)
    assert (key.picture_id, key.layer_index) == (0x123, 7)
    changed = describe("vp8", renumber_vp8(VP8_KEY, key, 0x7FFF, 255))
    assert (changed.picture_id, changed.layer_index, changed.key) == (0x7FFF, 255, True)


def test_a_vp8_payload_without_picture_id_is_left_as_it_is() -> None:
    plain = bytes([0x10, 0x10, 0, 0])
    assert describe("vp8", plain).key
    assert renumber_vp8(plain, describe("vp8", plain), 5, 5) == plain


@pytest.mark.parametrize(
    ("payload", "key"),
    [
        (bytes([0x67, 1, 2]), True),
        (bytes([0x65, 1, 2]), True),
        (bytes([0x61, 1, 2]), False),
        (bytes([24, 0, 2, 0x67, 1, 0, 2, 0x68, 1]), True),
        (bytes([24, 0, 2, 0x61, 1]), False),
        (bytes([28, 0x85, 0]), True),
        (bytes([28, 0x05, 0]), False),
    ],
)
def test_h264_key_frames_are_found_alone_aggregated_and_fragmented(payload: bytes, key: bool) -> None:
    assert describe("h264", payload).key is key


def test_reports_and_requests_are_read_back() -> None:
    block = rtcp.Report(9, 25, 3, 70000, 11, 22, 33)
    compound = rtcp.receiver_report([block]) + rtcp.sender_report(5, 100.0, 6, 7, 8)
    compound += (
        rtcp.negative_ack(5, [1, 65535]) + rtcp.picture_loss(5) + rtcp.receiver_estimate(2_500_000, [5])
    )
    report, sender, nack, loss, estimate = rtcp.walk(compound)
    assert list(rtcp.reports(report)) == [block]
    assert rtcp.sender_time(sender) == (5, rtcp.ntp_middle(100.0))
    assert (rtcp.media_ssrc(nack), rtcp.nacked(nack)) == (5, [1, 65535])
    assert rtcp.media_ssrc(loss) == 5
    assert rtcp.estimated_bitrate(estimate) == pytest.approx(2_500_000, rel=0.001)
    assert is_rtcp(compound)


def test_the_mask_of_a_nack_names_the_packets_after_it() -> None:
    block = next(rtcp.walk(struct.pack("!BBHLLHH", 0x81, 205, 3, 1, 2, 65534, 0b101)))
    assert rtcp.nacked(block) == [65534, 65535, 1]


def test_of_a_nack_that_names_everything_so_much_is_read_and_each_number_once() -> None:
    words = struct.pack("!HH", 7, 0xFFFF) * 340
    (block,) = rtcp.walk(struct.pack("!BBHLL", 0x81, 205, 2 + 340, 1, 2) + words)
    assert rtcp.nacked(block) == list(range(7, 24))
    words = b"".join(struct.pack("!HH", at * 17, 0xFFFF) for at in range(340))
    (block,) = rtcp.walk(struct.pack("!BBHLL", 0x81, 205, 2 + 340, 1, 2) + words)
    assert rtcp.nacked(block) == list(range(17 * rtcp.NACK_WORDS))


@given(st.binary(max_size=80))
def test_no_bytes_make_the_readers_fail_in_another_way(data: bytes) -> None:
    try:
        header = parse_header(data)
        extensions(data, header)
        for codec in ("vp8", "h264", "opus"):
            describe(codec, data[header.payload : header.end])
    except (ValueError, IndexError):
        pass
    for block in rtcp.walk(data):
        try:
            list(rtcp.reports(block))
            rtcp.nacked(block)
            rtcp.estimated_bitrate(block)
            rtcp.media_ssrc(block)
            rtcp.sender_time(block)
        except struct.error:
            pass
