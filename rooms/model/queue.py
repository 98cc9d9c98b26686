"""What the hub remembers of the queues of its stages."""

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from itertools import chain, zip_longest

from rooms.events.queue import EntryKind, EntryState, Order
from rooms.ids import EntryId, RoomId, VisitorId

CLOSED_KEPT = 500
"""Closed entries remembered a stage; beyond that the oldest goes."""


@dataclass(frozen=True, slots=True)
class Entry:
    """A hand or a question. ``shown`` once everybody may read it; times in UTC milliseconds."""

    id: EntryId
    stage: RoomId
    visitor: VisitorId
    kind: EntryKind
    body: str
    seat: str
    anonymous: bool
    hall: bool
    at: int
    state: EntryState
    shown: bool
    closed_at: int | None = None

    @property
    def open(self) -> bool:
        """Whether something is still to be done about it."""
        return self.closed_at is None


@dataclass(frozen=True, slots=True)
class StageQueue:
    """How a stage's queue is run. ``hall_last`` is the side that had the floor last, None before the
    first.
    """

    order: Order = "arrival"
    moderated: bool = False
    anonymous_allowed: bool = False
    pinned: EntryId | None = None
    hall_last: bool | None = None


@dataclass(slots=True)
class QueueState:
    """All queues; ``entries`` stand in the order in which they came."""

    stages: dict[RoomId, StageQueue] = field(default_factory=dict[RoomId, StageQueue])
    entries: dict[EntryId, Entry] = field(default_factory=dict[EntryId, Entry])
    votes: dict[EntryId, dict[VisitorId, None]] = field(default_factory=dict[EntryId, dict[VisitorId, None]])

    def copy(self) -> "QueueState":
        """A snapshot."""
        votes = {entry: dict(voters) for entry, voters in self.votes.items()}
        return QueueState(dict(self.stages), dict(self.entries), votes)

    def rule(self, stage: RoomId) -> StageQueue:
        """How the queue of a stage is run."""
        return self.stages.get(stage, StageQueue())

    def of(self, stage: RoomId) -> list[Entry]:
        """All entries of a stage, as they came."""
        return [each for each in self.entries.values() if each.stage == stage]

    def count(self, entry: EntryId) -> int:
        """How many votes a question has."""
        return len(self.votes.get(entry, ()))

    def line(self, stage: RoomId) -> list[Entry]:
        """Who waits, in the order in which they are to be called."""
        waiting = [each for each in self.of(stage) if each.state == "waiting"]
        rule = self.rule(stage)
        return waiting if rule.order == "arrival" else list(_in_turn(waiting, hall=not rule.hall_last))

    def floor(self, stage: RoomId) -> list[Entry]:
        """What has the floor of a stage."""
        return [each for each in self.of(stage) if each.state == "admitted"]

    def change(self, entry: EntryId, state: EntryState, at: int) -> None:
        """Bring an entry into another state; one that was withdrawn stays away."""
        found = self.entries.get(entry)
        if found is None:
            return
        closed = at if state in ("answered", "dismissed") else None
        self.entries[entry] = replace(found, state=state, closed_at=closed)
        rule = self.rule(found.stage)
        if state == "admitted":
            self.stages[found.stage] = replace(rule, hall_last=found.hall)
        if state == "dismissed":
            self._unpin(found)
        if closed is not None:
            self._trim(found.stage)

    def approve(self, entry: EntryId) -> None:
        """Let everybody read it."""
        found = self.entries.get(entry)
        if found is not None:
            self.entries[entry] = replace(found, state="waiting", shown=True)

    def drop(self, entry: EntryId) -> None:
        """Forget an entry and its votes."""
        found = self.entries.pop(entry, None)
        self.votes.pop(entry, None)
        if found is not None:
            self._unpin(found)

    def expire(self, before: int) -> None:
        """Forget what was closed before a time, or came before it and never was."""
        for each in [each for each in self.entries.values() if _age(each) < before]:
            self.drop(each.id)

    def is_older(self, before: int) -> bool:
        """Whether anything would be forgotten."""
        return any(_age(each) < before for each in self.entries.values())

    def _unpin(self, entry: Entry) -> None:
        rule = self.rule(entry.stage)
        if rule.pinned == entry.id:
            self.stages[entry.stage] = replace(rule, pinned=None)

    def _trim(self, stage: RoomId) -> None:
        closed = sorted((each for each in self.of(stage) if not each.open), key=_age)
        for each in closed[:-CLOSED_KEPT]:
            self.drop(each.id)


def _age(entry: Entry) -> int:
    return entry.at if entry.closed_at is None else entry.closed_at


def _in_turn(waiting: list[Entry], *, hall: bool) -> Iterable[Entry]:
    """Hall and remote by turns, the hall first if ``hall``; what is left of the longer side at the end."""
    first = [each for each in waiting if each.hall is hall]
    second = [each for each in waiting if each.hall is not hall]
    pairs = zip_longest(first, second)
    return (each for each in chain.from_iterable(pairs) if each is not None)
