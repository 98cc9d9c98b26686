"""Attendance: who follows a stage from its real hall, so that the hub need not send them what they hear
anyway. They say so themselves, or a host checks them in at the door; it ends by hand or by itself.
"""

from collections.abc import Iterator
from dataclasses import replace
from functools import lru_cache

from rooms import commands as c
from rooms import events as e
from rooms.commands import Command
from rooms.errors import Conflict
from rooms.events import Event
from rooms.ids import RoomId, VisitorId
from rooms.media import named_stage, stage_of
from rooms.model.attendance import Stay
from rooms.roles import Actor, Capability, can
from rooms.rule import Evolve, Rule, View
from rooms.state import Moment, State
from rooms.views import Same

LINGER_MS = 30 * 60 * 1000
"""How long people stay in a hall after the last session of their stay."""
AT_ONCE = 200
"""Stays ended by one command; the next takes the rest."""


def _where(state: State, actor: Actor, command: c.Attend) -> RoomId | None:
    return None if command.stage is None else stage_of(state, command.stage)


def attend(state: State, actor: Actor, command: c.Attend, at: Moment) -> list[Event]:
    """Take one's seat, or leave it; a second time changes nothing."""
    same = state.durable.on_site.get(actor.visitor) == command.stage
    return [] if same else [e.VisitorOnSite(actor.visitor, command.stage, at.now)]


def check_in(state: State, actor: Actor, command: c.CheckIn, at: Moment) -> list[Event]:
    """Let somebody in at the door, who may have said before to be there; a second time changes nothing."""
    if state.visitor(command.visitor).banned:
        raise Conflict("check_in.banned")
    if command.visitor in state.durable.boxes.boxes:
        raise Conflict("check_in.unknown")
    stay = state.durable.stays.get(command.visitor)
    same = state.durable.on_site.get(command.visitor) == command.stage and stay is not None and stay.door
    return [] if same else [e.VisitorCheckedIn(command.visitor, command.stage, at.now)]


def check_out(state: State, actor: Actor, command: c.CheckOut, at: Moment) -> list[Event]:
    """Somebody is no longer there; a second time changes nothing."""
    state.visitor(command.visitor)
    there = command.visitor in state.durable.on_site
    return [e.VisitorOnSite(command.visitor, None, at.now)] if there else []


def end_stays(state: State, actor: Actor, command: c.EndStays, at: Moment) -> list[Event]:
    """Let those go whose time in a hall is over."""
    return [e.VisitorOnSite(each, None, at.now) for each in list(_over(state, at.now))[:AT_ONCE]]


def due(state: State, now: int) -> list[Command]:
    """What ends the stays that are over, the time of a stopped server counted."""
    return [c.EndStays()] if next(_over(state, now), None) is not None else []


def _over(state: State, now: int) -> Iterator[VisitorId]:
    """Whose stay is over. Stays stand in the order in which they began, and at one stage a later one never
    ends earlier, so each stage is looked through up to its first that lasts.
    """
    lasting: set[RoomId] = set()
    for visitor, stage in state.durable.on_site.items():
        if stage in lasting:
            continue
        stay = state.durable.stays.get(visitor)
        if stay is None or now >= ends_at(state, stage, stay.since):
            yield visitor
        else:
            lasting.add(stage)


def ends_at(state: State, stage: RoomId, since: int) -> int:
    """When a stay ends that began at ``since`` (UTC milliseconds): half an hour after the last session of the
    stage that begins within the longest stay, and at the latest when the longest stay is over.
    """
    latest = since + state.rules.on_site_ms
    ends = [
        each.session.ends_at
        for each in state.durable.programme.sessions.values()
        if each.session.room == stage
        and not each.session.cancelled
        and each.session.ends_at > since
        and each.session.starts_at < latest
    ]
    return min(latest, max(ends) + LINGER_MS) if ends else latest


# -- changes ---------------------------------------------------------------------------------------


def _seated(state: State, event: e.VisitorOnSite, at: int) -> None:
    forget(state, event.visitor)
    if event.stage is not None:
        _stay(state, event.visitor, event.stage, event.at, door=False)


def _let_in(state: State, event: e.VisitorCheckedIn, at: int) -> None:
    forget(state, event.visitor)
    _stay(state, event.visitor, event.stage, event.at, door=True)


def _stay(state: State, visitor: VisitorId, stage: RoomId, since: int, *, door: bool) -> None:
    """Stays are in the order in which they began, which is that of the events."""
    if visitor not in state.durable.visitors:
        return
    state.durable.on_site[visitor] = stage
    if since:
        state.durable.stays[visitor] = Stay(since, door)


def forget(state: State, visitor: VisitorId) -> None:
    """Somebody sits nowhere."""
    state.durable.on_site.pop(visitor, None)
    state.durable.stays.pop(visitor, None)


RULES: dict[type[Command], Rule] = {
    c.Attend: Rule(Capability.STAGE_ASK, attend, _where),
    c.CheckIn: Rule(Capability.VISITOR_CHECK_IN, check_in, named_stage),
    c.CheckOut: Rule(Capability.VISITOR_CHECK_IN, check_out),
    c.EndStays: Rule(Capability.VISITOR_CHECK_IN, end_stays),
}

EVOLVE: dict[type[Event], Evolve] = {e.VisitorOnSite: _seated, e.VisitorCheckedIn: _let_in}


# -- who learns what -------------------------------------------------------------------------------


def may_know_stay(state: State, viewer: Actor, visitor: VisitorId, now: int) -> bool:
    """Whether since when somebody sits there, and who let them in, is a viewer's business: one's own, and
    that of the hosts at the door.
    """
    return viewer.visitor == visitor or can(viewer, Capability.VISITOR_CHECK_IN, state.place(None), now)


def _sits(state: State, event: e.VisitorOnSite | e.VisitorCheckedIn, viewer: Actor, now: int) -> Event | None:
    """For all, who are shown who is on site; since when, for those whose business it is."""
    return event if may_know_stay(state, viewer, event.visitor, now) else _only_where(Same(event))


@lru_cache(maxsize=64)
def _only_where(same: Same[e.VisitorOnSite | e.VisitorCheckedIn]) -> Event:
    return replace(same.event, at=0)


VIEWS: dict[type[Event], View] = {e.VisitorOnSite: _sits, e.VisitorCheckedIn: _sits}
