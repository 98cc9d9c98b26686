"""Chat: who may say and read what where. The hub keeps headers; the texts live in a table with an expiry."""

import unicodedata
from dataclasses import replace

from rooms import commands as c
from rooms import events as e
from rooms.breakouts.rights import may_read_group, may_write_group, plan_of_group
from rooms.commands import Command
from rooms.errors import Conflict, Invalid, NotAllowed, Unknown
from rooms.events import Event
from rooms.ids import HUB_CHANNEL, ChannelId, GroupId, MessageId, RoomId, VisitorId, direct_channel
from rooms.lines import Header
from rooms.minors.talk import check_minors, may_read_all
from rooms.roles import Actor, Capability, can
from rooms.rule import Evolve, Rule
from rooms.state import Moment, State
from rooms.views import takes_part

MENTIONS_MOST = 20
"""People that one message calls by name."""
SEARCH_LEAST, SEARCH_MOST = 2, 100
"""Characters of a search."""


def room_of(channel: ChannelId) -> RoomId | None:
    """The room a channel belongs to, if it is a room's."""
    kind, _, rest = channel.partition(":")
    return RoomId(rest) if kind == "room" else None


def group_of(channel: ChannelId) -> GroupId | None:
    """The group of a breakout whose channel it is, if it is one's."""
    kind, _, rest = channel.partition(":")
    return GroupId(rest) if kind == "group" else None


def people_of(channel: ChannelId) -> tuple[VisitorId, ...]:
    """The two people of a direct channel, or nobody."""
    parts = channel.split(":")
    return (VisitorId(parts[1]), VisitorId(parts[2])) if parts[0] == "dm" and len(parts) == 3 else ()


def check_channel(state: State, channel: ChannelId) -> None:
    """Refuse a channel that is none."""
    room, people = room_of(channel), people_of(channel)
    known = channel == HUB_CHANNEL or room in state.rules.rooms
    pair = len(people) == 2 and people[0] != people[1] and channel == direct_channel(*people)
    group = group_of(channel)
    if group is not None and plan_of_group(state, group) is not None:
        return
    if not known and not (pair and all(each in state.durable.visitors for each in people)):
        raise Unknown("channel.unknown")


def may_read(state: State, actor: Actor, channel: ChannelId, now: int) -> bool:
    """Whether somebody may read a channel: both people of a direct one; of a room's one those who are in
    that very room, and hosts; of a group's its members and its leads.
    """
    people, room, group = people_of(channel), room_of(channel), group_of(channel)
    if group is not None:
        return may_read_group(state, actor, group, now)
    if people:
        if any(state.durable.minors.of(each) is not None for each in people):
            return False
        return actor.visitor in people and can(actor, Capability.CHAT_READ, state.place(None), now)
    if not may_read_all(state, actor, channel) or (
        room is not None and not takes_part(state, actor, room, now)
    ):
        return False
    return can(actor, Capability.CHAT_READ, state.place(room), now)


def _where(state: State, actor: Actor, command: c.PostMessage | c.ReadChannel) -> RoomId | None:
    check_channel(state, command.channel)
    return room_of(command.channel)


def clean_body(body: str, longest: int) -> str:
    """A text as it is kept: no control characters but line breaks and tabs, no halves of characters, no
    empty ends.

    :raises Invalid: nothing that can be seen is left, or more than ``longest`` characters.
    """
    text = body.replace("\r\n", "\n")
    kept = "".join(ch for ch in text if ch in "\n\t" or unicodedata.category(ch) not in {"Cc", "Cs"}).strip()
    if not any(ch != " " and ch.isprintable() for ch in kept):
        raise Invalid("chat.empty")
    if len(kept) > longest:
        raise Invalid("chat.too_long", longest=longest, length=len(kept))
    return kept


def clean_search(text: str) -> str:
    """What is searched for, whatever its case.

    :raises Invalid: less than ``SEARCH_LEAST`` characters.
    """
    words = text.strip().casefold()[:SEARCH_MOST]
    if len(words) < SEARCH_LEAST:
        raise Invalid("chat.search_short", least=SEARCH_LEAST)
    return words


def check_writing(state: State, actor: Actor, channel: ChannelId, now: int) -> None:
    """Refuse who may not write in a channel now: a new message, other words, a sign, or being about to."""
    people, room, group = people_of(channel), room_of(channel), group_of(channel)
    if group is not None and not may_write_group(state, actor, group, now):
        raise Conflict("breakout.no_member")
    if room is not None and not takes_part(state, actor, room, now):
        raise Conflict("chat.outside", room=room)
    if people and actor.visitor not in people:
        raise Unknown("channel.unknown")
    check_minors(state, actor, channel)
    if people and not can(actor, Capability.CHAT_DIRECT, state.place(None), now):
        raise NotAllowed(Capability.CHAT_DIRECT)


def post(state: State, actor: Actor, command: c.PostMessage, at: Moment) -> list[Event]:
    """A new message; a direct one needs its own right and is written by one of the two, one in a room's chat
    by those who can read it.
    """
    body = clean_body(command.body, state.rules.message_length)
    check_writing(state, actor, command.channel, at.now)
    _check_reply(state, command)
    called = tuple(each for each in dict.fromkeys(command.mentions) if _called(state, each, command, at.now))
    message = MessageId(at.new_id())
    return [e.MessagePosted(message, command.channel, actor.visitor, body, command.reply_to, called)]


