"""How many bits per second one receiver can take, learned from its own feedback. Time comes in as an
argument.

A receiver's REMB follows what arrives, so it can say 'too much' and never 'there is room': it only counts
when
it lies below what is being sent. Without complaint the budget grows again and the next layer is tried.
"""

START = 2_500_000
CEILING = 12_000_000
FLOOR = 100_000
_HOLD = 8.0  # seconds without growth after a complaint
_GROWTH = 0.08  # share per second
_LOSSY = 26  # of 256: above a tenth the path is full


class Budget:
    """The allowance of one receiver, in bits per second."""

    def __init__(self) -> None:
        self.limit: float = START
        self._quiet_until = 0.0
        self._ticked: float | None = None

    def estimated(self, bitrate: int, sent: float, now: float) -> None:
        """Take a REMB of the receiver while `sent` bits per second go to it."""
        if bitrate < sent * 0.95:
            self._complaint(float(bitrate), now)

    def lost(self, fraction: int, sent: float, now: float) -> None:
        """Take the fraction lost (of 256) of one report block."""
        if fraction > _LOSSY and now >= self._quiet_until - _HOLD + 2:
            self._complaint(min(self.limit, sent) * 0.8, now)

    def tick(self, now: float) -> None:
        """Grow when nobody complained for a while."""
        passed = now - self._ticked if self._ticked is not None else 0.0
        self._ticked = now
        if now >= self._quiet_until:
            self.limit = min(CEILING, self.limit * (1 + _GROWTH * passed))

    def _complaint(self, limit: float, now: float) -> None:
        self.limit = max(FLOOR, min(self.limit, limit))
        self._quiet_until = now + _HOLD


def share(limit: float, costs: list[list[float]]) -> list[int]:
    """Choose a layer for each picture: everybody gets the smallest, then the first in line the best that
    fits.

    `costs` holds for each picture, in order of importance, the bits per second of its layers, rising.
    """
    chosen = [0] * len(costs)
    left = limit - sum(layers[0] for layers in costs if layers)
    for index, layers in enumerate(costs):
        for layer in range(len(layers) - 1, 0, -1):
            extra = layers[layer] - layers[0]
            if extra <= left:
                chosen[index] = layer
                left -= extra
                break
    return chosen
