"""Snapshots of the durable state: taken at a batch boundary, written by the journal's thread.

When: after ``EVENTS`` events, ``INTERVAL_MS`` after a change, and at a clean stop (measured: docs/adr).
"""

import asyncio

from server.host import Host
from server.protocol.codec import state_json
from server.store.recovery import store_snapshot

EVENTS = 10_000
INTERVAL_MS = 600_000


class Snapshots:
    """Decides when, and takes them."""

    def __init__(self, host: Host, seq: int) -> None:
        self._host = host
        self._seq = seq
        self._at = host.clock.now()

    async def take_if_due(self) -> bool:
        """Take one if enough has happened or changed for long enough; whether one was taken."""
        events = self._host.committed - self._seq
        old = self._host.clock.now() - self._at >= INTERVAL_MS
        if self._host.refusing or not (events >= EVENTS or (events and old)):
            return False
        await self.take()
        return True

    async def take(self, *, alone: bool = False) -> None:
        """Take one now: the copy is of this moment, it is written after the commit of what it holds.

        ``alone`` leaves nothing on disk of what was before: after somebody was erased.
        """
        committed: asyncio.Future[bool] = asyncio.get_running_loop().create_future()
        copy = self._host.hub.state.durable.copy()
        self._host.after_commit(lambda kept: None if committed.done() else committed.set_result(kept))
        if not await committed:
            return
        seq, at, hub_id = copy.seq, copy.at, self._host.hub_id
        data = state_json(copy)
        await self._host.read(lambda db: store_snapshot(db, hub_id, seq, at, data, alone=alone))
        self._seq, self._at = seq, self._host.clock.now()
