"""Boards of cards: what those who sit together do with them, and hosts."""

from dataclasses import dataclass

from rooms.commands.base import Command
from rooms.events.board import Column
from rooms.ids import BoardId, CardId


@dataclass(frozen=True, slots=True)
class AddCard(Command):
    """Write a new card."""

    board: BoardId
    column: str
    text: str


@dataclass(frozen=True, slots=True)
class EditCard(Command):
    """Write a card anew."""

    card: CardId
    text: str


@dataclass(frozen=True, slots=True)
class MoveCard(Command):
    """Lay a card into a column, before the one at ``place`` there; a large number lays it last."""

    card: CardId
    column: str
    place: int


@dataclass(frozen=True, slots=True)
class RemoveCard(Command):
    """Take a card away."""

    card: CardId


@dataclass(frozen=True, slots=True)
class RestoreCard(Command):
    """Bring a card back that was taken away."""

    card: CardId


@dataclass(frozen=True, slots=True)
class VoteCard(Command):
    """Give a card one of one's votes."""

    card: CardId


@dataclass(frozen=True, slots=True)
class UnvoteCard(Command):
    """Take one's vote back."""

    card: CardId


@dataclass(frozen=True, slots=True)
class ArrangeBoard(Command):
    """Name, order, add or remove the columns of a board."""

    board: BoardId
    columns: tuple[Column, ...]


@dataclass(frozen=True, slots=True)
class FreezeBoard(Command):
    """Let board, notes and sketch be read only, or be written again."""

    board: BoardId
    on: bool


@dataclass(frozen=True, slots=True)
class ExpireBoards(Command):
    """Forget boards that nobody has changed since ``before`` (UTC milliseconds)."""

    before: int
