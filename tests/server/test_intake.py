"""What a client says is taken where it is read, or waits for the client's task, in order and nothing lost."""

import asyncio
import struct
from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager

import pytest
from aiohttp import ClientSession, WSMsgType, web

from server.live.intake import IntakeResponse

LIMIT = 1000
HANDSHAKE = (
    "GET / HTTP/1.1\r\nHost: localhost\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
    "Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: {key}\r\n\r\n"
)


class Door:
    """A server that takes what starts with m at once, and keeps what its task reads."""

    def __init__(self) -> None:
        self.port = 0
        self.taken: list[str] = []
        self.read: list[str] = []
        self.ended = asyncio.Event()

    def take(self, text: str) -> bool:
        if text == "m broken":
            raise ValueError(text)
        if text.startswith("m"):
            self.taken.append(text)
        return text.startswith("m")

    async def serve(self, request: web.Request) -> web.WebSocketResponse:
        socket = IntakeResponse(LIMIT, "too large", self.take)
        await socket.prepare(request)
        async for message in socket:
            if message.type is WSMsgType.TEXT:
                self.read.append(message.data)
        self.ended.set()
        return socket


@asynccontextmanager
async def opened() -> AsyncGenerator[Door]:
    """The server on a free port."""
    door = Door()
    app = web.Application()
    app.router.add_get("/", door.serve)
    runner = web.AppRunner(app)
    await runner.setup()
    site = web.TCPSite(runner, "127.0.0.1", 0)
    await site.start()
    door.port = runner.addresses[0][1]
    try:
        yield door
    finally:
        await runner.cleanup()


async def test_what_is_taken_at_once_wakes_no_task_and_the_rest_arrives_in_order() -> None:
    async with opened() as door, ClientSession() as http:
        async with http.ws_connect(f"http://127.0.0.1:{door.port}/") as socket:
            for text in ("a", "m1", "b", "m2", "m3", "c"):
                await socket.send_str(text)
        await asyncio.wait_for(door.ended.wait(), 10)
        assert door.taken == ["m1", "m2", "m3"]
        assert door.read == ["a", "b", "c"]


async def test_what_comes_in_one_packet_with_the_handshake_is_not_lost() -> None:
    async with opened() as door:
        reader, writer = await asyncio.open_connection("127.0.0.1", door.port)
        frames = b"".join(struct.pack("!BB4s", 0x81, 0x82, b"\0\0\0\0") + text for text in (b"a1", b"m1"))
        writer.write(HANDSHAKE.format(key="dGhlIHNhbXBsZSBub25jZQ==").encode() + frames)
        assert b"101" in await asyncio.wait_for(reader.readuntil(b"\r\n\r\n"), 10)
        writer.close()
        await asyncio.wait_for(door.ended.wait(), 10)
        assert (door.taken, door.read) == (["m1"], ["a1"])


@pytest.mark.parametrize(
    ("text", "why"),
    [("m" + "x" * LIMIT, "too large"), ("m broken", "")],
    ids=["too long", "cannot be taken"],
)
async def test_what_cannot_be_taken_ends_this_line_alone(text: str, why: str) -> None:
    async with opened() as door, ClientSession() as http:
        async with (
            http.ws_connect(f"http://127.0.0.1:{door.port}/") as harmed,
            http.ws_connect(f"http://127.0.0.1:{door.port}/") as other,
        ):
            await harmed.send_str(text)
            if why:
                assert (await harmed.receive(10)).data == why
            assert (await harmed.receive(10)).type in (WSMsgType.CLOSE, WSMsgType.CLOSED)
            await other.send_str("m1")
            await other.send_str("a")
        assert door.taken == ["m1"]
        assert door.read == ["a"]
