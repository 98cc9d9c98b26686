"""Breakouts: plans, assignments, rounds, and what leads and members do in them."""

from dataclasses import dataclass

from rooms.commands.base import Command
from rooms.events.groups import How, Participant, PlanSpec, Report, Rotation
from rooms.ids import GroupId, PlanId, PollId, RoundId, VisitorId


@dataclass(frozen=True, slots=True)
class PlanBreakout(Command):
    """Write a new plan."""

    spec: PlanSpec


@dataclass(frozen=True, slots=True)
class EditBreakout(Command):
    """Write a plan anew; groups with known ids stay the same groups."""

    plan: PlanId
    spec: PlanSpec


@dataclass(frozen=True, slots=True)
class CopyBreakout(Command):
    """Make a new plan of one that stands, under another title."""

    plan: PlanId
    title: str


@dataclass(frozen=True, slots=True)
class RemoveBreakout(Command):
    """Forget a plan that does not run, with all its rounds."""

    plan: PlanId


@dataclass(frozen=True, slots=True)
class NameBreakoutLead(Command):
    """Let somebody lead the rounds of a plan, or not any more."""

    plan: PlanId
    visitor: VisitorId
    named: bool


@dataclass(frozen=True, slots=True)
class SetRoster(Command):
    """Say who is expected, in place of what was said before."""

    plan: PlanId
    roster: tuple[Participant, ...]


@dataclass(frozen=True, slots=True)
class DescribeOneself(Command):
    """Say what one is, such as which language one speaks, to be put into a fitting group."""

    plan: PlanId
    traits: dict[str, str]


@dataclass(frozen=True, slots=True)
class AssignGroups(Command):
    """Have everybody put into groups; the same seed goes on with a rotation, another begins anew."""

    plan: PlanId
    how: How
    seed: int = 0


@dataclass(frozen=True, slots=True)
class SetAssignment(Command):
    """What came of an assignment that was computed beside the hub."""

    plan: PlanId
    seats: dict[VisitorId, GroupId]
    report: Report
    rotation: Rotation | None


@dataclass(frozen=True, slots=True)
class FailAssignment(Command):
    """An assignment could not be computed."""

    plan: PlanId
    visitor: VisitorId
    code: str


@dataclass(frozen=True, slots=True)
class PutIntoGroup(Command):
    """Put somebody into a group of the next round by hand, or into none."""

    plan: PlanId
    visitor: VisitorId
    group: GroupId | None


@dataclass(frozen=True, slots=True)
class ChooseGroup(Command):
    """Choose one's own group of the next round, or none."""

    plan: PlanId
    group: GroupId | None


@dataclass(frozen=True, slots=True)
class StartRound(Command):
    """Call everybody to their groups, for the plan's minutes or others. A rehearsal calls nobody, is shown
    to leads alone, and may be filled with people made up.
    """

    plan: PlanId
    minutes: int | None = None
    rehearsal: bool = False
    pretend: int = 0


@dataclass(frozen=True, slots=True)
class CallPeople(Command):
    """Lead the next people of a round to their groups, or back: so few that no tick is late."""

    round: RoundId
    most: int


@dataclass(frozen=True, slots=True)
class ExtendRound(Command):
    """Let a round last longer by so many seconds; fewer than 0 make it shorter."""

    round: RoundId
    seconds: int


@dataclass(frozen=True, slots=True)
class PauseRound(Command):
    """Stop the clock of a round."""

    round: RoundId


@dataclass(frozen=True, slots=True)
class ResumeRound(Command):
    """Let the clock of a round go on."""

    round: RoundId


@dataclass(frozen=True, slots=True)
class CloseRound(Command):
    """End a round for all, after a countdown of so many seconds; 0 is now."""

    round: RoundId
    seconds: int = 0


@dataclass(frozen=True, slots=True)
class CloseGroup(Command):
    """End one group, after a countdown of so many seconds; 0 is now."""

    round: RoundId
    group: GroupId
    seconds: int = 0


@dataclass(frozen=True, slots=True)
class FinishRound(Command):
    """A round's time, or that of some of its groups, has run out."""

    round: RoundId


@dataclass(frozen=True, slots=True)
class MoveMember(Command):
    """Bring somebody into another group, or back from all."""

    round: RoundId
    visitor: VisitorId
    group: GroupId | None


@dataclass(frozen=True, slots=True)
class SwapMembers(Command):
    """Let two people of different groups change places."""

    round: RoundId
    one: VisitorId
    other: VisitorId


@dataclass(frozen=True, slots=True)
class MergeGroups(Command):
    """Bring all of a group into another one; the first is over."""

    round: RoundId
    group: GroupId
    into: GroupId


@dataclass(frozen=True, slots=True)
class SplitGroup(Command):
    """Bring these people of a group into a new one, a virtual table."""

    round: RoundId
    group: GroupId
    title: str
    visitors: tuple[VisitorId, ...]


@dataclass(frozen=True, slots=True)
class SetTask(Command):
    """Give a group another task, or all of them."""

    round: RoundId
    group: GroupId | None
    task: str


@dataclass(frozen=True, slots=True)
class GiveRole(Command):
    """Give a member a role in the group; "" takes it."""

    round: RoundId
    visitor: VisitorId
    role: str


@dataclass(frozen=True, slots=True)
class AskForHelp(Command):
    """Raise one's group's flag for the leads, or take it down."""

    on: bool


@dataclass(frozen=True, slots=True)
class SettleHelp(Command):
    """Take a group's flag down: it has been helped."""

    round: RoundId
    group: GroupId


@dataclass(frozen=True, slots=True)
class TextGroups(Command):
    """Write one message into the chat of every group."""

    round: RoundId
    body: str


@dataclass(frozen=True, slots=True)
class SpeakToAll(Command):
    """Be heard in all groups of a round, or not any more."""

    round: RoundId
    on: bool


@dataclass(frozen=True, slots=True)
class ListenIn(Command):
    """Hear a group without being heard there, shown as listening; None: none."""

    round: RoundId
    group: GroupId | None


@dataclass(frozen=True, slots=True)
class VisitGroup(Command):
    """Drop in on a group as a guest, and out again with None."""

    round: RoundId
    group: GroupId | None


@dataclass(frozen=True, slots=True)
class GoToGroup(Command):
    """Be brought to one's own group again."""


@dataclass(frozen=True, slots=True)
class NoteActivity(Command):
    """What was heard in the groups of all rounds since the last time."""

    groups: dict[GroupId, int]


@dataclass(frozen=True, slots=True)
class AskPrepared(Command):
    """Open a poll that the plan has prepared, at its main room."""

    plan: PlanId
    poll: int
    seconds: int | None = None


@dataclass(frozen=True, slots=True)
class VoteCards(Command):
    """Put up to twelve cards to a vote of everybody: the best of each group, then the next best."""

    plan: PlanId
    question: str
    seconds: int | None = None


@dataclass(frozen=True, slots=True)
class UnaskPoll(Command):
    """End a poll that a plan put to everybody; one in which nobody voted is taken back."""

    plan: PlanId
    poll: PollId


@dataclass(frozen=True, slots=True)
class ExpireBreakouts(Command):
    """Forget the plans about which nothing was done since ``before`` (UTC milliseconds)."""

    before: int
