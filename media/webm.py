"""WebM and Matroska files (RFC 9559) with one picture and several sounds, playable at every moment they grow.

Segment and newest cluster have no size until they are finished; then sizes, length and an index for seeking
are written into the places kept for them. ``mend`` does the same for a file whose writer was killed.
"""

import struct
from collections.abc import Sequence
from typing import BinaryIO, NamedTuple

from . import ebml
from .ebml import Element, element, opened, real, sized, text, uint, void

CLUSTER_MS = 5_000
"""A cluster lasts at most so long; each key frame begins one."""
PICTURE = 1
"""Number of the picture's track; sounds follow."""
FRAME_MS = 20
"""A file is said to last so long beyond the beginning of its last frame."""

_HEADER, _SEGMENT, _SEEK_HEAD, _SEEK = 0x1A45DFA3, 0x18538067, 0x114D9B74, 0x4DBB
_INFO, _DURATION, _TRACKS, _TRACK = 0x1549A966, 0x4489, 0x1654AE6B, 0xAE
_CLUSTER, _TIME, _BLOCK = 0x1F43B675, 0xE7, 0xA3
_CUES, _CUE, _VOID = 0x1C53BB6B, 0xBB, 0xEC
_SEEK_ROOM, _DURATION_ROOM = 96, 11
_BLOCK_HEAD = struct.Struct("!BhB")
_EPOCH_MS = 978_307_200_000  # 2001-01-01, from which Matroska counts its dates
_PRE_ROLL_NS = 80_000_000  # Opus needs so much before a point to decode it well (RFC 7845, 4.6)
_CODECS = {"vp8": "V_VP8", "h264": "V_MPEG4/ISO/AVC"}


class Picture(NamedTuple):
    """How the picture is coded; ``config`` is H.264's decoder configuration record."""

    codec: str
    width: int
    height: int
    config: bytes = b""


class Block(NamedTuple):
    """One frame: ``time`` in milliseconds from the beginning of the file."""

    time: int
    track: int
    key: bool
    data: bytes


class Writer:
    """Writes one file. Blocks come in the order of their times; a late one is put at the time of the last."""

    def __init__(self, file: BinaryIO) -> None:
        self._file = file
        self._segment = self._duration_at = 0
        self._places: dict[int, int] = {}
        self._cues: list[tuple[int, int]] = []
        self._cluster: int | None = None  # where the size of the one being written stands
        self._cluster_time = 0
        self._last = -1  # nothing yet

    def begin(self, picture: Picture, sounds: Sequence[str], at: int) -> None:
        """Write what stands before the first frame; ``at`` is UTC milliseconds, sounds are track names."""
        self._file.write(_header("webm" if picture.codec == "vp8" else "matroska"))
        self._file.write(opened(_SEGMENT))
        self._segment = self._file.tell()
        self._file.write(void(_SEEK_ROOM))
        self._places[_INFO] = self._file.tell()
        self._file.write(_info(at))
        self._places[_TRACKS] = self._file.tell()
        self._duration_at = self._file.tell() - _DURATION_ROOM
        self._file.write(_tracks(picture, sounds))

    def write(self, block: Block) -> None:
        """Append one frame."""
        time = max(block.time, self._last, 0)
        begins = block.track == PICTURE and block.key
        if self._cluster is None or begins or time - self._cluster_time >= CLUSTER_MS:
            self._open_cluster(time, indexed=begins)
        flags = 0x80 if block.key else 0
        head = _BLOCK_HEAD.pack(0x80 | block.track, time - self._cluster_time, flags)
        self._file.write(element(_BLOCK, head, block.data))
        self._last = time

    def finish(self) -> int:
        """Write the index, sizes and length; returns the length in milliseconds."""
        self._close_cluster()
        self._places[_CUES] = self._file.tell()
        self._file.write(element(_CUES, *(self._cue(time, at) for time, at in self._cues)))
        self._overwrite(self._segment - 8, sized(self._file.tell() - self._segment))
        self._overwrite(self._duration_at, real(_DURATION, self._last + FRAME_MS))
        seek = element(_SEEK_HEAD, *(self._seek(number, at) for number, at in self._places.items()))
        self._overwrite(self._segment, seek + void(_SEEK_ROOM - len(seek)))
        return self._last + FRAME_MS

    def _open_cluster(self, time: int, *, indexed: bool) -> None:
        self._close_cluster()
        if indexed:
            self._cues.append((time, self._file.tell()))
        self._file.write(opened(_CLUSTER))
        self._cluster, self._cluster_time = self._file.tell() - 8, time
        self._file.write(uint(_TIME, time))

    def _close_cluster(self) -> None:
        if self._cluster is not None:
            self._overwrite(self._cluster, sized(self._file.tell() - self._cluster - 8))
            self._cluster = None

    def _overwrite(self, at: int, data: bytes) -> None:
        end = self._file.tell()
        self._file.seek(at)
        self._file.write(data)
        self._file.seek(end)

    def _cue(self, time: int, at: int) -> bytes:
        place = element(0xB7, uint(0xF7, PICTURE), uint(0xF1, at - self._segment))
        return element(_CUE, uint(0xB3, time), place)

    def _seek(self, number: int, at: int) -> bytes:
        return element(_SEEK, element(0x53AB, number.to_bytes(4, "big")), uint(0x53AC, at - self._segment))

    def recover(self) -> None:
        """Find out how far the file was written, and be where its writer was; a cut-off end is cut away.

        :raises ValueError: this is no file of ours, or no frame is in it.
        """
        end = self._file.seek(0, 2)
        whole = 0
        for found in ebml.walk(self._file, end, (_SEGMENT, _CLUSTER)):
            grows = found.id in (_SEGMENT, _CLUSTER)
            if not grows and found.at + found.size > end:
                break
            self._meet(found)
            whole = found.at + (0 if grows else found.size)
        if not self._duration_at or self._last < 0:
            raise ValueError("no recording")
        self._file.truncate(whole)
        self._file.seek(whole)

    def _meet(self, found: Element) -> None:
        """Take one element into account; what is in a cluster comes as if it stood beside it."""
        if found.id == _SEGMENT:
            self._segment = found.at
        elif found.id in (_INFO, _TRACKS):
            self._places[found.id] = found.start
            if found.id == _TRACKS:
                self._duration_at = found.start - _DURATION_ROOM
        elif found.id == _CLUSTER:
            self._cluster = found.at - 8
        elif found.id == _TIME:
            self._cluster_time = int.from_bytes(self._read(found.at, found.size), "big")
        elif found.id == _BLOCK:
            self._count(found)

    def _count(self, found: Element) -> None:
        track, time, flags = _BLOCK_HEAD.unpack(self._read(found.at, _BLOCK_HEAD.size))
        self._last = max(self._last, self._cluster_time + time)
        if track == 0x80 | PICTURE and flags & 0x80 and self._cluster:
            self._cues.append((self._cluster_time + time, self._cluster - 4))

    def _read(self, at: int, length: int) -> bytes:
        self._file.seek(at)
        return self._file.read(length)


