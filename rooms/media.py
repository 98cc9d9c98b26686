"""Sound and picture as the hub sees them: who asks for them, who sends, who shares a screen, and what stands
on the stages.

Session descriptions pass through unread; the media plane makes and takes them.
"""

from typing import Any

from rooms import commands as c
from rooms import events as e
from rooms.circles import circle_of, is_heard
from rooms.commands import Command
from rooms.errors import Conflict, Invalid, Protected, Refusal, Unknown
from rooms.events import Event, Share
from rooms.ids import RoomId, VisitorId, camera_of
from rooms.marks import marked
from rooms.model.live import Avatar, Media, StageSource
from rooms.queue import speakers
from rooms.roles import Actor, Capability, can
from rooms.rule import Evolve, Rule
from rooms.state import Moment, State

SDP_MOST = 40_000
"""Characters of an answer; Chromium's for 17 slots has 13,000."""
TAB_MOST = 40
SCREENS_MOST = 4
"""Screens shared in one circle at the same time."""


def publish(state: State, actor: Actor, command: c.SetMedia, at: Moment) -> list[Event]:
    """Microphone and camera on or off, of somebody who is here."""
    state.avatar(actor.visitor)
    now = state.live.media.get(actor.visitor, Media())
    same = (now.mic, now.cam) == (command.mic, command.cam)
    return [] if same else [e.MediaChanged(actor.visitor, command.mic, command.cam, now.screen)]


def share(state: State, actor: Actor, command: c.ShareScreen, at: Moment) -> list[Event]:
    """Show the own screen to the circle one is in; once more in another one it is shared anew."""
    circle = _shown_to(state, state.avatar(actor.visitor))
    if state.durable.minors.of(actor.visitor) is not None:
        raise Protected("minors.denied")
    now = state.live.media.get(actor.visitor, Media())
    if now.screen is not None and now.screen.circle == circle:
        return []
    screens = [each.screen for each in state.live.media.values() if each.screen is not None]
    if sum(each.circle == circle for each in screens) >= SCREENS_MOST:
        raise Conflict("media.enough_screens", most=SCREENS_MOST)
    return [e.MediaChanged(actor.visitor, now.mic, now.cam, Share(at.now, circle))]


def _shown_to(state: State, avatar: Avatar) -> str:
    """The circle somebody may share a screen with here, or a refusal."""
    circle = circle_of(state, avatar)
    if circle is None:
        raise Conflict("media.nobody_here")
    if not is_heard(state, avatar, state.visitor(avatar.visitor).role, speakers(state)):
        raise Conflict("media.not_on_stage")
    return circle


def end_share(state: State, actor: Actor, command: c.EndScreen, at: Moment) -> list[Event]:
    """No more, if there was a screen."""
    now = state.live.media.get(actor.visitor, Media())
    return [] if now.screen is None else [e.MediaChanged(actor.visitor, now.mic, now.cam)]


def lapsed(state: State, now: int) -> list[Event]:
    """The ends of screens that are not where they were shared any more, or whose right is gone.

    Nobody sees them from that moment on, see ``rooms/earshot.py``; this tells it.
    """
    return [
        e.MediaChanged(visitor, each.mic, each.cam)
        for visitor, each in state.live.media.items()
        if each.screen is not None and not _lasts(state, visitor, each.screen, now)
    ]


def _lasts(state: State, visitor: VisitorId, screen: Share, now: int) -> bool:
    avatar = state.live.avatars.get(visitor)
    if avatar is None:
        return False
    try:
        circle = _shown_to(state, avatar)
    except Refusal:
        return False
    allowed = can(state.actor(visitor), Capability.AV_PUBLISH, state.place(avatar.room), now)
    return allowed and circle == screen.circle


def join(state: State, actor: Actor, command: c.JoinMedia, at: Moment) -> list[Event]:
    """A tab of somebody who is in the hub, or a venue box."""
    if actor.visitor not in state.durable.boxes.boxes:
        state.avatar(actor.visitor)
    return [e.MediaJoined(actor.visitor, _tab(command.tab), None, keep=command.keep)]


