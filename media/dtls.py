"""DTLS and SRTP of one peer over aiortc's RTCDtlsTransport (RFC 5763, RFC 5764).

The only module that touches aiortc's private names: `_set_role`, `_srtp_profiles`, `_tx_srtp` and `_rx_srtp`
of the
transport, `_recv` and `_send` that it calls on its ICE transport. `tests/media/test_dtls.py` holds them.
"""
# pyright: reportPrivateUsage=false

import asyncio
from collections.abc import Callable
from typing import Any, Literal, cast

import pylibsrtp
from aiortc.rtcdtlstransport import (
    SRTP_AEAD_AES_128_GCM,
    SRTP_AES128_CM_SHA1_80,
    RTCCertificate,
    RTCDtlsFingerprint,
    RTCDtlsParameters,
    RTCDtlsTransport,
)

SrtpError = pylibsrtp.Error
Fingerprint = tuple[str, str]
"""Hash name and value, as in 'a=fingerprint' (RFC 8122)."""

State = Literal["connected", "closed", "failed"]
"""What becomes of an association: 'closed' is the other end's goodbye, 'failed' a handshake that did not
do."""

_WAITING = 64  # handshake datagrams that may wait for the answer to arrive


class Certificate:
    """The worker's own certificate, made at its start; `fingerprint` is SHA-256."""

    def __init__(self) -> None:
        self.inner = RTCCertificate.generateCertificate()
        prints = {found.algorithm: found.value for found in self.inner.getFingerprints()}
        self.fingerprint: Fingerprint = ("sha-256", prints["sha-256"])


class _Datagrams:
    """What RTCDtlsTransport needs of an ICE transport: a queue in, a function out."""

    role = "controlled"
    state = "completed"

    def __init__(self, send: Callable[[bytes], None]) -> None:
        self.queue: asyncio.Queue[bytes] = asyncio.Queue(_WAITING)
        self._out = send

    async def _recv(self) -> bytes:
        return await self.queue.get()

    async def _send(self, data: bytes) -> None:
        self._out(data)


class Dtls:
    """One DTLS association. Until `connected` nothing can be protected; GCM is preferred, CM the fallback."""

    def __init__(
        self,
        certificate: Certificate,
        send: Callable[[bytes], None],
        changed: Callable[[State], None],
        role: Literal["server", "client"] = "server",
    ) -> None:
        self.connected = False
        self._datagrams = _Datagrams(send)
        self._changed = changed
        self._transport = RTCDtlsTransport(cast("Any", self._datagrams), [certificate.inner])
        self._transport._srtp_profiles = [SRTP_AEAD_AES_128_GCM, SRTP_AES128_CM_SHA1_80]
        self._transport._set_role(role)
        self._transport.on("statechange", self._state_changed)
        self._task: asyncio.Task[None] | None = None

    def start(self, fingerprint: Fingerprint) -> None:
        """Begin the handshake with the peer whose certificate must match; only the first call counts."""
        if self._task is None:
            parameters = RTCDtlsParameters([RTCDtlsFingerprint(*fingerprint)])
            self._task = asyncio.get_running_loop().create_task(self._transport.start(parameters))

    def feed(self, data: bytes) -> None:
        """Take one DTLS datagram; beyond a small queue datagrams are lost, as on any network."""
        if not self._datagrams.queue.full():
            self._datagrams.queue.put_nowait(data)

    def _state_changed(self) -> None:
        state = self._transport.state
        self.connected = state == "connected"
        if state in ("connected", "closed", "failed"):
            self._changed(state)

    def protect(self, packet: bytes) -> bytes:
        """Encrypt one RTP packet; raises SrtpError, or ValueError when it is too long."""
        return self._transport._tx_srtp.protect(packet)

    def protect_rtcp(self, packet: bytes) -> bytes:
        """Encrypt one RTCP compound; raises as `protect`."""
        return self._transport._tx_srtp.protect_rtcp(packet)

    def unprotect(self, packet: bytes) -> bytes:
        """Check and decrypt one RTP packet; raises as `protect`."""
        return self._transport._rx_srtp.unprotect(packet)

    def unprotect_rtcp(self, packet: bytes) -> bytes:
        """Check and decrypt one RTCP compound; raises as `protect`."""
        return self._transport._rx_srtp.unprotect_rtcp(packet)

    async def close(self) -> None:
        """Say goodbye and end; nothing is called back afterwards."""
        self._transport.remove_all_listeners()
        self.connected = False
        if self._task:
            self._task.cancel()
            await asyncio.gather(self._task, return_exceptions=True)
        await self._transport.stop()
