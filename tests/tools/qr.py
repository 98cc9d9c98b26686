"""Reads a QR code off a picture of a screen (ISO/IEC 18004:2015, versions 1 to 8): what a phone would open.

The picture is straight and sharp, so nothing is corrected: a code with a fault is refused.
"""

import asyncio
from collections.abc import Iterator
from io import BytesIO

from PIL import Image
from playwright.async_api import Locator

Matrix = list[list[bool]]
"""Rows of modules, dark ones true."""
FINDER = 7
"""Modules across a finder pattern."""
EDGE = 8
"""Points at the edge of a picture that may show what is around it, where its corners are round."""
MASK = 0b101_0100_0001_0010
"""What the format information is masked with (7.9.1)."""
LEVELS = "MLHQ"
"""Levels of correction by the two bits that name them (table 12)."""
BLOCKS: dict[tuple[int, str], tuple[int, ...]] = {
    (1, "L"): (19,), (1, "M"): (16,), (1, "Q"): (13,), (1, "H"): (9,),
    (2, "L"): (34,), (2, "M"): (28,), (2, "Q"): (22,), (2, "H"): (16,),
    (3, "L"): (55,), (3, "M"): (44,), (3, "Q"): (17,) * 2, (3, "H"): (13,) * 2,
    (4, "L"): (80,), (4, "M"): (32,) * 2, (4, "Q"): (24,) * 2, (4, "H"): (9,) * 4,
    (5, "L"): (108,), (5, "M"): (43,) * 2, (5, "Q"): (15, 15, 16, 16), (5, "H"): (11, 11, 12, 12),
    (6, "L"): (68,) * 2, (6, "M"): (27,) * 4, (6, "Q"): (19,) * 4, (6, "H"): (15,) * 4,
    (7, "L"): (78,) * 2, (7, "M"): (31,) * 4, (7, "Q"): (14, 14, *(15,) * 4), (7, "H"): (*(13,) * 4, 14),
    (8, "L"): (97,) * 2, (8, "M"): (38, 38, 39, 39), (8, "Q"): (*(18,) * 4, 19, 19),
    (8, "H"): (*(14,) * 4, 15, 15),
}  # fmt: skip
"""Data codewords of each block, by version and level (table 9)."""
BYTES = 0b0100
"""The mode of text in bytes (table 2)."""


async def scanned(code: Locator) -> str:
    """What a camera reads off a code on a page."""
    return await asyncio.to_thread(read, await code.screenshot())


def read(picture: bytes) -> str:
    """The text of the only code on a picture.

    :raises AssertionError: there is none, or none of this kind.
    """
    rows = _modules(Image.open(BytesIO(picture)).convert("L"))
    version = (len(rows) - 17) // 4
    level, mask = _format(rows)
    return _text(_data(list(_codewords(rows, version, mask)), BLOCKS[version, level]))


def _modules(grey: Image.Image) -> Matrix:
    """Each module by the point in its middle."""
    grey = grey.crop((EDGE, EDGE, grey.width - EDGE, grey.height - EDGE))
    box = grey.point([255] * 128 + [0] * 128).getbbox()
    assert box is not None, "nothing dark"
    left, top, right, bottom = box
    dark = [[value < 128 for value in row] for row in _rows(grey.crop((left, top, right, bottom)))]
    across = dark[1].index(False)
    count = round((right - left) * FINDER / across)
    assert count % 4 == 1, f"{count} modules"
    middles = [int((each + 0.5) * (right - left) / count) for each in range(count)]
    return [[dark[y][x] for x in middles] for y in middles]


def _rows(grey: Image.Image) -> list[bytes]:
    """The values of each row of points."""
    data = grey.tobytes()
    return [data[at : at + grey.width] for at in range(0, len(data), grey.width)]


def _format(rows: Matrix) -> tuple[str, int]:
    """Level of correction and number of the mask, beside the first finder pattern (7.9.1)."""
    spots = [(8, x) for x in (0, 1, 2, 3, 4, 5, 7, 8)] + [(y, 8) for y in (7, 5, 4, 3, 2, 1, 0)]
    bits = int("".join(str(int(rows[y][x])) for y, x in spots), 2) ^ MASK
    return LEVELS[bits >> 13], bits >> 10 & 7


def _masked(mask: int, y: int, x: int) -> bool:
    """Whether a mask turns a module (table 10)."""
    rules = (
        (y + x) % 2, y % 2, x % 3, (y + x) % 3, (y // 2 + x // 3) % 2,
        y * x % 2 + y * x % 3, (y * x % 2 + y * x % 3) % 2, ((y + x) % 2 + y * x % 3) % 2,
    )  # fmt: skip
    return rules[mask] == 0


def _is_data(size: int, version: int, y: int, x: int) -> bool:
    """Whether a module is no part of a pattern or of what the code says of itself (6.3)."""
    if 6 in (y, x) or (y < 9 and (x < 9 or x >= size - 8)) or (y >= size - 8 and x < 9):
        return False
    if version >= 7 and ((y < 6 and x >= size - 11) or (x < 6 and y >= size - 11)):
        return False
    middles = [size - 7, *([(size - 1) // 2] if version >= 7 else [])] if version > 1 else []
    near = [any(abs(each - middle) <= 2 for middle in middles) for each in (y, x)]
    on_line = version >= 7 and any(
        abs(one - 6) <= 2 and abs(other - (size - 1) // 2) <= 2 for one, other in ((y, x), (x, y))
    )
    return not all(near) and not on_line


def _codewords(rows: Matrix, version: int, mask: int) -> Iterator[int]:
    """Eight modules at a time, in pairs of columns from the right, upwards and downwards by turns (7.7.3)."""
    size, word, count = len(rows), 0, 0
    pairs = [*range(size - 1, 6, -2), *range(5, 0, -2)]
    for turn, right in enumerate(pairs):
        for y in range(size) if turn % 2 else reversed(range(size)):
            for x in (right, right - 1):
                if _is_data(size, version, y, x):
                    word, count = word << 1 | (rows[y][x] ^ _masked(mask, y, x)), count + 1
                    if count % 8 == 0:
                        yield word & 255


def _data(words: list[int], blocks: tuple[int, ...]) -> bytes:
    """The blocks one after the other, as they were before they were mixed (7.6)."""
    apart: list[list[int]] = [[] for _ in blocks]
    source = iter(words)
    for at in range(max(blocks)):
        for block, length in zip(apart, blocks, strict=True):
            if at < length:
                block.append(next(source))
    return bytes(each for block in apart for each in block)


def _text(data: bytes) -> str:
    """The one segment of bytes (7.4.5); up to version 9 its length has eight bits."""
    bits = int.from_bytes(data)
    whole = len(data) * 8
    assert bits >> (whole - 4) == BYTES, "no text in bytes"
    length = bits >> (whole - 12) & 255
    return (bits >> (whole - 12 - 8 * length)).to_bytes(length + 2)[-length:].decode()
