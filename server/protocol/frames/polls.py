"""Polls as one visitor may see them."""

from rooms.events import PollSpec, Tally
from rooms.ids import PlanId, PollId
from rooms.model.polls import Ballot, PollPhase
from server.protocol.frames.base import Frame


class PollInfo(Frame):
    """A poll; drafts are for hosts. ``tally`` holds the number of ballots alone as long as one may not see
    the result, ``mine`` is one's own ballot, kept as long as the poll keeps it, and
    ``plan`` the group work in which it was put to everybody, with its ``cards`` or as it was prepared.
    """

    poll: PollId
    spec: PollSpec
    at: int
    state: PollPhase
    opened_at: int | None
    closes_at: int | None
    closed_at: int | None
    tally: Tally
    mine: Ballot | None
    plan: PlanId | None
    cards: bool
