"""Ten people write in one document while lines are cut, and the server is killed together with most of their
browsers: all texts are equal in the end, and no acknowledged stroke is lost.
"""

import asyncio
import contextlib
from collections.abc import AsyncGenerator
from contextlib import AsyncExitStack, asynccontextmanager
from pathlib import Path
from random import Random

import aiohttp
import pytest
from socketio.exceptions import SocketIOError

from server.store.documents import read_document
from server.store.journal import connect
from tests.durability.test_kills import SLOW_SYNC_US
from tests.editor import Editor
from tests.running import HubProcess, hub_process
from tests.tools.programs import free_port
from tests.visitor import Refused, Visitor

EDITORS = 10
KILLS = 3
CUTS = 2
"""Lines cut in each life of the server."""
NOTES = "room:training:notes"
DEAD = 8
"""Browsers that die with each kill: what was acknowledged to them must be on the disk, for nobody else has it
for certain.
"""
ROOM = "training"
PAUSE_S = 0.15
"""Between two strokes of one person, about: below what the hub takes of one tab."""


@asynccontextmanager
async def writers(url: str) -> AsyncGenerator[list[Editor]]:
    """Ten people who sit in the training room with its notes open."""
    async with AsyncExitStack() as stack:
        editors: list[Editor] = []
        for number in range(EDITORS):
            jar = aiohttp.CookieJar(unsafe=True)
            person = Visitor(url, aiohttp.ClientSession(cookie_jar=jar))
            stack.push_async_callback(person.close)
            await (await person.join(f"Person {number}")).connect()
            await person.do("room.enter", room=ROOM)
            editors.append(await Editor(person, NOTES, Random(number)).open())
        yield editors


async def write_on(editor: Editor) -> None:
    """Stroke after stroke, until the line breaks or the hub must be asked again."""
    assert editor.person.sio is not None
    with contextlib.suppress(SocketIOError):
        while editor.person.sio.connected:
            try:
                await editor.stroke()
            except Refused as refused:
                if not refused.error["retry"]:
                    raise
                return
            await asyncio.sleep(PAUSE_S * editor.rng.uniform(0.5, 1.5))


async def come_back(editor: Editor) -> bool:
    """A new line, into the room again, and what the hub has not; whether there was anything."""
    await editor.person.drop()
    await editor.person.connect()
    await editor.person.do("room.enter", room=ROOM)
    await editor.open()
    return editor.server == editor.shared.get_state() and editor.n > 0


async def ended(task: "asyncio.Task[None]") -> None:
    """Whoever waits for an answer over a line that is gone waits no more."""
    task.cancel()
    await asyncio.gather(task, return_exceptions=True)
    if not task.cancelled() and (error := task.exception()) is not None:
        raise error


async def one_life(hub: HubProcess, editors: list[Editor], rng: Random) -> None:
    """All write; two lines are cut and come back; then the server is killed in the middle of it."""
    tasks = {each.person.id: asyncio.create_task(write_on(each)) for each in editors}
    for unlucky in rng.sample(editors, CUTS):
        await asyncio.sleep(rng.uniform(0.2, 0.5))
        await unlucky.person.drop()
        await ended(tasks[unlucky.person.id])
        await come_back(unlucky)
        tasks[unlucky.person.id] = asyncio.create_task(write_on(unlucky))
    await asyncio.sleep(rng.uniform(0.2, 0.6))
    await hub.kill()
    await asyncio.gather(*(ended(each) for each in tasks.values()))


def on_disk(file: Path) -> str:
    """The text as the file of a hub that is not running holds it."""
    db = connect(file)
    stored = read_document(db, NOTES)
    db.close()
    reader = Editor(Visitor("", None), NOTES)  # type: ignore[arg-type]
    for update in stored.updates:
        reader.shared.apply_update(update)
    return reader.text


@pytest.mark.timeout(150)
async def test_ten_writers_cuts_and_kills_lose_no_acknowledged_stroke(tmp_path: Path, shim: Path) -> None:
    rng, unanswered = Random(11), 0
    slow = {"LD_PRELOAD": str(shim), "SYNC_US": str(SLOW_SYNC_US)}
    async with hub_process(tmp_path, free_port(), **slow) as hub, writers(hub.url) as editors:
        for _ in range(KILLS):
            await one_life(hub, editors, rng)
            unanswered += sum(words(each.text, each) > len(each.kept - each.struck) for each in editors)
            for each in rng.sample(editors, DEAD):
                each.forget()
            await hub.start()
            await asyncio.gather(*(come_back(each) for each in editors))
        assert unanswered, "the kills caught nothing under way"
        truth = (await Editor(editors[0].person, NOTES).open()).text
        for each in editors[1:]:
            await each.until(lambda each=each: each.text == truth, "the same text for all")
        await hub.kill()
    texts = {truth, *(each.text for each in editors[1:])}
    assert texts == {await asyncio.to_thread(on_disk, tmp_path / "hub.db")}
    (text,) = texts
    for each in editors:
        assert each.kept
        assert [word for word in each.kept - each.unsure if word not in text] == []
        assert [word for word in each.struck if word in text] == []


def words(text: str, editor: Editor) -> int:
    """How many of somebody's own words are in a text."""
    return text.count(f"<{editor.person.id[-6:]}:")
