"""Who learns what: every event leaves through ``project``, replayed ones too, with the rights of today."""

from dataclasses import replace
from typing import Any

from rooms import (
    attendance,
    board_views,
    box_views,
    captions,
    following,
    interpreting_views,
    layouts,
    poll_views,
    programme_views,
    queue_views,
    reactions,
    recording,
    reports,
    screen,
    slides,
    writing,
)
from rooms import events as e
from rooms.breakouts import views as breakout_views
from rooms.chat import may_read
from rooms.conversations import mine
from rooms.errors import Refusal
from rooms.events import Event
from rooms.ids import RoomId, VisitorId
from rooms.minors import children, opening, veil, wall, workshops
from rooms.roles import Actor, Capability, can
from rooms.rule import View
from rooms.state import State
from rooms.views import nobody, own


def project(state: State, event: Event, viewer: Actor, now: int) -> Event | None:
    """The event as ``viewer`` may see it: whole, reduced, or None; nothing of what is behind the wall of a
    workshop with minors.
    """
    if wall.keeps(state, viewer.visitor, event):
        return None
    shown = veil.unveiled(state, viewer.visitor, event)
    view = _view_of(shown) if shown is not None else None
    return shown if shown is None or view is None else view(state, shown, viewer, now)


def only_for(event: Any) -> frozenset[VisitorId] | None:
    """Whom alone an event can concern, so that nobody else need be asked; None where rights decide."""
    view = _view_of(event)
    if view is nobody:
        return frozenset()
    return frozenset({event.visitor}) if view is own else None


def _view_of(event: Event) -> View | None:
    return _VIEWS.get(type(event))


def _readers(state: State, event: Any, viewer: Actor, now: int) -> Event | None:
    """For those who may read the channel."""
    return event if may_read(state, viewer, event.channel, now) else None


def _posted(state: State, event: e.MessagePosted, viewer: Actor, now: int) -> Event | None:
    """For those who may read the channel, and for the author wherever that person is by now."""
    own = event.author == viewer.visitor and can(viewer, Capability.CHAT_READ, state.place(None), now)
    return event if own else _readers(state, event, viewer, now)


def _inviters(state: State, event: Any, viewer: Actor, now: int) -> Event | None:
    """For those who make invite links."""
    return event if can(viewer, Capability.INVITE_CREATE, state.place(None), now) else None


def _placed(state: State, event: e.VisitorPlaced, viewer: Actor, now: int) -> Event | None:
    """For all, but where a person may return to is that person's and the hosts' business."""
    host = can(viewer, Capability.VISITOR_MOVE, state.place(None), now)
    return event if host or event.visitor == viewer.visitor else replace(event, return_to=None)


def _door(state: State, event: e.RoomKnocked | e.RoomAdmitted, viewer: Actor, now: int) -> Event | None:
    """For those at a door: inside, outside, or host of the hub."""
    host = can(viewer, Capability.ROOM_LOCK, state.place(None), now)
    concerned = host or event.visitor == viewer.visitor or _inside(state, viewer, event.room)
    return event if concerned else None


def _inside(state: State, viewer: Actor, room: RoomId) -> bool:
    avatar = state.live.avatars.get(viewer.visitor)
    return avatar is not None and room in state.rooms_of(avatar)


def _circle(
    state: State, event: e.ConversationKnocked | e.ConversationAdmitted, viewer: Actor, now: int
) -> Event | None:
    """For the members of a conversation and the one who asks."""
    if event.visitor == viewer.visitor:
        return event
    try:
        return event if mine(state, viewer.visitor).id == event.id else None
    except Refusal:
        return None


def author(shown: Event, by: VisitorId) -> VisitorId | None:
    """Who did what an event tells, unless the event as it is shown keeps that back."""
    if isinstance(shown, e.ReportFiled):
        return shown.visitor
    return None if getattr(shown, "visitor", by) is None else by


_VIEWS: dict[type[Event], View] = {
    e.InviteCreated: _inviters,
    e.InviteUsed: _inviters,
    e.InviteRevoked: _inviters,
    e.VisitorPlaced: _placed,
    e.MessagePosted: _posted,
    e.MessageDeleted: _readers,
    e.ChannelRead: own,
    e.AvatarPlaced: own,
    e.WalkStarted: own,
    e.WalkEnded: own,
    e.EntryRefused: own,
    e.MediaJoined: nobody,
    e.MediaAnswered: nobody,
    e.MediaLeft: nobody,
    e.StageKeyMade: nobody,
    **writing.VIEWS,
    **attendance.VIEWS,
    **reports.VIEWS,
    **following.VIEWS,
    **captions.VIEWS,
    **interpreting_views.VIEWS,
    **queue_views.VIEWS,
    **poll_views.VIEWS,
    **reactions.VIEWS,
    **programme_views.VIEWS,
    **board_views.VIEWS,
    **box_views.VIEWS,
    **breakout_views.VIEWS,
    **screen.VIEWS,
    **layouts.VIEWS,
    **slides.VIEWS,
    **recording.VIEWS,
    **opening.VIEWS,
    **workshops.VIEWS,
    **children.VIEWS,
    e.RoomKnocked: _door,
    e.RoomAdmitted: _door,
    e.ConversationKnocked: _circle,
    e.ConversationAdmitted: _circle,
}
"""Only events that not everybody may see as they are. What is missing here is for all who are in the hub."""
