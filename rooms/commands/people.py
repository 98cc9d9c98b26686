"""Coming, going, and who one is."""

from dataclasses import dataclass
from typing import Literal

from rooms.commands.base import Command
from rooms.ids import InviteId, VisitorId
from rooms.look import Look


@dataclass(frozen=True, slots=True)
class Join(Command):
    """Come to the hub for the first time, with an invite link or without."""

    name: str
    look: Look
    invite: InviteId | None = None


@dataclass(frozen=True, slots=True)
class UseInvite(Command):
    """Take the role of an invite link as somebody who is here already."""

    invite: InviteId


@dataclass(frozen=True, slots=True)
class Rename(Command):
    """Go by another name."""

    name: str


@dataclass(frozen=True, slots=True)
class Dress(Command):
    """Change one's look."""

    look: Look


@dataclass(frozen=True, slots=True)
class Arrive(Command):
    """Be in the hub from now on: the first connection of a visit, or the return within the time a place is
    kept.
    """

    spawn: str | None = None


@dataclass(frozen=True, slots=True)
class Drop(Command):
    """Somebody's last connection broke; the place is kept for a while. Given by the server."""

    visitor: VisitorId


@dataclass(frozen=True, slots=True)
class Leave(Command):
    """Leave the hub by choice."""


@dataclass(frozen=True, slots=True)
class SetStatus(Command):
    """Say whether one is here, away or busy."""

    status: Literal["here", "away", "busy"]
