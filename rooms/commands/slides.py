"""Slides of a stage: bringing them, turning them, taking them away."""

from dataclasses import dataclass

from rooms.commands.base import Command
from rooms.events.slides import DeckForm
from rooms.ids import DeckId, FileId, RoomId


@dataclass(frozen=True, slots=True)
class AddDeck(Command):
    """Bring slides whose files have arrived."""

    deck: DeckId
    stage: RoomId
    title: str
    form: DeckForm
    files: tuple[FileId, ...]
    pages: int
    expires_at: int


@dataclass(frozen=True, slots=True)
class TurnSlide(Command):
    """Show a page, counted from 1; without ``deck`` show no slides."""

    stage: RoomId
    deck: DeckId | None
    page: int = 0


@dataclass(frozen=True, slots=True)
class RemoveDeck(Command):
    """Take slides away, with their files."""

    deck: DeckId


@dataclass(frozen=True, slots=True)
class ExpireDecks(Command):
    """Take away the slides whose time was over at ``now``."""

    now: int
