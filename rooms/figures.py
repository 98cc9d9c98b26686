"""Figures: people who sit in a real hall and have no avatar are shown on its seats all the same.

They are pictures of who is there, told by the hub so that everybody sees the same: they take no part in
sound, conversations or walks, and nobody bumps into them.
"""

from collections.abc import Iterable, Iterator

from rooms import events as e
from rooms.commands import Command
from rooms.crowd import Crowd, thinned
from rooms.events import Event, Spot
from rooms.grid import Point
from rooms.ground import BODY, ELBOW_ROOM, feet, points_in
from rooms.ids import RoomId, VisitorId
from rooms.model.attendance import Figure
from rooms.rule import Evolve, Rule
from rooms.state import State

SITTING = 16
"""The bit of an avatar's ``state`` that says so."""


def seating(state: State) -> list[Event]:
    """The figures that go and come since this was asked last. Whoever finds no place in a full hall is in the
    lists alone, until somebody goes.
    """
    shown, wanted = state.live.figures, _wanted(state)
    gone = [each for each, figure in shown.items() if wanted.get(each) != figure.stage]
    waiting = {each: stage for each, stage in wanted.items() if each not in shown or each in gone}
    if not gone and waiting.keys() == state.live.unseated:
        return []
    seated = list(_seated(state, waiting, shown.keys() - gone))
    state.live.unseated = waiting.keys() - {each.visitor for each in seated}
    return [*(e.FigureGone(each) for each in gone), *seated]


def _wanted(state: State) -> dict[VisitorId, RoomId]:
    """Who sits in which hall and has no avatar, neither now nor while it is kept."""
    here, visitors = state.live.avatars, state.durable.visitors
    there = state.durable.on_site.items()
    return {
        each: stage
        for each, stage in there
        if each not in here and each in visitors and not visitors[each].banned and stage in state.rules.rooms
    }


def _seated(
    state: State, waiting: dict[VisitorId, RoomId], staying: Iterable[VisitorId]
) -> Iterator[e.FigureSeated]:
    """A place for each, seat by seat, then on the open ground of the room."""
    sitting = [state.live.figures[each].spot for each in staying]
    for stage in dict.fromkeys(waiting.values()):
        floor = state.rules.rooms[stage].floor
        taken = [(each.x, each.y) for each in sitting if each.floor == floor]
        free = _places(state, stage, [*taken, *feet(state, floor)])
        for visitor in (each for each, where in waiting.items() if where == stage):
            place = next(free, None)
            if place is not None:
                (x, y), bits = place
                yield e.FigureSeated(visitor, stage, floor, x, y, bits)


def _places(state: State, stage: RoomId, taken: list[Point]) -> Iterator[tuple[Point, int]]:
    """The free places of a hall with the bits of how one is there."""
    floor, crowd = state.rules.floors[state.rules.rooms[stage].floor], Crowd(taken, BODY)
    for seat in floor.seats:
        if floor.room_at(seat.x, seat.y) == stage and not crowd.near((seat.x, seat.y)):
            crowd.add((seat.x, seat.y))
            yield (seat.x, seat.y), seat.direction | SITTING
    for point in thinned(points_in(floor, stage), ELBOW_ROOM):
        if not crowd.near(point):
            crowd.add(point)
            yield point, 0


def _appeared(state: State, event: e.FigureSeated, at: int) -> None:
    spot = Spot(event.floor, event.x, event.y)
    state.live.figures[event.visitor] = Figure(event.stage, spot, event.state)


def _gone(state: State, event: e.FigureGone, at: int) -> None:
    state.live.figures.pop(event.visitor, None)


RULES: dict[type[Command], Rule] = {}
"""Nobody asks for a figure."""

EVOLVE: dict[type[Event], Evolve] = {e.FigureSeated: _appeared, e.FigureGone: _gone}
