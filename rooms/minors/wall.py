"""The wall around a workshop with minors: what is on which side of it, for each who looks.

Nobody outside learns anything that names a child, or a breakout plan, round or group of the workshop; a
child learns of nobody but the people of its workshop. It is asked by ids, of whatever holds them: events,
commands, the state of a connection. So what is added to the hub later stands behind it too.
"""

import re
from collections.abc import Iterator
from dataclasses import fields, is_dataclass
from functools import lru_cache
from typing import Any, cast

from rooms import events as e
from rooms.events import Event, Spot
from rooms.ids import PlanId, RoomId, VisitorId, WorkshopId
from rooms.model.minors import Workshop
from rooms.state import State
from rooms.views import Same

ID_MOST = 200
"""Characters of the longest string that can hold an id; a channel of two people has 80."""
_BETWEEN = re.compile(r"[:/]")
_OPEN = e.ReportFiled | e.ReportSettled | e.MinorsCleared
"""Events whose own views decide: a report about a named adult has to reach others than named adults, and
that a workshop is cleared reaches everybody, without its ids.
"""


def is_up(state: State) -> bool:
    """Whether there is any workshop with minors."""
    return bool(state.durable.minors.workshops)


def hides_any(state: State) -> bool:
    """Whether anything may be hidden from anybody: there is a workshop, or something is known to have been of
    one.
    """
    return is_up(state) or bool(state.live.minors.gone)


def hides(state: State, viewer: VisitorId, token: str) -> bool:
    """Whether something with this id does not exist for somebody."""
    minors = state.durable.minors
    if not hides_any(state) or token == viewer:
        return False
    own, whose = minors.of(viewer), _holder(state, token)
    if own is None:
        return whose is not None and viewer not in whose.adults
    if viewer not in own.admitted:
        return _is_somebody(state, token)
    if whose is not None and whose.id == own.id:
        return token in whose.outside
    return _is_somebody(state, token) and token not in own.adults


Side = tuple[WorkshopId, bool] | frozenset[WorkshopId]
"""A child's workshop and whether it is inside; of everybody else the workshops they are adults of."""


def side(state: State, viewer: VisitorId) -> Side:
    """On which side of all walls somebody is: those of the same side see the same, but for themselves."""
    minors = state.durable.minors
    own = minors.of(viewer)
    if own is not None:
        return (own.id, viewer in own.admitted)
    return frozenset(each.id for each in minors.workshops.values() if viewer in each.adults)


def _holder(state: State, token: str) -> Workshop | None:
    """The workshop that a child, plan, round or group belongs to; of a child that is gone, as it was then."""
    found = parts(state).get(token)
    if found is not None:
        return state.durable.minors.workshops.get(found)
    return state.live.minors.gone.get(token)


def remember(state: State, event: Event) -> None:
    """Keep of which workshop something is that an event is about to end: who learns of it is asked later."""
    whose = _holder(state, getattr(event, "plan", None) or getattr(event, "visitor", ""))
    if whose is None:
        return
    if isinstance(event, e.VisitorErased):
        state.live.minors.remember(event.visitor, whose)
    elif isinstance(event, e.BreakoutRemoved):
        for each in _of_plan(state, event.plan):
            state.live.minors.remember(each, whose)


def _of_plan(state: State, plan: PlanId) -> Iterator[str]:
    """A plan's own id, its rounds' and its groups'."""
    breakouts = state.durable.breakouts
    yield plan
    if plan in breakouts.plans:
        yield from (group.id for group in breakouts.plans[plan].spec.groups)
    for each in breakouts.rounds.values():
        if each.plan == plan:
            yield from (each.id, *each.groups)


def _is_somebody(state: State, token: str) -> bool:
    """Whether an id is a person's, or of a breakout."""
    known = token in state.durable.visitors or token in parts(state)
    return known or token in state.live.minors.gone


def parts(state: State) -> dict[str, WorkshopId | None]:
    """All children, plans, rounds and groups, each with its workshop; kept until one of them changes."""
    if state.parts is None:
        breakouts, minors = state.durable.breakouts, state.durable.minors
        found: dict[str, WorkshopId | None] = {}
        for each in minors.workshops.values():
            found |= dict.fromkeys(each.people, each.id)
        for plan in breakouts.plans.values():
            whose = minors.of_plan(plan.id)
            ids = (plan.id, *(each.id for each in plan.spec.groups))
            found |= dict.fromkeys(ids, whose.id if whose is not None else None)
        for round_ in breakouts.rounds.values():
            found |= dict.fromkeys((round_.id, *round_.groups), found.get(round_.plan))
        state.parts = found
    return state.parts


