"""The JSON interface of the client: come in, get a ticket, read on in a chat, invite, leave."""

import secrets
import sqlite3
from typing import Any, TypeVar

import segno
from aiohttp import web
from pydantic import BaseModel, TypeAdapter, ValidationError

from rooms import commands as c
from rooms.chat import check_channel, may_read
from rooms.errors import Unknown
from rooms.ids import ChannelId, InviteId, RoomId, VisitorId
from rooms.look import Look
from rooms.roles import Actor, Capability, can
from server.auth.sessions import DAY_MS, digest
from server.clock import new_id
from server.errors import BadRequest, TooMany, Unauthorised
from server.http.keys import LANGUAGE, services
from server.http.middleware import LANGUAGE_COOKIE
from server.protocol.bodies import InviteBody, JoinBody, LanguageBody, TokenBody

routes = web.RouteTableDef()
B = TypeVar("B", bound=BaseModel)

PAGE = 50
"""Messages on one page of history."""
BODY_LIMIT = 16 * 1024
"""Bytes of a JSON request."""
SECURE_COOKIE, PLAIN_COOKIE = "__Host-foyer", "foyer"
"""Over https the cookie is bound to this host; plain http on loopback knows no such binding."""


async def read(request: web.Request, model: type[B]) -> B:
    """The request's body as ``model``.

    :raises BadRequest: it is no JSON, or not of that shape.
    """
    try:
        return model.model_validate_json(await request.read())
    except ValidationError as error:
        first = error.errors(include_url=False, include_input=False)[0]
        if first["type"] == "json_invalid":
            raise BadRequest("request.not_json") from None
        field = ".".join(str(part) for part in first["loc"])
        raise BadRequest("request.invalid", field=field) from None


def cookie_name(request: web.Request) -> str:
    """The visit cookie's name on this kind of connection."""
    known = services(request)
    return (
        SECURE_COOKIE if request.secure or known.settings.public_origin.startswith("https:") else PLAIN_COOKIE
    )


def visitor_of(request: web.Request) -> VisitorId | None:
    """Whose browser is asking, if somebody's who is known and not banned."""
    known = services(request)
    visitor = known.sessions.visitor(request.cookies.get(cookie_name(request)), known.host.clock.now())
    return visitor if visitor in known.host.hub.state.durable.visitors else None


def actor_of(request: web.Request) -> Actor:
    """The asking visitor as an actor.

    :raises Unauthorised: nobody known; Banned: somebody who is no longer let in.
    """
    visitor = visitor_of(request)
    if visitor is None:
        raise Unauthorised("session.missing")
    return services(request).host.hub.state.entering(visitor)


def shown(request: web.Request, visitor: VisitorId) -> dict[str, Any]:
    """A visitor as the client knows its own."""
    person = services(request).host.hub.state.visitor(visitor)
    look = TypeAdapter(Look).dump_python(person.look)
    return {"id": visitor, "name": person.name, "look": look, "role": person.role}


def set_cookie(request: web.Request, response: web.Response, name: str, value: str) -> None:
    """A cookie of ours: this host only, out of scripts' reach, not sent by other sites' forms."""
    days = services(request).settings.visit_days
    secure = cookie_name(request) == SECURE_COOKIE
    response.set_cookie(
        name, value, max_age=days * 24 * 3600, path="/", httponly=True, secure=secure, samesite="Lax"
    )


@routes.get("/api/hub")
async def hub(request: web.Request) -> web.Response:
    """What may be known before joining: the floors, how many are here, and their looks, but no names."""
    known = services(request)
    state = known.host.hub.state
    here = [each for each, status in state.live.presence.items() if status != "lost"]
    looks = TypeAdapter(list[Look]).dump_python([state.durable.visitors[each].look for each in here[:6]])
    names = known.pack.names
    return web.json_response(
        {
            "name": names.get(request[LANGUAGE], next(iter(names.values()))),
            "names": names,
            "languages": known.texts.languages,
            "here": len(here),
            "faces": [{"look": look} for look in looks],
            "start": known.pack.start,
            "floors": TypeAdapter(Any).dump_python(list(known.pack.infos.values()), mode="json"),
            "limits": {
                "message": state.rules.message_length,
                "name": state.rules.name_length,
                "join_radius": state.rules.join_radius,
                "leave_radius": state.rules.leave_radius,
            },
        }
    )


@routes.get("/api/me")
async def me(request: web.Request) -> web.Response:
    """Who this browser is, if anybody."""
    visitor = visitor_of(request)
    return web.json_response({"visitor": shown(request, visitor) if visitor else None})


@routes.post("/api/join")
async def join(request: web.Request) -> web.Response:
    """Come in: as a new visitor, or as oneself with what changed since."""
    known, body = services(request), await read(request, JoinBody)
    if not known.joins.take(request.remote or "", known.host.clock.now()):
        raise TooMany("rate.exceeded")
    invite = InviteId(digest(body.invite)) if body.invite else None
    visitor = visitor_of(request)
    if visitor is None:
        return await _first_visit(request, body, invite)
    actor = actor_of(request)
    await known.host.ask(actor, new_id(), c.Rename(body.name))
    await known.host.ask(actor, new_id(), c.Dress(body.look))
    if invite is not None:
        await known.host.ask(actor, new_id(), c.UseInvite(invite))
    return web.json_response({"visitor": shown(request, visitor)})


