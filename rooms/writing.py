"""What becomes of a message after it was said: put right or taken back by its author, answered with a sign;
and who is writing at this moment.
"""

from dataclasses import replace

from rooms import commands as c
from rooms import events as e
from rooms.chat import check_channel, check_writing, clean_body, may_read, room_of
from rooms.commands import Command
from rooms.errors import NotAllowed, Unknown
from rooms.events import Event
from rooms.ids import HUB_CHANNEL, MessageId, RoomId
from rooms.lines import Header
from rooms.roles import Actor, Capability, can
from rooms.rule import Evolve, Rule, View
from rooms.state import Moment, State

TYPING_EVERY_MS = 2500
"""Milliseconds between two notes that somebody writes in a channel; clients forget one after twice that."""
TYPING_HUB_MOST = 30
"""People in the hub up to whom it is told that somebody writes to everybody."""


def _standing(state: State, actor: Actor, message: MessageId, now: int) -> Header:
    """The header of a message that still has its text, and that somebody may read."""
    header = state.durable.messages.get(message)
    if header is None or header.deleted or not may_read(state, actor, header.channel, now):
        raise Unknown("message.unknown")
    return header


def _where(state: State, actor: Actor, command: c.EditMessage | c.ReactToMessage) -> RoomId | None:
    header = state.durable.messages.get(command.message)
    return None if header is None else room_of(header.channel)


def edit(state: State, actor: Actor, command: c.EditMessage, at: Moment) -> list[Event]:
    """One's own words put right; all see that they were changed."""
    header = _standing(state, actor, command.message, at.now)
    if header.author != actor.visitor:
        raise NotAllowed(Capability.CHAT_DELETE)
    check_writing(state, actor, header.channel, at.now)
    body = clean_body(command.body, state.rules.message_length)
    return [e.MessageEdited(command.message, header.channel, body)]


def take_back(state: State, actor: Actor, command: c.TakeBackMessage, at: Moment) -> list[Event]:
    """One's own words taken away, from wherever one is by now; a second time changes nothing."""
    header = state.durable.messages.get(command.message)
    if header is None or header.author != actor.visitor:
        raise Unknown("message.unknown")
    return [] if header.deleted else [e.MessageTakenBack(command.message, header.channel, actor.visitor)]


def react(state: State, actor: Actor, command: c.ReactToMessage, at: Moment) -> list[Event]:
    """A sign under a message, or none any more; the same twice changes nothing."""
    header = _standing(state, actor, command.message, at.now)
    check_writing(state, actor, header.channel, at.now)
    stands = actor.visitor in header.reactions.get(command.kind, ())
    if stands is command.on:
        return []
    return [e.MessageReacted(command.message, header.channel, actor.visitor, command.kind, command.on)]


def typing(state: State, actor: Actor, command: c.NoteTyping, at: Moment) -> list[Event]:
    """Told now and then while somebody writes; of what is written to everybody only in a small hub."""
    check_channel(state, command.channel)
    check_writing(state, actor, command.channel, at.now)
    crowded = command.channel == HUB_CHANNEL and len(state.live.avatars) > TYPING_HUB_MOST
    where, last = state.live.typed.get(actor.visitor, (None, 0))
    if crowded or (where == command.channel and at.now - last < TYPING_EVERY_MS):
        return []
    return [e.Typing(command.channel, actor.visitor)]


# -- changes ---------------------------------------------------------------------------------------


def _keep(state: State, message: MessageId, **changed: object) -> None:
    header = state.durable.messages.get(message)
    if header is not None:
        state.lines.keep(message, replace(header, **changed))  # type: ignore[arg-type]


def _edited(state: State, event: e.MessageEdited, at: int) -> None:
    _keep(state, event.message, edited=True)


def _taken_back(state: State, event: e.MessageTakenBack, at: int) -> None:
    _keep(state, event.message, deleted=True, reactions={})


def _reacted(state: State, event: e.MessageReacted, at: int) -> None:
    header = state.durable.messages.get(event.message)
    if header is None:
        return
    others = tuple(each for each in header.reactions.get(event.kind, ()) if each != event.visitor)
    people = (*others, event.visitor) if event.on else others
    rest = {kind: there for kind, there in header.reactions.items() if kind != event.kind}
    _keep(state, event.message, reactions={**rest, event.kind: people} if people else rest)


def _typed(state: State, event: e.Typing, at: int) -> None:
    state.live.typed[event.visitor] = (event.channel, at)


# -- views -----------------------------------------------------------------------------------------


def _readers(state: State, event: e.MessageEdited, viewer: Actor, now: int) -> Event | None:
    """For those who may read the channel."""
    return event if may_read(state, viewer, event.channel, now) else None


def _readers_and_own(
    state: State, event: e.MessageTakenBack | e.MessageReacted, viewer: Actor, now: int
) -> Event | None:
    """For those who may read the channel, and for whoever did it wherever that person is by now."""
    own = event.visitor == viewer.visitor and can(viewer, Capability.CHAT_READ, state.place(None), now)
    return event if own or may_read(state, viewer, event.channel, now) else None


def _others(state: State, event: e.Typing, viewer: Actor, now: int) -> Event | None:
    """For those who may read the channel and are not the one who writes."""
    reads = event.visitor != viewer.visitor and may_read(state, viewer, event.channel, now)
    return event if reads else None


RULES: dict[type[Command], Rule] = {
    c.EditMessage: Rule(Capability.CHAT_POST, edit, _where),
    c.TakeBackMessage: Rule(Capability.CHAT_READ, take_back),
    c.ReactToMessage: Rule(Capability.CHAT_POST, react, _where),
    c.NoteTyping: Rule(Capability.CHAT_POST, typing, lambda state, actor, command: room_of(command.channel)),
}

EVOLVE: dict[type[Event], Evolve] = {
    e.MessageEdited: _edited,
    e.MessageTakenBack: _taken_back,
    e.MessageReacted: _reacted,
    e.Typing: _typed,
}

VIEWS: dict[type[Event], View] = {
    e.MessageEdited: _readers,
    e.MessageTakenBack: _readers_and_own,
    e.MessageReacted: _readers_and_own,
    e.Typing: _others,
}