def may_stand(state: State, visitor: VisitorId, rooms: tuple[RoomId, ...]) -> bool:
    """Whether somebody may be where these rooms are (innermost first; none is the open floor): a child in
    its workshop's rooms alone, and in those nobody else but its adults.
    """
    if not is_up(state):
        return True
    here, own = state.durable.minors.of_rooms(rooms), state.durable.minors.of(visitor)
    if own is not None:
        return here is not None and here.id == own.id
    return here is None or visitor in here.adults


def may_be(state: State, visitor: VisitorId, spot: Spot) -> bool:
    """Whether somebody may be at a place; a child that waits, or whose workshop is over, is nowhere."""
    own = state.durable.minors.of(visitor)
    inside = own is None or visitor in own.admitted
    return inside and may_stand(state, visitor, state.rules.floors[spot.floor].rooms_at(spot.x, spot.y))


def named(thing: Event) -> frozenset[str]:
    """All ids that may stand in an event or a command."""
    return _named(Same(thing))


@lru_cache(maxsize=256)
def _named(same: "Same[Any]") -> frozenset[str]:
    return frozenset(_ids(same.event))


def _ids(value: object) -> Iterator[str]:
    if isinstance(value, str):
        if len(value) <= ID_MOST:
            yield value
            yield from _BETWEEN.split(value) if ":" in value or "/" in value else ()
    elif is_dataclass(value):
        for each in fields(value):
            yield from _ids(getattr(value, each.name))
    elif isinstance(value, dict):
        for key, each in cast("dict[object, object]", value).items():
            yield from _ids(key)
            yield from _ids(each)
    elif isinstance(value, tuple | list | set | frozenset):
        for each in cast("tuple[object, ...]", value):
            yield from _ids(each)


def keeps(state: State, viewer: VisitorId, event: Event) -> bool:
    """Whether an event stays behind the wall for somebody."""
    minors = state.durable.minors
    if not hides_any(state) or isinstance(event, _OPEN):
        return False
    if minors.of(viewer) is not None:
        return any(hides(state, viewer, token) for token in named(event))
    held = (whose for token in named(event) if (whose := _holder(state, token)) is not None)
    return any(viewer not in each.adults for each in held)


def without(state: State, viewer: VisitorId, value: Any) -> Any:
    """A structure as it is told, without all that is hidden from somebody: entries of tables by key or
    value, members of lists that are hidden or name what is.
    """
    return _Filter(state, viewer).cleaned(value) if is_up(state) else value


class _Filter:
    """What is hidden from one who looks, each id looked at once."""

    def __init__(self, state: State, viewer: VisitorId) -> None:
        self._state, self._viewer = state, viewer
        self._known: dict[str, bool] = {}

    def _hidden(self, token: str) -> bool:
        if token not in self._known:
            self._known[token] = hides(self._state, self._viewer, token)
        return self._known[token]

    def _names(self, value: object) -> bool:
        """Whether a value is hidden, or a record that names what is."""
        if isinstance(value, str) or is_dataclass(value):
            return any(self._hidden(each) for each in _ids(value))
        if isinstance(value, dict):
            texts = (each for each in cast("dict[str, object]", value).values() if isinstance(each, str))
            return any(self._names(each) for each in texts)
        return False

    def cleaned(self, value: Any) -> Any:
        """The value without what is hidden."""
        if isinstance(value, dict):
            items = cast("dict[str, object]", value).items()
            kept = {key: each for key, each in items if not (self._names(key) or self._is_gone(each))}
            return {key: self.cleaned(each) for key, each in kept.items()}
        if isinstance(value, list | tuple | set | frozenset):
            members = cast("list[object]", value)
            return [self.cleaned(each) for each in members if not self._names(each)]
        return value

    def _is_gone(self, value: object) -> bool:
        """Whether the value of a table's entry is itself hidden: an id, or a record of one."""
        return (isinstance(value, str) or is_dataclass(value)) and self._names(value)
