"""Interpreter channels of a stage: who may interpret, who is on air, how a channel is handed over, and who
hears it.

A language that somebody was named for is a channel. An interpreter works at the desk of one channel: there
the stage is heard, and what the microphone takes goes to the channel while one is on air, and nowhere else.
"""

from rooms import commands as c
from rooms import events as e
from rooms.captions import tag
from rooms.commands import Command
from rooms.errors import Conflict, Invalid, Unknown
from rooms.events import Event
from rooms.ids import RoomId, VisitorId
from rooms.media import named_stage
from rooms.model.interpreting import Desk, OnAir
from rooms.roles import Actor, Capability
from rooms.rule import Evolve, Rule
from rooms.state import Moment, State

INTERPRETERS_MOST = 40
"""Interpreters a stage."""
LANGUAGES_MOST = 4
"""Languages one person interprets into at a stage."""


def name(state: State, actor: Actor, command: c.NameInterpreter, at: Moment) -> list[Event]:
    """Somebody interprets, into other languages, or no more; a second time changes nothing."""
    stage, visitor = command.stage, command.visitor
    state.visitor(visitor)
    languages = tuple(dict.fromkeys(tag(each) for each in command.languages))
    people = state.durable.interpreting.interpreters.get(stage, {})
    if people.get(visitor, ()) == languages:
        return []
    if len(languages) > LANGUAGES_MOST:
        raise Invalid("interpreter.languages", most=LANGUAGES_MOST)
    if languages and visitor not in people and len(people) >= INTERPRETERS_MOST:
        raise Conflict("interpreter.enough", most=INTERPRETERS_MOST)
    desk = state.durable.interpreting.desks.get(visitor)
    ends = desk is not None and desk.stage == stage and desk.language not in languages
    left = _left_desk(state, visitor, at) if ends else []
    return [*left, e.InterpreterNamed(stage, visitor, languages)]


def sit(state: State, actor: Actor, command: c.SitAtDesk, at: Moment) -> list[Event]:
    """Take one's place at a desk, or leave it; the microphone is off then, so that nothing goes astray."""
    visitor, stage, language = actor.visitor, command.stage, command.language
    before = state.durable.interpreting.desks.get(visitor)
    if language is None:
        return _left_desk(state, visitor, at) if before is not None and before.stage == stage else []
    state.avatar(visitor)
    if language not in state.durable.interpreting.interpreters.get(stage, {}).get(visitor, ()):
        raise Conflict("interpreter.not_named")
    if before == Desk(stage, language):
        return []
    left = _left_desk(state, visitor, at) if before else _silenced(state, visitor)
    return [*left, e.InterpreterSat(stage, visitor, language)]


def air(state: State, actor: Actor, command: c.GoOnAir, at: Moment) -> list[Event]:
    """Go on air where nobody is, where somebody asks to be relieved, or whose line is cut; or go off it."""
    visitor, desk = actor.visitor, _desk(state, actor, command.stage)
    holder = state.durable.interpreting.holder(desk.stage, desk.language)
    if not command.on:
        ours = holder is not None and holder.visitor == visitor
        return [e.InterpreterOnAir(desk.stage, desk.language, None, at.now)] if ours else []
    if holder is not None and holder.visitor == visitor:
        return []
    asked = holder is not None and holder.visitor in state.live.interpreting.asking
    if holder is not None and not asked and is_reached(state, holder.visitor):
        raise Conflict("interpreter.on_air")
    return [e.InterpreterOnAir(desk.stage, desk.language, visitor, at.now)]


def ask(state: State, actor: Actor, command: c.AskHandover, at: Moment) -> list[Event]:
    """Ask to be relieved, or to relieve."""
    _desk(state, actor, command.stage)
    same = (actor.visitor in state.live.interpreting.asking) == command.asking
    return [] if same else [e.HandoverAsked(command.stage, actor.visitor, command.asking)]


def hand_over(state: State, actor: Actor, command: c.HandOver, at: Moment) -> list[Event]:
    """Who is on air gives the channel to a colleague who asked."""
    desk = _desk(state, actor, command.stage)
    holder = state.durable.interpreting.holder(desk.stage, desk.language)
    beside = state.durable.interpreting.desks.get(command.visitor) == desk
    asked = command.visitor in state.live.interpreting.asking and is_reached(state, command.visitor)
    if holder is None or holder.visitor != actor.visitor or not (beside and asked):
        raise Conflict("interpreter.not_now")
    return [e.InterpreterOnAir(desk.stage, desk.language, command.visitor, at.now)]


def listen(state: State, actor: Actor, command: c.ListenTo, at: Moment) -> list[Event]:
    """Choose a channel; a second time changes nothing."""
    stage, language = command.stage, command.language
    if language is not None and language not in state.durable.interpreting.channels(stage):
        raise Unknown("interpreter.channel_unknown")
    same = state.live.interpreting.chosen(actor.visitor, stage) == language
    return [] if same else [e.ListeningChanged(stage, actor.visitor, language)]


def leave_desk(state: State, actor: Actor, command: c.LeaveDesk, at: Moment) -> list[Event]:
    """Somebody is gone, and with that person the voice."""
    return _left_desk(state, command.visitor, at)


def report(state: State, actor: Actor, command: c.ReportVoice, at: Moment) -> list[Event]:
    """The line of who is on air is cut, or stands again."""
    desk = state.durable.interpreting.desks.get(command.visitor)
    same = (command.visitor in state.live.interpreting.cut) == command.cut
    if desk is None or same:
        return []
    holder = state.durable.interpreting.holder(desk.stage, desk.language)
    ours = holder is not None and holder.visitor == command.visitor
    return [e.InterpreterCut(desk.stage, command.visitor, command.cut)] if ours else []


