"""One client's line below python-socketio: the only module that may touch its WebSocket.

Everything private or undocumented that Foyer uses of python-socketio 5 and python-engineio 4 is here, under
a contract test with the stock JavaScript client: ``eio._async``, ``eio.sockets``, ``socket.queue``,
``manager.eio_sid_from_sid``.
"""

# pyright: reportMissingTypeStubs=false, reportUnknownMemberType=false, reportUnknownVariableType=false
# pyright: reportUnknownArgumentType=false, reportUnknownLambdaType=false
# Neither library ships types; what is used of them is named above and tested.
import struct
from asyncio import Transport
from collections.abc import Callable
from typing import Any

import engineio.packet
import orjson
import socketio
from aiohttp import WSMsgType, web
from engineio.async_drivers import aiohttp as driver
from socketio.exceptions import ConnectionRefusedError as SocketRefused

POSITIONS = "p"
"""The binary event of the position lane."""
MOVE = '42["m",'
"""How a client's position message starts on the line."""
SKIP_ABOVE = 16 * 1024
"""Unsent bytes above which positions are skipped; below aiohttp's pause mark, so that no frame is cut in
two.
"""
DEAF_ABOVE = 2000
"""Reliable packets waiting above which a client is given up as deaf."""

PING_S = 8
"""Ping interval and ping timeout: a lost phone is noticed within 16 s."""
PAYLOAD_MOST = 64 * 1024
"""Bytes of one message from a client; the largest, an SDP answer, has 16 kB."""

__all__ = ["MOVE", "Lines", "Link", "SocketRefused", "event_text", "make_server", "positions_event"]
Moved = Callable[["Link", str], None]


def make_server(allows: Callable[[str], bool]) -> Any:
    """The Socket.IO server: one command of a client at a time, only from origins that ``allows`` names."""
    return socketio.AsyncServer(
        async_mode="aiohttp",
        async_handlers=False,
        ping_interval=PING_S,
        ping_timeout=PING_S,
        max_http_buffer_size=PAYLOAD_MOST,
        cors_allowed_origins=lambda origin, environ: allows(origin),
        http_compression=False,
        logger=False,
        engineio_logger=False,
    )


def frame(payload: bytes, opcode: int) -> bytes:
    """An unmasked, unfragmented WebSocket frame (RFC 6455, section 5.2)."""
    n = len(payload)
    if n < 126:
        return bytes((0x80 | opcode, n)) + payload
    if n < 1 << 16:
        return struct.pack(">BBH", 0x80 | opcode, 126, n) + payload
    return struct.pack(">BBQ", 0x80 | opcode, 127, n) + payload


_HEAD = frame(f'451-["{POSITIONS}",{{"_placeholder":true,"num":0}}]'.encode(), 1)


def positions_event(records: bytes) -> bytes:
    """A Socket.IO binary event with one attachment, as bytes on the line: to be written whole."""
    return _HEAD + frame(records, 2)


def event_text(name: str, payload: object) -> str:
    """A Socket.IO event packet of the default namespace, as text."""
    return f"2{orjson.dumps([name, payload]).decode()}"


class Link:
    """A client's line. ``transport`` is None while the client polls."""

    __slots__ = ("_socket", "behind", "key", "on_move", "transport")

    def __init__(self, socket: Any, transport: Transport | None, key: str) -> None:
        self._socket = socket
        self.transport = transport
        self.key = key
        self.behind = False
        self.on_move: Moved | None = None

    def send(self, text: str) -> bool:
        """Queue a reliable event; False when the client has been deaf for too long and must go."""
        if self._socket.closed:
            return True
        if self._socket.queue.qsize() > DEAF_ABOVE:
            return False
        self._socket.queue.put_nowait(engineio.packet.Packet(engineio.packet.MESSAGE, data=text))
        return True

    def write_positions(self, event: bytes) -> bool:
        """Write a position event unless the line is full; False when it was skipped."""
        transport = self.transport
        if transport is None or transport.is_closing():
            return True
        if transport.get_write_buffer_size() > SKIP_ABOVE:
            self.behind = True
            return False
        transport.write(event)
        return True

    @property
    def drained(self) -> bool:
        """Whether a line that was full takes positions again."""
        return self.transport is None or self.transport.get_write_buffer_size() == 0

    def abort(self) -> None:
        """Cut the line and free what it held: a peer that never reads keeps its queue until then."""
        if self.transport is not None:
            self.transport.abort()


class Lines:
    """Installs the inbound and outbound short cuts on a Socket.IO server and finds a client's line."""

    def __init__(self, sio: Any) -> None:
        self._sio = sio
        self._links: dict[str, Link] = {}
        lines = self

        class FastWebSocket(driver.WebSocket):
            """The driver's WebSocket without compression, whose position messages never become tasks."""

            async def __call__(self, environ: dict[str, Any]) -> web.WebSocketResponse:
                request = environ["aiohttp.request"]
                limit = self.server.max_http_buffer_size
                self._sock = web.WebSocketResponse(max_msg_size=limit, compress=False)
                await self._sock.prepare(request)
                self.environ = environ
                self.eio = self.handler.__self__
                self.eio.foyer_transport = request.transport
                await self.handler(self)
                return self._sock

            async def wait(self) -> str | bytes:
                while True:
                    message = await self._sock.receive()
                    text = message.data
                    if (
                        message.type is WSMsgType.TEXT
                        and text.startswith(MOVE)
                        and lines.moved(self.eio, text)
                    ):
                        continue
                    if not isinstance(text, bytes | str):
                        raise OSError("closed")
                    return text

        sio.eio._async = dict(sio.eio._async, websocket=FastWebSocket)

    def moved(self, eio: Any, text: str) -> bool:
        """Hand a position message to its client's link, if it has one already."""
        link = self._links.get(eio.sid)
        if link is None or link.on_move is None:
            return False
        if link.transport is None:
            link.transport = eio.foyer_transport
        link.on_move(link, text)
        return True

    def open(self, sid: str) -> Link:
        """The line of a client that has just connected."""
        key: str = self._sio.manager.eio_sid_from_sid(sid, "/")
        socket = self._sio.eio.sockets[key]
        link = Link(socket, getattr(socket, "foyer_transport", None), key)
        self._links[key] = link
        return link

    def close(self, link: Link) -> None:
        """Forget a line; what is still unsent is cut off."""
        self._links.pop(link.key, None)
        link.abort()
