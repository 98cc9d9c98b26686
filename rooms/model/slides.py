"""What the hub remembers of the slides of its stages."""

from dataclasses import dataclass, field

from rooms.events.slides import DeckForm
from rooms.ids import DeckId, FileId, RoomId, VisitorId


@dataclass(frozen=True, slots=True)
class Deck:
    """Slides that were brought to a stage: one PDF, or pictures in their order. ``expires_at`` in UTC
    milliseconds.
    """

    id: DeckId
    stage: RoomId
    visitor: VisitorId
    title: str
    form: DeckForm
    files: tuple[FileId, ...]
    pages: int
    expires_at: int

    def file(self, page: int) -> FileId:
        """The file that has a page, counted from 1."""
        return self.files[0] if self.form == "pdf" else self.files[page - 1]


@dataclass(frozen=True, slots=True)
class Turned:
    """Where a stage's slides are; pages count from 1."""

    deck: DeckId
    page: int


@dataclass(slots=True)
class SlidesState:
    """All decks in the order in which they came, what each stage shows, and which were shown at any time."""

    decks: dict[DeckId, Deck] = field(default_factory=dict[DeckId, Deck])
    turned: dict[RoomId, Turned] = field(default_factory=dict[RoomId, Turned])
    opened: dict[DeckId, None] = field(default_factory=dict[DeckId, None])

    def copy(self) -> "SlidesState":
        """A snapshot."""
        return SlidesState(dict(self.decks), dict(self.turned), dict(self.opened))

    def of(self, stage: RoomId) -> list[Deck]:
        """The decks of a stage, as they came."""
        return [each for each in self.decks.values() if each.stage == stage]

    def turn(self, stage: RoomId, deck: DeckId | None, page: int) -> None:
        """Show a page, or nothing; a deck that is gone shows nothing."""
        if deck is None or deck not in self.decks:
            self.turned.pop(stage, None)
            return
        self.turned[stage] = Turned(deck, page)
        self.opened[deck] = None

    def drop(self, deck: DeckId) -> None:
        """Forget a deck."""
        self.decks.pop(deck, None)
        self.opened.pop(deck, None)
        for stage in [stage for stage, each in self.turned.items() if each.deck == deck]:
            del self.turned[stage]

    def with_file(self, file: FileId) -> Deck | None:
        """The deck that a file is part of."""
        return next((each for each in self.decks.values() if file in each.files), None)
