"""Workshops with minors: led by named adults, ended and cleared. How one begins is in ``opening.py``."""

from collections.abc import Iterable
from dataclasses import replace

from rooms import commands as c
from rooms import events as e
from rooms.avatars import departure, put, start
from rooms.commands import Command
from rooms.errors import Conflict, Invalid, NotAllowed, Unknown
from rooms.events import Event
from rooms.ids import SYSTEM, BoardId, GroupId, RoomId, VisitorId, WorkshopId, group_channel, room_channel
from rooms.minors.gate import check_words
from rooms.minors.veil import inside, told_anew
from rooms.model.minors import Workshop
from rooms.people import erase
from rooms.roles import Actor, Capability, Role, can
from rooms.rule import Evolve, Rule, View
from rooms.state import Moment, State

ADULTS_MOST = 50
SHORTEST_MS, LONGEST_MS = 5 * 60_000, 14 * 24 * 3600 * 1000
"""How far from now a workshop may end, in milliseconds."""
OfWorkshop = c.ProlongMinors | c.AdmitMinor | c.RefuseMinor | c.EndMinors | c.ClearMinors


def workshop_of(state: State, workshop: WorkshopId) -> Workshop:
    """The workshop, or a refusal."""
    found = state.durable.minors.workshops.get(workshop)
    if found is None:
        raise Unknown("minors.unknown")
    return found


def lasting(state: State, workshop: WorkshopId) -> Workshop:
    """The workshop, or a refusal; also of one that has ended."""
    found = workshop_of(state, workshop)
    if found.ended_at is not None:
        raise Conflict("minors.over")
    return found


def adults_of(state: State, command: OfWorkshop) -> frozenset[VisitorId]:
    """The named adults of the workshop that a command names."""
    found = state.durable.minors.workshops.get(command.workshop)
    return frozenset(found.adults) if found is not None else frozenset()


def all_in(state: State, rooms: Iterable[RoomId]) -> list[RoomId]:
    """These rooms and those that lie in them."""
    wanted = set(rooms)
    return [each for each in state.rules.rooms if wanted & set(state.rules.around(each))]


def check_end(ends_at: int, now: int) -> None:
    """Refuse an end too near or too far."""
    if not SHORTEST_MS <= ends_at - now <= LONGEST_MS:
        raise Invalid("minors.time_invalid")


def check_adults(state: State, adults: tuple[VisitorId, ...]) -> None:
    """Named adults are people whom the hub knows, by a name without an address: no devices, and no children
    of any workshop.
    """
    children = set(state.durable.minors.children)
    fit = (
        each in state.durable.visitors
        and each not in children
        and state.durable.visitors[each].role is not Role.VENUE
        for each in adults
    )
    if not 0 < len(adults) <= ADULTS_MOST or not all(fit):
        raise Invalid("minors.adults_invalid")
    check_words(tuple(state.durable.visitors[each].name for each in adults))


# -- leading ---------------------------------------------------------------------------------------


def name(state: State, actor: Actor, command: c.NameAdult, at: Moment) -> list[Event]:
    """Name an adult, or take that back: administrators, who so become one themselves, and named hosts."""
    found = workshop_of(state, command.workshop)
    _check_host(actor, found)
    if command.on is (command.visitor in found.adults):
        return []
    named = e.MinorsAdultNamed(found.id, command.visitor, command.on)
    if command.on:
        check_adults(state, (*found.adults, command.visitor))
        return [named]
    if len(found.adults) == 1:
        raise Conflict("minors.last_adult")
    avatar = state.live.avatars.get(command.visitor)
    is_here = avatar is not None and avatar.room in all_in(state, found.rooms)
    out = put(state, avatar, start(state, None), at.now) if avatar is not None and is_here else []
    return [named, *out]


def prolong(state: State, actor: Actor, command: c.ProlongMinors, at: Moment) -> list[Event]:
    """Another end; the same again changes nothing."""
    found = lasting(state, command.workshop)
    check_end(command.ends_at, at.now)
    return [] if found.ends_at == command.ends_at else [e.MinorsProlonged(found.id, command.ends_at)]


def _check_host(actor: Actor, found: Workshop) -> None:
    """Who names adults, ends and clears it: its adults, administrators, and the clock."""
    if actor.role is not Role.ADMINISTRATOR and actor.visitor not in found.adults:
        raise NotAllowed(Capability.MINORS_LEAD)


def end(state: State, actor: Actor, command: c.EndMinors, at: Moment) -> list[Event]:
    """End it: its rounds are over and its children gone; a second time changes nothing."""
    found = workshop_of(state, command.workshop)
    _check_host(actor, found)
    if found.ended_at is not None:
        return []
    ended_at = min(at.now, found.ends_at)
    rounds = (each for each in state.durable.breakouts.running() if each.plan in found.plans)
    over = [e.BreakoutEnded(each.id, ended_at, "host") for each in rounds]
    gone = [each for child in found.people for each in departure(state, child)]
    return [*over, e.MinorsEnded(found.id, ended_at), *gone]


