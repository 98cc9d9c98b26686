"""Captions over HTTP: the transcript as WebVTT, and lines from a program that has the stage's key."""

import secrets
import sqlite3

from aiohttp import web

from rooms import commands as c
from rooms.captions import LANGUAGE
from rooms.errors import Invalid, Unknown
from rooms.ids import RoomId, SessionId
from rooms.media import stage_of
from rooms.model.captions import engine_of
from rooms.roles import Actor, Role
from rooms.views import may_follow
from server.auth.sessions import digest
from server.clock import new_id
from server.http.asking import actor_of, base_of, read
from server.http.keys import services
from server.http.vtt import Line, vtt
from server.protocol.bodies import CaptionBody

routes = web.RouteTableDef()


@routes.post("/api/stages/{stage}/caption-key")
async def caption_key(request: web.Request) -> web.Response:
    """Make a new key with which a program writes a stage's captions."""
    known, actor = services(request), actor_of(request)
    stage, key = RoomId(request.match_info["stage"]), secrets.token_urlsafe(24)
    await known.host.ask(actor, new_id(), c.MakeCaptionKey(stage, digest(key)))
    return web.json_response({"key": key, "address": f"{base_of(request)}/api/captions/{stage}"})


@routes.post("/api/captions/{stage}")
async def say(request: web.Request) -> web.Response:
    """A line from a program; ``final`` lines are kept, others shown for now."""
    known, stage = services(request), RoomId(request.match_info["stage"])
    body = await read(request, CaptionBody)
    line = c.SayCaption(stage, body.language, body.body, body.final)
    engine = Actor(engine_of(stage), Role.VENUE)
    await known.host.ask(engine, body.cmd_id or new_id(), line)
    return web.json_response({"ok": True})


@routes.get("/api/captions/{stage}.vtt")
async def transcript(request: web.Request) -> web.Response:
    """What was said on a stage in one language: times from the first line, or from a session's start."""
    known, actor = services(request), actor_of(request)
    state, stage = known.host.hub.state, RoomId(request.match_info["stage"])
    stage, language = stage_of(state, stage), request.query.get("language", "")
    if not may_follow(state, actor, stage, known.host.clock.now()):
        raise Unknown("stage.unknown")
    if not LANGUAGE.fullmatch(language):
        raise Invalid("caption.language_invalid")
    start, end = _span(request)
    channel = f"captions:{stage}:{language}"
    lines: list[Line] = await known.host.read(lambda db: lines_between(db, channel, start, end))
    origin = start or (lines[0].at if lines else 0)
    text = vtt(lines, origin)
    name = f'attachment; filename="{stage}-{language}.vtt"'
    return web.Response(text=text, content_type="text/vtt", headers={"Content-Disposition": name})


def _span(request: web.Request) -> tuple[int, int]:
    """From when to when: a session's time, or all there is."""
    session = request.query.get("session", "")
    if not session:
        return 0, 2**53
    found = services(request).host.hub.state.durable.programme.sessions.get(SessionId(session))
    if found is None:
        raise Unknown("session.unknown")
    return found.session.starts_at, found.session.ends_at


_SAID = "select at, body from message where channel = ? and at >= ? and at < ? and body <> '' order by seq"


def lines_between(db: sqlite3.Connection, channel: str, start: int, end: int) -> list[Line]:
    """What was written in a channel of captions from ``start`` to before ``end``."""
    return [Line(at, body) for at, body in db.execute(_SAID, (channel, start, end))]
