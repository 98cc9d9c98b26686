"""Captions of a stage: what is said there, in writing and in several languages."""

from dataclasses import dataclass
from typing import ClassVar

from rooms.events.base import Durable, Live
from rooms.ids import CaptionId, RoomId, VisitorId


@dataclass(frozen=True, slots=True)
class CaptionSaid(Durable):
    """A line of a stage's captions is final. The journal keeps the header; ``body`` lives in a table with an
    expiry. ``language`` is a BCP 47 tag, ``at`` UTC milliseconds.
    """

    TYPE: ClassVar[str] = "caption.said"
    caption: CaptionId
    stage: RoomId
    language: str
    body: str | None
    at: int


@dataclass(frozen=True, slots=True)
class CaptionCorrected(Durable):
    """A line reads otherwise now; an empty ``body`` takes it away, None leaves it as it is known."""

    TYPE: ClassVar[str] = "caption.corrected"
    caption: CaptionId
    stage: RoomId
    language: str
    body: str | None


@dataclass(frozen=True, slots=True)
class CaptionerSet(Durable):
    """Somebody writes the captions of a stage in a language; with None no more."""

    TYPE: ClassVar[str] = "caption.captioner_set"
    stage: RoomId
    visitor: VisitorId
    language: str | None


@dataclass(frozen=True, slots=True)
class CaptionKeyMade(Durable):
    """A stage's captions have a new key for a program; only the server learns of it. ``hash`` is its
    SHA-256.
    """

    TYPE: ClassVar[str] = "caption.key_made"
    stage: RoomId
    hash: str


@dataclass(frozen=True, slots=True)
class CaptionHeard(Live):
    """A line as far as it is written: replaced by the next one of its language, or by the final line."""

    TYPE: ClassVar[str] = "caption.heard"
    stage: RoomId
    language: str
    body: str
