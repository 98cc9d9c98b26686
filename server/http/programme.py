"""The programme for people, for calendars and for hosts who take one over from elsewhere."""

import asyncio
import secrets
from collections.abc import Callable
from typing import Any

from aiohttp import web

from rooms import commands as c
from rooms.events import Session
from rooms.ids import RoomId, SessionId
from rooms.programme import Difference, difference, known_session
from rooms.roles import Capability, can
from server.auth.sessions import digest
from server.clock import new_id
from server.content.faults import Fault, Faults
from server.content.programme.read import read_programme
from server.content.programme.rows import Reading
from server.content.programme.times import zone_of
from server.content.sentences import Say, Words
from server.errors import NotFound
from server.http.asking import actor_of, read_large, visitor_of
from server.http.calendar import TYPE, Calendar
from server.http.keys import LANGUAGE, services
from server.http.render import page
from server.http.timetable import Clocks
from server.protocol.bodies import ImportBody

routes = web.RouteTableDef()

IMPORT_MOST = 6 * 1024 * 1024
"""Bytes of a request with a programme's file."""


@routes.get("/programme")
async def programme(request: web.Request) -> web.Response:
    """The programme, readable before joining and without a script; ``zone`` shows it on other clocks."""
    known, names = services(request), Names(request)
    venue = known.pack.zone
    zone = zone_of(request.query.get("zone", "")[:60]) or venue
    clocks = Clocks(zone, request[LANGUAGE], known.host.clock.now())
    table = clocks.timetable(known.host.hub.state.durable.programme.plan, names.place)
    rooms = [
        (room, names.room(room)) for room in known.host.hub.state.rules.rooms if _has_sessions(request, room)
    ]
    return page(
        request, "programme.html", table=table, rooms=rooms, zone=zone.key, venue=venue.key,
        asked="zone" in request.query, edits=_may_edit(request),
    )  # fmt: skip


def _may_edit(request: web.Request) -> bool:
    """Whether this browser is a host's, who is shown the way to change what stands there."""
    known, visitor = services(request), visitor_of(request)
    state = known.host.hub.state
    if visitor is None:
        return False
    return can(state.actor(visitor), Capability.PROGRAMME_EDIT, state.place(None), known.host.clock.now())


def _has_sessions(request: web.Request, room: RoomId) -> bool:
    return bool(services(request).host.hub.state.durable.programme.in_room(room))


class Names:
    """What rooms are called in the language of a request."""

    def __init__(self, request: web.Request) -> None:
        self._pack = services(request).pack
        self._languages = (request[LANGUAGE], *self._pack.languages)
        self._titles = self._pack.room_titles()

    def room(self, room: RoomId) -> str:
        """A room's title."""
        titles = self._titles.get(room, {})
        return next((titles[each] for each in self._languages if each in titles), room)

    def place(self, session: Session) -> str:
        """Where a session is: a room of the hub, else the name it came with."""
        return self.room(session.room) if session.room is not None else session.place


# -- calendars -------------------------------------------------------------------------------------


@routes.get("/programme.ics")
async def calendar(request: web.Request) -> web.Response:
    """All sessions."""
    sessions = services(request).host.hub.state.durable.programme.plan
    return await _calendar(request, "", sessions)


@routes.get("/programme/{room}.ics")
async def room_calendar(request: web.Request) -> web.Response:
    """The sessions of one room."""
    room, state = RoomId(request.match_info["room"]), services(request).host.hub.state
    if room not in state.rules.rooms:
        raise NotFound("room.unknown")
    return await _calendar(request, Names(request).room(room), state.durable.programme.in_room(room))


@routes.get("/programme/mine/{feed}.ics")
async def own_calendar(request: web.Request) -> web.Response:
    """What one person marked, for whoever has the secret of its address."""
    known = services(request)
    programme = known.host.hub.state.durable.programme
    visitor = programme.feeds.get(digest(request.match_info["feed"]))
    if visitor is None or known.host.hub.state.visitor(visitor).banned:
        raise NotFound("page.unknown")
    mine = known.texts.translate(_MINE, request[LANGUAGE])
    return await _calendar(request, mine, programme.marks(visitor), private=True)


def _(text: str) -> str:
    """Mark a text for the catalogs."""
    return text


_MINE = _("My agenda")


