"""Finished parts of recordings go from the media plane's folder into the file store, and become known.

Level-triggered: whatever tells of a part, the whole folder is looked through, so that what was finished while
no hub was there is found too. A part stays where it is until its row and its event are committed.
"""

import asyncio
from datetime import UTC, datetime
from pathlib import Path

import structlog

from media.backend import PartName, PartWritten, RecordingEnded
from rooms import commands as c
from rooms import events as e
from rooms.errors import Refusal
from rooms.events import StopReason
from rooms.hub import SYSTEM_ACTOR
from rooms.ids import RecordingId
from rooms.model.recording import Recording
from rooms.recording import MOST
from server.auth.sessions import DAY_MS
from server.batch import Told
from server.clock import new_id
from server.errors import FoyerError
from server.host import Host
from server.store.filerows import New
from server.store.files import FileStore
from server.store.recovery import Recorded

log = structlog.get_logger()

_ON_THE_WAY = 3
"""Parts of a recording that may come once it is ended for having too many."""
HOUR_MS = 3_600_000
KIND = "recording"
TYPES = {".webm": "video/webm", ".mkv": "video/matroska"}


class RecordingEffects:
    """Takes parts in, and ends recordings that cannot go on. ``days`` is how long they are kept, ``hours``
    how long one may last.
    """

    def __init__(self, host: Host, files: FileStore, folder: Path, days: int, hours: int) -> None:
        self._host = host
        self._files = files
        self._folder = folder
        self._days = days
        self._longest = hours * HOUR_MS
        kept = host.hub.state.durable.recording.recordings.items()
        self._running = {id: each.at for id, each in kept if not each.stopped_at}
        self._lock = asyncio.Lock()
        self._tasks: set[asyncio.Task[None]] = set()

    def publish(self, out: list[Recorded | Told]) -> None:
        """Take what was committed: what runs, and since when; parts of a deleted one go, too."""
        for item in out:
            if isinstance(item.event, e.RecordingStarted):
                self._running[item.event.recording] = item.event.at
            elif isinstance(item.event, e.RecordingStopped):
                self._running.pop(item.event.recording, None)
            elif isinstance(item.event, e.RecordingRemoved):
                self.look()

    def on_event(self, event: PartWritten | RecordingEnded) -> None:
        """Take a report of the media plane."""
        if isinstance(event, RecordingEnded):
            self._end(RecordingId(event.recording), event.reason)
        else:
            self.look()

    def look(self) -> None:
        """Look through the folder, beside everything else."""
        task = asyncio.get_running_loop().create_task(self._take_all())
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    def after_tick(self) -> None:
        """End what has lasted as long as it may; what the disk refuses just now is tried at the next tick."""
        over = self._host.clock.now() - self._longest
        for recording in [each for each, at in self._running.items() if at <= over]:
            self._end(recording, "time")

    async def expire(self, now: int) -> None:
        """Remove the recordings that were kept for their days at ``now``, in UTC milliseconds."""
        await self._host.ask(SYSTEM_ACTOR, new_id(), c.ExpireRecordings(now - self._days * DAY_MS))

    def _end(self, recording: RecordingId, reason: StopReason) -> None:
        self._host.submit(SYSTEM_ACTOR, new_id(), c.EndRecording(recording, reason), lambda answer: None)

    async def settled(self) -> None:
        """Wait until nothing is being taken in."""
        await asyncio.gather(*self._tasks, return_exceptions=True)

    async def _take_all(self) -> None:
        async with self._lock:
            for path in await asyncio.to_thread(_finished, self._folder):
                try:
                    await self._take(path)
                except (OSError, FoyerError, Refusal) as error:
                    log.error("recording.not_taken", name=path.name, error=str(error))

    async def _take(self, path: Path) -> None:
        """One part; what belongs to no recording any more is thrown away, and what is too much until then
        stays. A recording ends while those parts that are still being written can be taken.
        """
        name = PartName.read(path.name)
        found = name and self._host.hub.state.durable.recording.recordings.get(RecordingId(name.recording))
        if name and found and all(each.at != name.started for each in found.parts):
            if len(found.parts) >= MOST - _ON_THE_WAY:
                self._end(RecordingId(name.recording), "failed")
            if len(found.parts) >= MOST:
                return
            await self._file(path, name, found)
        await asyncio.to_thread(path.unlink, missing_ok=True)

    async def _file(self, path: Path, name: PartName, found: Recording) -> None:
        ends = self._host.clock.now() + self._days * DAY_MS
        shown = f"{found.stage}-{datetime.fromtimestamp(name.started / 1000, UTC):%Y-%m-%d-%H%M}{name.suffix}"
        new = New(KIND, shown, TYPES[name.suffix], stage=found.stage, expires_at=ends)
        file = await self._files.borrow(path, new)
        filed = c.FileRecording(RecordingId(name.recording), file.id, name.started, name.length, file.size)
        try:
            await self._host.ask(SYSTEM_ACTOR, new_id(), filed, self._files.rows(file))
        except (FoyerError, Refusal):
            await self._files.drop(file)
            raise
        self._files.known(file)


def _finished(folder: Path) -> list[Path]:
    return sorted(each for each in folder.glob("*") if PartName.read(each.name)) if folder.exists() else []
