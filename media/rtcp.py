"""RTCP, read and written as far as a forwarder needs it (RFC 3550, RFC 4585, RFC 5506, REMB draft 03)."""

import struct
from collections.abc import Iterator, Sequence
from typing import NamedTuple

SR, RR, RTPFB, PSFB = 200, 201, 205, 206
NACK, PLI, FIR, APP = 1, 1, 4, 15
NACK_WORDS = 64
"""Words of a NACK that are read, 17 packets each: more than a receiver in earnest ever misses at once."""
_OURS = 1  # the SSRC we speak with when no slot is meant
_NTP_EPOCH = 2208988800


class Block(NamedTuple):
    """One packet of a compound: type, form (feedback format or number of reports) and its bytes with the
    header."""

    kind: int
    form: int
    data: bytes


class Report(NamedTuple):
    """One reception report block; `fraction` is of 256, `last_sr` and `delay` are in 1/65536 s."""

    ssrc: int
    fraction: int
    lost: int
    highest: int
    jitter: int
    last_sr: int
    delay: int


def walk(data: bytes) -> Iterator[Block]:
    """Yield the packets of a compound and stop at the first that does not fit."""
    at = 0
    while at + 4 <= len(data):
        first, kind, words = struct.unpack_from("!BBH", data, at)
        end = at + 4 * (words + 1)
        if first >> 6 != 2 or end > len(data):
            return
        yield Block(kind, first & 31, data[at:end])
        at = end


def reports(block: Block) -> Iterator[Report]:
    """Yield the report blocks of a sender or receiver report."""
    at = 28 if block.kind == SR else 8
    for _ in range(block.form):
        if at + 24 > len(block.data):
            return
        ssrc, loss, highest, jitter, last_sr, delay = struct.unpack_from("!LLLLLL", block.data, at)
        yield Report(ssrc, loss >> 24, loss & 0xFFFFFF, highest, jitter, last_sr, delay)
        at += 24


def sender_time(block: Block) -> tuple[int, int]:
    """SSRC and middle 32 bits of the NTP time of a sender report; raises struct.error when cut off."""
    ssrc, high, low = struct.unpack_from("!LLL", block.data, 4)
    return ssrc, (high & 0xFFFF) << 16 | low >> 16


def media_ssrc(block: Block) -> int:
    """The SSRC a feedback packet speaks about; raises struct.error when cut off."""
    return struct.unpack_from("!L", block.data, 8)[0]


def nacked(block: Block) -> list[int]:
    """Sequence numbers asked for by the first `NACK_WORDS` of a generic NACK, each once (RFC 4585, 6.2.1)."""
    wanted: dict[int, None] = {}
    for at in range(12, min(len(block.data) - 3, 12 + 4 * NACK_WORDS), 4):
        first, mask = struct.unpack_from("!HH", block.data, at)
        wanted[first] = None
        wanted.update(((first + bit + 1) & 0xFFFF, None) for bit in range(16) if mask >> bit & 1)
    return list(wanted)


def estimated_bitrate(block: Block) -> int | None:
    """Bits per second of a REMB message, None for any other application feedback."""
    if block.data[12:16] != b"REMB" or len(block.data) < 20:
        return None
    return (int.from_bytes(block.data[17:20], "big") & 0x3FFFF) << (block.data[17] >> 2)


def ntp_middle(wall: float) -> int:
    """Middle 32 bits of the NTP timestamp of a wall clock time in seconds."""
    return int((wall + _NTP_EPOCH) * 65536) & 0xFFFFFFFF


def _packet(kind: int, count: int, body: bytes) -> bytes:
    return struct.pack("!BBH", 0x80 | count, kind, len(body) // 4) + body


def receiver_report(blocks: Sequence[Report]) -> bytes:
    """A receiver report of at most 31 blocks."""
    body = struct.pack("!L", _OURS)
    for block in blocks[:31]:
        loss = block.fraction << 24 | block.lost & 0xFFFFFF
        body += struct.pack(
            "!LLLLLL", block.ssrc, loss, block.highest, block.jitter, block.last_sr, block.delay
        )
    return _packet(RR, min(len(blocks), 31), body)


def sender_report(ssrc: int, wall: float, timestamp: int, packets: int, octets: int) -> bytes:
    """A sender report of one slot; `wall` is UTC in seconds, `timestamp` the RTP time of the same instant."""
    ntp = int((wall + _NTP_EPOCH) * (1 << 32)) & 0xFFFFFFFFFFFFFFFF
    body = struct.pack("!LQLLL", ssrc, ntp, timestamp, packets & 0xFFFFFFFF, octets & 0xFFFFFFFF)
    return _packet(SR, 0, body)


def picture_loss(ssrc: int) -> bytes:
    """Ask the sender of `ssrc` for a key frame."""
    return _packet(PSFB, PLI, struct.pack("!LL", _OURS, ssrc))


def negative_ack(ssrc: int, sequences: Sequence[int]) -> bytes:
    """Ask the sender of `ssrc` to send packets again, one word each."""
    body = struct.pack("!LL", _OURS, ssrc)
    return _packet(RTPFB, NACK, body + b"".join(struct.pack("!HH", number, 0) for number in sequences))


def receiver_estimate(bitrate: int, ssrcs: Sequence[int]) -> bytes:
    """A REMB: the sender may use `bitrate` bits per second for all of `ssrcs` together."""
    exponent = max(0, bitrate.bit_length() - 18)
    rate = (exponent << 18 | bitrate >> exponent).to_bytes(3, "big")
    body = struct.pack("!LL", _OURS, 0) + b"REMB" + bytes([len(ssrcs)]) + rate
    return _packet(PSFB, APP, body + b"".join(struct.pack("!L", ssrc) for ssrc in ssrcs))
