"""RTP headers and header extensions (RFC 3550, RFC 8285): reading and writing, nothing else."""

import struct
from typing import Literal, NamedTuple

Kind = Literal["audio", "video"]
Codec = Literal["opus", "vp8", "h264"]

CLOCKS: dict[Kind, int] = {"audio": 48000, "video": 90000}
_FIXED = struct.Struct("!BBHLL")
_ONE_BYTE = 0xBEDE
_STOP = 15


class Header(NamedTuple):
    """One RTP packet, read as far as its payload; offsets count from the first byte of the packet."""

    marker: bool
    payload_type: int
    sequence: int
    timestamp: int
    ssrc: int
    payload: int
    end: int
    profile: int
    extension: int
    extension_end: int


def is_rtcp(data: bytes) -> bool:
    """Tell RTCP from RTP on one port by the second byte (RFC 5761)."""
    return len(data) > 1 and 192 <= data[1] <= 223


def parse_header(data: bytes) -> Header:
    """Read the header of one packet; raises ValueError when the packet contradicts itself."""
    if len(data) < 12 or data[0] >> 6 != 2:
        raise ValueError("not an RTP packet")
    first, second, sequence, timestamp, ssrc = _FIXED.unpack_from(data)
    offset = 12 + 4 * (first & 15)
    profile = extension = extension_end = 0
    if first & 0x10:
        if offset + 4 > len(data):
            raise ValueError("extension header is cut off")
        profile, words = struct.unpack_from("!HH", data, offset)
        extension = offset + 4
        offset = extension_end = extension + 4 * words
    end = len(data) - (data[-1] if first & 0x20 else 0)
    if offset > len(data) or end < offset:
        raise ValueError("payload is cut off")
    return Header(
        second > 127, second & 127, sequence, timestamp, ssrc, offset, end, profile, extension, extension_end
    )


def extensions(data: bytes, header: Header) -> dict[int, bytes]:
    """Return the header extensions by their negotiated id, in the one-byte or the two-byte form (RFC
    8285)."""
    found: dict[int, bytes] = {}
    offset, end = header.extension, header.extension_end
    while offset < end:
        if data[offset] == 0:
            offset += 1
            continue
        if header.profile == _ONE_BYTE:
            number, length, offset = data[offset] >> 4, (data[offset] & 15) + 1, offset + 1
            if number == _STOP:
                break
        else:
            if offset + 1 >= end:
                break
            number, length, offset = data[offset], data[offset + 1], offset + 2
        found[number] = bytes(data[offset : min(offset + length, end)])
        offset += length
    return found


def write_header(
    marker: bool, payload_type: int, sequence: int, timestamp: int, ssrc: int, send_time: bytes
) -> bytes:
    """Write our own header: fixed part plus the abs-send-time extension, whose four bytes are `send_time`."""
    fixed = _FIXED.pack(0x90, marker << 7 | payload_type, sequence, timestamp, ssrc)
    return fixed + b"\xbe\xde\x00\x01" + send_time


def send_time(number: int, now: float) -> bytes:
    """Encode the abs-send-time extension with id `number`: seconds modulo 64 in 6.18 fixed point."""
    return bytes([number << 4 | 2]) + (int(now * 262144) & 0xFFFFFF).to_bytes(3, "big")


def audio_level(value: bytes) -> int:
    """Loudness 0 (silent) to 127 (full scale) from the ssrc-audio-level extension (RFC 6464)."""
    return 127 - (value[0] & 0x7F)


def newer16(a: int, b: int) -> bool:
    """Whether sequence number `a` comes after `b`, modulo 2^16."""
    return 0 < (a - b) & 0xFFFF < 0x8000


def newer32(a: int, b: int) -> bool:
    """Whether timestamp `a` comes after `b`, modulo 2^32."""
    return 0 < (a - b) & 0xFFFFFFFF < 0x80000000
