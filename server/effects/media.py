"""Media follows the hub: tabs that ask get a connection, and the media plane is told who hears whom, whole.

Level-triggered: any event that may matter marks the table as stale, and once a tick it is made anew from the
hub's state. One peer a visitor, in the tab that asked last; one peer for each stage a visitor watches from
outside; one for a stage's camera.
"""

import asyncio
from collections.abc import Callable, Coroutine, Iterable, Mapping
from typing import Any

import structlog

from media.backend import (
    BackendLost,
    Event,
    MediaBackend,
    MediaRefused,
    PartWritten,
    PeerGone,
    Quality,
    RecordingEnded,
    SlotsMapped,
    SourceBack,
    SourceDown,
    SourceSilent,
    SourceUp,
    Speaking,
    WantTable,
)
from rooms import commands as c
from rooms import events as e
from rooms.hub import SYSTEM_ACTOR
from rooms.ids import PeerId, RoomId, SourceId, VisitorId, camera_of, camera_peer, source_of
from server.batch import Told
from server.clock import new_id
from server.effects.records import UNLIMITED, Limits
from server.effects.shown import spoken
from server.effects.voices import Voices
from server.effects.wants import (
    Tab,
    camera_stage,
    listeners,
    tab_peer,
    want_table,
)
from server.host import Host
from server.live.audience import Audience
from server.store.recovery import Recorded

log = structlog.get_logger()

WATCH_AUDIO, WATCH_VIDEO = 4, 9
"""Receive slots of a tab that only watches a stage: enough for a gallery; only what it shows is sent."""
HEARD_BY_PHONE = 1
"""Voices that a phone in the hall plays: those in it hear an interpreter there, and nothing else."""
COUNTED_MS = 1000
"""How many listen to an interpreter is told so often at most."""
PLAYED, FACES = 8, 6
"""Voices that a venue box plays, and faces that it or a venue screen shows, at the same time."""
LOUDEST = 127.0
_BESIDE = e.MessagePosted | e.ChannelRead | e.BoxReported | e.ListenersCounted | e.HandoverAsked
"""Events that come often and change nothing of who hears whom."""


