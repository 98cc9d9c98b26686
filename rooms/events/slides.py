"""Slides of a stage: decks that come and go, and the page that is shown."""

from dataclasses import dataclass
from typing import ClassVar, Literal

from rooms.events.base import Durable
from rooms.ids import DeckId, FileId, RoomId, VisitorId

DeckForm = Literal["pdf", "pictures"]


@dataclass(frozen=True, slots=True)
class Slide:
    """What is needed to show a page: the file that has it, and of which deck it is."""

    title: str
    form: DeckForm
    pages: int
    file: FileId


@dataclass(frozen=True, slots=True)
class DeckAdded(Durable):
    """Somebody brought slides to a stage: one PDF, or pictures in their order."""

    TYPE: ClassVar[str] = "deck.added"
    deck: DeckId
    stage: RoomId
    visitor: VisitorId
    title: str
    form: DeckForm
    files: tuple[FileId, ...]
    pages: int
    expires_at: int


@dataclass(frozen=True, slots=True)
class DeckRemoved(Durable):
    """Slides are gone, and their files with them. ``visitor`` had brought them."""

    TYPE: ClassVar[str] = "deck.removed"
    deck: DeckId
    stage: RoomId
    visitor: VisitorId
    files: tuple[FileId, ...]


@dataclass(frozen=True, slots=True)
class SlideTurned(Durable):
    """A stage shows another page, counted from 1; without ``deck`` none. ``slide`` is for those who watch:
    the journal needs none.
    """

    TYPE: ClassVar[str] = "slide.turned"
    stage: RoomId
    deck: DeckId | None
    page: int
    slide: Slide | None = None
