"""Where a group is heard: in its room, or, at a virtual table, in a circle of its own."""

from rooms.events.groups import RoundGroup
from rooms.ids import GroupId, VisitorId
from rooms.roles import Capability, can
from rooms.state import State


def group_circle(state: State, group: RoundGroup) -> str:
    """The circle of sound of a group."""
    return f"room:{group.room}" if group.room is not None else table_circle(group.id)


def table_circle(group: GroupId) -> str:
    """The circle of sound of a virtual table."""
    return f"group:{group}"


def circle_at_table(state: State, visitor: VisitorId) -> str | None:
    """The circle of the virtual table at which somebody sits or visits, wherever the body stands."""
    visit = state.live.breakouts.visiting.get(visitor)
    if visit is not None:
        round_ = state.durable.breakouts.rounds.get(visit[0])
        found = round_.groups.get(visit[1]) if round_ is not None else None
    else:
        found = state.durable.breakouts.seated(visitor)
    return table_circle(found.id) if found is not None and found.room is None else None


def listens_to(state: State, visitor: VisitorId) -> RoundGroup | None:
    """The group somebody hears, as far as its room lets them, without being heard there."""
    heard = state.live.breakouts.listening.get(visitor)
    round_ = state.durable.breakouts.rounds.get(heard[0]) if heard is not None else None
    if heard is None or round_ is None or heard[1] not in round_.groups:
        return None
    return round_.groups[heard[1]]


def spoken_to(state: State, visitor: VisitorId, now: int) -> list[str]:
    """The circles in which somebody who speaks to all is heard too: not behind doors locked to them."""
    speaking = state.live.breakouts.speaking.get(visitor)
    round_ = state.durable.breakouts.rounds.get(speaking) if speaking is not None else None
    if round_ is None or not round_.runs:
        return []
    actor = state.actor(visitor)
    return [
        group_circle(state, each)
        for each in round_.groups.values()
        if not each.ended and can(actor, Capability.AV_PUBLISH, state.place(each.room), now)
    ]


def is_at_box(state: State, visitor: VisitorId) -> bool:
    """Whether somebody sits at the real table of a group whose box is heard for them."""
    group = state.durable.breakouts.seated(visitor)
    box = state.durable.boxes.boxes.get(group.box) if group is not None and group.box is not None else None
    return box is not None and state.durable.on_site.get(visitor) == box.stage


def circle_of_box(state: State, box: VisitorId) -> str | None:
    """The circle of the group at whose real table a venue box stands while a round runs."""
    for round_ in state.durable.breakouts.running():
        for group in () if round_.rehearsal else round_.groups.values():
            if group.box == box and not group.ended:
                return group_circle(state, group)
    return None
