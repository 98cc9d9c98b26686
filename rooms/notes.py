"""Shared documents and boards: whose they are, who may read and who may write. The documents themselves lie
beside the hub; it knows their ids, these rights, and what is frozen.
"""

from rooms.errors import Conflict, NotAllowed, Unknown
from rooms.ids import BoardId, DocId, RoomId
from rooms.roles import Actor, Capability, can
from rooms.state import State
from rooms.views import takes_part

KINDS = frozenset({"meeting", "table", "training", "office"})
"""Rooms where people sit together and write."""
DOCS = ("notes", "sketch")
"""The documents of each board."""


def board_of(doc: DocId) -> BoardId:
    """Whose document it is.

    :raises Unknown: it is the name of none.
    """
    board, _, kind = doc.rpartition(":")
    if kind not in DOCS:
        raise Unknown("doc.unknown")
    return BoardId(board)


def room_of(state: State, board: BoardId) -> RoomId:
    """The room where a board is written on.

    :raises Unknown: there is no such board.
    """
    kind, _, rest = board.partition(":")
    room = state.rules.rooms.get(RoomId(rest)) if kind == "room" else None
    if room is None or room.kind not in KINDS:
        raise Unknown("board.unknown")
    return room.id


def may_read_board(state: State, actor: Actor, board: BoardId, now: int) -> bool:
    """Whether somebody may read what is written there: who sits there, and hosts."""
    room = room_of(state, board)
    return can(actor, Capability.CHAT_READ, state.place(room), now) and takes_part(state, actor, room, now)


def check_board(state: State, actor: Actor, board: BoardId, now: int) -> None:
    """Refuse who may not write there now.

    :raises Refusal: it is frozen, not there, or not that person's.
    """
    if not may_read_board(state, actor, board, now):
        raise Conflict("board.outside")
    if not can(actor, Capability.NOTE_WRITE, state.place(room_of(state, board)), now):
        raise NotAllowed(Capability.NOTE_WRITE)
    if board in state.durable.boards.frozen:
        raise Conflict("board.frozen")


def may_read(state: State, actor: Actor, doc: DocId, now: int) -> bool:
    """Whether somebody may read a document; nobody reads what is none."""
    try:
        return may_read_board(state, actor, board_of(doc), now)
    except Unknown:
        return False


def may_write(state: State, actor: Actor, doc: DocId, now: int) -> bool:
    """Whether somebody may write a document; a frozen one nobody may."""
    try:
        check_board(state, actor, board_of(doc), now)
    except (Unknown, Conflict, NotAllowed):
        return False
    return True
