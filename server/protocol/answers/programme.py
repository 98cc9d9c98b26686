"""The programme: its sessions, its calendar, and what an import does."""

from typing import Literal

from rooms.ids import RoomId, SessionId
from server.protocol.answers.base import Answer


class FeedAnswer(Answer):
    """The new address of one's own calendar, below the hub's; its secret is shown only here."""

    path: str


class SessionAnswer(Answer):
    """The long text of a session."""

    session: SessionId
    abstract: str


class ImportFault(Answer):
    """One thing that is wrong with a programme's file, or was taken differently than it stands there."""

    key: str
    place: str
    problem: str
    cure: str


class ImportFaults(Answer):
    """How many there are, and the first of them."""

    count: int
    told: list[ImportFault]


class ImportChange(Answer):
    """What an import does with a session; one that stays cancelled is in the file and was cancelled here."""

    what: Literal["added", "changed", "missing", "stays_cancelled"]
    title: str
    starts_at: int


class ImportRoom(Answer):
    """A room by its name in the file, and the room of the hub that it means."""

    name: str
    room: RoomId | None


class ImportAnswer(Answer):
    """What an import changed, or would change. ``zone`` is that of times without an offset; sessions with
    ``faults`` are ``left_out``, those with ``notes`` are not.
    """

    applied: bool
    zone: str
    same: int
    cancelled: int
    left_out: int
    changes: list[ImportChange]
    rooms: list[ImportRoom]
    faults: ImportFaults
    notes: ImportFaults


class SessionSetAnswer(Answer):
    """The session that was written, none if there are ``faults``; ``notes`` say what was changed."""

    session: SessionId | None
    faults: ImportFaults
    notes: ImportFaults
