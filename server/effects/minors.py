"""Workshops with minors beside the hub: who changes sides is told everything anew, and what is cleared is
cleared on disk too.
"""

import asyncio
from collections.abc import Coroutine, Iterable

import structlog

from rooms import events as e
from rooms.ids import DocId, VisitorId, WorkshopId
from rooms.notes import DOCS
from server.batch import Told
from server.host import Host
from server.live.audience import Audience
from server.notes.documents import Documents
from server.snapshots import Snapshots
from server.store.recovery import Recorded

log = structlog.get_logger()

_SIDES = e.MinorsAdultNamed | e.MinorAdmitted | e.MinorsOpened | e.MinorsEnded


class MinorsEffects:
    """Acts on what was committed of workshops with minors."""

    def __init__(self, host: Host, audience: Audience, snapshots: Snapshots, documents: Documents) -> None:
        self._host = host
        self._audience = audience
        self._snapshots = snapshots
        self._documents = documents
        self._tasks: set[asyncio.Task[None]] = set()

    def publish(self, out: list[Recorded | Told]) -> None:
        """Take what was committed."""
        for item in out:
            event = item.event
            if isinstance(event, e.MinorsCleared):
                self._start(self._clear(event))
            elif isinstance(event, _SIDES):
                self._refresh(event.workshop, event)

    def _refresh(self, workshop: WorkshopId, event: e.Event) -> None:
        """Whoever is in a workshop, or was until now, gets the whole state anew: nobody keeps what is hidden
        from today on.
        """
        found = self._host.hub.state.durable.minors.workshops.get(workshop)
        people = {*found.adults, *found.people} if found is not None else set[VisitorId]()
        self._synchronise(people | ({event.visitor} if isinstance(event, e.MinorsAdultNamed) else set()))

    def _synchronise(self, people: Iterable[VisitorId]) -> None:
        for visitor in people:
            for connection in list(self._audience.by_visitor.get(visitor, ())):
                self._audience.synchronise(connection, None)

    async def _clear(self, event: e.MinorsCleared) -> None:
        """Nothing of it stays on disk: its documents, and the journal of the time it lasted."""
        boards = [f"room:{each}" for each in event.rooms] + [f"group:{each}" for each in event.groups]
        await self._documents.delete([DocId(f"{board}:{kind}") for board in boards for kind in DOCS])
        await self._snapshots.take(alone=True)

    def _start(self, work: Coroutine[None, None, None]) -> None:
        task = asyncio.get_running_loop().create_task(work)
        self._tasks.add(task)
        task.add_done_callback(self._done)

    def _done(self, task: asyncio.Task[None]) -> None:
        self._tasks.discard(task)
        if not task.cancelled() and task.exception() is not None:
            log.error("minors.not_cleared", error=repr(task.exception()))

    async def settled(self) -> None:
        """Wait until nothing is under way."""
        await asyncio.gather(*self._tasks, return_exceptions=True)
