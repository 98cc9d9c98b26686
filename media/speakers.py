"""Who is speaking, and the loudest N of many, from audio levels alone (RFC 6464).
Time comes in as an argument."""

from collections.abc import Collection, Mapping, Sequence

from rooms.ids import SourceId

SPEAKING = 75
"""Smoothed loudness (of 127) from which a source counts as speaking; quiet rooms lie around 50 to 65."""

MARGIN = 8
"""A challenger must be this much louder than the quietest chosen source to take its place."""

_ATTACK, _RELEASE = 0.06, 0.6  # seconds


class Speakers:
    """Smoothed loudness of every source: rises within 60 ms, falls within 600 ms, so pauses are bridged."""

    def __init__(self) -> None:
        self._levels: dict[SourceId, tuple[float, float]] = {}

    def heard(self, source: SourceId, loudness: int, now: float) -> None:
        """Take the loudness (0 to 127) of one packet that arrived at `now` seconds."""
        level, at = self._levels.get(source, (0.0, now - 0.02))
        constant = _ATTACK if loudness > level else _RELEASE
        share = min(1.0, max(0.0, now - at) / constant)
        self._levels[source] = (level + (loudness - level) * share, now)

    def forget(self, source: SourceId) -> None:
        """Drop a source that is gone."""
        self._levels.pop(source, None)

    def level(self, source: SourceId, now: float) -> float:
        """Loudness at `now`; it decays when no packets come."""
        level, at = self._levels.get(source, (0.0, now))
        return level * max(0.0, 1 - max(0.0, now - at - 0.1) / _RELEASE)

    def speaking(self, now: float) -> dict[SourceId, int]:
        """Sources that speak at `now`, with their loudness 0 to 127."""
        levels = {source: round(self.level(source, now)) for source in self._levels}
        return {source: level for source, level in levels.items() if level >= SPEAKING}


def loudest(
    candidates: Sequence[SourceId], chosen: Collection[SourceId], levels: Mapping[SourceId, float], count: int
) -> list[SourceId]:
    """Choose `count` of `candidates`: those chosen before stay unless somebody is louder by MARGIN."""
    if len(candidates) <= count:
        return list(candidates)

    def rank(source: SourceId) -> float:
        return levels[source] + (MARGIN if source in chosen else 0)

    # sorted() is stable, so equal sources keep the order of the table and nobody flickers
    best = set(sorted(candidates, key=rank, reverse=True)[:count])
    return [source for source in candidates if source in best]
