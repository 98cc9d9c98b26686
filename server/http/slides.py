"""Slides over HTTP: brought as a form with files, and listed for those who show them."""

import asyncio
from collections.abc import AsyncIterator
from dataclasses import dataclass, field

from aiohttp import BodyPartReader, web
from pydantic import ValidationError

from rooms import commands as c
from rooms.errors import Invalid, NotAllowed, Refusal
from rooms.events import DeckForm
from rooms.ids import DeckId, RoomId
from rooms.media import stage_of
from rooms.roles import Actor, Capability
from rooms.slides import PAGES_MOST, may_present
from server.auth.sessions import DAY_MS, digest
from server.clock import new_id
from server.content.slidefiles import type_of
from server.errors import BadRequest, FoyerError, TooLarge, Unsupported
from server.http.asking import actor_of
from server.http.keys import Services, services
from server.protocol.bodies import DeckFields
from server.store.filerows import MB, File, New

routes = web.RouteTableDef()

FIELD_MOST = 1000
"""Bytes of a field that is no file."""
FORM_MOST = 64 * 1024
"""Bytes of a form beside its files."""
PICTURES_MOST = 100
"""Pictures of one deck."""
CHUNK = 64 * 1024
PARTS_MOST = PICTURES_MOST + 5
"""Parts of one form: its files and its fields."""
WITHIN_S = 3600
"""Seconds that a whole upload may take, heads of parts included."""
SILENT_S = 30
"""Seconds without a byte after which an upload is given up."""


@dataclass(slots=True)
class Upload:
    """What came of a form so far."""

    values: dict[str, str] = field(default_factory=dict[str, str])
    files: list[File] = field(default_factory=list[File])


@routes.post("/api/stages/{stage}/decks")
async def bring(request: web.Request) -> web.Response:
    """Slides for a stage: the fields first, then one PDF or pictures in their order, as ``file``."""
    known, actor = services(request), actor_of(request)
    stage = stage_of(known.host.hub.state, RoomId(request.match_info["stage"]))
    upload = Upload()
    if request.content_length is None or request.content_length > known.files.room.file_most + FORM_MOST:
        raise TooLarge("file.too_large", most=known.files.room.file_most // MB)
    try:
        async with asyncio.timeout(WITHIN_S):
            await _read(request, upload, actor, stage)
        deck = await _add(known, actor, stage, upload)
    except TimeoutError:
        await known.files.drop(*upload.files)
        raise BadRequest("request.invalid", field="file") from None
    except BaseException:
        await known.files.drop(*upload.files)
        raise
    return web.json_response({"deck": deck}, status=201)


async def _read(request: web.Request, upload: Upload, actor: Actor, stage: RoomId) -> None:
    """The parts of the form; what arrived is in ``upload`` whatever happens then."""
    if not request.content_type.startswith("multipart/form-data"):
        raise BadRequest("request.invalid", field="file")
    ends, parts = _ends(services(request)), 0
    try:
        async for part in await request.multipart():
            parts += 1
            if parts > PARTS_MOST or not isinstance(part, BodyPartReader):
                raise BadRequest("request.invalid", field="file")
            if part.name == "file":
                new = New("slides", part.filename or "", owner=actor.visitor, stage=stage, expires_at=ends)
                upload.files.append(await _arrived(services(request), part, new, upload.files))
            else:
                upload.values[(part.name or "")[:40]] = (await _value(part)).decode(errors="replace")
    except (ValueError, AssertionError) as error:
        raise BadRequest("request.invalid", field="file") from error


def _ends(known: Services) -> int:
    return known.host.clock.now() + known.settings.slides_days * DAY_MS


async def _value(part: BodyPartReader) -> bytes:
    value = b""
    async for chunk in _chunks(part):
        value += chunk
        if len(value) > FIELD_MOST:
            raise BadRequest("request.invalid", field=(part.name or "")[:40])
    return value


async def _arrived(known: Services, part: BodyPartReader, new: New, before: list[File]) -> File:
    if len(before) >= PICTURES_MOST:
        raise Invalid("deck.pages", most=PICTURES_MOST)
    rest = known.files.room.file_most - sum(each.size for each in before)
    file = await known.files.receive(_chunks(part), new, rest)
    try:
        kind = await asyncio.to_thread(type_of, known.files.path(file.id))
    except FoyerError:
        await known.files.drop(file)
        raise
    return file.typed(kind)


async def _chunks(part: BodyPartReader) -> AsyncIterator[bytes]:
    """A part as it comes; a sender that says nothing for long has gone."""
    while True:
        try:
            async with asyncio.timeout(SILENT_S):
                chunk = await part.read_chunk(CHUNK)
        except TimeoutError:
            raise BadRequest("request.invalid", field="file") from None
        if not chunk:
            return
        yield chunk


async def _add(known: Services, actor: Actor, stage: RoomId, upload: Upload) -> DeckId:
    """Tell the hub, with the files' rows in the same batch; a repeated request finds the deck there."""
    fields, form, slides = _fields(upload), _form(upload.files), known.host.hub.state.durable.slides
    deck = DeckId(digest(f"{actor.visitor}:{fields.cmd_id}")[:20] if fields.cmd_id else new_id())
    if deck in slides.decks:
        await known.files.drop(*upload.files)
        return deck
    pages = fields.pages if form == "pdf" else len(upload.files)
    title, ends = fields.title.strip() or upload.files[0].name, upload.files[0].expires_at or 0
    ids = tuple(each.id for each in upload.files)
    rows = known.files.rows(*upload.files)
    # From here on the batch may be committed, whatever becomes of the request: a refusal alone drops files.
    files, upload.files = upload.files, []
    try:
        await known.host.ask(actor, new_id(), c.AddDeck(deck, stage, title, form, ids, pages, ends), rows)
    except (Refusal, FoyerError):
        await known.files.drop(*files)
        raise
    for each in files:
        known.files.known(each)
    if deck not in slides.decks or slides.decks[deck].files != ids:
        await known.files.remove(*ids)
    return deck


def _fields(upload: Upload) -> DeckFields:
    try:
        return DeckFields.model_validate(upload.values)
    except ValidationError as error:
        wrong = error.errors(include_url=False, include_input=False)[0]["loc"]
        if wrong == ("pages",):
            raise Invalid("deck.pages", most=PAGES_MOST) from None
        raise BadRequest("request.invalid", field=".".join(map(str, wrong))) from None


def _form(files: list[File]) -> DeckForm:
    """One PDF, or pictures alone."""
    kinds = {each.type for each in files}
    if kinds == {"application/pdf"} and len(files) == 1:
        return "pdf"
    if not kinds or "application/pdf" in kinds:
        raise Unsupported("deck.not_slides")
    return "pictures"


@routes.get("/api/stages/{stage}/decks")
async def decks(request: web.Request) -> web.Response:
    """The slides of a stage, for those who may show them."""
    known, actor = services(request), actor_of(request)
    state, now = known.host.hub.state, known.host.clock.now()
    stage = stage_of(state, RoomId(request.match_info["stage"]))
    if not may_present(state, actor, stage, now):
        raise NotAllowed(Capability.STAGE_PRESENT)
    found = [
        {
            "deck": each.id, "title": each.title, "form": each.form, "pages": each.pages, "files": each.files,
            "visitor": each.visitor, "expires_at": each.expires_at,
        }
        for each in state.durable.slides.of(stage)
    ]  # fmt: skip
    return web.json_response({"decks": found, "most": known.files.room.file_most})
