"""One RTP stream put into order again, and its times as seconds of our clock. No I/O."""

from collections.abc import Callable
from typing import NamedTuple

from .payload import Media
from .rtp import Header

_HELD_MOST = 1024
"""Packets that may wait for a missing one; a stream with larger holes goes on without it."""
_ASKED_MOST = 64
_LEAK, _STRAY = 0.002, 0.25


class Packet(NamedTuple):
    """One packet in its place; `gap` says that one before it never came."""

    sequence: int
    timestamp: int
    marker: bool
    media: Media
    payload: bytes
    at: float
    gap: bool = False


class Ordered:
    """Gives packets on in the order in which they were sent. One that is missing is waited for `patience`
    seconds; `ask` is told of it once.
    """

    def __init__(self, patience: float, ask: Callable[[list[int]], None]) -> None:
        self._patience = patience
        self._ask = ask
        self._next: int | None = None
        self._seen = 0
        self._held: dict[int, Packet] = {}

    def push(self, header: Header, payload: bytes, media: Media, now: float) -> list[Packet]:
        """Take one packet; those that are in order now."""
        number = self._whole(header.sequence)
        if self._next is None:
            self._next = self._seen = number
        if number < self._next or number in self._held:
            return []
        self._held[number] = Packet(number, header.timestamp, header.marker, media, payload, now)
        if number > self._seen + 1:
            missing = range(max(self._seen + 1, number - _ASKED_MOST), number)
            self._ask([each & 0xFFFF for each in missing])
        self._seen = max(self._seen, number)
        return self.due(now)

    def due(self, now: float) -> list[Packet]:
        """Those that are in order, or need not wait any longer."""
        found: list[Packet] = []
        gap = False
        while self._held and self._next is not None:
            packet = self._held.pop(self._next, None)
            if packet is not None:
                found.append(packet._replace(gap=gap))
                self._next, gap = self._next + 1, False
                continue
            first = min(self._held)
            if now - self._held[first].at < self._patience and len(self._held) < _HELD_MOST:
                break
            self._next, gap = first, True
        return found

    def _whole(self, sequence: int) -> int:
        """The sequence number without its turns (RFC 3550, A.1)."""
        turn = ((sequence - self._seen + 0x8000) & 0xFFFF) - 0x8000
        return self._seen + turn if self._next is not None else sequence + 0x10000


class Clock:
    """Turns RTP times of one stream into seconds of our clock: as early as its quickest packet says,
    following a clock that runs differently, and starting anew after one that stood still.
    """

    def __init__(self, rate: int) -> None:
        self._rate = rate
        self._seen: int | None = None
        self._lag: float | None = None

    def time(self, timestamp: int, at: float) -> float:
        """When what a packet of this time holds was made, as far as we can tell; `at` is its arrival."""
        if self._seen is None:
            self._seen = timestamp
        self._seen += ((timestamp - self._seen + 0x80000000) & 0xFFFFFFFF) - 0x80000000
        sent = self._seen / self._rate
        lag = at - sent
        if self._lag is None or lag < self._lag or lag - self._lag > _STRAY:
            self._lag = lag
        self._lag += (lag - self._lag) * _LEAK
        return sent + self._lag
