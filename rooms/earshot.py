"""Who may hear and see whom: a whole picture derived from places, rights and conversations, never a history
of changes.

A group is a conversation or a room with sound. In a stage room the stage is heard, not the audience: that is
speakers, hosts, those who were given the floor, and the hall's camera. A quiet room carries nothing.
"""

from dataclasses import dataclass, field

from rooms.ids import RoomId, SourceId, VisitorId
from rooms.queue import speakers
from rooms.roles import Capability, Role, can
from rooms.state import Avatar, Media, State

ON_STAGE = frozenset({Role.ADMINISTRATOR, Role.MODERATOR, Role.SPEAKER})
"""Roles that are heard and seen from a stage room."""


@dataclass(slots=True)
class Group:
    """One circle of sound: who is heard, who is seen, and a camera that comes before all others."""

    heard: list[VisitorId] = field(default_factory=list[VisitorId])
    seen: list[VisitorId] = field(default_factory=list[VisitorId])
    stage: SourceId | None = None


@dataclass(slots=True)
class Earshot:
    """The whole picture: the groups, the group of each listener, and what each person may send now."""

    groups: dict[str, Group] = field(default_factory=dict[str, Group])
    group_of: dict[VisitorId, str] = field(default_factory=dict[VisitorId, str])
    sends: dict[VisitorId, Media] = field(default_factory=dict[VisitorId, Media])


def stage_group(stage: RoomId) -> str:
    """The group of a room, for those who watch from outside."""
    return f"room:{stage}"


def may_watch(state: State, visitor: VisitorId, stage: RoomId, now: int) -> bool:
    """Whether somebody may hear and see a stage from outside at this moment."""
    known = visitor in state.durable.visitors
    return known and can(state.actor(visitor), Capability.AV_SUBSCRIBE, state.place(stage), now)


def earshot(state: State, now: int) -> Earshot:
    """Who may hear and see whom at this moment."""
    whole = Earshot()
    for room, camera in state.live.stages.items():
        whole.groups[stage_group(room)] = Group(stage=camera.source if camera.status != "off" else None)
    floors = speakers(state)
    for avatar in state.live.avatars.values():
        _place(state, avatar, whole, floors, now)
    return whole


def _place(
    state: State, avatar: Avatar, whole: Earshot, floors: dict[RoomId, set[VisitorId]], now: int
) -> None:
    visitor = avatar.visitor
    if state.live.presence.get(visitor) == "lost" or visitor not in state.durable.visitors:
        return
    actor, place = state.actor(visitor), state.place(avatar.room)
    whole.sends[visitor] = _sends(state, visitor, can(actor, Capability.AV_PUBLISH, place, now))
    name = _group(state, avatar)
    if name is None:
        return
    group = whole.groups.setdefault(name, Group())
    if can(actor, Capability.AV_SUBSCRIBE, place, now):
        whole.group_of[visitor] = name
    if _audience(state, avatar, actor.role) and visitor not in floors.get(avatar.room or RoomId(""), ()):
        return
    if whole.sends[visitor].mic:
        group.heard.append(visitor)
    if whole.sends[visitor].cam:
        group.seen.append(visitor)


def _sends(state: State, visitor: VisitorId, allowed: bool) -> Media:
    media = state.live.media.get(visitor)
    return Media(media.mic, media.cam) if allowed and media is not None else Media()


def _group(state: State, avatar: Avatar) -> str | None:
    """The circle of sound an avatar is in: its room's, else its conversation's, else none."""
    if state.talks_by_room(avatar.room) and avatar.room is not None:
        return None if state.rules.rooms[avatar.room].kind == "quiet" else stage_group(avatar.room)
    return f"talk:{avatar.conversation}" if avatar.conversation else None


def _audience(state: State, avatar: Avatar, role: Role) -> bool:
    kind = state.rules.rooms[avatar.room].kind if avatar.room is not None else ""
    return kind == "stage" and role not in ON_STAGE
