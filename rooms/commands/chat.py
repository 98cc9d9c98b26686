"""Writing and reading."""

from dataclasses import dataclass

from rooms.commands.base import Command
from rooms.events import ReactionKind
from rooms.ids import ChannelId, MessageId, VisitorId


@dataclass(frozen=True, slots=True)
class PostMessage(Command):
    """Say something, maybe in answer to a message; ``mentions`` are the people it calls by name."""

    channel: ChannelId
    body: str
    reply_to: MessageId | None = None
    mentions: tuple[VisitorId, ...] = ()


@dataclass(frozen=True, slots=True)
class EditMessage(Command):
    """Put one's own words right."""

    message: MessageId
    body: str


@dataclass(frozen=True, slots=True)
class TakeBackMessage(Command):
    """Take one's own words back."""

    message: MessageId


@dataclass(frozen=True, slots=True)
class ReactToMessage(Command):
    """Put a sign under a message, or take it away."""

    message: MessageId
    kind: ReactionKind
    on: bool


@dataclass(frozen=True, slots=True)
class NoteTyping(Command):
    """Be writing in a channel at this moment."""

    channel: ChannelId


@dataclass(frozen=True, slots=True)
class DeleteMessage(Command):
    """Take a message's text away."""

    message: MessageId


@dataclass(frozen=True, slots=True)
class ReadChannel(Command):
    """Have read a channel up to a message."""

    channel: ChannelId
    message: MessageId


@dataclass(frozen=True, slots=True)
class ExpireMessages(Command):
    """Forget messages older than ``before`` (UTC milliseconds): given by the retention job."""

    before: int
