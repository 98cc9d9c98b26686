"""One recording: which picture goes into it, beside the voices, in parts of one picture each.

Nothing is decoded. The picture is the stage's main one, else the camera of who is heard, else any that is
there, else black.
"""

import heapq
import itertools
from collections.abc import Callable
from pathlib import Path

from rooms.ids import SourceId, peer_of

from .frames import Frame
from .partfile import EndReason, Limits, PartName, Scribe
from .source import Layer, Source
from .speakers import Speakers
from .taps import Camera
from .voices import TRACKS, Voices
from .wants import RecordWant
from .webm import PICTURE, Block, Picture

HOLD = 0.8
"""Seconds a frame waits for others that belong before it."""
_PICTURE_WITHIN = 1.5  # seconds until a recording begins without a picture
_KEEP = 3.0  # seconds that a picture nobody chose stays at least
_PART_LEAST = 3000
"""Milliseconds between two parts that pictures begin: who codes anew all the time makes no heap of files."""
_KEY_AGAIN = 0.5
_BLACK_EVERY = 5.0

BLACK = (
    bytes.fromhex("f00e009d012a4001b400004708858588858488020200061604f70681649f6bdb9b")
    + bytes.fromhex("27387b") * 31
    + bytes.fromhex("272e00feffab5080")
)
"""A VP8 key frame of 320 x 180 black points."""
_NOTHING = Picture("vp8", 320, 180)


