"""Who learns what of interpreter channels: who is on air all who follow the stage, how it is handed over the
interpreters, how many listen them and the hosts.
"""

from typing import Any

from rooms import events as e
from rooms.events import Event
from rooms.ids import RoomId
from rooms.roles import Actor
from rooms.rule import View
from rooms.state import State
from rooms.views import followers, is_host, may_follow, own


def is_interpreter(state: State, actor: Actor, stage: RoomId) -> bool:
    """Whether somebody was named to interpret at a stage."""
    return actor.visitor in state.durable.interpreting.named(stage)


def at_desks(state: State, actor: Actor, stage: RoomId, now: int) -> bool:
    """Whether the work at the desks of a stage is somebody's business."""
    named = is_interpreter(state, actor, stage) and may_follow(state, actor, stage, now)
    return named or is_host(state, actor, stage, now)


def _workers(state: State, event: Any, viewer: Actor, now: int) -> Event | None:
    return event if at_desks(state, viewer, event.stage, now) else None


VIEWS: dict[type[Event], View] = {
    e.InterpreterNamed: followers,
    e.InterpreterSat: followers,
    e.InterpreterOnAir: followers,
    e.InterpreterCut: followers,
    e.HandoverAsked: _workers,
    e.ListenersCounted: _workers,
    e.ListeningChanged: own,
}
