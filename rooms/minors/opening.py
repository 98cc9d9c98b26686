"""A workshop with minors begins: which rooms and adults fit, and what happens in its rooms."""

from dataclasses import replace

from rooms import commands as c
from rooms import events as e
from rooms import ground
from rooms.avatars import put, start
from rooms.breakouts.rights import KINDS
from rooms.commands import Command
from rooms.conversations import leaving
from rooms.errors import Conflict, Invalid, Unknown
from rooms.events import Event, Spot
from rooms.ids import RoomId, VisitorId, WorkshopId
from rooms.minors.gate import check_words
from rooms.minors.workshops import all_in, check_adults, check_end, knows_adults
from rooms.model.minors import Workshop
from rooms.roles import Actor, Capability
from rooms.rule import Evolve, Rule, View
from rooms.state import Moment, State
from rooms.text import one_line
from rooms.tilemap import START

TITLE_MOST = 60
WORKSHOPS_MOST = 20
_FIT = KINDS | {"open"}
"""Kinds of rooms that can be a workshop's: a stage is public by nature."""


def begin(state: State, actor: Actor, command: c.OpenMinors, at: Moment) -> list[Event]:
    """Open a workshop: from now on nobody but the named adults is in its rooms, and no door of theirs is
    locked.
    """
    title = one_line(command.title)
    check_words(title)
    if not 0 < len(title) <= TITLE_MOST:
        raise Invalid("minors.title_invalid", longest=TITLE_MOST)
    check_end(command.ends_at, at.now)
    adults, rooms = tuple(dict.fromkeys(command.adults)), tuple(dict.fromkeys(command.rooms))
    check_adults(state, adults)
    _check_rooms(state, rooms)
    if len(state.durable.minors.workshops) >= WORKSHOPS_MOST:
        raise Conflict("minors.full", most=WORKSHOPS_MOST)
    workshop = WorkshopId(at.new_id())
    opened = e.MinorsOpened(workshop, title, rooms, adults, at.now, command.ends_at, at.new_id())
    inside = all_in(state, rooms)
    unlocked = [e.RoomUnlocked(each) for each in inside if each in state.durable.locked]
    return [opened, *unlocked, *_put_out(state, inside, adults, at.now)]


def _check_rooms(state: State, rooms: tuple[RoomId, ...]) -> None:
    if not rooms:
        raise Unknown("room.unknown")
    for room in rooms:
        if not _is_fit(state, state.room(room).id):
            raise Conflict("minors.room_unfit", room=room)
    inside = set(all_in(state, rooms))
    for room in rooms:
        others = any(
            inside & set(all_in(state, each.rooms)) for each in state.durable.minors.workshops.values()
        )
        if others or _is_in_use(state, inside):
            raise Conflict("minors.room_used", room=room)


def _is_fit(state: State, room: RoomId) -> bool:
    """Whether people sit in a room, nobody arrives there, and no stage holds it or lies in it."""
    info, around = state.rules.rooms[room], state.rules.around
    floor = state.rules.floors[info.floor]
    arrives = any(room in floor.rooms_at(*point) for point in floor.spawn_points(START))
    stages = (each.id for each in state.rules.rooms.values() if each.kind == "stage")
    staged = any(stage in around(room) or room in around(stage) for stage in stages)
    return info.kind in _FIT and not arrives and not staged


def _is_in_use(state: State, rooms: set[RoomId]) -> bool:
    """Whether a running round, or a window into a hallway, has one of these rooms: its people would be left
    on both sides of the wall.
    """
    plans = state.durable.breakouts.plans
    for each in state.durable.breakouts.running():
        main = plans[each.plan].spec.room if each.plan in plans else None
        if main in rooms or any(group.room in rooms for group in each.groups.values()):
            return True
    windows = (state.durable.boxes.portal(box) for box in state.durable.boxes.boxes)
    return any(
        room in rooms
        for spot in windows
        if spot is not None
        for room in state.rules.floors[spot.floor].rooms_at(spot.x, spot.y)
    )


def _put_out(state: State, rooms: list[RoomId], adults: tuple[VisitorId, ...], now: int) -> list[Event]:
    """Everybody else stands at the start; adults inside talk with all in the room from now on, and are gone
    for those outside.
    """
    events: list[Event] = []
    taken: list[Spot] = []
    for avatar in list(state.live.avatars.values()):
        if avatar.room is None or avatar.room not in rooms:
            continue
        if avatar.visitor in adults:
            events += [*leaving(state, avatar), e.RoomEntered(avatar.visitor, avatar.room)]
        else:
            spot = ground.nearest(state, start(state, None), avatar.visitor, taken)
            taken.append(spot)
            events += put(state, avatar, spot, now, events)
    return events


# -- changes and views -----------------------------------------------------------------------------


def _opened(state: State, event: e.MinorsOpened, at: int) -> None:
    adults = tuple(each for each in event.adults if each in state.durable.visitors)
    plans = state.durable.breakouts.plans.values()
    inside = set(all_in(state, event.rooms))
    mine = tuple(each.id for each in plans if each.spec.room in inside)
    state.durable.minors.workshops[event.workshop] = Workshop(
        event.workshop, event.title, event.rooms, adults, event.at, event.ends_at, event.secret, plans=mine
    )


def _shown(state: State, event: e.MinorsOpened, viewer: Actor, now: int) -> Event | None:
    found = state.durable.minors.workshops.get(event.workshop)
    knows = found is not None and knows_adults(state, viewer, found, now)
    return replace(event, adults=event.adults if knows else (), secret="")


RULES: dict[type[Command], Rule] = {c.OpenMinors: Rule(Capability.MINORS_GUARD, begin)}
EVOLVE: dict[type[Event], Evolve] = {e.MinorsOpened: _opened}
VIEWS: dict[type[Event], View] = {e.MinorsOpened: _shown}
