"""Polls at a stage: what hosts do with them, when they end, and how they are counted."""

from rooms import commands as c
from rooms import events as e
from rooms.commands import Command
from rooms.errors import Conflict, Unknown
from rooms.events import Event
from rooms.ids import PlanId, PollId, RoomId, VisitorId
from rooms.media import named_stage
from rooms.model.polls import Ballot, Poll
from rooms.pollspec import clean_spec
from rooms.roles import Actor, Capability
from rooms.rule import Evolve, Rule
from rooms.state import Moment, State
from rooms.views import is_host, may_follow

POLLS_MOST = 100
"""Polls kept a stage."""
OPEN_MOST = 5
"""Open polls a stage at the same time."""
SECONDS = (5, 24 * 3600)
"""Shortest and longest time to vote."""


def may_see(state: State, actor: Actor, poll: Poll, now: int) -> bool:
    """Whether somebody may read a poll: hosts always, others what was opened at a stage they may follow."""
    public = poll.state != "draft" and may_follow(state, actor, poll.stage, now)
    return public or is_host(state, actor, poll.stage, now)


def poll_of(state: State, actor: Actor, poll: PollId, now: int) -> Poll:
    """The poll, as far as the actor may know of it."""
    found = state.durable.polls.polls.get(poll)
    if found is None or not may_see(state, actor, found, now):
        raise Unknown("poll.unknown")
    return found


def at_poll(state: State, actor: Actor, command: c.VotePoll) -> RoomId | None:
    """The stage of the poll a command names, if there is such a poll."""
    poll = state.durable.polls.polls.get(command.poll)
    return poll.stage if poll is not None else None


def draft(state: State, actor: Actor, command: c.DraftPoll, at: Moment) -> list[Event]:
    """A new draft."""
    return [_drafted(state, command.stage, clean_spec(command.spec), at)]


def _drafted(state: State, stage: RoomId, spec: e.PollSpec, at: Moment) -> e.PollDrafted:
    if len(state.durable.polls.of(stage)) >= POLLS_MOST:
        raise Conflict("poll.enough", most=POLLS_MOST)
    return e.PollDrafted(PollId(at.new_id()), stage, spec, at.now)


def edit(state: State, actor: Actor, command: c.EditPoll, at: Moment) -> list[Event]:
    """Another wording, before anybody voted; the same again changes nothing."""
    poll, spec = poll_of(state, actor, command.poll, at.now), clean_spec(command.spec)
    if poll.state != "draft":
        raise Conflict("poll.not_now")
    return [] if poll.spec == spec else [e.PollDrafted(poll.id, poll.stage, spec, poll.at)]


def copy(state: State, actor: Actor, command: c.CopyPoll, at: Moment) -> list[Event]:
    """A draft that asks the same: a poll that is closed stays closed, and is asked again this way."""
    poll = poll_of(state, actor, command.poll, at.now)
    return [_drafted(state, poll.stage, poll.spec, at)]


def open_(state: State, actor: Actor, command: c.OpenPoll, at: Moment) -> list[Event]:
    """From now on people vote; a second time changes nothing."""
    poll = poll_of(state, actor, command.poll, at.now)
    if poll.state == "open":
        return []
    if poll.state == "closed" or not _fits(command.seconds):
        raise Conflict("poll.not_now")
    if sum(each.state == "open" for each in state.durable.polls.of(poll.stage)) >= OPEN_MOST:
        raise Conflict("poll.enough", most=OPEN_MOST)
    ends = None if command.seconds is None else at.now + command.seconds * 1000
    return [e.PollOpened(poll.id, poll.stage, poll.spec, poll.at, at.now, ends)]


def asked(
    state: State,
    stage: RoomId,
    spec: e.PollSpec,
    seconds: int | None,
    plan: PlanId,
    at: Moment,
    *,
    cards: bool = False,
) -> list[Event]:
    """A poll that group work writes and opens at once; ``cards`` are those of all its groups."""
    if not _fits(seconds):
        raise Conflict("poll.not_now")
    if sum(each.state == "open" for each in state.durable.polls.of(stage)) >= OPEN_MOST:
        raise Conflict("poll.enough", most=OPEN_MOST)
    new = _drafted(state, stage, clean_spec(spec), at)
    ends = None if seconds is None else at.now + seconds * 1000
    return [new, e.PollOpened(new.poll, stage, new.spec, at.now, at.now, ends, plan, cards)]


def _fits(seconds: int | None) -> bool:
    return seconds is None or SECONDS[0] <= seconds <= SECONDS[1]


def close(state: State, actor: Actor, command: c.ClosePoll, at: Moment) -> list[Event]:
    """The end, with the result; a second time changes nothing."""
    poll = poll_of(state, actor, command.poll, at.now)
    if poll.state == "closed":
        return []
    if poll.state == "draft":
        raise Conflict("poll.not_now")
    return [closed(state, poll, at)]


def closed(state: State, poll: Poll, at: Moment) -> e.PollClosed:
    """The end of an open poll, with its result."""
    tally = state.durable.polls.tally(poll.id)
    return e.PollClosed(poll.id, poll.stage, at.now, poll.spec.anonymous, tally)


