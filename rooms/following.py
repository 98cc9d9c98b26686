"""Coming along with somebody who leads: who may, who is asked first, and how it ends.

Whoever may lead people is followed at once; of anybody else one asks first, so that nobody is followed
against their will. How those who follow walk is told by ``rooms/trails.py``.
"""

from dataclasses import replace
from math import dist

from rooms import commands as c
from rooms import events as e
from rooms.commands import Command
from rooms.doors import barred
from rooms.errors import Conflict, Invalid
from rooms.events import Event, FollowEnd
from rooms.ids import VisitorId
from rooms.model.following import Tail, Trail
from rooms.model.live import Avatar
from rooms.roles import Actor, Capability, can
from rooms.rule import Evolve, Rule, View
from rooms.state import Moment, State
from rooms.views import own

FOLLOWERS_MOST = 50
"""People who follow one person, or wait for the answer."""
AGAIN_MS = 30_000
"""How long nobody asks the same person again."""
NEAR = 320
"""Pixels around somebody on the open floor in which people are asked to come along."""


def named_leads(state: State, command: Command) -> frozenset[VisitorId]:
    """Who was named to lead a breakout that runs."""
    breakouts = state.durable.breakouts
    plans = (breakouts.plans.get(each.plan) for each in breakouts.running())
    return frozenset(lead for plan in plans if plan is not None for lead in plan.leads)


def leads(state: State, visitor: VisitorId, now: int) -> bool:
    """Whether somebody may lead people about."""
    place = replace(state.place(None), leaders=named_leads(state, c.InviteFollowers()))
    return can(state.actor(visitor), Capability.AVATAR_LEAD, place, now)


# -- those who follow ------------------------------------------------------------------------------


