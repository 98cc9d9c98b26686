"""Who may ask what, at one place: each request is held against its route's entry in the table."""

import secrets
from collections.abc import Awaitable, Callable

from aiohttp import web

from rooms.ids import RoomId, VisitorId
from rooms.media import stage_of
from rooms.model.captions import engine_of
from rooms.roles import Actor, Role, can
from rooms.rule import refusal
from server.auth.sessions import digest
from server.errors import Unauthorised
from server.http.asking import actor_of, box_actor_of, present_actor_of, visitor_of
from server.http.keys import services
from server.protocol.routes import LISTED, PAGES, Asker, Public, Route

Handler = Callable[[web.Request], Awaitable[web.StreamResponse]]


def entry(method: str, path: str) -> Route | Public:
    """The table's entry of a route, by its method and the path it was registered with.

    :raises LookupError: it has none, so nobody may ask there.
    """
    found = LISTED.get(("get" if method == "HEAD" else method.lower(), path)) or PAGES.get(path)
    if found is None:
        raise LookupError(f"{method} {path} is not in server/protocol/routes.py, so nobody may ask there")
    return found


async def all_listed(app: web.Application) -> None:
    """Hold an application's routes against the table, as it starts.

    :raises LookupError: one is not there.
    """
    for route in app.router.routes():
        if route.resource is not None:
            entry(route.method, route.resource.canonical)


@web.middleware
async def guarded(request: web.Request, handler: Handler) -> web.StreamResponse:
    """Refuse whoever lacks the route's capability, on the open floor or at the stage the route names; the
    domain asks again of a room.
    """
    resource = request.match_info.route.resource
    if resource is None:  # no such address, or not with this method: the router answers
        return await handler(request)
    found = entry(request.method, resource.canonical)
    if isinstance(found, Route) and not isinstance(found.needs, Public):
        known = services(request)
        actor = _ASKERS[found.asker](request)
        where = RoomId(request.match_info["stage"]) if found.asker in _AT_STAGE else None
        place = known.host.hub.state.place(where)
        if not can(actor, found.needs, place, known.host.clock.now()):
            raise refusal(known.host.hub.state, actor, found.needs, place, known.host.clock.now())
    return await handler(request)


def _newcomer(request: web.Request) -> Actor:
    """Who comes back, or somebody new in the role that the pack gives."""
    known = visitor_of(request) is not None
    return actor_of(request) if known else Actor(VisitorId(""), services(request).pack.entry_role)


def _camera(request: web.Request) -> Actor:
    """The venue of the stage that the request's key opens.

    :raises Unknown: no such stage; Unauthorised: no key, or another one's.
    """
    state = services(request).host.hub.state
    stage = stage_of(state, RoomId(request.match_info["stage"]))
    _check_key(request, state.durable.keys.get(stage, ""))
    return Actor(VisitorId(f"stage:{stage}"), Role.VENUE)


def _engine(request: web.Request) -> Actor:
    """The program that the key of a stage's captions opens.

    :raises Unknown: no such stage; Unauthorised: no key, or another one's.
    """
    state = services(request).host.hub.state
    stage = stage_of(state, RoomId(request.match_info["stage"]))
    _check_key(request, state.durable.captions.keys.get(stage, ""))
    return Actor(engine_of(stage), Role.VENUE)


def _performer(request: web.Request) -> Actor:
    """Who has the visit's cookie and asks about a stage that there is.

    :raises Unauthorised: nobody known; Unknown: no such stage.
    """
    actor = actor_of(request)
    stage_of(services(request).host.hub.state, RoomId(request.match_info["stage"]))
    return actor


def _check_key(request: web.Request, expected: str) -> None:
    scheme, _, key = request.headers.get("Authorization", "").partition(" ")
    if scheme.lower() != "bearer" or not secrets.compare_digest(digest(key.strip()), expected):
        raise Unauthorised("token.invalid")


_ASKERS: dict[Asker, Callable[[web.Request], Actor]] = {
    Asker.VISITOR: actor_of,
    Asker.NEWCOMER: _newcomer,
    Asker.CAMERA: _camera,
    Asker.ENGINE: _engine,
    Asker.BOX: box_actor_of,
    Asker.PRESENT: present_actor_of,
    Asker.PERFORMER: _performer,
}

_AT_STAGE = frozenset({Asker.ENGINE, Asker.PERFORMER})
"""Askers whose right counts at the stage that the route names."""
