"""A document between disk and merging process: read when opened, stored as one row from time to time."""

import asyncio
from collections.abc import Callable
from typing import Any

import structlog

from server.errors import BadRequest, Unavailable
from server.host import Host
from server.notes.crdt import Crdt, Failed
from server.notes.holding import Open
from server.notes.worker import BROKEN, STUCK
from server.store.documents import Stored, compact, read_document

log = structlog.get_logger()

DROPPED = ("KeyError", BROKEN, STUCK)
"""The reasons after which the merging process does not have a document."""


class Storing:
    """Reads documents into the merging process and stores them as one row. ``on_forgotten`` learns of one
    that must be read anew.
    """

    def __init__(self, host: Host) -> None:
        self._host = host
        self.crdt = Crdt()
        self.on_forgotten: Callable[[Open], None] = lambda found: None

    async def ready(self, found: Open) -> None:
        """Wait until the merging process has a document; one reading for all who wait.

        :raises Unavailable: it cannot be read now.
        """
        if found.loaded is None:
            found.loaded = asyncio.get_running_loop().create_future()
            found.life += 1
            self._load(found, found.loaded, found.life)
        await asyncio.shield(found.loaded)

    def _load(self, found: Open, loaded: "asyncio.Future[None]", life: int) -> None:
        """Read a document after everything that is on its way to the disk."""

        def fail(error: BaseException) -> None:
            log.error("notes.unreadable", doc=found.id, error=repr(error))
            if found.loaded is loaded:
                found.loaded = None
            loaded.set_exception(Unavailable("doc.unavailable"))
            loaded.exception()  # whoever waits sees it; nobody may be waiting any more

        def read(error: BaseException | None, stored: Stored | None) -> None:
            if stored is None:
                fail(error or EOFError())
                return
            self.crdt.submit("load", found.id, stored.updates, lambda e, size: merged(stored, e, size))

        def merged(stored: Stored, failed: Failed | None, size: int) -> None:
            if failed is not None or found.life != life:
                fail(failed or EOFError())
                return
            found.n, found.size = stored.n, size
            found.stored = stored.n if len(stored.updates) == 1 else 0
            loaded.set_result(None)

        self._host.after_commit(
            lambda kept: self._host.journal.call(lambda db: read_document(db, found.id), read)
        )

    async def asked(self, found: Open, verb: str, argument: Any = None) -> Any:
        """What the merging process answers of a document.

        :raises FoyerError: what it was given cannot be read, or it does not have the document.
        """
        try:
            return await self.crdt.ask(verb, found.id, argument)
        except Failed as failed:
            if failed.reason in DROPPED:
                self.forget(found)
            if failed.reason in ("ValueError", BROKEN):
                raise BadRequest("doc.invalid") from None
            raise Unavailable("doc.unavailable") from None

    def compact(self, found: Open, ended: Callable[[Open], None]) -> None:
        """Store a document as one row; what was deleted in it goes from the disk. Where that fails all its
        rows are there still.
        """
        if found.compacting or found.loaded is None:
            return
        found.compacting = True
        life = found.life

        def taken(failed: Failed | None, state: bytes) -> None:
            n = found.n
            if failed is not None or found.life != life or found.loaded is None or n == 0:
                end(failed, None)
                return
            found.size = len(state)
            self._host.after_commit(
                lambda kept: store(n, state) if kept and found.life == life else end(None, None)
            )

        def store(n: int, state: bytes) -> None:
            found.stored = n
            self._host.journal.call(lambda db: compact(db, found.id, n, state), end)

        def end(error: BaseException | None, done: Any) -> None:
            found.compacting = False
            if error is not None:
                log.error("notes.not_compacted", doc=found.id, error=repr(error))
            ended(found)

        self.crdt.submit("state", found.id, None, taken)

    def forget(self, found: Open) -> None:
        """Have a document read anew: the merging process holds what the disk does not."""
        if found.loaded is not None:
            found.loaded = None
            found.life += 1
            found.stored = 0
            self.on_forgotten(found)

    def drop(self, found: Open) -> None:
        """Let a document go from memory."""
        self.crdt.submit("drop", found.id, None, lambda failed, _: None)
