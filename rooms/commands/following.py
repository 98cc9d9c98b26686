"""Coming along with somebody who leads."""

from dataclasses import dataclass

from rooms.commands.base import Command
from rooms.ids import VisitorId


@dataclass(frozen=True, slots=True)
class Follow(Command):
    """Come along with somebody wherever they go, or ask to."""

    visitor: VisitorId


@dataclass(frozen=True, slots=True)
class StopFollowing(Command):
    """Go one's own ways again."""


@dataclass(frozen=True, slots=True)
class InviteFollowers(Command):
    """Ask the people in the room, or near on the open floor, to come along."""


@dataclass(frozen=True, slots=True)
class LetFollow(Command):
    """Let somebody come along who asked."""

    visitor: VisitorId


@dataclass(frozen=True, slots=True)
class RefuseFollow(Command):
    """Have somebody not come along, or no longer, or not come along with them; without a ``visitor`` end it
    for all who follow.
    """

    visitor: VisitorId | None


@dataclass(frozen=True, slots=True)
class AllowFollowers(Command):
    """Whether anybody more may come along."""

    open: bool
