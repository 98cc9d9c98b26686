"""Who learns what of the venue boxes: see ``rooms.project``."""

from rooms import events as e
from rooms.events import Event
from rooms.roles import Actor
from rooms.rule import View
from rooms.state import State
from rooms.views import followers, hosts, is_host


def _health(state: State, event: e.BoxReported, viewer: Actor, now: int) -> Event | None:
    """For the hosts of the box's stage."""
    box = state.durable.boxes.boxes.get(event.box)
    return event if box is not None and is_host(state, viewer, box.stage, now) else None


def _asked(state: State, event: e.BoxAsked, viewer: Actor, now: int) -> Event | None:
    """For the box itself."""
    return event if viewer.visitor == event.box else None


VIEWS: dict[type[Event], View] = {
    e.StageShown: followers,
    e.StageMarked: hosts,
    e.BoxReported: _health,
    e.BoxAsked: _asked,
}
