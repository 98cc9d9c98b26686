"""What every command needs before it is decided: a capability, and the place where it must be held."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any, TypeVar

from rooms.commands import Command
from rooms.errors import Banned, Conflict, Invalid, NotAllowed
from rooms.events import Event
from rooms.ids import SYSTEM, RoomId, VisitorId
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
        if can(actor, self.needs, place, now):
            return
        if room is not None and can(actor, self.needs, Place(room, state.rules.policies), now):
            shut = next(each for each in state.rules.around(room) if each in state.durable.locked)
            raise Conflict("room.locked", room=shut)
        raise NotAllowed(self.needs)
