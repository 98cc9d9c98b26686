"""Being in the real hall."""

from dataclasses import dataclass

from rooms.commands.base import Command
from rooms.ids import RoomId, VisitorId


@dataclass(frozen=True, slots=True)
class Attend(Command):
    """Say in which stage's real hall one sits, or that one sits in none."""

    stage: RoomId | None


@dataclass(frozen=True, slots=True)
class CheckIn(Command):
    """Let a person into the real hall of a stage at its door."""

    visitor: VisitorId
    stage: RoomId


@dataclass(frozen=True, slots=True)
class CheckOut(Command):
    """A person is in no real hall any more: they went, or were checked in by mistake."""

    visitor: VisitorId


@dataclass(frozen=True, slots=True)
class EndStays(Command):
    """The hub's own: let those go whose time in a hall is over."""
