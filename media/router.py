"""Who gets which packet: the want table reconciled with peers, sources and slots. All in one process, no I/O
of its own.

Everything happens synchronously, so that a table takes effect as a whole: what it no longer allows stops
before
anything it newly allows begins.
"""

from collections.abc import Callable
from math import inf
from operator import itemgetter
from typing import NamedTuple

from rooms.ids import PeerId, SourceId

from . import wants
from .budget import share
from .events import SlotsMapped, SourceBack, SourceDown, SourceSilent, SourceUp, WorkerEvent
from .payload import describe
from .peer import Peer
from .rtp import Header, Kind
from .slot import Slot
from .source import SILENT_AFTER, Layer, Source
from .speakers import Speakers, loudest
from .wants import Stamp, WantTable

_KEY_AGAIN = 0.3  # seconds until a waiting slot asks again
_LOYALTY = 0.8
_KINDS: tuple[Kind, Kind] = ("audio", "video")


class _Plan(NamedTuple):
    """What one peer may get of one kind, in order."""

    peer: Peer
    kind: Kind
    entitled: list[SourceId]


class Router:
    """Holds all peers and the newest table. `emit` takes events; `now` is monotonic seconds everywhere."""

    def __init__(self, emit: Callable[[WorkerEvent], None]) -> None:
        self.peers: dict[PeerId, Peer] = {}
        self.table = WantTable()
        self.stamp = Stamp()
        self.speakers = Speakers()
        self._emit = emit
        self._sources: dict[SourceId, Source] = {}
        self._entitlements: dict[tuple[PeerId, Kind], list[SourceId]] = {}
        self._mapped: dict[PeerId, dict[str, SourceId | None]] = {}

    def want(self, stamp: Stamp, table: WantTable, now: float) -> bool:
        """Take a newer table; an older or repeated one changes nothing. Returns whether it was taken."""
        if stamp <= self.stamp:
            return False
        self.stamp, self.table = stamp, table
        self.reconcile(now)
        return True

    def add(self, peer: Peer, now: float) -> None:
        """Let a peer take part; what the table already says of it takes effect."""
        self.peers[peer.id] = peer
        self.reconcile(now)

    def remove(self, peer: PeerId, now: float) -> Peer | None:
        """Take a peer and its sources out; returns it, so that its link can be closed."""
        gone = self.peers.pop(peer, None)
        if gone is None:
            return None
        self._mapped.pop(peer, None)
        for kind in _KINDS:
            self._entitlements.pop((peer, kind), None)
        for slot in gone.slots.values():
            slot.play(None, hold=False)
        for source in gone.sources.values():
            self.speakers.forget(source.id)
            if self._sources.pop(source.id, None):
                self._emit(SourceDown(source.id))
        self.reconcile(now)
        return gone

    def packet(self, peer: Peer, layer: Layer, header: Header, data: bytes, now: float) -> None:
        """Forward one packet to every slot that plays this layer;
        raises ValueError or IndexError when malformed."""
        source = layer.source
        if not source.up or source.silent:
            self._heard(source, now)
        if not wants.allowed(self.table, source.id):
            return
        if source.kind == "audio":
            loudness = peer.loudness(data, header)
            if loudness is not None:
                self.speakers.heard(source.id, loudness, now)
        if layer.slots and layer.codec:
            payload = data[header.payload : header.end]
            media = describe(layer.codec, payload)
            for slot in layer.slots.copy():
                slot.push(layer, header, payload, media, now)

    def source(self, source: SourceId) -> Source | None:
        """A source that has sent."""
        return self._sources.get(source)

    def _heard(self, source: Source, now: float) -> None:
        """First packet ever, or the first after a silence."""
        source.silent = False
        if source.up:
            self._emit(SourceBack(source.id))
        elif source.codec:
            source.up = True
            self._sources[source.id] = source
            self._emit(SourceUp(source.id, source.kind, source.codec))
            self.reconcile(now)

    def check_silence(self, now: float) -> None:
        """Report sources that may send and have stopped."""
        for source in self._sources.values():
            stopped = now - source.last > SILENT_AFTER
            if stopped and not source.silent and wants.allowed(self.table, source.id):
                source.silent = True
                self._emit(SourceSilent(source.id))

    def reconcile(self, now: float) -> None:
        """Bring every slot to what the table says: first all that must stop, then all that begins.

        Peers whose entitlement is as before are left alone, so that one camera more costs little.
        """
        origins = {peer.id: peer.origin for peer in self.peers.values()}
        changed: list[_Plan] = []
        for peer in self.peers.values():
            for kind in _KINDS:
                plan = _Plan(peer, kind, self._entitled(peer, kind, origins))
                if plan.entitled != self._entitlements.get((peer.id, kind), []):
                    self._entitlements[peer.id, kind] = plan.entitled
                    changed.append(plan)
        for plan in changed:
            for slot in _slots(plan.peer, plan.kind):
                _cut(slot, plan.entitled)
        for plan in changed:
            self._fill(plan, now)
        for peer in {plan.peer.id: plan.peer for plan in changed}.values():
            self._announce(peer)

    def refresh(self, peer: Peer, now: float) -> None:
        """Choose again among what one peer is entitled to: layers by its budget, sound by loudness."""
        for kind in _KINDS:
            self._fill(_Plan(peer, kind, self._entitlements.get((peer.id, kind), [])), now)
        self._announce(peer)

    def refresh_crowded(self, now: float) -> None:
        """Choose again the loudest for those who could hear more people than they have slots."""
        for peer in self.peers.values():
            entitled = self._entitlements.get((peer.id, "audio"), [])
            if len(entitled) > len(_slots(peer, "audio")) > 0:
                self._fill(_Plan(peer, "audio", entitled), now)
                self._announce(peer)

    def _entitled(self, peer: Peer, kind: Kind, origins: dict[PeerId, str]) -> list[SourceId]:
        """Sources of the kind that exist, that the peer may get and that it can play, in order."""
        find = wants.audible if kind == "audio" else wants.visible
        found = (self._sources.get(source) for source in find(self.table, peer.id, origins))
        return [source.id for source in found if source and source.codec in peer.receives]

    def _fill(self, plan: _Plan, now: float) -> None:
        peer, kind, entitled = plan
        slots = _slots(peer, kind)
        current = {slot.mid: slot.source for slot in slots}
        if kind == "audio":
            first = wants.foremost(self.table, peer.id)
            levels = {each: inf if each in first else self.speakers.level(each, now) for each in entitled}
            chosen = {source for source in current.values() if source}
            entitled = loudest(entitled, chosen, levels, len(slots))
        for mid, source in wants.assign(current, entitled).items():
            peer.slots[mid].source = source
        rank = {source: at for at, source in enumerate(entitled)}
        filled = [(rank[slot.source], slot, self._sources[slot.source]) for slot in slots if slot.source]
        for slot in slots:
            if slot.source is None:
                slot.play(None, hold=False)
        _choose_layers(peer, [(slot, source) for _, slot, source in sorted(filled, key=itemgetter(0))], now)

    def ask_keys(self, now: float) -> None:
        """Ask again for key frames that slots still wait for: the first request may have been lost. A screen
        that stands still is silent and answers all the same.
        """
        for peer in self.peers.values():
            for slot in peer.slots.values():
                source = slot.waiting.source if slot.waiting else None
                if source and (not source.silent or wants.device(source.id) == "screen"):
                    _ask_key(slot, now)

    def announce_all(self) -> None:
        """Tell a hub that is new what every peer's slots carry."""
        for peer, mapped in self._mapped.items():
            self._emit(SlotsMapped(peer, mapped))

    def _announce(self, peer: Peer) -> None:
        mapped = {mid: slot.source for mid, slot in peer.slots.items()}
        if mapped and mapped != self._mapped.get(peer.id, dict.fromkeys(mapped)):
            self._emit(SlotsMapped(peer.id, mapped))
        self._mapped[peer.id] = mapped


