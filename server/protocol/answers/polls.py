"""A poll and its result."""

from rooms.events import PollKind
from rooms.ids import RoomId, VisitorId
from rooms.model.polls import PollPhase
from server.protocol.answers.base import Answer


class PollVote(Answer):
    """What one person chose, in the poll's words."""

    visitor: VisitorId
    name: str
    choice: list[str]


class PollAnswer(Answer):
    """A poll and its result; ``votes`` is empty where it is anonymous. Times in UTC milliseconds."""

    question: str
    kind: PollKind
    state: PollPhase
    stage: RoomId
    anonymous: bool
    opened_at: int | None
    closed_at: int | None
    ballots: int
    results: dict[str, int]
    votes: list[PollVote]
