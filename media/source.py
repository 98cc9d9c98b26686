"""A source (one microphone, camera or screen of one peer) and its layers, with the statistics RTCP asks for.
No I/O."""

from collections import deque
from collections.abc import Callable, Sequence
from typing import Protocol

from rooms.ids import SourceId

from .payload import Media
from .rtcp import Report, negative_ack, picture_loss
from .rtp import CLOCKS, Codec, Header, Kind

LAYER_ORDER = ("q", "h", "f")
"""Simulcast layer names we offer, the smallest first; a picture without layers has the one named ''."""

SILENT_AFTER = 1.0
"""Seconds without RTP after which a source counts as silent."""

LOST_AGAIN_AFTER = 0.5
"""Seconds between two key frames asked of a source because viewers say that they lost the picture: each costs
all its viewers quality, and one answer serves all."""

_PLI_GAP = 0.1  # seconds; a browser answers one PLI with key frames on all layers
_REPORT_FRESH = 60.0  # seconds; an older sender report tells no round trip, and would outgrow its 32 bits
_ASKED = 256  # retransmissions under way, at most


class Listener(Protocol):
    """Who gets the packets of a layer: a slot, or a recording."""

    def push(self, layer: "Layer", header: Header, payload: bytes, media: Media, now: float) -> None:
        """One packet."""

    def reanchor(self) -> None:
        """Another stream takes the layer's place."""


class Layer:
    """One RTP stream of a source: all of it, or one simulcast layer. Slots listen here."""

    def __init__(self, source: "Source", rid: str) -> None:
        self.source = source
        self.rid = rid
        self.slots: list[Listener] = []
        self.ssrc = 0
        self.codec: Codec | None = None
        self.bitrate = 0.0
        self.last = 0.0
        self._missing: deque[int] = deque(maxlen=_ASKED)
        self._clear()

    def bind(self, ssrc: int, codec: Codec) -> None:
        """Take a new stream; listening slots go on with it seamlessly."""
        self.ssrc, self.codec = ssrc, codec
        self._clear()
        for slot in self.slots:
            slot.reanchor()

    def _clear(self) -> None:
        self.started = False
        self._highest = self._base = self._cycles = self._received = 0
        self._expected_before = self._received_before = 0
        self._jitter = self._transit = 0.0
        self._octets = 0
        self._sr: tuple[int, float] | None = None
        self._missing.clear()

    def count(self, header: Header, size: int, now: float) -> None:
        """Count one packet of `size` bytes (RFC 3550, A.1 and A.8)."""
        sequence = header.sequence
        transit = now * CLOCKS[self.source.kind] - header.timestamp
        if not self.started:
            self.started, self._base, self._highest, self._transit = True, sequence, sequence, transit
        elif 0 < (sequence - self._highest) & 0xFFFF < 0x8000:
            self._cycles += sequence < self._highest
            self._highest = sequence
        # transit jumps by whole clock turns and silences are no jitter
        change = abs(transit - self._transit)
        if change < CLOCKS[self.source.kind]:
            self._jitter += (change - self._jitter) / 16
        self._transit = transit
        self._received += 1
        self._octets += size
        self.last = self.source.last = now

    def reported(self, ntp_middle: int, now: float) -> None:
        """Remember the sender report our next receiver report answers."""
        self._sr = (ntp_middle, now)

    def report(self, now: float, passed: float) -> Report:
        """The reception report since the last one, `passed` seconds ago; also renews `bitrate`."""
        highest = self._cycles << 16 | self._highest
        expected = highest - self._base + 1
        new = expected - self._expected_before
        gone = new - (self._received - self._received_before)
        self._expected_before, self._received_before = expected, self._received
        fraction = min(255, max(0, gone * 256 // new)) if new > 0 else 0
        self.bitrate += (self._octets * 8 / passed - self.bitrate) * 0.5
        self._octets = 0
        middle, at = self._sr if self._sr and now - self._sr[1] < _REPORT_FRESH else (0, now)
        lost = max(0, min(0x7FFFFF, expected - self._received))
        delay = int((now - at) * 65536)
        return Report(self.ssrc, fraction, lost, highest & 0xFFFFFFFF, int(self._jitter), middle, delay)

    def live(self, now: float) -> bool:
        """Whether packets arrive."""
        return self.started and now - self.last < SILENT_AFTER

    def ask_again(self, sequences: Sequence[int]) -> None:
        """Ask the sender for packets that receivers miss and we never had, each once."""
        new = [sequence for sequence in sequences if sequence not in self._missing]
        if new:
            self._missing.extend(new)
            self.source.feedback(negative_ack(self.ssrc, new))

    def ask_key(self, now: float, *, lost: bool = False) -> None:
        """Ask for a key frame, unless the source was asked within the last 100 ms: one answer serves all.
        Because viewers `lost` the picture it is asked less often.
        """
        may = self.source.may_repair if lost else self.source.may_ask
        if self.source.kind == "video" and self.ssrc and may(now):
            self.source.feedback(picture_loss(self.ssrc))

    def found(self, sequence: int) -> bool:
        """Whether a retransmitted packet was asked for; everything else on such a stream is probing."""
        if sequence not in self._missing:
            return False
        self._missing.remove(sequence)
        return True


class Source:
    """One microphone, camera or screen. It outlives the transport it came on, so that slots stay mapped.

    `feedback` sends an RTCP packet to whoever sends it.
    """

    def __init__(self, source: SourceId, kind: Kind, feedback: Callable[[bytes], None]) -> None:
        self.id = source
        self.kind: Kind = kind
        self.feedback = feedback
        self.layers: dict[str, Layer] = {}
        self.up = False
        self.silent = False
        self.last = 0.0
        self._asked = self._repaired = 0.0

    def layer(self, rid: str) -> Layer:
        """The layer of that name, made at first sight."""
        if rid not in self.layers:
            self.layers[rid] = Layer(self, rid)
            order = {name: at for at, name in enumerate(LAYER_ORDER)}
            self.layers = dict(sorted(self.layers.items(), key=lambda item: order.get(item[0], -1)))
        return self.layers[rid]

    @property
    def codec(self) -> Codec | None:
        """Codec of the source, None before the first packet."""
        return next((layer.codec for layer in self.layers.values() if layer.codec), None)

    def live_layers(self, now: float) -> list[Layer]:
        """Layers that can be shown, the smallest first; all started ones while the source is silent."""
        live = [layer for layer in self.layers.values() if layer.live(now)]
        return live or [layer for layer in self.layers.values() if layer.started]

    def may_ask(self, now: float) -> bool:
        """Whether a key frame may be asked for now: at most every 100 ms for the whole source."""
        if now - self._asked < _PLI_GAP:
            return False
        self._asked = now
        return True

    def may_repair(self, now: float) -> bool:
        """Whether viewers that lost the picture may cause a key frame now, however many they are."""
        if now - self._repaired < LOST_AGAIN_AFTER or not self.may_ask(now):
            return False
        self._repaired = now
        return True
