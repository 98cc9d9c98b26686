"""The interface of venue boxes: a device asks for a code and waits, a host enters it, the device comes in.

A box has a cookie of its own beside the visitor's, so that a host who tries a box in the own browser stays
who they are. Codes and secrets travel in bodies and behind the #, never in a logged address.
"""

from typing import Any

from aiohttp import web

from rooms import commands as c
from rooms.errors import Refusal
from rooms.ids import RoomId, VisitorId
from rooms.roles import Actor
from server.auth.limits import Buckets
from server.auth.pairing import ENTERED, SHOWN, Pairing, Pairings
from server.clock import new_id
from server.errors import FoyerError, NotFound, TooMany
from server.http.asking import (
    actor_of,
    base_of,
    box_actor_of,
    box_cookie,
    box_of,
    qr_code,
    read,
    set_cookie,
    ticket_for,
)
from server.http.keys import Services, address_of, services
from server.protocol.bodies import PairBody, TokenBody

routes = web.RouteTableDef()


class Desk:
    """The devices that wait, and how fast codes may be asked for and entered."""

    def __init__(self) -> None:
        self.pairings = Pairings()
        self.shown = Buckets(SHOWN)
        self.entered = Buckets(ENTERED)


DESK = web.AppKey("pairing_desk", Desk)


@routes.post("/api/box/code")
async def code(request: web.Request) -> web.Response:
    """A code for a device to show; its secret is what the device asks with."""
    known, desk = services(request), request.app[DESK]
    now = known.host.clock.now()
    if not desk.shown.take(address_of(request), now):
        raise TooMany("rate.exceeded")
    made = desk.pairings.begin(now)
    link = f"{base_of(request)}/#box={made.code}"
    answer = {
        "code": made.code,
        "token": made.secret,
        "ends_at": made.ends_at,
        "link": link,
        "qr": qr_code(link),
    }
    return web.json_response(answer)


@routes.post("/api/box/claim")
async def claim(request: web.Request) -> web.Response:
    """Whether a host has entered the device's code; if so the device gets its cookie."""
    known, body = services(request), await read(request, TokenBody)
    found = request.app[DESK].pairings.waiting(body.token, known.host.clock.now())
    if found is None:
        raise NotFound("box.code_unknown")
    response = web.json_response({"paired": found.cookie is not None})
    if found.cookie is not None:
        set_cookie(request, response, box_cookie(request), found.cookie)
    return response


@routes.get("/api/box")
async def me(request: web.Request) -> web.Response:
    """Which box this device is, if it is one."""
    known, box = services(request), box_of(request)
    return web.json_response({"box": _shown(known, box) if box is not None else None})


def _shown(known: Services, box: VisitorId) -> dict[str, Any]:
    durable = known.host.hub.state.durable
    return {"id": box, "stage": durable.boxes.boxes[box].stage, "title": durable.visitors[box].name}


@routes.post("/api/box/ticket")
async def ticket(request: web.Request) -> web.Response:
    """What opens one socket of a box."""
    return ticket_for(request, box_actor_of(request).visitor, box_cookie(request))


@routes.post("/api/boxes")
async def pair(request: web.Request) -> web.Response:
    """Take the device that shows a code in as a box of a stage."""
    known, actor, body = services(request), actor_of(request), await read(request, PairBody)
    desk, now = request.app[DESK], known.host.clock.now()
    if not desk.entered.take(address_of(request), now):
        raise TooMany("rate.exceeded")
    found = desk.pairings.enter(body.code, now)
    if found is None:
        raise NotFound("box.code_unknown")
    found.taken = True
    try:
        box = await _take_in(known, actor, found, body)
    finally:
        found.taken = found.cookie is not None
    return web.json_response({"box": _shown(known, box)})


async def _take_in(known: Services, actor: Actor, found: Pairing, body: PairBody) -> VisitorId:
    """The new box; its cookie's row is written with the event that tells of it."""
    box = VisitorId(new_id())
    command = c.PairBox(box, RoomId(body.stage), body.title, body.spot)
    cookie, rows = known.sessions.open(box, known.host.clock.now())
    try:
        await known.host.ask(actor, new_id(), command, rows)
    except (Refusal, FoyerError):
        known.sessions.forget(box)
        raise
    found.cookie = cookie
    return box


def add_boxes(app: web.Application) -> None:
    """Put the routes on the application."""
    app[DESK] = Desk()
    app.add_routes(routes)
