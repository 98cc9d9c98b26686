"""Who speaks at each stage, told so slowly that a picture that follows does not flutter."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass

from rooms.ids import RoomId, SourceId

STEADY_MS = 1000
"""So long somebody is the loudest before the picture goes over to them."""


@dataclass(slots=True)
class _Voice:
    """Who speaks, and who has been louder since when (UTC milliseconds)."""

    now: SourceId | None = None
    next: SourceId | None = None
    since: int = 0


class Voices:
    """The steady voice of each stage, by what the media plane hears."""

    def __init__(self) -> None:
        self._stages: dict[RoomId, _Voice] = {}

    @property
    def now(self) -> dict[RoomId, SourceId]:
        """The microphone of who speaks, or spoke last, at each stage."""
        return {stage: voice.now for stage, voice in self._stages.items() if voice.now is not None}

    def hear(
        self, levels: Mapping[SourceId, int], stages: Mapping[RoomId, Collection[SourceId]], now: int
    ) -> bool:
        """Take loudness by microphone, and the microphones that are heard at each stage; whether a voice is
        another one now.
        """
        before = self.now
        self._stages = {stage: self._stages.get(stage, _Voice()) for stage in stages}
        for stage, heard in stages.items():
            loud = {each: level for each, level in levels.items() if each in heard}
            _follow(self._stages[stage], max(loud, key=lambda each: loud[each], default=None), heard, now)
        return self.now != before


def _follow(voice: _Voice, loudest: SourceId | None, heard: Collection[SourceId], now: int) -> None:
    if voice.now not in heard:
        voice.now = None
    if loudest is None or loudest == voice.now:
        voice.next = None
    elif voice.now is None or (loudest == voice.next and now - voice.since >= STEADY_MS):
        voice.now, voice.next = loudest, None
    elif loudest != voice.next:
        voice.next, voice.since = loudest, now
