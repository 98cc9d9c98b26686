"""Token buckets: how fast somebody may ask. Time (milliseconds) is an argument."""

from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Rate:
    """``burst`` at once, then ``per_second``."""

    burst: float
    per_second: float


COMMANDS = Rate(40, 10)
"""Commands of one visitor over all tabs."""
JOINS = Rate(120, 10)
"""Joins from one address: a school sits behind one."""
REQUESTS = Rate(300, 60)
"""Other requests that change something, from one address."""
SOCKETS = Rate(600, 30)
"""Sockets opened from one address: everybody behind it comes back at once when the hub was restarted."""
POLLS = Rate(1200, 600)
"""What clients without a WebSocket send, from one address: thirty who walk, twenty messages a second each."""
SEARCHES = Rate(5, 1)
"""Searches of one visitor."""
MOST_KEYS = 10_000


@dataclass(slots=True)
class Bucket:
    """One bucket; starts full."""

    rate: Rate
    level: float = field(init=False)
    at: int = 0

    def __post_init__(self) -> None:
        self.level = self.rate.burst

    def take(self, now: int) -> bool:
        """Whether one more is allowed at ``now``; if so it is counted."""
        self.level = min(self.rate.burst, self.level + (now - self.at) / 1000 * self.rate.per_second)
        self.at = now
        if self.level < 1:
            return False
        self.level -= 1
        return True


class Buckets:
    """One bucket a key, as many as ``MOST_KEYS``; the longest unused goes first."""

    def __init__(self, rate: Rate) -> None:
        self._rate = rate
        self._buckets: dict[str, Bucket] = {}

    def take(self, key: str, now: int) -> bool:
        """Whether ``key`` may do one more at ``now``."""
        bucket = self._buckets.pop(key, None) or Bucket(self._rate, at=now)
        self._buckets[key] = bucket
        if len(self._buckets) > MOST_KEYS:
            del self._buckets[next(iter(self._buckets))]
        return bucket.take(now)
