"""Snapshots of the durable state: taken at a batch boundary, written by the journal's thread.

When: after ``EVENTS`` events, ``INTERVAL_MS`` after a change, and at a clean stop (measured: docs/adr); and
while something lies on disk that is to be there no more, at every look until none of it does.
"""

import asyncio
import sqlite3

import structlog

from server.host import Host
from server.protocol.codec import state_json
from server.store.recovery import left_behind, store_snapshot

log = structlog.get_logger()

EVENTS = 10_000
INTERVAL_MS = 600_000
RETRY_MS, RETRY_MOST_MS = 5_000, 600_000
"""How long after a failure one that is owed is tried again: twice as long each time, up to the second."""


class Snapshots:
    """Decides when, and takes them. One that nothing older is to outlive is owed until it is written."""

    def __init__(self, host: Host, seq: int) -> None:
        self._host = host
        self._seq = seq
        self._at = host.clock.now()
        self._asked = 0
        self._held = 0
        self._paying: asyncio.Task[None] | None = None
        self._failures = 0
        self._again_at = 0

    async def look(self) -> None:
        """At a start: what a run before was to clear from the disk, and could not, is cleared now."""
        if await self._host.read(left_behind):
            self.owe()

    def owe(self) -> None:
        """Nothing of before is to stay on disk: begun now, for all who ask in one turn of the loop, and tried
        again until it holds.
        """
        self._asked += 1
        if self._paying is None or self._paying.done():
            self._paying = asyncio.get_running_loop().create_task(self._pay())

    async def _pay(self) -> None:
        held = True
        while held and self._held < self._asked:
            await asyncio.sleep(0)
            held = await self.take()

    async def settled(self) -> None:
        """Wait until none is under way that was owed."""
        if self._paying is not None:
            await self._paying

    async def take_if_due(self) -> bool:
        """Take one if one is owed, or enough has happened or changed for long enough; whether it holds."""
        now, events = self._host.clock.now(), self._host.committed - self._seq
        owed = self._held < self._asked and now >= self._again_at
        is_due = owed or events >= EVENTS or (events and now - self._at >= INTERVAL_MS)
        return bool(is_due) and not self._host.refusing and await self.take()

    async def take(self, *, alone: bool = False) -> bool:
        """Take one now: the copy is of this moment, it is written after the commit of what it holds. Whether
        all of that is done.

        ``alone`` leaves nothing on disk of what was before, after somebody was erased: what could not be done
        is owed from then on, and every snapshot is one alone until it is.
        """
        self._asked += alone
        asked, alone = self._asked, self._held < self._asked
        copy = self._host.hub.state.durable.copy()
        if not await self._host.sure():
            return False
        seq, at, hub_id = copy.seq, copy.at, self._host.hub_id
        data = state_json(copy)
        try:
            whole = await self._host.read(lambda db: store_snapshot(db, hub_id, seq, at, data, alone=alone))
        except sqlite3.Error as error:
            log.error("snapshot.failed", error=str(error), owed=alone)
            self._put_off()
            return False
        self._seq, self._at = seq, self._host.clock.now()
        if not whole:
            log.warning("snapshot.log_is_read", owed=alone)
            self._put_off()
        elif alone:
            self._held, self._failures = max(self._held, asked), 0
        return whole

    def _put_off(self) -> None:
        """Somebody reads the log, or the disk refuses: do not hold up the writer at every look."""
        wait = min(RETRY_MOST_MS, RETRY_MS * 2**self._failures)
        self._failures, self._again_at = min(self._failures + 1, 20), self._host.clock.now() + wait
