"""Assignments that are computed beside the hub, and what leads do with a plan's polls and cards."""

from rooms import commands as c
from rooms import events as e
from rooms.breakouts.plans import named_leads
from rooms.breakouts.rights import plan_of
from rooms.commands import Command
from rooms.errors import Conflict, Protected, Unknown
from rooms.events import Event, PollSpec
from rooms.ids import BoardId, RoomId
from rooms.model.board import Card
from rooms.model.breakouts import Plan
from rooms.polls import asked, closed
from rooms.pollspec import OPTION_MOST, OPTIONS
from rooms.roles import Actor, Capability
from rooms.rule import Evolve, Rule
from rooms.state import Moment, State
from rooms.text import one_line

PICKS_MOST = 3
"""Cards that one person may vote for."""


def begin(state: State, actor: Actor, command: c.AssignGroups, at: Moment) -> list[Event]:
    """Have an assignment computed: its answer comes as an event of its own."""
    plan = plan_of(state, command.plan)
    return [e.BreakoutAssigning(plan.id, actor.visitor, command.how, command.seed)]


def take(state: State, actor: Actor, command: c.SetAssignment, at: Moment) -> list[Event]:
    """What came of it, as far as the plan still has those groups and the hub still knows those people."""
    plan = plan_of(state, command.plan)
    groups = {each.id for each in plan.spec.groups}
    known = state.durable.visitors
    seats = {who: group for who, group in command.seats.items() if group in groups and who in known}
    return [e.BreakoutAssigned(plan.id, seats, command.report, command.rotation)]


def fail(state: State, actor: Actor, command: c.FailAssignment, at: Moment) -> list[Event]:
    """Nothing came of it."""
    return [e.BreakoutUnassigned(command.plan, command.visitor, command.code)]


# -- polls -----------------------------------------------------------------------------------------


def ask(state: State, actor: Actor, command: c.AskPrepared, at: Moment) -> list[Event]:
    """Open a poll that the plan has prepared."""
    plan = plan_of(state, command.plan)
    if not 0 <= command.poll < len(plan.spec.polls):
        raise Unknown("poll.unknown")
    return asked(state, poll_stage(state, plan), plan.spec.polls[command.poll], command.seconds, plan.id, at)


def vote(state: State, actor: Actor, command: c.VoteCards, at: Moment) -> list[Event]:
    """As many cards as a poll holds, as one poll: the best of each group, then the next best of all.
    Equal cards are one. While one of these polls is open, another changes nothing.
    """
    plan = plan_of(state, command.plan)
    polls = state.durable.polls.polls.values()
    if any(each.cards and each.plan == plan.id and each.state == "open" for each in polls):
        return []
    options = tuple(dict.fromkeys(_option(each.text) for each in best_cards(state, plan)))
    if len(options) < OPTIONS[0]:
        raise Conflict("breakout.no_cards")
    chosen = options[: OPTIONS[1]]
    spec = PollSpec(command.question, "multiple", chosen, min(PICKS_MOST, len(chosen)), True, "live")
    return asked(state, poll_stage(state, plan), spec, command.seconds, plan.id, at, cards=True)


def unask(state: State, actor: Actor, command: c.UnaskPoll, at: Moment) -> list[Event]:
    """The end of a poll that the plan put to everybody; of one in which nobody voted nothing is left. A
    second time changes nothing.
    """
    plan, poll = plan_of(state, command.plan), state.durable.polls.polls.get(command.poll)
    if poll is None or poll.plan != plan.id:
        raise Unknown("poll.unknown")
    if poll.state != "open":
        return []
    end = closed(state, poll, at)
    return [end] if end.tally.ballots else [end, e.PollRemoved(poll.id, poll.stage)]


def best_cards(state: State, plan: Plan) -> list[Card]:
    """All cards of a plan's groups: the one with most votes of each group first, then all others, each by
    their votes.
    """
    boards = state.durable.boards
    groups = {each.id: None for each in plan.spec.groups}
    groups |= {group: None for each in state.durable.breakouts.held(plan.id) for group in each.groups}

    def votes(card: Card) -> int:
        return len(boards.votes.get(card.id, ()))

    found = [cards for group in groups if (cards := boards.of(BoardId(f"group:{group}")))]
    first = [max(cards, key=votes) for cards in found]
    others = [card for cards, best in zip(found, first, strict=True) for card in cards if card is not best]
    return [*sorted(first, key=votes, reverse=True), *sorted(others, key=votes, reverse=True)]


def _option(text: str) -> str:
    """A card's text as an option of a poll; what is too long for it ends in an ellipsis."""
    line = one_line(text)
    return line if len(line) <= OPTION_MOST else line[: OPTION_MOST - 1] + "…"


def poll_stage(state: State, plan: Plan) -> RoomId:
    """Where the polls of a plan are asked: in its main room if that is a stage, else at the hub's first one.

    :raises Protected: a stage is public, and the plan is a workshop's with minors.
    :raises Conflict: the hub has no stage.
    """
    if state.durable.minors.of_plan(plan.id) is not None:
        raise Protected("minors.denied")
    stages = [each.id for each in state.rules.rooms.values() if each.kind == "stage"]
    if not stages:
        raise Conflict("breakout.no_stage")
    return next((each for each in stages if each == plan.spec.room), stages[0])


def _assigned(state: State, event: e.BreakoutAssigned, at: int) -> None:
    known = state.durable.visitors
    seats = {who: group for who, group in event.seats.items() if who in known}
    state.durable.breakouts.change_plan(
        event.plan, seats=seats, report=event.report, rotation=event.rotation, at=at
    )
    state.live.breakouts.counted[event.plan] = None


RULES: dict[type[Command], Rule] = {
    c.AssignGroups: Rule(Capability.BREAKOUT_LEAD, begin, named=named_leads),
    c.SetAssignment: Rule(Capability.BREAKOUT_LEAD, take),
    c.FailAssignment: Rule(Capability.BREAKOUT_LEAD, fail),
    c.AskPrepared: Rule(Capability.BREAKOUT_LEAD, ask, named=named_leads),
    c.VoteCards: Rule(Capability.BREAKOUT_LEAD, vote, named=named_leads),
    c.UnaskPoll: Rule(Capability.BREAKOUT_LEAD, unask, named=named_leads),
}

EVOLVE: dict[type[Event], Evolve] = {
    e.BreakoutAssigning: lambda state, event, at: None,
    e.BreakoutUnassigned: lambda state, event, at: None,
    e.BreakoutAssigned: _assigned,
}
