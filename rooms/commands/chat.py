"""Writing and reading."""

from dataclasses import dataclass

from rooms.commands.base import Command
from rooms.ids import ChannelId, MessageId


@dataclass(frozen=True, slots=True)
class PostMessage(Command):
    """Say something in writing."""

    channel: ChannelId
    body: str


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
