"""The JSON interface of the chat: older messages page by page, and what a search finds."""

import asyncio
import sqlite3
from contextlib import closing
from pathlib import Path
from typing import Any

import orjson
from aiohttp import web

from rooms.chat import channels, check_channel, clean_search, may_read, unread
from rooms.errors import Unknown
from rooms.ids import ChannelId, MessageId
from rooms.lines import Header
from rooms.minors.talk import kept_since
from server.errors import TooMany
from server.host import Host
from server.http.asking import actor_of
from server.http.keys import services

routes = web.RouteTableDef()

PAGE = 50
"""Messages on one page of history."""
FOUND_MOST = 50

Row = tuple[Any, ...]


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
    since = kept_since(state, channel)
    rows: list[Row] = await known.host.read(lambda db: _history(db, channel, before, since))
    new = unread(known.host.hub.state, actor.visitor, channel, rows[0][0]) if rows else 0
    page = await _lines(known.host, rows[:PAGE][::-1])
    return web.json_response({"messages": page, "more": len(rows) > PAGE, "unread": new})


@routes.get("/api/messages/search")
async def search(request: web.Request) -> web.Response:
    """The newest messages that hold the words ``q``, whatever their case, of all channels one may read."""
    known, actor = services(request), actor_of(request)
    state, words = known.host.hub.state, clean_search(request.query.get("q", ""))
    now = known.host.clock.now()
    if not known.searches.take(actor.visitor, now):
        raise TooMany("rate.exceeded")
    mine = {each: kept_since(state, each) for each in channels(state, actor.visitor, now)}
    # Not in the writer's turn: reading every text takes longer than a commit may wait.
    rows = await asyncio.to_thread(_found, known.settings.file, mine, words)
    found = await _lines(known.host, rows[:FOUND_MOST])
    return web.json_response({"messages": found, "more": len(rows) > FOUND_MOST})


def _casefold(body: str | None) -> str | None:
    return body and body.casefold()


async def _lines(host: Host, rows: list[Row]) -> list[dict[str, Any]]:
    """Messages as they are told: their texts from the table, all else from what the hub remembers of them."""
    headers = {row[0]: _header(host, row) for row in rows}
    answered = [each.reply_to for each in headers.values() if each.reply_to is not None]
    quotes: list[Row] = await host.read(lambda db: _those(db, answered)) if answered else []
    by_id = {row[0]: row for row in quotes}
    return [_line(row, headers[row[0]], by_id.get(headers[row[0]].reply_to or "")) for row in rows]


def _header(host: Host, row: Row) -> Header:
    message, channel, author, at, _ = row
    return host.hub.state.durable.messages.get(message) or Header(channel, author, at)


def _line(row: Row, header: Header, quote: Row | None) -> dict[str, Any]:
    message, channel, author, at, body = row
    return {
        "message": message, "channel": channel, "author": author, "at": at,
        "body": None if header.deleted else body,
        "edited": header.edited, "reply_to": header.reply_to, "mentions": header.mentions,
        "reactions": header.reactions,
        "quote": None if quote is None else {"author": quote[2], "body": quote[4]},
    }  # fmt: skip


_COLUMNS = "select id, channel, author, at, body from message"
_HISTORY = f"""
{_COLUMNS}
where channel = ?1 and at >= ?4 and (?2 = '' or seq < (select seq from message where id = ?2))
order by seq desc limit ?3
"""
_SEARCH = f"""
with mine as (select key, value as since from json_each(?))
{_COLUMNS} join mine on channel = mine.key
where at >= since and instr(casefold(body), ?) order by seq desc limit ?
"""
_ANSWERED = f"{_COLUMNS} where id in (select value from json_each(?))"


def _history(db: sqlite3.Connection, channel: ChannelId, before: str, since: int) -> list[Row]:
    return db.execute(_HISTORY, (channel, before, PAGE + 1, since)).fetchall()


def _found(file: Path, mine: dict[ChannelId, int], words: str) -> list[Row]:
    """What holds the words, in each channel since a time, by a connection of its own that only reads."""
    with closing(sqlite3.connect(f"{file.absolute().as_uri()}?mode=ro", uri=True)) as db:
        # SQLite folds the case of ASCII letters alone.
        db.create_function("casefold", 1, _casefold, deterministic=True)
        return db.execute(_SEARCH, (orjson.dumps(mine).decode(), words, FOUND_MOST + 1)).fetchall()


def _those(db: sqlite3.Connection, messages: list[MessageId]) -> list[Row]:
    return db.execute(_ANSWERED, (orjson.dumps(messages).decode(),)).fetchall()
