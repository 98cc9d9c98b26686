"""Polls: what hosts do with them, and voting."""

from dataclasses import dataclass

from rooms.commands.base import Command
from rooms.events.polls import PollSpec
from rooms.ids import PollId, RoomId


@dataclass(frozen=True, slots=True)
class DraftPoll(Command):
    """Write a poll that only hosts see as yet."""

    stage: RoomId
    spec: PollSpec


@dataclass(frozen=True, slots=True)
class EditPoll(Command):
    """Write a draft anew."""

    poll: PollId
    spec: PollSpec


@dataclass(frozen=True, slots=True)
class CopyPoll(Command):
    """Make a draft of any poll."""

    poll: PollId


@dataclass(frozen=True, slots=True)
class OpenPoll(Command):
    """Let people vote, for so many ``seconds`` or until it is closed."""

    poll: PollId
    seconds: int | None = None


@dataclass(frozen=True, slots=True)
class ClosePoll(Command):
    """Let nobody vote any more, and show the result."""

    poll: PollId


@dataclass(frozen=True, slots=True)
class RemovePoll(Command):
    """Forget a draft, or a poll that is closed."""

    poll: PollId


@dataclass(frozen=True, slots=True)
class VotePoll(Command):
    """Give one's ballot, or change it: options by number, a rating of 1 to 5, or words."""

    poll: PollId
    picks: tuple[int, ...] = ()
    words: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ExpirePolls(Command):
    """Forget what was closed, or written and never opened, before ``before`` (UTC milliseconds)."""

    before: int
