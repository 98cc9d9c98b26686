"""Voting in a poll: one ballot a person, changed as long as the poll is open."""

from rooms import commands as c
from rooms import events as e
from rooms.commands import Command
from rooms.errors import Conflict, Invalid
from rooms.events import Event
from rooms.model.polls import RATINGS, Ballot
from rooms.polls import at_poll, is_over, poll_of
from rooms.roles import Actor, Capability
from rooms.rule import Evolve, Rule
from rooms.state import Moment, State
from rooms.text import one_line

WORD_MOST = 40
"""Characters of a word of a word cloud."""


def vote(state: State, actor: Actor, command: c.VotePoll, at: Moment) -> list[Event]:
    """The one ballot of a person; the same again changes nothing."""
    poll = poll_of(state, actor, command.poll, at.now)
    if poll.state != "open" or is_over(poll, at.now):
        raise Conflict("poll.not_now")
    ballot = clean_ballot(poll.spec, command)
    if state.durable.polls.ballot(poll.id, actor.visitor) == ballot:
        return []
    return [e.PollVoted(poll.id, poll.stage, actor.visitor, ballot.picks, ballot.words)]


def clean_ballot(spec: e.PollSpec, command: c.VotePoll) -> Ballot:
    """A ballot as it is kept: a choice in the order of the options, a ranking complete and in its own.

    :raises Invalid: it is none for such a poll.
    """
    if spec.kind == "words":
        return Ballot((), _words(command.words, spec.most))
    picks, allowed = command.picks, range(1, RATINGS + 1)
    if spec.kind != "rating":
        allowed = range(len(spec.options))
    enough = len(picks) == spec.most if spec.kind != "multiple" else 1 <= len(picks) <= spec.most
    if command.words or not enough or len({*picks}) < len(picks) or any(p not in allowed for p in picks):
        raise Invalid("poll.ballot_invalid")
    return Ballot(tuple(sorted(picks)) if spec.kind == "multiple" else picks, ())


def _words(words: tuple[str, ...], most: int) -> tuple[str, ...]:
    """Words as they are kept, one that differs in its case alone left out."""
    shown = [one_line(each) for each in words]
    unlike = {each.casefold(): each for each in reversed(shown)}
    kept = tuple(reversed(unlike.values()))
    if not 1 <= len(kept) <= most or any(not 1 <= len(each) <= WORD_MOST for each in kept):
        raise Invalid("poll.ballot_invalid")
    return kept


RULES: dict[type[Command], Rule] = {c.VotePoll: Rule(Capability.POLL_VOTE, vote, at_poll)}

EVOLVE: dict[type[Event], Evolve] = {}
"""What follows changes the polls, which are their own slice."""
