"""Shared documents: opened by those who may read them, changed by those who may write, acknowledged when
their change is on disk.

An update goes to the process that merges (``crdt.py``), comes back as what it changed, joins the batch of the
journal, and only after the commit it is acknowledged and told to all others. What a crash or a failed commit
took is not lost: its writer has it still and sends it again.
"""

import asyncio
from asyncio.subprocess import Process
from collections.abc import Callable, Iterable, Iterator
from typing import Any

from rooms import commands as c
from rooms.errors import Conflict, Invalid, Refusal
from rooms.hub import SYSTEM_ACTOR
from rooms.ids import DocId, VisitorId
from rooms.minors.gate import of_place
from rooms.minors.wall import side
from rooms.notes import board_of, check_board, may_read, may_write
from server.clock import new_id
from server.errors import BadRequest, TooLarge, TooMany, Unavailable
from server.host import Host
from server.live.audience import Connection
from server.notes.crdt import Failed
from server.notes.holding import (
    COMPACT_AFTER,
    DOC_MOST,
    DOCS_MOST,
    GUARDED_MOST,
    OPEN_MOST,
    PER_TAB,
    READERS_MOST,
    UPDATE_MOST,
    Open,
    Reader,
)
from server.notes.storing import DROPPED, Storing
from server.notes.worker import BROKEN, LINK, STUCK
from server.store.documents import count_documents, expire_documents


