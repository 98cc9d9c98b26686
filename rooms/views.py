"""Views that events of several slices share: who follows a stage, who hosts it, whose alone something is."""

from typing import Any, Generic, TypeVar, cast

from rooms.events import Event
from rooms.ids import RoomId
from rooms.roles import Actor, Capability, can
from rooms.state import State

E = TypeVar("E", bound=Event)


class Same(Generic[E]):
    """An event as a key by what it is, not by all that stands in it: for views that are made once for all."""

    __slots__ = ("event",)

    def __init__(self, event: E) -> None:
        self.event = event

    def __hash__(self) -> int:
        return id(self.event)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Same) and cast("Same[Any]", other).event is self.event


def may_follow(state: State, actor: Actor, stage: RoomId, now: int) -> bool:
    """Whether somebody may learn what goes on at a stage: whoever may hear and see it."""
    return can(actor, Capability.AV_SUBSCRIBE, state.place(stage), now)


def is_host(state: State, actor: Actor, stage: RoomId, now: int) -> bool:
    """Whether somebody runs a stage: its queue, its polls, its devices."""
    return can(actor, Capability.STAGE_MODERATE, state.place(stage), now)


def takes_part(state: State, actor: Actor, room: RoomId, now: int) -> bool:
    """Whether what is written in a room is somebody's: of who is in it, not in a room nested in it, and of
    who may lock it; where minors are, of the named adults, wherever they stand.
    """
    avatar, workshop = state.live.avatars.get(actor.visitor), state.workshop_in(room)
    inside = avatar is not None and avatar.room == room
    if workshop is not None:
        return actor.visitor in workshop.adults or (inside and workshop.is_inside(actor.visitor))
    return inside or can(actor, Capability.ROOM_LOCK, state.place(room), now)


def followers(state: State, event: Any, viewer: Actor, now: int) -> Event | None:
    """For those who may hear and see the stage."""
    return event if may_follow(state, viewer, event.stage, now) else None


def hosts(state: State, event: Any, viewer: Actor, now: int) -> Event | None:
    """For those who run the stage."""
    return event if is_host(state, viewer, event.stage, now) else None


def own(state: State, event: Any, viewer: Actor, now: int) -> Event | None:
    """For the person it is about."""
    return event if event.visitor == viewer.visitor else None


def nobody(state: State, event: Any, viewer: Actor, now: int) -> Event | None:
    """For the server alone."""
    return None
