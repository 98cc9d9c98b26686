"""A lean Socket.IO client (Engine.IO 4 over a WebSocket), so that the client costs as little as it can."""

import asyncio
import json
from typing import TYPE_CHECKING, Any, Self

import aiohttp

from tests.visitor import HEADERS, LOOK

if TYPE_CHECKING:
    from collections.abc import Callable


class Line:
    """One open line. ``state`` is the hub's first state as text, empty with the plain server; ``told`` counts
    the events since, which ``on_event`` gets as text.
    """

    def __init__(self, socket: aiohttp.ClientWebSocketResponse) -> None:
        self._socket = socket
        self._count = 0
        self._asked: dict[str, asyncio.Future[dict[str, Any]]] = {}
        self._reader: asyncio.Task[None] | None = None
        self.state = ""
        self.told = 0
        self.on_event: Callable[[str], None] = lambda text: None

    @classmethod
    async def open(cls, http: aiohttp.ClientSession, url: str, auth: dict[str, object] | None) -> Self:
        """Connect; with ``auth`` to a hub, and until its first state is here."""
        socket = await http.ws_connect(f"{url}/socket.io/?EIO=4&transport=websocket", max_msg_size=1 << 24)
        line = cls(socket)
        await line._until("0")
        await socket.send_str("40" + (json.dumps(auth) if auth else ""))
        line.state = await line._until('42["hub.snapshot"' if auth else "40")
        line._reader = asyncio.create_task(line._read())
        return line

    async def _until(self, start: str) -> str:
        while True:
            message = await self._socket.receive(30)
            if message.type is aiohttp.WSMsgType.TEXT and message.data.startswith(start):
                return message.data
            if message.type is not aiohttp.WSMsgType.TEXT and message.type is not aiohttp.WSMsgType.BINARY:
                raise ConnectionError(f"{message.type} {str(message.data)[:200]} before {start}")

    async def _read(self) -> None:
        async for message in self._socket:
            text = message.data
            if message.type is not aiohttp.WSMsgType.TEXT:
                continue
            if text == "2":
                await self._socket.send_str("3")
            if text.startswith("42"):
                self.told += 1
                self.on_event(text)
            if text.startswith("43"):
                number, _, rest = text[2:].partition("[")
                self._asked.pop(number).set_result(json.loads(f"[{rest}")[0])

    async def ask(self, name: str, fields: dict[str, object]) -> dict[str, Any]:
        """Send an event and wait for its acknowledgement."""
        self._count += 1
        answer = asyncio.get_running_loop().create_future()
        self._asked[str(self._count)] = answer
        await self._socket.send_str(f"42{self._count}{json.dumps([name, fields])}")
        return await asyncio.wait_for(answer, 30)

    async def close(self) -> None:
        """End the line."""
        await self._socket.close()
        if self._reader is not None:
            await self._reader


def browser(group: int = 0) -> aiohttp.ClientSession:
    """A browser with a cookie jar of its own; ``group`` chooses its address within 127.0.1.0/24."""
    connector = aiohttp.TCPConnector(local_addr=(f"127.0.1.{group + 1}", 0))
    return aiohttp.ClientSession(
        connector=connector, cookie_jar=aiohttp.CookieJar(unsafe=True), headers=HEADERS
    )


async def post(http: aiohttp.ClientSession, url: str, body: dict[str, object]) -> dict[str, Any]:
    """Post JSON; a refusal is raised."""
    async with http.post(url, json=body) as response:
        response.raise_for_status()
        answer: dict[str, Any] = await response.json()
    return answer


async def ticket(http: aiohttp.ClientSession, url: str, name: str) -> str:
    """Join, and get what opens one socket."""
    await post(http, f"{url}/api/join", {"name": name, "look": LOOK})
    return (await post(http, f"{url}/api/ticket", {}))["ticket"]


async def enter(http: aiohttp.ClientSession, url: str, name: str) -> Line:
    """From nowhere into the hub."""
    auth: dict[str, object] = {"ticket": await ticket(http, url, name), "protocol": 1, "last": None}
    return await Line.open(http, url, auth)
