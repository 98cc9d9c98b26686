"""Notes of sixty groups written at once: how long a change takes until it is on the disk and on the other's
screen, and whether every text is the same in the end.

Two people write in each group, each over a socket of their own, in a breakout of virtual tables. A change is
what somebody types in half a second. The clients' own merging is part of what is measured.
"""

import asyncio
import time
import uuid
from collections.abc import AsyncGenerator
from contextlib import AsyncExitStack, asynccontextmanager
from random import Random

from bench.line import browser
from bench.row import Row
from bench.servers import BEHIND_ONE_ADDRESS, foyer, processor, share
from tests.editor import Editor
from tests.visitor import Visitor, visitor

GROUPS = 60
WRITERS = 2
SECONDS = 10.0
PAUSE_S = 0.5
GOAL_SAVED_MS = 100
GOAL_SEEN_MS = 150


@asynccontextmanager
async def people(url: str) -> AsyncGenerator[list[Visitor]]:
    """Everybody who will write, here with a socket."""
    async with AsyncExitStack() as stack:
        found: list[Visitor] = []
        for number in range(GROUPS * WRITERS):
            person = Visitor(url, browser(number // BEHIND_ONE_ADDRESS))
            stack.push_async_callback(person.close)
            await (await person.join(f"Person {number}")).connect()
            found.append(person)
        yield found


async def grouped(host: Visitor, writers: list[Visitor]) -> list[Editor]:
    """A round runs, and each writer has the notes of the own group open."""
    groups = [{"id": "", "title": f"Group {number}"} for number in range(GROUPS)]
    spec = {"title": "Bench", "room": None, "minutes": 30, "groups": groups, "walk": False}
    await host.do("breakout.plan", spec=spec)
    planned = (await host.told("breakout.planned"))["data"]
    ids = [each["id"] for each in planned["spec"]["groups"]]
    for number, writer in enumerate(writers):
        put = {"plan": planned["plan"], "visitor": writer.id, "group": ids[number % GROUPS]}
        await host.do("breakout.put", cmd_id=str(uuid.uuid4()), **put)
        await asyncio.sleep(0.08)  # below what the hub takes of one person
    await host.do("breakout.start", plan=planned["plan"])
    editors = [
        Editor(each, f"group:{ids[number % GROUPS]}:notes", Random(number))
        for number, each in enumerate(writers)
    ]
    return [await each.open() for each in editors]


async def write(editor: Editor, ends: float, saved: list[float], said: dict[str, float]) -> None:
    """One change after the other, each a word that says when it was written."""
    await asyncio.sleep(editor.rng.uniform(0, PAUSE_S))
    while (now := time.perf_counter()) < ends:
        editor.count += 1
        word = f"<{editor.person.id[-8:]}:{editor.count}>"
        said[word] = now
        await editor.write_down(word)
        saved.append((time.perf_counter() - now) * 1000)
        await asyncio.sleep(max(0.0, PAUSE_S - (time.perf_counter() - now)))


def watching(editor: Editor, said: dict[str, float], seen: list[float]) -> object:
    """Note when each word of the other comes, as long as what is returned is held."""
    known = {"length": 0}

    def look(event: object) -> None:
        text = editor.text
        fresh = text[known["length"] :].split("<")
        known["length"] = len(text)
        now = time.perf_counter()
        for each in fresh:
            begun = said.get(f"<{each}")
            if begun is not None and not each.startswith(editor.person.id[-8:]):
                seen.append((now - begun) * 1000)

    return editor.shared["text"].observe(look)


async def measure() -> list[Row]:
    """Everybody writes for a while."""
    async with foyer() as server, visitor(server.url, "Host") as host, people(server.url) as writers:
        await host.post("/api/admin/claim", {"token": "test-admin"})
        await host.told("you.changed", role="administrator")
        editors = await grouped(host, writers)
        saved, seen, said = list[float](), list[float](), dict[str, float]()
        watches = [watching(each, said, seen) for each in editors]
        before, ends = processor(server), time.perf_counter() + SECONDS
        await asyncio.gather(*(write(each, ends, saved, said) for each in editors))
        spent = processor(server) - before
        del watches
        await asyncio.gather(*(complete(each, editors) for each in editors))
    return [
        Row("notes", "groups whose texts differ in the end", different(editors), "", 0),
        Row("notes", "changes a second, all groups", round(len(saved) / SECONDS), "/s"),
        Row("notes", "change on the disk: p50", round(share(saved, 0.5), 1), "ms"),
        Row("notes", "change on the disk: p95", round(share(saved, 0.95), 1), "ms", GOAL_SAVED_MS),
        Row("notes", "change on the other's screen: p95", round(share(seen, 0.95), 1), "ms", GOAL_SEEN_MS),
        Row("notes", "hub's processor a change", round(spent / len(saved) * 1000, 2), "ms", 2),
    ]


async def complete(editor: Editor, editors: list[Editor]) -> None:
    """Wait until somebody has every word that was written in the group."""
    words = sum(each.count for each in editors if each.doc == editor.doc)
    await editor.until(lambda: editor.text.count("<") == words, f"{words} words")


def different(editors: list[Editor]) -> int:
    """In how many groups the texts are not the same."""
    texts: dict[str, set[str]] = {}
    for each in editors:
        texts.setdefault(each.doc, set()).add(each.text)
    return sum(len(each) > 1 for each in texts.values())


def run() -> list[Row]:
    """Sixty groups, ten seconds."""
    return asyncio.run(measure())
