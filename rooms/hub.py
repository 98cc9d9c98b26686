"""The hub: a table of commands and a table of events over the slices, and nothing else.

``decide`` checks and returns events without changing anything; ``evolve`` is the only place where durable
state changes, so a replay of the journal equals life. ``step`` and ``tick`` are the hub's answers to time.
"""

from collections.abc import Iterable
from itertools import chain

from rooms import (
    asking,
    attendance,
    avatars,
    board,
    boxes,
    captions,
    chat,
    conversations,
    doors,
    figures,
    following,
    interpreting,
    layouts,
    media,
    moderation,
    motion,
    people,
    polls,
    portals,
    programme,
    queue,
    reactions,
    recording,
    reports,
    screen,
    slides,
    voting,
    walks,
    writing,
)
from rooms import events as e
from rooms.breakouts import assigning, plans, rounds, seats, tower
from rooms.commands import Command
from rooms.events import Durable, Event, PresenceChanged, Spot
from rooms.ids import SYSTEM, VisitorId
from rooms.minors import children, gate, opening, wall, workshops
from rooms.model.rules import Rules
from rooms.motion import Move, Step
from rooms.roles import Actor, Role
from rooms.rule import Evolve, Rule
from rooms.state import Durable as DurableState
from rooms.state import Moment, State

_SLICES = (
    people,
    avatars,
    doors,
    conversations,
    chat,
    writing,
    reports,
    following,
    walks,
    media,
    attendance,
    figures,
    queue,
    asking,
    captions,
    interpreting,
    moderation,
    polls,
    voting,
    reactions,
    programme,
    boxes,
    portals,
    screen,
    slides,
    recording,
    board,
    layouts,
    plans,
    assigning,
    rounds,
    seats,
    tower,
    opening,
    workshops,
    children,
)

RULES: dict[type[Command], Rule] = {command: rule for each in _SLICES for command, rule in each.RULES.items()}
EVOLVE: dict[type[Event], Evolve] = {
    event: change for each in _SLICES for event, change in each.EVOLVE.items()
}

SYSTEM_ACTOR = Actor(SYSTEM, Role.ADMINISTRATOR)
"""The hub itself as an actor: drops, expiry, retention."""


class Hub:
    """One hub's state and the rules over it. Not thread-safe: it has one owner, the server's host."""

    def __init__(self, rules: Rules, durable: DurableState | None = None) -> None:
        self.state = State(rules, durable or DurableState())

    def actor(self, visitor: VisitorId) -> Actor:
        """A known visitor as an actor.

        :raises Unknown: nobody has that id.
        """
        return SYSTEM_ACTOR if visitor == SYSTEM else self.state.actor(visitor)

    def decide(self, actor: Actor, command: Command, at: Moment) -> list[Event]:
        """What follows from a command. Changes nothing.

        :raises Refusal: the command is not allowed or does not fit; its code says which.
        """
        rule = RULES[type(command)]
        gate.check_command(self.state, actor, command)
        rule.check(self.state, actor, command, at.now)
        events = rule.decide(self.state, actor, command, at)
        gate.check_events(self.state, actor, events)
        return events

    def evolve(self, event: Event, now: int) -> int | None:
        """Apply one event; the sequence number a durable one got, None for a live one."""
        _apply(self.state, event, now)
        if not isinstance(event, Durable):
            return None
        self.state.durable.seq += 1
        self.state.durable.at = now
        return self.state.durable.seq

    def replay(self, event: Durable, seq: int, at: int) -> None:
        """Apply a journalled event; its live consequences belong to the time before the start."""
        _apply(self.state, event, at)
        self.state.durable.seq, self.state.durable.at = seq, at

    def step(self, moves: dict[VisitorId, Move], at: Moment) -> Step:
        """One tick of motion; the events in the result are applied."""
        return motion.step(self.state, _apply, moves, at)

    def tick(self, at: Moment) -> list[Event]:
        """What is due at this time: places kept long enough, votes, reactions and ended screens to be told.
        Applied.
        """
        events: list[Event] = []
        told = (
            queue.counted(self.state),
            plans.counted(self.state),
            tower.may_still(self.state, at.now),
            polls.counted(self.state),
            reactions.summed(self.state, at.now),
            figures.seating(self.state),
            media.lapsed(self.state, at.now),
            children.told(self.state, at.now),
        )
        for event in chain.from_iterable(told):
            self.evolve(event, at.now)
            events.append(event)
        for visitor in list(avatars.overdue(self.state, at.now)):
            for event in avatars.departure(self.state, visitor):
                self.evolve(event, at.now)
                events.append(event)
        return events

    def due(self, now: int) -> list[Command]:
        """What the hub has to do by itself at this time, durably: to be decided like any command."""
        state = self.state
        return [
            *polls.due(state, now),
            *attendance.due(state, now),
            *asking.due(state),
            *interpreting.due(state),
            *rounds.due(state, now),
            *seats.due(state, now),
            *recording.due(state, now),
            *workshops.due(state, now),
        ]

    def calling(self) -> list[Command]:
        """Who is to be called to a group, or back, in this very tick: a few at a time."""
        return seats.calling(self.state)

    def restore(self, spots: Iterable[tuple[VisitorId, Spot]], now: int) -> None:
        """Put those who were here before a start back where they stood, as lost; their places are kept as
        usual; who is on the wrong side of a workshop with minors comes anew. A window into a hallway comes
        back with its device.
        """
        boxes = self.state.durable.boxes.boxes
        for visitor, spot in spots:
            person = self.state.durable.visitors.get(visitor) if visitor not in boxes else None
            if person is not None and not person.banned and spot.floor in self.state.rules.floors:
                free = avatars.standable(self.state, seats.stood(self.state, visitor, spot))
                if not wall.may_be(self.state, visitor, free):
                    continue
                for event in avatars.appear(self.state, visitor, free, now):
                    self.evolve(event, now)
                self.evolve(PresenceChanged(visitor, "lost"), now)


def _apply(state: State, event: Event, now: int) -> None:
    """Change the state by one event; who is behind which lock, and who has the floor, is worked out
    anew when it may have changed.
    """
    if isinstance(event, e.VisitorErased | e.BreakoutRemoved):
        wall.remember(state, event)
    EVOLVE[type(event)](state, event, now)
    if type(event) in _AT_DOORS:
        state.locks.clear()
    if type(event) in _OF_FLOORS:
        state.floors.clear()
    if type(event) in _OF_MINORS:
        state.forget_minors()


_AT_DOORS = frozenset(
    {
        e.RoomLocked,
        e.RoomUnlocked,
        e.RoomAdmitted,
        e.RoomEntered,
        e.RoomLeft,
        e.AvatarAppeared,
        e.VisitorLeft,
        e.BoxPaired,
        e.BoxPlaced,
        e.BoxRevoked,
    }
)

_OF_FLOORS = frozenset({*queue.EVOLVE, *asking.EVOLVE, e.VisitorErased})
_OF_MINORS = frozenset(
    {
        *opening.EVOLVE,
        *workshops.EVOLVE,
        *children.EVOLVE,
        *plans.EVOLVE,
        *rounds.EVOLVE,
        e.VisitorErased,
    }
    - {e.MinorTalking}
)
