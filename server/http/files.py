"""Files to look at or to take away, with rights by their kind, and safe to open whatever is in them."""

from collections.abc import Callable
from urllib.parse import quote

from aiohttp import web

from rooms.roles import Actor
from rooms.slides import may_open
from rooms.state import State
from rooms.views import is_host
from server.errors import NotFound
from server.http.asking import present_actor_of
from server.http.keys import services
from server.store.filerows import File

routes = web.RouteTableDef()

MayRead = Callable[[State, Actor, File, int], bool]
INLINE = ("image/png", "image/jpeg", "image/webp", "video/webm", "audio/webm", "text/vtt")
"""What a browser may show in place; anything else is saved."""
SANDBOX = "default-src 'none'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'; sandbox"
"""The policy of a file that is opened by its address: nothing in it runs or loads anything."""


def _slides(state: State, actor: Actor, file: File, now: int) -> bool:
    return may_open(state, actor, file.id, now)


def _recording(state: State, actor: Actor, file: File, now: int) -> bool:
    return file.stage is not None and is_host(state, actor, file.stage, now)


READERS: dict[str, MayRead] = {"slides": _slides, "recording": _recording}
"""Kind of file to who may read it; a kind that is not here is read by nobody."""


@routes.get("/files/{file}")
async def file(request: web.Request) -> web.StreamResponse:
    """One file, whole or in part (RFC 9110, Range)."""
    known, actor = services(request), present_actor_of(request)
    found = known.files.get(request.match_info["file"])
    may = READERS.get(found.kind)
    if may is None or not may(known.host.hub.state, actor, found, known.host.clock.now()):
        raise NotFound("file.unknown")
    how = "inline" if found.type in INLINE and "download" not in request.query else "attachment"
    headers = {
        "Cache-Control": "private, no-cache",
        "Content-Security-Policy": SANDBOX,
        "Content-Disposition": f"{how}; filename*=UTF-8''{quote(found.name, safe='')}",
        "Content-Type": found.type,
    }
    return web.FileResponse(known.files.path(found.id), headers=headers)
