"""What a workshop with minors takes from sound and picture, wherever these come from otherwise.

It goes over the whole picture when that is made, so no circle, visit or loudspeaker leads around it.
"""

from typing import TYPE_CHECKING

from rooms.breakouts.circles import group_circle, listens_to, spoken_to
from rooms.circles import circle_of
from rooms.ids import SourceId, VisitorId, WorkshopId, peer_of
from rooms.minors.wall import is_up
from rooms.model.live import Media
from rooms.model.minors import Alone, Workshop
from rooms.state import State

if TYPE_CHECKING:
    from rooms.earshot import Earshot, Group


def guard(state: State, whole: "Earshot", now: int) -> None:
    """Take from the picture what is not to be: children who do not hold the key are not heard, and share no
    screen; nobody outside is in their circles; an adult and a child with nobody else there are not either.
    """
    if not is_up(state):
        return
    for workshop in state.durable.minors.workshops.values():
        for child in workshop.people:
            _hush(state, whole, child, now)
        for name in _circles(whole, workshop):
            _clear(whole, name, workshop)
    for each in apart(state, now):
        _part(state, whole, each)


def _hush(state: State, whole: "Earshot", child: VisitorId, now: int) -> None:
    """A child sends its camera, and its microphone while it holds the key."""
    sends = whole.sends.get(child)
    if sends is None:
        return
    talks = now < state.live.minors.talking.get(child, 0)
    whole.sends[child] = Media(sends.mic and talks, sends.cam)
    for group in whole.groups.values():
        _leave(group.sharing, child)
        if not talks:
            _leave(group.heard, child)


def _leave(people: list[VisitorId], who: VisitorId) -> None:
    people[:] = [each for each in people if each != who]


def _circles(whole: "Earshot", workshop: Workshop) -> list[str]:
    """The circles in which children of a workshop are, to hear or to be heard or seen."""
    hearing = {whole.group_of[each] for each in workshop.people if each in whole.group_of}
    return [
        name
        for name, group in whole.groups.items()
        if name in hearing or not workshop.people.keys().isdisjoint((*group.heard, *group.seen))
    ]


def _clear(whole: "Earshot", name: str, workshop: Workshop) -> None:
    """Nobody but the people of a workshop is in a circle of its children: no device, no camera of a hall."""
    group: Group = whole.group(name)
    group.mics.clear()
    group.cameras.clear()
    for people in (group.heard, group.seen, group.sharing):
        people[:] = [each for each in people if workshop.is_inside(each)]
    group.stage = next(iter(group.screens), None)
    for who in [who for who, at in whole.group_of.items() if at == name and not workshop.is_inside(who)]:
        del whole.group_of[who]


def _part(state: State, whole: "Earshot", alone: Alone) -> None:
    """In that circle neither hears, sees or sends anything."""
    group = whole.group(alone.circle)
    for who in (alone.adult, alone.child):
        for people in (group.heard, group.seen, group.sharing):
            _leave(people, who)
        if whole.group_of.get(who) == alone.circle:
            del whole.group_of[who]
        if _own_circle(state, who) == alone.circle:
            whole.sends[who] = Media()
    group.stage = next(iter(group.screens), None)


def _own_circle(state: State, visitor: VisitorId) -> str | None:
    """The circle in which somebody is with the body; none for who listens to another one."""
    avatar = state.live.avatars.get(visitor)
    lost = state.live.presence.get(visitor) == "lost"
    away = lost or visitor in state.durable.boxes.boxes or listens_to(state, visitor) is not None
    return circle_of(state, avatar) if avatar is not None and not away else None


def company(state: State, now: int) -> dict[str, set[VisitorId]]:
    """Who is in which circle: with the body, as a visitor to a table, listening to it, or speaking to all."""
    found: dict[str, set[VisitorId]] = {}
    for visitor in state.live.avatars:
        group = listens_to(state, visitor)
        own = _own_circle(state, visitor) if group is None else group_circle(state, group)
        for each in (own, *spoken_to(state, visitor, now)):
            if each is not None:
                found.setdefault(each, set()).add(visitor)
    return found


def apart(state: State, now: int) -> set[Alone]:
    """The circles in which one adult and one child are, and nobody else."""
    if not is_up(state):
        return set()
    found: set[Alone] = set()
    for circle, people in company(state, now).items():
        for workshop in state.durable.minors.workshops.values():
            children = people & workshop.admitted
            if len(people) == 2 and len(children) == 1:
                (child,), (adult,) = children, people - children
                found.add(Alone(workshop.id, circle, adult, child))
    return found


def sight(state: State, viewer: VisitorId) -> frozenset[WorkshopId]:
    """The workshops whose children somebody may see: those of which they are a named adult."""
    return frozenset(each.id for each in state.durable.minors.workshops.values() if viewer in each.adults)


def may_see(state: State, led: frozenset[WorkshopId], picture: SourceId) -> bool:
    """Whether a picture may be seen where it is shown, by who has this sight: a child's only by the named
    adults of its workshop.
    """
    workshop = state.durable.minors.of(peer_of(picture))
    return workshop is None or workshop.id in led
