"""The JSON interface of a visit: what is here, who one is, come in, get a ticket, leave, be forgotten."""

from typing import Any

from aiohttp import web
from pydantic import TypeAdapter

from rooms import commands as c
from rooms.errors import Protected, Refusal
from rooms.hub import SYSTEM_ACTOR
from rooms.ids import InviteId, VisitorId
from rooms.look import Look
from rooms.roles import Actor
from server.auth.sessions import digest
from server.clock import new_id
from server.errors import BadRequest, FoyerError, TooMany
from server.http.asking import actor_of, cookie_name, read, set_cookie, shown, ticket_for, visitor_of
from server.http.keys import LANGUAGE, address_of, services
from server.http.middleware import LANGUAGE_COOKIE
from server.protocol.bodies import JoinBody, LanguageBody

routes = web.RouteTableDef()


@routes.get("/api/hub")
async def hub(request: web.Request) -> web.Response:
    """What may be known before joining: the floors, how many are here, and their looks, but no names."""
    known = services(request)
    state = known.host.hub.state
    children = set(state.durable.minors.children)
    people = (each for each in state.people if each not in children)
    here = [each for each in people if state.live.presence.get(each) != "lost"]
    looks = TypeAdapter(list[Look]).dump_python([state.durable.visitors[each].look for each in here[:6]])
    return web.json_response(
        {
            "name": known.pack.name(request[LANGUAGE]),
            "names": known.pack.names,
            "languages": known.texts.languages,
            "here": len(here),
            "faces": [{"look": look} for look in looks],
            "start": known.pack.start,
            "floors": TypeAdapter(Any).dump_python(list(known.pack.infos.values()), mode="json"),
            "zone": known.pack.zone.key,
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
    if not known.joins.take(address_of(request), known.host.clock.now()):
        raise TooMany("rate.exceeded")
    invite = InviteId(digest(body.invite)) if body.invite else None
    visitor = visitor_of(request)
    if visitor is None:
        return await _first_visit(request, body, invite)
    actor = actor_of(request)
    if known.host.hub.state.durable.minors.of(visitor) is not None:
        raise Protected("minors.denied")
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
    try:
        await known.host.ask(actor, new_id(), c.Join(body.name, body.look, invite), rows)
    except (Refusal, FoyerError):
        known.sessions.forget(visitor)
        raise
    response = web.json_response({"visitor": shown(request, visitor)})
    set_cookie(request, response, cookie_name(request), secret)
    return response


@routes.post("/api/ticket")
async def ticket(request: web.Request) -> web.Response:
    """What opens one socket of a visitor."""
    return ticket_for(request, actor_of(request).visitor, cookie_name(request))


@routes.post("/api/leave")
async def leave(request: web.Request) -> web.Response:
    """Leave the hub. With ``forget=1`` all that is kept about the visitor is erased, here and on disk."""
    known, actor = services(request), actor_of(request)
    response = web.json_response({"ok": True})
    if request.query.get("forget") != "1":
        await known.host.ask(actor, new_id(), c.Leave())
        return response
    await known.host.ask(SYSTEM_ACTOR, new_id(), c.Erase(actor.visitor))
    known.sessions.forget(actor.visitor)
    await known.snapshots.take(alone=True)
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
