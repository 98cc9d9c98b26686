"""What one commit writes and what it releases: answers, events, calls."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field

from rooms.errors import Refusal
from rooms.events import Event
from server.errors import FoyerError
from server.store.journal import Rows
from server.store.recovery import Recorded
from server.store.statements import Row


@dataclass(frozen=True, slots=True)
class Told:
    """A live event on its way out, with its time."""

    at: int
    event: Event


@dataclass(frozen=True, slots=True)
class Answer:
    """What a command came to: the number of its first durable event, None when all of it was live, or an
    error.
    """

    seq: int | None = None
    error: Refusal | FoyerError | None = None


Reply = Callable[[Answer], None]
Out = Recorded | Told | Callable[[bool], None]
"""What a batch releases, in order: events, and calls that learn whether the batch was committed."""
Key = tuple[str, str]


@dataclass(slots=True)
class Batch:
    """What one commit writes and what it releases: ``answers`` of durable commands, ``plain`` ones of live
    commands, ``unchanged`` of those that found nothing to do.
    """

    rows: Rows = field(default_factory=dict[str, list[Row]])
    out: list[Out] = field(default_factory=list[Out])
    answers: list[tuple[Key, int]] = field(default_factory=list[tuple[Key, int]])
    plain: list[Reply] = field(default_factory=list[Reply])
    unchanged: list[Reply] = field(default_factory=list[Reply])

    def add(self, table: str, rows: Iterable[Row]) -> None:
        """Put rows beside those of the same table."""
        self.rows.setdefault(table, []).extend(rows)

    @property
    def empty(self) -> bool:
        """Whether there is nothing to write and nothing to release."""
        return not (self.rows or self.out or self.plain or self.unchanged)
