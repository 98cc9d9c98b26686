"""One peer: its link, the sources it sends, the slots it receives, and the RTCP of both."""

import secrets
import struct
from collections.abc import Callable
from typing import TYPE_CHECKING

from rooms.ids import PeerId, source_of

from . import rtcp
from .budget import Budget
from .errors import MediaRefused
from .ingress import Ingress
from .rtp import Codec, Header, Kind, audio_level, extensions, parse_header
from .sdp_read import Description
from .slot import Slot
from .source import Layer, Source
from .wants import Device

if TYPE_CHECKING:
    from .link import PeerLink

FULL_RATE = 2_500_000
"""Bits per second a camera may use (REMB)."""

IDLE_RATE = 250_000
"""The same for a layered camera nobody watches: its smallest layer stays warm."""

SCREEN_RATE = 2_000_000
"""What a shared screen may use beside it."""

_SHARED_FOR = 10.0  # seconds a screen counts as shared after a packet: one that stands still sends few
_LONGEST_TURN = 30 << 16  # round trips above 30 s are nonsense

OnPacket = Callable[["Peer", Layer, Header, bytes, float], None]


class Peer:
    """One media connection. It knows no other peer; the router maps its slots."""

    def __init__(self, peer: PeerId, origin: str, slots: tuple[int, int], on_packet: OnPacket) -> None:
        self.id = peer
        self.origin = origin
        self.link: PeerLink | None = None
        self.sources: dict[Device, Source] = {}
        self.budget = Budget()
        self.receives: frozenset[Codec] = frozenset()
        self.round_trip: float | None = None
        self.loss = 0.0
        self.bitrate = 0.0
        self._sent = 0
        self._ingress: Ingress | None = None
        self._on_packet = on_packet
        audio, video = slots
        names = [f"a{n}" for n in range(audio)] + [f"v{n}" for n in range(video)]
        self.slots = {mid: self._slot(mid) for mid in names}
        self._by_ssrc = {slot.ssrc: slot for slot in self.slots.values()}

    def _slot(self, mid: str) -> Slot:
        kind: Kind = "audio" if mid.startswith("a") else "video"
        start = (secrets.randbelow(1 << 15), secrets.randbelow(1 << 31), secrets.randbelow(1 << 14))
        return Slot(mid, kind, secrets.randbits(31) + 2, self._send_slot, start)

    def _send_slot(self, packet: bytes) -> None:
        if self.link:
            self._sent += self.link.send_rtp(packet)

    @property
    def connected(self) -> bool:
        """Whether media can flow."""
        return self.link is not None and self.link.connected

    def describe(self, remote: Description, *, ours: bool) -> None:
        """Take the other end's answer to our offer (`ours`), or its own offer, and start the handshake with
        it; raises MediaRefused (404).
        """
        if self.link is None:
            raise MediaRefused(404, "the peer has no transport")
        self._ingress = Ingress(remote, ours=ours)
        if ours and any(section.layered for section in remote.sections):
            self._ingress.layered("cam")
        self.receives = frozenset(
            codec for section in remote.sections if section.receives for codec in section.carried().values()
        )
        self.link.start(remote.fingerprint)

    def receive_rtp(self, data: bytes, now: float) -> None:
        """Take one packet from the peer; raises ValueError or IndexError when it is malformed."""
        header = parse_header(data)
        stream = self._ingress.stream(data, header) if self._ingress else None
        if stream is None:
            return
        source = self.source(stream.device)
        layer = source.layer(stream.rid)
        if stream.repairs:
            self._repaired(layer, data, header, now)
            return
        if layer.ssrc != header.ssrc:
            layer.bind(header.ssrc, stream.codec)
        layer.count(header, len(data), now)
        if header.end > header.payload:
            self._on_packet(self, layer, header, data, now)

    def _repaired(self, layer: Layer, data: bytes, header: Header, now: float) -> None:
        """Unwrap a retransmission that was asked for (RFC 4588, 4); the rest of such a stream is probing."""
        if header.end - header.payload <= 2 or not layer.ssrc:
            return
        (original,) = struct.unpack_from("!H", data, header.payload)
        if layer.found(original):
            unwrapped = header._replace(sequence=original, ssrc=layer.ssrc, payload=header.payload + 2)
            self._on_packet(self, layer, unwrapped, data, now)

    def source(self, device: Device) -> Source:
        """The peer's microphone, camera or screen, made at first sight."""
        if device not in self.sources:
            kind: Kind = "audio" if device == "mic" else "video"
            self.sources[device] = Source(source_of(self.id, device), kind, self.send_rtcp)
        return self.sources[device]

    def loudness(self, data: bytes, header: Header) -> int | None:
        """Loudness the peer says this audio packet has, 0 to 127; None when it does not say."""
        number = self._ingress.level_id if self._ingress else 0
        value = extensions(data, header).get(number) if number else None
        return audio_level(value) if value else None

    def receive_rtcp(self, data: bytes, now: float) -> None:
        """Take one compound from the peer; raises struct.error when it is malformed."""
        for block in rtcp.walk(data):
            if block.kind in (rtcp.SR, rtcp.RR):
                self._reported(block, now)
            elif block.kind == rtcp.PSFB and block.form == rtcp.APP:
                estimate = rtcp.estimated_bitrate(block)
                if estimate is not None:
                    self.budget.estimated(estimate, self.bitrate, now)
            elif block.kind in (rtcp.PSFB, rtcp.RTPFB):
                self._asked(block, now)

    def _reported(self, block: rtcp.Block, now: float) -> None:
        if block.kind == rtcp.SR:
            ssrc, middle = rtcp.sender_time(block)
            for layer in self.layers():
                if layer.ssrc == ssrc:
                    layer.reported(middle, now)
        own = [each for each in rtcp.reports(block) if each.ssrc in self._by_ssrc]
        if own:
            worst = max(each.fraction for each in own)
            self.loss = worst / 256
            self.budget.lost(worst, self.bitrate, now)
        for report in own:
            turn = (rtcp.ntp_middle(now) - report.last_sr - report.delay) & 0xFFFFFFFF
            if report.last_sr and turn < _LONGEST_TURN:
                self.round_trip = turn / 65536

    def _asked(self, block: rtcp.Block, now: float) -> None:
        """Answer what the receiver of a slot asks: packets again, or a key frame; within bounds."""
        slot = self._by_ssrc.get(rtcp.media_ssrc(block))
        layer = slot and (slot.pending or slot.current)
        if slot is None or layer is None:
            return
        if block.kind == rtcp.RTPFB and block.form == rtcp.NACK:
            unknown = slot.resend(rtcp.nacked(block), now)
            if unknown and slot.current:
                slot.current.ask_again(unknown)
        elif block.kind == rtcp.PSFB and block.form in (rtcp.PLI, rtcp.FIR):
            layer.ask_key(now, lost=slot.waiting is None)

    def layers(self) -> list[Layer]:
        """All streams the peer sends."""
        return [layer for source in self.sources.values() for layer in source.layers.values() if layer.ssrc]

    def report(self, now: float, passed: float) -> None:
        """Tell the peer how its streams arrive, what it may send, and what time its slots have."""
        layers = self.layers()
        blocks = [layer.report(now, passed) for layer in layers]
        compound = rtcp.receiver_report(blocks)
        pictures = [layer for layer in layers if layer.source.kind == "video"]
        compound += rtcp.receiver_estimate(self._allowance(now), [layer.ssrc for layer in pictures])
        for slot in self.slots.values():
            time = slot.clock(now)
            if time is not None:
                compound += rtcp.sender_report(slot.ssrc, now, time, slot.packets, slot.octets)
        self.bitrate += (self._sent * 8 / passed - self.bitrate) * 0.5
        self._sent = 0
        self.budget.tick(now)
        self.send_rtcp(compound)

    def _allowance(self, now: float) -> int:
        """A single stream never recovers from a low allowance, layers do: only those are turned down, and not
        while a screen is shared beside them.
        """
        screen, camera = self.sources.get("screen"), self.sources.get("cam")
        if screen and now - screen.last < _SHARED_FOR:
            return FULL_RATE + SCREEN_RATE
        layers = list(camera.layers.values()) if camera else []
        idle = len(layers) > 1 and not any(layer.slots for layer in layers)
        return IDLE_RATE if idle else FULL_RATE

    def send_rtcp(self, compound: bytes) -> None:
        """Send one compound to the peer, if it is connected."""
        if self.link:
            self.link.send_rtcp(compound)
