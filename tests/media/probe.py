"""A media client of our own, without a browser: ICE, DTLS and SRTP over one UDP socket.
It counts every packet it gets."""

import asyncio
import struct
from collections import Counter
from collections.abc import Awaitable, Callable
from typing import Protocol, cast

from aioice import stun

from media import sdp_read
from media.dtls import Certificate, Dtls, SrtpError
from media.rtp import is_rtcp, parse_header
from media.sdp_read import Description
from rooms.ids import PeerId, source_of
from tests.until import until

_SSRCS = {"mic": 1000, "cam": 2000, "screen": 3000}
_TURNED = {"sendonly": "recvonly", "recvonly": "sendonly"}


class Joins(Protocol):
    """Where a probe gets its offer and brings its answer: a media backend, or a hub."""

    port: int

    async def join(self, peer: PeerId, *, audio_slots: int, video_slots: int) -> str:
        """The offer for a peer."""
        ...

    async def accept(self, peer: PeerId, sdp: str) -> None:
        """Take the peer's answer."""


class Probe(asyncio.DatagramProtocol):
    """One peer. `got` counts RTP packets by SSRC."""

    def __init__(self, name: str, backend: Joins, address: str = "127.0.0.1") -> None:
        self.id = PeerId(name)
        self.mic = source_of(self.id, "mic")
        self.cam = source_of(self.id, "cam")
        self.got: Counter[int] = Counter()
        self.reports = 0
        self._backend = backend
        self._address = address
        self._certificate = Certificate()
        self._dtls = Dtls(self._certificate, self.send_raw, lambda state: None, "client")
        self._transport: asyncio.DatagramTransport | None = None
        self._offer = Description()
        self._sequence = 0
        self.checks = 0

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        self._transport = cast("asyncio.DatagramTransport", transport)

    async def join(self, audio_slots: int = 1, video_slots: int = 1) -> None:
        """Join, and wait until media can flow."""
        text = await self._backend.join(self.id, audio_slots=audio_slots, video_slots=video_slots)
        self._offer = sdp_read.parse(text)
        await self.move()
        await self._backend.accept(self.id, self._answer())
        await self._secure()

    async def bring(self, send: Callable[[str], Awaitable[str]], offer: str) -> None:
        """Come with an own offer, in which ``PRINT`` stands for the fingerprint; `send` gives the answer."""
        own = offer.replace("PRINT", " ".join(self._certificate.fingerprint))
        self._offer = sdp_read.parse(await send(own))
        await self.move()
        await self._secure()

    async def _secure(self) -> None:
        self._dtls.start(self._offer.fingerprint)
        await until(lambda: self._dtls.connected, f"{self.id} connected")

    async def move(self) -> None:
        """Go on from another local port, as a phone does that changes its network."""
        if self._transport:
            self._transport.close()
        await asyncio.get_running_loop().create_datagram_endpoint(
            lambda: self, remote_addr=(self._address, self._backend.port)
        )
        self.checks = 0
        self.check()
        await until(lambda: self.checks, f"{self.id} reached the port")

    def check(self, password: str = "") -> None:
        """Send a nominating connectivity check."""
        self.send_raw(self.signed_check(password))

    def signed_check(self, password: str = "") -> bytes:
        """A nominating connectivity check (RFC 8445, 7.2), signed with our password or another."""
        attributes = {"USERNAME": f"{self._offer.ufrag}:probe", "PRIORITY": 1, "ICE-CONTROLLING": 1}
        message = stun.Message(
            message_method=stun.Method.BINDING,
            message_class=stun.Class.REQUEST,
            attributes={**attributes, "USE-CANDIDATE": None},
        )
        message.add_message_integrity((password or self._offer.password).encode())
        return bytes(message)

    def _answer(self) -> str:
        lines = ["v=0", "a=ice-ufrag:probe", "a=ice-pwd:unused", "a=setup:active"]
        lines.append(f"a=fingerprint:{' '.join(self._certificate.fingerprint)}")
        for section in self._offer.sections:
            lines += [
                f"m={section.kind} 9 {section.protocol} {' '.join(section.formats)}",
                f"a=mid:{section.mid}",
            ]
            lines += [f"a={_TURNED[section.direction]}"]
            lines += [f"a=rtpmap:{number} {codec}" for number, codec in section.codecs.items()]
            lines += [f"a=fmtp:{number} {text}" for number, text in section.parameters.items()]
            lines += [f"a=extmap:{number} {uri}" for number, uri in section.extensions.items()]
        return "\r\n".join(lines)

    def send_raw(self, data: bytes) -> None:
        """Send one datagram as it is."""
        if self._transport and not self._transport.is_closing():
            self._transport.sendto(data)

    def packet(self, device: str) -> bytes:
        """The next encrypted packet of the microphone, or of the camera or screen as a key frame."""
        self._sequence += 1
        payload_type, body = (111, b"sound") if device == "mic" else (96, b"\x10\x10picture")
        extension = struct.pack("!HHBBH", 0xBEDE, 1, 0x10, 30, 0)
        if device == "screen":  # told from the camera by the name of its section (RFC 8843)
            extension = struct.pack("!HHB6sx", 0xBEDE, 2, 0x45, b"screen")
        header = struct.pack(
            "!BBHLL", 0x90, payload_type, self._sequence & 0xFFFF, self._sequence * 960, _SSRCS[device]
        )
        return self._dtls.protect(header + extension + body)

    def speak(self, device: str = "mic") -> None:
        """Send one packet."""
        self.send_raw(self.packet(device))

    def protect_rtcp(self, compound: bytes) -> bytes:
        """Encrypt a compound as this peer."""
        return self._dtls.protect_rtcp(compound)

    def datagram_received(self, data: bytes, addr: tuple[str, int]) -> None:
        if data[0] < 4:
            self.checks += 1
        elif data[0] < 64:
            self._dtls.feed(data)
        elif is_rtcp(data):
            self.reports += 1
        else:
            try:
                self.got[parse_header(self._dtls.unprotect(data)).ssrc] += 1
            except SrtpError:
                self.got[0] += 1

    @property
    def total(self) -> int:
        """All media packets that came."""
        return self.got.total()

    async def close(self) -> None:
        """Hang up."""
        await self._dtls.close()
        if self._transport:
            self._transport.close()


async def talk(speaker: Probe, listener: Probe, *, device: str = "mic", packets: int = 5) -> None:
    """Let one speak until the other has got that many packets more."""
    goal = listener.total + packets

    def heard() -> bool:
        speaker.speak(device)
        return listener.total >= goal

    await until(heard, f"{listener.id} hears {speaker.id}")
