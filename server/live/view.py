"""What a client is told at the start of a connection: the hub as one person may see it, in the wire's
shape.
"""

from typing import Any

from rooms.chat import channels
from rooms.ids import VisitorId
from rooms.roles import capabilities
from rooms.state import State

Json = dict[str, Any]


def you(state: State, visitor: VisitorId, now: int) -> Json:
    """Who one is and what one may do on the open floor."""
    actor = state.actor(visitor)
    allowed = sorted(capabilities(actor, state.place(None), now))
    return {"visitor": visitor, "role": actor.role, "muted": actor.muted, "capabilities": allowed}


def live(state: State, visitor: VisitorId) -> Json:
    """Everything that is true only now: presence, bodies, conversations, rooms, sound and picture."""
    now = state.live
    avatar = now.avatars.get(visitor)
    return {
        "presence": now.presence,
        "avatars": [
            {"visitor": a.visitor, "lane": a.lane, "floor": a.floor, "x": a.x, "y": a.y, "state": a.state}
            for a in now.avatars.values()
        ],
        "you": avatar and {"floor": avatar.floor, "x": avatar.x, "y": avatar.y, "epoch": avatar.epoch},
        "conversations": [
            {"id": talk.id, "members": talk.members, "locked": talk.locked}
            for talk in now.conversations.values()
        ],
        "in_room": {each.visitor: each.room for each in now.avatars.values() if each.room},
        "media": now.media,
        "stages": now.stages,
        "knocks": _knocks(state, visitor),
    }


def _knocks(state: State, visitor: VisitorId) -> list[Json]:
    avatar = state.live.avatars.get(visitor)
    mine = state.rooms_of(avatar) if avatar is not None else ()
    return [
        {"room": room, "visitor": each}
        for room, waiting in state.live.knocks.items()
        if room in mine
        for each in sorted(waiting)
    ]


def snapshot(state: State, visitor: VisitorId, now: int) -> Json:
    """The whole hub at a batch boundary, for one person."""
    durable = state.durable
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
        "rooms": {room: {"locked": room in durable.locked} for room in state.rules.rooms},
        "channels": {
            channel: {"unread": unread, "last": last}
            for channel, (unread, last) in channels(state, visitor, now).items()
        },
        "live": live(state, visitor),
    }


def resumed(state: State, visitor: VisitorId, now: int) -> Json:
    """What a returning client needs beside the events it missed; ``upto`` is the last of them."""
    return {
        "upto": state.durable.seq,
        "at": now,
        "you": you(state, visitor, now),
        "live": live(state, visitor),
    }
