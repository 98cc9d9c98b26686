"""Shared documents and boards: whose they are, who may read and who may write. The documents themselves lie
beside the hub; it knows their ids, these rights, and what is frozen.
"""

from rooms.breakouts.rights import KINDS, may_deliver, may_read_group, may_write_group, plan_of_group
from rooms.errors import Conflict, NotAllowed, Unknown
from rooms.ids import BoardId, DocId, GroupId, RoomId
from rooms.minors.talk import check_board_alone
from rooms.roles import Actor, Capability, can
from rooms.state import State
from rooms.views import takes_part

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


def room_of(state: State, board: BoardId) -> RoomId | None:
    """The room whose policies hold for a board; None for a group's, which is its own wherever it meets.

    :raises Unknown: there is no such board.
    """
    kind, _, rest = board.partition(":")
    room = state.rules.rooms.get(RoomId(rest)) if kind == "room" else None
    if kind == "group" and plan_of_group(state, GroupId(rest)) is not None:
        return None
    if room is None or room.kind not in KINDS:
        raise Unknown("board.unknown")
    return room.id


def may_read_board(state: State, actor: Actor, board: BoardId, now: int) -> bool:
    """Whether somebody may read what is written there: who sits there, and hosts; of a group's its members,
    also after the round, its leads, and who left it a moment ago and has lines to bring in.
    """
    room, group = room_of(state, board), group_of(board)
    if room is None:
        return may_read_group(state, actor, group, now) or may_deliver(state, actor, group, now)
    return can(actor, Capability.CHAT_READ, state.place(room), now) and takes_part(state, actor, room, now)


def check_board(state: State, actor: Actor, board: BoardId, now: int, *, late: bool = True) -> None:
    """Refuse who may not write there now. ``late``: what a member of a group wrote before its work was over
    is taken for a moment after it.

    :raises Refusal: it is frozen, or its group's work is over; it is not there, or not that person's; one
        child alone would read it.
    """
    room, group = room_of(state, board), group_of(board)
    if not may_read_board(state, actor, board, now):
        raise Conflict("board.outside")
    if not can(actor, Capability.NOTE_WRITE, state.place(room), now):
        raise NotAllowed(Capability.NOTE_WRITE)
    works = room is not None or may_write_group(state, actor, group, now)
    if (
        not (works or (late and may_deliver(state, actor, group, now)))
        or board in state.durable.boards.frozen
    ):
        raise Conflict("board.frozen")
    check_board_alone(state, actor, board)


def group_of(board: BoardId) -> GroupId:
    """The group of a board that is a group's."""
    return GroupId(board.partition(":")[2])


def may_read(state: State, actor: Actor, doc: DocId, now: int) -> bool:
    """Whether somebody may read a document; nobody reads what is none."""
    try:
        return may_read_board(state, actor, board_of(doc), now)
    except Unknown:
        return False


def may_write(state: State, actor: Actor, doc: DocId, now: int) -> bool:
    """Whether somebody may go on writing a document; a frozen one nobody may."""
    try:
        check_board(state, actor, board_of(doc), now, late=False)
    except (Unknown, Conflict, NotAllowed):
        return False
    return True
