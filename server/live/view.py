"""What a client is told at the start of a connection: the hub as one person may see it, in the wire's
shape.
"""

from typing import Any

from rooms.attendance import may_know_stay
from rooms.captions import captioners
from rooms.chat import channels
from rooms.events import FigureSeated, RoomKnocked
from rooms.ids import RoomId, VisitorId
from rooms.minors import veil
from rooms.minors.wall import without
from rooms.model.attendance import Stay
from rooms.model.polls import Poll
from rooms.model.queue import Entry
from rooms.polls import may_see as may_read
from rooms.polls import told_tally
from rooms.programme_views import brief
from rooms.project import project
from rooms.queue import asker, may_see
from rooms.roles import Actor, capabilities
from rooms.slides import shown
from rooms.state import State
from rooms.views import is_host, may_follow
from server.live.breakouts import breakouts, breakouts_now
from server.live.channels import interpreting, interpreting_now
from server.live.minors import minors, minors_now

Json = dict[str, Any]


def you(state: State, visitor: VisitorId, now: int) -> Json:
    """Who one is and what one may do on the open floor."""
    actor = state.actor(visitor)
    allowed = sorted(capabilities(actor, state.place(None), now))
    return {"visitor": visitor, "role": actor.role, "muted": actor.muted, "capabilities": allowed}


def live(state: State, visitor: VisitorId, at: int) -> Json:
    """Everything that is true only now: presence, bodies, conversations, rooms, sound and picture; nothing
    of what is behind the wall of a workshop with minors.
    """
    return without(state, visitor, _live(state, visitor, at))


def _live(state: State, visitor: VisitorId, at: int) -> Json:
    now, actor = state.live, state.actor(visitor)
    avatar, stages = now.avatars.get(visitor), followed(state, visitor, at)
    bodies = [each for each in now.avatars.values() if not veil.is_veiled(state, visitor, each)]
    return {
        "presence": now.presence,
        "avatars": [
            {"visitor": a.visitor, "lane": a.lane, "floor": a.floor, "x": a.x, "y": a.y, "state": a.state}
            for a in bodies
        ],
        "you": avatar and {"floor": avatar.floor, "x": avatar.x, "y": avatar.y, "epoch": avatar.epoch},
        "conversations": [
            {"id": talk.id, "members": talk.members, "locked": talk.locked}
            for talk in now.conversations.values()
        ],
        "in_room": {each.visitor: each.room for each in bodies if each.room},
        "media": veil.media(state, visitor),
        "stages": now.stages,
        "devices": now.devices,
        "health": _health(state, visitor, at),
        "figures": _figures(state),
        "knocks": _knocks(state, visitor, at),
        "following": _following(state, visitor),
        "breakouts": breakouts_now(state, visitor, at),
        "minors": minors_now(state, visitor),
        "captions": {stage: now.captions.lines.get(stage, []) for stage in stages},
        "interpreting": interpreting_now(state, visitor, stages, at),
        "votes": {
            each.id: state.durable.queue.count(each.id)
            for stage in stages
            for each in state.durable.queue.of(stage)
            if each.open and each.shown
        },
        "tallies": {
            each.id: told_tally(state, actor, each, at)
            for stage in stages
            for each in state.durable.polls.of(stage)
            if each.state == "open"
        },
    }


def followed(state: State, visitor: VisitorId, now: int) -> list[RoomId]:
    """The stages whose queues somebody may see."""
    actor = state.actor(visitor)
    stages = (room.id for room in state.rules.rooms.values() if room.kind == "stage")
    return [each for each in stages if may_follow(state, actor, each, now)]


def queue(state: State, visitor: VisitorId, stage: RoomId, now: int) -> Json:
    """A stage's queue: what has the floor, who waits in the order of being called, then all else."""
    queues, rule = state.durable.queue, state.durable.queue.rule(stage)
    called = {each.id: each for each in (*queues.floor(stage), *queues.line(stage))}
    called |= {each.id: each for each in queues.of(stage)}
    actor = state.actor(visitor)
    return {
        "order": rule.order,
        "moderated": rule.moderated,
        "anonymous_allowed": rule.anonymous_allowed,
        "pinned": rule.pinned,
        "hall_last": rule.hall_last,
        "entries": [
            _entry(state, actor, each) for each in called.values() if may_see(state, actor, each, now)
        ],
    }


def _entry(state: State, actor: Actor, entry: Entry) -> Json:
    queues = state.durable.queue
    return {
        "entry": entry.id,
        "visitor": asker(actor, entry),
        "kind": entry.kind,
        "body": entry.body,
        "seat": entry.seat,
        "anonymous": entry.anonymous,
        "hall": entry.hall,
        "at": entry.at,
        "state": entry.state,
        "votes": queues.count(entry.id),
        "voted": actor.visitor in queues.votes.get(entry.id, ()),
    }


def polls(state: State, visitor: VisitorId, stage: RoomId, now: int) -> list[Json]:
    """A stage's polls as somebody may know them, in the order in which they were written."""
    actor = state.actor(visitor)
    there = state.durable.polls.of(stage)
    return [_poll(state, actor, each, now) for each in there if may_read(state, actor, each, now)]


