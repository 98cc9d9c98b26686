"""The port through which the hub uses media, and its implementation by a worker process of our own.

Nothing else of this package is for the hub. `want` is level-triggered: hand over the whole table whenever it
changes.
"""

import asyncio
import contextlib
from collections.abc import Callable
from typing import Protocol

import structlog

from rooms.ids import PeerId, SourceId

from . import process
from .control import (
    Accept,
    Counted,
    Hello,
    Ingest,
    Join,
    Leave,
    Replaced,
    RequestKeyframe,
    Shutdown,
    Stats,
    Want,
)
from .control import FromHub as _FromHub
from .control import FromWorker as _FromWorker
from .errors import ControlError, MediaRefused
from .events import (
    BackendLost,
    Event,
    PartWritten,
    PeerConnected,
    PeerGone,
    Quality,
    RecordingEnded,
    SlotsMapped,
    SourceBack,
    SourceDown,
    SourceSilent,
    SourceUp,
    Speaking,
)
from .partfile import EndReason, PartName, folder_beside
from .process import Connection, WorkerSettings
from .wants import Device, PeerWant, RecordWant, Stamp, WantTable

__all__ = [
    "BackendLost",
    "Device",
    "EndReason",
    "Event",
    "MediaBackend",
    "MediaRefused",
    "PartName",
    "PartWritten",
    "PeerConnected",
    "PeerGone",
    "PeerWant",
    "Quality",
    "RecordWant",
    "RecordingEnded",
    "SlotsMapped",
    "SourceBack",
    "SourceDown",
    "SourceSilent",
    "SourceUp",
    "Speaking",
    "WantTable",
    "WorkerBackend",
    "WorkerSettings",
    "folder_beside",
]

log = structlog.get_logger("media.backend")

_EVENTS = (
    *(PeerConnected, PeerGone, SourceUp, SourceSilent, SourceBack, SourceDown),
    *(SlotsMapped, Speaking, Quality, PartWritten, RecordingEnded),
)
_AGAIN_AFTER = (0.05, 0.2, 1.0, 3.0)  # seconds until the next attempt to start a worker


class MediaBackend(Protocol):
    """What the hub asks of media. Every awaited call raises MediaRefused, with 503 while there is no
    worker."""

    async def start(self) -> None:
        """Be ready: adopt the worker of a hub before us, or start one."""

    async def close(self) -> None:
        """End all media."""

    async def join(
        self,
        peer: PeerId,
        *,
        origin: str = "",
        audio_slots: int = 8,
        video_slots: int = 9,
        publish: bool = True,
    ) -> str:
        """Make a peer (replacing one of the same name) and return the SDP offer for its browser."""
        ...

    async def accept(self, peer: PeerId, sdp: str) -> None:
        """Take the browser's answer."""

    async def ingest(self, peer: PeerId, offer: str, *, origin: str = "") -> str:
        """Take a WHIP offer and return the answer; a second one with the same name keeps its viewers."""
        ...

    async def leave(self, peer: PeerId) -> None:
        """Forget a peer."""

    def want(self, table: WantTable) -> None:
        """Set who hears and sees whom. Never blocks; of several calls in a row only the last is sent."""

    def request_keyframe(self, source: SourceId) -> None:
        """Ask a camera for a key frame."""


