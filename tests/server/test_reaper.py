"""Sockets that never come in."""

import asyncio
from pathlib import Path

import aiohttp

from server.live.link import CONNECT_WITHIN_S
from tests.running import running_hub
from tests.visitor import visitor


async def test_a_socket_without_a_ticket_is_closed_in_time_and_one_with_a_ticket_is_not(
    tmp_path: Path,
) -> None:
    async with running_hub(tmp_path) as hub, visitor(hub.url, "Ann") as ann, aiohttp.ClientSession() as http:
        address = f"{hub.url}/socket.io/?EIO=4&transport=websocket"
        async with http.ws_connect(address) as line, asyncio.timeout(CONNECT_WITHIN_S * 2):
            while (message := await line.receive()).type is aiohttp.WSMsgType.TEXT:
                if message.data == "2":
                    await line.send_str("3")
            assert message.type in (aiohttp.WSMsgType.CLOSED, aiohttp.WSMsgType.ERROR)
        await ann.do("chat.post", channel="hub", body="still here")
