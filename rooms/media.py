"""Sound and picture as the hub sees them: who asks for them, who sends, and what stands on the stages.

Session descriptions pass through unread; the media plane makes and takes them.
"""

from typing import Any

from rooms import commands as c
from rooms import events as e
from rooms.commands import Command
from rooms.errors import Invalid, Unknown
from rooms.events import Event
from rooms.ids import RoomId, camera_of
from rooms.marks import marked
from rooms.model.live import Media, StageSource
from rooms.roles import Actor, Capability
from rooms.rule import Evolve, Rule
from rooms.state import Moment, State

SDP_MOST = 40_000
"""Characters of an answer; Chromium's for 17 slots has 13,000."""
TAB_MOST = 40


def publish(state: State, actor: Actor, command: c.SetMedia, at: Moment) -> list[Event]:
    """Microphone and camera on or off, of somebody who is here."""
    state.avatar(actor.visitor)
    now = state.live.media.get(actor.visitor, Media())
    same = (now.mic, now.cam) == (command.mic, command.cam)
    return [] if same else [e.MediaChanged(actor.visitor, command.mic, command.cam)]


def join(state: State, actor: Actor, command: c.JoinMedia, at: Moment) -> list[Event]:
    """A tab of somebody who is in the hub, or a venue box."""
    if actor.visitor not in state.durable.boxes.boxes:
        state.avatar(actor.visitor)
    return [e.MediaJoined(actor.visitor, _tab(command.tab), None)]


def watch(state: State, actor: Actor, command: c.WatchStage, at: Moment) -> list[Event]:
    """A tab that only watches a stage."""
    return [e.MediaJoined(actor.visitor, _tab(command.tab), command.stage)]


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
    state.live.media[event.visitor] = Media(event.mic, event.cam)


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
