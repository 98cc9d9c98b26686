"""What became of a breakout's file."""

from rooms.ids import PlanId
from server.protocol.answers.base import Answer
from server.protocol.answers.programme import ImportFaults


class BreakoutFileAnswer(Answer):
    """What became of a breakout's file: the plan it is now, how many people its roster has and how many of
    them are known, and all that is wrong with it.
    """

    applied: bool
    plan: PlanId | None
    people: int
    matched: int
    faults: ImportFaults