def follow(state: State, actor: Actor, command: c.Follow, at: Moment) -> list[Event]:
    """Come along at once with who leads, invited or not; ask anybody else. One follows one person."""
    visitor, leader = actor.visitor, command.visitor
    if leader == visitor:
        raise Invalid("visitor.self")
    state.avatar(visitor)
    following = state.live.following
    if following.leader(visitor) == leader or following.asked.get(visitor) == leader:
        return []
    check(state, visitor, state.avatar(leader), at.now)
    before = stopped(state, visitor, "other")
    invited = leader in following.invited.get(visitor, ())
    if invited or leads(state, leader, at.now):
        return [*before, e.FollowStarted(visitor, leader)]
    if at.now < following.asked_at.get((visitor, leader), -AGAIN_MS) + AGAIN_MS:
        raise Conflict("follow.soon", seconds=AGAIN_MS // 1000)
    return [*before, e.FollowAsked(visitor, leader)]


def check(state: State, visitor: VisitorId, leader: Avatar, now: int) -> None:
    """Refuse to follow who does not want it, who is where one may not go, or who follows oneself."""
    following = state.live.following
    unwilling = leader.visitor in following.closed or (leader.visitor, visitor) in following.refused
    if unwilling or leader.visitor in state.durable.boxes.boxes:
        raise Conflict("follow.declined")
    if state.live.presence.get(leader.visitor) in ("busy", "lost") or is_private(state, visitor, leader):
        raise Conflict("follow.private")
    bar = barred(state, visitor, state.rooms_of(leader), now)
    if bar is not None:
        raise Conflict(bar[1], room=bar[0])
    if following.leads_to(leader.visitor, visitor):
        raise Conflict("follow.circle")
    crowd = len(following.followers(leader.visitor)) + len(following.asking(leader.visitor))
    if crowd - (following.asked.get(visitor) == leader.visitor) >= FOLLOWERS_MOST:
        raise Conflict("follow.enough", most=FOLLOWERS_MOST)


def is_private(state: State, visitor: VisitorId, leader: Avatar) -> bool:
    """Whether somebody is in a conversation closed to ``visitor``."""
    talk = state.live.conversations.get(leader.conversation) if leader.conversation else None
    return talk is not None and talk.locked and visitor not in (*talk.members, *talk.admitted)


def stop(state: State, actor: Actor, command: c.StopFollowing, at: Moment) -> list[Event]:
    """Follow nobody, and stand still; nothing for who follows nobody."""
    events = stopped(state, actor.visitor, "stopped")
    avatar = state.live.avatars.get(actor.visitor)
    if avatar is None or not avatar.path or actor.visitor not in state.live.following.tails:
        return events
    return [*events, e.WalkEnded(actor.visitor, avatar.x, avatar.y, "stopped")]


def stopped(state: State, visitor: VisitorId, why: FollowEnd) -> list[Event]:
    """The end of what somebody follows, or asked to."""
    following = state.live.following
    leader = following.leader(visitor) or following.asked.get(visitor)
    return [e.FollowEnded(visitor, leader, why)] if leader is not None else []


# -- those who lead --------------------------------------------------------------------------------


def invite(state: State, actor: Actor, command: c.InviteFollowers, at: Moment) -> list[Event]:
    """Ask those in the room, or near on the open floor, who follow not yet and have not said no."""
    leader = state.avatar(actor.visitor)
    found = tuple(each for each in _around(state, leader) if _may_be_asked(state, each, leader, at.now))
    if not found:
        raise Conflict("follow.nobody")
    again = [e.FollowAllowed(actor.visitor, True)] if actor.visitor in state.live.following.closed else []
    return [*again, e.FollowInvited(actor.visitor, found[:FOLLOWERS_MOST])]


def _around(state: State, leader: Avatar) -> list[VisitorId]:
    if state.talks_by_room(leader.room) and leader.room is not None:
        return state.inside(leader.room)
    here = (each for each in state.live.avatars.values() if each.floor == leader.floor)
    near = [each for each in here if dist((each.x, each.y), (leader.x, leader.y)) <= NEAR]
    return [each.visitor for each in near if not state.talks_by_room(each.room)]


def _may_be_asked(state: State, visitor: VisitorId, leader: Avatar, now: int) -> bool:
    following, who = state.live.following, leader.visitor
    if visitor == who or visitor in state.durable.boxes.boxes or (visitor, who) in following.refused:
        return False
    if state.live.presence.get(visitor) in ("busy", "lost") or following.leads_to(who, visitor):
        return False
    bound = following.leader(visitor) == who or who in following.invited.get(visitor, ())
    return not bound and can(state.actor(visitor), Capability.AVATAR_FOLLOW, state.place(None), now)


def let(state: State, actor: Actor, command: c.LetFollow, at: Moment) -> list[Event]:
    """Let come along who asked, if nothing is in the way by now."""
    if state.live.following.asked.get(command.visitor) != actor.visitor:
        raise Conflict("follow.not_asked")
    state.avatar(command.visitor)
    check(state, command.visitor, state.avatar(actor.visitor), at.now)
    return [e.FollowStarted(command.visitor, actor.visitor)]


def refuse(state: State, actor: Actor, command: c.RefuseFollow, at: Moment) -> list[Event]:
    """No to who asked, to who follows, to all who do, or to who asked oneself to come along."""
    following, me, other = state.live.following, actor.visitor, command.visitor
    if other is None:
        return [e.FollowEnded(each, me, "ended") for each in following.followers(me)]
    if following.leader(other) == me:
        return [e.FollowEnded(other, me, "dismissed")]
    if following.asked.get(other) == me:
        return [e.FollowEnded(other, me, "declined")]
    if other not in following.invited.get(me, ()):
        return []
    own = stopped(state, me, "stopped") if following.asked.get(me) == other else []
    return [*own, e.FollowEnded(me, other, "declined")]


def allow(state: State, actor: Actor, command: c.AllowFollowers, at: Moment) -> list[Event]:
    """Nobody more, which is also a no to those who ask; or whoever likes."""
    following, me = state.live.following, actor.visitor
    if command.open is (me not in following.closed):
        return []
    asking = [] if command.open else [e.FollowEnded(each, me, "declined") for each in following.asking(me)]
    return [e.FollowAllowed(me, command.open), *asking]


# -- changes ---------------------------------------------------------------------------------------


def _started(state: State, event: e.FollowStarted, at: int) -> None:
    following, leader = state.live.following, state.live.avatars[event.leader]
    asked = following.asked.pop(event.visitor, None) == event.leader
    invited = event.leader in following.invited.get(event.visitor, {})
    following.invited.get(event.visitor, {}).pop(event.leader, None)
    following.refused.pop((event.visitor, event.leader), None)
    following.asked_at.pop((event.visitor, event.leader), None)
    epoch = state.live.avatars[event.visitor].epoch
    following.tails[event.visitor] = Tail(event.leader, epoch, unasked=not asked and not invited)
    following.trails.setdefault(event.leader, Trail(leader.spot))


def _ended(state: State, event: e.FollowEnded, at: int) -> None:
    following = state.live.following
    if event.why == "dismissed":
        following.refuse(event.leader, event.visitor)
    if event.why == "declined":
        asked = following.asked.get(event.visitor) == event.leader
        pair = (event.leader, event.visitor) if asked else (event.visitor, event.leader)
        following.refuse(*pair)
    following.drop(event.visitor, event.leader)


def _asked(state: State, event: e.FollowAsked, at: int) -> None:
    following = state.live.following
    following.asked[event.visitor] = event.leader
    kept = {each: then for each, then in following.asked_at.items() if then + AGAIN_MS > at}
    following.asked_at = {**kept, (event.visitor, event.leader): at}


def _invited(state: State, event: e.FollowInvited, at: int) -> None:
    following = state.live.following
    for each in event.visitors:
        following.invited.setdefault(each, {})[event.leader] = None
        following.refused.pop((event.leader, each), None)


def _allowed(state: State, event: e.FollowAllowed, at: int) -> None:
    following = state.live.following
    if not event.open:
        following.closed.add(event.visitor)
        return
    following.closed.discard(event.visitor)
    following.refused = {each: None for each in following.refused if each[0] != event.visitor}


# -- views -----------------------------------------------------------------------------------------


def _pair(
    state: State, event: e.FollowAsked | e.FollowStarted | e.FollowEnded, viewer: Actor, now: int
) -> Event | None:
    """For the two it is about."""
    return event if viewer.visitor in (event.visitor, event.leader) else None


def _called(state: State, event: e.FollowInvited, viewer: Actor, now: int) -> Event | None:
    """For who leads, and for each who is asked, without the others."""
    if viewer.visitor == event.leader:
        return event
    return replace(event, visitors=(viewer.visitor,)) if viewer.visitor in event.visitors else None


RULES: dict[type[Command], Rule] = {
    c.Follow: Rule(Capability.AVATAR_FOLLOW, follow),
    c.StopFollowing: Rule(Capability.AVATAR_MOVE, stop),
    c.InviteFollowers: Rule(Capability.AVATAR_LEAD, invite, named=named_leads),
    c.LetFollow: Rule(Capability.AVATAR_MOVE, let),
    c.RefuseFollow: Rule(Capability.AVATAR_MOVE, refuse),
    c.AllowFollowers: Rule(Capability.AVATAR_MOVE, allow),
}

EVOLVE: dict[type[Event], Evolve] = {
    e.FollowAsked: _asked,
    e.FollowInvited: _invited,
    e.FollowStarted: _started,
    e.FollowEnded: _ended,
    e.FollowAllowed: _allowed,
}

VIEWS: dict[type[Event], View] = {
    e.FollowAsked: _pair,
    e.FollowInvited: _called,
    e.FollowStarted: _pair,
    e.FollowEnded: _pair,
    e.FollowAllowed: own,
}
