"""Who learns what of the venue boxes: see ``rooms.project``."""

from rooms import events as e
from rooms.events import Event
from rooms.ids import RoomId
from rooms.queue import may_follow
from rooms.roles import Actor, Capability, can
from rooms.rule import View
from rooms.state import State


def watches_over(state: State, viewer: Actor, stage: RoomId, now: int) -> bool:
    """Whether somebody may see how the devices of a stage are: its hosts."""
    return can(viewer, Capability.STAGE_MODERATE, state.place(stage), now)


def _followers(state: State, event: e.StageShown, viewer: Actor, now: int) -> Event | None:
    """For those who may hear and see the stage."""
    return event if may_follow(state, viewer, event.stage, now) else None


def _hosts(state: State, event: e.StageMarked, viewer: Actor, now: int) -> Event | None:
    """For the hosts of the stage."""
    return event if watches_over(state, viewer, event.stage, now) else None


def _health(state: State, event: e.BoxReported, viewer: Actor, now: int) -> Event | None:
    """For the hosts of the box's stage."""
    box = state.durable.boxes.boxes.get(event.box)
    return event if box is not None and watches_over(state, viewer, box.stage, now) else None


def _asked(state: State, event: e.BoxAsked, viewer: Actor, now: int) -> Event | None:
    """For the box itself."""
    return event if viewer.visitor == event.box else None


VIEWS: dict[type[Event], View] = {
    e.StageShown: _followers,
    e.StageMarked: _hosts,
    e.BoxReported: _health,
    e.BoxAsked: _asked,
}
