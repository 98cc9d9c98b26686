"""A network between a browser and the worker that can be cut: a UDP relay on loopback."""

import asyncio
import contextlib
from collections.abc import AsyncGenerator
from typing import cast

from media.slot import PAYLOAD_TYPES


class _End(asyncio.DatagramProtocol):
    def __init__(self, relay: "Relay") -> None:
        self.relay = relay
        self.client: tuple[str, int] | None = None

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        self.transport = cast("asyncio.DatagramTransport", transport)

    def datagram_received(self, data: bytes, addr: tuple[str, int]) -> None:
        self.relay.passed(self, data, addr)


class Relay:
    """Passes datagrams on both ways, until `cut` is set. One client; the newest address counts.

    `drop` is how many of a hundred VP8 packets are lost, evenly spread; `dropped` counts them.
    """

    def __init__(self) -> None:
        self.cut = False
        self.drop = self.dropped = 0
        self._count = 0
        self.near = _End(self)
        self.far = _End(self)

    @property
    def port(self) -> int:
        """Where the client sends to."""
        return self.near.transport.get_extra_info("sockname")[1]

    def passed(self, end: _End, data: bytes, address: tuple[str, int]) -> None:
        """Hand one datagram to the other side."""
        if end is self.near:
            self.near.client = address
        if self.cut or self._lost(data):
            return
        if end is self.near:
            self.far.transport.sendto(data)
        elif self.near.client:
            self.near.transport.sendto(data, self.near.client)

    def _lost(self, data: bytes) -> bool:
        if not self.drop or data[0] < 128 or data[1] & 127 != PAYLOAD_TYPES["vp8"]:
            return False
        self._count += 1
        lost = self._count * self.drop % 100 < self.drop
        self.dropped += lost
        return lost


@contextlib.asynccontextmanager
async def relay(to_port: int) -> AsyncGenerator[Relay, None]:
    """A relay in front of a port on loopback."""
    made = Relay()
    loop = asyncio.get_running_loop()
    await loop.create_datagram_endpoint(lambda: made.near, local_addr=("127.0.0.1", 0))
    await loop.create_datagram_endpoint(lambda: made.far, remote_addr=("127.0.0.1", to_port))
    try:
        yield made
    finally:
        made.near.transport.close()
        made.far.transport.close()
