"""Who learns what of boards: see ``rooms.project``."""

from dataclasses import replace
from typing import Any

from rooms import events as e
from rooms.errors import Unknown
from rooms.events import Event
from rooms.ids import BoardId
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


def shown(state: State, actor: Actor, board: BoardId) -> dict[str, Any]:
    """A board as somebody may know it who may read it, with the number of the last event in it."""
    boards = state.durable.boards
    return {
        "board": board,
        "seq": state.durable.seq,
        "frozen": board in boards.frozen,
        "columns": [{"id": each.id, "title": each.title} for each in boards.lines(board)],
        "cards": [
            {
                "card": each.id,
                "column": each.column,
                "text": each.text,
                "author": each.author,
                "votes": len(boards.votes.get(each.id, ())),
                "voted": actor.visitor in boards.votes.get(each.id, ()),
            }
            for each in boards.of(board)
        ],
    }
