"""EBML (RFC 8794): elements as bytes, and walking through a file of them. Only what a recording needs."""

import struct
from collections.abc import Container, Iterator
from typing import BinaryIO, NamedTuple

UNKNOWN = (1 << 56) - 1
"""The size of an element that still grows (RFC 8794, 6.2), written in eight bytes."""


class Element(NamedTuple):
    """One element of a file: where it begins, where its content does, and how long that is; UNKNOWN while it
    grows.
    """

    id: int
    start: int
    at: int
    size: int


def element(number: int, *content: bytes) -> bytes:
    """An element whole; its size takes as few bytes as it can."""
    body = b"".join(content)
    return _id(number) + _size(len(body)) + body


def uint(number: int, value: int) -> bytes:
    """An element that holds an unsigned number."""
    return element(number, value.to_bytes(max(1, (value.bit_length() + 7) // 8), "big"))


def real(number: int, value: float) -> bytes:
    """An element that holds a float of eight bytes."""
    return element(number, struct.pack("!d", value))


def text(number: int, value: str) -> bytes:
    """An element that holds UTF-8 text."""
    return element(number, value.encode())


def opened(number: int) -> bytes:
    """The head of an element that grows; its last eight bytes can be overwritten with ``sized``."""
    return _id(number) + sized(UNKNOWN)


def sized(size: int) -> bytes:
    """A size in eight bytes."""
    return (1 << 56 | size).to_bytes(8, "big")


def void(length: int) -> bytes:
    """An element of ``length`` bytes in all (2 to 128) that says nothing, so that its room can be used
    later.
    """
    return b"\xec" + (0x80 | length - 2).to_bytes(1, "big") + bytes(length - 2)


def walk(file: BinaryIO, end: int, flat: Container[int]) -> Iterator[Element]:
    """The elements up to ``end``, as far as their heads are whole. What is in those named ``flat`` comes
    next, as if it stood beside them.
    """
    at = 0
    while at < end:
        file.seek(at)
        head = file.read(12)
        found = _head(head)
        if found is None:
            return
        number, size, length = found
        yield Element(number, at, at + length, size)
        at += length + (0 if number in flat else size)


def _head(head: bytes) -> tuple[int, int, int] | None:
    """Id, size and length of a head; None where it is cut off or none."""
    wide = _width(head[:1])
    if not wide or wide > 4:
        return None
    long = _width(head[wide : wide + 1])
    if not long or len(head) < wide + long:
        return None
    size = int.from_bytes(head[wide : wide + long], "big") & (1 << 7 * long) - 1
    grows = size == (1 << 7 * long) - 1
    return int.from_bytes(head[:wide], "big"), UNKNOWN if grows else size, wide + long


def _width(first: bytes) -> int:
    """How many bytes a number has whose first this is (RFC 8794, 4); 0 for none."""
    return 9 - first[0].bit_length() if first and first[0] else 0


def _id(number: int) -> bytes:
    return number.to_bytes((number.bit_length() + 7) // 8, "big")


def _size(size: int) -> bytes:
    width = next(each for each in range(1, 9) if size < (1 << 7 * each) - 1)
    return (1 << 7 * width | size).to_bytes(width, "big")
