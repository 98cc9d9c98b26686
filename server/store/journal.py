"""The journal's writer: one thread, one connection, batches in, one call back into the loop per batch.

Measured structure and figures: docs/adr. ``synchronous=FULL`` means that what was acknowledged survives a
power cut.
"""

import asyncio
import contextlib
import queue
import sqlite3
import threading
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar

import structlog

from server.starting import StartError
from server.store.statements import STATEMENTS, Row, bound

log = structlog.get_logger()
T = TypeVar("T")
Rows = dict[str, list[Row]]
Done = Callable[[BaseException | None, Any], None]

PRAGMAS: dict[str, str | int] = {
    "journal_mode": "wal",
    "synchronous": 2,
    "foreign_keys": 1,
    "busy_timeout": 0,
    "secure_delete": 1,
    "wal_autocheckpoint": 4000,
}
"""What every connection of the writer must read back; ``synchronous`` 2 is FULL."""
CHECKPOINT_AFTER = 150
"""Commits after which an idle writer moves the write-ahead log into the file."""


class StorageError(StartError):
    """The hub's file cannot be used; ``code`` says how."""


def connect(path: Path) -> sqlite3.Connection:
    """A connection of the writer, its settings read back.

    :raises StorageError: the file cannot be opened, or a setting did not hold.
    """
    try:
        db = sqlite3.connect(path, isolation_level=None, check_same_thread=False)
        for name, value in PRAGMAS.items():
            db.execute(f"pragma {name}={value}").fetchall()
        held = {name: db.execute(f"pragma {name}").fetchone()[0] for name in PRAGMAS}
    except sqlite3.Error as error:
        raise StorageError("storage.unreadable", file=path.name, reason=str(error)) from error
    if held != PRAGMAS:
        raise StorageError("storage.unsafe", file=path.name, reason=f"settings read back as {held}")
    return db


def write(db: sqlite3.Connection, rows: Rows, deadline_s: float) -> None:
    """Write one batch in one transaction; a lock is waited for, anything else is raised.

    Nothing was written when this raises ``sqlite3.Error``, or the next rebuild shows that it was.
    """
    end = time.monotonic() + deadline_s
    while True:
        try:
            _transaction(db, rows)
        except sqlite3.OperationalError as error:
            _roll_back(db)
            busy = (error.sqlite_errorcode or 0) & 255 == sqlite3.SQLITE_BUSY
            if not busy or time.monotonic() > end:
                raise
            time.sleep(0.01)
        else:
            return


def _transaction(db: sqlite3.Connection, rows: Rows) -> None:
    db.execute("begin immediate")
    for name, statement in STATEMENTS.items():
        if name in rows:
            db.execute(statement, bound(name, rows[name]))
    db.execute("commit")


def _roll_back(db: sqlite3.Connection) -> None:
    """Undo what is open; a broken file may refuse that too, and the next ``begin`` says so."""
    with contextlib.suppress(sqlite3.Error):
        if db.in_transaction:
            db.execute("rollback")


class JournalThread:
    """Owner of the writing connection. All methods are called from the event loop's thread.

    ``on_failure`` is called there when the thread itself has failed: nothing is written any more.
    """

    def __init__(self, path: Path, loop: asyncio.AbstractEventLoop, lock_deadline_s: float = 2.0) -> None:
        self.on_failure: Callable[[BaseException], None] = lambda error: None
        self._loop = loop
        self._deadline_s = lock_deadline_s
        self._queue: queue.SimpleQueue[tuple[Callable[[sqlite3.Connection], Any], Done] | None]
        self._queue = queue.SimpleQueue()
        self._db = connect(path)
        self._commits = 0
        self._thread = threading.Thread(target=self._guarded, name="journal", daemon=True)
        self._thread.start()

    def put(self, rows: Rows, done: Done) -> None:
        """Write a batch; ``done(error, None)`` runs in the loop afterwards."""

        def work(db: sqlite3.Connection) -> None:
            write(db, rows, self._deadline_s)
            self._commits += 1

        self._queue.put((work, done))

    def call(self, work: Callable[[sqlite3.Connection], Any], done: Done) -> None:
        """Run ``work`` in the writer's turn; ``done(error, result)`` runs in the loop afterwards."""
        self._queue.put((work, done))

    async def run(self, work: Callable[[sqlite3.Connection], T]) -> T:
        """Run ``work`` in the writer's turn and wait for its result."""
        future: asyncio.Future[T] = self._loop.create_future()

        def done(error: BaseException | None, result: Any) -> None:
            if not future.cancelled():
                future.set_exception(error) if error else future.set_result(result)

        self.call(work, done)
        return await future

    def close(self) -> None:
        """Finish what is queued, then end the thread."""
        self._queue.put(None)
        self._thread.join()

    def _guarded(self) -> None:
        try:
            self._run()
        except BaseException as error:
            log.critical("journal.failed", exc_info=error)
            self._loop.call_soon_threadsafe(self.on_failure, error)

    def _run(self) -> None:
        while (job := self._next()) is not None:
            work, done = job
            result: Any = None
            failure: BaseException | None = None
            try:
                result = work(self._db)
            except Exception as error:
                failure = error
                _roll_back(self._db)
            self._loop.call_soon_threadsafe(done, failure, result)
        self._db.close()

    def _next(self) -> tuple[Callable[[sqlite3.Connection], Any], Done] | None:
        """The next job; the log is moved into the file only while nobody waits."""
        try:
            return self._queue.get_nowait()
        except queue.Empty:
            self._checkpoint()
            return self._queue.get()

    def _checkpoint(self) -> None:
        if self._commits < CHECKPOINT_AFTER:
            return
        self._commits = 0
        try:
            self._db.execute("pragma wal_checkpoint(passive)").fetchall()
        except sqlite3.Error:
            self._commits = CHECKPOINT_AFTER


def probe(db: sqlite3.Connection) -> None:
    """Whether the disk takes writes again: empty the log first, which may be what fills it, then write 64
    kB.
    """
    db.execute("pragma wal_checkpoint(truncate)").fetchall()
    db.execute("begin immediate")
    db.execute("create table if not exists probe (x blob)")
    db.execute("insert into probe values (zeroblob(65536))")
    db.execute("drop table probe")
    db.execute("commit")
