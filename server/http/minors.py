"""The JSON interface of workshops with minors: what a child is told before it comes, coming, and the link."""

from hmac import compare_digest

from aiohttp import web

from rooms import commands as c
from rooms.errors import Conflict, NotAllowed, Refusal, Unknown
from rooms.hub import SYSTEM_ACTOR
from rooms.ids import VisitorId, WorkshopId
from rooms.minors.children import check_coming
from rooms.minors.workshops import knows_adults, lasting, workshop_of
from rooms.model.minors import Workshop
from rooms.roles import Actor, Capability, Role
from server.clock import new_id
from server.errors import FoyerError, TooMany
from server.http.asking import (
    actor_of,
    base_of,
    cookie_name,
    qr_code,
    read,
    set_cookie,
    shown,
    visitor_of,
)
from server.http.keys import address_of, services
from server.protocol.bodies import NickBody

routes = web.RouteTableDef()


def _named(request: web.Request) -> Workshop:
    """The workshop that a request names.

    :raises Unknown: there is none.
    """
    return workshop_of(services(request).host.hub.state, WorkshopId(request.match_info["workshop"]))


def _same(given: str, secret: str) -> bool:
    return compare_digest(given.encode(errors="replace"), secret.encode())


def _by_link(request: web.Request) -> Workshop:
    """The workshop that a request names, of whoever has the secret of its link, or came by it before.

    :raises Unknown: there is none, or this is not its secret.
    """
    found, visitor = _named(request), visitor_of(request)
    scheme, _, secret = request.headers.get("Authorization", "").partition(" ")
    is_its = scheme.lower() == "bearer" and _same(secret.strip(), found.secret)
    if not is_its and visitor not in found.people:
        raise Unknown("minors.unknown")
    return found


@routes.get("/api/minors/{workshop}")
async def workshop(request: web.Request) -> web.Response:
    """What may be known of a workshop before coming: no names, and not how many are there."""
    found = _by_link(request)
    answer = {
        "workshop": found.id,
        "title": found.title,
        "open": found.ended_at is None,
        "ends_at": found.ends_at,
    }
    return web.json_response(answer)


@routes.get("/api/minors/{workshop}/link")
async def link(request: web.Request) -> web.Response:
    """Where children come in, for named adults and for those who may open such workshops."""
    known, actor, found = services(request), actor_of(request), _named(request)
    state = known.host.hub.state
    child = actor.visitor in found.people
    if child or not knows_adults(state, actor, found, known.host.clock.now()):
        raise NotAllowed(Capability.MINORS_LEAD)
    address = f"{base_of(request)}/#workshop={found.id}.{found.secret}"
    return web.json_response({"link": address, "qr": qr_code(address)})


@routes.post("/api/minors/{workshop}/join")
async def join(request: web.Request) -> web.Response:
    """Come as a child, by the link's secret: always as somebody new. A child of this workshop comes back as
    itself, and whoever is known under a name only with ``fresh``, which erases that visit.
    """
    known, body = services(request), await read(request, NickBody)
    state, visitor = known.host.hub.state, visitor_of(request)
    found = lasting(state, _by_link(request).id)
    if not known.joins.take(address_of(request), known.host.clock.now()):
        raise TooMany("rate.exceeded")
    if visitor is not None and visitor in found.people:
        return web.json_response({"visitor": shown(request, visitor)})
    if visitor is not None and not body.fresh:
        raise Conflict("minors.known_here")
    if visitor is None:
        return await _come(request, found.id, body)
    return await _come_anew(request, found, body, visitor)


async def _come_anew(
    request: web.Request, found: Workshop, body: NickBody, visitor: VisitorId
) -> web.Response:
    """Erase the visit that this browser has, and come; who may not come keeps it, and so does somebody to
    whom a host closed the hub.

    :raises Refusal: as ``check_coming``; Banned: a host did.
    """
    known = services(request)
    actor_of(request)
    check_coming(known.host.hub.state, found, body.nick, instead=visitor)
    await known.host.ask(SYSTEM_ACTOR, new_id(), c.Erase(visitor))
    known.sessions.forget(visitor)
    try:
        return await _come(request, found.id, body)
    finally:
        await known.snapshots.take(alone=True)


async def _come(request: web.Request, workshop: WorkshopId, body: NickBody) -> web.Response:
    known = services(request)
    visitor = VisitorId(new_id())
    secret, rows = known.sessions.open(visitor, known.host.clock.now())
    command = c.AskMinor(workshop, body.nick, body.look)
    try:
        await known.host.ask(Actor(visitor, Role.GUEST), new_id(), command, rows)
    except (Refusal, FoyerError):
        known.sessions.forget(visitor)
        raise
    response = web.json_response({"visitor": shown(request, visitor)})
    set_cookie(request, response, cookie_name(request), secret)
    return response
