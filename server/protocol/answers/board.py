"""A board of cards."""

from rooms.events import Column
from rooms.ids import BoardId, CardId, VisitorId
from server.protocol.answers.base import Answer


class CardShown(Answer):
    """A card; ``voted`` is one's own vote."""

    card: CardId
    column: str
    text: str
    author: VisitorId | None
    votes: int
    voted: bool


class BoardAnswer(Answer):
    """A board after event ``seq``, the cards of each column in their order."""

    board: BoardId
    seq: int
    frozen: bool
    columns: list[Column]
    cards: list[CardShown]
