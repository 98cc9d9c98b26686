"""What the hub remembers of boards of cards, and of documents that take no changes any more."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace

from rooms.events.board import Column
from rooms.ids import BoardId, CardId, VisitorId

BIN_MOST = 20
"""Cards of one board that were taken away and can be brought back; older ones are forgotten."""

COLUMNS = (Column("ideas", ""), Column("questions", ""), Column("next", ""))
"""What a board begins with; a column without a title bears a translated one after its id."""


@dataclass(frozen=True, slots=True)
class Card:
    """A card of a board. ``author`` is None once that person was erased; ``removed_at`` (UTC milliseconds) is
    set while it can still be brought back.
    """

    id: CardId
    board: BoardId
    column: str
    text: str
    author: VisitorId | None
    removed_at: int | None = None


@dataclass(slots=True)
class BoardState:
    """All boards: their columns, the cards of each in the order in which they lie, and who voted for what.

    ``at`` is when a board was changed last (UTC milliseconds); ``frozen`` are those that take no change.
    """

    columns: dict[BoardId, tuple[Column, ...]] = field(default_factory=dict[BoardId, tuple[Column, ...]])
    cards: dict[BoardId, tuple[Card, ...]] = field(default_factory=dict[BoardId, tuple[Card, ...]])
    votes: dict[CardId, tuple[VisitorId, ...]] = field(default_factory=dict[CardId, tuple[VisitorId, ...]])
    at: dict[BoardId, int] = field(default_factory=dict[BoardId, int])
    frozen: dict[BoardId, int] = field(default_factory=dict[BoardId, int])

    def copy(self) -> "BoardState":
        """A snapshot."""
        return BoardState(
            dict(self.columns), dict(self.cards), dict(self.votes), dict(self.at), dict(self.frozen)
        )

    def of(self, board: BoardId) -> tuple[Card, ...]:
        """The cards of a board, those in one column in their order."""
        return tuple(each for each in self.cards.get(board, ()) if each.removed_at is None)

    def lines(self, board: BoardId) -> tuple[Column, ...]:
        """The columns of a board."""
        return self.columns.get(board, COLUMNS)

    def find(self, card: CardId) -> Card | None:
        """A card, also one that was taken away."""
        return next((each for cards in self.cards.values() for each in cards if each.id == card), None)

    def dots(self, board: BoardId, visitor: VisitorId) -> int:
        """How many votes somebody has given on a board."""
        return sum(visitor in self.votes.get(each.id, ()) for each in self.of(board))

    def add(self, card: Card) -> None:
        """A new card, last in its column."""
        self.cards[card.board] = (*self.cards.get(card.board, ()), card)

    def change(self, board: BoardId, card: CardId, **fields: object) -> None:
        """A card, changed where it lies."""
        cards = self.cards.get(board, ())
        self.cards[board] = tuple(
            replace(each, **fields) if each.id == card else each  # type: ignore[arg-type]
            for each in cards
        )

    def move(self, board: BoardId, card: CardId, column: str, place: int) -> None:
        """Lay a card into a column, before the one that is at that place there."""
        cards = self.cards.get(board, ())
        moved = next((each for each in cards if each.id == card), None)
        if moved is not None:
            others = [each for each in cards if each.id != card]
            self.cards[board] = tuple(_laid(others, replace(moved, column=column), place))

    def remove(self, board: BoardId, card: CardId, at: int) -> None:
        """Take a card away; what was taken away longest ago is forgotten."""
        self.change(board, card, removed_at=at)
        gone = [each for each in self.cards.get(board, ()) if each.removed_at is not None]
        oldest = sorted(gone, key=lambda each: each.removed_at or 0)[:-BIN_MOST]
        self._drop(board, {each.id for each in oldest})

    def _drop(self, board: BoardId, gone: set[CardId]) -> None:
        self.cards[board] = tuple(each for each in self.cards.get(board, ()) if each.id not in gone)
        for card in gone:
            self.votes.pop(card, None)

    def vote(self, card: CardId, visitor: VisitorId, *, on: bool) -> None:
        """Give or take back somebody's vote for a card."""
        others = tuple(each for each in self.votes.get(card, ()) if each != visitor)
        self.votes[card] = (*others, visitor) if on else others

    def clear(self, board: BoardId) -> None:
        """Forget a board and all that lies on it."""
        for card in self.cards.pop(board, ()):
            self.votes.pop(card.id, None)
        for table in (self.columns, self.at, self.frozen):
            table.pop(board, None)

    def forget(self, visitor: VisitorId) -> None:
        """Take somebody's name off the cards, and take the votes: what a group wrote stays its own."""
        for board, cards in self.cards.items():
            self.cards[board] = tuple(
                replace(each, author=None) if each.author == visitor else each for each in cards
            )
        for card in [card for card, voters in self.votes.items() if visitor in voters]:
            self.vote(card, visitor, on=False)


def _laid(others: Iterable[Card], card: Card, place: int) -> Iterator[Card]:
    """The cards with one more, before the one at ``place`` of its column, else after all."""
    seen, laid = 0, False
    for each in others:
        there = each.column == card.column and each.removed_at is None
        if there and seen == place and not laid:
            laid = True
            yield card
        seen += there
        yield each
    if not laid:
        yield card
