"""Opus packets of changing speakers to one unbroken track: what is missing is silence, nothing overlaps.

Players do not agree on what a hole in a sound means; some close it, and picture and sound are apart.
So every track has packets without a hole, each where the one before it ends.
"""

from .webm import Block

RATE = 48_000
SILENCE = b"\xf8\xff\xfe"
"""20 ms of nothing, in one channel (RFC 6716, 3.1: CELT, full band, code 0)."""
_STEP = RATE // 50
_LONGEST = 5760
_FRAMES = {0: (480, 960, 1920, 2880), 1: (480, 960), 2: (120, 240, 480, 960)}


def samples(packet: bytes) -> int:
    """How long an Opus packet lasts, in samples of 48 kHz (RFC 6716, 3.1).

    :raises IndexError: it is empty.
    :raises ValueError: it would last longer than 120 ms, which none may (3.2.5).
    """
    config, code = packet[0] >> 3, packet[0] & 3
    if config < 12:
        frame = _FRAMES[0][config & 3]
    elif config < 16:
        frame = _FRAMES[1][config & 1]
    else:
        frame = _FRAMES[2][config & 3]
    count = (1, 2, 2)[code] if code < 3 else packet[1] & 63
    if frame * count > _LONGEST:
        raise ValueError("no Opus packet is that long")
    return frame * count


class Track:
    """One track of sound. Times are seconds from the beginning of the recording."""

    def __init__(self, number: int) -> None:
        self.number = number
        self._next = 0  # samples written so far

    def put(self, time: float, packet: bytes) -> list[Block]:
        """A packet at its time, behind silence up to there; none when that time is taken already."""
        at, length = round(time * RATE), samples(packet)
        if not length or at < self._next - _STEP // 2:
            return []
        silence = self.fill(time + _STEP / 2 / RATE)
        return [*silence, self._block(packet, length)]

    def fill(self, until: float) -> list[Block]:
        """Silence up to a time, in whole steps."""
        count = (round(until * RATE) - self._next) // _STEP
        return [self._block(SILENCE, _STEP) for _ in range(count)]

    def _block(self, packet: bytes, length: int) -> Block:
        time = self._next * 1000 // RATE
        self._next += length
        return Block(time, self.number, True, packet)
