"""The queue of a stage: hands and questions of hall and remote people alike, and what hosts do with them."""

from dataclasses import replace

from rooms import commands as c
from rooms import events as e
from rooms.commands import Command
from rooms.errors import Unknown
from rooms.events import Event
from rooms.ids import EntryId, RoomId, VisitorId
from rooms.model.queue import Entry
from rooms.roles import Actor, Capability
from rooms.rule import Evolve, Rule
from rooms.state import Moment, State
from rooms.views import is_host, may_follow


def is_behind(state: State, actor: Actor, entry: Entry, now: int) -> bool:
    """Whether somebody sees an entry in every state: who asked, and hosts."""
    return is_host(state, actor, entry.stage, now) or entry.visitor == actor.visitor


def may_see(state: State, actor: Actor, entry: Entry, now: int) -> bool:
    """Whether somebody may read an entry: who asked always, others what is shown and was not dismissed."""
    public = entry.shown and entry.state != "dismissed" and may_follow(state, actor, entry.stage, now)
    return public or is_behind(state, actor, entry, now)


def asker(actor: Actor, entry: Entry) -> VisitorId | None:
    """Who asked, as far as somebody may know: without a name only who did knows."""
    return None if entry.anonymous and entry.visitor != actor.visitor else entry.visitor


def speakers(state: State) -> dict[RoomId, set[VisitorId]]:
    """Who has the floor of which stage from afar: what is asked without a name is read out by others, and
    whoever sits in the hall is heard there without the hub.
    """
    found: dict[RoomId, set[VisitorId]] = {}
    for each in state.durable.queue.entries.values():
        here = state.durable.on_site.get(each.visitor) == each.stage
        if each.state == "admitted" and not each.anonymous and not here:
            found.setdefault(each.stage, set()).add(each.visitor)
    return found


def at_entry(state: State, actor: Actor, command: c.VoteEntry) -> RoomId | None:
    """The stage of the entry a command names, if there is such an entry."""
    entry = state.durable.queue.entries.get(command.entry)
    return entry.stage if entry is not None else None


def entry_of(state: State, actor: Actor, entry: EntryId, now: int) -> Entry:
    """The entry, as far as the actor may know of it."""
    found = state.durable.queue.entries.get(entry)
    if found is None or not may_see(state, actor, found, now):
        raise Unknown("entry.unknown")
    return found


def hand_of(state: State, stage: RoomId, visitor: VisitorId) -> Entry | None:
    """The hand somebody has up at a stage."""
    hands = (
        each
        for each in state.durable.queue.of(stage)
        if each.kind == "hand" and each.open and each.visitor == visitor
    )
    return next(hands, None)


def expire(state: State, actor: Actor, command: c.ExpireQueue, at: Moment) -> list[Event]:
    """Forget what is older than it is kept, if there is such."""
    return [e.QueueExpired(command.before)] if state.durable.queue.is_older(command.before) else []


def counted(state: State) -> list[Event]:
    """The votes of the questions whose votes changed since they were told last, stage by stage."""
    queue = state.durable.queue
    return [
        e.VotesCounted(stage, {each: queue.count(each) for each in sorted(entries) if each in queue.entries})
        for stage, entries in state.live.voted.items()
    ]


# -- changes ---------------------------------------------------------------------------------------


def _came(state: State, event: e.EntryAdded, at: int) -> None:
    if event.visitor is None or event.visitor not in state.durable.visitors:
        return
    state.durable.queue.entries[event.entry] = Entry(
        event.entry, event.stage, event.visitor, event.kind, event.body, event.seat, event.anonymous,
        event.hall, event.at, "held" if event.held else "waiting", shown=not event.held,
    )  # fmt: skip


def _changed(state: State, event: e.EntryChanged, at: int) -> None:
    state.durable.queue.change(event.entry, event.state, at)
    if event.entry in state.durable.queue.votes:
        state.live.voted.setdefault(event.stage, set()).add(event.entry)


def _pinned(state: State, event: e.EntryPinned, at: int) -> None:
    queue = state.durable.queue
    queue.stages[event.stage] = replace(queue.rule(event.stage), pinned=event.entry)


def _ruled(state: State, event: e.StageRuled, at: int) -> None:
    queue, rule = state.durable.queue, state.durable.queue.rule(event.stage)
    queue.stages[event.stage] = replace(
        rule, order=event.order, moderated=event.moderated, anonymous_allowed=event.anonymous_allowed
    )


def _vote(state: State, event: e.EntryVoted, at: int) -> None:
    queue = state.durable.queue
    if event.entry not in queue.entries:
        return
    voters = queue.votes.setdefault(event.entry, {})
    if event.on:
        voters[event.visitor] = None
    else:
        voters.pop(event.visitor, None)
    state.live.voted.setdefault(event.stage, set()).add(event.entry)


def _told(state: State, event: e.VotesCounted, at: int) -> None:
    state.live.voted.pop(event.stage, None)


def forget(state: State, visitor: VisitorId) -> None:
    """Take somebody who is erased off all queues, with the votes."""
    queue = state.durable.queue
    for each in [each for each in queue.entries.values() if each.visitor == visitor]:
        queue.drop(each.id)
    for entry, voters in queue.votes.items():
        if visitor in voters:
            del voters[visitor]
            state.live.voted.setdefault(queue.entries[entry].stage, set()).add(entry)


RULES: dict[type[Command], Rule] = {c.ExpireQueue: Rule(Capability.STAGE_MODERATE, expire)}

EVOLVE: dict[type[Event], Evolve] = {
    e.EntryAdded: _came,
    e.EntryApproved: lambda state, event, at: state.durable.queue.approve(event.entry),
    e.EntryChanged: _changed,
    e.EntryWithdrawn: lambda state, event, at: state.durable.queue.drop(event.entry),
    e.EntryPinned: _pinned,
    e.EntryVoted: _vote,
    e.StageRuled: _ruled,
    e.QueueExpired: lambda state, event, at: state.durable.queue.expire(event.before),
    e.VotesCounted: _told,
}