class Recording:
    """Follows what is wanted. `find` gives a source; `told` is called in another thread, see Scribe."""

    def __init__(
        self,
        folder: Path,
        want: RecordWant,
        find: Callable[[SourceId], Source | None],
        told: Callable[[PartName | EndReason], None],
        now: float,
        wall: int,
    ) -> None:
        self._want = want
        self._find = find
        self._start, self._wall = now, wall
        self._scribe = Scribe(folder, want.recording, Limits(want.most, want.spare), told)
        self._voices = Voices(now, self._add)
        self._camera: Camera | None = None
        self._next: Camera | None = None
        self._aimed = now
        self._part: Picture | None = None
        self._part_from = float("-inf")  # when a picture may begin a part
        self._zero = 0
        self._blocks: list[tuple[int, int, Block]] = []
        self._count = itertools.count()
        self._shown = -1  # time of the last frame of picture
        self._black: float | None = None
        self._asked = 0.0

    def change(self, want: RecordWant, now: float) -> None:
        """What is wanted now. Who is in it no more is out of it from here on."""
        self._want = want
        # `most` stays as it was: it becomes less by what is filed, which the scribe has counted already
        self._scribe.limits = self._scribe.limits._replace(spare=want.spare)
        self._voices.keep(want.audio)
        self._next = self._without(self._next)
        before, self._camera = self._camera, self._without(self._camera)
        if before is not self._camera:
            self._show_black(now)

    def _without(self, camera: Camera | None) -> Camera | None:
        if camera is not None and camera.layer.source.id not in self._want.video:
            camera.close()
            return None
        return camera

    def tick(self, speakers: Speakers, now: float) -> None:
        """Follow who comes, speaks and goes; write what can be written. To be called ten times a second."""
        self._voices.listen([self._find(each) for each in self._want.audio], speakers, now)
        self._look(now)
        for camera in (self._camera, self._next):
            if camera is not None:
                camera.due(now)
        self._show(now)
        self._flush(self._ms(now - HOLD))

    def close(self, now: float) -> Scribe:
        """Finish; the scribe can be waited for."""
        self._voices.close()
        for camera in (self._camera, self._next):
            if camera is not None:
                camera.close()
        if self._part is None:
            self._begin(_NOTHING, 0)
            self._show_black(now)
        self._flush(self._ms(now))
        self._scribe.close()
        return self._scribe

    def _ms(self, now: float) -> int:
        return round((now - self._start) * 1000)

    # -- picture -----------------------------------------------------------------------------------

    def _look(self, now: float) -> None:
        """Aim at the picture that belongs into it now."""
        best = self._best(now)
        current = self._next or self._camera
        if best is not None and (current is None or current.layer is not best):
            self._aim(best, now)
        elif best is None:
            self._aim(None, now)
        waits = self._next or (self._camera if self._camera and self._camera.lost else None)
        if waits is not None and now - self._asked > _KEY_AGAIN:
            self._asked = now
            waits.layer.ask_key(now)

    def _best(self, now: float) -> Layer | None:
        """The largest layer of the first picture that is there."""
        heard = self._voices.heard
        speaker = peer_of(heard) if heard else None
        names = [each for each in self._want.video if each == self._want.pinned]
        current = (self._next or self._camera) if now - self._aimed < _KEEP else None
        names += [current.layer.source.id] if current else []
        names += [each for each in self._want.video if peer_of(each) == speaker]
        names += self._want.video
        for name in names:
            source = self._find(name)
            live = [each for each in source.layers.values() if each.live(now)] if source else []
            if live:
                return live[-1]
        return None

    def _aim(self, layer: Layer | None, now: float) -> None:
        if self._next is not None:
            self._next.close()
            self._next = None
        if layer is None:
            if self._camera is not None:
                self._camera.close()
                self._camera = None
            return
        if self._camera is None or self._camera.layer is not layer:
            self._next, self._aimed, self._asked = Camera(layer, self._see), now, 0.0

    def _see(self, camera: Camera, time: float, frame: Frame) -> None:
        """A frame of the picture; the first of the next one takes its place."""
        other = frame.picture if frame.picture is not None and self._other(frame.picture) else None
        if other is not None and self._ms(time) < self._part_from:
            camera.lose()
            return
        if camera is self._next:
            if self._camera is not None:
                self._camera.close()
            self._camera, self._next = camera, None
        if camera is not self._camera:
            return
        at = max(self._ms(time), self._shown + 1)
        if other is not None:
            self._begin(other, at)
            self._part_from = at + _PART_LEAST
        if self._part is None or (self._black is not None and not frame.key):
            camera.lose()
            return
        self._black = None
        self._put(at, key=frame.key, data=frame.data)

    def _other(self, picture: Picture) -> bool:
        """Whether a picture cannot stand in the part that is being written."""
        part = self._part
        return part is None or (part.codec, part.config) != (picture.codec, picture.config)

    def _show(self, now: float) -> None:
        """Where there is no picture, show black; a part whose picture is H.264 keeps its last one."""
        if self._part is None and now - self._start > _PICTURE_WITHIN:
            self._begin(_NOTHING, 0)
        if self._camera is None and (self._black is None or now - self._black > _BLACK_EVERY):
            self._show_black(now)

    def _show_black(self, now: float) -> None:
        if self._part is not None and self._part.codec == "vp8":
            self._black = now
            self._put(max(self._ms(now), self._shown + 1) if self._shown >= 0 else 0, key=True, data=BLACK)

    def _put(self, at: int, *, key: bool, data: bytes) -> None:
        self._shown = at
        self._add([Block(at, PICTURE, key, data)])

    # -- parts -------------------------------------------------------------------------------------

    def _add(self, blocks: list[Block]) -> None:
        for block in blocks:
            heapq.heappush(self._blocks, (block.time, next(self._count), block))

    def _begin(self, picture: Picture, at: int) -> None:
        """Begin a part; the first one holds what came before its first picture, too."""
        if self._part is None:
            at = 0
        else:
            self._flush(at)
        self._part, self._zero = picture, at
        self._scribe.begin(picture, TRACKS, self._wall + at)

    def _flush(self, until: int) -> None:
        """Write what is older than that."""
        if self._part is None:
            return
        ready: list[Block] = []
        while self._blocks and self._blocks[0][0] < until:
            block = heapq.heappop(self._blocks)[2]
            ready.append(block._replace(time=block.time - self._zero))
        if ready:
            self._scribe.write(ready)
