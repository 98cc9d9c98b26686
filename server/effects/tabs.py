"""The tabs that have sound and picture: each asks, gets an offer, answers, and is told what its line carries.

One peer a visitor, in the tab that asked last; one peer for each stage a visitor watches from outside.
"""

from collections.abc import Callable, Coroutine, Mapping
from typing import Any

import structlog

from media.backend import MediaBackend, MediaRefused, PeerGone, SlotsMapped, WantTable
from rooms import events as e
from rooms.ids import PeerId, SourceId, VisitorId
from server.effects.wants import Tab, tab_peer
from server.host import Host
from server.live.audience import Audience

log = structlog.get_logger()

WATCH_AUDIO, WATCH_VIDEO = 4, 9
"""Receive slots of a tab that only watches a stage: enough for a gallery; only what it shows is sent."""
HEARD_BY_PHONE = 1
"""Voices that a phone in the hall plays: those in it hear an interpreter there, and nothing else."""
PLAYED, FACES = 8, 6
"""Voices that a venue box plays, and faces that it or a venue screen shows, at the same time."""
LOUDEST = 127.0


class Tabs:
    """The tabs by their peers. ``start`` takes what is to be awaited; ``changed`` is called when the media
    plane has to be told anew.
    """

    def __init__(
        self,
        host: Host,
        audience: Audience,
        backend: MediaBackend,
        start: Callable[[Coroutine[Any, Any, None]], None],
        changed: Callable[[], None],
    ) -> None:
        self.now: dict[PeerId, Tab] = {}
        self._host = host
        self._audience = audience
        self._backend = backend
        self._start = start
        self._changed = changed
        self._mapped: dict[PeerId, SlotsMapped] = {}
        self._levels: dict[PeerId, dict[SourceId, float]] = {}

    def adopt(self, peer: PeerId) -> None:
        """A visitor's peer in a worker that outlived the hub before us; which tab it is it says itself."""
        self.now[peer] = Tab(VisitorId(peer), "", None)

    def ask(self, tab: Tab, keep: bool) -> None:
        """A connection that stands stays, where it is this tab's: what it carries is told again, for that may
        have changed while the tab heard nothing. Of a peer in an adopted worker the tab's name is not known.
        A tab that comes back takes nothing from one that asked later.
        """
        peer = tab_peer(tab)
        before = self.now.get(peer)
        if not keep or before is None:
            self._start(self._join(tab))
        elif before.tab not in ("", tab.tab):
            self._lost(tab, "elsewhere")
        else:
            self.now[peer] = tab
            self._tell_levels(peer)
            if peer in self._mapped:
                self._tell_slots(self._mapped[peer])

    async def _join(self, tab: Tab) -> None:
        """Make the peer and send its tab the offer; another tab of the visitor learns that it lost it."""
        peer = tab_peer(tab)
        before = self.now.get(peer)
        if before is not None and before.tab != tab.tab:
            self._lost(before, "elsewhere")
        self.now[peer] = tab
        try:
            offer = await self._backend.join(peer, **self._slots(tab))
        except MediaRefused:
            if self.now.get(peer) is tab:
                del self.now[peer]
            self._lost(tab, "unavailable")
            return
        # what the worker said of the connection before came before its offer
        self._drop_told(peer)
        self._changed()
        self._audience.whisper(tab.visitor, "media.offer", {"tab": tab.tab, "sdp": offer})

    def _slots(self, tab: Tab) -> dict[str, Any]:
        """The receive slots of a tab; none said is the default of the media plane."""
        if tab.part == "sound":
            return {"audio_slots": HEARD_BY_PHONE, "video_slots": 0, "publish": False}
        if tab.part == "faces":
            return {"audio_slots": 0, "video_slots": FACES, "publish": False}
        if tab.stage:
            return {"audio_slots": WATCH_AUDIO, "video_slots": WATCH_VIDEO, "publish": False}
        is_box = tab.visitor in self._host.hub.state.durable.boxes.boxes
        return {"audio_slots": PLAYED, "video_slots": FACES} if is_box else {}

    async def answer(self, event: e.MediaAnswered) -> None:
        """Hand on what a tab answered to its offer."""
        for peer, tab in self.now.items():
            if (tab.visitor, tab.tab) == (event.visitor, event.tab):
                try:
                    await self._backend.accept(peer, event.sdp)
                except MediaRefused as refused:
                    log.info("media.answer_refused", reason=refused.reason)
                    self._lost(tab, "line")
                return

    def leave_tab(self, visitor: VisitorId, name: str) -> None:
        """A tab gives its connections back."""
        for peer, tab in list(self.now.items()):
            if (tab.visitor, tab.tab) == (visitor, name):
                self.leave(peer)

    def leave_all(self, visitor: VisitorId) -> None:
        """Somebody has no sound and picture any more, in any tab."""
        for peer, tab in list(self.now.items()):
            if tab.visitor == visitor:
                self.leave(peer)

    def leave(self, peer: PeerId) -> None:
        """A peer is done with."""
        self._drop_told(peer)
        if self.now.pop(peer, None) is not None:
            self._changed()
            self._start(self.forget(peer))

    async def forget(self, peer: PeerId) -> None:
        """Let the media plane forget a peer, a camera's too."""
        try:
            await self._backend.leave(peer)
        except MediaRefused:
            log.debug("media.gone_already", peer=peer)

    def _lost(self, tab: Tab, reason: str) -> None:
        self._audience.whisper(tab.visitor, "media.lost", {"tab": tab.tab, "reason": reason})

    # -- what the media plane says ----------------------------------------------------------------

    def gone(self, event: PeerGone) -> None:
        """A peer has ended; its tab asks anew, unless it was the one that ended it."""
        self._drop_told(event.peer)
        tab = self.now.pop(event.peer, None) if event.reason != "left" else None
        if tab is not None:
            self._lost(tab, "line")

    def end_all(self) -> None:
        """The media plane is gone: every tab asks anew."""
        tabs, self.now, self._mapped, self._levels = self.now, {}, {}, {}
        for tab in tabs.values():
            self._lost(tab, "worker")

    def mapped(self, event: SlotsMapped) -> None:
        """What the slots of a peer carry now."""
        self._mapped[event.peer] = event
        self._tell_slots(event)

    def speaking(self, table: WantTable, levels: Mapping[SourceId, float]) -> None:
        """Tell each tab who of those it hears is speaking, by the table in force; one that heard nobody
        before, and hears nobody now, is told nothing.
        """
        loud = {circle: levels.keys() & heard for circle, heard in table.groups.items()}
        for peer in list(self.now):
            circles = table.peers[peer].audio if peer in table.peers else ()
            near = {each: levels[each] / LOUDEST for name in circles for each in loud.get(name, ())}
            if near or self._levels.get(peer):
                self._levels[peer] = near
                self._tell_levels(peer)

    def tell(self, peer: PeerId, name: str, payload: Mapping[str, object]) -> None:
        """Tell the tab of a peer something of its line."""
        tab = self.now.get(peer)
        if tab is not None:
            self._audience.whisper(tab.visitor, name, {"tab": tab.tab, **payload})

    def _tell_slots(self, event: SlotsMapped) -> None:
        self.tell(event.peer, "media.slots", {"slots": dict(event.slots)})

    def _tell_levels(self, peer: PeerId) -> None:
        self.tell(peer, "media.speaking", {"sources": self._levels.get(peer, {})})

    def _drop_told(self, peer: PeerId) -> None:
        self._mapped.pop(peer, None)
        self._levels.pop(peer, None)
