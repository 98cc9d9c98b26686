"""What the hub remembers of polls, and how ballots are counted."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from typing import Literal

from rooms.events.polls import PollSpec, Tally
from rooms.ids import PlanId, PollId, RoomId, VisitorId

PollPhase = Literal["draft", "open", "closed"]

RATINGS = 5
"""A rating is 1 to this."""
WORDS_SHOWN = 200
"""Different words in a result; rarer ones are left out."""


@dataclass(frozen=True, slots=True)
class Ballot:
    """What one person said: see ``PollVoted``."""

    picks: tuple[int, ...]
    words: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Poll:
    """A poll of a stage; times in UTC milliseconds. ``tally`` is set once it is closed, ``plan`` where group
    work put it to everybody, ``cards`` where these are what its groups laid.
    """

    id: PollId
    stage: RoomId
    spec: PollSpec
    at: int
    state: PollPhase = "draft"
    opened_at: int | None = None
    closes_at: int | None = None
    closed_at: int | None = None
    tally: Tally | None = None
    plan: PlanId | None = None
    cards: bool = False

    @property
    def age(self) -> int:
        """When something was done about it last."""
        return self.closed_at or self.opened_at or self.at


@dataclass(slots=True)
class PollState:
    """All polls, in the order in which they were written, and the ballots of those that have them."""

    polls: dict[PollId, Poll] = field(default_factory=dict[PollId, Poll])
    ballots: dict[PollId, dict[VisitorId, Ballot]] = field(
        default_factory=dict[PollId, dict[VisitorId, Ballot]]
    )

    def copy(self) -> "PollState":
        """A snapshot."""
        return PollState(dict(self.polls), {poll: dict(cast) for poll, cast in self.ballots.items()})

    def of(self, stage: RoomId) -> list[Poll]:
        """All polls of a stage."""
        return [each for each in self.polls.values() if each.stage == stage]

    def ballot(self, poll: PollId, visitor: VisitorId) -> Ballot | None:
        """Somebody's ballot, as long as it is kept."""
        return self.ballots.get(poll, {}).get(visitor)

    def tally(self, poll: PollId) -> Tally:
        """How a poll stands, or ended."""
        found = self.polls[poll]
        return found.tally or count(found.spec, self.ballots.get(poll, {}).values())

    def drop(self, poll: PollId) -> None:
        """Forget a poll and its ballots."""
        self.polls.pop(poll, None)
        self.ballots.pop(poll, None)

    def forget(self, visitor: VisitorId) -> list[Poll]:
        """Drop somebody's ballots; the open polls that have one less. What is closed stays as counted."""
        held = [poll for poll, cast in self.ballots.items() if cast.pop(visitor, None) is not None]
        return [self.polls[each] for each in held if self.polls[each].state == "open"]

    def close(self, poll: PollId, at: int, tally: Tally) -> None:
        """End it; of an anonymous one the ballots go."""
        found = self.polls.get(poll)
        if found is None:
            return
        self.polls[poll] = replace(found, state="closed", closed_at=at, tally=tally)
        if found.spec.anonymous:
            self.ballots.pop(poll, None)


def count(spec: PollSpec, ballots: Iterable[Ballot]) -> Tally:
    """The result of these ballots."""
    cast = list(ballots)
    if spec.kind == "words":
        return Tally(len(cast), (), _frequent(cast))
    first = 1 if spec.kind == "rating" else 0
    found = [0] * (RATINGS if spec.kind == "rating" else len(spec.options))
    for ballot in cast:
        for place, pick in enumerate(ballot.picks):
            found[pick - first] += len(spec.options) - place if spec.kind == "ranking" else 1
    return Tally(len(cast), tuple(found), {})


def _frequent(cast: list[Ballot]) -> dict[str, int]:
    """Words by how many said them, whatever their case; shown in the spelling used most."""
    spellings: dict[str, Counter[str]] = {}
    for ballot in cast:
        for word in ballot.words:
            spellings.setdefault(word.casefold(), Counter())[word] += 1
    counted = [(used.total(), min(used, key=lambda w: (-used[w], w))) for used in spellings.values()]
    ranked = sorted(counted, key=lambda each: (-each[0], each[1].casefold()))
    return {word: times for times, word in ranked[:WORDS_SHOWN]}
