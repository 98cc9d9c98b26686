"""What every command needs before it is decided: a capability, and the place where it must be held."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any, TypeVar

from rooms.commands import Command
from rooms.errors import Banned, Conflict, Invalid, NotAllowed, Protected, Refusal
from rooms.events import Event
from rooms.ids import SYSTEM, RoomId, VisitorId
from rooms.minors.rights import CLOSED
from rooms.model.people import Visitor
from rooms.roles import Actor, Capability, Place, can, outranks
from rooms.state import Moment, State

E = TypeVar("E", bound=Event)
Decide = Callable[[State, Actor, Any, Moment], list[Event]]
Evolve = Callable[[State, Any, int], None]
View = Callable[[State, Any, Actor, int], Event | None]
Where = Callable[[State, Actor, Any], RoomId | None]
Named = Callable[[State, Any], frozenset[VisitorId]]


def anywhere(state: State, actor: Actor, command: Command) -> RoomId | None:
    """The command is about no room in particular."""
    return None


def nobody_named(state: State, command: Command) -> frozenset[VisitorId]:
    """Nobody was named for the command in particular."""
    return frozenset()


def named_room(state: State, actor: Actor, command: Any) -> RoomId | None:
    """The room a command names, which must exist."""
    return state.room(command.room).id


def target(state: State, actor: Actor, visitor: VisitorId) -> Visitor:
    """The person a host acts upon: known, somebody else, and not above or beside the host."""
    person = state.visitor(visitor)
    if visitor == actor.visitor:
        raise Invalid("visitor.self")
    if actor.visitor != SYSTEM and not outranks(actor.role, person.role):
        raise Conflict("visitor.outranks")
    return person


@dataclass(frozen=True, slots=True)
class Rule:
    """How one command is decided: who may (``needs``, held at ``where``, or by who was ``named`` for it) and
    what follows (``decide``).
    """

    needs: Capability
    decide: Decide
    where: Where = anywhere
    named: Named = nobody_named

    def check(self, state: State, actor: Actor, command: Command, now: int) -> None:
        """Refuse what the actor may not do here and now."""
        if actor.banned:
            raise Banned
        room = self.where(state, actor, command)
        place = replace(state.place(room), leaders=self.named(state, command))
        if not can(actor, self.needs, place, now):
            raise refusal(state, actor, self.needs, place, now)


def refusal(state: State, actor: Actor, capability: Capability, place: Place, now: int) -> Refusal:
    """Why somebody may not: a workshop with minors, a locked door, or a right that is missing."""
    if not can(actor, capability, replace(place, policies=state.rules.policies), now):
        return NotAllowed(capability)
    for each in state.guarded(place.room):
        if each.denies_to(actor, capability):
            closed = each.name == CLOSED and place.room is not None
            return Conflict(CLOSED, room=place.room or "") if closed else Protected("minors.denied")
    around = state.rules.around(place.room) if place.room is not None else ()
    return Conflict("room.locked", room=next(each for each in around if each in state.durable.locked))
