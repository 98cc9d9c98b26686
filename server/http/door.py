"""The door of a hall: one's own code, and letting people in by theirs. Codes travel in bodies and behind the
#, never in an address that a server sees.
"""

import asyncio

from aiohttp import web
from pydantic import TypeAdapter

from rooms import commands as c
from rooms.errors import Protected, Refusal
from rooms.ids import RoomId, VisitorId
from rooms.look import Look
from server.auth.doorcodes import MISSES, SCANS, DoorCodes, door_key
from server.auth.limits import Buckets
from server.errors import TooMany
from server.http.asking import actor_of, base_of, qr_code, read
from server.http.keys import SERVICES, services
from server.protocol.bodies import CheckInBody

routes = web.RouteTableDef()


class Door:
    """The codes, and how fast one host may enter them."""

    def __init__(self, codes: DoorCodes) -> None:
        self.codes = codes
        self.scans = Buckets(SCANS)
        self.misses = Buckets(MISSES)
        self.turn = asyncio.Lock()


DOOR = web.AppKey("door", Door)


@routes.get("/api/check-in")
async def own_code(request: web.Request) -> web.Response:
    """One's own code for the door."""
    known, actor = services(request), actor_of(request)
    now = known.host.clock.now()
    if known.host.hub.state.durable.minors.of(actor.visitor) is not None:
        raise Protected("minors.denied")
    made = request.app[DOOR].codes.make(actor.visitor, now)
    link = f"{base_of(request)}/check-in#{made.long}"
    answer = {"short": made.short, "link": link, "qr": qr_code(link), "ends_at": made.ends_at}
    return web.json_response(answer, headers={"Cache-Control": "no-store"})


@routes.post("/api/stages/{stage}/check-in")
async def check_in(request: web.Request) -> web.Response:
    """Let somebody into a hall by their code. A scan that is sent again gets the same answer."""
    known, actor, body = services(request), actor_of(request), await read(request, CheckInBody)
    stage, durable = RoomId(request.match_info["stage"]), known.host.hub.state.durable
    visitor = await _whose(request, actor.visitor, body.code)
    answer = await known.host.ask(actor, body.scan, c.CheckIn(visitor, stage))
    person, stay = known.host.hub.state.visitor(visitor), durable.stays.get(visitor)
    let_in = (each for each, seen in durable.stays.items() if seen.door and durable.on_site[each] == stage)
    return web.json_response(
        {
            "visitor": visitor,
            "name": person.name,
            "look": TypeAdapter(Look).dump_python(person.look),
            "fresh": answer.seq is not None,
            "since": stay.since if stay is not None else known.host.clock.now(),
            "count": sum(1 for _ in let_in),
        }
    )


async def _whose(request: web.Request, host: VisitorId, code: str) -> VisitorId:
    """Whose code it is; who guesses is slowed down. In a thread: the first look works out everybody's."""
    known, door = services(request), request.app[DOOR]
    now = known.host.clock.now()
    if not door.scans.take(host, now):
        raise TooMany("rate.exceeded")
    try:
        async with door.turn:
            people = tuple(known.host.hub.state.durable.visitors)
            return await asyncio.to_thread(door.codes.read, code, frozenset(people), now)
    except Refusal:
        if not door.misses.take(host, now):
            raise TooMany("rate.exceeded") from None
        raise


def add_door(app: web.Application) -> None:
    """Put the routes on the application."""
    known = app[SERVICES]
    key = door_key(known.settings.data / f"{known.settings.hub_id}.door.key")
    app[DOOR] = Door(DoorCodes(key, known.host.hub_id))
    app.add_routes(routes)
