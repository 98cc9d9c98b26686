"""Polls at a stage: drafted and opened by hosts, answered by one ballot a person, counted."""

from dataclasses import dataclass
from typing import ClassVar, Literal

from rooms.events.base import Durable, Live
from rooms.ids import PlanId, PollId, RoomId, VisitorId

PollKind = Literal["single", "multiple", "rating", "words", "ranking"]

PollResults = Literal["live", "after"]
"""When those who vote see the results: while they come in, or once the poll is closed."""


@dataclass(frozen=True, slots=True)
class PollSpec:
    """What is asked, and how. ``most`` is how many options a ``multiple`` ballot may pick, and how many words
    one of ``words`` may hold.
    """

    question: str
    kind: PollKind
    options: tuple[str, ...]
    most: int
    anonymous: bool
    results: PollResults


@dataclass(frozen=True, slots=True)
class Tally:
    """The result: how many ballots, and what each option has: votes, ratings of 1 to 5, points of a ranking
    (the first of n options gets n, the last 1). ``words`` holds the most frequent ones.

    Who may not see results yet gets the number of ballots alone, ``counts`` and ``words`` empty.
    """

    ballots: int
    counts: tuple[int, ...]
    words: dict[str, int]


@dataclass(frozen=True, slots=True)
class PollDrafted(Durable):
    """A host wrote a poll, or wrote it anew; ``at`` (UTC milliseconds) is when it was made first."""

    TYPE: ClassVar[str] = "poll.drafted"
    poll: PollId
    stage: RoomId
    spec: PollSpec
    at: int


@dataclass(frozen=True, slots=True)
class PollOpened(Durable):
    """People may vote, until ``closes_at`` (UTC milliseconds) if that is set. ``plan`` is the group work in
    which it was put to everybody, ``cards`` says that its options are what the groups laid there.
    """

    TYPE: ClassVar[str] = "poll.opened"
    V: ClassVar[int] = 3
    poll: PollId
    stage: RoomId
    spec: PollSpec
    at: int
    opened_at: int
    closes_at: int | None
    plan: PlanId | None = None
    cards: bool = False


@dataclass(frozen=True, slots=True)
class PollVoted(Durable):
    """A person's ballot, in place of an earlier one; only that person learns of it.

    ``picks`` are the options by number, a ranking's in its order, or the one rating.
    """

    TYPE: ClassVar[str] = "poll.voted"
    poll: PollId
    stage: RoomId
    visitor: VisitorId
    picks: tuple[int, ...]
    words: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class PollClosed(Durable):
    """Nobody votes any more; the result is for all. Of an ``anonymous`` poll the ballots are dropped."""

    TYPE: ClassVar[str] = "poll.closed"
    poll: PollId
    stage: RoomId
    at: int
    anonymous: bool
    tally: Tally


@dataclass(frozen=True, slots=True)
class PollRemoved(Durable):
    """Nothing of a poll is kept."""

    TYPE: ClassVar[str] = "poll.removed"
    poll: PollId
    stage: RoomId


@dataclass(frozen=True, slots=True)
class PollsCounted(Live):
    """How the open polls stand whose ballots changed, told together. ``hosts`` is the telling for hosts of
    results that others see after the end.
    """

    TYPE: ClassVar[str] = "poll.tally"
    stage: RoomId
    tallies: dict[PollId, Tally]
    hosts: bool