def clear(state: State, actor: Actor, command: c.ClearMinors, at: Moment) -> list[Event]:
    """Delete all of it: the children, its breakouts, boards and words; its rooms are open again."""
    found = workshop_of(state, command.workshop)
    _check_host(actor, found)
    if found.ended_at is None:
        raise Conflict("minors.running")
    children = tuple(found.people)
    erased = [each for child in children for each in erased_child(state, child, at)]
    plans = [each for each in found.plans if each in state.durable.breakouts.plans]
    rooms, groups = tuple(all_in(state, found.rooms)), groups_of(state, found)
    names = [BoardId(f"room:{each}") for each in rooms] + [BoardId(f"group:{each}") for each in groups]
    boards = [e.BoardCleared(each) for each in names if each in state.durable.boards.at]
    cleared = e.MinorsCleared(found.id, children, rooms, groups, found.at)
    bodies = inside(state, list(rooms), found.adults)
    shown = [each for avatar in bodies for each in told_anew(avatar)]
    return [*erased, *boards, *(e.BreakoutRemoved(each) for each in plans), cleared, *shown]


def groups_of(state: State, workshop: Workshop) -> tuple[GroupId, ...]:
    """All groups of a workshop's plans."""
    rounds = state.durable.breakouts.rounds.values()
    met = (group for each in rounds if each.plan in workshop.plans for group in each.groups)
    plans = (state.durable.breakouts.plans.get(each) for each in workshop.plans)
    planned = (group.id for plan in plans if plan is not None for group in plan.spec.groups)
    return tuple(dict.fromkeys((*planned, *met)))


def erased_child(state: State, child: VisitorId, at: Moment) -> list[Event]:
    """The events by which nothing of a child is left but what it reported of others than children."""
    return erase(state, Actor(SYSTEM, Role.ADMINISTRATOR), c.Erase(child), at)


def due(state: State, now: int) -> list[Command]:
    """What ends the workshops whose time is over, or that have lost their last adult, and clears those that
    ended long enough ago.
    """
    known = state.durable.visitors
    found: list[Command] = []
    for each in state.durable.minors.workshops.values():
        guarded = any(adult in known for adult in each.adults)
        if each.ended_at is None and (now >= each.ends_at or not guarded):
            found.append(c.EndMinors(each.id))
        elif each.gone_at is not None and now >= each.gone_at:
            found.append(c.ClearMinors(each.id))
    return found


# -- changes ---------------------------------------------------------------------------------------


def _named(state: State, event: e.MinorsAdultNamed, at: int) -> None:
    found = state.durable.minors.workshops.get(event.workshop)
    if found is not None and event.visitor in state.durable.visitors:
        others = tuple(each for each in found.adults if each != event.visitor)
        state.durable.minors.change(found.id, adults=(*others, event.visitor) if event.on else others)


def _prolonged(state: State, event: e.MinorsProlonged, at: int) -> None:
    state.durable.minors.change(event.workshop, ends_at=event.ends_at)


def _ended(state: State, event: e.MinorsEnded, at: int) -> None:
    state.durable.minors.change(event.workshop, ended_at=event.at)


def _cleared(state: State, event: e.MinorsCleared, at: int) -> None:
    state.durable.minors.workshops.pop(event.workshop, None)
    written = [(room_channel(each), event.since) for each in event.rooms]
    written += [(group_channel(each), 0) for each in event.groups]
    for channel, since in written:
        for message in [each for each, header in state.lines.of(channel).items() if header.at >= since]:
            state.lines.drop(message)


# -- views -----------------------------------------------------------------------------------------


def knows_adults(state: State, viewer: Actor, workshop: Workshop, now: int) -> bool:
    """Whether somebody learns who the named adults are: who is in it, and who may open such workshops."""
    guards = can(viewer, Capability.MINORS_GUARD, state.place(None), now)
    return guards or workshop.is_inside(viewer.visitor)


def _adult(state: State, event: e.MinorsAdultNamed, viewer: Actor, now: int) -> Event | None:
    found = state.durable.minors.workshops.get(event.workshop)
    knows = found is not None and knows_adults(state, viewer, found, now)
    return event if knows or viewer.visitor == event.visitor else None


def _empty(state: State, event: e.MinorsCleared, viewer: Actor, now: int) -> Event | None:
    """That it is gone, and nothing of who was there."""
    return replace(event, visitors=(), groups=())


RULES: dict[type[Command], Rule] = {
    c.NameAdult: Rule(Capability.MINORS_GUARD, name),
    c.ProlongMinors: Rule(Capability.MINORS_LEAD, prolong, named=adults_of),
    c.EndMinors: Rule(Capability.MINORS_GUARD, end, named=adults_of),
    c.ClearMinors: Rule(Capability.MINORS_GUARD, clear, named=adults_of),
}

EVOLVE: dict[type[Event], Evolve] = {
    e.MinorsAdultNamed: _named,
    e.MinorsProlonged: _prolonged,
    e.MinorsEnded: _ended,
    e.MinorsCleared: _cleared,
}

VIEWS: dict[type[Event], View] = {
    e.MinorsAdultNamed: _adult,
    e.MinorsCleared: _empty,
}
