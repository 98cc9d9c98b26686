"""Captions of a stage: writing lines, mending them, and who may."""

from dataclasses import dataclass

from rooms.commands.base import Command
from rooms.ids import CaptionId, RoomId, VisitorId


@dataclass(frozen=True, slots=True)
class SayCaption(Command):
    """Write a line; one that is not ``final`` is shown for now and kept nowhere."""

    stage: RoomId
    language: str
    body: str
    final: bool = True


@dataclass(frozen=True, slots=True)
class CorrectCaption(Command):
    """Mend a line that was final; an empty ``body`` takes it away."""

    stage: RoomId
    caption: CaptionId
    body: str


@dataclass(frozen=True, slots=True)
class SetCaptioner(Command):
    """Let somebody write a stage's captions in a language; with None no more."""

    stage: RoomId
    visitor: VisitorId
    language: str | None


@dataclass(frozen=True, slots=True)
class MakeCaptionKey(Command):
    """Give a program a new key to write a stage's captions with; ``hash`` is its SHA-256."""

    stage: RoomId
    hash: str