async def _calendar(
    request: web.Request, part: str, sessions: list[Session], *, private: bool = False
) -> web.Response:
    known, language = services(request), request[LANGUAGE]
    planned = known.host.hub.state.durable.programme.sessions
    name = known.pack.name(language)
    base = known.settings.public_origin or f"{request.scheme}://{request.host}"
    title = f"{name} · {part}" if part else name
    made = Calendar(title, known.pack.id, base, known.pack.zone.key, Names(request).place)
    content = await asyncio.to_thread(made.written, [planned[each.id] for each in sessions])
    response = web.Response(body=content, content_type=TYPE, charset="utf-8")
    response.headers["Cache-Control"] = "private, no-store" if private else "public, max-age=300"
    response.headers["Content-Disposition"] = 'inline; filename="programme.ics"'
    return response


@routes.post("/api/programme/feed")
async def feed(request: web.Request) -> web.Response:
    """A new address for one's own calendar; the one before ends. Its secret is shown once and not kept."""
    secret = secrets.token_urlsafe(24)
    await services(request).host.ask(actor_of(request), new_id(), c.MakeFeed(digest(secret)))
    return web.json_response({"path": f"/programme/mine/{secret}.ics"})


@routes.get("/api/sessions/{session}")
async def session(request: web.Request) -> web.Response:
    """The long text of a session, which is not told with all the others."""
    found = known_session(services(request).host.hub.state, SessionId(request.match_info["session"]))
    return web.json_response({"session": found.id, "abstract": found.abstract})


# -- from elsewhere --------------------------------------------------------------------------------


@routes.post("/api/programme/import")
async def take_over(request: web.Request) -> web.Response:
    """Read a schedule, say what is wrong with it and what it would change; with ``apply`` change it."""
    known, actor = services(request), actor_of(request)
    body = await read_large(request, ImportBody, IMPORT_MOST)
    titles = [(room, tuple(names.values())) for room, names in known.pack.room_titles().items()]
    named = {**_named_before(known.host.hub.state.durable.programme.plan), **body.rooms}
    chosen = {name: room for name, room in named.items() if not room or RoomId(room) in dict(titles)}
    found = await asyncio.to_thread(read_programme, body.name, body.text, known.pack.zone, titles, chosen)
    faulty = frozenset(found.faulty)
    command = c.ImportSessions(tuple(found.sessions), body.cancel_missing and bool(found.sessions), faulty)
    changes = difference(known.host.hub.state.durable.programme, command, known.host.clock.now())
    known.host.hub.decide(actor, command, known.host.moment())  # what it would be refused for is said now
    if body.apply and found.sessions:
        await known.host.ask(actor, new_id(), command)
    return web.json_response(_report(request, found, changes, applied=body.apply and bool(found.sessions)))


def _named_before(plan: list[Session]) -> dict[str, str]:
    """Which rooms names meant at earlier imports, so that nobody chooses them again."""
    return {each.place: each.room for each in plan if each.room is not None and each.place}


def _report(request: web.Request, found: Reading, changes: Difference, *, applied: bool) -> dict[str, Any]:
    what = {
        "added": changes.added, "changed": changes.changed, "missing": changes.missing,
        "stays_cancelled": changes.stay_cancelled,
    }  # fmt: skip
    return {
        "applied": applied,
        "zone": found.zone.key,
        "same": len(changes.same),
        "cancelled": len(changes.cancelled),
        "left_out": len(found.faulty),
        "changes": [
            {"what": kind, "title": each.title, "starts_at": each.starts_at}
            for kind, sessions in what.items()
            for each in sessions
        ],
        "rooms": [{"name": name, "room": room} for name, room in found.rooms.met.items()],
        "faults": told(request, found.told.faults),
        "notes": told(request, found.noted.faults),
    }


def told(
    request: web.Request, faults: Faults, said: Callable[[Words, Say], str] = Words.said
) -> dict[str, Any]:
    """Faults in the language of a request; ``said`` makes sentences of their words."""

    def say(text: str) -> str:
        return services(request).texts.translate(text, request[LANGUAGE])

    def one(fault: Fault) -> dict[str, str]:
        return {
            "key": fault.key, "place": fault.place.said(say),
            "problem": said(fault.problem, say), "cure": said(fault.cure, say),
        }  # fmt: skip

    return {"count": faults.count, "told": [one(each) for each in faults.found]}
