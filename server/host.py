"""The only holder of the hub: one writer, one batch under way, everything released after its commit.

A command is decided and evolved at once, its rows join the open batch; acknowledgement and fan-out wait for
the commit. What queued while the last commit ran is the next batch. After a failed commit the durable half
is rebuilt from disk and the hub is read-only until the disk takes writes again; live commands go on all the
time.
"""

import asyncio
import sqlite3
from collections import deque
from collections.abc import Callable
from typing import Any, TypeVar

import structlog

from rooms.commands import Command
from rooms.errors import Refusal
from rooms.events import Durable, Event
from rooms.hub import SYSTEM_ACTOR, Hub
from rooms.ids import HubId, VisitorId
from rooms.motion import Move, Step
from rooms.roles import Actor, Capability, can
from rooms.state import Moment, State
from server.batch import Answer, Batch, Key, Out, Reply, Told
from server.clock import HubClock, new_id
from server.errors import FoyerError, Unavailable
from server.protocol.codec import journal_data
from server.store.journal import JournalThread, Rows, probe
from server.store.readtables import read_rows
from server.store.recent import Recent
from server.store.recovery import Recorded, Recovered, recover

log = structlog.get_logger()
T = TypeVar("T")

ANSWERS_MOST = 200_000
"""Answers kept in memory for repeated commands; beyond that the oldest go first."""
PROBE_S = 1.0
"""Seconds between two looks whether a full or broken disk takes writes again."""


