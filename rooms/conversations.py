"""Conversations: spontaneous groups on the open floor, formed by nearness.

One joins by standing still within ``join_radius`` of any member and leaves when more than ``leave_radius``
from every other member. A chain that breaks splits; the larger part (tie: the oldest member) keeps id and
lock.
"""

from collections.abc import Iterable
from math import hypot

from rooms import commands as c
from rooms import events as e
from rooms.breakouts.circles import circle_at_table
from rooms.commands import Command
from rooms.errors import Conflict, Unknown
from rooms.events import Event
from rooms.ids import ConversationId, VisitorId
from rooms.model.live import Avatar, Conversation
from rooms.roles import Actor, Capability
from rooms.rule import Evolve, Rule
from rooms.state import Moment, State

STILL_MS = 250
"""How long somebody stands before it counts as standing still, so that nobody is caught while walking past.
"""


def distance(one: Avatar, other: Avatar) -> float:
    """Pixels between two feet; infinite between floors."""
    return hypot(one.x - other.x, one.y - other.y) if one.floor == other.floor else float("inf")


def open_to_talk(state: State, avatar: Avatar) -> bool:
    """Whether somebody can be in a conversation: on the open floor, not busy, and at no virtual table."""
    status = state.live.presence.get(avatar.visitor)
    if circle_at_table(state, avatar.visitor) is not None:
        return False
    return not state.talks_by_room(avatar.room) and status != "busy"


def changed(id: ConversationId, members: Iterable[VisitorId], locked: bool) -> Event:
    """The event for a conversation as it is now: changed, or ended when fewer than two are left."""
    remaining = tuple(members)
    return e.ConversationChanged(id, remaining, locked) if len(remaining) > 1 else e.ConversationEnded(id)


def leaving(state: State, avatar: Avatar) -> list[Event]:
    """The event by which somebody is out of a conversation, if in one."""
    talk = state.live.conversations.get(avatar.conversation) if avatar.conversation else None
    if talk is None:
        return []
    return [changed(talk.id, [each for each in talk.members if each != avatar.visitor], talk.locked)]


def parts(state: State, talk: Conversation) -> list[list[VisitorId]]:
    """A conversation as it hangs together: groups within the leave radius, those who cannot talk alone."""
    radius = state.rules.leave_radius
    left = [state.live.avatars[each] for each in talk.members if each in state.live.avatars]
    groups: list[list[VisitorId]] = []
    while left:
        group = [left.pop(0)]
        for member in group if open_to_talk(state, group[0]) else ():
            near = [each for each in left if open_to_talk(state, each) and distance(member, each) <= radius]
            group += near
            left = [each for each in left if each not in near]
        groups.append([each.visitor for each in group])
    return groups


def split(state: State, talk: Conversation, at: Moment) -> list[Event]:
    """What becomes of a conversation whose members moved; nothing when it still hangs together."""
    groups = parts(state, talk)
    if len(groups) == 1 and len(groups[0]) == len(talk.members):
        return []
    age = {visitor: n for n, visitor in enumerate(talk.members)}
    groups.sort(key=lambda group: (-len(group), min(age[each] for each in group)))
    kept = sorted(groups[0], key=age.__getitem__) if groups else []
    events = [changed(talk.id, kept, talk.locked)]
    for group in groups[1:]:
        if len(group) > 1:
            members = sorted(group, key=age.__getitem__)
            events.append(e.ConversationChanged(ConversationId(at.new_id()), tuple(members), False))
    return events


def regroup(state: State, moved: Iterable[VisitorId], at: Moment) -> list[Event]:
    """Split what walking tore apart. To be evolved before ``gather`` is asked."""
    avatars = (state.live.avatars.get(each) for each in moved)
    touched = {each.conversation: None for each in avatars if each is not None and each.conversation}
    talks = (state.live.conversations.get(each) for each in touched)
    return [event for talk in talks if talk is not None for event in split(state, talk, at)]


def gather(state: State, visitor: VisitorId, at: Moment) -> list[Event]:
    """What follows when somebody has come to stand still: the nearest group or person in reach is joined."""
    avatar = state.live.avatars.get(visitor)
    if avatar is None or avatar.conversation or not open_to_talk(state, avatar):
        return []
    for other in _in_reach(state, avatar, at.now):
        joined = _join(state, avatar, other, at)
        if joined is not None:
            return [joined]
    return []


def waiting(state: State, visitor: VisitorId, now: int) -> list[VisitorId]:
    """Those alone near a member of a conversation that came to stand, changed, or opened: it came to them."""
    avatar = state.live.avatars.get(visitor)
    if avatar is None or avatar.conversation is None:
        return []
    alone = [each for each in state.live.avatars.values() if each.conversation is None and not each.path]
    still = [each for each in alone if now - each.still_since >= STILL_MS]
    return [each.visitor for each in still if distance(avatar, each) <= state.rules.join_radius]


