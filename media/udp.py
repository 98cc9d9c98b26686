"""One UDP port for all peers: ICE-lite, and the way of each datagram to its link (RFC 8445, RFC 7983)."""

import asyncio
import struct
from collections import Counter
from collections.abc import Sequence
from typing import Protocol, cast

from aioice import stun

from .dtls import SrtpError
from .rtp import is_rtcp

Address = tuple[str, int]
_MALFORMED = (ValueError, IndexError, KeyError, struct.error)
ANY_TRIES = 5  # ports tried where any will do
_ROUTES = 8  # addresses remembered for one link


class Route:
    """One own socket and one remote address: where a link's datagrams go."""

    __slots__ = ("address", "transport")

    def __init__(self, transport: asyncio.DatagramTransport, address: Address) -> None:
        self.transport = transport
        self.address = address

    def send(self, data: bytes) -> None:
        """Send one datagram; a full socket or a dead network loses it."""
        self.transport.sendto(data, self.address)


class Link(Protocol):
    """What the port needs to know of a peer's transport."""

    ufrag: str
    password: str
    route: Route | None

    def checked(self, route: Route, nominated: bool, now: float) -> None:
        """An authenticated connectivity check came by this route."""

    def receive_dtls(self, data: bytes) -> None:
        """A DTLS datagram came."""

    def receive_rtp(self, data: bytes, now: float) -> None:
        """An SRTP packet came."""

    def receive_rtcp(self, data: bytes, now: float) -> None:
        """An SRTCP compound came."""


class _Socket(asyncio.DatagramProtocol):
    def __init__(self, port: "UdpPort") -> None:
        self._port = port

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        self._transport = cast("asyncio.DatagramTransport", transport)

    def datagram_received(self, data: bytes, addr: tuple[str, int]) -> None:
        self._port.received(self._transport, data, addr)


class UdpPort:
    """The media port, bound once for each own address. Nothing that arrives can raise out of it."""

    def __init__(self) -> None:
        self.number = 0
        self.counters: Counter[str] = Counter()
        self._transports: list[asyncio.DatagramTransport] = []
        self._links: dict[str, Link] = {}
        self._routes: dict[tuple[int, Address], Link] = {}

    async def open(self, addresses: Sequence[str], port: int) -> None:
        """Bind `port` on every address; raises OSError when one cannot be bound. For 0 any port that is free
        on all of them: what the first address has to give may be taken on the next.
        """
        for tries_left in reversed(range(1 if port else ANY_TRIES)):
            try:
                await self._bind(addresses, port)
            except OSError:
                self.close()
                if not tries_left:
                    raise
            else:
                return

    async def _bind(self, addresses: Sequence[str], port: int) -> None:
        loop = asyncio.get_running_loop()
        self.number = port
        for address in addresses:
            transport, _ = await loop.create_datagram_endpoint(
                lambda: _Socket(self), local_addr=(address, self.number)
            )
            self._transports.append(transport)
            self.number = transport.get_extra_info("sockname")[1]

    def close(self) -> None:
        """Close all sockets."""
        for transport in self._transports:
            transport.close()
        self._transports.clear()

    def register(self, link: Link) -> None:
        """Let checks with this link's ufrag in."""
        self._links[link.ufrag] = link

    def unregister(self, link: Link) -> None:
        """Forget a link and its addresses."""
        self._links.pop(link.ufrag, None)
        for key in [key for key, known in self._routes.items() if known is link]:
            del self._routes[key]

    def received(self, transport: asyncio.DatagramTransport, data: bytes, address: tuple[str, int]) -> None:
        """Sort one datagram by its first byte (RFC 7983) and hand it on;
        what is malformed is counted and lost."""
        try:
            self._dispatch(transport, data, (address[0], address[1]))
        except _MALFORMED:
            self.counters["malformed"] += 1
        except SrtpError:
            self.counters["refused"] += 1

    def _dispatch(self, transport: asyncio.DatagramTransport, data: bytes, address: Address) -> None:
        first = data[0]
        if first < 4:
            self._check(transport, data, address)
            return
        link = self._routes.get((id(transport), address))
        if link is None:
            self.counters["stray"] += 1
        elif 127 < first < 192:
            now = asyncio.get_running_loop().time()
            if is_rtcp(data):
                link.receive_rtcp(data, now)
            else:
                link.receive_rtp(data, now)
        elif 19 < first < 64:
            link.receive_dtls(data)

    def _check(self, transport: asyncio.DatagramTransport, data: bytes, address: Address) -> None:
        """Answer a connectivity check signed with the password of the link it names (RFC 8445, 7.3)."""
        message = stun.parse_message(data)
        link = self._links.get(str(message.attributes["USERNAME"]).partition(":")[0])
        binding = (message.message_method, message.message_class) == (stun.Method.BINDING, stun.Class.REQUEST)
        if link is None or not binding or not message.check_message_integrity(link.password.encode()):
            self.counters["unauthenticated"] += 1
            return
        route = self._learn(transport, address, link)
        link.checked(route, "USE-CANDIDATE" in message.attributes, asyncio.get_running_loop().time())
        answer = stun.Message(
            message_method=stun.Method.BINDING,
            message_class=stun.Class.RESPONSE,
            transaction_id=message.transaction_id,
            attributes={"XOR-MAPPED-ADDRESS": address},
        )
        answer.add_message_integrity(link.password.encode())
        route.send(bytes(answer))

    def _learn(self, transport: asyncio.DatagramTransport, address: Address, link: Link) -> Route:
        """Let datagrams from this address through to the link; the oldest of too many is forgotten."""
        key = (id(transport), address)
        if self._routes.get(key) is not link:
            self._routes[key] = link
            mine = [key for key, known in self._routes.items() if known is link]
            for old in mine[:-_ROUTES]:
                del self._routes[old]
        if link.route and link.route.transport is transport and link.route.address == address:
            return link.route
        return Route(transport, address)