class Host:
    """Holds one hub. Lives in the event loop's thread; ``on_out`` gets everything that was committed, in
    order.
    """

    def __init__(
        self, hub: Hub, hub_id: HubId, clock: HubClock, journal: JournalThread, keep_ms: int
    ) -> None:
        self.hub = hub
        self.hub_id = hub_id
        self.clock = clock
        self.journal = journal
        self.on_out: Callable[[list[Recorded | Told]], None] = lambda out: None
        self.committed = hub.state.durable.seq
        self.refusing: str | None = None
        self.stats = {
            "batches": 0, "events": 0, "commands": 0, "rebuilds": 0,
            "ticks": 0, "ticks_late": 0, "tick_late_ms_most": 0,
        }  # fmt: skip
        self._keep_ms = keep_ms
        self._recent = Recent()
        self._known: dict[Key, int | list[Reply]] = {}
        self._open = Batch()
        self._busy = False
        self._idle = asyncio.Event()
        self._idle.set()

    def adopt(self, recovered: Recovered) -> None:
        """Take what was read from disk, at the start or after a failed commit."""
        state = self.hub.state
        state.durable = recovered.durable
        state.locks.clear()
        state.floors.clear()
        state.forget_minors()
        self._known = dict(recovered.answers)
        self.committed = recovered.durable.seq
        state.live.minors.gone |= recovered.gone
        self._recent.adopt(recovered.recent)

    @property
    def recent(self) -> deque[Recorded]:
        """The last committed events, the oldest first, without what was deleted since."""
        return self._recent.events

    def moment(self) -> Moment:
        """Now, and a source of ids, for a decision."""
        return Moment(self.clock.now(), new_id)

    # -- commands in -----------------------------------------------------------------------------

    def submit(
        self, actor: Actor, cmd_id: str, command: Command, reply: Reply, rows: Rows | None = None
    ) -> None:
        """Decide a command; ``reply`` is called after the commit of what follows from it.

        A repeated ``(actor, cmd_id)`` gets the old answer; what fails otherwise than by a refusal is logged
        and answered ``server.failed``. ``rows`` are written with the command's events.
        """
        key = (actor.visitor, cmd_id)
        known = self._known.get(key)
        if known is not None:
            return reply(Answer(known)) if isinstance(known, int) else known.append(reply)
        self.stats["commands"] += 1
        try:
            self._take(actor, key, command, reply, rows or {})
        except (Refusal, FoyerError) as error:
            reply(Answer(error=error))
        except Exception:
            log.exception("command.failed", command=type(command).__name__)
            reply(Answer(error=FoyerError("server.failed")))

    async def ask(self, actor: Actor, cmd_id: str, command: Command, rows: Rows | None = None) -> Answer:
        """Submit and wait for the answer; a refusal is raised.

        :raises Refusal, FoyerError: as answered.
        """
        future: asyncio.Future[Answer] = asyncio.get_running_loop().create_future()

        def reply(answer: Answer) -> None:
            if not future.done():
                future.set_result(answer)

        self.submit(actor, cmd_id, command, reply, rows)
        answer = await future
        if answer.error is not None:
            raise answer.error
        return answer

    def _take(self, actor: Actor, key: Key, command: Command, reply: Reply, rows: Rows) -> None:
        at = self.moment()
        events = self.hub.decide(actor, command, at)
        durable = bool(rows) or any(isinstance(each, Durable) for each in events)
        if durable and self.refusing:
            raise Unavailable("storage.unavailable")
        first: int | None = None
        for event in events:
            seq = self._evolve(event, actor.visitor, key[1], at.now)
            first = first if first is not None else seq
        for table, extra in rows.items():
            self._open.add(table, extra)
        self._answer(key, first, reply, at.now, live=bool(events))
        self._hand()

    def _answer(self, key: Key, first: int | None, reply: Reply, now: int, *, live: bool) -> None:
        """Owe an answer to the open batch; "nothing changed" is only as sure as what it was seen against."""
        if first is None:
            (self._open.plain if live else self._open.unchanged).append(reply)
            return
        self._known[key] = [reply]
        self._open.answers.append((key, first))
        self._open.add("command", [(key[1], key[0], self.hub_id, first, now)])

    def _evolve(self, event: Event, by: VisitorId, cmd_id: str, now: int) -> int | None:
        data = journal_data(event) if isinstance(event, Durable) else ""  # before anything has changed
        seq = self.hub.evolve(event, now)
        if seq is None or not isinstance(event, Durable):
            self._open.out.append(Told(now, event))
            return None
        recorded = Recorded(seq, now, by, event)
        row = (seq, self.hub_id, now, by, cmd_id, event.TYPE, event.V, data)
        self._open.add("journal", [row])
        for table, extra in read_rows(recorded, self.hub_id, now + self._keep_ms).items():
            self._open.add(table, extra)
        self._open.out.append(recorded)
        self.stats["events"] += 1
        return seq

    # -- time in ---------------------------------------------------------------------------------

    def step(self, moves: dict[VisitorId, Move]) -> Step:
        """One tick of motion; its events go out in order with all others."""
        at = self.moment()
        state = self.hub.state
        allowed = {each: move for each, move in moves.items() if _may_move(state, each, at.now)}
        step = self.hub.step(allowed, at)
        self._tell(step.events, at.now)
        return step

    def tick(self) -> None:
        """What is due at this time; what it changes for good is tried again until the disk takes it."""
        at = self.moment()
        for command in self.hub.due(at.now):
            self.submit(SYSTEM_ACTOR, new_id(), command, lambda answer: None)
        self._tell(self.hub.tick(at), at.now)

    def call(self) -> None:
        """Lead the next few people of a breakout to their groups, or back: once a tick."""
        for command in self.hub.calling() if not self.refusing else ():
            self.submit(SYSTEM_ACTOR, new_id(), command, lambda answer: None)

    def _tell(self, events: list[Event], now: int) -> None:
        if events:
            self._open.out.extend(Told(now, event) for event in events)
            self._hand()

    def write(self, rows: Rows) -> None:
        """Write rows that no command brought, such as places; lost without harm while the disk refuses."""
        if rows and not self.refusing:
            for table, extra in rows.items():
                self._open.add(table, extra)
            self._hand()

    def after_commit(self, call: Callable[[bool], None]) -> None:
        """Call when everything evolved so far is on disk (True) or lost (False), in order with the events."""
        self._open.out.append(call)
        self._hand()

    async def sure(self) -> bool:
        """Wait until everything evolved so far is on disk or lost; whether it is on disk."""
        written: asyncio.Future[bool] = asyncio.get_running_loop().create_future()
        self.after_commit(lambda kept: None if written.done() else written.set_result(kept))
        return await written

    # -- batches out -----------------------------------------------------------------------------

    def _hand(self) -> None:
        """Hand the open batch over, unless one is under way; without rows it is released at once."""
        while not self._busy and not self._open.empty:
            batch, self._open = self._open, Batch()
            if not batch.rows:
                self._release(batch)
                continue
            self._busy = True
            self._idle.clear()
            self.stats["batches"] += 1
            self.journal.put(batch.rows, lambda error, _, batch=batch: self._written(batch, error))

    def _written(self, batch: Batch, error: BaseException | None) -> None:
        if error is not None:
            self._lose(batch, error)
            return
        self._busy = False
        self._idle.set()
        self._release(batch)
        self._hand()

    def _release(self, batch: Batch) -> None:
        """Let a committed batch out: answers first, then events in order."""
        for key, seq in batch.answers:
            waiting = self._known[key]
            self._known[key] = seq
            for reply in waiting if isinstance(waiting, list) else ():
                attempt(reply, Answer(seq))
        for reply in (*batch.plain, *batch.unchanged):
            attempt(reply, Answer())
        self._send(batch.out, committed=True)

    def _keep(self, recorded: Recorded) -> None:
        """Remember an event for those who come back."""
        self.committed = recorded.seq
        self._recent.keep(recorded)
        while len(self._known) > ANSWERS_MOST:
            del self._known[next(iter(self._known))]

    def _send(self, out: list[Out], *, committed: bool) -> None:
        """Pass events on in runs, so that a call sees exactly those before it sent; lost events are left
        out.
        """
        run: list[Recorded | Told] = []
        for each in out:
            if isinstance(each, Recorded):
                if committed:
                    self._keep(each)
                    run.append(each)
            elif isinstance(each, Told):
                run.append(each)
            else:
                self._flush(run)
                attempt(each, committed)
        self._flush(run)

    def _flush(self, run: list[Recorded | Told]) -> None:
        self._recent.forget()
        if run:
            attempt(self.on_out, list(run))
            run.clear()

    # -- when a commit fails ---------------------------------------------------------------------

    def _lose(self, batch: Batch, error: BaseException) -> None:
        """Nothing of the batch is sure, and all that was decided after it stands on it: read the truth
        back.
        """
        self.refusing = f"{type(error).__name__}: {error}"
        self.stats["rebuilds"] += 1
        log.error("storage.failed", error=self.refusing)
        lost, self._open = [batch, self._open], Batch()
        self._rebuild(lost)

    def _rebuild(self, lost: list[Batch]) -> None:
        """Read the truth back from disk, however long it takes: nothing else answers for what is pending."""
        rules = self.hub.state.rules

        def done(failed: BaseException | None, found: Recovered | None) -> None:
            if found is not None:
                self._rebuilt(lost, found)
                return
            log.error("storage.unreadable", error=str(failed))
            asyncio.get_running_loop().call_later(PROBE_S, self._rebuild, lost)

        self.journal.call(lambda db: recover(db, rules), done)

    def _rebuilt(self, lost: list[Batch], found: Recovered) -> None:
        """Answer everything pending from what is on disk, then look whether the disk takes writes again. What
        came since the failure stood on the lost state as well.
        """
        lost, self._open = [*lost, self._open], Batch()
        self._busy = False
        self._idle.set()
        waiting = {key: self._known.get(key) for batch in lost for key, _ in batch.answers}
        self.adopt(found)
        for key, replies in waiting.items():
            seq = found.answers.get(key)
            answer = Answer(seq) if seq is not None else Answer(error=Unavailable("storage.unavailable"))
            for reply in replies if isinstance(replies, list) else ():
                attempt(reply, answer)
        for batch in lost:
            for reply in batch.plain:
                attempt(reply, Answer())
            for reply in batch.unchanged:
                attempt(reply, Answer(error=Unavailable("storage.unavailable")))
            self._send(batch.out, committed=False)
        self._hand()
        self._probe()

    def _probe(self) -> None:
        def done(error: BaseException | None, result: Any) -> None:
            if error is None:
                self.refusing = None
                log.info("storage.back")
            else:
                asyncio.get_running_loop().call_later(PROBE_S, self._probe)

        self.journal.call(probe, done)

    async def settled(self) -> None:
        """Wait until nothing is under way and nothing waits."""
        while self._busy or not self._open.empty:
            await self._idle.wait()
            await asyncio.sleep(0)

    async def read(self, work: Callable[[sqlite3.Connection], Any]) -> Any:
        """Read in the writer's turn, so that what is committed is seen."""
        return await self.journal.run(work)


def attempt(call: Callable[[T], object], what: T) -> None:
    """Call with something that is committed; a fault there must not keep it from all others."""
    try:
        call(what)
    except Exception:
        log.exception("release.failed", call=getattr(call, "__qualname__", "?"))


def _may_move(state: State, visitor: VisitorId, now: int) -> bool:
    known = visitor in state.durable.visitors
    return known and can(state.actor(visitor), Capability.AVATAR_MOVE, state.place(None), now)
