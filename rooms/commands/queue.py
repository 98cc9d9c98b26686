"""Hands and questions: what visitors say, and what hosts do with it."""

from dataclasses import dataclass

from rooms.commands.base import Command
from rooms.events.queue import Order
from rooms.ids import EntryId, RoomId


@dataclass(frozen=True, slots=True)
class RaiseHand(Command):
    """Ask for the floor; ``seat`` tells those who look for the hand where it is."""

    stage: RoomId
    seat: str = ""


@dataclass(frozen=True, slots=True)
class LowerHand(Command):
    """Ask for the floor no more, or give it back."""

    stage: RoomId


@dataclass(frozen=True, slots=True)
class LowerHands(Command):
    """The hub's own: take the hands of those down who are gone for good."""


@dataclass(frozen=True, slots=True)
class AskQuestion(Command):
    """Ask in writing."""

    stage: RoomId
    body: str
    anonymous: bool = False


@dataclass(frozen=True, slots=True)
class WithdrawEntry(Command):
    """Take back what one asked oneself."""

    entry: EntryId


@dataclass(frozen=True, slots=True)
class VoteEntry(Command):
    """Want a question to be answered."""

    entry: EntryId


@dataclass(frozen=True, slots=True)
class UnvoteEntry(Command):
    """Take one's vote back."""

    entry: EntryId


@dataclass(frozen=True, slots=True)
class AdmitEntry(Command):
    """Give somebody the floor."""

    entry: EntryId


@dataclass(frozen=True, slots=True)
class FinishEntry(Command):
    """It is answered, or the floor is taken back."""

    entry: EntryId


@dataclass(frozen=True, slots=True)
class DismissEntry(Command):
    """It will not be taken."""

    entry: EntryId


@dataclass(frozen=True, slots=True)
class RestoreEntry(Command):
    """It waits again, at its old place."""

    entry: EntryId


@dataclass(frozen=True, slots=True)
class ApproveEntry(Command):
    """Everybody may read it."""

    entry: EntryId


@dataclass(frozen=True, slots=True)
class PinEntry(Command):
    """Show this question to all, in place of any other."""

    entry: EntryId


@dataclass(frozen=True, slots=True)
class UnpinEntry(Command):
    """Show it to all no more."""

    entry: EntryId


@dataclass(frozen=True, slots=True)
class RuleStage(Command):
    """Say how a stage's queue is run."""

    stage: RoomId
    order: Order
    moderated: bool
    anonymous_allowed: bool


@dataclass(frozen=True, slots=True)
class ExpireQueue(Command):
    """Forget what was closed before ``before`` (UTC milliseconds): given by the retention job."""

    before: int
