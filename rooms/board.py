"""Boards of cards: written, ordered, voted for by those who sit together, and forgotten in time."""

from rooms import commands as c
from rooms import events as e
from rooms.chat import clean_body
from rooms.commands import Command
from rooms.errors import Conflict, Invalid, Unknown
from rooms.events import Event
from rooms.ids import BoardId, CardId, RoomId
from rooms.model.board import COLUMNS, Card
from rooms.notes import check_board, may_read_board, room_of
from rooms.roles import Actor, Capability
from rooms.rule import Evolve, Rule
from rooms.state import Moment, State
from rooms.text import one_line

CARDS_MOST = 200
"""Cards on one board."""
BOARDS_MOST = 1000
"""Boards of a hub that hold anything."""
COLUMNS_MOST = 12
DOTS = 5
"""Votes of one person on one board, one a card."""
TEXT_MOST = 400
"""Characters of a card."""
TITLE_MOST = 60
"""Characters of a column's title."""

OfCard = c.EditCard | c.MoveCard | c.RemoveCard | c.RestoreCard | c.VoteCard | c.UnvoteCard
OfBoard = c.AddCard | c.ArrangeBoard | c.FreezeBoard


def _of_board(state: State, actor: Actor, command: OfBoard) -> RoomId | None:
    return room_of(state, command.board)


def _of_card(state: State, actor: Actor, command: OfCard) -> RoomId | None:
    card = state.durable.boards.find(command.card)
    return room_of(state, card.board) if card is not None else None


def _card(state: State, actor: Actor, card: CardId, now: int, *, removed: bool = False) -> Card:
    """A card that somebody may change: one on the board, or one that was taken away.

    :raises Refusal: there is none such, or its board takes no change from that person.
    """
    found = state.durable.boards.find(card)
    if found is None or not may_read_board(state, actor, found.board, now):
        raise Unknown("card.unknown")
    check_board(state, actor, found.board, now)
    if found.removed_at is not None and not removed:
        raise Unknown("card.unknown")
    return found


def _check_column(state: State, board: BoardId, column: str) -> None:
    if all(each.id != column for each in state.durable.boards.lines(board)):
        raise Unknown("column.unknown")


def _check_room_for_one(state: State, board: BoardId) -> None:
    boards = state.durable.boards
    if len(boards.of(board)) >= CARDS_MOST:
        raise Conflict("card.enough", most=CARDS_MOST)
    if board not in boards.at and len(boards.at) >= BOARDS_MOST:
        raise Conflict("board.enough", most=BOARDS_MOST)


def add(state: State, actor: Actor, command: c.AddCard, at: Moment) -> list[Event]:
    """A new card."""
    check_board(state, actor, command.board, at.now)
    _check_column(state, command.board, command.column)
    _check_room_for_one(state, command.board)
    text = clean_body(command.text, TEXT_MOST)
    return [e.CardAdded(command.board, CardId(at.new_id()), command.column, text, actor.visitor)]


def edit(state: State, actor: Actor, command: c.EditCard, at: Moment) -> list[Event]:
    """Another text; the same again changes nothing."""
    card, text = _card(state, actor, command.card, at.now), clean_body(command.text, TEXT_MOST)
    return [] if card.text == text else [e.CardEdited(card.board, card.id, text)]


def move(state: State, actor: Actor, command: c.MoveCard, at: Moment) -> list[Event]:
    """To another place; where it lies already nothing changes."""
    card = _card(state, actor, command.card, at.now)
    _check_column(state, card.board, command.column)
    there = [each.id for each in state.durable.boards.of(card.board) if each.column == command.column]
    others = [each for each in there if each != card.id]
    place = max(0, min(command.place, len(others)))
    if card.id in there and there.index(card.id) == place:
        return []
    return [e.CardMoved(card.board, card.id, command.column, place)]


def remove(state: State, actor: Actor, command: c.RemoveCard, at: Moment) -> list[Event]:
    """Taken away, to be brought back if it was a slip."""
    card = _card(state, actor, command.card, at.now, removed=True)
    return [] if card.removed_at is not None else [e.CardRemoved(card.board, card.id)]


def restore(state: State, actor: Actor, command: c.RestoreCard, at: Moment) -> list[Event]:
    """Back again; where its column is gone, in the first."""
    card, boards = _card(state, actor, command.card, at.now, removed=True), state.durable.boards
    if card.removed_at is None:
        return []
    _check_room_for_one(state, card.board)
    known = [each.id for each in boards.lines(card.board)]
    column = card.column if card.column in known else known[0]
    votes = len(boards.votes.get(card.id, ()))
    return [e.CardRestored(card.board, card.id, column, card.text, card.author, votes)]


def vote(state: State, actor: Actor, command: c.VoteCard, at: Moment) -> list[Event]:
    """One vote for one card, as long as one has any left; a second time changes nothing."""
    card, boards = _card(state, actor, command.card, at.now), state.durable.boards
    if actor.visitor in boards.votes.get(card.id, ()):
        return []
    if boards.dots(card.board, actor.visitor) >= DOTS:
        raise Conflict("card.no_votes", most=DOTS)
    return [e.CardVoted(card.board, card.id, actor.visitor, on=True)]


