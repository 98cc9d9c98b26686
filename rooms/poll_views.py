"""Who learns what of polls: see ``rooms.project``."""

from rooms import events as e
from rooms.events import Event
from rooms.polls import is_host
from rooms.queue import may_follow
from rooms.roles import Actor
from rooms.rule import View
from rooms.state import State


def _hosts(state: State, event: e.PollDrafted | e.PollsCounted, viewer: Actor, now: int) -> Event | None:
    """For those who run the polls of the stage."""
    return event if is_host(state, viewer, event.stage, now) else None


def _followers(
    state: State,
    event: e.PollOpened | e.PollClosed | e.PollRemoved | e.PollsCounted,
    viewer: Actor,
    now: int,
) -> Event | None:
    """For those who may hear and see the stage."""
    return event if may_follow(state, viewer, event.stage, now) else None


def _counted(state: State, event: e.PollsCounted, viewer: Actor, now: int) -> Event | None:
    """What all may know for followers, what others see later for hosts."""
    return (_hosts if event.hosts else _followers)(state, event, viewer, now)


def _voter(state: State, event: e.PollVoted, viewer: Actor, now: int) -> Event | None:
    """For the person whose ballot it is."""
    return event if event.visitor == viewer.visitor else None


VIEWS: dict[type[Event], View] = {
    e.PollDrafted: _hosts,
    e.PollOpened: _followers,
    e.PollVoted: _voter,
    e.PollClosed: _followers,
    e.PollRemoved: _followers,
    e.PollsCounted: _counted,
}
