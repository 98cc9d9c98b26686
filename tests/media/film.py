"""What can be seen and heard in a recorded file: decoded, and measured by colours and tones."""

import math
from array import array
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import av

RATE = 8_000
WINDOW = RATE // 5
"""Samples of one measurement: a fifth of a second."""
LOUD = 0.02


@dataclass
class Film:
    """Length in seconds, colour by time, and for each track of sound the tones heard, by time."""

    length: float | None
    colours: list[tuple[float, str]] = field(default_factory=list[tuple[float, str]])
    tones: list[list[tuple[float, frozenset[int]]]] = field(
        default_factory=list[list[tuple[float, frozenset[int]]]]
    )

    def seen(self) -> set[str]:
        """All colours."""
        return {colour for _, colour in self.colours}

    def heard(self, track: int = 0) -> set[int]:
        """All tones of a track."""
        return {tone for _, tones in self.tones[track] for tone in tones}

    def after(self, time: float) -> set[int]:
        """All tones of all tracks after a time in seconds."""
        return {tone for track in self.tones for at, tones in track for tone in tones if at > time}

    def heard_anywhere(self) -> set[int]:
        """All tones of all tracks."""
        return {tone for track in range(len(self.tones)) for tone in self.heard(track)}


def watch(path: Path, tones: Iterable[int]) -> Film:
    """Decode a whole file."""
    known = list(tones)
    with av.open(str(path)) as container:
        film = Film(container.duration / 1_000_000 if container.duration else None)
        sounds = container.streams.audio
        resamplers = {each.index: av.AudioResampler("s16", "mono", RATE) for each in sounds}
        samples: dict[int, array[int]] = {each.index: array("h") for each in sounds}
        for packet in container.demux():
            for frame in packet.decode():
                if isinstance(frame, av.VideoFrame):
                    film.colours.append((frame.time or 0.0, _colour(frame)))
                else:
                    _gather(resamplers[packet.stream.index], frame, samples[packet.stream.index])
    film.tones = [list(_measured(each, known)) for each in samples.values()]
    return film


def _gather(resampler: Any, frame: Any, into: "array[int]") -> None:
    for each in resampler.resample(frame):
        into.frombytes(bytes(each.planes[0])[: each.samples * 2])


def _measured(samples: "array[int]", tones: list[int]) -> Iterable[tuple[float, frozenset[int]]]:
    for at in range(0, len(samples) - WINDOW, WINDOW):
        part = samples[at : at + WINDOW]
        yield at / RATE, frozenset(each for each in tones if _power(part, each) > LOUD)


def _power(samples: "array[int]", tone: int) -> float:
    """How much of a tone is in it (Goertzel), 0 to 1."""
    turn = 2 * math.cos(2 * math.pi * tone / RATE)
    one = two = 0.0
    for each in samples:
        one, two = each / 32768 + turn * one - two, one
    return 2 * math.sqrt(max(0.0, one * one + two * two - turn * one * two)) / len(samples)


def _colour(frame: Any) -> str:
    """The name of the colour in the upper half."""
    small = frame.reformat(width=16, height=16, format="rgb24")
    line = small.planes[0].line_size
    red, green, blue = bytes(small.planes[0])[line * 4 + 12 : line * 4 + 15]
    if max(red, green, blue) < 60:
        return "black"
    if red > 150 and green < 110:
        return "red"
    if green > 90 and red < 110 and blue < 110:
        return "green"
    return "blue" if blue > 150 and red < 110 else "other"
