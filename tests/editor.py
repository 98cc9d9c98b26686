"""Somebody who writes in a shared document: a Yjs client over a stock socket, made of pycrdt."""

import asyncio
import base64
from dataclasses import dataclass, field
from random import Random
from typing import Any

from pycrdt import Doc, Text

from tests.visitor import Refused, Visitor

NOTHING = b"\x00\x00"
"""An update that changes nothing."""
WAIT_S = 10


def b64(data: bytes) -> str:
    """Bytes as the wire has them."""
    return base64.b64encode(data).decode()


@dataclass
class Editor:
    """One tab that has one document open. ``kept`` are the strokes the hub has acknowledged, ``struck`` those
    whose deletion it has; ``unsure`` are those whose deletion is on its way. ``n`` is the last number told.
    """

    person: Visitor
    doc: str
    rng: Random = field(default_factory=Random)
    shared: "Doc[Any]" = field(default_factory=Doc)
    server: bytes = b""
    write: bool = False
    n: int = 0
    cursors: dict[str, Any] = field(default_factory=dict[str, Any])
    rights: list[dict[str, Any]] = field(default_factory=list[dict[str, Any]])
    resets: int = 0
    kept: set[str] = field(default_factory=set[str])
    struck: set[str] = field(default_factory=set[str])
    unsure: set[str] = field(default_factory=set[str])
    count: int = 0
    _news: asyncio.Event = field(default_factory=asyncio.Event)

    def __post_init__(self) -> None:
        self.shared["text"] = Text()

    def forget(self) -> None:
        """The browser has died: nothing is left of the document, and nothing of what was not acknowledged."""
        self.shared = Doc()
        self.shared["text"] = Text()

    @property
    def text(self) -> str:
        """The text as this tab shows it."""
        return str(self.shared["text"])

    async def call(self, event: str, **fields: object) -> dict[str, Any]:
        """Send an event of documents and wait for its answer; a refusal is raised."""
        assert self.person.sio is not None
        answer: Any = await self.person.sio.call(event, {"doc": self.doc, **fields}, timeout=WAIT_S)
        if not answer["ok"]:
            raise Refused(answer["error"])
        return answer

    async def open(self) -> "Editor":
        """Open the document, and send what the hub does not have."""
        assert self.person.sio is not None
        for name, handler in (
            ("doc.updated", self._updated),
            ("doc.pointed", self._pointed),
            ("doc.rights", self._told),
            ("doc.reset", self._reset),
        ):
            self.person.sio.on(name, handler)
        answer = await self.call("doc.open", have=b64(self.shared.get_state()))
        self.shared.apply_update(base64.b64decode(answer["data"]))
        self.server, self.n, self.write = base64.b64decode(answer["state"]), answer["n"], answer["write"]
        self.cursors = {each["tab"]: each for each in answer["cursors"]}
        mine = self.shared.get_update(self.server)
        if mine != NOTHING and self.write:
            await self.send(mine)
        return self

    async def send(self, update: bytes) -> int:
        """Send a change and wait until it is on disk; its number."""
        self.n = (await self.call("doc.update", data=b64(update)))["n"]
        self.server = self.shared.get_state()
        return self.n

    async def write_down(self, text: str, at: int | None = None) -> int:
        """Insert a text and wait for the hub."""
        state = self.shared.get_state()
        body: Text = self.shared["text"]
        body.insert(len(body) if at is None else at, text)
        return await self.send(self.shared.get_update(state))

    async def _updated(self, told: dict[str, Any]) -> None:
        if told["doc"] == self.doc:
            self.shared.apply_update(base64.b64decode(told["update"]))
            self._news.set()

    async def _pointed(self, told: dict[str, Any]) -> None:
        self.cursors[told["tab"]] = told
        self._news.set()

    async def _told(self, told: dict[str, Any]) -> None:
        if told["doc"] == self.doc:
            self.rights.append(told)
            self._news.set()

    async def _reset(self, told: dict[str, Any]) -> None:
        self.resets += 1
        self._news.set()

    async def until(self, condition: Any, why: str = "") -> None:
        """Wait until something holds, looked at whenever something comes."""
        try:
            async with asyncio.timeout(WAIT_S):
                while not condition():
                    self._news.clear()
                    await self._news.wait()
        except TimeoutError:
            raise AssertionError(f"{why or 'it'} did not come; the text is {self.text[:300]!r}") from None

    # -- strokes ---------------------------------------------------------------------------------

    async def stroke(self) -> None:
        """Write a word of one's own between two others, or delete one of one's own, and wait for the hub."""
        body: Text = self.shared["text"]
        text, state = str(body), self.shared.get_state()
        mine = sorted(each for each in self.kept - self.unsure if each in text)
        gone = self.rng.choice(mine) if len(mine) > 3 and self.rng.random() < 0.2 else None
        if gone is not None:
            start = len(text[: text.index(gone)].encode())
            del body[start : start + len(gone.encode())]
            self.unsure.add(gone)
            await self.send(self.shared.get_update(state))
            self.struck.add(gone)
            return
        self.count += 1
        word = f"<{self.person.id[-6:]}:{self.count}>"
        gaps = [0, *(n + 1 for n, char in enumerate(text) if char == ">")]
        body.insert(self.rng.choice(gaps), word)
        await self.send(self.shared.get_update(state))
        self.kept.add(word)
