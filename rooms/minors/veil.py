"""Named adults inside a workshop with minors: to everybody outside they are in the hub, but at no place.

Where they stand would tell who leads the workshop, and about where its children are.
"""

from dataclasses import replace
from functools import lru_cache

from rooms import events as e
from rooms.events import Event, Spot
from rooms.ids import RoomId, VisitorId
from rooms.minors.wall import is_up
from rooms.model.live import Avatar, Media
from rooms.model.minors import Workshop
from rooms.state import State

Way = e.RoomEntered | e.RoomLeft | e.AvatarAppeared | e.VisitorPlaced
"""What tells of a body that comes into rooms or goes from them."""


def is_veiled(state: State, viewer: VisitorId, avatar: Avatar) -> bool:
    """Whether a body stands in a workshop's rooms, and somebody does not belong there."""
    return _is_veiled(_workshop(state, avatar.room), viewer)


def _workshop(state: State, room: RoomId | None) -> Workshop | None:
    return state.workshop_in(room) if room is not None else None


def _is_veiled(here: Workshop | None, viewer: VisitorId) -> bool:
    return here is not None and viewer not in here.adults and viewer not in here.people


def unveiled(state: State, viewer: VisitorId, event: Event) -> Event | None:
    """What somebody learns of an event: who goes in is gone for those outside, and who comes out appears."""
    if not is_up(state) or getattr(event, "visitor", viewer) == viewer:
        return event
    if isinstance(event, e.MediaChanged):
        return replace(event, screen=None) if _is_away(state, viewer, event.visitor) else event
    if isinstance(event, e.VisitorPlaced) and event.return_to is not None:
        event = replace(event, return_to=None) if _is_hidden(state, viewer, event.return_to) else event
    return _way(state, viewer, event) if isinstance(event, Way) else event


def media(state: State, viewer: VisitorId) -> dict[VisitorId, Media]:
    """Who sends what as somebody learns it: a screen names the room that it is shared in."""
    sent = state.live.media.items()
    return {
        each: replace(sends, screen=None) if each != viewer and _is_away(state, viewer, each) else sends
        for each, sends in sent
    }


def _is_away(state: State, viewer: VisitorId, visitor: VisitorId) -> bool:
    """Whether somebody is at no place for one who looks."""
    avatar = state.live.avatars.get(visitor)
    return avatar is not None and is_veiled(state, viewer, avatar)


def _way(state: State, viewer: VisitorId, event: Way) -> Event | None:
    if not _is_behind(state, viewer, event):
        return event
    avatar = state.live.avatars.get(event.visitor)
    if avatar is None or isinstance(event, e.AvatarAppeared | e.VisitorPlaced):
        return None
    inside = is_veiled(state, viewer, avatar)
    if isinstance(event, e.RoomEntered):
        return _gone(avatar.visitor, avatar.spot, avatar.lane) if inside else None
    return None if inside else _appeared(avatar.visitor, avatar.spot, avatar.lane, avatar.state)


def _is_behind(state: State, viewer: VisitorId, event: Way) -> bool:
    """Whether an event happened in a workshop's rooms, and somebody does not belong there."""
    if isinstance(event, e.RoomEntered | e.RoomLeft):
        return _is_veiled(_workshop(state, event.room), viewer)
    return _is_hidden(state, viewer, Spot(event.floor, event.x, event.y))


def _is_hidden(state: State, viewer: VisitorId, spot: Spot) -> bool:
    """The same of a place; one on a floor that the map has no more may have been in any room."""
    floor = state.rules.floors.get(spot.floor)
    if floor is None:
        return True
    return _is_veiled(state.durable.minors.of_rooms(floor.rooms_at(spot.x, spot.y)), viewer)


@lru_cache(maxsize=64)
def _gone(visitor: VisitorId, spot: Spot, lane: int) -> e.AvatarGone:
    """One event for all who are told it: what is equal is encoded once."""
    return e.AvatarGone(visitor, spot.floor, lane)


@lru_cache(maxsize=64)
def _appeared(visitor: VisitorId, spot: Spot, lane: int, state: int) -> e.AvatarAppeared:
    return e.AvatarAppeared(visitor, lane, spot.floor, spot.x, spot.y, state)


def inside(state: State, rooms: list[RoomId], people: tuple[VisitorId, ...]) -> list[Avatar]:
    """The bodies of those people in these rooms."""
    found = (state.live.avatars.get(each) for each in people)
    return [each for each in found if each is not None and each.room in rooms]


def told_anew(avatar: Avatar) -> list[Event]:
    """The events by which a body that was veiled stands where it stands for everybody."""
    spot = avatar.spot
    entered = [e.RoomEntered(avatar.visitor, avatar.room)] if avatar.room is not None else []
    return [
        e.AvatarAppeared(avatar.visitor, avatar.lane, spot.floor, spot.x, spot.y, avatar.state & 3),
        e.AvatarPlaced(avatar.visitor, spot.floor, spot.x, spot.y, avatar.state & 3, avatar.epoch + 1),
        *entered,
    ]
