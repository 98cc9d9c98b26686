"""The files of a recording, written by a thread of its own: a slow disk never holds sound and picture up.

A part grows as ``<recording>.<started>.webm.growing`` and is named ``<recording>.<started>.<length>.webm``
once it is whole; times are UTC milliseconds, the length is in milliseconds. With H.264 it is ``.mkv``.
"""

import contextlib
import os
import queue
import shutil
import threading
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import BinaryIO, Literal, NamedTuple

import structlog

from . import webm
from .webm import Block, Picture, Writer

log = structlog.get_logger("media")

GROWING = ".growing"
_UNWRITTEN_MOST = 16 << 20  # bytes that may wait for the disk
_SETTLE_EVERY = 5.0  # seconds
_SUFFIX = {"vp8": ".webm", "h264": ".mkv"}

EndReason = Literal["disk", "slow", "size", "failed"]
"""disk: no room left; slow: the disk does not keep up; size: the limit of one recording; failed: the disk
refuses to write, or what came cannot be written."""


def folder_beside(socket: Path) -> Path:
    """Where the worker of that control socket writes."""
    return socket.with_name("recordings")


class PartName(NamedTuple):
    """What the name of a finished part says."""

    recording: str
    started: int
    length: int
    suffix: str

    @property
    def text(self) -> str:
        """The file's name."""
        return f"{self.recording}.{self.started}.{self.length}{self.suffix}"

    @classmethod
    def read(cls, name: str) -> "PartName | None":
        """What a file name says; None for one that is no finished part."""
        parts = name.split(".")
        if len(parts) != 4 or f".{parts[3]}" not in _SUFFIX.values():
            return None
        if not (parts[1].isdecimal() and parts[2].isdecimal()):
            return None
        return cls(parts[0], int(parts[1]), int(parts[2]), f".{parts[3]}")


class Limits(NamedTuple):
    """Bytes that a recording may still take, and that must stay free on the disk."""

    most: int
    spare: int


class Scribe:
    """Writes the parts of one recording in order. `told` is called in its thread: with the name of a finished
    part, or with the reason why nothing is written any more.
    """

    def __init__(
        self, folder: Path, recording: str, limits: Limits, told: Callable[[PartName | EndReason], None]
    ) -> None:
        self.limits = limits
        self._folder = folder
        self._recording = recording
        self._told = told
        self._jobs: queue.SimpleQueue[Callable[[], None] | None] = queue.SimpleQueue()
        self._given = self._written = 0
        self._ended = False
        self._file: BinaryIO | None = None
        self._path = folder
        self._writer: Writer | None = None
        self._started = 0
        self._settled = 0.0
        self._thread = threading.Thread(target=self._run, name="recording", daemon=True)
        self._thread.start()

    # -- for the loop ------------------------------------------------------------------------------

    def begin(self, picture: Picture, sounds: Sequence[str], started: int) -> None:
        """Begin a part; the one before is finished."""
        self._jobs.put(lambda: self._begin(picture, sounds, started))

    def write(self, blocks: list[Block]) -> None:
        """Append frames to the part."""
        size = sum(len(each.data) for each in blocks)
        self._given += size
        if self._given - self._written > _UNWRITTEN_MOST:
            self._jobs.put(lambda: self._end("slow"))
            self._given -= size
        else:
            self._jobs.put(lambda: self._write(blocks, size))

    def close(self) -> None:
        """Finish what is there; the thread ends behind it."""
        self._jobs.put(None)

    @property
    def running(self) -> bool:
        """Whether something is still to be written."""
        return self._thread.is_alive()

    def join(self, within: float) -> None:
        """Wait until all is written."""
        self._thread.join(within)

    # -- in the thread -----------------------------------------------------------------------------

    def _run(self) -> None:
        while (job := self._jobs.get()) is not None:
            self._try(job)
        self._try(self._finish)

    def _try(self, job: Callable[[], None]) -> None:
        try:
            if not self._ended:
                job()
        except OSError as error:
            self._let_go()
            self._end("disk" if error.errno in _NO_ROOM else "failed")
        except Exception:
            log.exception("part not written", recording=self._recording)
            self._let_go()
            self._end("failed")

    def _let_go(self) -> None:
        """Leave the part as it is: what is whole of it is finished by the next worker."""
        file, self._file, self._writer = self._file, None, None
        if file is not None:
            with contextlib.suppress(OSError):
                file.close()

    def _end(self, reason: EndReason) -> None:
        """Write no more; what is there is finished as far as the disk lets us."""
        if not self._ended:
            with contextlib.suppress(OSError):
                self._finish()
            self._ended = True
            self._told(reason)

    def _begin(self, picture: Picture, sounds: Sequence[str], started: int) -> None:
        self._finish()
        self._folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        if not self._room():
            self._end("disk")
            return
        name = f"{self._recording}.{started}{_SUFFIX[picture.codec]}{GROWING}"
        self._path, self._started = self._folder / name, started
        self._file = self._path.open("x+b")
        self._writer = Writer(self._file)
        self._writer.begin(picture, sounds, started)
        self._file.flush()

    def _write(self, blocks: list[Block], size: int) -> None:
        self._written += size
        if self._writer is None or self._file is None:
            return
        for block in blocks:
            self._writer.write(block)
        self._file.flush()
        now = time.monotonic()
        if now - self._settled > _SETTLE_EVERY:
            self._settled = now
            os.fsync(self._file.fileno())
            self._check()

    def _check(self) -> None:
        if self._written > self.limits.most:
            self._end("size")
        elif not self._room():
            self._end("disk")

    def _room(self) -> bool:
        return shutil.disk_usage(self._folder).free > self.limits.spare

    def _finish(self) -> None:
        file, writer, self._file, self._writer = self._file, self._writer, None, None
        if file is not None and writer is not None:
            self._told(_named(self._path, file, writer.finish()))


_NO_ROOM = (28, 122)  # ENOSPC, EDQUOT


def _named(path: Path, file: BinaryIO, length: int) -> PartName:
    """Make a whole part safe on the disk, and give it its name."""
    file.flush()
    os.fsync(file.fileno())
    file.close()
    recording, started, suffix, _ = path.name.split(".")
    name = PartName(recording, int(started), length, f".{suffix}")
    path.rename(path.with_name(name.text))
    return name


def mend_all(folder: Path) -> list[PartName]:
    """Finish the parts of a worker that was killed; those without a frame are removed, those that the disk
    does not let us finish stay as they are.
    """
    found: list[PartName] = []
    for path in sorted(folder.glob(f"*{GROWING}")):
        try:
            with path.open("r+b") as file:
                found.append(_named(path, file, webm.mend(file)))
        except ValueError:
            with contextlib.suppress(OSError):
                path.unlink()
        except Exception as error:
            # One part that cannot be finished must not keep the others from it.
            log.error("part not finished", name=path.name, error=repr(error))
    return found
