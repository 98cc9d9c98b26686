"""One client's line below python-socketio: with intake.py all that may touch its WebSocket.

Everything private or undocumented that Foyer uses of python-socketio 5 and python-engineio 4 is here, under
a contract test with the stock JavaScript client: ``eio._async``, ``eio.sockets``, ``socket.queue``,
``socket.upgraded``, ``manager.eio_sid_from_sid``, ``eio.disconnect``, ``Packet.decode``, ``Packet.encode``.
"""

# pyright: reportMissingTypeStubs=false, reportUnknownMemberType=false, reportUnknownVariableType=false
# pyright: reportUnknownArgumentType=false, reportUnknownLambdaType=false
# Neither library ships types; what is used of them is named above and tested.
import asyncio
import contextlib
import logging
import struct
from asyncio import Transport
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import engineio.packet
import orjson
import socketio
from aiohttp import web
from engineio.async_drivers import aiohttp as driver
from socketio.exceptions import ConnectionRefusedError as SocketRefused
from socketio.packet import CONNECT, DISCONNECT, EVENT, Packet

from server.live.intake import IntakeResponse

POSITIONS = "p"
"""The binary event of the position lane."""
MOVE = '42["m",'
"""How a client's position message starts on the line."""
SKIP_ABOVE = 16 * 1024
"""Unsent bytes above which positions are skipped; below aiohttp's pause mark, so that no frame is cut in
two.
"""
CONNECT_WITHIN_S = 10.0
"""How long a WebSocket may stay open without coming into the hub with a ticket."""
FAREWELL_S = 2.0
"""How long a client that is sent away may take to read why."""
DEAF_ABOVE = 2000
"""Reliable packets waiting above which a client is given up as deaf."""
DEAF_SIZE = 4_000_000
"""Characters waiting above which it is, too; one event may be larger where nothing else waits."""

PING_S = 8
"""Ping interval and ping timeout: a lost phone is noticed within 16 s."""
PAYLOAD_MOST = 64 * 1024
"""Bytes of one message from a client; the largest, an SDP answer, has 16 kB."""

__all__ = ["MOVE", "Lines", "Link", "SocketRefused", "event_text", "make_server", "positions_event"]
Moved = Callable[["Link", str], None]

_QUIET = logging.getLogger("foyer.sockets")
_QUIET.setLevel(logging.CRITICAL)
"""For the libraries: what one client sends wrongly is no news, and must not fill a log."""


class ClientPacket(Packet):
    """A packet that refuses what no client of a hub sends: attachments, acknowledgements, and the events that
    only the library itself may raise.
    """

    def decode(self, encoded_packet: str) -> int:
        """Read a client's packet.

        :raises ValueError: it is none that a client may send.
        """
        count: int = super().decode(encoded_packet)
        if count or self.packet_type not in (CONNECT, DISCONNECT, EVENT):
            raise ValueError("not for clients")
        name = self.data[0] if self.packet_type == EVENT and isinstance(self.data, list) and self.data else ""
        if self.packet_type == EVENT and (not isinstance(name, str) or name in _RESERVED):
            raise ValueError("no event")
        return count


def spoken(text: str) -> bool:
    """Whether a frame is one that Engine.IO clients send; its parser raises on much else."""
    return text in _ENGINE_WORDS or (text[:1] == "4" and text[1:2] in _PACKET_TYPES)


_ENGINE_WORDS = frozenset({"1", "2probe", "3", "3probe", "5", "6"})
_PACKET_TYPES = frozenset("0123456")
_RESERVED = ("", "connect", "disconnect")


