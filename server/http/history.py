"""The JSON interface of the chat: older messages, page by page."""

import sqlite3
from typing import Any

from aiohttp import web

from rooms.chat import check_channel, may_read, unread
from rooms.errors import Unknown
from rooms.ids import ChannelId
from server.http.asking import actor_of
from server.http.keys import services

routes = web.RouteTableDef()

PAGE = 50
"""Messages on one page of history."""


@routes.get("/api/messages")
async def messages(request: web.Request) -> web.Response:
    """One page of a channel's history, its oldest message first; ``before`` is the oldest message known.

    ``unread`` is how many messages up to the page's newest are new to who asks.
    """
    known, actor = services(request), actor_of(request)
    state, channel = known.host.hub.state, ChannelId(request.query.get("channel", "")[:200])
    check_channel(state, channel)
    if not may_read(state, actor, channel, known.host.clock.now()):
        raise Unknown("channel.unknown")
    before = request.query.get("before", "")[:60]
    rows: list[tuple[Any, ...]] = await known.host.read(lambda db: _history(db, channel, before))
    found = [dict(zip(("message", "channel", "author", "at", "body"), row, strict=True)) for row in rows]
    new = unread(known.host.hub.state, actor.visitor, channel, found[0]["message"]) if found else 0
    return web.json_response({"messages": found[:PAGE][::-1], "more": len(found) > PAGE, "unread": new})


_HISTORY = """
select id, channel, author, at, body from message
where channel = ?1 and (?2 = '' or seq < (select seq from message where id = ?2)) order by seq desc limit ?3
"""


def _history(db: sqlite3.Connection, channel: ChannelId, before: str) -> list[tuple[Any, ...]]:
    return db.execute(_HISTORY, (channel, before, PAGE + 1)).fetchall()
