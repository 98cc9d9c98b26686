"""Children in a workshop: asked in by nick name, let in or sent away by named adults, talking by key."""

import re

from rooms import commands as c
from rooms import events as e
from rooms import ground
from rooms.avatars import appear
from rooms.commands import Command
from rooms.errors import Conflict, Invalid, Unknown
from rooms.events import Event
from rooms.ids import GroupId, RoomId, VisitorId, WorkshopId
from rooms.minors.gate import check_words
from rooms.minors.sound import apart
from rooms.minors.workshops import adults_of, erased_child, lasting, workshop_of
from rooms.model.minors import Alone, Minor, Workshop
from rooms.people import clean_name
from rooms.roles import Actor, Capability, Role
from rooms.rule import Evolve, Rule, View
from rooms.state import Moment, State
from rooms.views import own

NICK_MOST = 20
PEOPLE_MOST = 200
TALK_MS = 20_000
"""How long a child is heard after it pressed the key to talk, in milliseconds: then it has to let go."""
PAUSE_MS = 500
"""How long the key has been let go, in milliseconds, before it counts again."""
_NICK = re.compile(r"[\w-]{2,20}")


def clean_nick(state: State, workshop: Workshop, nick: str) -> str:
    """A nick name: one word, so that it is no first name with a family name; nobody else's in there.

    :raises Refusal: minors.nick_invalid, minors.nick_taken, minors.link.
    """
    check_words(nick)
    shown = clean_name(nick, state.rules.name_length)
    if _NICK.fullmatch(shown) is None:
        raise Invalid("minors.nick_invalid", longest=NICK_MOST)
    taken = (state.durable.visitors[each].name.casefold() for each in (*workshop.people, *workshop.adults))
    if shown.casefold() in taken:
        raise Conflict("minors.nick_taken")
    return shown


def check_coming(state: State, workshop: Workshop, nick: str, instead: VisitorId | None = None) -> str:
    """The nick name somebody may come under now, whose visit ``instead`` ends for it.

    :raises Refusal: as ``clean_nick``; minors.full, hub.full.
    """
    shown = clean_nick(state, workshop, nick)
    if len(workshop.people) >= PEOPLE_MOST:
        raise Conflict("minors.full", most=PEOPLE_MOST)
    if len(state.durable.visitors.keys() - {instead}) >= state.rules.visitors_known:
        raise Conflict("hub.full")
    return shown


def ask(state: State, actor: Actor, command: c.AskMinor, at: Moment) -> list[Event]:
    """Come by the workshop's link and wait: always as somebody new, so that the name is never a real one."""
    found = lasting(state, command.workshop)
    if actor.visitor in state.durable.visitors:
        raise Conflict("minors.known_here")
    nick = check_coming(state, found, command.nick)
    joined = e.VisitorJoined(actor.visitor, nick, command.look, Role.GUEST)
    return [joined, e.MinorAsked(found.id, actor.visitor)]


def admit(state: State, actor: Actor, command: c.AdmitMinor, at: Moment) -> list[Event]:
    """Let a child in: it stands in the workshop's first room from now on; a second time changes nothing."""
    found = lasting(state, command.workshop)
    if _child(found, command.visitor).admitted:
        return []
    here = command.visitor in state.live.presence and command.visitor not in state.live.avatars
    body = bodies(state, found, command.visitor, at.now) if here else []
    return [e.MinorAdmitted(found.id, command.visitor), *body]


def bodies(state: State, workshop: Workshop, visitor: VisitorId, now: int) -> list[Event]:
    """The events by which somebody stands in a workshop's first room, whose client may know no place yet."""
    spot = ground.in_workshop(state, workshop, visitor)
    body, *entered = appear(state, visitor, spot, now)
    return [body, e.AvatarPlaced(visitor, spot.floor, spot.x, spot.y, 0, 1), *entered]


def refuse(state: State, actor: Actor, command: c.RefuseMinor, at: Moment) -> list[Event]:
    """Send a child away; nothing of its visit is left."""
    _child(workshop_of(state, command.workshop), command.visitor)
    return erased_child(state, command.visitor, at)


def _child(workshop: Workshop, visitor: VisitorId) -> Minor:
    found = workshop.people.get(visitor)
    if found is None:
        raise Unknown("visitor.unknown")
    return found


