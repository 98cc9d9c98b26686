"""Avatars: arriving, dropping and leaving, being put somewhere, and the numbers of the position records
(lanes).
"""

from collections.abc import Collection, Iterator

from rooms import commands as c
from rooms import events as e
from rooms import ground
from rooms.commands import Command
from rooms.conversations import leaving
from rooms.doors import barred, check_entry, forget
from rooms.errors import Conflict
from rooms.events import Event, Spot
from rooms.ids import FloorId, RoomId, VisitorId
from rooms.model.live import Avatar
from rooms.model.people import Placement
from rooms.roles import TABLE, Actor, Capability, Role
from rooms.rule import Evolve, Rule, named_room, target
from rooms.state import Moment, State
from rooms.tilemap import START

LANE_REST_MS = 60_000
"""How long a freed lane is not given out again, so that no late record moves the wrong avatar."""
_LANES, _CHILDREN = 1 << 16, 1 << 15
"""How many lanes there are, and from which on they are those of children in workshops: were they among the
others, gaps in these would tell how many children there are.
"""


def lane(state: State, visitor: VisitorId, floor: FloorId, now: int, before: Collection[Event] = ()) -> int:
    """The smallest lane of a floor for somebody that is neither used nor resting, nor given to somebody by
    the events ``before``, which are of the same decision and have not happened yet.
    """
    used = {each.lane for each in state.live.avatars.values() if each.floor == floor}
    used |= {each.lane for each in before if isinstance(each, e.AvatarAppeared) and each.floor == floor}
    resting = state.live.freed_lanes.get(floor, {})
    first = 0 if state.durable.minors.of(visitor) is None else _CHILDREN
    return next(
        n
        for n in range(first, _LANES)
        if n not in used and now - resting.get(n, -LANE_REST_MS) >= LANE_REST_MS
    )


def arrive(state: State, actor: Actor, command: c.Arrive, at: Moment) -> list[Event]:
    """Come in, or come back within the time the place was kept: then nothing moved. Whom the named place
    does not let in arrives at the start, a child in its workshop's first room. A role that cannot walk, such
    as a device of the venue, is here without a body, or with one that is fixed; so is a child that waits.
    """
    state.entering(actor.visitor)
    window, workshop = state.durable.boxes.portal(actor.visitor), state.durable.minors.of(actor.visitor)
    waits = workshop is not None and actor.visitor not in workshop.admitted
    walks = Capability.AVATAR_MOVE in TABLE[actor.role] and not waits
    if actor.visitor in (state.live.avatars if walks or window else state.live.presence):
        return _back(state, actor.visitor)
    here = e.PresenceChanged(actor.visitor, "here")
    if not walks:
        stands = appear(state, actor.visitor, standable(state, window), at.now) if window else []
        return [here, *stands]
    if len(state.people) >= state.rules.visitors_at_once:
        raise Conflict("hub.full")
    spot = start(state, command.spawn)
    if workshop is not None:
        spot = ground.in_workshop(state, workshop, actor.visitor)
    if barred(state, actor.visitor, state.rules.floors[spot.floor].rooms_at(spot.x, spot.y), at.now):
        spot = start(state, None)
    return [here, *appear(state, actor.visitor, spot, at.now)]


def _back(state: State, visitor: VisitorId) -> list[Event]:
    lost = state.live.presence.get(visitor) == "lost"
    return [e.PresenceChanged(visitor, state.live.before_lost.get(visitor, "here"))] if lost else []


def start(state: State, spawn: str | None) -> Spot:
    """Where somebody comes in: at a named place of any floor, else at the start of the first floor."""
    rules = state.rules
    floor = next((each for each in rules.floors.values() if spawn in each.spawns), rules.floors[rules.start])
    return ground.arrival(state, floor, spawn or START)


def appear(state: State, visitor: VisitorId, spot: Spot, now: int) -> list[Event]:
    """The events that put a new body on a floor."""
    number = lane(state, visitor, spot.floor, now)
    rooms = state.rules.floors[spot.floor].rooms_at(spot.x, spot.y)
    entered: list[Event] = [e.RoomEntered(visitor, rooms[0])] if rooms else []
    return [e.AvatarAppeared(visitor, number, spot.floor, spot.x, spot.y, 0), *entered]


def departure(state: State, visitor: VisitorId) -> list[Event]:
    """The events by which somebody is gone; none for somebody who is not here."""
    avatar = state.live.avatars.get(visitor)
    if avatar is None:
        return [e.VisitorLeft(visitor)] if visitor in state.live.presence else []
    gone = e.AvatarGone(visitor, avatar.floor, avatar.lane)
    return [*leaving(state, avatar), *_out(avatar), gone, e.VisitorLeft(visitor)]


def _out(avatar: Avatar) -> list[Event]:
    return [e.RoomLeft(avatar.visitor, avatar.room)] if avatar.room else []


