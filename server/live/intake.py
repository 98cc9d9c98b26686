"""A client's WebSocket whose position messages are taken where a frame is read: no task wakes for them.

Everything private that Foyer uses of aiohttp 3 is here: ``WebSocketResponse._post_start``, ``_reader`` and
``_parser``, and of a connection ``_payload_parser`` and ``_message_tail``; all under the contract test of the
stock JavaScript client. A tenth of what the hub costs for each step of an avatar went into waking tasks.
"""

# pyright: reportPrivateUsage=false
import asyncio
import contextlib
from collections.abc import Callable
from typing import Any

from aiohttp import WSCloseCode, WSMsgType, web
from aiohttp._websocket.reader import WebSocketDataQueue, WebSocketReader

WAITING_MOST = 64 * 1024
"""Bytes of messages that wait for the client's task before nothing more is read of its line."""
SAY_WITHIN_S = 2.0
"""Seconds that a client may take to read why its line closes."""
Takes = Callable[[str], bool]
"""Takes a text message at once, or leaves it to the client's task."""


class Intake(WebSocketDataQueue):
    """The messages that wait for a client's task: all but those that were taken at once."""

    def __init__(self, protocol: Any, takes: Takes) -> None:
        super().__init__(protocol, WAITING_MOST, loop=asyncio.get_running_loop())
        self._takes = takes

    def feed_data(self, data: Any, size: int) -> None:
        """Keep a message, unless it was taken."""
        if data.type is not WSMsgType.TEXT or not self._takes(data.data):
            super().feed_data(data, size)


class IntakeResponse(web.WebSocketResponse):
    """A WebSocket without compression that reads through an ``Intake``; ``limit`` is in bytes a message.
    After a larger one it sends the text ``too_large``, then it closes with 1009 (RFC 6455, 7.4.1).
    """

    def __init__(self, limit: int, too_large: str, takes: Takes) -> None:
        super().__init__(max_msg_size=limit, compress=False)
        self._too_large = too_large
        self._takes = takes

    async def close(self, *, code: int = WSCloseCode.OK, message: bytes = b"", drain: bool = True) -> bool:
        """Close the line; of one whose message was too large, after saying so."""
        if code == WSCloseCode.MESSAGE_TOO_BIG:
            with contextlib.suppress(ConnectionError, TimeoutError):
                async with asyncio.timeout(SAY_WITHIN_S):
                    await self.send_str(self._too_large)
        return await super().close(code=code, message=message, drain=drain)

    def _post_start(self, request: web.BaseRequest, protocol: str | None, writer: Any) -> None:
        line: Any = request.protocol
        early, line._message_tail = line._message_tail, b""
        super()._post_start(request, protocol, writer)
        self._reader = Intake(line, self._takes)
        self._parser = WebSocketReader(self._reader, self._max_msg_size, compress=False, decode_text=True)
        line._payload_parser, line._message_tail = None, early
        line.set_parser(self._parser)
