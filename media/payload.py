"""What must be known of a payload to switch it inside a slot: key frame starts and VP8 picture ids.

Nothing is decoded. VP8 is RFC 7741, H.264 is RFC 6184.
"""

from typing import NamedTuple

from .rtp import Codec

_SPS, _IDR = 7, 5
_STAP_A, _FU_A = 24, 28


class Media(NamedTuple):
    """One payload: `key` says that a key frame starts here, `starts` that a frame does; `body` is where the
    codec's own bytes begin; the rest are VP8 fields, offsets 0 when absent."""

    key: bool
    picture_id: int = 0
    picture_at: int = 0
    layer_index: int = 0
    layer_at: int = 0
    starts: bool = False
    body: int = 0


_AUDIO = Media(True)


def describe(codec: Codec, payload: bytes) -> Media:
    """Read one payload of `codec`; raises ValueError or IndexError when it is cut off."""
    if codec == "vp8":
        return _vp8(payload)
    if codec == "h264":
        return Media(_h264_key(payload))
    return _AUDIO


def _vp8(data: bytes) -> Media:
    first, at = data[0], 1
    picture_id = picture_at = layer_index = layer_at = 0
    if first & 0x80:
        flags, at = data[1], 2
        if flags & 0x80:
            if data[at] & 0x80:  # only the 15-bit form can be renumbered in place
                picture_at, picture_id = at, (data[at] & 0x7F) << 8 | data[at + 1]
                at += 1
            at += 1
        if flags & 0x40:
            layer_at, layer_index = at, data[at]
            at += 1
        if flags & 0x30:
            at += 1
    starts = first & 0x17 == 0x10
    return Media(
        starts and not data[at] & 1, picture_id, picture_at, layer_index, layer_at, starts=starts, body=at
    )


def renumber_vp8(payload: bytes, media: Media, picture_id: int, layer_index: int) -> bytes:
    """Return the payload with picture id and TL0PICIDX replaced; both keep their length."""
    if not media.picture_at:
        return payload
    changed = bytearray(payload)
    at = media.picture_at
    changed[at] = 0x80 | picture_id >> 8
    changed[at + 1] = picture_id & 0xFF
    if media.layer_at:
        changed[media.layer_at] = layer_index
    return bytes(changed)


def _h264_key(data: bytes) -> bool:
    kind = data[0] & 31
    if kind == _STAP_A:
        return any(unit in (_SPS, _IDR) for unit in _aggregated(data))
    if kind == _FU_A:
        return bool(data[1] & 0x80) and data[1] & 31 in (_SPS, _IDR)
    return kind in (_SPS, _IDR)


def _aggregated(data: bytes) -> list[int]:
    found: list[int] = []
    at = 1
    while at + 2 < len(data):
        found.append(data[at + 2] & 31)
        at += 2 + int.from_bytes(data[at : at + 2], "big")
    return found
