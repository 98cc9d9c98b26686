"""The one clock of a hub: UTC milliseconds that never run backwards, whatever happens to the wall clock."""

import secrets
import time


class HubClock:
    """Wall clock at the start, monotonic from then on.

    ``floor`` is the last journalled time: a machine that wakes with an old clock does not write into the
    past.
    """

    def __init__(self, floor: int = 0) -> None:
        self._start = max(int(time.time() * 1000), floor)
        self._origin = time.monotonic_ns()

    def now(self) -> int:
        """UTC milliseconds."""
        return self._start + (time.monotonic_ns() - self._origin) // 1_000_000


def new_id() -> str:
    """A fresh identifier: 80 random bits as 20 hexadecimal digits."""
    return secrets.token_hex(10)
