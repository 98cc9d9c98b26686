"""The media engine: carries out the hub's commands on peers and keeps its timers.
One per worker, bound to one port."""

import asyncio
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import structlog

from rooms.ids import PeerId, SourceId, peer_of

from . import sdp, sdp_read
from .dtls import Certificate, State
from .errors import MediaRefused
from .events import GoneReason, PeerConnected, PeerGone, Quality, Speaking, WorkerEvent
from .link import PeerLink
from .peer import Peer
from .recorder import Recorder
from .router import Router
from .sdp_read import Section
from .udp import UdpPort
from .wants import Stamp, WantTable

log = structlog.get_logger("media")

FORGOTTEN_AFTER = 30.0
"""Seconds without an authenticated STUN check after which a peer is forgotten."""

_TICK = 0.1
_SPEAKING_EVERY, _REPORT_EVERY, _QUALITY_EVERY = 2, 5, 20  # ticks


@dataclass(frozen=True, slots=True)
class Place:
    """Where peers reach us: own addresses in order of preference, then addresses a NAT maps to us."""

    addresses: tuple[str, ...]
    announced: tuple[str, ...] = ()


class Engine:
    """All peers of one worker. Use as an async context manager. `on_failure` is called when its timers have
    failed: nothing is reported and nobody is forgotten any more."""

    def __init__(
        self, port: UdpPort, place: Place, emit: Callable[[WorkerEvent], None], recordings: Path
    ) -> None:
        self.port = port
        self.router = Router(emit)
        self.recorder = Recorder(recordings, self.router, emit)
        self._place = place
        self._emit = emit
        self._certificate = Certificate()
        self._spoke = False
        self._closing: set[asyncio.Task[None]] = set()
        self._ticker: asyncio.Task[None] | None = None
        self.on_failure: Callable[[], None] = lambda: None

    async def __aenter__(self) -> "Engine":
        self.recorder.start()
        self._ticker = asyncio.get_running_loop().create_task(self._run())
        self._ticker.add_done_callback(self._ticked)
        return self

    async def __aexit__(self, *_: object) -> None:
        if self._ticker:
            self._ticker.cancel()
            await asyncio.gather(self._ticker, return_exceptions=True)
        await self.close()

    def _ticked(self, ticker: asyncio.Task[None]) -> None:
        if not ticker.cancelled():
            log.critical("timers failed", exc_info=ticker.exception())
            self.on_failure()

    async def close(self) -> None:
        """Say goodbye to all peers."""
        for peer in list(self.router.peers):
            self.leave(peer)
        await self.recorder.close(self._now)
        await asyncio.gather(*self._closing, return_exceptions=True)

    @property
    def _now(self) -> float:
        return asyncio.get_running_loop().time()

    def join(self, peer_id: PeerId, origin: str, slots: tuple[int, int], *, publish: bool) -> str:
        """Make a peer with so many audio and video slots; returns our offer.
        One of the same name is replaced."""
        self._drop(peer_id)
        peer = Peer(peer_id, origin, slots, self.router.packet)
        link = self._renew_link(peer)
        self.router.add(peer, self._now)
        lines = [sdp.SlotLine(slot.mid, slot.kind, slot.ssrc) for slot in peer.slots.values()]
        return sdp.write_offer(self._identity(link), lines, publish=publish)

    def accept(self, peer_id: PeerId, text: str) -> None:
        """Take the answer to our offer; raises MediaRefused (400, 404)."""
        remote = sdp_read.parse(text)
        peer = self.router.peers.get(peer_id)
        if peer is None:
            raise MediaRefused(404, "no such peer")
        peer.describe(remote, ours=True)

    def ingest(self, peer_id: PeerId, origin: str, text: str) -> str:
        """Take a WHIP offer; returns our answer. A peer of the same name goes on with the new transport, so
        its
        sources stay mapped. Raises MediaRefused (400, 406)."""
        remote = sdp_read.parse(text)
        accepted = acceptable(remote)
        peer = self.router.peers.get(peer_id)
        if peer is None or peer.slots:
            self._drop(peer_id)
            peer = Peer(peer_id, origin, (0, 0), self.router.packet)
        peer.origin = origin
        link = self._renew_link(peer)
        peer.describe(remote, ours=False)
        self.router.add(peer, self._now)
        return sdp.write_answer(self._identity(link), remote.sections, accepted)

    def leave(self, peer_id: PeerId, reason: GoneReason = "left") -> None:
        """Forget a peer and report it; nothing happens when it is not there."""
        if self._drop(peer_id):
            self._emit(PeerGone(peer_id, reason))

    def want(self, stamp: Stamp, table: WantTable) -> None:
        """Take a newer table."""
        if self.router.want(stamp, table, self._now):
            self.recorder.want(table.records, self._now)

    def request_keyframe(self, source: SourceId) -> None:
        """Ask a camera for a key frame on all its layers."""
        peer = self.router.peers.get(peer_of(source))
        for layer in peer.layers() if peer else ():
            layer.ask_key(self._now)

    def _drop(self, peer_id: PeerId) -> bool:
        peer = self.router.remove(peer_id, self._now)
        if peer and peer.link:
            self._close(peer.link)
        return peer is not None

    def _renew_link(self, peer: Peer) -> PeerLink:
        if peer.link:
            self._close(peer.link)

        def changed(link: PeerLink, state: State) -> None:
            if link is peer.link:
                self._link_changed(peer, state)

        peer.link = PeerLink(self.port, self._certificate, peer, changed, self._now)
        return peer.link

    def _close(self, link: PeerLink) -> None:
        link.connected = False
        task = asyncio.get_running_loop().create_task(link.close())
        self._closing.add(task)
        task.add_done_callback(self._closing.discard)

    def _link_changed(self, peer: Peer, state: State) -> None:
        if state == "connected":
            self._emit(PeerConnected(peer.id, tuple(sorted(peer.receives))))
            peer.report(self._now, _TICK)
            self.router.reconcile(self._now)
        else:
            self.leave(peer.id, state)

    def _identity(self, link: PeerLink) -> sdp.Identity:
        addresses = (*self._place.announced, *self._place.addresses)
        return sdp.Identity(
            link.ufrag, link.password, self._certificate.fingerprint, addresses, self.port.number
        )

    async def _run(self) -> None:
        """The only timer: ten times a second, so that all is bounded by it."""
        ticks = 0
        while True:
            await asyncio.sleep(_TICK)
            ticks += 1
            self.tick(ticks, self._now)

    def tick(self, ticks: int, now: float) -> None:
        """Do what is due at `now`; `ticks` counts the calls."""
        self.router.check_silence(now)
        self.router.ask_keys(now)
        self.recorder.tick(now)
        if ticks % _SPEAKING_EVERY == 0:
            self._report_speaking(now)
            self.router.refresh_crowded(now)
        for number, peer in enumerate(list(self.router.peers.values())):
            try:
                self._tick_peer(peer, ticks + number, now)
            except Exception:
                log.exception("peer failed", peer=peer.id)
                self.leave(peer.id, "closed")

    def _tick_peer(self, peer: Peer, ticks: int, now: float) -> None:
        # peers report in different ticks, so that their reports do not come all at once
        if ticks % _REPORT_EVERY == 0:
            peer.report(now, _TICK * _REPORT_EVERY)
            self.router.refresh(peer, now)
        if ticks % _QUALITY_EVERY == 0 and peer.connected:
            self._report_quality(peer)
        if peer.link and now - peer.link.heard > FORGOTTEN_AFTER:
            self.leave(peer.id, "timeout")

    def _report_speaking(self, now: float) -> None:
        levels = self.router.speakers.speaking(now)
        if levels or self._spoke:
            self._emit(Speaking(levels))
        self._spoke = bool(levels)

    def _report_quality(self, peer: Peer) -> None:
        turn = None if peer.round_trip is None else round(peer.round_trip * 1000)
        self._emit(Quality(peer.id, turn, round(peer.loss, 3), round(peer.bitrate)))


def acceptable(remote: sdp_read.Description) -> list[Section]:
    """The sections of a WHIP offer we take: the first sound and the first picture;
    raises MediaRefused (406)."""
    if remote.setup == "passive":
        raise MediaRefused(406, "the offer must let us be the DTLS server (a=setup:actpass or active)")
    accepted: dict[str, Section] = {}
    for section in remote.sections:
        if section.kind in ("audio", "video") and section.sends and section.carried() and section.mux:
            accepted.setdefault(section.kind, section)
    if not accepted:
        raise MediaRefused(
            406, "nothing we can carry: offer Opus sound, VP8 or H.264 baseline picture, with rtcp-mux"
        )
    refused = {s.kind for s in remote.sections if s.sends and s.kind in ("audio", "video")} - accepted.keys()
    if refused:
        raise MediaRefused(406, f"no codec we can carry for {' and '.join(sorted(refused))}")
    if len(accepted) > 1 and not {section.mid for section in accepted.values()} <= remote.bundled:
        raise MediaRefused(406, "sound and picture must be bundled (a=group:BUNDLE)")
    return list(accepted.values())
