"""WHIP (RFC 9725): a camera in the hall, of whatever make, onto a stage, with a bearer key.

Candidates are not needed (the server is ICE-lite and learns the address from the check), so trickled ones are
taken and dropped. Cross-origin requests are allowed: the key says who asks, no cookie does.
"""

import secrets

from aiohttp import web

from media.backend import MediaRefused
from rooms.ids import RoomId, VisitorId
from rooms.roles import Actor, Capability, Role, can
from server.auth.sessions import digest
from server.clock import new_id
from server.errors import BadRequest, FoyerError, NotFound, Unauthorised, Unavailable
from server.http.keys import Services, services

routes = web.RouteTableDef()

SDP = "application/sdp"
SDP_MOST = 64 * 1024
SESSIONS = web.AppKey("whip_sessions", dict[str, str])
"""Stage to the name of its present session."""


class NotAcceptable(FoyerError):
    """What the camera sends cannot be carried."""

    status = 406


def _cors(response: web.Response) -> web.Response:
    response.headers["Access-Control-Allow-Origin"] = "*"
    response.headers["Access-Control-Allow-Methods"] = "POST, PATCH, DELETE, OPTIONS"
    response.headers["Access-Control-Allow-Headers"] = "Authorization, Content-Type, If-Match"
    response.headers["Access-Control-Expose-Headers"] = "Location, ETag, Link"
    response.headers["Cross-Origin-Resource-Policy"] = "cross-origin"
    return response


def _stage(request: web.Request) -> tuple[Services, RoomId]:
    """The stage that the request's key opens.

    :raises NotFound: no such stage; Unauthorised: no key, or another one's.
    """
    known, stage = services(request), RoomId(request.match_info["stage"])
    state = known.host.hub.state
    room = state.rules.rooms.get(stage)
    if room is None or room.kind != "stage":
        raise NotFound("stage.unknown")
    scheme, _, key = request.headers.get("Authorization", "").partition(" ")
    expected = state.durable.keys.get(stage, "")
    good = scheme.lower() == "bearer" and secrets.compare_digest(digest(key.strip()), expected)
    box = Actor(VisitorId(f"stage:{stage}"), Role.VENUE)
    if not good or not can(box, Capability.STAGE_INGEST, state.place(None), known.host.clock.now()):
        raise Unauthorised("token.invalid")
    return known, stage


@routes.options("/whip/{stage}")
@routes.options("/whip/{stage}/{session}")
async def options(request: web.Request) -> web.Response:
    """What may be asked here."""
    return _cors(web.Response(status=204, headers={"Accept-Post": SDP}))


@routes.post("/whip/{stage}")
async def publish(request: web.Request) -> web.Response:
    """Send an offer, get the answer; a second camera with the same key takes the first one's place."""
    known, stage = _stage(request)
    if known.media is None:
        raise Unavailable("media.unavailable")
    if request.content_type != SDP:
        raise BadRequest("request.invalid", field="Content-Type")
    try:
        answer = await known.media.ingest(stage, await request.text())
    except MediaRefused as refused:
        raise _refusal(refused) from refused
    session = new_id()
    request.app[SESSIONS][stage] = session
    headers = {"Location": f"/whip/{stage}/{session}", "ETag": f'"{session}"'}
    return _cors(web.Response(status=201, text=answer, content_type=SDP, headers=headers))


def _refusal(refused: MediaRefused) -> FoyerError:
    if refused.code == 503:
        return Unavailable("media.unavailable")
    if refused.code == 406:
        return NotAcceptable("media.not_acceptable", reason=refused.reason)
    return BadRequest("request.invalid", field=refused.reason)


def _session(request: web.Request) -> tuple[Services, RoomId]:
    known, stage = _stage(request)
    if request.app[SESSIONS].get(stage) != request.match_info["session"]:
        raise NotFound("page.unknown")
    return known, stage


@routes.patch("/whip/{stage}/{session}")
async def trickle(request: web.Request) -> web.Response:
    """Take candidates, which are not needed."""
    _session(request)
    return _cors(web.Response(status=204))


@routes.delete("/whip/{stage}/{session}")
async def end(request: web.Request) -> web.Response:
    """The camera goes."""
    known, stage = _session(request)
    del request.app[SESSIONS][stage]
    if known.media is not None:
        await known.media.end_camera(stage)
    return _cors(web.Response(status=200))


def add_whip(app: web.Application) -> None:
    """Put the routes on the application."""
    app[SESSIONS] = {}
    app.add_routes(routes)
