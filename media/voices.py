"""The sound of a recording: the loudest voice first, and voices in tracks of their own, for later mixing."""

from collections.abc import Callable, Collection, Iterable

from rooms.ids import SourceId

from . import wants
from .sound import Track
from .source import Source
from .speakers import Speakers, loudest
from .taps import Voice
from .webm import PICTURE, Block

VOICES = 4
"""Voices that have a track of their own at the same time, beside the one that is heard first."""
TRACKS = ("Programme", *(f"Voice {number}" for number in range(1, VOICES + 1)))
"""What the tracks are called."""
_SILENT_AFTER = 0.3  # seconds behind now up to which sound that has not come is silence


class Voices:
    """Hears sources from `start` (seconds) on; `add` takes the frames of its tracks."""

    def __init__(self, start: float, add: Callable[[list[Block]], None]) -> None:
        self.heard: SourceId | None = None
        self._start = start
        self._add = add
        self._voices: dict[SourceId, Voice] = {}
        self._main = Track(PICTURE + 1)
        self._tracks = {str(number): Track(number) for number in range(PICTURE + 2, PICTURE + 2 + VOICES)}
        self._slots: dict[str, SourceId | None] = dict.fromkeys(self._tracks)

    def keep(self, wanted: Collection[SourceId]) -> None:
        """Hear nothing more of all others."""
        for source in [each for each in self._voices if each not in wanted]:
            self._voices.pop(source).close()

    def listen(self, sources: Iterable[Source | None], speakers: Speakers, now: float) -> None:
        """Follow who comes, goes and speaks; what has not come by now is silence."""
        self._follow([each for each in sources if each is not None])
        there = list(self._voices)
        levels = {each: speakers.level(each, now) for each in there}
        chosen = {each for each in self._slots.values() if each}
        self._slots = wants.assign(self._slots, loudest(there, chosen, levels, VOICES))
        self.heard = next(iter(loudest(there, {self.heard} if self.heard else (), levels, 1)), None)
        for voice in list(self._voices.values()):
            voice.due(now)
        for track in (self._main, *self._tracks.values()):
            self._add(track.fill(now - self._start - _SILENT_AFTER))

    def close(self) -> None:
        """Hear nothing more."""
        self.keep(())

    def _follow(self, sources: list[Source]) -> None:
        self.keep([each.id for each in sources])
        for source in sources:
            layer = next(iter(source.layers.values()), None)
            voice = self._voices.get(source.id)
            if voice is not None and voice.layer is not layer:
                self._voices.pop(source.id).close()
            if layer is not None and source.id not in self._voices:
                self._voices[source.id] = Voice(layer, self._hear)

    def _hear(self, voice: Voice, time: float, packet: bytes) -> None:
        name, at = voice.layer.source.id, time - self._start
        if name == self.heard:
            self._add(self._main.put(at, packet))
        for slot, source in self._slots.items():
            if source == name:
                self._add(self._tracks[slot].put(at, packet))
