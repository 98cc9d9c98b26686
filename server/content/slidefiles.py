"""What a file of slides is, by its own bytes: a PDF that needs no password, or a picture of bounded size.

What a name or a browser says of it counts for nothing. Only headers are read; nothing is decoded here.
"""

import re
import struct
from collections.abc import Callable
from pathlib import Path

from server.errors import Unsupported

MEGAPIXELS_MOST = 50
"""What browsers are asked to draw of one picture."""
HEAD = 1 << 20
"""Bytes looked at for a picture's size: a camera's notes stand before it."""
_ENCRYPTED = re.compile(rb"/Encrypt\s*(\d{1,10}\s+\d{1,5}\s+R|<<)")
"""In the trailer or the cross-reference stream's dictionary, never compressed (ISO 32000-2, 7.5)."""
_STEP = 1 << 20
_OVERLAP = 64

Size = tuple[int, int]


def type_of(path: Path) -> str:
    """The media type of a file of slides.

    :raises Unsupported: it is none, it needs a password, or it has too many pixels.
    """
    with path.open("rb") as file:
        head = file.read(HEAD)
    if b"%PDF-" in head[:1024]:
        if _is_encrypted(path):
            raise Unsupported("deck.encrypted")
        return "application/pdf"
    for magic, kind, measure in _PICTURES:
        if magic.match(head):
            _check(measure(head))
            return kind
    raise Unsupported("deck.not_slides")


def _check(size: Size | None) -> None:
    if size is None or not (size[0] and size[1]):
        raise Unsupported("deck.not_slides")
    if size[0] * size[1] > MEGAPIXELS_MOST * 1_000_000:
        raise Unsupported("deck.picture_too_large", most=MEGAPIXELS_MOST)


def _is_encrypted(path: Path) -> bool:
    """Whether a PDF names how it is encrypted; read in steps, whatever its size."""
    with path.open("rb") as file:
        rest = b""
        while block := file.read(_STEP):
            if _ENCRYPTED.search(rest + block):
                return True
            rest = block[-_OVERLAP:]
    return False


def _png(head: bytes) -> Size | None:
    """PNG, section 11.2.2: the header chunk comes first."""
    return struct.unpack(">II", head[16:24]) if head[12:16] == b"IHDR" and len(head) >= 24 else None


def _jpeg(head: bytes) -> Size | None:
    """ITU-T T.81, B.2.2: the frame header, after segments that say how long they are."""
    at = 2
    while at + 9 <= len(head) and head[at] == 0xFF:
        marker, length = head[at + 1], int.from_bytes(head[at + 2 : at + 4])
        if 0xC0 <= marker <= 0xCF and marker not in (0xC4, 0xC8, 0xCC):
            height, width = struct.unpack(">HH", head[at + 5 : at + 9])
            return width, height
        at += 2 + length
    return None


def _webp(head: bytes) -> Size | None:
    """RFC 9649, section 2: one of three kinds of first chunk."""
    kind, body = head[12:16], head[20:30]
    if len(body) < 10:
        return None
    if kind == b"VP8X":
        return int.from_bytes(body[4:7], "little") + 1, int.from_bytes(body[7:10], "little") + 1
    if kind == b"VP8L":
        bits = int.from_bytes(body[1:5], "little")
        return (bits & 0x3FFF) + 1, (bits >> 14 & 0x3FFF) + 1
    width, height = struct.unpack("<HH", body[6:10])
    return (width & 0x3FFF, height & 0x3FFF) if kind == b"VP8 " else None


_PICTURES: tuple[tuple[re.Pattern[bytes], str, Callable[[bytes], Size | None]], ...] = (
    (re.compile(rb"\x89PNG\r\n\x1a\n"), "image/png", _png),
    (re.compile(rb"\xff\xd8\xff"), "image/jpeg", _jpeg),
    (re.compile(rb"RIFF....WEBP", re.DOTALL), "image/webp", _webp),
)
