"""Captions over real sockets: written, mended, kept over restarts, sent by programs, read as WebVTT."""

import re
from pathlib import Path
from typing import Any

import aiohttp
import pytest

from server.http.vtt import Line, vtt
from tests.running import running_hub
from tests.server.small_hub import claimed
from tests.visitor import Refused, Visitor, visitor

Json = dict[str, Any]

TIME = r"(\d{2,}):([0-5]\d):([0-5]\d)\.(\d{3})"


def cues(text: str) -> list[tuple[int, int, str]]:
    """A strict reader of WebVTT (section 4): begin and end in milliseconds, and the text."""
    head, *blocks = text.removesuffix("\n").split("\n\n")
    assert head == "WEBVTT"
    found = list[tuple[int, int, str]]()
    for number, block in enumerate(blocks, 1):
        name, timing, body = block.split("\n")
        times = re.fullmatch(f"{TIME} --> {TIME}", timing)
        assert times is not None
        assert (name, "<" in body, "-->" in body) == (str(number), False, False)
        assert re.search(r"&(?!amp;|lt;|gt;)", body) is None
        parts = [int(each) for each in times.groups()]
        begin, end = (
            ((hour * 60 + minute) * 60 + second) * 1000 + ms
            for hour, minute, second, ms in (parts[:4], parts[4:])
        )
        assert begin < end
        assert not found or found[-1][0] <= begin
        plain = body.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&")
        found.append((begin, end, plain))
    return found


async def transcript(person: Visitor, language: str, status: int = 200, **query: str) -> str:
    """The captions of the hall as a file."""
    url = person.url + "/api/captions/hall.vtt"
    async with person.http.get(url, params={"language": language, **query}) as response:
        assert response.status == status
        if status == 200:
            assert response.headers["Content-Type"] == "text/vtt; charset=utf-8"
        return await response.text()


async def test_a_captioner_is_read_by_all_and_a_file_has_what_was_final(tmp_path: Path) -> None:
    async with (
        running_hub(tmp_path) as hub, visitor(hub.url, "Ann") as ann,
        visitor(hub.url, "Gus") as gus, visitor(hub.url, "Tim") as tim,
    ):  # fmt: skip
        await claimed(ann)
        with pytest.raises(Refused, match=r"right\.missing"):
            await gus.do("caption.say", stage="hall", language="de", body="Guten Tag")
        await ann.do("caption.captioner", stage="hall", visitor=gus.id, language="de")
        await gus.do("caption.say", stage="hall", language="de", body="Gut", final=False)
        await tim.told("caption.heard", language="de", body="Gut")
        await gus.do("caption.say", stage="hall", language="de", body="Guten <Tag> & A --> B")
        await gus.do("caption.say", stage="hall", language="de", body="Zweite Zeihle")
        line = await tim.told("caption.said", body="Zweite Zeihle")
        await gus.do("caption.correct", stage="hall", caption=line["data"]["caption"], body="Zweite Zeile")
        await tim.told("caption.corrected", body="Zweite Zeile")
        texts = [text for _, _, text in cues(await transcript(tim, "de"))]
        assert texts == ["Guten <Tag> & A --> B", "Zweite Zeile"]
        assert cues(await transcript(tim, "en")) == []
        assert "caption.language_invalid" in await transcript(tim, "x'", 422)
        assert "session.unknown" in await transcript(tim, "de", 404, session="none")
        async with visitor(hub.url, "Eve") as eve:
            lines = eve.snapshot["live"]["captions"]["hall"]
            assert [each["body"] for each in lines] == texts
            assert eve.snapshot["captioners"]["hall"] == {gus.id: "de"}


async def test_lines_outlast_a_restart_and_are_told_mended_to_who_was_away(tmp_path: Path) -> None:
    async with running_hub(tmp_path) as hub, visitor(hub.url, "Ann") as ann, visitor(hub.url, "Gus") as gus:
        await claimed(ann)
        await gus.drop()
        await ann.do("caption.say", stage="hall", language="en", body="A slip of the pen")
        line = (await ann.told("caption.said"))["data"]["caption"]
        await ann.do("caption.correct", stage="hall", caption=line, body="Well said")
        assert "slip" not in str(list(hub.host.recent))
        await gus.connect()
        assert (await gus.told("caption.said"))["data"]["body"] == "Well said"
    async with running_hub(tmp_path) as hub, visitor(hub.url, "Eve") as eve:
        assert [text for _, _, text in cues(await transcript(eve, "en"))] == ["Well said"]
        assert "Well said" in str(list(hub.host.recent))


async def test_a_program_with_the_key_of_a_stage_writes_there_and_nowhere_else(tmp_path: Path) -> None:
    async with running_hub(tmp_path) as hub, visitor(hub.url, "Ann") as ann, aiohttp.ClientSession() as http:
        await claimed(ann)
        made = await ann.post("/api/stages/hall/caption-key", {})

        async def send(status: int, key: str = made["key"], path: str = "", **fields: object) -> str:
            line = {"language": "en", "body": "From a program", **fields}
            headers = {"Authorization": f"Bearer {key}"}
            async with http.post(path or made["address"], json=line, headers=headers) as response:
                assert response.status == status, await response.text()
                return await response.text()

        await send(200, cmd_id="one")
        await send(200, cmd_id="one")
        await send(200, final=False, body="From a pro")
        assert "token.invalid" in await send(401, key="wrong")
        assert "room.unknown" not in await send(404, path=f"{hub.url}/api/captions/nowhere")
        assert "request.invalid" in await send(400, colour="red")
        assert [text for _, _, text in cues(await transcript(ann, "en"))] == ["From a program"]
        assert (await ann.post("/api/stages/hall/caption-key", {}))["key"] != made["key"]
        assert "token.invalid" in await send(401)
        audit = [row["act"] for row in (await ann.get("/api/audit"))["audit"]]
        assert audit.count("caption.key_made") == 2


def test_a_cue_stands_until_it_is_read_and_not_into_the_next_one() -> None:
    text = vtt([Line(5000, "Short"), Line(5500, "x" * 200), Line(3_700_000, "Late")], 5000)
    assert [(begin, end) for begin, end, _ in cues(text)] == [
        (0, 500),
        (500, 7500),
        (3_695_000, 3_697_000),
    ]
    assert cues(vtt([], 0)) == []
    assert [each[:2] for each in cues(vtt([Line(5, "One"), Line(5, "Two")], 5))] == [(0, 1), (0, 2000)]
