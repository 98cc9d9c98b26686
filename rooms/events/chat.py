"""Messages, and how far they are read."""

from dataclasses import dataclass
from typing import ClassVar

from rooms.events.base import Durable
from rooms.ids import ChannelId, MessageId, VisitorId


@dataclass(frozen=True, slots=True)
class MessagePosted(Durable):
    """A message stands in a channel. The journal keeps the header; ``body`` lives in a table with an
    expiry.
    """

    TYPE: ClassVar[str] = "message.posted"
    message: MessageId
    channel: ChannelId
    author: VisitorId
    body: str | None


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
