"""Recordings for the hosts of a stage: the list, and the captions and chapters that go with a file."""

import sqlite3
from typing import Any

from aiohttp import web

from rooms.captions import LANGUAGE
from rooms.errors import Invalid, NotAllowed, Unknown
from rooms.ids import FileId, RecordingId, RoomId
from rooms.media import stage_of
from rooms.model.recording import Part, Recording
from rooms.recording import recording_of
from rooms.roles import Capability
from rooms.views import is_host
from server.http.asking import actor_of
from server.http.captions import lines_between
from server.http.keys import Services, services
from server.http.vtt import Line, spans, vtt

routes = web.RouteTableDef()


def _host_of(request: web.Request, stage: RoomId) -> Services:
    """What answers need, for a host of the stage.

    :raises NotAllowed: somebody else asks.
    """
    known, actor = services(request), actor_of(request)
    if not is_host(known.host.hub.state, actor, stage, known.host.clock.now()):
        raise NotAllowed(Capability.STAGE_MODERATE)
    return known


@routes.get("/api/stages/{stage}/recordings")
async def recordings(request: web.Request) -> web.Response:
    """The recordings of a stage, the newest first."""
    stage = stage_of(services(request).host.hub.state, RoomId(request.match_info["stage"]))
    known = _host_of(request, stage)
    kept = known.host.hub.state.durable.recording.of(stage)
    spoken = await known.host.read(lambda db: {id: _spoken(db, each) for id, each in kept.items()})
    found = [_told(known, id, each, spoken[id]) for id, each in reversed(kept.items())]
    return web.json_response({"recordings": found, "days": known.settings.recording_days})


def _told(known: Services, recording: RecordingId, found: Recording, languages: list[str]) -> dict[str, Any]:
    files = {each.file: known.files.files.get(each.file) for each in found.parts}
    ends = [each.expires_at for each in files.values() if each is not None and each.expires_at]
    return {
        "recording": recording,
        "at": found.at,
        "stopped_at": found.stopped_at,
        "reason": found.reason,
        "until": min(ends, default=None),
        "languages": languages,
        "parts": [_part(each, known) for each in found.parts if files[each.file] is not None],
    }


def _part(part: Part, known: Services) -> dict[str, Any]:
    kind = known.files.files[part.file].type
    return {"file": part.file, "at": part.at, "length": part.length, "size": part.size, "type": kind}


_SPOKEN = "select distinct channel from message where channel like ? and at >= ? and at < ? and body <> ''"


def _spoken(db: sqlite3.Connection, found: Recording) -> list[str]:
    """The languages in which something was written while it ran."""
    start = f"captions:{found.stage}:"
    rows = db.execute(_SPOKEN, (f"{start}%", found.at, found.stopped_at or 2**53))
    return sorted(channel.removeprefix(start) for (channel,) in rows if channel.startswith(start))


def _asked(request: web.Request) -> tuple[Services, Recording, Part]:
    """The part that is asked for, for a host of its stage."""
    state = services(request).host.hub.state
    found = recording_of(state, RecordingId(request.match_info["recording"]))
    known, file = _host_of(request, found.stage), FileId(request.query.get("file", ""))
    part = next((each for each in found.parts if each.file == file), None)
    if part is None:
        raise Unknown("recording.unknown")
    return known, found, part


@routes.get("/api/recordings/{recording}/captions.vtt")
async def captions(request: web.Request) -> web.Response:
    """What was said during a part, in one language."""
    known, found, part = _asked(request)
    language = request.query.get("language", "")
    if not LANGUAGE.fullmatch(language):
        raise Invalid("caption.language_invalid")
    channel, end = f"captions:{found.stage}:{language}", part.at + part.length
    lines: list[Line] = await known.host.read(lambda db: lines_between(db, channel, part.at, end))
    return _answer(vtt(lines, part.at))


@routes.get("/api/recordings/{recording}/chapters.vtt")
async def chapters(request: web.Request) -> web.Response:
    """The sessions of the stage during a part."""
    known, found, part = _asked(request)
    programme, end = known.host.hub.state.durable.programme, part.at + part.length
    during = [
        (max(part.at, each.starts_at), min(end, each.ends_at), each.title)
        for each in programme.in_room(found.stage)
        if each.starts_at < end and each.ends_at > part.at and not each.cancelled
    ]
    return _answer(spans(during, part.at))


def _answer(text: str) -> web.Response:
    return web.Response(text=text, content_type="text/vtt", headers={"Cache-Control": "private, no-store"})
