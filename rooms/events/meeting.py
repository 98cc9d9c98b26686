"""Rooms walked into and conversations: true only while the server runs."""

from dataclasses import dataclass
from typing import ClassVar

from rooms.events.base import Live
from rooms.ids import ConversationId, RoomId, VisitorId


@dataclass(frozen=True, slots=True)
class RoomEntered(Live):
    """A person is in a room, on whatever way."""

    TYPE: ClassVar[str] = "room.entered"
    visitor: VisitorId
    room: RoomId


@dataclass(frozen=True, slots=True)
class RoomLeft(Live):
    """A person is out of a room."""

    TYPE: ClassVar[str] = "room.left"
    visitor: VisitorId
    room: RoomId


@dataclass(frozen=True, slots=True)
class RoomKnocked(Live):
    """Somebody asks to be let into a locked room."""

    TYPE: ClassVar[str] = "room.knocked"
    visitor: VisitorId
    room: RoomId


@dataclass(frozen=True, slots=True)
class RoomAdmitted(Live):
    """Somebody inside lets a person into a locked room, once."""

    TYPE: ClassVar[str] = "room.admitted"
    visitor: VisitorId
    room: RoomId


@dataclass(frozen=True, slots=True)
class ConversationChanged(Live):
    """A conversation formed, or its members or its lock changed."""

    TYPE: ClassVar[str] = "conversation.changed"
    id: ConversationId
    members: tuple[VisitorId, ...]
    locked: bool


@dataclass(frozen=True, slots=True)
class ConversationEnded(Live):
    """A conversation has fewer than two people left."""

    TYPE: ClassVar[str] = "conversation.ended"
    id: ConversationId


@dataclass(frozen=True, slots=True)
class ConversationKnocked(Live):
    """Somebody asks to be let into a locked conversation."""

    TYPE: ClassVar[str] = "conversation.knocked"
    visitor: VisitorId
    id: ConversationId


@dataclass(frozen=True, slots=True)
class ConversationAdmitted(Live):
    """A member lets a person into a locked conversation, once."""

    TYPE: ClassVar[str] = "conversation.admitted"
    visitor: VisitorId
    id: ConversationId
