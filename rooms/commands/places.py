"""Walking, and the doors of rooms."""

from dataclasses import dataclass

from rooms.commands.base import Command
from rooms.ids import FloorId, RoomId, VisitorId


@dataclass(frozen=True, slots=True)
class WalkTo(Command):
    """Be walked to a point, a room or a person; exactly one of the three is the target."""

    floor: FloorId | None = None
    x: int | None = None
    y: int | None = None
    room: RoomId | None = None
    visitor: VisitorId | None = None


@dataclass(frozen=True, slots=True)
class StopWalk(Command):
    """Stand still where one is."""


@dataclass(frozen=True, slots=True)
class EnterRoom(Command):
    """Be in a room at once, without a walk: the list's way in."""

    room: RoomId


@dataclass(frozen=True, slots=True)
class LockRoom(Command):
    """Let nobody in but who is admitted."""

    room: RoomId


@dataclass(frozen=True, slots=True)
class UnlockRoom(Command):
    """Open a locked room."""

    room: RoomId


@dataclass(frozen=True, slots=True)
class KnockRoom(Command):
    """Ask those inside a locked room to be let in."""

    room: RoomId


@dataclass(frozen=True, slots=True)
class AdmitRoom(Command):
    """Let a person into the locked room one is in."""

    room: RoomId
    visitor: VisitorId
