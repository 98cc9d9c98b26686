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

_SIDES = e.MinorsAdultNamed | e.MinorsOpened | e.MinorsEnded


def documents_of(event: e.MinorsCleared) -> list[DocId]:
    """The documents of a workshop that was cleared."""
    boards = [f"room:{each}" for each in event.rooms] + [f"group:{each}" for each in event.groups]
    return [DocId(f"{board}:{kind}") for board in boards for kind in DOCS]


class MinorsEffects:
    """Acts on what was committed of workshops with minors."""

    def __init__(self, host: Host, audience: Audience, snapshots: Snapshots, documents: Documents) -> None:
        self._host = host
        self._audience = audience
        self._snapshots = snapshots
        self._documents = documents
        self._tasks: set[asyncio.Task[None]] = set()
        self._owed: dict[VisitorId, None] = {}
        self._paying: asyncio.Task[None] | None = None

    def publish(self, out: list[Recorded | Told]) -> None:
        """Take what was committed."""
        for item in out:
            event = item.event
            if isinstance(event, e.MinorsCleared):
                self._documents.let_go(documents_of(event))
                self._snapshots.owe()
            elif isinstance(event, e.VisitorErased) and self._was_child(event.visitor):
                self._snapshots.owe()
            elif isinstance(event, e.MinorAdmitted):
                self._synchronise([event.visitor])
                self._owe(event.workshop, event.visitor)
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

    def _owe(self, workshop: WorkshopId, new: VisitorId) -> None:
        """The other children inside learn who came by a whole state; one in a turn of the loop, and one for
        all who came meanwhile, so that nobody waits while a class is let in.
        """
        found = self._host.hub.state.durable.minors.workshops.get(workshop)
        self._owed |= dict.fromkeys(sorted(found.admitted - {new}) if found is not None else ())
        if self._owed and (self._paying is None or self._paying.done()):
            self._paying = self._start(self._pay())

    async def _pay(self) -> None:
        while self._owed:
            await asyncio.sleep(0)
            visitor = next(iter(self._owed))
            del self._owed[visitor]
            self._synchronise([visitor])

    def _was_child(self, visitor: VisitorId) -> bool:
        return visitor in self._host.hub.state.live.minors.gone

    def _start(self, work: Coroutine[None, None, None]) -> asyncio.Task[None]:
        task = asyncio.get_running_loop().create_task(work)
        self._tasks.add(task)
        task.add_done_callback(self._done)
        return task

    def _done(self, task: asyncio.Task[None]) -> None:
        self._tasks.discard(task)
        if not task.cancelled() and task.exception() is not None:
            log.error("minors.not_told", error=repr(task.exception()))

    async def settled(self) -> None:
        """Wait until nothing is under way."""
        await asyncio.gather(*self._tasks, return_exceptions=True)
