"""What hosts do, and who may come."""

from dataclasses import dataclass

from rooms.commands.base import Command
from rooms.ids import InviteId, RoomId, VisitorId
from rooms.roles import Role


@dataclass(frozen=True, slots=True)
class Mute(Command):
    """Take from a person the right to be heard and seen."""

    visitor: VisitorId


@dataclass(frozen=True, slots=True)
class Unmute(Command):
    """Give a person the right to be heard and seen back."""

    visitor: VisitorId


@dataclass(frozen=True, slots=True)
class Move(Command):
    """Put a person into a room; the place left is remembered."""

    visitor: VisitorId
    room: RoomId


@dataclass(frozen=True, slots=True)
class Return(Command):
    """Put a person who was moved back to the very place left."""

    visitor: VisitorId


@dataclass(frozen=True, slots=True)
class Remove(Command):
    """Send a person out of the hub."""

    visitor: VisitorId


@dataclass(frozen=True, slots=True)
class Ban(Command):
    """Send a person out and let the person in no more."""

    visitor: VisitorId


@dataclass(frozen=True, slots=True)
class Unban(Command):
    """Let a banned person in again."""

    visitor: VisitorId


@dataclass(frozen=True, slots=True)
class GrantRole(Command):
    """Give a person another role."""

    visitor: VisitorId
    role: Role


@dataclass(frozen=True, slots=True)
class ClaimHub(Command):
    """Become administrator by the one-time link of the server's start; the server has checked the token."""


@dataclass(frozen=True, slots=True)
class CreateInvite(Command):
    """Make an invite link; ``invite`` is the hash of its secret, which the hub never sees."""

    invite: InviteId
    role: Role
    expires_at: int
    uses: int


@dataclass(frozen=True, slots=True)
class RevokeInvite(Command):
    """Make an invite link worthless."""

    invite: InviteId


@dataclass(frozen=True, slots=True)
class Erase(Command):
    """Forget a person: given by the retention job, or by the person."""

    visitor: VisitorId
