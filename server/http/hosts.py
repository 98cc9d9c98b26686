"""The JSON interface of hosts: administrator links, camera keys, addresses of halls, who is banned, the
audit list.
"""

import secrets
import sqlite3

import orjson
from aiohttp import web

from rooms import commands as c
from rooms import events as e
from rooms.ids import SYSTEM, RoomId, VisitorId
from rooms.media import stage_of
from rooms.minors.wall import hides
from rooms.state import State
from server.auth.adminlink import is_open, used
from server.auth.sessions import digest
from server.clock import new_id
from server.errors import Unauthorised
from server.http.asking import actor_of, base_of, cookie_name, qr_code, read, shown
from server.http.keys import services
from server.protocol.bodies import TokenBody

routes = web.RouteTableDef()

AUDIT_SHOWN = 200
"""Acts on the one page of the audit list."""


@routes.post("/api/admin/claim")
async def claim(request: web.Request) -> web.Response:
    """Become administrator by a one-time link: the first start's, or one its operator made."""
    known, actor, body = services(request), actor_of(request), await read(request, TokenBody)
    async with known.admin.turn:
        now = known.host.clock.now()
        first = known.admin.is_first(body.token)
        if not (first or await known.host.read(lambda db: is_open(db, body.token, now))):
            raise Unauthorised("token.invalid")
        await known.host.ask(actor, new_id(), c.ClaimHub(), used(body.token, known.host.hub_id, now))
        known.admin.spend()
        known.host.write(known.sessions.renew(request.cookies[cookie_name(request)], now))
    return web.json_response({"visitor": shown(request, actor.visitor)})


@routes.post("/api/stages/{stage}/key")
async def stage_key(request: web.Request) -> web.Response:
    """Make a stage's camera a new key: the address for any WHIP sender, link and QR code for a phone."""
    known, actor = services(request), actor_of(request)
    stage = RoomId(request.match_info["stage"])
    key = secrets.token_urlsafe(24)
    await known.host.ask(actor, new_id(), c.MakeStageKey(stage, digest(key)))
    base = base_of(request)
    link = f"{base}/camera/{stage}#key={key}"
    return web.json_response({"key": key, "whip": f"{base}/whip/{stage}", "link": link, "qr": qr_code(link)})


@routes.get("/api/stages/{stage}/hall")
async def hall(request: web.Request) -> web.Response:
    """Where the phones in a stage's hall take part: the address, and its QR code."""
    stage = stage_of(services(request).host.hub.state, RoomId(request.match_info["stage"]))
    link = f"{base_of(request)}/hall/{stage}"
    return web.json_response({"link": link, "qr": qr_code(link)})


@routes.get("/api/banned")
async def banned(request: web.Request) -> web.Response:
    """To whom the hub is closed, so that it can be opened again."""
    state, actor = services(request).host.hub.state, actor_of(request)
    known = [each for each in state.durable.visitors if not hides(state, actor.visitor, each)]
    people = ((each, state.durable.visitors[each]) for each in known)
    found = [{"visitor": each, "name": person.name} for each, person in people if person.banned]
    return web.json_response({"banned": found})


@routes.get("/api/audit")
async def audit(request: web.Request) -> web.Response:
    """What hosts did, the newest first; people by the names they go by today. What was done in a workshop
    with minors stands there without whom it was done to, for everybody outside; whom its adults let in not at
    all, so that nobody counts children.
    """
    known, viewer, state = services(request), actor_of(request).visitor, services(request).host.hub.state
    children = _counted(state, viewer)
    rows: list[tuple[int, str, str, str, str | None]] = await known.host.read(lambda db: _acts(db, children))
    people = state.durable.visitors.items()
    names = {each: person.name for each, person in people if not hides(state, viewer, each)}
    found = [
        {
            "at": at,
            "actor": SYSTEM if hides(state, viewer, by) else by,
            "actor_name": names.get(VisitorId(by)),
            "act": act,
            "target": "" if hides(state, viewer, to) else to,
            "target_name": names.get(VisitorId(to)),
            "detail": detail,
        }
        for at, by, act, to, detail in rows
    ]
    return web.json_response({"audit": found})


def _counted(state: State, viewer: VisitorId) -> list[VisitorId]:
    """Of which children somebody learns who let them in: a named adult, of those of the own workshops."""
    led = (each for each in state.durable.minors.workshops.values() if viewer in each.adults)
    return [child for each in led for child in each.people]


def _acts(db: sqlite3.Connection, children: list[VisitorId]) -> list[tuple[int, str, str, str, str | None]]:
    """The newest acts, of those that may be counted: what is left out makes no gap and no shorter list."""
    query = (
        "select at, actor, act, target, detail from audit "
        "where act != ? or target in (select value from json_each(?)) order by seq desc limit ?"
    )
    told = (e.MinorAdmitted.TYPE, orjson.dumps(children).decode(), AUDIT_SHOWN)
    return db.execute(query, told).fetchall()