def _poll(state: State, actor: Actor, poll: Poll, now: int) -> Json:
    return {
        "poll": poll.id,
        "spec": poll.spec,
        "at": poll.at,
        "state": poll.state,
        "opened_at": poll.opened_at,
        "closes_at": poll.closes_at,
        "closed_at": poll.closed_at,
        "tally": told_tally(state, actor, poll, now),
        "mine": state.durable.polls.ballot(poll.id, actor.visitor),
        "plan": poll.plan,
        "cards": poll.cards,
    }


def _figures(state: State) -> list[FigureSeated]:
    """Who is shown in a hall without an avatar."""
    return [
        FigureSeated(each, figure.stage, spot.floor, spot.x, spot.y, figure.state)
        for each, figure in state.live.figures.items()
        for spot in (figure.spot,)
    ]


def recording(state: State, visitor: VisitorId, stage: RoomId, now: int) -> Json | None:
    """What is recorded at a stage, and who is in it as far as one may know."""
    recordings = state.durable.recording
    running = recordings.running(stage)
    if running is None:
        return None
    said = recordings.answers.get(running, {})
    host = is_host(state, state.actor(visitor), stage, now)
    return {
        "recording": running,
        "at": recordings.recordings[running].at,
        "mine": said.get(visitor),
        "answers": said if host else {},
    }


def _knocks(state: State, visitor: VisitorId, at: int) -> list[Json]:
    """Who waits at which door, as far as one would have been told of the knock."""
    viewer = state.actor(visitor)
    return [
        {"room": room, "visitor": each}
        for room, waiting in state.live.knocks.items()
        for each in sorted(waiting)
        if project(state, RoomKnocked(each, room), viewer, at)
    ]


def _following(state: State, visitor: VisitorId) -> Json:
    """Whom one follows and who follows oneself, with all questions that wait for an answer."""
    following = state.live.following
    return {
        "leader": following.leader(visitor),
        "asked": following.asked.get(visitor),
        "followers": following.followers(visitor),
        "asking": following.asking(visitor),
        "invited": list(following.invited.get(visitor, ())),
        "open": visitor not in following.closed,
    }


def _health(state: State, visitor: VisitorId, now: int) -> Json:
    """How the venue boxes are, for hosts."""
    actor, boxes = state.actor(visitor), state.durable.boxes.boxes
    return {
        box: health
        for box, health in state.live.health.items()
        if is_host(state, actor, boxes[box].stage, now)
    }


def _marks(state: State, visitor: VisitorId, now: int) -> Json:
    """The timelines of the stages, for hosts."""
    actor = state.actor(visitor)
    marks = state.durable.boxes.marks.items()
    return {stage: each for stage, each in marks if is_host(state, actor, stage, now)}


def _stays(state: State, visitor: VisitorId, now: int) -> dict[VisitorId, Stay]:
    """Since when people sit in halls: one's own stay, and for hosts at the door all."""
    actor = state.actor(visitor)
    return {
        each: stay for each, stay in state.durable.stays.items() if may_know_stay(state, actor, each, now)
    }


def snapshot(state: State, visitor: VisitorId, now: int) -> Json:
    """The whole hub at a batch boundary, for one person."""
    return {**without(state, visitor, _kept(state, visitor, now)), "live": live(state, visitor, now)}


def _kept(state: State, visitor: VisitorId, now: int) -> Json:
    """Everything that outlives the server."""
    durable, stages = state.durable, followed(state, visitor, now)
    return {
        "seq": durable.seq,
        "at": now,
        "you": you(state, visitor, now),
        "visitors": {
            each: {"name": v.name, "look": v.look, "role": v.role, "muted": v.muted}
            for each, v in durable.visitors.items()
            if not v.banned or each in state.live.avatars
        },
        "on_site": durable.on_site,
        "stays": _stays(state, visitor, now),
        "queues": {stage: queue(state, visitor, stage, now) for stage in stages},
        "polls": {stage: polls(state, visitor, stage, now) for stage in stages},
        "applause": list(durable.applause),
        "captioners": {stage: captioners(state, stage) for stage in stages},
        "interpreting": interpreting(state, stages),
        "sessions": [brief(each) for each in durable.programme.plan],
        "agenda": [each.id for each in durable.programme.marks(visitor)],
        "boxes": durable.boxes.boxes,
        "breakouts": breakouts(state, visitor, now),
        "minors": minors(state, visitor, now),
        "shown": {stage: durable.boxes.shown[stage] for stage in stages if stage in durable.boxes.shown},
        "slides": {stage: page for stage in stages if (page := shown(state, stage)) is not None},
        "recordings": {stage: each for stage in stages if (each := recording(state, visitor, stage, now))},
        "scenes": {stage: durable.scenes[stage] for stage in stages if stage in durable.scenes},
        "layouts": {stage: durable.layouts[stage] for stage in stages if stage in durable.layouts},
        "marks": _marks(state, visitor, now),
        "rooms": {room: {"locked": room in durable.locked} for room in state.rules.rooms},
        "channels": {
            channel: {"unread": unread, "last": last}
            for channel, (unread, last) in channels(state, visitor, now).items()
        },
    }


def resumed(state: State, visitor: VisitorId, now: int) -> Json:
    """What a returning client needs beside the events it missed; ``upto`` is the last of them."""
    return {
        "upto": state.durable.seq,
        "at": now,
        "you": you(state, visitor, now),
        "live": live(state, visitor, now),
    }