def mend(file: BinaryIO) -> int:
    """Finish the file of a writer that was killed; its length in milliseconds.

    :raises ValueError: this is no file of ours, or no frame is in it.
    """
    writer = Writer(file)
    writer.recover()
    return writer.finish()


def _header(kind: str) -> bytes:
    versions = uint(0x4286, 1) + uint(0x42F7, 1) + uint(0x42F2, 4) + uint(0x42F3, 8)
    return element(_HEADER, versions, text(0x4282, kind), uint(0x4287, 4), uint(0x4285, 2))


def _info(at: int) -> bytes:
    date = element(0x4461, struct.pack("!q", (at - _EPOCH_MS) * 1_000_000))
    names = text(0x4D80, "Foyer") + text(0x5741, "Foyer")
    return element(_INFO, uint(0x2AD7B1, 1_000_000), date, names, void(_DURATION_ROOM))


def _tracks(picture: Picture, sounds: Sequence[str]) -> bytes:
    size = element(0xE0, uint(0xB0, picture.width), uint(0xBA, picture.height))
    config = element(0x63A2, picture.config) if picture.config else b""
    tracks = [_track(PICTURE, 1, _CODECS[picture.codec], config, size)]
    sound = element(0xE1, real(0xB5, 48_000.0), uint(0x9F, 2))
    opus = element(0x63A2, _OPUS) + uint(0x56AA, 0) + uint(0x56BB, _PRE_ROLL_NS)
    for number, name in enumerate(sounds, PICTURE + 1):
        first = uint(0x88, number == PICTURE + 1)
        tracks.append(_track(number, 2, "A_OPUS", opus, sound, text(0x536E, name), first))
    return element(_TRACKS, *tracks)


def _track(number: int, kind: int, codec: str, *more: bytes) -> bytes:
    named = uint(0xD7, number) + uint(0x73C5, number) + uint(0x83, kind)
    return element(_TRACK, named, uint(0x9C, 0), text(0x86, codec), *more)


_OPUS = b"OpusHead" + struct.pack("<BBHIhB", 1, 2, 0, 48_000, 0, 0)
"""Two channels, nothing to skip, no gain (RFC 7845, 5.1): the packets say themselves what is in them."""
