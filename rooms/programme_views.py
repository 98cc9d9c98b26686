"""Who learns what of the programme: see ``rooms.project``."""

from dataclasses import replace
from functools import lru_cache

from rooms import events as e
from rooms.events import Event, Session
from rooms.roles import Actor
from rooms.rule import View
from rooms.state import State
from rooms.views import Same, nobody, own


def brief(session: Session) -> Session:
    """A session without its long text, as everybody is told of it."""
    return replace(session, abstract="") if session.abstract else session


def _told(state: State, event: e.SessionsSet, viewer: Actor, now: int) -> Event | None:
    """For all; the long texts are read by their own request, so that an import is told in one short event."""
    return _short(Same(event))


@lru_cache(maxsize=16)
def _short(same: Same[e.SessionsSet]) -> e.SessionsSet:
    """Equal shapes are one object, so that they are encoded once."""
    return e.SessionsSet(tuple(brief(each) for each in same.event.sessions))


VIEWS: dict[type[Event], View] = {
    e.SessionsSet: _told,
    e.AgendaMarked: own,
    e.AgendaUnmarked: own,
    e.FeedMade: nobody,
}