class Documents:
    """All shared documents of a hub. What is to be told to a reader goes out through four calls: a change, a
    right that is another (``readable`` or closed), a cursor, and that the document must be opened anew.
    """

    def __init__(self, host: Host, keep_ms: int) -> None:
        self._host = host
        self._keep_ms = keep_ms
        self._storing = Storing(host)
        self._storing.crdt.on_lost = self._forget_all
        self._storing.on_forgotten = self._tell_forgotten
        self._open: dict[DocId, Open] = {}
        self.on_update: Callable[[Reader, DocId, bytes], None] = lambda reader, doc, data: None
        self.on_rights: Callable[[Reader, DocId, bool], None] = lambda reader, doc, readable: None
        self.on_cursor: Callable[[Reader, DocId, Reader], None] = lambda reader, doc, other: None
        self.on_reset: Callable[[Reader, DocId], None] = lambda reader, doc: None

    # -- opening and closing ---------------------------------------------------------------------

    async def open(self, connection: Connection, doc: DocId, have: bytes) -> dict[str, Any]:
        """Open a document for a tab; what it lacks that has the state ``have``, and the document's own state.

        :raises Refusal, FoyerError: there is none, it is not for this person, or too many are open.
        """
        self._check_read(connection, doc)
        found = self._open.get(doc)
        if found is None:
            if len(self._open) >= OPEN_MOST:
                raise TooMany("doc.busy", most=OPEN_MOST)
            found = self._open[doc] = Open(doc)
        self._enter(found, connection)
        try:
            await self._ready(found)
            data, state = await self._storing.asked(found, "diff", have)
            self._check_read(connection, doc)
        except BaseException:
            self.close(connection, doc)
            raise
        reader = found.readers.get(connection.sid)
        if reader is None:
            raise Conflict("doc.not_open")
        return {"doc": doc, "n": found.n, "data": data, "state": state, "write": reader.write}

    async def _ready(self, found: Open) -> None:
        self._check_whose(found)
        await self._storing.ready(found)

    def _check_whose(self, found: Open) -> None:
        """Have a document read anew whose workshop is another by now: of a cleared one nothing is left."""
        workshop = of_place(self._host.hub.state, found.id)
        whose = workshop.id if workshop is not None else None
        if whose != found.whose:
            found.whose = whose
            self._storing.forget(found)

    def _check_read(self, connection: Connection, doc: DocId) -> None:
        state, now = self._host.hub.state, self._host.clock.now()
        actor = state.actor(connection.visitor)
        board_of(doc)
        if not may_read(state, actor, doc, now):
            raise Conflict("board.outside")

    def _enter(self, found: Open, connection: Connection) -> None:
        others = sum(connection.sid in each.readers for each in self._open.values() if each is not found)
        if others >= PER_TAB or len(found.readers) >= READERS_MOST:
            if not found.readers:
                self._open.pop(found.id, None)
            raise TooMany("doc.busy", most=PER_TAB if others >= PER_TAB else READERS_MOST)
        found.readers[connection.sid] = Reader(connection, self._writes(connection, found.id))

    def _writes(self, connection: Connection, doc: DocId) -> bool:
        state = self._host.hub.state
        known = connection.visitor in state.durable.visitors
        return known and may_write(state, state.actor(connection.visitor), doc, self._host.clock.now())

    def close(self, connection: Connection, doc: DocId) -> None:
        """A tab reads a document no more; the last one leaves it stored as one row."""
        found = self._open.get(doc)
        gone = found.readers.pop(connection.sid, None) if found is not None else None
        if found is None or gone is None:
            return
        gone.cursor = None
        self._tell_cursor(found, gone)
        self._rest(found)

    def leave(self, connection: Connection) -> None:
        """A tab is gone."""
        for doc in [each.id for each in self._open.values() if connection.sid in each.readers]:
            self.close(connection, doc)

    def _rest(self, found: Open) -> None:
        """Nobody reads it: store it as one row, then let it go from memory."""
        if found.readers or found.pending or found.compacting or self._open.get(found.id) is not found:
            return
        if found.loaded is not None and found.loaded.done() and found.n > found.stored:
            self._storing.compact(found, self._let_go)
        else:
            self._let_go(found)

    def _let_go(self, found: Open) -> None:
        if not (found.readers or found.pending) and self._open.get(found.id) is found:
            del self._open[found.id]
            self._storing.drop(found)

    async def text(self, doc: DocId) -> str:
        """The text of a document of notes as it is now, for results and exports."""
        found = self._open.get(doc) or self._open.setdefault(doc, Open(doc))
        found.pending += 1
        try:
            await self._ready(found)
            return await self._storing.asked(found, "text")
        finally:
            found.pending -= 1
            self._rest(found)

    # -- writing ---------------------------------------------------------------------------------

    async def update(self, connection: Connection, doc: DocId, data: bytes) -> int:
        """Take a change of a tab's; its number, once it is on disk.

        :raises Refusal, FoyerError: not open, not allowed, too much, or not now.
        """
        found, reader = self._reader(connection, doc)
        self._check_write(connection, doc)
        if not reader.updates.take(self._host.clock.now()):
            raise TooMany("rate.exceeded")
        if not 0 < len(data) <= UPDATE_MOST:
            raise TooLarge("doc.update_too_large", most=UPDATE_MOST // 1024)
        await self._ready(found)
        await self._check_size(found, data)
        if self._host.refusing:
            raise Unavailable("storage.unavailable")
        return await self._merge(found, reader, data)

    def _reader(self, connection: Connection, doc: DocId) -> tuple[Open, Reader]:
        found = self._open.get(doc)
        reader = found.readers.get(connection.sid) if found is not None else None
        if found is None or reader is None:
            raise Conflict("doc.not_open")
        return found, reader

    def _check_write(self, connection: Connection, doc: DocId) -> None:
        state = self._host.hub.state
        check_board(state, state.actor(connection.visitor), board_of(doc), self._host.clock.now())

    async def _check_size(self, found: Open, data: bytes) -> None:
        """Whether a change still fits; one that only deletes names no new author and always does."""
        if found.n == 0 and await self._host.read(count_documents) >= DOCS_MOST:
            raise TooMany("doc.enough", most=DOCS_MOST)
        most = DOC_MOST if found.whose is None else GUARDED_MOST
        if found.size + len(data) > most and data[0] != 0:
            found.size = len(await self._storing.asked(found, "state"))
            if found.size + len(data) > most:
                raise TooLarge("doc.full", most=most // 1024)

    async def _merge(self, found: Open, reader: Reader, data: bytes) -> int:
        """Merge a change, store what came of it, and wait for the disk."""
        written: asyncio.Future[int] = asyncio.get_running_loop().create_future()
        life = found.life
        found.pending += 1

        def merged(failed: Failed | None, change: bytes) -> None:
            error = self._why_not(found, life, failed) or self._denied(found, reader)
            if failed is not None and failed.reason == LINK:
                self.on_reset(reader, found.id)
            if error is not None:
                settle(error)
                return
            n = self._write(found, change)
            self._host.after_commit(lambda kept: committed(n, change, kept=kept))

        def committed(n: int, change: bytes, *, kept: bool) -> None:
            if not kept:
                self._storing.forget(found)
                settle(Unavailable("storage.unavailable"))
                return
            if change:
                self._spread(found, reader, change)
            settle(None, n)

        def settle(error: Exception | None, n: int = 0) -> None:
            found.pending -= 1
            if not written.done():
                written.set_exception(error) if error is not None else written.set_result(n)
            self._rest(found)

        guarded = of_place(self._host.hub.state, found.id) is not None
        self._storing.crdt.submit("apply_plain" if guarded else "apply", found.id, data, merged)
        return await written

    def _why_not(self, found: Open, life: int, failed: Failed | None) -> Exception | None:
        """Why what was merged is not stored; a document that holds what the disk does not is read anew."""
        self._check_whose(found)
        if failed is not None:
            if failed.reason in DROPPED:
                self._storing.forget(found)
            if failed.reason == LINK:
                return Invalid("minors.link")
            if failed.reason in ("ValueError", BROKEN):
                return BadRequest("doc.invalid")
            behind = failed.reason in ("Behind", STUCK)
            return Conflict("doc.behind") if behind else Unavailable("doc.unavailable")
        if found.life != life or found.loaded is None:
            return Unavailable("doc.unavailable")
        if self._host.refusing:
            self._storing.forget(found)
            return Unavailable("storage.unavailable")
        return None

    def _denied(self, found: Open, reader: Reader) -> Exception | None:
        """Why somebody may not write any more who might when the change came; it is merged and not stored, so
        the document is read anew.
        """
        try:
            self._check_write(reader.connection, found.id)
        except Refusal as refused:
            self._storing.forget(found)
            return refused
        return None

    def _write(self, found: Open, change: bytes) -> int:
        """Number a change and put it into the open batch; one that changed nothing has the last number."""
        if change:
            found.n += 1
            found.size += len(change)
            row = (found.id, found.n, self._host.hub_id, self._host.clock.now(), change)
            self._host.write({"doc_update": [row]})
        return found.n

    def _spread(self, found: Open, by: Reader, change: bytes) -> None:
        for reader in list(found.readers.values()):
            if not self._reads(reader, found.id):
                self._review(found, reader)
            elif reader is not by:
                self.on_update(reader, found.id, change)
        if found.n - found.stored >= COMPACT_AFTER:
            self._storing.compact(found, self._let_go)

    # -- forgetting --------------------------------------------------------------------------------

    async def expire(self, now: int) -> None:
        """Delete the documents and boards that nobody has changed for as long as they are kept."""
        before = now - self._keep_ms
        for doc in await self._host.read(lambda db: expire_documents(db, before)):
            found = self._open.get(DocId(doc))
            if found is not None:
                self._storing.forget(found)
        await self._host.ask(SYSTEM_ACTOR, new_id(), c.ExpireBoards(before))

    def let_go(self, docs: Iterable[DocId]) -> None:
        """Let documents go that are deleted on disk, whoever has them open."""
        for found in [self._open[each] for each in docs if each in self._open]:
            self._storing.forget(found)

    def _tell_forgotten(self, found: Open) -> None:
        """Its readers come again."""
        for reader in list(found.readers.values()):
            self.on_reset(reader, found.id)

    def _forget_all(self) -> None:
        for found in list(self._open.values()):
            self._storing.forget(found)

    # -- cursors and rights ----------------------------------------------------------------------

    def point(self, connection: Connection, doc: DocId, cursor: str | None) -> None:
        """Where a tab's cursor is in a document, for the others; nothing of it is kept."""
        found, reader = self._reader(connection, doc)
        if not self._reads(reader, doc):
            self._review(found, reader)
        elif reader.cursors.take(self._host.clock.now()):
            reader.cursor = cursor
            self._tell_cursor(found, reader)

    def _tell_cursor(self, found: Open, of: Reader) -> None:
        for reader in list(found.readers.values()):
            if reader is not of and self._reads(reader, found.id):
                self.on_cursor(reader, found.id, of)

    def cursors(self, connection: Connection, doc: DocId) -> Iterator[Reader]:
        """The others whose cursors are in a document."""
        found = self._open.get(doc)
        readers = found.readers.values() if found is not None else ()
        return (each for each in readers if each.connection is not connection and each.cursor is not None)

    def _reads(self, reader: Reader, doc: DocId) -> bool:
        state, visitor = self._host.hub.state, reader.connection.visitor
        known = visitor in state.durable.visitors
        return known and may_read(state, state.actor(visitor), doc, self._host.clock.now())

    def review(self, docs: Iterable[DocId] | None = None) -> None:
        """Look again who may read and write: whoever lost a right is told, and gets nothing from now on."""
        for found in [self._open[each] for each in (docs or list(self._open)) if each in self._open]:
            for reader in list(found.readers.values()):
                self._review(found, reader)

    def review_of(self, visitor: VisitorId) -> None:
        """The same for what one person has open."""
        for found in list(self._open.values()):
            for reader in [each for each in found.readers.values() if each.connection.visitor == visitor]:
                self._review(found, reader)

    def review_beside(self, visitor: VisitorId) -> None:
        """The same for everybody's where minors are, when one of their people came or went: no adult writes
        there for one child alone.
        """
        state = self._host.hub.state
        guarded = [each.id for each in self._open.values() if each.whose is not None]
        if guarded and (side(state, visitor) or visitor in state.live.minors.gone):
            self.review(guarded)

    def _review(self, found: Open, reader: Reader) -> None:
        if not self._reads(reader, found.id):
            self.close(reader.connection, found.id)
            self.on_rights(reader, found.id, False)
            return
        write = self._writes(reader.connection, found.id)
        if write is not reader.write:
            reader.write = write
            self.on_rights(reader, found.id, True)

    def readers(self, doc: DocId) -> int:
        """How many tabs have a document open."""
        found = self._open.get(doc)
        return len(found.readers) if found is not None else 0

    @property
    def count(self) -> int:
        """How many documents are open."""
        return len(self._open)

    @property
    def process(self) -> Process | None:
        """The merging process, while there is one."""
        return self._storing.crdt.process

    async def rested(self) -> None:
        """Wait until no document is open, stored, or on its way to the disk."""
        while self._open:
            await self._storing.crdt.ask("drop", DocId(""))
            await self._host.settled()

    async def settled(self) -> None:
        """End the merging process, after what it has under way."""
        await self._storing.crdt.close()
