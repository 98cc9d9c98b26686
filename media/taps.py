"""What a recording hears and sees of a source: its packets in order, with times of our clock."""

import struct
from abc import ABC, abstractmethod
from collections.abc import Callable

from .frames import Frame, Frames
from .ordered import Clock, Ordered, Packet
from .payload import Media
from .rtp import CLOCKS, Header
from .source import Layer

_AUDIO_PATIENCE, _VIDEO_PATIENCE = 0.1, 0.5  # seconds a missing packet is waited for


class _Tap(ABC):
    """Listens to one layer beside the slots."""

    def __init__(self, layer: Layer, patience: float) -> None:
        self.layer = layer
        self._patience = patience
        self._renew()
        layer.slots.append(self)

    def _renew(self) -> None:
        self._clock = Clock(CLOCKS[self.layer.source.kind])
        self._ordered = Ordered(self._patience, self._ask)

    def reanchor(self) -> None:
        """Another stream takes the layer's place."""
        self._renew()

    def push(self, layer: Layer, header: Header, payload: bytes, media: Media, now: float) -> None:
        """Take one packet; what cannot be read is left out."""
        self._take_all(self._ordered.push(header, bytes(payload), media, now))

    def due(self, now: float) -> None:
        """Give on what need not wait for missing packets any longer."""
        self._take_all(self._ordered.due(now))

    def close(self) -> None:
        """Listen no more."""
        if self in self.layer.slots:
            self.layer.slots.remove(self)

    def _take_all(self, packets: list[Packet]) -> None:
        for packet in packets:
            try:
                self._take(packet)
            except (ValueError, IndexError, struct.error):
                self.lose()

    @abstractmethod
    def _ask(self, missing: list[int]) -> None:
        """These numbers are missing."""

    @abstractmethod
    def _take(self, packet: Packet) -> None:
        """One packet in its turn.

        :raises ValueError, IndexError, struct.error: it cannot be read.
        """

    @abstractmethod
    def lose(self) -> None:
        """Something cannot be read."""


class Voice(_Tap):
    """A microphone: `heard` gets its packets with the seconds at which they were made."""

    def __init__(self, layer: Layer, heard: Callable[["Voice", float, bytes], None]) -> None:
        self._heard = heard
        super().__init__(layer, _AUDIO_PATIENCE)

    def lose(self) -> None:
        """What follows can be heard without it."""

    def _ask(self, missing: list[int]) -> None:
        """Sound that is lost is not asked for again."""

    def _take(self, packet: Packet) -> None:
        self._heard(self, self._clock.time(packet.timestamp, packet.at), packet.payload)


class Camera(_Tap):
    """A camera: `seen` gets its frames with the seconds at which they were made."""

    def __init__(self, layer: Layer, seen: Callable[["Camera", float, Frame], None]) -> None:
        self._seen = seen
        super().__init__(layer, _VIDEO_PATIENCE)

    def _renew(self) -> None:
        super()._renew()
        self._frames = Frames(self.layer.codec or "vp8")

    @property
    def lost(self) -> bool:
        """Whether it waits for a key frame."""
        return self._frames.lost

    def lose(self) -> None:
        self._frames.lost = True

    def _ask(self, missing: list[int]) -> None:
        self.layer.ask_again(missing)

    def _take(self, packet: Packet) -> None:
        time = self._clock.time(packet.timestamp, packet.at)
        frame = self._frames.push(packet)
        if frame is not None:
            self._seen(self, time, frame)
