"""RTP packets to whole frames: VP8 (RFC 7741) as WebM has them, H.264 (RFC 6184) as Matroska has them."""

import struct
from typing import NamedTuple

from .ordered import Packet
from .rtp import Codec
from .webm import Picture

_SLICE, _IDR, _SPS, _PPS, _DELIMITER, _FILLER = 1, 5, 7, 8, 9, 12
_STAP_A, _FU_A = 24, 28
_MOST = 4 << 20
"""Bytes of a frame."""
_PACKETS_MOST = 4096
"""Packets of a frame: what the bytes make at 1024 each."""
_SIDE_LEAST, _SIDE_MOST = 16, 16_384
"""Points that a picture is wide and high."""
_SET_MOST = 256
"""Bytes of a parameter set; real ones have some dozens."""


class Frame(NamedTuple):
    """One frame; `picture` says how it is coded, in a key frame. `at` is when its first packet came."""

    key: bool
    timestamp: int
    at: float
    data: bytes
    picture: Picture | None = None


class Frames:
    """Puts packets, in order, together to frames. After a loss it is `lost` until the next key frame."""

    def __init__(self, codec: Codec) -> None:
        self.lost = True
        self._codec = codec
        self._parts: list[Packet] = []
        self._size = 0
        self._spoilt: int | None = None

    def push(self, packet: Packet) -> Frame | None:
        """Take the next packet; the frame that it completes."""
        other = bool(self._parts) and self._parts[0].timestamp != packet.timestamp
        if packet.gap or other:
            self.lost, self._parts = True, []
        if not self._parts:
            self._size = 0
        if not self._parts and not self._begins(packet):
            self.lost = True
            return None
        self._parts.append(packet)
        self._size += len(packet.payload)
        if self._size > _MOST or len(self._parts) > _PACKETS_MOST:
            self._spoilt = packet.timestamp  # what still comes of it is no frame
            self.lost, self._parts = True, []
        return self._complete() if packet.marker and self._parts else None

    def _begins(self, packet: Packet) -> bool:
        return packet.timestamp != self._spoilt and (self._codec != "vp8" or packet.media.starts)

    def _complete(self) -> Frame | None:
        parts, self._parts = self._parts, []
        frame = _vp8(parts) if self._codec == "vp8" else _h264(parts)
        if frame is None:
            return None
        if frame.key:
            self.lost = False
        return None if self.lost else frame


def _vp8(parts: list[Packet]) -> Frame | None:
    data = b"".join(each.payload[each.media.body :] for each in parts)
    first = parts[0]
    if not first.media.key:
        return Frame(False, first.timestamp, first.at, data)
    if len(data) < 10:
        return None
    width, height = struct.unpack_from("<HH", data, 6)  # RFC 6386, 9.1
    picture = Picture("vp8", width & 0x3FFF, height & 0x3FFF)
    return Frame(True, first.timestamp, first.at, data, picture)


def _h264(parts: list[Packet]) -> Frame | None:
    units = _units([each.payload for each in parts])
    kinds = {unit[0] & 31: unit for unit in units}
    kept = [unit for unit in units if unit[0] & 31 not in (_SPS, _PPS, _DELIMITER, _FILLER)]
    data = b"".join(struct.pack("!L", len(unit)) + unit for unit in kept)
    first, picture = parts[0], None
    key = _IDR in kinds
    if key and _SPS in kinds and _PPS in kinds:
        sps, pps = kinds[_SPS], kinds[_PPS]
        if max(len(sps), len(pps)) > _SET_MOST:
            raise ValueError("no parameter set is that long")
        picture = Picture("h264", *size_of(sps), _configuration(sps, pps))
    return Frame(key, first.timestamp, first.at, data, picture) if kept else None


def _units(payloads: list[bytes]) -> list[bytes]:
    """The NAL units of one picture (RFC 6184, 5.6 to 5.8)."""
    found: list[bytearray] = []
    for payload in payloads:
        kind = payload[0] & 31
        if kind == _STAP_A:
            at = 1
            while at + 2 < len(payload):
                (size,) = struct.unpack_from("!H", payload, at)
                found.append(bytearray(payload[at + 2 : at + 2 + size]))
                at += 2 + size
        elif kind == _FU_A:
            if payload[1] & 0x80:
                found.append(bytearray([payload[0] & 0xE0 | payload[1] & 31]))
            if found:
                found[-1] += payload[2:]
        else:
            found.append(bytearray(payload))
    return [bytes(unit) for unit in found if unit]


def _configuration(sps: bytes, pps: bytes) -> bytes:
    """The decoder configuration record (ISO/IEC 14496-15, 5.3.3.1) with lengths of four bytes."""
    head = bytes([1, sps[1], sps[2], sps[3], 0xFF, 0xE1])
    return head + struct.pack("!H", len(sps)) + sps + b"\x01" + struct.pack("!H", len(pps)) + pps


class _Bits:
    """Reads the bits of a sequence parameter set (ITU-T H.264, 7.3.2.1.1)."""

    def __init__(self, data: bytes) -> None:
        whole = data.replace(b"\x00\x00\x03", b"\x00\x00")
        self._bits = int.from_bytes(whole, "big")
        self._left = len(whole) * 8

    def take(self, count: int) -> int:
        """The next bits as a number; raises ValueError at the end."""
        self._left -= count
        if self._left < 0:
            raise ValueError("cut off")
        return self._bits >> self._left & (1 << count) - 1

    def golomb(self) -> int:
        """An unsigned Exp-Golomb code (9.1); raises ValueError when it has more than 32 bits."""
        zeros = 0
        while not self.take(1):
            zeros += 1
            if zeros > 32:
                raise ValueError("no number")
        return (1 << zeros) - 1 + self.take(zeros)

    def signed(self) -> None:
        """Pass over a signed one: it is as long as the unsigned."""
        self.golomb()


_HIGH = {100, 110, 122, 244, 44, 83, 86, 118, 128}


def size_of(sps: bytes) -> tuple[int, int]:
    """Width and height that a sequence parameter set says.

    :raises ValueError: it is cut off, or no picture has that size.
    """
    bits = _Bits(sps[4:])
    bits.golomb()
    if sps[1] in _HIGH:
        _pass_high(bits)
    bits.golomb()
    _pass_order(bits)
    bits.golomb()
    bits.take(1)
    width, height = bits.golomb() + 1, bits.golomb() + 1
    fields = 2 - bits.take(1)
    if fields == 2:
        bits.take(1)
    bits.take(1)
    left, right, top, bottom = (bits.golomb() for _ in range(4)) if bits.take(1) else (0, 0, 0, 0)
    wide, high = width * 16 - 2 * (left + right), height * 16 * fields - 2 * fields * (top + bottom)
    if min(wide, high) < _SIDE_LEAST or max(wide, high) > _SIDE_MOST:
        raise ValueError("no picture has that size")
    return wide, high


def _pass_high(bits: _Bits) -> None:
    if bits.golomb() == 3:
        bits.take(1)
    bits.golomb()
    bits.golomb()
    bits.take(1)
    if bits.take(1):
        raise ValueError("scaling lists are not read")


def _pass_order(bits: _Bits) -> None:
    kind = bits.golomb()
    if kind == 0:
        bits.golomb()
    elif kind == 1:
        bits.take(1)
        bits.signed()
        bits.signed()
        for _ in range(bits.golomb()):
            bits.signed()
