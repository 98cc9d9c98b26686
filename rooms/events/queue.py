"""The one queue of hands and questions that a stage has."""

from dataclasses import dataclass
from typing import ClassVar, Literal

from rooms.events.base import Durable, Live
from rooms.ids import EntryId, RoomId, VisitorId

EntryKind = Literal["hand", "question"]

EntryState = Literal["held", "waiting", "admitted", "answered", "dismissed"]
"""``held`` waits for a host's approval, ``admitted`` has the floor; the last two are closed."""

Order = Literal["arrival", "alternate"]
"""How people are called: as they came, or hall and remote in turn, each side as it came."""


@dataclass(frozen=True, slots=True)
class EntryAdded(Durable):
    """Somebody raised a hand or asked a question; ``hall`` tells that this person sits there.

    ``visitor`` is None for those who may not know who asked; ``at`` (UTC milliseconds) is when it came.
    """

    TYPE: ClassVar[str] = "stage.entry_added"
    entry: EntryId
    stage: RoomId
    visitor: VisitorId | None
    kind: EntryKind
    body: str
    seat: str
    anonymous: bool
    hall: bool
    held: bool
    at: int


@dataclass(frozen=True, slots=True)
class EntryApproved(Durable):
    """A question that was held may be read by everybody."""

    TYPE: ClassVar[str] = "stage.entry_approved"
    entry: EntryId
    stage: RoomId


@dataclass(frozen=True, slots=True)
class EntryChanged(Durable):
    """A host admitted, ended, dismissed or put back what stood in the queue; what is dismissed is pinned no
    more.
    """

    TYPE: ClassVar[str] = "stage.entry_changed"
    entry: EntryId
    stage: RoomId
    state: EntryState


@dataclass(frozen=True, slots=True)
class EntryWithdrawn(Durable):
    """Who asked took it back: nothing of it is kept, and it is pinned no more."""

    TYPE: ClassVar[str] = "stage.entry_withdrawn"
    entry: EntryId
    stage: RoomId
    visitor: VisitorId | None


@dataclass(frozen=True, slots=True)
class EntryPinned(Durable):
    """The one question that a stage shows to all; None takes it off."""

    TYPE: ClassVar[str] = "stage.entry_pinned"
    stage: RoomId
    entry: EntryId | None


@dataclass(frozen=True, slots=True)
class EntryVoted(Durable):
    """A person gave a question the own vote or took it back; only that person learns of it."""

    TYPE: ClassVar[str] = "stage.voted"
    entry: EntryId
    stage: RoomId
    visitor: VisitorId
    on: bool


@dataclass(frozen=True, slots=True)
class StageRuled(Durable):
    """How a stage's queue is run: its order, whether questions are held first, whether a name may be left
    out.
    """

    TYPE: ClassVar[str] = "stage.ruled"
    stage: RoomId
    order: Order
    moderated: bool
    anonymous_allowed: bool


@dataclass(frozen=True, slots=True)
class QueueExpired(Durable):
    """What was closed, or came and never was, before a time (UTC milliseconds) is forgotten."""

    TYPE: ClassVar[str] = "stage.queue_expired"
    before: int


@dataclass(frozen=True, slots=True)
class VotesCounted(Live):
    """How many votes the questions have whose votes changed: told together, whoever gave them."""

    TYPE: ClassVar[str] = "stage.votes"
    stage: RoomId
    votes: dict[EntryId, int]
