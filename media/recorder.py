"""All recordings of a worker: those the table wants go on, those it does not want any more are finished."""

import asyncio
import time
from collections.abc import Callable, Sequence
from pathlib import Path

import structlog

from .events import PartWritten, RecordingEnded, WorkerEvent
from .partfile import EndReason, PartName, Scribe, mend_all
from .recording import Recording
from .router import Router
from .wants import RecordWant

log = structlog.get_logger("media")

_FINISHED_WITHIN = 2.5
"""Seconds that the end of the worker waits for the disk."""


class Recorder:
    """Holds the recordings. Parts that a worker before us left unfinished are finished first."""

    def __init__(self, folder: Path, router: Router, emit: Callable[[WorkerEvent], None]) -> None:
        self._folder = folder
        self._router = router
        self._emit = emit
        self._running: dict[str, Recording] = {}
        self._ended: dict[str, EndReason] = {}
        self._finishing: list[Scribe] = []
        self._mending: asyncio.Task[None] | None = None
        self._untold: list[PartName] = []
        self._asked = False

    def start(self) -> None:
        """Look after what is there from before; no recording begins until that is done."""
        self._mending = asyncio.get_running_loop().create_task(self._mend())

    async def _mend(self) -> None:
        try:
            for name in await asyncio.to_thread(mend_all, self._folder):
                log.info("finished a part that was left", name=name.text)
                self._untold.append(name)
        except Exception:
            log.exception("what was left is not finished", folder=str(self._folder))
        self._mending = None
        if self._asked:
            self.want(self._router.table.records, asyncio.get_running_loop().time())

    def want(self, records: Sequence[RecordWant], now: float) -> None:
        """Take what is wanted now, whole; whoever asks learns first what was left by others."""
        self._asked = True
        for name in self._untold:
            self._emit(PartWritten(name.recording, name.text))
        self._untold = []
        named = {want.recording: want for want in records}
        for name in [each for each in self._running if each not in named]:
            self._finish(self._running.pop(name), now)
        self._ended = {name: reason for name, reason in self._ended.items() if name in named}
        for name, want in named.items():
            if name in self._ended:
                self._emit(RecordingEnded(name, self._ended[name]))
            elif name in self._running:
                self._running[name].change(want, now)
            elif self._mending is None:
                self._begin(want, now)

    def tick(self, now: float) -> None:
        """Ten times a second; a recording that fails ends alone."""
        for name, recording in list(self._running.items()):
            try:
                recording.tick(self._router.speakers, now)
            except Exception:
                log.exception("recording failed", recording=name)
                self._end(name, "failed", now)

    async def close(self, now: float) -> None:
        """Finish all, as far as the disk is quick enough."""
        if self._mending is not None:
            self._mending.cancel()
        for recording in self._running.values():
            self._finish(recording, now)
        self._running = {}
        until = time.monotonic() + _FINISHED_WITHIN
        for scribe in self._finishing:
            await asyncio.to_thread(scribe.join, max(0.0, until - time.monotonic()))

    def _begin(self, want: RecordWant, now: float) -> None:
        loop = asyncio.get_running_loop()

        def told(what: PartName | EndReason) -> None:
            if not loop.is_closed():
                loop.call_soon_threadsafe(self._told, want.recording, what)

        wall = time.time_ns() // 1_000_000  # the hub's clock is not here; this one differs from it by little
        self._running[want.recording] = Recording(self._folder, want, self._router.source, told, now, wall)
        log.info("recording", recording=want.recording)

    def _finish(self, recording: Recording, now: float) -> None:
        self._finishing = [each for each in self._finishing if each.running]
        self._finishing.append(recording.close(now))

    def _told(self, recording: str, what: PartName | EndReason) -> None:
        """A word from a recording's thread."""
        if isinstance(what, PartName):
            self._emit(PartWritten(recording, what.text))
        else:
            self._end(recording, what, asyncio.get_running_loop().time())

    def _end(self, recording: str, reason: EndReason, now: float) -> None:
        found = self._running.pop(recording, None)
        if found is not None:
            log.warning("recording ended", recording=recording, reason=reason)
            self._ended[recording] = reason
            self._finish(found, now)
            self._emit(RecordingEnded(recording, reason))
