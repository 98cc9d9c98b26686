"""Messages, and how far they are read."""

from dataclasses import dataclass
from typing import ClassVar

from rooms.events.base import Durable, Live
from rooms.events.reactions import ReactionKind
from rooms.ids import ChannelId, MessageId, VisitorId


@dataclass(frozen=True, slots=True)
class MessagePosted(Durable):
    """A message stands in a channel. The journal keeps the header; ``body`` lives in a table with an
    expiry. ``mentions`` are those it calls by name who may read it.
    """

    TYPE: ClassVar[str] = "message.posted"
    V: ClassVar[int] = 2
    message: MessageId
    channel: ChannelId
    author: VisitorId
    body: str | None
    reply_to: MessageId | None = None
    mentions: tuple[VisitorId, ...] = ()


@dataclass(frozen=True, slots=True)
class MessageEdited(Durable):
    """An author put a message right. ``body`` lives in the table of messages; None: it is gone by now."""

    TYPE: ClassVar[str] = "message.edited"
    message: MessageId
    channel: ChannelId
    body: str | None


@dataclass(frozen=True, slots=True)
class MessageTakenBack(Durable):
    """An author took a message's text away; that there was one stays visible."""

    TYPE: ClassVar[str] = "message.taken_back"
    message: MessageId
    channel: ChannelId
    visitor: VisitorId


@dataclass(frozen=True, slots=True)
class MessageReacted(Durable):
    """Somebody put a sign under a message, or took it away."""

    TYPE: ClassVar[str] = "message.reacted"
    message: MessageId
    channel: ChannelId
    visitor: VisitorId
    kind: ReactionKind
    on: bool


@dataclass(frozen=True, slots=True)
class Typing(Live):
    """Somebody is writing in a channel: true for some seconds."""

    TYPE: ClassVar[str] = "chat.typing"
    channel: ChannelId
    visitor: VisitorId


@dataclass(frozen=True, slots=True)
class MessageDeleted(Durable):
    """A host took a message's text away; that there was one stays visible."""

    TYPE: ClassVar[str] = "message.deleted"
    message: MessageId
    channel: ChannelId


@dataclass(frozen=True, slots=True)
class ChannelRead(Durable):
    """A person has read a channel up to a message; only that person learns of it."""

    TYPE: ClassVar[str] = "channel.read"
    visitor: VisitorId
    channel: ChannelId
    message: MessageId


@dataclass(frozen=True, slots=True)
class MessagesExpired(Durable):
    """Messages from before a time (UTC milliseconds) are forgotten."""

    TYPE: ClassVar[str] = "messages.expired"
    before: int
