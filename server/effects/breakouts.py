"""Breakouts beside the hub: assignments computed in a thread, who speaks in each group, and what a new lead
has to know.
"""

import asyncio
from collections.abc import Mapping

import structlog

from rooms import commands as c
from rooms import events as e
from rooms.breakouts.assign import assign
from rooms.breakouts.people import wanted
from rooms.breakouts.rights import leads
from rooms.chat import group_of
from rooms.hub import SYSTEM_ACTOR
from rooms.ids import GroupId, PlanId, SourceId, VisitorId, peer_of
from server.batch import Told
from server.clock import new_id
from server.host import Host
from server.live.audience import Audience
from server.store.recovery import Recorded

log = structlog.get_logger()

ACTIVITY_S = 2.0
"""Seconds between two words on when groups were last heard."""
LEVELS_S = 0.5
"""Seconds between two words on who speaks in which group."""


class BreakoutEffects:
    """Acts on what was committed of breakouts, and on what the media plane hears."""

    def __init__(self, host: Host, audience: Audience) -> None:
        self._host = host
        self._audience = audience
        self._tasks: set[asyncio.Task[None]] = set()
        self._wishes: dict[PlanId, e.BreakoutAssigning] = {}
        self._heard: dict[GroupId, int] = {}
        self._told: dict[GroupId, list[VisitorId]] = {}
        self._told_at = 0.0
        self._flush: asyncio.TimerHandle | None = None

    def publish(self, out: list[Recorded | Told]) -> None:
        """Take what was committed."""
        for item in out:
            event = item.event
            if isinstance(event, e.BreakoutAssigning):
                self._wish(event)
            elif isinstance(event, e.BreakoutLeadNamed):
                self._refresh(event.visitor)
            elif isinstance(event, e.MessagePosted):
                self._note(group_of(event.channel))
            elif isinstance(event, e.CardAdded | e.CardEdited | e.CardMoved):
                kind, _, group = event.board.partition(":")
                self._note(GroupId(group) if kind == "group" else None)

    async def settled(self) -> None:
        """Wait until nothing is under way."""
        if self._flush is not None:
            self._flush.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)

    def _wish(self, event: e.BreakoutAssigning) -> None:
        """One assignment of a plan is computed at a time; of those wished meanwhile, the newest alone."""
        waits = event.plan in self._wishes
        self._wishes[event.plan] = event
        if not waits:
            task = asyncio.get_running_loop().create_task(self._fulfil(event.plan))
            self._tasks.add(task)
            task.add_done_callback(self._tasks.discard)

    async def _fulfil(self, plan: PlanId) -> None:
        try:
            done = None
            while (wish := self._wishes[plan]) is not done:
                await self._assign(wish)
                done = wish
        finally:
            del self._wishes[plan]

    async def _assign(self, event: e.BreakoutAssigning) -> None:
        """Compute in a thread, so that no tick waits for it; what came of it is decided like any command."""
        state = self._host.hub.state
        plan = state.durable.breakouts.plans.get(event.plan)
        if plan is None:
            return
        wish = wanted(state, plan, event.how, event.seed, self._host.clock.now())
        if not wish.people:
            self._command(c.FailAssignment(plan.id, event.visitor, "breakout.nobody"))
            return
        try:
            found = await asyncio.to_thread(assign, wish)
        except Exception:
            log.exception("breakout.assign_failed", plan=plan.id)
            self._command(c.FailAssignment(plan.id, event.visitor, "server.failed"))
            return
        self._command(c.SetAssignment(plan.id, found.seats, found.report, found.rotation))

    def _command(self, command: c.Command) -> None:
        self._host.submit(SYSTEM_ACTOR, new_id(), command, lambda answer: None)

    def _refresh(self, visitor: VisitorId) -> None:
        """Somebody leads a plan from now on, or does not: what they may know is told anew."""
        for connection in list(self._audience.by_visitor.get(visitor, ())):
            self._audience.synchronise(connection, None)

    # -- what is heard ---------------------------------------------------------------------------

    def heard(self, levels: Mapping[SourceId, float]) -> None:
        """Who speaks, as the media plane has it: told to leads by groups, and noted as a sign of life."""
        breakouts = self._host.hub.state.durable.breakouts
        if not breakouts.seats:
            return
        speaking: dict[GroupId, list[VisitorId]] = {}
        for source in levels:
            visitor = VisitorId(peer_of(source))
            group = self._group_of(visitor)
            if group is not None and levels[source] > 0:
                speaking.setdefault(group, []).append(visitor)
                self._note(group)
        now = asyncio.get_running_loop().time()
        if speaking != self._told and now - self._told_at >= LEVELS_S:
            self._told, self._told_at = speaking, now
            self._tell_leads(speaking)

    def _group_of(self, visitor: VisitorId) -> GroupId | None:
        state = self._host.hub.state
        seated = state.durable.breakouts.seated(visitor)
        if seated is not None:
            return seated.id
        for round_ in state.durable.breakouts.running() if visitor in state.durable.boxes.boxes else ():
            for group in round_.groups.values():
                if group.box == visitor and not group.ended:
                    return group.id
        return None

    def _tell_leads(self, speaking: dict[GroupId, list[VisitorId]]) -> None:
        state, now = self._host.hub.state, self._host.clock.now()
        rounds = [each for each in state.durable.breakouts.running() if not each.rehearsal]
        for visitor in list(self._audience.by_visitor):
            if visitor not in state.durable.visitors:
                continue
            actor = state.actor(visitor)
            mine = {group for each in rounds if leads(state, actor, each.plan, now) for group in each.groups}
            if mine:
                told = {group: who for group, who in speaking.items() if group in mine}
                self._audience.whisper(visitor, "breakout.levels", {"speaking": told})

    def _note(self, group: GroupId | None) -> None:
        """A group gave a sign of life: told a little later, with those of other groups."""
        if group is None:
            return
        self._heard[group] = self._host.clock.now()
        if self._flush is None:
            self._flush = asyncio.get_running_loop().call_later(ACTIVITY_S, self._tell_activity)

    def _tell_activity(self) -> None:
        self._flush = None
        heard, self._heard = self._heard, {}
        self._command(c.NoteActivity(heard))
