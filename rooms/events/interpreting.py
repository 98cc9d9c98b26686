"""Interpreter channels of a stage. Languages are BCP 47 tags."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import ClassVar

from rooms.events.base import Durable, Live
from rooms.ids import RoomId, VisitorId


@dataclass(frozen=True, slots=True)
class InterpreterNamed(Durable):
    """Somebody interprets at a stage into these languages; with none no more. A language somebody interprets
    into is a channel of the stage.
    """

    TYPE: ClassVar[str] = "interpreter.named"
    stage: RoomId
    visitor: VisitorId
    languages: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class InterpreterSat(Durable):
    """Somebody took their place at the desk of a channel, or left it."""

    TYPE: ClassVar[str] = "interpreter.sat"
    stage: RoomId
    visitor: VisitorId
    language: str | None


@dataclass(frozen=True, slots=True)
class InterpreterOnAir(Durable):
    """Who is heard in a channel since ``at`` (UTC milliseconds); with None nobody."""

    TYPE: ClassVar[str] = "interpreter.on_air"
    stage: RoomId
    language: str
    visitor: VisitorId | None
    at: int


@dataclass(frozen=True, slots=True)
class HandoverAsked(Live):
    """Somebody at a desk asks for a hand-over, or no more."""

    TYPE: ClassVar[str] = "interpreter.asked"
    stage: RoomId
    visitor: VisitorId
    asking: bool


@dataclass(frozen=True, slots=True)
class InterpreterCut(Live):
    """The line of who is on air is cut, or stands again: meanwhile the channel is silent."""

    TYPE: ClassVar[str] = "interpreter.cut"
    stage: RoomId
    visitor: VisitorId
    cut: bool


@dataclass(frozen=True, slots=True)
class ListeningChanged(Live):
    """Which channel of a stage somebody hears; with None the floor alone."""

    TYPE: ClassVar[str] = "stage.listening"
    stage: RoomId
    visitor: VisitorId
    language: str | None


@dataclass(frozen=True, slots=True)
class ListenersCounted(Live):
    """How many hear each channel of a stage; those that nobody hears are left out."""

    TYPE: ClassVar[str] = "interpreter.listeners"
    stage: RoomId
    listeners: Mapping[str, int]