def count(state: State, actor: Actor, command: c.CountListeners, at: Moment) -> list[Event]:
    """How many hear the channels of a stage, if it is another number than before."""
    same = state.live.interpreting.listeners.get(command.stage, {}) == command.listeners
    return [] if same else [e.ListenersCounted(command.stage, command.listeners)]


def due(state: State) -> list[Command]:
    """Desks of those who are not in the hub any more."""
    desks = state.durable.interpreting.desks
    return [c.LeaveDesk(each) for each in desks if each not in state.live.avatars]


# -- what follows from it --------------------------------------------------------------------------


def is_reached(state: State, visitor: VisitorId) -> bool:
    """Whether the line to an interpreter stands."""
    there = visitor in state.live.avatars and state.live.presence.get(visitor) != "lost"
    return there and visitor not in state.live.interpreting.cut


def voice(state: State, stage: RoomId, language: str) -> VisitorId | None:
    """Who is heard in a channel at this moment."""
    holder = state.durable.interpreting.holder(stage, language)
    return holder.visitor if holder is not None and is_reached(state, holder.visitor) else None


def _desk(state: State, actor: Actor, stage: RoomId) -> Desk:
    desk = state.durable.interpreting.desks.get(actor.visitor)
    if desk is None or desk.stage != stage:
        raise Conflict("interpreter.no_desk")
    return desk


def _left_desk(state: State, visitor: VisitorId, at: Moment) -> list[Event]:
    """Off air, off the desk, and silent: an open microphone must not be heard elsewhere all at once."""
    desk = state.durable.interpreting.desks.get(visitor)
    if desk is None:
        return []
    holder = state.durable.interpreting.holder(desk.stage, desk.language)
    ours = holder is not None and holder.visitor == visitor
    off: list[Event] = [e.InterpreterOnAir(desk.stage, desk.language, None, at.now)] if ours else []
    return [*off, e.InterpreterSat(desk.stage, visitor, None), *_silenced(state, visitor)]


def _silenced(state: State, visitor: VisitorId) -> list[Event]:
    media = state.live.media.get(visitor)
    return [e.MediaChanged(visitor, False, False)] if media is not None and (media.mic or media.cam) else []


# -- changes ---------------------------------------------------------------------------------------


def _named(state: State, event: e.InterpreterNamed, at: int) -> None:
    if event.visitor in state.durable.visitors:
        state.durable.interpreting.name(event.stage, event.visitor, event.languages)


def _sat(state: State, event: e.InterpreterSat, at: int) -> None:
    state.durable.interpreting.desks.pop(event.visitor, None)
    state.live.interpreting.settle(event.visitor)
    state.live.interpreting.listen(event.visitor, event.stage, None)
    if event.language is not None and event.visitor in state.durable.visitors:
        state.durable.interpreting.desks[event.visitor] = Desk(event.stage, event.language)


def _aired(state: State, event: e.InterpreterOnAir, at: int) -> None:
    there = event.visitor is not None and event.visitor in state.durable.visitors
    on_air = OnAir(event.visitor, event.at) if event.visitor is not None and there else None
    before = state.durable.interpreting.holder(event.stage, event.language)
    for each in (before, on_air):
        if each is not None:
            state.live.interpreting.settle(each.visitor)
    state.durable.interpreting.put(event.stage, event.language, on_air)


def _asked(state: State, event: e.HandoverAsked, at: int) -> None:
    asking = state.live.interpreting.asking
    asking.add(event.visitor) if event.asking else asking.discard(event.visitor)


def _cut(state: State, event: e.InterpreterCut, at: int) -> None:
    cut = state.live.interpreting.cut
    cut.add(event.visitor) if event.cut else cut.discard(event.visitor)


def _listening(state: State, event: e.ListeningChanged, at: int) -> None:
    if event.visitor in state.durable.visitors:
        state.live.interpreting.listen(event.visitor, event.stage, event.language)


def _counted(state: State, event: e.ListenersCounted, at: int) -> None:
    state.live.interpreting.listeners[event.stage] = dict(event.listeners)


RULES: dict[type[Command], Rule] = {
    c.NameInterpreter: Rule(Capability.STAGE_MODERATE, name, named_stage),
    c.SitAtDesk: Rule(Capability.STAGE_INTERPRET, sit, named_stage),
    c.GoOnAir: Rule(Capability.STAGE_INTERPRET, air, named_stage),
    c.AskHandover: Rule(Capability.STAGE_INTERPRET, ask, named_stage),
    c.HandOver: Rule(Capability.STAGE_INTERPRET, hand_over, named_stage),
    c.ListenTo: Rule(Capability.AV_SUBSCRIBE, listen, named_stage),
    c.LeaveDesk: Rule(Capability.STAGE_KEY, leave_desk),
    c.ReportVoice: Rule(Capability.STAGE_KEY, report),
    c.CountListeners: Rule(Capability.STAGE_KEY, count, named_stage),
}

EVOLVE: dict[type[Event], Evolve] = {
    e.InterpreterNamed: _named,
    e.InterpreterSat: _sat,
    e.InterpreterOnAir: _aired,
    e.HandoverAsked: _asked,
    e.InterpreterCut: _cut,
    e.ListeningChanged: _listening,
    e.ListenersCounted: _counted,
}