def watch(state: State, actor: Actor, command: c.WatchStage, at: Moment) -> list[Event]:
    """A tab that only watches a stage."""
    return [e.MediaJoined(actor.visitor, _tab(command.tab), command.stage, command.part, command.keep)]


def answer(state: State, actor: Actor, command: c.AnswerMedia, at: Moment) -> list[Event]:
    """The tab's answer, on its way to the media plane."""
    if len(command.sdp) > SDP_MOST:
        raise Invalid("media.too_long")
    return [e.MediaAnswered(actor.visitor, _tab(command.tab), command.sdp)]


def leave(state: State, actor: Actor, command: c.LeaveMedia, at: Moment) -> list[Event]:
    """The tab has enough."""
    return [e.MediaLeft(actor.visitor, _tab(command.tab))]


def _tab(name: str) -> str:
    if len(name) > TAB_MOST:
        raise Invalid("media.too_long")
    return name


def _own_room(state: State, actor: Actor, command: Any) -> RoomId | None:
    """The room one is in."""
    avatar = state.live.avatars.get(actor.visitor)
    return avatar.room if avatar is not None else None


def stage_of(state: State, stage: RoomId) -> RoomId:
    """A room that is a stage, or a refusal."""
    room = state.rules.rooms.get(stage)
    if room is None or room.kind != "stage":
        raise Unknown("stage.unknown")
    return stage


def named_stage(state: State, actor: Actor, command: Any) -> RoomId | None:
    """The room a command names as ``stage``, which must be one."""
    return stage_of(state, command.stage)


def make_key(state: State, actor: Actor, command: c.MakeStageKey, at: Moment) -> list[Event]:
    """A new key for the camera."""
    return [e.StageKeyMade(stage_of(state, command.stage), command.hash)]


def report(state: State, actor: Actor, command: c.ReportSource, at: Moment) -> list[Event]:
    """The camera came, fell silent, came back or went."""
    new = StageSource(command.source, command.status)
    if state.live.stages.get(command.stage, StageSource(None, "off")) == new:
        return []
    changed = e.StageSourceChanged(command.stage, command.source, command.status)
    return [changed, *marked(state, command.stage, camera_of(command.stage), command.status)]


def _changed(state: State, event: e.MediaChanged, at: int) -> None:
    state.live.media[event.visitor] = Media(event.mic, event.cam, event.screen)


def _keyed(state: State, event: e.StageKeyMade, at: int) -> None:
    state.durable.keys[event.stage] = event.hash


def _sourced(state: State, event: e.StageSourceChanged, at: int) -> None:
    state.live.stages[event.stage] = StageSource(event.source, event.status)


def _joined(state: State, event: e.MediaJoined, at: int) -> None:
    if event.stage is not None:
        state.live.watching[event.visitor] = event.stage


def _left(state: State, event: e.MediaLeft, at: int) -> None:
    state.live.watching.pop(event.visitor, None)


def _passes(state: State, event: Event, at: int) -> None:
    """Nothing to remember: the media plane keeps what follows."""


RULES: dict[type[Command], Rule] = {
    c.SetMedia: Rule(Capability.AV_PUBLISH, publish),
    c.ShareScreen: Rule(Capability.AV_PUBLISH, share, _own_room),
    c.EndScreen: Rule(Capability.AV_SUBSCRIBE, end_share),
    c.JoinMedia: Rule(Capability.AV_SUBSCRIBE, join),
    c.WatchStage: Rule(Capability.AV_SUBSCRIBE, watch, named_stage),
    c.AnswerMedia: Rule(Capability.AV_SUBSCRIBE, answer),
    c.LeaveMedia: Rule(Capability.AV_SUBSCRIBE, leave),
    c.MakeStageKey: Rule(Capability.STAGE_KEY, make_key),
    c.ReportSource: Rule(Capability.STAGE_KEY, report),
}

EVOLVE: dict[type[Event], Evolve] = {
    e.MediaChanged: _changed,
    e.MediaJoined: _joined,
    e.MediaAnswered: _passes,
    e.MediaLeft: _left,
    e.StageKeyMade: _keyed,
    e.StageSourceChanged: _sourced,
}