def make_server(allows: Callable[[str], bool]) -> Any:
    """The Socket.IO server: one command of a client at a time, only from origins that ``allows`` names."""
    return socketio.AsyncServer(
        async_mode="aiohttp",
        async_handlers=False,
        ping_interval=PING_S,
        ping_timeout=PING_S,
        max_http_buffer_size=PAYLOAD_MOST,
        cors_allowed_origins=lambda origin, environ: origin is None or allows(origin),
        http_compression=False,
        serializer=ClientPacket,
        logger=_QUIET,  # pyright: ignore[reportArgumentType] (a logger is taken, only its type is not told)
        engineio_logger=_QUIET,
    )


def frame(payload: bytes, opcode: int) -> bytes:
    """An unmasked, unfragmented WebSocket frame (RFC 6455, section 5.2)."""
    n = len(payload)
    if n < 126:
        return bytes((0x80 | opcode, n)) + payload
    if n < 1 << 16:
        return struct.pack(">BBH", 0x80 | opcode, 126, n) + payload
    return struct.pack(">BBQ", 0x80 | opcode, 127, n) + payload


_HEAD_TEXT = f'51-["{POSITIONS}",{{"_placeholder":true,"num":0}}]'
_HEAD = frame(f"4{_HEAD_TEXT}".encode(), 1)


@dataclass(frozen=True, slots=True)
class Positions:
    """A Socket.IO binary event with one attachment: the attachment, and all of it as bytes on the line, to be
    written whole.
    """

    records: bytes
    line: bytes


def positions_event(records: bytes) -> Positions:
    """The event for these records."""
    return Positions(records, _HEAD + frame(records, 2))


class _Attachment(engineio.packet.Packet):
    """Positions on their way to a client that polls; ``sent`` once they were taken."""

    sent = False

    def encode(self, b64: bool = False) -> Any:
        self.sent = True
        return super().encode(b64=b64)


class _Counted(engineio.packet.Packet):
    """Something on its way whose link learns when it was taken."""

    def __init__(self, kind: int, text: str | None, size: int, link: "Link") -> None:
        super().__init__(kind, data=text)
        self._size = size
        self._link: Link | None = link

    def encode(self, b64: bool = False) -> Any:
        link, self._link = self._link, None
        if link is not None:
            link.taken += self._size
        return super().encode(b64=b64)


def event_text(name: str, payload: object) -> str:
    """A Socket.IO event packet of the default namespace, as text."""
    return f"2{orjson.dumps([name, payload]).decode()}"


TOO_LARGE = "request.too_large"
"""Why the line of a client closes that sends a message above ``PAYLOAD_MOST``: the code of the error. The
message is not read, so that nobody knows which command it was.
"""
_TOO_LARGE = f"4{event_text('hub.closing', {'reason': TOO_LARGE})}"


