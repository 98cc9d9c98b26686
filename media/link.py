"""One transport of a peer: ICE credentials, DTLS and SRTP over the shared UDP port.
A new one is made for each offer."""

import secrets
from collections.abc import Callable
from typing import Protocol

from .dtls import Certificate, Dtls, Fingerprint, SrtpError, State
from .udp import Route, UdpPort

_UFRAG_BYTES, _PASSWORD_BYTES = 8, 16  # at least 24 and 128 random bits (RFC 8445, 5.3)


class Receiver(Protocol):
    """Who gets what comes over a link."""

    def receive_rtp(self, data: bytes, now: float) -> None:
        """One plain RTP packet."""

    def receive_rtcp(self, data: bytes, now: float) -> None:
        """One plain RTCP compound."""


class PeerLink:
    """The link: authenticated by ICE, encrypted by DTLS-SRTP. Sending before it is connected does nothing."""

    def __init__(
        self,
        port: UdpPort,
        certificate: Certificate,
        receiver: Receiver,
        changed: Callable[["PeerLink", State], None],
        now: float,
    ) -> None:
        self.ufrag = secrets.token_hex(_UFRAG_BYTES)
        self.password = secrets.token_hex(_PASSWORD_BYTES)
        self.route: Route | None = None
        self.heard = now
        self.connected = False
        self._awaited = False
        self._port = port
        self._receiver = receiver
        self._changed = changed
        self._dtls = Dtls(certificate, self._send, self._state)
        port.register(self)

    def start(self, fingerprint: Fingerprint) -> None:
        """Let the peer with this certificate in."""
        self._awaited = True
        self._dtls.start(fingerprint)

    def _send(self, data: bytes) -> None:
        if self.route:
            self.route.send(data)

    def _state(self, state: State) -> None:
        self.connected = state == "connected"
        self._changed(self, state)

    def checked(self, route: Route, nominated: bool, now: float) -> None:
        """Follow the peer to the address of its last nominated check (RFC 8445, 7.3.1.5).

        Checks of a peer whose answer never came do not keep it alive.
        """
        if self._awaited:
            self.heard = now
        if nominated or self.route is None:
            self.route = route

    def receive_dtls(self, data: bytes) -> None:
        """Hand a datagram to the handshake."""
        self._dtls.feed(data)

    def receive_rtp(self, data: bytes, now: float) -> None:
        """Decrypt and hand on; raises SrtpError when it is not the peer's."""
        if self.connected:
            self._receiver.receive_rtp(self._dtls.unprotect(data), now)

    def receive_rtcp(self, data: bytes, now: float) -> None:
        """Decrypt and hand on; raises SrtpError when it is not the peer's."""
        if self.connected:
            self._receiver.receive_rtcp(self._dtls.unprotect_rtcp(data), now)

    def send_rtp(self, packet: bytes) -> int:
        """Encrypt and send one packet; returns the bytes sent, 0 when it could not be."""
        if not self.connected or self.route is None:
            return 0
        try:
            protected = self._dtls.protect(packet)
        except (SrtpError, ValueError):
            self._port.counters["unsendable"] += 1
            return 0
        self.route.send(protected)
        return len(protected)

    def send_rtcp(self, compound: bytes) -> None:
        """Encrypt and send one compound."""
        if self.connected and self.route:
            self.route.send(self._dtls.protect_rtcp(compound))

    async def close(self) -> None:
        """End the link; nothing is called back afterwards."""
        self.connected = False
        await self._dtls.close()
        self._port.unregister(self)
