"""Inbound time: twenty ticks a second, garbage collected only between them, and slower duties beside."""

import asyncio
import contextlib
import gc
from collections.abc import Awaitable, Callable, Collection, Mapping
from typing import TYPE_CHECKING

import structlog

from rooms import commands as c
from rooms.commands import Command
from rooms.errors import Refusal
from rooms.hub import SYSTEM_ACTOR
from server.auth.sessions import DAY_MS, Sessions
from server.clock import new_id
from server.host import Host
from server.live.fanout import FanOut
from server.snapshots import Snapshots
from server.store.retention import sweep

if TYPE_CHECKING:
    from rooms.ids import VisitorId
    from server.store.statements import Row

log = structlog.get_logger()

Stand = tuple[str, int, int]
"""A floor, x and y: what is stored of a place."""
TICK_S = 0.05
LATE_MS = TICK_S * 1000 / 5
"""A tick that begins so late calls nobody to a breakout, for those who walk and talk come first ..."""
CALLS_EVERY = 4
"""... but every so many-th does, however late it is."""
PLACES_S = 1.5
"""Seconds between two writes of places. After a crash people stand within 2 s of where they were; the rest is
for a late tick, and for a commit that waits for the one before.
"""
DUE_EVERY = 10
"""Ticks between two looks at what is due: half a second."""
GC_EVERY = 20
SWEEP_S = 3600.0
SNAPSHOT_LOOK_S = 5.0
KEPT_DAYS: tuple[tuple[Callable[[int], Command], int], ...] = (
    (c.ExpireReports, 90),  # after it was made
    (c.ExpireQueue, 30),  # after a question was closed
    (c.ExpirePolls, 90),  # after it was closed, or written and never opened
    (c.ExpireBreakouts, 365),  # after something was done about it last
    (c.ExpireProgramme, 365),  # after a session ended
)
"""What forgets things of each kind from before a time, and how many days they are kept."""
ERASED_AT_ONCE = 2000
"""People forgotten in one run of the retention job; the next run takes the rest."""