def _in_reach(state: State, avatar: Avatar, now: int) -> list[Avatar]:
    """Those one may come to talk with, nearest first."""
    near = [
        each
        for each in state.live.avatars.values()
        if each is not avatar
        and abs(each.x - avatar.x) <= state.rules.join_radius
        and distance(avatar, each) <= state.rules.join_radius
        and (each.conversation or now - each.still_since >= STILL_MS)
        and open_to_talk(state, each)
    ]
    return sorted(near, key=lambda each: distance(avatar, each))


def _join(state: State, avatar: Avatar, other: Avatar, at: Moment) -> Event | None:
    if other.conversation is None:
        members = (other.visitor, avatar.visitor)
        return e.ConversationChanged(ConversationId(at.new_id()), members, False)
    talk = state.live.conversations[other.conversation]
    closed = talk.locked and avatar.visitor not in talk.admitted
    if closed or _is_full(state, talk):
        return None
    return e.ConversationChanged(talk.id, (*talk.members, avatar.visitor), talk.locked)


def _is_full(state: State, talk: Conversation) -> bool:
    """Whether no more people fit in; a window into a hallway is nobody."""
    people = [each for each in talk.members if each not in state.durable.boxes.boxes]
    return len(people) >= state.rules.conversation_size


def mine(state: State, visitor: VisitorId) -> Conversation:
    """The conversation somebody is in, or a refusal."""
    inside = state.avatar(visitor).conversation
    if inside is None:
        raise Conflict("conversation.not_inside")
    return state.live.conversations[inside]


def lock(state: State, actor: Actor, command: c.LockConversation, at: Moment) -> list[Event]:
    """Any member closes the circle."""
    talk = mine(state, actor.visitor)
    return [] if talk.locked else [changed(talk.id, talk.members, True)]


def unlock(state: State, actor: Actor, command: c.UnlockConversation, at: Moment) -> list[Event]:
    """Any member opens the circle."""
    talk = mine(state, actor.visitor)
    return [changed(talk.id, talk.members, False)] if talk.locked else []


def knock(state: State, actor: Actor, command: c.KnockConversation, at: Moment) -> list[Event]:
    """Ask to join a locked conversation."""
    state.avatar(actor.visitor)
    talk = state.live.conversations.get(command.id)
    if talk is None:
        raise Unknown("conversation.unknown")
    if not talk.locked:
        raise Conflict("conversation.open")
    return [e.ConversationKnocked(actor.visitor, talk.id)]


def admit(state: State, actor: Actor, command: c.AdmitConversation, at: Moment) -> list[Event]:
    """Any member lets somebody in; who stands near is in at once."""
    talk = mine(state, actor.visitor)
    avatar = state.avatar(command.visitor)
    if _is_full(state, talk):
        raise Conflict("conversation.full")
    admitted: list[Event] = [e.ConversationAdmitted(command.visitor, talk.id)]
    near = any(distance(avatar, state.live.avatars[each]) <= state.rules.join_radius for each in talk.members)
    if near and avatar.conversation is None and open_to_talk(state, avatar):
        admitted.append(changed(talk.id, [*talk.members, command.visitor], talk.locked))
    return admitted


def _changed(state: State, event: e.ConversationChanged, at: int) -> None:
    talk = state.live.conversations.setdefault(event.id, Conversation(event.id, []))
    _detach(state, talk)
    state.live.settling.update(dict.fromkeys((*talk.members, *event.members)))
    talk.members, talk.locked = list(event.members), event.locked
    talk.admitted -= set(event.members)
    for member in event.members:
        state.live.avatars[member].conversation = event.id


def _ended(state: State, event: e.ConversationEnded, at: int) -> None:
    talk = state.live.conversations.pop(event.id, None)
    if talk is not None:
        _detach(state, talk)
        state.live.settling.update(dict.fromkeys(talk.members))


def _detach(state: State, talk: Conversation) -> None:
    for member in talk.members:
        avatar = state.live.avatars.get(member)
        if avatar is not None and avatar.conversation == talk.id:
            avatar.conversation = None


def _admitted(state: State, event: e.ConversationAdmitted, at: int) -> None:
    talk = state.live.conversations.get(event.id)
    if talk is not None:
        talk.admitted.add(event.visitor)


RULES: dict[type[Command], Rule] = {
    c.LockConversation: Rule(Capability.CONVERSATION_LOCK, lock),
    c.UnlockConversation: Rule(Capability.CONVERSATION_LOCK, unlock),
    c.KnockConversation: Rule(Capability.CONVERSATION_JOIN, knock),
    c.AdmitConversation: Rule(Capability.CONVERSATION_LOCK, admit),
}

EVOLVE: dict[type[Event], Evolve] = {
    e.ConversationChanged: _changed,
    e.ConversationEnded: _ended,
    e.ConversationAdmitted: _admitted,
    e.ConversationKnocked: lambda state, event, at: None,
}
