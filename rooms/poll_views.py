"""Who learns what of polls: see ``rooms.project``."""

from rooms import events as e
from rooms.events import Event
from rooms.roles import Actor
from rooms.rule import View
from rooms.state import State
from rooms.views import followers, hosts, own


def _counted(state: State, event: e.PollsCounted, viewer: Actor, now: int) -> Event | None:
    """What all may know for followers, what others see later for hosts."""
    return (hosts if event.hosts else followers)(state, event, viewer, now)


VIEWS: dict[type[Event], View] = {
    e.PollDrafted: hosts,
    e.PollOpened: followers,
    e.PollVoted: own,
    e.PollClosed: followers,
    e.PollRemoved: followers,
    e.PollsCounted: _counted,
}