def remove(state: State, actor: Actor, command: c.RemovePoll, at: Moment) -> list[Event]:
    """Nothing is left; an open one is closed first."""
    poll = poll_of(state, actor, command.poll, at.now)
    if poll.state == "open":
        raise Conflict("poll.not_now")
    return [e.PollRemoved(poll.id, poll.stage)]


def expire(state: State, actor: Actor, command: c.ExpirePolls, at: Moment) -> list[Event]:
    """Forget what is older than it is kept; an open poll never is."""
    polls = state.durable.polls.polls.values()
    old = [each for each in polls if each.state != "open" and each.age < command.before]
    return [e.PollRemoved(each.id, each.stage) for each in old]


# -- time ------------------------------------------------------------------------------------------


def due(state: State, now: int) -> list[Command]:
    """What ends the polls whose time is over, that of a stopped server counted."""
    polls = state.durable.polls.polls.values()
    return [c.ClosePoll(each.id) for each in polls if each.state == "open" and is_over(each, now)]


def is_over(poll: Poll, now: int) -> bool:
    """Whether the time to vote has run out."""
    return poll.closes_at is not None and now >= poll.closes_at


def counted(state: State) -> list[Event]:
    """How the open polls stand whose ballots changed since it was told last, stage by stage."""
    polls = state.durable.polls
    events: list[Event] = []
    for stage, changed in state.live.polled.items():
        full = {each: polls.tally(each) for each in sorted(changed) if each in polls.polls}
        late = {each: tally for each, tally in full.items() if polls.polls[each].spec.results == "after"}
        bare = {each: e.Tally(tally.ballots, (), {}) for each, tally in late.items()}
        events.append(e.PollsCounted(stage, full | bare, hosts=False))
        if late:
            events.append(e.PollsCounted(stage, late, hosts=True))
    return events


def told_tally(state: State, actor: Actor, poll: Poll, now: int) -> e.Tally:
    """The result as somebody may know it: who may not see it yet learns how many voted."""
    tally = state.durable.polls.tally(poll.id)
    late = poll.state == "open" and poll.spec.results == "after"
    if late and not is_host(state, actor, poll.stage, now):
        return e.Tally(tally.ballots, (), {})
    return tally


# -- changes ---------------------------------------------------------------------------------------


def _drafts(state: State, event: e.PollDrafted, at: int) -> None:
    state.durable.polls.polls[event.poll] = Poll(event.poll, event.stage, event.spec, event.at)


def _opened(state: State, event: e.PollOpened, at: int) -> None:
    state.durable.polls.polls[event.poll] = Poll(
        event.poll, event.stage, event.spec, event.at, "open", event.opened_at, event.closes_at,
        plan=event.plan, cards=event.cards,
    )  # fmt: skip


def _voted(state: State, event: e.PollVoted, at: int) -> None:
    polls = state.durable.polls
    poll = polls.polls.get(event.poll)
    if poll is None or event.visitor not in state.durable.visitors:
        return
    polls.ballots.setdefault(event.poll, {})[event.visitor] = Ballot(event.picks, event.words)
    state.live.polled.setdefault(event.stage, set()).add(event.poll)


def _closed(state: State, event: e.PollClosed, at: int) -> None:
    state.durable.polls.close(event.poll, event.at, event.tally)
    _told_of(state, event.stage, event.poll)


def _removed(state: State, event: e.PollRemoved, at: int) -> None:
    state.durable.polls.drop(event.poll)


def _told_of(state: State, stage: RoomId, poll: PollId) -> None:
    """A result that everybody got needs no counting any more."""
    waiting = state.live.polled.get(stage, set())
    waiting.discard(poll)
    if not waiting:
        state.live.polled.pop(stage, None)


def _told(state: State, event: e.PollsCounted, at: int) -> None:
    state.live.polled.pop(event.stage, None)


def forget(state: State, visitor: VisitorId) -> None:
    """Take the ballots of somebody who is erased; the open polls are told anew."""
    for poll in state.durable.polls.forget(visitor):
        state.live.polled.setdefault(poll.stage, set()).add(poll.id)


RULES: dict[type[Command], Rule] = {
    c.DraftPoll: Rule(Capability.STAGE_MODERATE, draft, named_stage),
    c.EditPoll: Rule(Capability.STAGE_MODERATE, edit, at_poll),
    c.CopyPoll: Rule(Capability.STAGE_MODERATE, copy, at_poll),
    c.OpenPoll: Rule(Capability.STAGE_MODERATE, open_, at_poll),
    c.ClosePoll: Rule(Capability.STAGE_MODERATE, close, at_poll),
    c.RemovePoll: Rule(Capability.STAGE_MODERATE, remove, at_poll),
    c.ExpirePolls: Rule(Capability.STAGE_MODERATE, expire),
}

EVOLVE: dict[type[Event], Evolve] = {
    e.PollDrafted: _drafts,
    e.PollOpened: _opened,
    e.PollVoted: _voted,
    e.PollClosed: _closed,
    e.PollRemoved: _removed,
    e.PollsCounted: _told,
}