class WorkerBackend:
    """MediaBackend by `python -m media`, supervised: a worker that dies is replaced and BackendLost reported.

    `on_event` is called in the loop, in order; what it raises is logged and ends nothing. `on_failure` is
    called with a duty that failed, after which there would be no media any more. `adopted` names the peers of
    a worker taken over at start; those the first table does not name are closed when it is sent.
    """

    def __init__(self, settings: WorkerSettings, on_event: Callable[[Event], None]) -> None:
        self.adopted: frozenset[PeerId] = frozenset()
        self.on_failure: Callable[[asyncio.Task[None]], None] = lambda task: None
        self.port = 0
        self.pid = 0
        self._settings = settings
        self._on_event = on_event
        self._connection: Connection | None = None
        self._process: process.Process | None = None
        self._table: WantTable | None = None
        self._epoch = self._version = 0
        self._changed = asyncio.Event()
        self._replaced = False
        self._tasks: list[asyncio.Task[None]] = []

    async def start(self) -> None:
        """Adopt or start the worker and begin to watch it;
        raises MediaRefused (503) when none can be started."""
        found = await process.adopt(self._settings)
        if found:
            self.adopted = frozenset(found[1].peers)
            self._attached(*found)
            log.info("adopted a media worker", pid=self.pid, peers=len(self.adopted))
        else:
            await self._start_worker()
        self._tasks = [asyncio.create_task(self._supervise()), asyncio.create_task(self._send_tables())]
        for task in self._tasks:
            task.add_done_callback(self._ended)

    async def close(self) -> None:
        """End the worker and everything here."""
        if self._connection:
            self._connection.send(
                Shutdown()
            )  # what is written goes out although the reader is cancelled next
        await self._stop_tasks()
        if self._connection:
            self._connection.close()
        if self._process and not self._replaced:
            await process.end(self._process)

    async def abandon(self) -> None:
        """Go without ending the worker: it forwards its last table until another hub adopts it or time is
        up."""
        await self._stop_tasks()
        if self._connection:
            self._connection.close()

    async def _stop_tasks(self) -> None:
        for task in self._tasks:
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)
        self._tasks = []

    async def join(
        self,
        peer: PeerId,
        *,
        origin: str = "",
        audio_slots: int = 8,
        video_slots: int = 9,
        publish: bool = True,
    ) -> str:
        """See MediaBackend."""
        self.adopted -= {peer}
        return await self._ask(Join(peer, origin or peer, audio_slots, video_slots, publish))

    async def accept(self, peer: PeerId, sdp: str) -> None:
        """See MediaBackend; raises MediaRefused 400 for unusable text and 404 for an unknown peer."""
        await self._ask(Accept(peer, sdp))

    async def ingest(self, peer: PeerId, offer: str, *, origin: str = "") -> str:
        """See MediaBackend; raises MediaRefused 400 for unusable text and 406 for what we cannot carry."""
        self.adopted -= {peer}
        return await self._ask(Ingest(peer, origin or peer, offer))

    async def leave(self, peer: PeerId) -> None:
        """See MediaBackend."""
        await self._ask(Leave(peer))

    def want(self, table: WantTable) -> None:
        """See MediaBackend."""
        self._table = table
        self._changed.set()

    def request_keyframe(self, source: SourceId) -> None:
        """See MediaBackend."""
        if self._connection:
            self._connection.send(RequestKeyframe(source))

    async def stats(self) -> Counted:
        """Counters of the port and CPU seconds of the worker."""
        answer = await self._connected().request(Stats())
        if not isinstance(answer, Counted):
            raise ControlError("the worker answered something else")
        return answer

    async def _ask(self, command: Join | Accept | Ingest | Leave) -> str:
        answer = await self._connected().request(command)
        return "" if isinstance(answer, Counted) else answer.text

    def _connected(self) -> Connection:
        if self._connection is None:
            raise MediaRefused(503, "there is no media worker at the moment")
        return self._connection

    def _attached(self, connection: Connection, hello: Hello) -> None:
        self._epoch, self._version = hello.stamp.epoch + 1, 0
        self._connection, self.port, self.pid = connection, hello.port, hello.pid
        if self._table is not None:
            self._changed.set()

    async def _start_worker(self) -> None:
        self._process, connection, hello = await process.start(self._settings)
        self._attached(connection, hello)

    async def _supervise(self) -> None:
        """Read from the worker; when it is gone, report that and start the next."""
        while self._connection:
            with contextlib.suppress(ControlError):
                await self._connection.pump(self._received)
            self._connection, self.adopted = None, frozenset()
            if self._process and not self._replaced:
                await process.end(self._process)
            log.warning("media worker lost", pid=self.pid)
            self._report(BackendLost())
            if not self._replaced:
                await self._restart()

    async def _restart(self) -> None:
        attempt = 0
        while self._connection is None:
            await asyncio.sleep(_AGAIN_AFTER[min(attempt, len(_AGAIN_AFTER) - 1)])
            attempt += 1
            try:
                await self._start_worker()
            except MediaRefused as refusal:
                log.error("media worker did not start", reason=refusal.reason, attempt=attempt)

    def _received(self, message: _FromHub | _FromWorker) -> None:
        if isinstance(message, _EVENTS):
            self._report(message)
        elif isinstance(message, Replaced):
            self._replaced = True

    def _report(self, event: Event) -> None:
        """Hand an event on; one that cannot be taken must not end the media of everybody."""
        try:
            self._on_event(event)
        except Exception:
            log.exception("event not taken", kind=type(event).__name__)

    def _ended(self, task: asyncio.Task[None]) -> None:
        """Tell of a duty that failed; one that was cancelled, or gave way to a newer hub, ended well."""
        if not task.cancelled() and task.exception() is not None:
            self.on_failure(task)

    async def _send_tables(self) -> None:
        """Send the newest table; while the worker is slow to read, those between are left out."""
        while True:
            await self._changed.wait()
            self._changed.clear()
            if self._connection is None or self._table is None:
                continue
            self._version += 1
            self._connection.send(Want(Stamp(self._epoch, self._version), self._table))
            await self._close_unnamed(self._connection, self._table)
            await self._connection.drained()

    async def _close_unnamed(self, connection: Connection, table: WantTable) -> None:
        """Close the adopted peers that the first table does not name: nobody is responsible for them."""
        unnamed, self.adopted = self.adopted - table.peers.keys(), frozenset()
        with contextlib.suppress(MediaRefused):
            for peer in unnamed:
                await connection.request(Leave(peer))
