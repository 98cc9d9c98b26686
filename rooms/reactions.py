"""Reactions: summed once a second, so that what is told does not grow with the number of those who react."""

from rooms import commands as c
from rooms import events as e
from rooms.commands import Command
from rooms.errors import Conflict
from rooms.events import Event
from rooms.ids import RoomId, VisitorId
from rooms.media import named_stage
from rooms.roles import Actor, Capability
from rooms.rule import Evolve, Rule, View
from rooms.state import Moment, State
from rooms.views import may_follow, nobody

AT_ONCE = 5
"""Reactions of one person in a row."""
EACH_MS = 500
"""Milliseconds until that person has another one."""
SUMMED_MS = 950
"""Between two sums of a stage; a little below a second, since ticks come at half seconds or somewhat late."""


def react(state: State, actor: Actor, command: c.React, at: Moment) -> list[Event]:
    """One more, unless this person had too many just now."""
    if spent(state, actor.visitor, at.now) > AT_ONCE - 1:
        raise Conflict("reaction.enough")
    return [e.Reacted(command.stage, actor.visitor, command.kind)]


def spent(state: State, visitor: VisitorId, now: int) -> float:
    """How many of a person's reactions have not come back yet."""
    used, since = state.live.reacted.get(visitor, (0.0, now))
    return max(0.0, used - (now - since) / EACH_MS)


def set_applause(state: State, actor: Actor, command: c.SetApplause, at: Moment) -> list[Event]:
    """On or off; a second time changes nothing."""
    same = (command.stage in state.durable.applause) is command.on
    return [] if same else [e.ApplauseSet(command.stage, command.on)]


def summed(state: State, now: int) -> list[Event]:
    """The sums that are due."""
    last = state.live.summed_at
    return [
        e.ReactionsSummed(stage, dict(counts))
        for stage, counts in state.live.reactions.items()
        if now - last.get(stage, 0) >= SUMMED_MS
    ]


def is_there(state: State, visitor: VisitorId, stage: RoomId) -> bool:
    """Whether somebody is at a stage: in its room, in its real hall, watching it, or without any body that
    could be elsewhere.
    """
    avatar = state.live.avatars.get(visitor)
    if avatar is None or stage in (state.durable.on_site.get(visitor), state.live.watching.get(visitor)):
        return True
    return avatar.room is not None and stage in state.rules.around(avatar.room)


# -- changes ---------------------------------------------------------------------------------------


def _reacted(state: State, event: e.Reacted, at: int) -> None:
    live = state.live
    counts = live.reactions.setdefault(event.stage, {})
    counts[event.kind] = counts.get(event.kind, 0) + 1
    live.reacted[event.visitor] = (spent(state, event.visitor, at) + 1, at)


def _summed(state: State, event: e.ReactionsSummed, at: int) -> None:
    live = state.live
    live.reactions.pop(event.stage, None)
    live.summed_at[event.stage] = at
    live.reacted = {who: each for who, each in live.reacted.items() if spent(state, who, at) > 0}


def _applauds(state: State, event: e.ApplauseSet, at: int) -> None:
    if event.on:
        state.durable.applause[event.stage] = True
    else:
        state.durable.applause.pop(event.stage, None)


# -- views -----------------------------------------------------------------------------------------


def _for_those_there(state: State, event: e.ReactionsSummed, viewer: Actor, now: int) -> Event | None:
    """For those who are at the stage, and may be."""
    there = is_there(state, viewer.visitor, event.stage) and may_follow(state, viewer, event.stage, now)
    return event if there else None


RULES: dict[type[Command], Rule] = {
    c.React: Rule(Capability.STAGE_REACT, react, named_stage),
    c.SetApplause: Rule(Capability.STAGE_MODERATE, set_applause, named_stage),
}

EVOLVE: dict[type[Event], Evolve] = {
    e.Reacted: _reacted,
    e.ReactionsSummed: _summed,
    e.ApplauseSet: _applauds,
}

VIEWS: dict[type[Event], View] = {e.Reacted: nobody, e.ReactionsSummed: _for_those_there}