async def _first_visit(request: web.Request, body: JoinBody, invite: InviteId | None) -> web.Response:
    known = services(request)
    visitor = VisitorId(new_id())
    secret, rows = known.sessions.open(visitor, known.host.clock.now())
    actor = Actor(visitor, known.pack.entry_role)
    await known.host.ask(actor, new_id(), c.Join(body.name, body.look, invite), rows)
    response = web.json_response({"visitor": shown(request, visitor)})
    set_cookie(request, response, cookie_name(request), secret)
    return response


@routes.post("/api/ticket")
async def ticket(request: web.Request) -> web.Response:
    """What opens one socket within half a minute."""
    known, actor = services(request), actor_of(request)
    return web.json_response({"ticket": known.tickets.issue(actor.visitor, known.host.clock.now())})


@routes.post("/api/leave")
async def leave(request: web.Request) -> web.Response:
    """Leave the hub. ``forget=1`` also ends the visit, so that this browser is nobody any more."""
    known, actor = services(request), actor_of(request)
    await known.host.ask(actor, new_id(), c.Leave())
    response = web.json_response({"ok": True})
    if request.query.get("forget") == "1":
        known.host.write(known.sessions.end(request.cookies.get(cookie_name(request), "")))
        response.del_cookie(cookie_name(request), path="/")
    return response


@routes.post("/api/language")
async def language(request: web.Request) -> web.Response:
    """Remember the visitor's language for pages and errors."""
    known, body = services(request), await read(request, LanguageBody)
    if body.language not in known.texts.languages:
        raise BadRequest("request.invalid", field="language")
    response = web.json_response({"language": body.language})
    set_cookie(request, response, LANGUAGE_COOKIE, body.language)
    return response


@routes.get("/api/messages")
async def messages(request: web.Request) -> web.Response:
    """One page of a channel's history, its oldest message first; ``before`` is the oldest message known."""
    known, actor = services(request), actor_of(request)
    state, channel = known.host.hub.state, ChannelId(request.query.get("channel", "")[:200])
    check_channel(state, channel)
    if not may_read(state, actor, channel, known.host.clock.now()):
        raise Unknown("channel.unknown")
    before = request.query.get("before", "")[:60]
    rows: list[tuple[Any, ...]] = await known.host.read(lambda db: _history(db, channel, before))
    found = [dict(zip(("message", "channel", "author", "at", "body"), row, strict=True)) for row in rows]
    return web.json_response({"messages": found[:PAGE][::-1], "more": len(found) > PAGE})


_HISTORY = """
select id, channel, author, at, body from message
where channel = ?1 and (?2 = '' or seq < (select seq from message where id = ?2)) order by seq desc limit ?3
"""


def _history(db: sqlite3.Connection, channel: ChannelId, before: str) -> list[tuple[Any, ...]]:
    return db.execute(_HISTORY, (channel, before, PAGE + 1)).fetchall()


@routes.post("/api/invites")
async def invites(request: web.Request) -> web.Response:
    """Make an invite link. Its secret is shown once and stands behind the #, out of logs and Referer."""
    known, actor, body = services(request), actor_of(request), await read(request, InviteBody)
    secret = secrets.token_urlsafe(24)
    expires = known.host.clock.now() + body.hours * DAY_MS // 24
    command = c.CreateInvite(InviteId(digest(secret)), body.role, expires, body.uses)
    await known.host.ask(actor, new_id(), command)
    return web.json_response({"path": f"/#invite={secret}", "expires_at": expires})


@routes.post("/api/admin/claim")
async def claim(request: web.Request) -> web.Response:
    """Become administrator by the one-time link of the server's start."""
    known, actor, body = services(request), actor_of(request), await read(request, TokenBody)
    if not known.admin.matches(body.token):
        raise Unauthorised("token.invalid")
    await known.host.ask(actor, new_id(), c.ClaimHub())
    known.admin.spend()
    return web.json_response({"visitor": shown(request, actor.visitor)})


@routes.post("/api/stages/{stage}/key")
async def stage_key(request: web.Request) -> web.Response:
    """Make a stage's camera a new key: the address for any WHIP sender, link and QR code for a phone."""
    known, actor = services(request), actor_of(request)
    stage = RoomId(request.match_info["stage"])
    key = secrets.token_urlsafe(24)
    await known.host.ask(actor, new_id(), c.MakeStageKey(stage, digest(key)))
    base = known.settings.public_origin or next(iter(known.secure), f"{request.scheme}://{request.host}")
    link = f"{base}/camera/{stage}#key={key}"
    image = segno.make(link, error="m").svg_inline(scale=4, border=2)
    return web.json_response({"key": key, "whip": f"{base}/whip/{stage}", "link": link, "qr": image})


@routes.get("/api/audit")
async def audit(request: web.Request) -> web.Response:
    """What hosts did, the newest first."""
    known, actor = services(request), actor_of(request)
    if not can(actor, Capability.AUDIT_READ, known.host.hub.state.place(None), known.host.clock.now()):
        raise Unauthorised("session.missing")
    rows = await known.host.read(
        lambda db: db.execute(
            "select at, actor, act, target from audit order by seq desc limit 200"
        ).fetchall()
    )
    found = [dict(zip(("at", "actor", "act", "target"), row, strict=True)) for row in rows]
    return web.json_response({"audit": found, "language": request[LANGUAGE]})