def _check_reply(state: State, command: c.PostMessage) -> None:
    """Refuse an answer to what was not said here, and more names than anybody calls."""
    answered = state.durable.messages.get(command.reply_to) if command.reply_to is not None else None
    if command.reply_to is not None and (answered is None or answered.channel != command.channel):
        raise Unknown("message.unknown")
    if len(command.mentions) > MENTIONS_MOST:
        raise Invalid("chat.mentions", most=MENTIONS_MOST)


def _called(state: State, visitor: VisitorId, command: c.PostMessage, now: int) -> bool:
    """Whether somebody is here to be called: known, and a reader of the channel."""
    return visitor in state.durable.visitors and may_read(state, state.actor(visitor), command.channel, now)


def delete(state: State, actor: Actor, command: c.DeleteMessage, at: Moment) -> list[Event]:
    """Take a text away, where the host may read it; a second time changes nothing."""
    header = state.durable.messages.get(command.message)
    if header is None or not may_read(state, actor, header.channel, at.now):
        raise Unknown("message.unknown")
    return [] if header.deleted else [e.MessageDeleted(command.message, header.channel)]


def read(state: State, actor: Actor, command: c.ReadChannel, at: Moment) -> list[Event]:
    """Move a person's mark forward, never back."""
    header = state.durable.messages.get(command.message)
    if (
        header is None
        or header.channel != command.channel
        or not may_read(state, actor, header.channel, at.now)
    ):
        raise Unknown("message.unknown")
    mark = state.durable.read.get(actor.visitor, {}).get(command.channel)
    if mark is not None and _reaches(state.durable.messages, mark, command.message):
        return []
    return [e.ChannelRead(actor.visitor, command.channel, command.message)]


def _reaches(messages: dict[MessageId, Header], mark: MessageId, message: MessageId) -> bool:
    """Whether ``mark`` is ``message`` or a later one; of two in the same millisecond the log's order
    decides.
    """
    marked, asked = messages.get(mark), messages[message]
    if marked is None or marked.at != asked.at or mark == message:
        return marked is not None and marked.at >= asked.at
    return next(each for each in messages if each in (mark, message)) == message


def channels(state: State, visitor: VisitorId, now: int) -> dict[ChannelId, tuple[int, MessageId]]:
    """The channels somebody may read that hold messages: how many are unread, and the newest one."""
    actor = state.actor(visitor)
    return {
        each: (unread(state, visitor, each), next(reversed(headers)))
        for each, headers in state.lines.channels.items()
        if may_read(state, actor, each, now)
    }


def unread(state: State, visitor: VisitorId, channel: ChannelId, upto: MessageId | None = None) -> int:
    """How many messages of others are new to somebody: after the own mark and since that person joined, up to
    ``upto``.
    """
    mark = state.durable.read.get(visitor, {}).get(channel)
    since = state.visitor(visitor).joined_at
    found, counts = 0, upto is None
    for message, header in reversed(state.lines.of(channel).items()):
        if message == mark or header.at < since:
            break
        counts = counts or message == upto
        found += counts and header.author != visitor and not header.deleted
    return found


def _posted(state: State, event: e.MessagePosted, at: int) -> None:
    lines = state.lines
    header = Header(event.channel, event.author, at, reply_to=event.reply_to, mentions=event.mentions)
    lines.keep(event.message, header)
    while len(lines.headers) > state.rules.messages_kept:
        lines.drop(next(iter(lines.headers)))


def _deleted(state: State, event: e.MessageDeleted, at: int) -> None:
    header = state.durable.messages.get(event.message)
    if header is not None:
        state.lines.keep(event.message, replace(header, deleted=True, reactions={}))


def _read(state: State, event: e.ChannelRead, at: int) -> None:
    state.durable.read.setdefault(event.visitor, {})[event.channel] = event.message


def _expired(state: State, event: e.MessagesExpired, at: int) -> None:
    messages = state.durable.messages
    for message in [each for each, header in messages.items() if header.at < event.before]:
        state.lines.drop(message)
    state.live.captions.expire(event.before)


def expire(state: State, actor: Actor, command: c.ExpireMessages, at: Moment) -> list[Event]:
    """Forget what is older than the hub keeps, if there is such."""
    old = any(header.at < command.before for header in state.durable.messages.values())
    stale = state.live.captions.is_older(command.before)
    return [e.MessagesExpired(command.before)] if old or stale else []


RULES: dict[type[Command], Rule] = {
    c.PostMessage: Rule(Capability.CHAT_POST, post, _where),
    c.DeleteMessage: Rule(Capability.CHAT_DELETE, delete),
    c.ReadChannel: Rule(Capability.CHAT_READ, read, _where),
    c.ExpireMessages: Rule(Capability.CHAT_DELETE, expire),
}

EVOLVE: dict[type[Event], Evolve] = {
    e.MessagePosted: _posted,
    e.MessageDeleted: _deleted,
    e.ChannelRead: _read,
    e.MessagesExpired: _expired,
}
