"""Who learns what of boards: see ``rooms.project``."""

from dataclasses import replace
from typing import Any

from rooms import events as e
from rooms.errors import Unknown
from rooms.events import Event
from rooms.notes import may_read_board
from rooms.roles import Actor
from rooms.rule import View
from rooms.state import State


def _readers(state: State, event: Any, viewer: Actor, now: int) -> Event | None:
    """For those who may read what is written there."""
    try:
        return event if may_read_board(state, viewer, event.board, now) else None
    except Unknown:  # the pack has such a room no more
        return None


def _voted(state: State, event: e.CardVoted, viewer: Actor, now: int) -> Event | None:
    """The same, but who voted is that person's own business."""
    shown = event if event.visitor == viewer.visitor else replace(event, visitor=None)
    return _readers(state, shown, viewer, now)


VIEWS: dict[type[Event], View] = {
    e.CardAdded: _readers,
    e.CardEdited: _readers,
    e.CardMoved: _readers,
    e.CardRemoved: _readers,
    e.CardRestored: _readers,
    e.CardVoted: _voted,
    e.BoardArranged: _readers,
    e.BoardFrozen: _readers,
    e.BoardCleared: _readers,
}
