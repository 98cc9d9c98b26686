"""Sessions of the programme by hand: one form, read and checked as a file is."""

from collections.abc import Iterable

from aiohttp import web

from rooms import commands as c
from rooms.events import SessionsSet
from rooms.ids import RoomId, SessionId
from server.clock import new_id
from server.content.programme.form import in_form, read_form
from server.http.asking import actor_of, read
from server.http.keys import services
from server.http.programme import Names, told
from server.protocol.bodies import SessionBody
from server.store.recovery import Recorded

routes = web.RouteTableDef()


@routes.post("/api/sessions")
async def write(request: web.Request) -> web.Response:
    """Write a session by hand, a new one or another version of one; what is wrong is told as of a file."""
    known, actor, body = services(request), actor_of(request), await read(request, SessionBody)
    room = RoomId(body.room) if body.room else None
    fields = body.model_dump(exclude={"cmd_id", "session", "room", "place"})
    fields["room"] = Names(request).room(room) if room is not None else body.place
    found = read_form(fields, room, known.pack.zone, SessionId(body.session))
    written: SessionId | None = None
    for session in found.sessions:
        answer = await known.host.ask(actor, body.cmd_id or new_id(), c.SetSession(session))
        written = session.id or _made(known.host.recent, answer.seq)
    faults, notes = (told(request, each.faults, in_form) for each in (found.told, found.noted))
    return web.json_response({"session": written, "faults": faults, "notes": notes})


def _made(recent: Iterable[Recorded], seq: int | None) -> SessionId | None:
    """The id that a new session got, by the number of its event."""
    events = (each.event for each in recent if each.seq == seq)
    return next((each.sessions[0].id for each in events if isinstance(each, SessionsSet)), None)
