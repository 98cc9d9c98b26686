"""WHIP (RFC 9725): a camera in the hall, of whatever make, onto a stage, with a bearer key.

Candidates are not needed (the server is ICE-lite and learns the address from the check), so trickled ones are
taken and dropped. Any origin may ask, and may read a refusal too: the key says who asks, no cookie does.
"""

from collections import deque
from dataclasses import dataclass, field

from aiohttp import web

from media.backend import MediaRefused
from rooms.ids import RoomId
from server.clock import new_id
from server.errors import BadRequest, FoyerError, NotFound, Unauthorised, Unavailable
from server.http.asking import read_most
from server.http.keys import Services, services
from server.protocol.routes import SDP

routes = web.RouteTableDef()

PREFIX = "/whip/"
SDP_MOST = 64 * 1024
"""Bytes of an offer; a browser's own with one camera has 6,000."""
KEPT = 20
"""Names of replaced sessions remembered for each stage."""

FOREIGN = {
    "Access-Control-Allow-Origin": "*",
    "Access-Control-Allow-Methods": "POST, PATCH, DELETE, OPTIONS",
    "Access-Control-Allow-Headers": "Authorization, Content-Type, If-Match, ETag",
    # Clients look into the methods to learn whether they may trickle, and into Location for their session.
    "Access-Control-Expose-Headers": "Location, ETag, Link, Accept-Post, Access-Control-Allow-Methods",
    "Access-Control-Max-Age": "600",
    "Cross-Origin-Resource-Policy": "cross-origin",
}


@dataclass(slots=True)
class Sessions:
    """The session that each stage has now, and those that another camera replaced."""

    now: dict[RoomId, str] = field(default_factory=dict[RoomId, str])
    before: dict[RoomId, deque[str]] = field(default_factory=dict[RoomId, deque[str]])

    def begin(self, stage: RoomId) -> str:
        """A new session in place of the one before."""
        old = self.now.pop(stage, None)
        if old is not None:
            self.before.setdefault(stage, deque(maxlen=KEPT)).append(old)
        self.now[stage] = new_id()
        return self.now[stage]

    def check(self, stage: RoomId, name: str) -> None:
        """The named session is the present one.

        :raises NotFound: it is not; ``reason`` is ``replaced`` where another camera took its place, so that
            two cameras need not take the stage from each other for ever.
        """
        if self.now.get(stage) == name:
            return
        reason = "replaced" if name in self.before.get(stage, ()) else "ended"
        raise NotFound("page.unknown", reason=reason)


SESSIONS = web.AppKey("whip_sessions", Sessions)


class NotAcceptable(FoyerError):
    """What the camera sends cannot be carried."""

    status = 406


async def allow_foreign(request: web.Request, response: web.StreamResponse) -> None:
    """Let pages of other origins read any answer given here, refusals too."""
    if request.path.startswith(PREFIX):
        response.headers.update(FOREIGN)


def _stage(request: web.Request) -> tuple[Services, RoomId]:
    """The stage that the request's key opened."""
    return services(request), RoomId(request.match_info["stage"])


async def _offer(request: web.Request) -> str:
    """The offer in the request's body.

    :raises BadRequest: another content type, or no UTF-8; TooLarge: longer than SDP_MOST.
    """
    if request.content_type != SDP:
        raise BadRequest("request.invalid", field="Content-Type")
    body = await read_most(request, SDP_MOST)
    try:
        return body.decode()
    except UnicodeDecodeError:
        raise BadRequest("request.invalid", field="body") from None


@routes.options("/whip/{stage}")
@routes.options("/whip/{stage}/{session}")
async def options(request: web.Request) -> web.Response:
    """What may be asked here."""
    return web.Response(status=204, headers={"Accept-Post": SDP})


@routes.post("/whip/{stage}")
async def publish(request: web.Request) -> web.Response:
    """Send an offer, get the answer; a second camera with the same key takes the first one's place."""
    known, stage = _stage(request)
    if known.media is None:
        raise Unavailable("media.unavailable")
    opened_by, offer = known.host.hub.state.durable.keys[stage], await _offer(request)
    if known.host.hub.state.durable.keys[stage] != opened_by:  # a new key was made while the offer came in
        raise Unauthorised("token.invalid")
    try:
        answer = await known.media.ingest(stage, offer)
    except MediaRefused as refused:
        raise _refusal(refused) from refused
    session = request.app[SESSIONS].begin(stage)
    headers = {"Location": f"{PREFIX}{stage}/{session}", "ETag": f'"{session}"'}
    # As bytes, so that no charset follows the type: some senders compare the header as it is.
    return web.Response(status=201, body=answer.encode(), content_type=SDP, headers=headers)


def _refusal(refused: MediaRefused) -> FoyerError:
    if refused.code == 503:
        return Unavailable("media.unavailable")
    if refused.code == 406:
        return NotAcceptable("media.not_acceptable", reason=refused.reason)
    return BadRequest("request.invalid", field=refused.reason)


def _session(request: web.Request) -> tuple[Services, RoomId]:
    known, stage = _stage(request)
    request.app[SESSIONS].check(stage, request.match_info["session"])
    return known, stage


@routes.patch("/whip/{stage}/{session}")
async def trickle(request: web.Request) -> web.Response:
    """Take candidates, which are not needed; a camera also learns here whether its session still counts: not
    once another camera replaced it, or it was lost with the media worker.
    """
    known, stage = _session(request)
    camera = known.host.hub.state.live.stages.get(stage)
    if camera is None or camera.status == "off":
        raise NotFound("page.unknown", reason="ended")
    return web.Response(status=204)


@routes.delete("/whip/{stage}/{session}")
async def end(request: web.Request) -> web.Response:
    """The camera goes."""
    known, stage = _session(request)
    del request.app[SESSIONS].now[stage]
    if known.media is not None:
        await known.media.end_camera(stage)
    return web.Response(status=200)


def add_whip(app: web.Application) -> None:
    """Put the routes on the application."""
    app[SESSIONS] = Sessions()
    app.on_response_prepare.append(allow_foreign)
    app.add_routes(routes)
