"""A slot: one outgoing stream of fixed SSRC into which sources are switched by rewriting. No I/O but `send`.

The receiver sees one unbroken stream: sequence numbers without holes, timestamps that follow the wall clock
across
switches, rising VP8 picture ids. Packets are kept a moment so that a NACK can be answered.
"""

from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING, NamedTuple

from .kept import CACHE_PACKETS, Kept
from .payload import Media, renumber_vp8
from .rtp import CLOCKS, Codec, Header, Kind, newer16, newer32, send_time, write_header
from .source import Layer

if TYPE_CHECKING:
    from rooms.ids import SourceId

PAYLOAD_TYPES: dict[Codec, int] = {"opus": 111, "vp8": 96, "h264": 102}
"""Payload types of everything we send, the same for all peers."""

SEND_TIME_ID = 2
"""Negotiated id of the abs-send-time extension on everything we send."""

_ORDERED = 0x4000  # so many packets after the anchor no straggler from before it can still come
_REANCHOR_AFTER = 0.25  # a muted browser stops its audio clock; later packets would count as late


class _Start(NamedTuple):
    """Where an outgoing stream begins; random, so that streams cannot be guessed (RFC 3550, 5.1)."""

    sequence: int
    timestamp: int
    picture_id: int


class Slot:
    """One receive slot of one peer. `send` takes a plain RTP packet and hands it to the peer's SRTP."""

    def __init__(
        self, mid: str, kind: Kind, ssrc: int, send: Callable[[bytes], None], start: tuple[int, int, int]
    ) -> None:
        self.mid = mid
        self.kind: Kind = kind
        self.ssrc = ssrc
        self.source: SourceId | None = None
        self.current: Layer | None = None
        self.pending: Layer | None = None
        self.asked = 0.0  # when a key frame was last asked for
        self.packets = self.octets = 0
        self._send = send
        self._sequence, self._timestamp, self._picture_id = _Start(*start)
        self._layer_index = 0
        self._sent_at: float | None = None
        self._fresh = True
        self._shift = (0, 0, 0, 0)  # sequence, timestamp, picture id, layer index: outgoing minus incoming
        self._anchored = (0, 0)  # incoming and outgoing sequence number of the first packet of this mapping
        self._since = 0  # packets since then, as long as their order can be told
        self._kept = Kept()

    def play(self, layer: Layer | None, *, hold: bool) -> None:
        """Switch to a layer or to nothing. With `hold` the old picture stays until the new one's key
        frame."""
        if layer is self.current:
            self._drop_pending()
        elif layer is not self.pending or layer is None:
            self._drop_pending()
            if layer and hold and self.kind == "video" and self.current and not self._fresh:
                self.pending = layer
                layer.slots.append(self)
            else:
                self._kept.clear()  # nothing of the old source may be sent again
                self._take(layer)

    def reanchor(self) -> None:
        """Start a new mapping with the next packet (video: the next key frame)."""
        self._fresh = True

    @property
    def waiting(self) -> Layer | None:
        """The layer whose key frame this slot waits for, if any."""
        if self.kind == "audio":
            return None
        return self.pending or (self.current if self._fresh else None)

    def _take(self, layer: Layer | None) -> None:
        if self.current:
            self.current.slots.remove(self)
        self.current = layer
        self._fresh = True
        if layer:
            layer.slots.append(self)

    def _drop_pending(self) -> None:
        if self.pending:
            self.pending.slots.remove(self)
            self.pending = None

    def push(self, layer: Layer, header: Header, payload: bytes, media: Media, now: float) -> None:
        """Forward one packet of `layer`, or leave it when it must wait for a key frame."""
        if layer is self.pending and media.key:
            self._drop_pending()
            self._take(layer)
        if layer is not self.current:
            return
        if self.kind == "audio" and self._sent_at is not None and now - self._sent_at > _REANCHOR_AFTER:
            self._fresh = True
        if self._fresh:
            if self.kind == "video" and not media.key:
                return
            self._anchor(header, media, now)
        elif self._stale(header.sequence):
            return
        self._forward(layer, header, payload, media, now)

    def _stale(self, sequence: int) -> bool:
        """A packet from before the mapping, or one sent already: SRTP must never see a number twice."""
        self._since = min(self._since + 1, _ORDERED)
        if self._since < _ORDERED and newer16(self._anchored[0], sequence):
            return True
        return (sequence + self._shift[0]) & 0xFFFF in self._kept

    def _anchor(self, header: Header, media: Media, now: float) -> None:
        """Fix the shifts so that this packet follows the last one sent."""
        passed = 0
        if self._sent_at is not None:
            passed = max(1, round((now - self._sent_at) * CLOCKS[self.kind]))
        self._fresh = False
        self._since = 0
        self._anchored = (header.sequence, (self._sequence + 1) & 0xFFFF)
        self._shift = (
            self._sequence + 1 - header.sequence,
            self._timestamp + passed - header.timestamp,
            self._picture_id + 1 - media.picture_id,
            self._layer_index + 1 - media.layer_index,
        )

    def _forward(self, layer: Layer, header: Header, payload: bytes, media: Media, now: float) -> None:
        sequence = (header.sequence + self._shift[0]) & 0xFFFF
        timestamp = (header.timestamp + self._shift[1]) & 0xFFFFFFFF
        if newer16(sequence, self._sequence):
            self._sequence = sequence
        if newer32(timestamp, self._timestamp) or self._sent_at is None:
            self._timestamp, self._sent_at = timestamp, now
        if media.picture_at:
            payload = self._renumber(payload, media)
        codec = layer.codec or "opus"
        head = write_header(
            header.marker, PAYLOAD_TYPES[codec], sequence, timestamp, self.ssrc, send_time(SEND_TIME_ID, now)
        )
        packet = head + payload
        self.packets += 1
        self.octets += len(payload)
        if self.kind == "video":
            self._kept.keep(sequence, packet, now)
        self._send(packet)

    def _renumber(self, payload: bytes, media: Media) -> bytes:
        picture_id = (media.picture_id + self._shift[2]) & 0x7FFF
        layer_index = (media.layer_index + self._shift[3]) & 0xFF
        if 0 < (picture_id - self._picture_id) & 0x7FFF < 0x4000:
            self._picture_id = picture_id
        if 0 < (layer_index - self._layer_index) & 0xFF < 0x80:
            self._layer_index = layer_index
        return renumber_vp8(payload, media, picture_id, layer_index)

    def resend(self, sequences: Iterable[int], now: float) -> list[int]:
        """Answer a NACK, as far as `Kept` allows; returns the SOURCE's numbers of packets we never had."""
        unknown: list[int] = []
        for sequence in dict.fromkeys(sequences):
            packet = self._kept.again(sequence, now)
            if packet is not None:
                self._send(packet)
            elif self._missed(sequence) and self._kept.spend(now):
                unknown.append((sequence - self._shift[0]) & 0xFFFF)
        return unknown

    def _missed(self, sequence: int) -> bool:
        """Whether the number belongs to a recent packet of the current mapping that never reached us."""
        since_anchor = self._since == _ORDERED or newer16(sequence, self._anchored[1])
        is_recent = 0 < (self._sequence - sequence) & 0xFFFF < CACHE_PACKETS
        return is_recent and since_anchor and not self._fresh and sequence not in self._kept

    def clock(self, now: float) -> int | None:
        """RTP time of the instant `now` for a sender report; None while nothing was ever sent."""
        if self._sent_at is None or self.current is None:
            return None
        return (self._timestamp + int((now - self._sent_at) * CLOCKS[self.kind])) & 0xFFFFFFFF
