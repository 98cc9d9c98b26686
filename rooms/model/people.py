"""What the hub remembers of its people, and of the links that let them in."""

from dataclasses import dataclass

from rooms.events import Spot
from rooms.ids import RoomId
from rooms.look import Look
from rooms.roles import Role


@dataclass(frozen=True, slots=True)
class Visitor:
    """A person known to the hub. ``joined_at`` in UTC milliseconds."""

    name: str
    look: Look
    role: Role
    joined_at: int
    muted: bool = False
    banned: bool = False


@dataclass(frozen=True, slots=True)
class Invite:
    """An invite link that still counts."""

    role: Role
    expires_at: int
    uses: int


@dataclass(frozen=True, slots=True)
class Placement:
    """Where a command put somebody last, where from, and when."""

    spot: Spot
    room: RoomId | None
    return_to: Spot | None
    at: int
