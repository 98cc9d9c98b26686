"""Interpreter channels of a stage: who interprets, who is on air, what is heard."""

from collections.abc import Mapping
from dataclasses import dataclass

from rooms.commands.base import Command
from rooms.ids import RoomId, VisitorId


@dataclass(frozen=True, slots=True)
class NameInterpreter(Command):
    """Let somebody interpret at a stage into these languages; with none no more."""

    stage: RoomId
    visitor: VisitorId
    languages: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class SitAtDesk(Command):
    """Take one's place at the desk of a channel, or leave it: there one hears the stage, wherever one is, and
    is heard in the channel alone.
    """

    stage: RoomId
    language: str | None


@dataclass(frozen=True, slots=True)
class GoOnAir(Command):
    """Be heard in the channel of one's desk, or no more."""

    stage: RoomId
    on: bool


@dataclass(frozen=True, slots=True)
class AskHandover(Command):
    """Ask for a hand-over, or no more: on air that somebody takes over, at the desk beside that one may."""

    stage: RoomId
    asking: bool


@dataclass(frozen=True, slots=True)
class HandOver(Command):
    """Give the channel to a colleague at the same desk who asked for it."""

    stage: RoomId
    visitor: VisitorId


@dataclass(frozen=True, slots=True)
class ListenTo(Command):
    """Hear a channel of a stage above its floor, or the floor alone; at a desk: a channel in place of the
    floor.
    """

    stage: RoomId
    language: str | None


@dataclass(frozen=True, slots=True)
class LeaveDesk(Command):
    """Somebody at a desk is gone; given by the hub itself."""

    visitor: VisitorId


@dataclass(frozen=True, slots=True)
class ReportVoice(Command):
    """The line of an interpreter's microphone is cut, or stands again; given by the media plane."""

    visitor: VisitorId
    cut: bool


@dataclass(frozen=True, slots=True)
class CountListeners(Command):
    """How many hear the channels of a stage now; given by the media plane."""

    stage: RoomId
    listeners: Mapping[str, int]