def talk(state: State, actor: Actor, command: c.TalkMinor, at: Moment) -> list[Event]:
    """Be heard for a while, or not any more; who holds the key on is not heard longer for it."""
    own_workshop = state.durable.minors.of(actor.visitor)
    if own_workshop is None or actor.visitor not in own_workshop.admitted:
        raise Conflict("minors.not_inside")
    known = state.live.minors
    until = known.talking.get(actor.visitor)
    if not command.on:
        return [] if until is None else [e.MinorTalking(actor.visitor, None)]
    if until is not None and at.now < until:
        return []
    ended = known.rested.get(actor.visitor, -PAUSE_MS) if until is None else until
    if at.now < ended + PAUSE_MS:
        raise Conflict("minors.pause")
    return [e.MinorTalking(actor.visitor, at.now + TALK_MS)]


def told(state: State, now: int) -> list[Event]:
    """The ends of talking whose time is over, and who is alone with a child by now, or not any more."""
    known = state.live.minors
    over = [e.MinorTalking(each, None) for each, until in known.talking.items() if now >= until]
    alone = apart(state, now)
    ended = [alone_told(each, on=False) for each in known.alone - alone]
    return [*over, *ended, *(alone_told(each, on=True) for each in alone - known.alone)]


def alone_told(alone: Alone, *, on: bool) -> e.MinorAlone:
    kind, _, rest = alone.circle.partition(":")
    room, group = (RoomId(rest), None) if kind == "room" else (None, GroupId(rest))
    return e.MinorAlone(alone.workshop, room, group, alone.adult, alone.child, on)


# -- changes ---------------------------------------------------------------------------------------


def _asked(state: State, event: e.MinorAsked, at: int) -> None:
    _keep(state, event.workshop, event.visitor, Minor(at))


def _admitted(state: State, event: e.MinorAdmitted, at: int) -> None:
    found = state.durable.minors.workshops.get(event.workshop)
    waiting = found.people.get(event.visitor) if found is not None else None
    if waiting is not None:
        _keep(state, event.workshop, event.visitor, Minor(waiting.asked_at, admitted=True))


def _keep(state: State, workshop: WorkshopId, visitor: VisitorId, minor: Minor) -> None:
    found = state.durable.minors.workshops.get(workshop)
    if found is not None and visitor in state.durable.visitors:
        state.durable.minors.change(workshop, people=found.people | {visitor: minor})


def _talking(state: State, event: e.MinorTalking, at: int) -> None:
    known = state.live.minors
    known.talking.pop(event.visitor, None)
    if event.until is None:
        known.rested[event.visitor] = at
    else:
        known.talking[event.visitor] = event.until


def _told_alone(state: State, event: e.MinorAlone, at: int) -> None:
    circle = f"room:{event.room}" if event.room is not None else f"group:{event.group}"
    alone = Alone(event.workshop, circle, event.adult, event.child)
    state.live.minors.alone.discard(alone)
    if event.on:
        state.live.minors.alone.add(alone)


# -- views -----------------------------------------------------------------------------------------


def _adults(state: State, event: e.MinorAlone, viewer: Actor, now: int) -> Event | None:
    """For the named adults."""
    found = state.durable.minors.workshops.get(event.workshop)
    return event if found is not None and viewer.visitor in found.adults else None


def _adults_and_own(state: State, event: e.MinorAsked, viewer: Actor, now: int) -> Event | None:
    found = state.durable.minors.workshops.get(event.workshop)
    adult = found is not None and viewer.visitor in found.adults
    return event if adult else own(state, event, viewer, now)


RULES: dict[type[Command], Rule] = {
    c.AskMinor: Rule(Capability.HUB_ENTER, ask),
    c.AdmitMinor: Rule(Capability.MINORS_LEAD, admit, named=adults_of),
    c.RefuseMinor: Rule(Capability.MINORS_LEAD, refuse, named=adults_of),
    c.TalkMinor: Rule(Capability.AV_PUBLISH, talk),
}

EVOLVE: dict[type[Event], Evolve] = {
    e.MinorAsked: _asked,
    e.MinorAdmitted: _admitted,
    e.MinorTalking: _talking,
    e.MinorAlone: _told_alone,
}

VIEWS: dict[type[Event], View] = {
    e.MinorAsked: _adults_and_own,
    e.MinorAlone: _adults,
}
