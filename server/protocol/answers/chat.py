"""Messages, and what a search finds."""

from rooms.events import ReactionKind
from rooms.ids import ChannelId, MessageId, VisitorId
from server.protocol.answers.base import Answer


class Quote(Answer):
    """What a message answers; ``body`` is None where it was taken away."""

    author: VisitorId
    body: str | None


class Message(Answer):
    """A message of a channel's history; ``body`` is None where a host deleted it or its author took it back.

    ``quote`` is None as well when what is answered has expired.
    """

    message: MessageId
    channel: ChannelId
    author: VisitorId
    at: int
    body: str | None
    edited: bool
    reply_to: MessageId | None
    quote: Quote | None
    mentions: tuple[VisitorId, ...]
    reactions: dict[ReactionKind, tuple[VisitorId, ...]]


class FoundAnswer(Answer):
    """What a search found, the newest first; ``more`` were not listed."""

    messages: list[Message]
    more: bool


class MessagesAnswer(Answer):
    """One page, the oldest first. ``more`` are before it; ``unread`` up to its newest are new."""

    messages: list[Message]
    more: bool
    unread: int
