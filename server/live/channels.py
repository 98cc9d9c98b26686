"""What a client is told of interpreter channels at the start of a connection."""

from typing import Any

from rooms.ids import RoomId, VisitorId
from rooms.interpreting_views import at_desks
from rooms.state import State

Json = dict[str, Any]


def interpreting(state: State, stages: list[RoomId]) -> Json:
    """Who interprets, sits at a desk and is on air, at each stage that has channels."""
    kept = state.durable.interpreting
    return {
        stage: {
            "interpreters": kept.interpreters[stage],
            "desks": {each: desk.language for each, desk in kept.desks.items() if desk.stage == stage},
            "on_air": kept.on_air.get(stage, {}),
        }
        for stage in stages
        if stage in kept.interpreters
    }


def interpreting_now(state: State, visitor: VisitorId, stages: list[RoomId], at: int) -> Json:
    """What one hears, whose line is cut, and for interpreters and hosts who asks for a hand-over and how many
    listen, at each stage that has channels.
    """
    kept, now, actor = state.durable.interpreting, state.live.interpreting, state.actor(visitor)
    working = [each for each in stages if at_desks(state, actor, each, at)]
    return {
        stage: {
            "listening": now.chosen(visitor, stage),
            "cut": _there(state, stage, now.cut),
            "asking": _there(state, stage, now.asking) if stage in working else [],
            "listeners": now.listeners.get(stage, {}) if stage in working else {},
        }
        for stage in stages
        if stage in kept.interpreters
    }


def _there(state: State, stage: RoomId, people: set[VisitorId]) -> list[VisitorId]:
    desks = state.durable.interpreting.desks
    return sorted(each for each in people if each in desks and desks[each].stage == stage)
