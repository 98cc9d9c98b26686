"""What a slot sent is kept a moment, so that a NACK can be answered. No I/O; `now` is monotonic seconds.

Who asks is a stranger's browser: one NACK can name thousands of packets, and all of them cost the one loop
that carries everybody's sound. So a packet is sent again once in a while, and a slot so many times a second.
"""

from dataclasses import dataclass
from math import inf

CACHE_PACKETS = 512
"""Packets that a slot keeps, and how far back its receiver may miss one."""

CACHE_SECONDS = 1.5
"""How long it keeps them; later a receiver has given up and waits for a key frame."""

RESENT_AGAIN_AFTER = 0.05
"""Seconds in which the same packet is not sent again: the first answer is still on its way."""

RESENT_A_SECOND = 256
"""Packets that are sent again, or asked of the sender, for one slot in a second: a whole picture's worth."""


@dataclass(slots=True)
class _Sent:
    """A packet, when it was sent, and when last again."""

    at: float
    packet: bytes
    again: float = -inf


class Kept:
    """The last packets of one outgoing stream, by their sequence numbers."""

    def __init__(self) -> None:
        self._sent: dict[int, _Sent] = {}
        self._second = -inf
        self._left = 0

    def __contains__(self, sequence: int) -> bool:
        return sequence in self._sent

    def keep(self, sequence: int, packet: bytes, now: float) -> None:
        """Keep one more, and drop what is too old or too much."""
        sent = self._sent
        sent.pop(sequence, None)
        sent[sequence] = _Sent(now, packet)
        oldest = next(iter(sent))
        while len(sent) > CACHE_PACKETS or sent[oldest].at < now - CACHE_SECONDS:
            del sent[oldest]
            oldest = next(iter(sent))

    def clear(self) -> None:
        """Nothing of it may be sent again; what was spent stays spent."""
        self._sent.clear()

    def again(self, sequence: int, now: float) -> bytes | None:
        """A packet that may be sent again now."""
        kept = self._sent.get(sequence)
        if kept is None or now - kept.again < RESENT_AGAIN_AFTER or not self.spend(now):
            return None
        kept.again = now
        return kept.packet

    def spend(self, now: float) -> bool:
        """Take one from what a slot may cost in this second; whether there was one."""
        if now - self._second >= 1:
            self._second, self._left = now, RESENT_A_SECOND
        self._left -= 1
        return self._left >= 0
