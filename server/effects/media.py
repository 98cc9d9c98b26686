"""Media follows the hub: tabs that ask get a connection, and the media plane is told who hears whom, whole.

Level-triggered: any event that may matter marks the table as stale, and once a tick it is made anew from the
hub's state.
"""

import asyncio
from collections.abc import Callable, Coroutine, Iterable, Mapping
from typing import Any

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
from server.effects.tabs import Tabs
from server.effects.voices import Voices
from server.effects.wants import Tab, camera_stage, listeners, want_table
from server.host import Host
from server.live.audience import Audience
from server.store.recovery import Recorded

COUNTED_MS = 1000
"""How many listen to an interpreter is told so often at most."""
_BESIDE = e.MessagePosted | e.ChannelRead | e.BoxReported | e.ListenersCounted | e.HandoverAsked
"""Events that come often and change nothing of who hears whom."""


class MediaEffects:
    """Between the hub's events and the media plane."""

    def __init__(
        self, host: Host, audience: Audience, backend: MediaBackend, limits: Limits = UNLIMITED
    ) -> None:
        self._host = host
        self._backend = backend
        self._limits = limits
        self.on_recorded: Callable[[PartWritten | RecordingEnded], None] = lambda event: None
        self.on_speaking: Callable[[Mapping[SourceId, float]], None] = lambda levels: None
        self._tabs = Tabs(host, audience, backend, self._start, self._changed)
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
                self._tabs.adopt(peer)
        self._command(c.ReportStart(there))
        for box, use in durable.boxes.boxes.items():
            if PeerId(box) in self._tabs.now and use.cam:
                self._command(c.ReportDevice(source_of(box, "cam"), "on"))

    # -- from the hub ----------------------------------------------------------------------------

    def publish(self, out: list[Recorded | Told]) -> None:
        """Take what was committed; anything that may change who hears whom makes the table stale."""
        for item in out:
            event = item.event
            if isinstance(event, e.MediaJoined):
                self._tabs.ask(Tab(event.visitor, event.tab, event.stage, event.part), event.keep)
            elif isinstance(event, e.MediaAnswered):
                self._start(self._tabs.answer(event))
            elif isinstance(event, e.MediaLeft):
                self._tabs.leave_tab(event.visitor, event.tab)
            elif isinstance(event, e.VisitorLeft):
                self._tabs.leave(PeerId(event.visitor))
            elif isinstance(event, e.VisitorRemoved | e.VisitorBanned | e.VisitorErased):
                self._tabs.leave_all(event.visitor)
            elif isinstance(event, e.BoxRevoked):
                self._tabs.leave_all(event.box)
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
        return want_table(state, self._tabs.now, now, self._limits, self._voices.now)

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
        for stage, counts in listeners(state, self._tabs.now, table).items():
            if counts != state.live.interpreting.listeners.get(stage, {}):
                self._command(c.CountListeners(stage, counts))

    def _changed(self) -> None:
        self._stale = True

    def _start(self, work: Coroutine[Any, Any, None]) -> None:
        task = asyncio.get_running_loop().create_task(work)
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    # -- from the media plane --------------------------------------------------------------------

    def on_event(self, event: Event) -> None:
        """Take a report of the media plane."""
        if isinstance(event, SlotsMapped):
            self._tabs.mapped(event)
        elif isinstance(event, Speaking):
            self._speaking(event)
        elif isinstance(event, Quality):
            quality = {"rtt_ms": event.rtt_ms, "loss": event.loss, "bitrate": event.bitrate}
            self._tabs.tell(event.peer, "media.quality", quality)
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

    def _speaking(self, event: Speaking) -> None:
        """Tell who speaks, and let the pictures follow."""
        self.on_speaking(event.levels)
        table, now = self._told or WantTable(), self._host.clock.now()
        stages = spoken(self._host.hub.state, table.groups)
        self._stale = self._voices.hear(event.levels, stages, now) or self._stale
        self._tabs.speaking(table, event.levels)

    def _gone(self, event: PeerGone) -> None:
        self._tabs.gone(event)
        stage = camera_stage(event.peer)
        if stage is not None and event.reason != "left":
            self._report(stage, None, "off")
        self._stale = True

    def _backend_lost(self) -> None:
        """Another worker starts: every tab asks anew, cameras send a new offer by themselves."""
        self._tabs.end_all()
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
        await self._tabs.forget(camera_peer(stage))