class MediaEffects:
    """Between the hub's events and the media plane."""

    def __init__(
        self, host: Host, audience: Audience, backend: MediaBackend, limits: Limits = UNLIMITED
    ) -> None:
        self._host = host
        self._audience = audience
        self._backend = backend
        self._limits = limits
        self.on_recorded: Callable[[PartWritten | RecordingEnded], None] = lambda event: None
        self.on_speaking: Callable[[Mapping[SourceId, float]], None] = lambda levels: None
        self._tabs: dict[PeerId, Tab] = {}
        self._mapped: dict[PeerId, SlotsMapped] = {}
        self._levels: dict[PeerId, dict[SourceId, float]] = {}
        self._told: WantTable | None = None
        self._voices = Voices()
        self._stale = True
        self._looked_at = host.clock.now()
        self._counted_at = 0
        self._uncounted = False
        self._tasks: set[asyncio.Task[None]] = set()

    def adopt(self, peers: Iterable[PeerId]) -> None:
        """Take over the peers of a worker that outlived the hub before us: cameras play on, tabs are known
        again.
        """
        durable, there = self._host.hub.state.durable, tuple(peers)
        for peer in there:
            stage = camera_stage(peer)
            if stage is not None:
                self._report(stage, source_of(peer, "cam"), "on")
            elif VisitorId(peer) in durable.visitors:
                self._tabs[peer] = Tab(VisitorId(peer), "", None)
        self._command(c.ReportStart(there))
        for box, use in durable.boxes.boxes.items():
            if box in self._tabs and use.cam:
                self._command(c.ReportDevice(source_of(box, "cam"), "on"))

    # -- from the hub ----------------------------------------------------------------------------

    def publish(self, out: list[Recorded | Told]) -> None:
        """Take what was committed; anything that may change who hears whom makes the table stale."""
        for item in out:
            event = item.event
            if isinstance(event, e.MediaJoined):
                self._join_or_keep(Tab(event.visitor, event.tab, event.stage, event.part), event.keep)
            elif isinstance(event, e.MediaAnswered):
                self._start(self._answer(event))
            elif isinstance(event, e.MediaLeft):
                self._leave_tab(event.visitor, event.tab)
            elif isinstance(event, e.VisitorLeft):
                self._leave(PeerId(event.visitor))
            elif isinstance(event, e.VisitorRemoved | e.VisitorBanned | e.VisitorErased):
                self._leave_all(event.visitor)
            elif isinstance(event, e.BoxRevoked):
                self._leave_all(event.box)
            elif isinstance(event, e.StageKeyMade) and self._has_camera(event.stage):
                self._start(self.end_camera(event.stage))
            self._stale = self._stale or not isinstance(event, _BESIDE)

    def _has_camera(self, stage: RoomId) -> bool:
        camera = self._host.hub.state.live.stages.get(stage)
        return camera is not None and camera.status != "off"

    def after_step(self) -> None:
        """Once a tick: tell the media plane the whole table, if it may have changed."""
        if self._stale or self._policy_turned():
            self._stale = False
            self._tell_table()
        if self._uncounted and self._host.clock.now() - self._counted_at >= COUNTED_MS:
            self._count()

    def _policy_turned(self) -> bool:
        """Whether a policy began or ended since the last look: no event tells of that."""
        since, self._looked_at = self._looked_at, self._host.clock.now()
        return any(each.turns(since, self._looked_at) for each in self._host.hub.state.rules.policies)

    def _table(self) -> WantTable:
        state, now = self._host.hub.state, self._host.clock.now()
        return want_table(state, self._tabs, now, self._limits, self._voices.now)

    def _tell_table(self) -> None:
        """Make the table from the hub's state, and hand it over if it is another one than before."""
        table = self._table()
        if table != self._told:
            self._told = table
            self._backend.want(table)
            self._uncounted = True

    def _count(self) -> None:
        """Tell how many hear each interpreter channel, where that changed."""
        self._uncounted, self._counted_at = False, self._host.clock.now()
        state, table = self._host.hub.state, self._told or WantTable()
        for stage, counts in listeners(state, self._tabs, table).items():
            if counts != state.live.interpreting.listeners.get(stage, {}):
                self._command(c.CountListeners(stage, counts))

    def _start(self, work: Coroutine[Any, Any, None]) -> None:
        task = asyncio.get_running_loop().create_task(work)
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    def _join_or_keep(self, tab: Tab, keep: bool) -> None:
        """A connection that stands stays, where it is this tab's: what it carries is told again, for that may
        have changed while the tab heard nothing. Of a peer in an adopted worker the tab's name is not known.
        A tab that comes back takes nothing from one that asked later.
        """
        peer = tab_peer(tab)
        before = self._tabs.get(peer)
        if not keep or before is None:
            self._start(self._join(tab))
        elif before.tab not in ("", tab.tab):
            self._lost(tab, "elsewhere")
        else:
            self._tabs[peer] = tab
            self._tell_levels(peer)
            if peer in self._mapped:
                self._tell_slots(self._mapped[peer])

    async def _join(self, tab: Tab) -> None:
        """Make the peer and send its tab the offer; another tab of the visitor learns that it lost it."""
        peer = tab_peer(tab)
        before = self._tabs.get(peer)
        if before is not None and before.tab != tab.tab:
            self._lost(before, "elsewhere")
        self._tabs[peer] = tab
        try:
            offer = await self._backend.join(peer, **self._slots(tab))
        except MediaRefused:
            if self._tabs.get(peer) is tab:
                del self._tabs[peer]
            self._lost(tab, "unavailable")
            return
        # what the worker said of the connection before came before its offer
        self._mapped.pop(peer, None)
        self._levels.pop(peer, None)
        self._stale = True
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

    async def _answer(self, event: e.MediaAnswered) -> None:
        for peer, tab in self._tabs.items():
            if (tab.visitor, tab.tab) == (event.visitor, event.tab):
                try:
                    await self._backend.accept(peer, event.sdp)
                except MediaRefused as refused:
                    log.info("media.answer_refused", reason=refused.reason)
                    self._lost(tab, "line")
                return

    def _leave_tab(self, visitor: VisitorId, name: str) -> None:
        for peer, tab in list(self._tabs.items()):
            if (tab.visitor, tab.tab) == (visitor, name):
                self._leave(peer)

    def _leave_all(self, visitor: VisitorId) -> None:
        for peer, tab in list(self._tabs.items()):
            if tab.visitor == visitor:
                self._leave(peer)

    def _leave(self, peer: PeerId) -> None:
        self._mapped.pop(peer, None)
        self._levels.pop(peer, None)
        if self._tabs.pop(peer, None) is not None:
            self._stale = True
            self._start(self._forget(peer))

    async def _forget(self, peer: PeerId) -> None:
        try:
            await self._backend.leave(peer)
        except MediaRefused:
            log.debug("media.gone_already", peer=peer)

    def _lost(self, tab: Tab, reason: str) -> None:
        self._audience.whisper(tab.visitor, "media.lost", {"tab": tab.tab, "reason": reason})

    # -- from the media plane --------------------------------------------------------------------

    def on_event(self, event: Event) -> None:
        """Take a report of the media plane."""
        if isinstance(event, SlotsMapped):
            self._mapped[event.peer] = event
            self._tell_slots(event)
        elif isinstance(event, Speaking):
            self._speaking(event)
        elif isinstance(event, Quality):
            quality = {"rtt_ms": event.rtt_ms, "loss": event.loss, "bitrate": event.bitrate}
            self._tell(event.peer, "media.quality", quality)
        elif isinstance(event, PeerGone):
            self._gone(event)
        elif isinstance(event, PartWritten | RecordingEnded):
            self.on_recorded(event)
        elif isinstance(event, BackendLost):
            self._backend_lost()
        elif isinstance(event, SourceUp | SourceBack):
            self._camera(event.source, "on")
            self._voice(event.source, cut=False)
        elif isinstance(event, SourceSilent):
            self._camera(event.source, "silent")
            self._voice(event.source, cut=True)
        elif isinstance(event, SourceDown):
            self._camera(event.source, "off")
            self._voice(event.source, cut=True)

    def _tell_slots(self, event: SlotsMapped) -> None:
        self._tell(event.peer, "media.slots", {"slots": dict(event.slots)})

    def _tell(self, peer: PeerId, name: str, payload: Mapping[str, object]) -> None:
        tab = self._tabs.get(peer)
        if tab is not None:
            self._audience.whisper(tab.visitor, name, {"tab": tab.tab, **payload})

    def _speaking(self, event: Speaking) -> None:
        """Tell each tab who of those it hears is speaking, by the table in force; one that heard nobody
        before, and hears nobody now, is told nothing.
        """
        self.on_speaking(event.levels)
        table, now = self._told or WantTable(), self._host.clock.now()
        stages = spoken(self._host.hub.state, table.groups)
        self._stale = self._voices.hear(event.levels, stages, now) or self._stale
        loud = {circle: event.levels.keys() & heard for circle, heard in table.groups.items()}
        for peer in list(self._tabs):
            circles = table.peers[peer].audio if peer in table.peers else ()
            near = {each: event.levels[each] / LOUDEST for name in circles for each in loud.get(name, ())}
            if near or self._levels.get(peer):
                self._levels[peer] = near
                self._tell_levels(peer)

    def _tell_levels(self, peer: PeerId) -> None:
        self._tell(peer, "media.speaking", {"sources": self._levels.get(peer, {})})

    def _gone(self, event: PeerGone) -> None:
        self._mapped.pop(event.peer, None)
        self._levels.pop(event.peer, None)
        stage = camera_stage(event.peer)
        if stage is not None:
            if event.reason != "left":
                self._report(stage, None, "off")
        elif event.reason != "left":
            tab = self._tabs.pop(event.peer, None)
            if tab is not None:
                self._lost(tab, "line")
        self._stale = True

    def _backend_lost(self) -> None:
        """Another worker starts: every tab asks anew, cameras send a new offer by themselves."""
        tabs, self._tabs, self._mapped, self._levels = self._tabs, {}, {}, {}
        for tab in tabs.values():
            self._lost(tab, "worker")
        for stage in list(self._host.hub.state.live.stages):
            self._report(stage, None, "off")
        for source in list(self._host.hub.state.live.devices):
            self._command(c.ReportDevice(source, "off"))
        self._stale = True

    def _camera(self, source: SourceId, status: e.SourceStatus) -> None:
        """A stage's camera is known by its picture; its sound alone says nothing of it."""
        peer, _, device = source.rpartition("/")
        stage = camera_stage(peer)
        if stage is not None and device == "cam":
            self._report(stage, None if status == "off" else source, status)
        elif VisitorId(peer) in self._host.hub.state.durable.boxes.boxes:
            self._command(c.ReportDevice(source, status))

    def _voice(self, source: SourceId, *, cut: bool) -> None:
        """The line of an interpreter is cut, or stands again."""
        peer, _, device = source.rpartition("/")
        if device == "mic" and VisitorId(peer) in self._host.hub.state.durable.interpreting.desks:
            self._command(c.ReportVoice(VisitorId(peer), cut))

    def _report(self, stage: RoomId, source: SourceId | None, status: e.SourceStatus) -> None:
        self._command(c.ReportSource(stage, source, status))

    def _command(self, command: c.Command) -> None:
        self._host.submit(SYSTEM_ACTOR, new_id(), command, lambda answer: None)

    # -- cameras ---------------------------------------------------------------------------------

    async def ingest(self, stage: RoomId, offer: str) -> str:
        """Take a WHIP offer for a stage; the answer. A second one replaces the first, viewers stay mapped.

        What a present camera is said to be stays as it is: its replacement is no interruption, and an offer
        that is refused does not end it.

        :raises MediaRefused: 400 unreadable, 406 cannot be carried, 503 no media worker.
        """
        is_first = not self._has_camera(stage)
        if is_first:
            self._report(stage, camera_of(stage), "silent")
            self._backend.want(self._table())
        try:
            return await self._backend.ingest(camera_peer(stage), offer)
        except MediaRefused:
            if is_first:
                self._report(stage, None, "off")
            raise

    async def end_camera(self, stage: RoomId) -> None:
        """End the camera of a stage: it said goodbye, or its key counts no more.

        Reported first: the next camera may come while the media plane still lets go of this one.
        """
        self._report(stage, None, "off")
        await self._forget(camera_peer(stage))
