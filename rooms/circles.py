"""Circles of sound: the names of the groups in which people hear each other, and who is heard in one."""

from collections.abc import Collection, Mapping

from rooms.breakouts.circles import circle_at_table
from rooms.ids import RoomId, VisitorId
from rooms.model.live import Avatar
from rooms.roles import Role
from rooms.state import State

ON_STAGE = frozenset({Role.ADMINISTRATOR, Role.MODERATOR, Role.SPEAKER})
"""Roles that are heard and seen from a stage room."""
_CHANNEL = "lang:"


def stage_group(stage: RoomId) -> str:
    """The group of a room, for those who watch from outside."""
    return f"room:{stage}"


def hall_group(stage: RoomId) -> str:
    """The group that is played into the real hall of a stage."""
    return f"hall:{stage}"


def channel_group(stage: RoomId, language: str) -> str:
    """The group of an interpreter channel of a stage."""
    return f"{_CHANNEL}{stage}:{language}"


def channel_named(group: str) -> tuple[RoomId, str] | None:
    """The stage and the language of a group that is an interpreter channel."""
    stage, _, language = group.removeprefix(_CHANNEL).rpartition(":")
    return (RoomId(stage), language) if group.startswith(_CHANNEL) else None


def circle_of(state: State, avatar: Avatar) -> str | None:
    """The circle of sound an avatar is in: its virtual table's, else its room's, else its conversation's,
    else none.
    """
    table = circle_at_table(state, avatar.visitor)
    if table is not None:
        return table
    if state.talks_by_room(avatar.room) and avatar.room is not None:
        return None if state.rules.rooms[avatar.room].kind == "quiet" else stage_group(avatar.room)
    return f"talk:{avatar.conversation}" if avatar.conversation else None


def is_heard(
    state: State, avatar: Avatar, role: Role, floors: Mapping[RoomId, Collection[VisitorId]]
) -> bool:
    """Whether somebody is heard where they are: in a stage room only who is on the stage, by role or because
    they have the floor there.
    """
    if circle_at_table(state, avatar.visitor) is not None:
        return True
    if avatar.room is None or state.rules.rooms[avatar.room].kind != "stage":
        return True
    return role in ON_STAGE or avatar.visitor in floors.get(avatar.room, ())
