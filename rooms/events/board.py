"""Boards of cards: written, ordered and voted for by those who sit together; and when writing ends."""

from dataclasses import dataclass
from typing import ClassVar

from rooms.events.base import Durable
from rooms.ids import BoardId, CardId, VisitorId


@dataclass(frozen=True, slots=True)
class Column:
    """A column, or cluster, of a board. Without a title it bears a translated one after its id."""

    id: str
    title: str


@dataclass(frozen=True, slots=True)
class CardAdded(Durable):
    """A new card, last in its column."""

    TYPE: ClassVar[str] = "card.added"
    board: BoardId
    card: CardId
    column: str
    text: str
    author: VisitorId


@dataclass(frozen=True, slots=True)
class CardEdited(Durable):
    """Another text."""

    TYPE: ClassVar[str] = "card.edited"
    board: BoardId
    card: CardId
    text: str


@dataclass(frozen=True, slots=True)
class CardMoved(Durable):
    """A card lies in ``column``, before the one that was at ``place`` there (0 is the first)."""

    TYPE: ClassVar[str] = "card.moved"
    board: BoardId
    card: CardId
    column: str
    place: int


@dataclass(frozen=True, slots=True)
class CardRemoved(Durable):
    """A card was taken away; it can be brought back."""

    TYPE: ClassVar[str] = "card.removed"
    board: BoardId
    card: CardId


@dataclass(frozen=True, slots=True)
class CardRestored(Durable):
    """A card that was taken away is back, with its votes; last in ``column`` where its own is gone."""

    TYPE: ClassVar[str] = "card.restored"
    board: BoardId
    card: CardId
    column: str
    text: str
    author: VisitorId | None
    votes: int


@dataclass(frozen=True, slots=True)
class CardVoted(Durable):
    """Somebody gave a card a vote, or took it back; who it was is told to that person alone."""

    TYPE: ClassVar[str] = "card.voted"
    board: BoardId
    card: CardId
    visitor: VisitorId | None
    on: bool


@dataclass(frozen=True, slots=True)
class BoardArranged(Durable):
    """The columns of a board, in order; cards of those that are gone lie in the first."""

    TYPE: ClassVar[str] = "board.arranged"
    board: BoardId
    columns: tuple[Column, ...]


@dataclass(frozen=True, slots=True)
class BoardFrozen(Durable):
    """Board, notes and sketch can be read and not changed any more, or changed again."""

    TYPE: ClassVar[str] = "board.frozen"
    board: BoardId
    on: bool


@dataclass(frozen=True, slots=True)
class BoardCleared(Durable):
    """Nothing of a board is kept."""

    TYPE: ClassVar[str] = "board.cleared"
    board: BoardId