def put(state: State, avatar: Avatar, spot: Spot, now: int, before: Collection[Event] = ()) -> list[Event]:
    """The live events that put a body elsewhere: out of conversation and room, over to the floor, into the
    room. ``before`` are those of the same decision that move others.
    """
    events: list[Event] = leaving(state, avatar)
    rooms = state.rules.floors[spot.floor].rooms_at(spot.x, spot.y)
    room = rooms[0] if rooms else None
    if room != avatar.room:
        events += _out(avatar)
    if spot.floor != avatar.floor:
        number = lane(state, avatar.visitor, spot.floor, now, before)
        events.append(e.AvatarGone(avatar.visitor, avatar.floor, avatar.lane))
        events.append(e.AvatarAppeared(avatar.visitor, number, spot.floor, spot.x, spot.y, 0))
    events.append(e.AvatarPlaced(avatar.visitor, spot.floor, spot.x, spot.y, 0, avatar.epoch + 1))
    if room is not None and room != avatar.room:
        events.append(e.RoomEntered(avatar.visitor, room))
    return events


def standable(state: State, spot: Spot) -> Spot:
    """The spot, or the start where a changed map has none such or has built it over."""
    floor = state.rules.floors.get(spot.floor)
    if floor is None:
        return start(state, None)
    return ground.arrival(state, floor, START) if floor.blocked(spot.x, spot.y) else spot


def embody(state: State, visitor: VisitorId, role: Role, now: int) -> list[Event]:
    """What a new role does to the body of somebody who is here: one that cannot walk has none."""
    avatar, walks = state.live.avatars.get(visitor), Capability.AVATAR_MOVE in TABLE[role]
    if avatar is not None and not walks:
        return disembody(state, avatar)
    if avatar is not None or not walks or visitor not in state.live.presence:
        return []
    spot = start(state, None)
    body, *entered = appear(state, visitor, spot, now)
    return [body, e.AvatarPlaced(visitor, spot.floor, spot.x, spot.y, 0, 1), *entered]


def disembody(state: State, avatar: Avatar) -> list[Event]:
    """The events by which somebody who stays has no body any more."""
    gone = e.AvatarGone(avatar.visitor, avatar.floor, avatar.lane)
    return [*leaving(state, avatar), *_out(avatar), *_silent(state, avatar.visitor), gone]


def placed(
    state: State, avatar: Avatar, room: RoomId | None, spot: Spot, back: Spot | None, now: int
) -> list[Event]:
    """A room change by command: one durable event, and the live ones that follow from it."""
    durable = e.VisitorPlaced(avatar.visitor, spot.floor, spot.x, spot.y, room, back)
    return [durable, *put(state, avatar, spot, now)]


def enter_room(state: State, actor: Actor, command: c.EnterRoom, at: Moment) -> list[Event]:
    """Be in a room at once; being there already changes nothing."""
    avatar = state.avatar(actor.visitor)
    if command.room in state.rooms_of(avatar):
        return []
    check_entry(state, actor.visitor, command.room, at.now)
    spot = ground.in_room(state, command.room, actor.visitor)
    return placed(state, avatar, command.room, spot, None, at.now)


def move(state: State, actor: Actor, command: c.Move, at: Moment) -> list[Event]:
    """A host puts somebody into a room, past its lock; the first place left is remembered."""
    room = state.room(command.room)
    avatar = _movable(state, actor, command.visitor)
    inside = state.inside(room.id)
    if room.capacity and command.visitor not in inside and len(inside) >= room.capacity:
        raise Conflict("room.full", room=room.id)
    back = called_from(state, avatar) or avatar.spot
    return placed(state, avatar, room.id, ground.in_room(state, room.id, command.visitor), back, at.now)


def _movable(state: State, actor: Actor, visitor: VisitorId) -> Avatar:
    """Somebody below the host, with a body that is not fixed."""
    target(state, actor, visitor)
    if state.durable.boxes.portal(visitor) is not None:
        raise Conflict("visitor.not_here")
    return state.avatar(visitor)


def called_from(state: State, avatar: Avatar) -> Spot | None:
    """Where somebody was called away from; nowhere for who has left the room, or the hub, since then."""
    last = state.durable.placed.get(avatar.visitor)
    return last.return_to if last is not None and last.room in state.rooms_of(avatar) else None


def call_back(state: State, actor: Actor, command: c.Return, at: Moment) -> list[Event]:
    """A host puts somebody back to the very place left, or to the start if the map has changed there."""
    avatar = _movable(state, actor, command.visitor)
    back = called_from(state, avatar)
    if back is None:
        raise Conflict("visitor.not_called")
    spot = standable(state, back)
    rooms = state.rules.floors[spot.floor].rooms_at(spot.x, spot.y)
    return placed(state, avatar, rooms[0] if rooms else None, spot, None, at.now)


def drop(state: State, actor: Actor, command: c.Drop, at: Moment) -> list[Event]:
    """The connection is lost; the body stays, sound and picture end."""
    if state.live.presence.get(command.visitor, "lost") == "lost":
        return []
    return [e.PresenceChanged(command.visitor, "lost"), *_silent(state, command.visitor)]


