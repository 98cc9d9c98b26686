"""What the JSON interface asks of each request: a readable body, and a visitor who may come in."""

import asyncio
from typing import Any, TypeVar

import segno
from aiohttp import web
from pydantic import BaseModel, TypeAdapter, ValidationError

from rooms.ids import VisitorId
from rooms.look import Look
from rooms.roles import Actor
from server.errors import BadRequest, TooLarge, Unauthorised
from server.http.keys import services

B = TypeVar("B", bound=BaseModel)

BODY_LIMIT = 16 * 1024
"""Bytes of a JSON request."""
CHUNK = 64 * 1024
"""Bytes of a larger request taken at a time."""
SECURE_COOKIE, PLAIN_COOKIE = "__Host-foyer", "foyer"
"""Over https the cookie is bound to this host; plain http on loopback knows no such binding."""
BOX_COOKIE_DAYS = 400
"""As long as browsers keep a cookie at most (RFC 6265bis, 5.5)."""


async def read(request: web.Request, model: type[B]) -> B:
    """The request's body as ``model``.

    :raises BadRequest: it is no JSON, or not of that shape; TooLarge: it is above ``BODY_LIMIT``.
    """
    body = await request.read()
    if len(body) > BODY_LIMIT:
        raise TooLarge("request.too_large")
    return _parsed(body, model)


async def read_large(request: web.Request, model: type[B], most: int) -> B:
    """The request's body as ``model``, for requests that hold a file.

    :raises BadRequest: it is no JSON, or not of that shape; TooLarge: it is above ``most`` bytes.
    """
    return await asyncio.to_thread(_parsed, await read_most(request, most), model)


async def read_most(request: web.Request, most: int) -> bytes:
    """The request's body, whatever limit other requests have.

    :raises TooLarge: it is above ``most`` bytes.
    """
    body = bytearray()
    async for part in request.content.iter_chunked(CHUNK):
        body += part
        if len(body) > most:
            raise TooLarge("request.too_large")
    return bytes(body)


def _parsed(body: bytes, model: type[B]) -> B:
    """A body as ``model``.

    :raises BadRequest: it is no JSON, or not of that shape.
    """
    try:
        return model.model_validate_json(body)
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
    """Whose browser is asking, if it is somebody's who is known, banned or not."""
    known = services(request)
    visitor = known.sessions.visitor(request.cookies.get(cookie_name(request)), known.host.clock.now())
    return visitor if visitor in known.host.hub.state.durable.visitors else None


def box_cookie(request: web.Request) -> str:
    """The name of a venue box's cookie: beside the visitor's, for a box may be tried in a host's browser."""
    return f"{cookie_name(request)}-box"


def box_of(request: web.Request) -> VisitorId | None:
    """Which venue box is asking, if it is one that counts."""
    known = services(request)
    box = known.sessions.visitor(request.cookies.get(box_cookie(request)), known.host.clock.now())
    return box if box in known.host.hub.state.durable.boxes.boxes else None


def base_of(request: web.Request) -> str:
    """Where other devices reach the hub: the public address, else one with https, else as asked."""
    known = services(request)
    return known.settings.public_origin or next(iter(known.secure), f"{request.scheme}://{request.host}")


def qr_code(link: str) -> str:
    """A link as an SVG, to be read by the cameras of other devices."""
    return segno.make(link, error="m").svg_inline(scale=4, border=2)


def actor_of(request: web.Request) -> Actor:
    """The asking visitor as an actor.

    :raises Unauthorised: nobody known; Banned: somebody who is no longer let in.
    """
    return _entering(request, visitor_of(request))


def box_actor_of(request: web.Request) -> Actor:
    """The asking venue box as an actor.

    :raises Unauthorised: none, or one that was revoked; Banned: it is no longer let in.
    """
    return _entering(request, box_of(request))


def present_actor_of(request: web.Request) -> Actor:
    """The asking visitor, or else the venue box, as an actor.

    :raises Unauthorised: neither; Banned: it is no longer let in.
    """
    return actor_of(request) if visitor_of(request) is not None else box_actor_of(request)


def _entering(request: web.Request, visitor: VisitorId | None) -> Actor:
    if visitor is None:
        raise Unauthorised("session.missing")
    return services(request).host.hub.state.entering(visitor)


def ticket_for(request: web.Request, visitor: VisitorId, cookie: str) -> web.Response:
    """What opens one socket within half a minute. Whoever asks is known for as long again by that cookie, at
    most renewed once a day.
    """
    known, secret = services(request), request.cookies[cookie]
    now = known.host.clock.now()
    response = web.json_response({"ticket": known.tickets.issue(visitor, now)})
    renewed = known.sessions.renew(secret, now)
    if renewed:
        known.host.write(renewed)
        set_cookie(request, response, cookie, secret)
    return response


def shown(request: web.Request, visitor: VisitorId) -> dict[str, Any]:
    """A visitor as the client knows its own."""
    state = services(request).host.hub.state
    person, workshop = state.visitor(visitor), state.durable.minors.of(visitor)
    look = TypeAdapter(Look).dump_python(person.look)
    inside = workshop.id if workshop is not None else None
    return {"id": visitor, "name": person.name, "look": look, "role": person.role, "workshop": inside}


def set_cookie(request: web.Request, response: web.Response, name: str, value: str) -> None:
    """A cookie of ours: this host only, out of scripts' reach, not sent by other sites' forms. That of a box
    outlives a visit, for a device that stays connected asks for no other one: the hub ends its visit.
    """
    days = BOX_COOKIE_DAYS if name == box_cookie(request) else services(request).settings.visit_days
    secure = cookie_name(request) == SECURE_COOKIE
    response.set_cookie(
        name, value, max_age=days * 24 * 3600, path="/", httponly=True, secure=secure, samesite="Lax"
    )
