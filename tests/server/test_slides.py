"""Slides over real HTTP and sockets: brought, refused by name, turned in order, there after a kill."""

import asyncio
import struct
import zlib
from collections.abc import AsyncIterator
from io import BytesIO
from pathlib import Path
from typing import Any

import aiohttp
import pytest

from server import ticker
from server.content.slidefiles import MEGAPIXELS_MOST
from server.http.keys import SERVICES
from server.http.slides import PARTS_MOST, PICTURES_MOST
from tests.running import hub_process, running_hub
from tests.server.model import Model
from tests.server.small_hub import claimed, granted, hub_of, peopled
from tests.server.test_files import names
from tests.tools.pdf import pdf
from tests.tools.programs import free_port
from tests.until import until
from tests.visitor import HEADERS, Refused, Visitor, visitor

Json = dict[str, Any]
DECKS = "/api/stages/hall/decks"
DAY_MS = 86_400_000
SECRET = b"%PDF-1.7\ntrailer << /Root 1 0 R /Encrypt 5 0 R >>\n%%EOF"


def png(width: int = 2, height: int = 2) -> bytes:
    """A picture, as far as its header goes, and its end."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    header = chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0))
    rows = chunk(b"IDAT", zlib.compress((b"\0" + b"\0\0\0" * min(width, 9)) * min(height, 9)))
    return b"\x89PNG\r\n\x1a\n" + header + rows + chunk(b"IEND", b"")


JPEG = (
    b"\xff\xd8\xff\xe1" + struct.pack(">H", 300) + b"Exif" + bytes(294)
    + b"\xff\xc0" + struct.pack(">HBHHB", 17, 8, 600, 800, 3) + bytes(9) + b"\xff\xd9"
)  # fmt: skip
WEBP = b"RIFF\0\0\0\0WEBPVP8X\x0a\0\0\0" + bytes(4) + b"\x1f\x03\0\x57\x02\0" + bytes(20)


async def brought(person: Visitor, *files: tuple[str, bytes], path: str = DECKS, **fields: str) -> str:
    """Bring slides; the deck's id.

    :raises Refused: by the server.
    """
    form = aiohttp.FormData(default_to_multipart=True)
    for name, value in fields.items():
        form.add_field(name, value)
    for name, data in files:
        form.add_field("file", BytesIO(data), filename=name, content_type="application/x-whatever")
    async with person.http.post(person.url + path, data=form, headers=HEADERS) as response:
        answer = await response.json()
    if response.status >= 400:
        raise Refused(answer["error"])
    assert response.status == 201
    return answer["deck"]


async def status_of(person: Visitor, file: str) -> int:
    """What somebody gets who asks for a file."""
    async with person.http.get(f"{person.url}/files/{file}") as response:
        return response.status


async def test_a_speaker_turns_and_who_watches_gets_the_file_and_a_late_comer_the_page(
    tmp_path: Path,
) -> None:
    async with peopled(tmp_path, "Ann", "Sue", "Tim") as (hub, (ann, sue, tim)):
        await granted(ann, sue, "speaker")
        deck = await brought(sue, ("Vortrag.pdf", pdf(9)), pages="9")
        pictures = await brought(sue, ("a.png", png()), ("b.jpg", JPEG), ("c.webp", WEBP), title=" Three ")
        listed = (await sue.get(DECKS))["decks"]
        assert [(each["title"], each["form"], each["pages"]) for each in listed] == [
            ("Vortrag.pdf", "pdf", 9),
            ("Three", "pictures", 3),
        ]
        assert [await status_of(tim, each["files"][0]) for each in listed] == [404, 404]
        with pytest.raises(Refused, match=r"right\.missing"):
            await tim.get(DECKS)
        with pytest.raises(Refused, match=r"right\.missing"):
            await brought(tim, ("x.pdf", pdf(1)))
        with pytest.raises(Refused, match=r"right\.missing"):
            await tim.do("stage.turn", stage="hall", deck=deck, page=1)
        for page in range(1, 10):
            await sue.do("stage.turn", stage="hall", deck=deck, page=page)
        told = await tim.told("slide.turned", page=9)
        assert told["data"]["slide"]["file"] == listed[0]["files"][0]
        turns = [each["data"]["page"] for name, each in tim.events if name == "slide.turned"]
        assert turns == list(range(1, 10))
        await sue.do("stage.turn", stage="hall", deck=pictures, page=2)
        await tim.told("slide.turned", deck=pictures, page=2)
        assert [await status_of(tim, each) for each in listed[1]["files"]] == [200, 200, 200]
        async with visitor(hub.url, "Eve") as eve:
            page = eve.snapshot["slides"]["hall"]
            assert (page["deck"], page["page"], page["slide"]["file"]) == (pictures, 2, listed[1]["files"][1])
            assert Model.of(tim).state["slides"]["hall"]["page"] == 2
        assert not [name for name, _ in tim.events if name.startswith("deck.")]
        await sue.do("stage.turn", stage="hall", deck=None)
        await tim.told("slide.turned", deck=None)
        await ann.do("stage.deck_remove", deck=pictures)
        audit = [row["act"] for row in (await ann.get("/api/audit"))["audit"]]
        assert audit.count("deck.removed") == 1
        await hub.app[SERVICES].files.settled()
        assert names(tmp_path) == {listed[0]["files"][0]}


async def test_twenty_turns_sent_at_once_end_at_the_twentieth(tmp_path: Path) -> None:
    async with running_hub(tmp_path) as hub, visitor(hub.url, "Ann") as ann, visitor(hub.url, "Tim") as tim:
        deck = await brought(await claimed(ann), ("x.pdf", pdf(20)), pages="20")
        turns = [ann.do("stage.turn", stage="hall", deck=deck, page=page) for page in range(1, 21)]
        await asyncio.gather(*turns)
        await tim.told("slide.turned", page=20)
        told = [each["data"]["page"] for name, each in tim.events if name == "slide.turned"]
        assert told == list(range(1, 21))


BAD: list[tuple[list[tuple[str, bytes]], dict[str, str], str]] = [
    ([("notes.pdf", b"just words" * 100)], {}, "deck.not_slides"),
    ([("empty.pdf", b"")], {}, "deck.not_slides"),
    ([], {"title": "Nothing"}, "deck.not_slides"),
    ([("locked.pdf", SECRET)], {}, "deck.encrypted"),
    ([("late.pdf", pdf(1) + bytes(2**20 - len(pdf(1)) - 38) + SECRET)], {}, "deck.encrypted"),
    ([("one.pdf", pdf(1)), ("two.png", png())], {}, "deck.not_slides"),
    ([("one.pdf", pdf(1)), ("two.pdf", pdf(1))], {}, "deck.not_slides"),
    ([("x.pdf", pdf(1))], {"pages": "501"}, "deck.pages"),
    ([("x.pdf", pdf(1))], {"pages": "many"}, "deck.pages"),
    ([("x.pdf", pdf(1))], {"colour": "red"}, "request.invalid"),
    ([("x.pdf", pdf(1))], {"title": "x" * 1001}, "request.invalid"),
    ([("flood.png", png(30_000, 30_000))], {}, "deck.picture_too_large"),
    ([("none.png", png(0, 5))], {}, "deck.not_slides"),
    ([("cut.jpg", JPEG[:100])], {}, "deck.not_slides"),
    ([("cut.webp", WEBP[:24])], {}, "deck.not_slides"),
    ([("x.svg", b"<svg xmlns='http://www.w3.org/2000/svg'><script/></svg>")], {}, "deck.not_slides"),
    ([("x.png", png())] * (PICTURES_MOST + 1), {}, "deck.pages"),
    ([("big.pdf", pdf(1) + bytes(2_200_000))], {}, "file.too_large"),
    ([("a.png", png() + bytes(1_200_000)), ("b.png", png() + bytes(1_200_000))], {}, "file.too_large"),
]


async def test_what_cannot_be_shown_is_refused_by_name_and_leaves_nothing(tmp_path: Path) -> None:
    async with running_hub(tmp_path, file_most_mb=2) as hub, visitor(hub.url, "Ann") as ann:
        await claimed(ann)
        for files, fields, code in BAD:
            with pytest.raises(Refused) as refusal:
                await brought(ann, *files, **fields)
            assert refusal.value.code == code, (files[:1], fields)
        with pytest.raises(Refused, match=r"stage\.unknown"):
            await brought(ann, ("x.pdf", pdf(1)), path="/api/stages/nowhere/decks")
        with pytest.raises(Refused, match=r"request\.invalid"):
            await ann.post(DECKS, {"title": "no form"})
        assert (await ann.get(DECKS))["decks"] == []
        assert names(tmp_path) == set()
        assert hub.app[SERVICES].files.size == 0
        assert MEGAPIXELS_MOST * 1_000_000 < 30_000 * 30_000


async def test_an_upload_that_breaks_off_leaves_nothing_and_a_repeated_one_is_there_once(
    tmp_path: Path,
) -> None:
    async with running_hub(tmp_path) as hub, visitor(hub.url, "Ann") as ann:
        await claimed(ann)
        store, went = hub.app[SERVICES].files, asyncio.Event()
        head = b'--x\r\nContent-Disposition: form-data; name="file"; filename="x.pdf"\r\n\r\n%PDF-1.7'

        async def half() -> Any:
            yield head + bytes(300_000)
            await went.wait()

        headers = HEADERS | {"Content-Type": "multipart/form-data; boundary=x", "Content-Length": "600000"}
        upload = asyncio.create_task(ann.http.post(ann.url + DECKS, data=half(), headers=headers))
        await until(lambda: store.size > 200_000)
        upload.cancel()
        await until(lambda: not store.size and not names(tmp_path))
        first = await brought(ann, ("x.pdf", pdf(1)), cmd_id="once")
        assert await brought(ann, ("x.pdf", pdf(1)), cmd_id="once") == first
        both = await asyncio.gather(*(brought(ann, ("x.pdf", pdf(1)), cmd_id="at once") for _ in range(2)))
        assert len({*both, first}) == 2
        assert len((await ann.get(DECKS))["decks"]) == len(names(tmp_path)) == len(store.files) == 2


async def test_slides_go_with_their_time_and_with_who_brought_them(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(ticker, "SWEEP_S", 0.2)  # hourly, by a clock that is not put forward
    async with peopled(tmp_path, "Ann", "Sue", "Tim", slides_days=2) as (hub, (ann, sue, tim)):
        await granted(ann, sue, "speaker")
        theirs = await brought(sue, ("x.pdf", pdf(1)))
        await sue.do("stage.turn", stage="hall", deck=theirs, page=1)
        kept = await brought(ann, ("y.pdf", pdf(1)))
        await sue.post("/api/leave?forget=1")
        await tim.told("slide.turned", deck=None)
        await hub.app[SERVICES].files.settled()
        (left,) = (await ann.get(DECKS))["decks"]
        assert (left["deck"], names(tmp_path)) == (kept, set(left["files"]))
        hub_of(hub).clock.add(2 * DAY_MS)
        await ann.told("deck.removed", deck=kept)
        assert ((await ann.get(DECKS))["decks"], names(tmp_path)) == ([], set())


async def test_a_killed_hub_shows_the_page_it_showed(tmp_path: Path) -> None:
    async with hub_process(tmp_path, free_port()) as hub, visitor(hub.url, "Ann") as ann:
        deck = await brought(await claimed(ann), ("x.pdf", pdf(5)), pages="5")
        await ann.do("stage.turn", stage="hall", deck=deck, page=1)
        await ann.do("stage.turn", stage="hall", deck=deck, page=4)
        await hub.kill()
        await ann.drop()
        await hub.start()
        async with visitor(hub.url, "Eve") as eve:
            page = eve.snapshot["slides"]["hall"]
            assert (page["page"], page["slide"]["pages"]) == (4, 5)
            assert await status_of(eve, page["slide"]["file"]) == 200
        await ann.connect()
        await ann.do("stage.turn", stage="hall", deck=deck, page=5)


async def test_an_upload_without_a_length_or_of_ever_more_fields_is_refused(tmp_path: Path) -> None:
    async def endless() -> AsyncIterator[bytes]:
        yield b"--x\r\n"

    async with running_hub(tmp_path) as hub, visitor(hub.url, "Ann") as ann:
        await claimed(ann)
        headers = {**HEADERS, "Content-Type": "multipart/form-data; boundary=x"}
        async with ann.http.post(ann.url + DECKS, data=endless(), headers=headers) as response:
            assert response.status == 413
        form = aiohttp.FormData([("title", "x")] * PARTS_MOST, default_to_multipart=True)
        form.add_field("file", pdf(1), filename="x.pdf")
        async with ann.http.post(ann.url + DECKS, data=form, headers=HEADERS) as response:
            assert (response.status, (await response.json())["error"]["code"]) == (400, "request.invalid")
        assert names(tmp_path) == set()