def unvote(state: State, actor: Actor, command: c.UnvoteCard, at: Moment) -> list[Event]:
    """The vote taken back; a second time changes nothing."""
    card = _card(state, actor, command.card, at.now)
    given = actor.visitor in state.durable.boards.votes.get(card.id, ())
    return [e.CardVoted(card.board, card.id, actor.visitor, on=False)] if given else []


def arrange(state: State, actor: Actor, command: c.ArrangeBoard, at: Moment) -> list[Event]:
    """Other columns; the same again changes nothing.

    :raises Invalid: none, too many, or two of one id; a new one without a title.
    """
    check_board(state, actor, command.board, at.now)
    columns = tuple(e.Column(each.id, one_line(each.title)) for each in command.columns)
    ids = [each.id for each in columns]
    own = {each.id for each in COLUMNS}
    named = all(each.title or each.id in own for each in columns)
    short = all(len(each.title) <= TITLE_MOST and 0 < len(each.id) <= TITLE_MOST for each in columns)
    if not (0 < len(ids) <= COLUMNS_MOST and len(set(ids)) == len(ids) and named and short):
        raise Invalid("board.columns_invalid", most=COLUMNS_MOST)
    if columns == state.durable.boards.lines(command.board):
        return []
    return [e.BoardArranged(command.board, columns)]


def freeze(state: State, actor: Actor, command: c.FreezeBoard, at: Moment) -> list[Event]:
    """Read only, or open again; a second time changes nothing."""
    if (command.board in state.durable.boards.frozen) is command.on:
        return []
    return [e.BoardFrozen(command.board, command.on)]


def expire(state: State, actor: Actor, command: c.ExpireBoards, at: Moment) -> list[Event]:
    """Forget what nobody has changed for long."""
    old = [board for board, changed in state.durable.boards.at.items() if changed < command.before]
    return [e.BoardCleared(board) for board in old]


# -- changes ---------------------------------------------------------------------------------------


def _touched(change: Evolve) -> Evolve:
    """A change after which the board counts as used."""

    def evolve(state: State, event: e.CardAdded, at: int) -> None:
        change(state, event, at)
        state.durable.boards.at[event.board] = at

    return evolve


def _added(state: State, event: e.CardAdded, at: int) -> None:
    author = event.author if event.author in state.durable.visitors else None
    state.durable.boards.add(Card(event.card, event.board, event.column, event.text, author))


def _edited(state: State, event: e.CardEdited, at: int) -> None:
    state.durable.boards.change(event.board, event.card, text=event.text)


def _moved(state: State, event: e.CardMoved, at: int) -> None:
    state.durable.boards.move(event.board, event.card, event.column, event.place)


def _removed(state: State, event: e.CardRemoved, at: int) -> None:
    state.durable.boards.remove(event.board, event.card, at)


def _restored(state: State, event: e.CardRestored, at: int) -> None:
    state.durable.boards.change(event.board, event.card, removed_at=None, column=event.column)


def _voted(state: State, event: e.CardVoted, at: int) -> None:
    if event.visitor is not None and event.visitor in state.durable.visitors:
        state.durable.boards.vote(event.card, event.visitor, on=event.on)


def _arranged(state: State, event: e.BoardArranged, at: int) -> None:
    boards, known = state.durable.boards, {each.id for each in event.columns}
    boards.columns[event.board] = event.columns
    for card in boards.cards.get(event.board, ()):
        if card.column not in known:
            boards.change(event.board, card.id, column=event.columns[0].id)


def _frozen(state: State, event: e.BoardFrozen, at: int) -> None:
    state.durable.boards.frozen.pop(event.board, None)
    if event.on:
        state.durable.boards.frozen[event.board] = at


def _cleared(state: State, event: e.BoardCleared, at: int) -> None:
    state.durable.boards.clear(event.board)


RULES: dict[type[Command], Rule] = {
    c.AddCard: Rule(Capability.NOTE_WRITE, add, _of_board),
    c.EditCard: Rule(Capability.NOTE_WRITE, edit, _of_card),
    c.MoveCard: Rule(Capability.NOTE_WRITE, move, _of_card),
    c.RemoveCard: Rule(Capability.NOTE_WRITE, remove, _of_card),
    c.RestoreCard: Rule(Capability.NOTE_WRITE, restore, _of_card),
    c.VoteCard: Rule(Capability.NOTE_WRITE, vote, _of_card),
    c.UnvoteCard: Rule(Capability.NOTE_WRITE, unvote, _of_card),
    c.ArrangeBoard: Rule(Capability.NOTE_WRITE, arrange, _of_board),
    c.FreezeBoard: Rule(Capability.ROOM_LOCK, freeze, _of_board),
    c.ExpireBoards: Rule(Capability.CHAT_DELETE, expire),
}

EVOLVE: dict[type[Event], Evolve] = {
    e.CardAdded: _touched(_added),
    e.CardEdited: _touched(_edited),
    e.CardMoved: _touched(_moved),
    e.CardRemoved: _touched(_removed),
    e.CardRestored: _touched(_restored),
    e.CardVoted: _touched(_voted),
    e.BoardArranged: _touched(_arranged),
    e.BoardFrozen: _touched(_frozen),
    e.BoardCleared: _cleared,
}
