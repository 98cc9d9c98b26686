"""Attendance: who follows a stage from its real hall, so that the hub need not send them what they hear
anyway.
"""

from rooms import commands as c
from rooms import events as e
from rooms.commands import Command
from rooms.events import Event
from rooms.ids import RoomId
from rooms.media import stage_of
from rooms.roles import Actor, Capability
from rooms.rule import Evolve, Rule
from rooms.state import Moment, State


def _where(state: State, actor: Actor, command: c.Attend) -> RoomId | None:
    return None if command.stage is None else stage_of(state, command.stage)


def attend(state: State, actor: Actor, command: c.Attend, at: Moment) -> list[Event]:
    """Take one's seat, or leave it; a second time changes nothing."""
    same = state.durable.on_site.get(actor.visitor) == command.stage
    return [] if same else [e.VisitorOnSite(actor.visitor, command.stage)]


def _seated(state: State, event: e.VisitorOnSite, at: int) -> None:
    if event.stage is None:
        state.durable.on_site.pop(event.visitor, None)
    elif event.visitor in state.durable.visitors:
        state.durable.on_site[event.visitor] = event.stage


RULES: dict[type[Command], Rule] = {c.Attend: Rule(Capability.STAGE_ASK, attend, _where)}

EVOLVE: dict[type[Event], Evolve] = {e.VisitorOnSite: _seated}
