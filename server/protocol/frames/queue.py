"""Hands and questions at a stage."""

from rooms.events import EntryKind, EntryState, Order
from rooms.ids import EntryId, VisitorId
from server.protocol.frames.base import Frame


class EntryInfo(Frame):
    """A hand or a question in a stage's queue; ``visitor`` is None where one may not know who asked,
    ``voted`` is one's own vote.
    """

    entry: EntryId
    visitor: VisitorId | None
    kind: EntryKind
    body: str
    seat: str
    anonymous: bool
    hall: bool
    at: int
    state: EntryState
    votes: int
    voted: bool


class QueueInfo(Frame):
    """A stage's queue, in the order of being called; ``hall_last`` is the side that had the floor last."""

    order: Order
    moderated: bool
    anonymous_allowed: bool
    pinned: EntryId | None
    hall_last: bool | None
    entries: list[EntryInfo]