def _slots(peer: Peer, kind: Kind) -> list[Slot]:
    return [slot for slot in peer.slots.values() if slot.kind == kind]


def _cut(slot: Slot, entitled: list[SourceId]) -> None:
    """Stop at once what the peer may not get any more, even a picture only held until the next one's key
    frame."""
    if slot.source not in entitled:
        slot.source = None
    if slot.current and slot.current.source.id not in entitled:
        slot.play(None, hold=False)


def _ask_key(slot: Slot, now: float) -> None:
    if slot.waiting and now - slot.asked > _KEY_AGAIN:
        slot.asked = now
        slot.waiting.ask_key(now)


def _choose_layers(peer: Peer, slots: list[tuple[Slot, Source]], now: float) -> None:
    """Give each slot its layer; the pictures share the receiver's budget in order of importance."""
    options = [source.live_layers(now) for _, source in slots]
    costs = [_rising(layers, slot) for (slot, _), layers in zip(slots, options, strict=True)]
    for (slot, _), layers, index in zip(slots, options, share(peer.budget.limit, costs), strict=True):
        before = slot.waiting
        slot.play(layers[index] if layers else None, hold=True)
        if slot.waiting is not before:
            slot.asked = 0.0
            _ask_key(slot, now)


def _rising(layers: list[Layer], slot: Slot) -> list[float]:
    """What the layers cost. One not measured yet costs nothing, so that it is tried; the one playing costs
    less
    than it does, so that a slot does not flutter between two."""
    costs: list[float] = []
    for layer in layers:
        cost = layer.bitrate * (_LOYALTY if layer is slot.current else 1)
        costs.append(max([cost, *costs[-1:]]))
    return costs
