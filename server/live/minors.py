"""Workshops with minors as one person is told of them at the start of a connection."""

from typing import TYPE_CHECKING, Any

from rooms.ids import VisitorId
from rooms.minors.children import alone_told
from rooms.minors.workshops import knows_adults
from rooms.model.minors import Workshop
from rooms.roles import Actor
from rooms.state import State

if TYPE_CHECKING:
    from rooms.events import MinorAlone

Json = dict[str, Any]


def minors(state: State, visitor: VisitorId, now: int) -> list[Json]:
    """All workshops: where they are, and what is somebody's of them."""
    actor = state.actor(visitor)
    return [_workshop(state, actor, each, now) for each in state.durable.minors.workshops.values()]


def _workshop(state: State, actor: Actor, workshop: Workshop, now: int) -> Json:
    mine = _mine(workshop, actor.visitor)
    people = [
        {"visitor": child, "state": "admitted" if minor.admitted else "waiting", "asked_at": minor.asked_at}
        for child, minor in workshop.people.items()
    ]
    return {
        "workshop": workshop.id,
        "title": workshop.title,
        "rooms": workshop.rooms,
        "at": workshop.at,
        "ends_at": workshop.ends_at,
        "ended_at": workshop.ended_at,
        "gone_at": workshop.gone_at,
        "adults": workshop.adults if knows_adults(state, actor, workshop, now) else (),
        "mine": mine,
        "people": people if mine == "adult" else [],
    }


def _mine(workshop: Workshop, visitor: VisitorId) -> str | None:
    if visitor in workshop.adults:
        return "adult"
    if visitor in workshop.people:
        return "admitted" if visitor in workshop.admitted else "waiting"
    return None


def minors_now(state: State, visitor: VisitorId) -> Json:
    """What is true only now: who holds the key to talk, and for named adults who is alone with a child."""
    workshops = state.durable.minors.workshops
    alone: list[MinorAlone] = [
        alone_told(each, on=True)
        for each in state.live.minors.alone
        if each.workshop in workshops and visitor in workshops[each.workshop].adults
    ]
    return {"talking": state.live.minors.talking, "alone": alone}