def _silent(state: State, visitor: VisitorId) -> list[Event]:
    media = state.live.media.get(visitor)
    return [e.MediaChanged(visitor, False, False)] if media and media.is_any else []


def leave(state: State, actor: Actor, command: c.Leave, at: Moment) -> list[Event]:
    """Leave by choice."""
    return departure(state, actor.visitor)


def set_status(state: State, actor: Actor, command: c.SetStatus, at: Moment) -> list[Event]:
    """Here, away or busy; somebody busy is not drawn into conversations. Who lost the line is none of these
    until it is back.
    """
    avatar, now = state.avatar(actor.visitor), state.live.presence.get(actor.visitor)
    if now == "lost":
        raise Conflict("visitor.not_here")
    if now == command.status:
        return []
    out = leaving(state, avatar) if command.status == "busy" else []
    return [e.PresenceChanged(actor.visitor, command.status), *out]


def overdue(state: State, now: int) -> Iterator[VisitorId]:
    """Those who are lost for longer than a place is kept."""
    return (each for each, at in state.live.lost_at.items() if now - at >= state.rules.place_kept_ms)


def _appeared(state: State, event: e.AvatarAppeared, at: int) -> None:
    old = state.live.avatars.get(event.visitor)
    state.live.avatars[event.visitor] = Avatar(
        event.visitor, event.lane, event.floor, event.x, event.y, event.state,
        epoch=old.epoch if old else 0, stepped_at=at, still_since=at,
    )  # fmt: skip
    state.live.settling[event.visitor] = None


def _gone(state: State, event: e.AvatarGone, at: int) -> None:
    state.live.avatars.pop(event.visitor, None)
    state.live.settling.pop(event.visitor, None)
    state.live.freed_lanes.setdefault(event.floor, {})[event.lane] = at


def _left(state: State, event: e.VisitorLeft, at: int) -> None:
    live = state.live
    for part in (
        live.avatars,
        live.presence,
        live.lost_at,
        live.before_lost,
        live.media,
        live.settling,
        live.health,
    ):
        part.pop(event.visitor, None)
    forget(state, event.visitor)
    live.breakouts.forget(event.visitor)
    live.following.forget(event.visitor)
    live.minors.forget(event.visitor)
    for talk in live.conversations.values():
        talk.admitted.discard(event.visitor)


def _put(state: State, event: e.AvatarPlaced, at: int) -> None:
    avatar = state.live.avatars[event.visitor]
    avatar.x, avatar.y, avatar.state, avatar.epoch = event.x, event.y, event.state, event.epoch
    avatar.path, avatar.stepped_at, avatar.still_since = [], at, at
    state.live.settling[event.visitor] = None


def _present(state: State, event: e.PresenceChanged, at: int) -> None:
    live = state.live
    before = live.presence.get(event.visitor, "here")
    live.presence[event.visitor] = event.status
    live.lost_at.pop(event.visitor, None)
    live.before_lost.pop(event.visitor, None)
    live.settling[event.visitor] = None
    if event.status == "lost":
        live.lost_at[event.visitor] = at
        live.before_lost[event.visitor] = before


def _entered(state: State, event: e.RoomEntered, at: int) -> None:
    state.live.avatars[event.visitor].room = event.room
    forget(state, event.visitor, state.rules.around(event.room))
    group = state.durable.breakouts.seated(event.visitor)
    if group is not None and group.room == event.room:
        state.live.breakouts.led.pop(event.visitor, None)


def _room_left(state: State, event: e.RoomLeft, at: int) -> None:
    state.live.avatars[event.visitor].room = None


def _visitor_placed(state: State, event: e.VisitorPlaced, at: int) -> None:
    spot = Spot(event.floor, event.x, event.y)
    state.durable.placed[event.visitor] = Placement(spot, event.room, event.return_to, at)


RULES: dict[type[Command], Rule] = {
    c.Arrive: Rule(Capability.HUB_ENTER, arrive),
    c.Drop: Rule(Capability.HUB_ENTER, drop),
    c.Leave: Rule(Capability.HUB_ENTER, leave),
    c.SetStatus: Rule(Capability.PROFILE_EDIT, set_status),
    c.EnterRoom: Rule(Capability.ROOM_ENTER, enter_room, named_room),
    c.Move: Rule(Capability.VISITOR_MOVE, move),
    c.Return: Rule(Capability.VISITOR_MOVE, call_back),
}

EVOLVE: dict[type[Event], Evolve] = {
    e.AvatarAppeared: _appeared,
    e.AvatarGone: _gone,
    e.AvatarPlaced: _put,
    e.VisitorLeft: _left,
    e.PresenceChanged: _present,
    e.RoomEntered: _entered,
    e.RoomLeft: _room_left,
    e.VisitorPlaced: _visitor_placed,
}