class Link:
    """A client's line: a WebSocket, or requests of a client that polls and may change over at any time.

    ``put`` and ``taken`` are the characters of all reliable events and large answers so far: given, and gone
    out.
    """

    __slots__ = ("_polled", "_socket", "key", "on_move", "put", "taken")

    def __init__(self, socket: Any, key: str) -> None:
        self._socket = socket
        self._polled: _Attachment | None = None
        self.key = key
        self.on_move: Moved | None = None
        self.put = self.taken = 0

    @property
    def transport(self) -> Transport | None:
        """The WebSocket's transport; None while the client polls, also during its change-over."""
        return getattr(self._socket, "foyer_transport", None) if self._socket.upgraded else None

    @property
    def overflows(self) -> bool:
        """Whether more waits for the client than any client that reads leaves waiting."""
        return self._socket.queue.qsize() > DEAF_ABOVE or self.put - self.taken > DEAF_SIZE

    def send(self, text: str) -> bool:
        """Queue a reliable event; False when the client has been deaf for too long and must go."""
        if self._socket.closed:
            return True
        if self.overflows:
            return False
        self._queue(engineio.packet.MESSAGE, text, len(text))
        return True

    def owe(self, size: int) -> None:
        """Count an answer of so many characters that the library is about to send: its weight goes before it
        as a packet that says nothing, so that never more than one answer goes uncounted.
        """
        if not self._socket.closed:
            self._queue(engineio.packet.NOOP, None, size)

    def _queue(self, kind: int, text: str | None, size: int) -> None:
        self._socket.queue.put_nowait(_Counted(kind, text, size, self))
        self.put += size

    def write_positions(self, event: Positions) -> bool:
        """Write a position event unless the line is full; False when it was skipped."""
        if self._socket.closed:
            return True
        if self._polled is not None and not self._polled.sent:
            return False
        transport = self.transport
        if transport is None:
            self._poll(event.records)
            return True
        if transport.is_closing():
            return True
        if transport.get_write_buffer_size() > SKIP_ABOVE:
            return False
        transport.write(event.line)
        return True

    def _poll(self, records: bytes) -> None:
        """Queue positions for the next request of a client that polls: one event at a time."""
        self._polled = _Attachment(engineio.packet.MESSAGE, data=records)
        self._socket.queue.put_nowait(engineio.packet.Packet(engineio.packet.MESSAGE, data=_HEAD_TEXT))
        self._socket.queue.put_nowait(self._polled)

    @property
    def drained(self) -> bool:
        """Whether a line that was full takes positions again."""
        if self._polled is not None and not self._polled.sent:
            return False
        return self.transport is None or self.transport.get_write_buffer_size() == 0

    def abort(self) -> bool:
        """Cut the line and free what it held: a peer that never reads keeps its queue until then. False when
        it was cut already, or is none that can be cut.
        """
        transport = getattr(self._socket, "foyer_transport", None)
        if transport is None or transport.is_closing():
            return False
        transport.abort()
        return True


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
                eio = self.eio = self.handler.__self__
                limit = self.server.max_http_buffer_size
                self._sock = IntakeResponse(limit, _TOO_LARGE, lambda text: lines.moved(eio, text))
                await self._sock.prepare(request)
                self.environ = environ
                self.eio.foyer_transport = request.transport
                reaper = asyncio.get_running_loop().call_later(CONNECT_WITHIN_S, lines.reap, self.eio)
                try:
                    await self.handler(self)
                finally:
                    reaper.cancel()
                return self._sock

            async def wait(self) -> str:
                text = (await self._sock.receive()).data
                if not isinstance(text, str) or not spoken(text):
                    raise OSError("closed")
                return text

        sio.eio._async = dict(sio.eio._async, websocket=FastWebSocket)

    def moved(self, eio: Any, text: str) -> bool:
        """Hand a position message to its client's link, if it is one and has one already."""
        link = self._links.get(eio.sid) if text.startswith(MOVE) else None
        if link is None or link.on_move is None:
            return False
        link.on_move(link, text[len(MOVE) : -1])
        return True

    def reap(self, eio: Any) -> None:
        """Close a WebSocket whose client has not come into the hub, whatever else it says."""
        if eio.sid not in self._links:
            eio.foyer_transport.abort()

    def open(self, sid: str) -> Link | None:
        """The line of a client that comes in; None when it has ended meanwhile, of which the library tells
        nobody before the client is in.
        """
        key: str = self._sio.manager.eio_sid_from_sid(sid, "/")
        socket = self._sio.eio.sockets.get(key)
        if socket is None or socket.closed:
            return None
        link = Link(socket, key)
        self._links[key] = link
        return link

    def close(self, link: Link) -> None:
        """Forget a line; what is still unsent is cut off."""
        self._links.pop(link.key, None)
        link.abort()

    async def hang_up(self, link: Link) -> None:
        """Close a line after what was sent last, whatever its client does; waits for that ``FAREWELL_S``."""
        self._links.pop(link.key, None)
        transport = link.transport
        with contextlib.suppress(TimeoutError):
            async with asyncio.timeout(FAREWELL_S):
                await self._sio.eio.disconnect(link.key)
        if transport is not None:
            transport.close()
            asyncio.get_running_loop().call_later(FAREWELL_S, transport.abort)