class Ticker:
    """The only clock loop. ``after_step`` learns that the hub may have changed, once a tick; ``after_due``
    is called twice a second; ``after_sweep`` learns that the rows are deleted which ended by a time.
    ``connected`` says who has a line, with a body or without.
    """

    def __init__(
        self, host: Host, fanout: FanOut, snapshots: Snapshots, sessions: Sessions, message_days: int
    ) -> None:
        self._host = host
        self._fanout = fanout
        self._snapshots = snapshots
        self._sessions = sessions
        self._message_days = message_days
        self._stored: dict[VisitorId, Stand | None] = {}
        self._places_due = 0.0
        self.after_step: Callable[[], None] = lambda: None
        self.after_due: Callable[[], None] = lambda: None
        self.after_sweep: Callable[[int], Awaitable[None]] = _nothing
        self.connected: Callable[[], Collection[VisitorId]] = tuple
        self.late_ms = 0.0

    async def run(self) -> None:
        """Tick until cancelled; a late tick is not made up for."""
        loop = asyncio.get_running_loop()
        due = loop.time()
        count = 0
        while True:
            planned = due + TICK_S
            due = max(planned, loop.time())
            await asyncio.sleep(due - loop.time())
            self._note_late((loop.time() - planned) * 1000)
            count += 1
            self.tick(count, loop.time())

    def _note_late(self, ms: float) -> None:
        """Count the ticks, and those that began a whole tick after their time, with the latest of them."""
        self.late_ms, stats = ms, self._host.stats
        stats["ticks"] += 1
        stats["ticks_late"] += ms > TICK_S * 1000
        stats["tick_late_ms_most"] = max(stats["tick_late_ms_most"], round(ms))

    def tick(self, count: int, now: float) -> None:
        """One tick's work; ``now`` in seconds, of any clock that only goes forward."""
        step = self._host.step(self._fanout.take())
        self._fanout.publish(step.changed)
        if self.late_ms < LATE_MS or count % CALLS_EVERY == 0:
            self._host.call()
        if count % DUE_EVERY == 0:
            self._host.tick()
            self.after_due()
        if now >= self._places_due:
            self._places_due = now + PLACES_S
            self.store_places()
        else:
            self._store_newcomers()
        if count % GC_EVERY == 0:
            gc.collect(0)
        self.after_step()

    def store_places(self) -> None:
        """Write where those stand who moved or came since the last time, and forget those who left."""
        avatars = self._host.hub.state.live.avatars
        stands = {each: (a.floor, a.x, a.y) for each, a in avatars.items()}
        moved = {each: where for each, where in stands.items() if self._stored.get(each) != where}
        self._store(moved, [each for each in self._stored if each not in stands])

    def _store_newcomers(self) -> None:
        """Write at once where those stand who have just come: they were nowhere before."""
        avatars = self._host.hub.state.live.avatars
        new = {each: avatars[each] for each in avatars.keys() - self._stored.keys()}
        self._store({each: (a.floor, a.x, a.y) for each, a in new.items()}, [])

    def _store(self, stands: "Mapping[VisitorId, Stand]", gone: "list[VisitorId]") -> None:
        """Write places; those of a failed commit are written again, once the disk takes writes."""
        if self._host.refusing or not (stands or gone):
            return
        now = self._host.clock.now()
        for each in gone:
            del self._stored[each]
        self._stored.update(stands)
        moved: list[Row] = [(each, self._host.hub_id, *where, now) for each, where in stands.items()]
        left: list[Row] = [(each,) for each in gone]
        self._host.write({name: rows for name, rows in (("place", moved), ("place.left", left)) if rows})
        unsure = dict.fromkeys((*stands, *gone))
        self._host.after_commit(lambda kept: None if kept else self._stored.update(unsure))

    async def snapshots(self) -> None:
        """Take a snapshot whenever one is due."""
        await self._repeat(SNAPSHOT_LOOK_S, self._snapshots.take_if_due)

    async def retention(self) -> None:
        """Forget what has expired: at start and once an hour."""
        await self._repeat(SWEEP_S, self.forget_expired, at_once=True)

    async def forget_expired(self) -> None:
        """One run of the retention job."""
        now = self._host.clock.now()
        if not self._host.refusing:
            await self._renew_visits(now)
            await self._host.read(lambda db: sweep(db, now))
            await self.after_sweep(now)
            for expire, days in ((c.ExpireMessages, self._message_days), *KEPT_DAYS):
                await self._host.ask(SYSTEM_ACTOR, new_id(), expire(now - days * DAY_MS))
            await self._host.ask(SYSTEM_ACTOR, new_id(), c.ExpireDecks(now))
            await self._forget_visitors(now)

    def _here(self) -> "set[VisitorId]":
        """Everybody with a line, or with a place kept for the next one."""
        return {*self.connected(), *self._host.hub.state.live.presence}

    async def _renew_visits(self, now: int) -> None:
        """A visit does not end under those who are here: a device of the hall, or a tab, may stay for months
        and never ask for another ticket.
        """
        renewed = self._sessions.stay(self._here(), now)
        if renewed:
            self._host.write(renewed)
            await self._host.sure()

    async def _forget_visitors(self, now: int) -> None:
        """Erase those whom no browser knows any more, here and on disk: nobody can come back as them. Who
        was erased meanwhile keeps nobody else from it.
        """
        state = self._host.hub.state
        gone = state.durable.visitors.keys() - self._sessions.known(now) - self._here()
        erased = [each for each in gone if not state.durable.visitors[each].banned][:ERASED_AT_ONCE]
        try:
            for visitor in erased:
                with contextlib.suppress(Refusal):
                    await self._host.ask(SYSTEM_ACTOR, new_id(), c.Erase(visitor))
        finally:
            if erased:
                await self._snapshots.take(alone=True)

    async def _repeat(
        self, seconds: float, work: Callable[[], Awaitable[object]], *, at_once: bool = False
    ) -> None:
        """Do a duty again and again; one run that fails does not end it."""
        if not at_once:
            await asyncio.sleep(seconds)
        while True:
            try:
                await work()
            except Exception:
                log.exception("duty.failed", duty=getattr(work, "__name__", "?"))
            await asyncio.sleep(seconds)


async def _nothing(now: int) -> None:
    """Nobody wants to know."""
