"""The slides of a stage."""

from rooms.events import DeckForm
from rooms.ids import DeckId, FileId, VisitorId
from server.protocol.answers.base import Answer


class DeckAnswer(Answer):
    """The slides that were brought."""

    deck: DeckId


class DeckInfo(Answer):
    """Slides of a stage: one PDF, or a file a picture. Times in UTC milliseconds."""

    deck: DeckId
    title: str
    form: DeckForm
    pages: int
    files: list[FileId]
    visitor: VisitorId
    expires_at: int


class DecksAnswer(Answer):
    """All slides of a stage; ``most`` is how many bytes of files may come at once."""

    decks: list[DeckInfo]
    most: int
