"""A visitor for tests: a stock Socket.IO client that keeps what it is told and sees that nothing misses."""

import asyncio
import struct
import uuid
from collections.abc import AsyncGenerator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from typing import Any

import aiohttp
import socketio

HEADERS = {"X-Foyer": "1"}
LOOK = {
    "skin": "b", "hair": "brown", "style": "short", "shirt": "petrol",
    "glasses": False, "beard": False, "wheelchair": False,
}  # fmt: skip
WAIT_S = 10


class Refused(Exception):
    """An answer that was no yes; ``code`` says why."""

    def __init__(self, error: dict[str, Any]) -> None:
        super().__init__(error)
        self.code: str = error["code"]
        self.error = error


@dataclass
class Visitor:
    """One person with one browser. ``events`` are (name, payload) in the order of arrival."""

    url: str
    http: aiohttp.ClientSession
    id: str = ""
    last: int | None = None
    snapshot: dict[str, Any] = field(default_factory=dict[str, Any])
    events: list[tuple[str, Any]] = field(default_factory=list[tuple[str, Any]])
    positions: dict[int, tuple[int, int, int]] = field(default_factory=dict[int, tuple[int, int, int]])
    gaps: int = 0
    sio: socketio.AsyncClient | None = None
    _news: asyncio.Event = field(default_factory=asyncio.Event)

    async def post(self, path: str, body: object = None, **headers: str) -> dict[str, Any]:
        """Post JSON; a refusal is raised."""
        return await self.request("POST", path, body, **headers)

    async def request(self, method: str, path: str, body: object = None, **headers: str) -> dict[str, Any]:
        """Ask for something to be changed, with JSON; a refusal is raised."""
        url, own = self.url + path, HEADERS | headers
        async with self.http.request(method, url, json=body or {}, headers=own) as response:
            answer = await response.json()
        if response.status >= 400:
            raise Refused(answer["error"])
        return answer

    async def get(self, path: str) -> dict[str, Any]:
        """Get JSON; a refusal is raised."""
        async with self.http.get(self.url + path) as response:
            answer = await response.json()
        if response.status >= 400:
            raise Refused(answer["error"])
        return answer

    async def join(self, name: str, /, **more: object) -> "Visitor":
        """Come to the hub."""
        answer = await self.post("/api/join", {"name": name, "look": LOOK, **more})
        self.id = answer["visitor"]["id"]
        return self

    async def come(self, link: str, nick: str, **look: object) -> "Visitor":
        """Come to a workshop with minors as a child, by its link."""
        workshop, _, secret = link.rpartition("=")[2].partition(".")
        body = {"nick": nick, "look": {**LOOK, **look}}
        path = f"/api/minors/{workshop}/join"
        self.id = (await self.post(path, body, Authorization=f"Bearer {secret}"))["visitor"]["id"]
        return self

    async def connect(self, **auth: object) -> "Visitor":
        """Open a socket with a fresh ticket and wait for the first state."""
        return await self.open((await self.post("/api/ticket"))["ticket"], **auth)

    async def open(self, ticket: str, **auth: object) -> "Visitor":
        """Open a socket with a ticket and wait for the first state."""
        self.sio = socketio.AsyncClient(reconnection=False)
        self.sio.on("*", self._take)
        self.sio.on("p", self._take_positions)
        seen = len(self.events)
        claims = {"ticket": ticket, "protocol": 1, "last": self.last, "language": "en", **auth}
        await self.sio.connect(self.url, auth=claims, transports=["websocket"])
        await self.wait(
            lambda: any(name in ("hub.snapshot", "hub.resumed") for name, _ in self.events[seen:])
        )
        return self

    async def _take(self, name: str, payload: Any) -> None:
        if name == "hub.snapshot":
            self.snapshot, self.last = payload, payload["seq"]
        elif isinstance(payload, dict) and "seq" in payload:
            self.gaps += payload["prev"] != self.last
            self.last = payload["seq"]
        self.events.append((name, payload))
        self._news.set()

    async def _take_positions(self, data: bytes) -> None:
        for lane, x, y, state in struct.iter_unpack("<HHHB", data):
            self.positions[lane] = (x, y, state)
        self._news.set()

    async def wait(self, condition: Callable[[], Any], why: str = "") -> Any:
        """Wait until a condition holds; looked at whenever something arrives."""
        async with asyncio.timeout(WAIT_S):
            while not (found := condition()):
                self._news.clear()
                await self._news.wait()
        return found

    async def told(self, event: str, /, **fields: object) -> dict[str, Any]:
        """Wait for an event whose data has these values."""

        def found() -> dict[str, Any] | None:
            for each, payload in self.events:
                data = payload.get("data", payload)
                if each == event and all(data.get(key) == value for key, value in fields.items()):
                    return payload
            return None

        return await self.wait(found, event)

    async def do(self, command: str, /, cmd_id: str = "", **fields: object) -> dict[str, Any]:
        """Send a command and wait for its answer; a refusal is raised."""
        assert self.sio is not None
        payload = {"cmd_id": cmd_id or str(uuid.uuid4()), **fields}
        answer: Any = await self.sio.call(command, payload, timeout=WAIT_S)
        if not answer["ok"]:
            raise Refused(answer["error"])
        return answer

    async def move(self, x: int, y: int, state: int = 4, epoch: int = 0) -> None:
        """Claim a position."""
        assert self.sio is not None
        await self.sio.emit("m", (x, y, state, epoch))

    @property
    def place(self) -> dict[str, Any]:
        """Where the first state said one stands."""
        return self.snapshot["live"]["you"]

    def lane(self, visitor: str) -> int:
        """The lane of an avatar the visitor knows."""
        known = {each["visitor"]: each["lane"] for each in self.snapshot["live"]["avatars"]}
        for name, payload in self.events:
            if name == "avatar.appeared":
                known[payload["data"]["visitor"]] = payload["data"]["lane"]
        return known[visitor]

    async def drop(self) -> None:
        """Lose the line."""
        if self.sio is not None:
            await self.sio.disconnect()
            self.sio = None

    async def close(self) -> None:
        """Close the browser."""
        await self.drop()
        await self.http.close()


@asynccontextmanager
async def visitor(url: str, name: str = "", **more: object) -> AsyncGenerator[Visitor]:
    """A browser; with a name its owner has joined and is connected."""
    jar = aiohttp.CookieJar(unsafe=True)
    person = Visitor(url, aiohttp.ClientSession(cookie_jar=jar))
    try:
        if name:
            await (await person.join(name, **more)).connect()
        yield person
    finally:
        await person.close()
