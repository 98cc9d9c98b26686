"""The composition root: every object of a running hub is made here, and handed on by argument.

``running(settings)`` is the one way to a hub: the command line and the tests use it alike.
"""

import asyncio
import gc
from collections.abc import AsyncGenerator, Awaitable, Callable
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import structlog
from aiohttp import web

from media.backend import MediaRefused, WorkerBackend, WorkerSettings, folder_beside
from rooms.commands import ImportSessions
from rooms.events import AvatarPlaced
from rooms.hub import SYSTEM_ACTOR, Hub
from server import __version__
from server.auth.adminlink import AdminLinks, admin_address, first_link
from server.auth.sessions import DAY_MS, Sessions, stored
from server.auth.tickets import Tickets
from server.batch import Told
from server.clock import HubClock, new_id
from server.content.pack import Pack, load_pack
from server.effects.ballots import Ballots
from server.effects.breakouts import BreakoutEffects
from server.effects.files import FileEffects
from server.effects.media import MediaEffects
from server.effects.minors import MinorsEffects
from server.effects.people import PeopleEffects, Reason
from server.effects.recordings import RecordingEffects
from server.effects.records import Limits
from server.failing import fatal, stop
from server.host import Host, attempt
from server.http import (
    board,
    captions,
    health,
    history,
    hosts,
    invites,
    minors,
    pages,
    polls,
    programme,
    reports,
    visit,
)
from server.http.assets import Assets
from server.http.boxes import add_boxes
from server.http.breakouts import routes as breakout_routes
from server.http.door import add_door
from server.http.files import routes as file_routes
from server.http.guard import guarded
from server.http.insecure import furnish, leading_app
from server.http.keys import Services
from server.http.middleware import own_requests, secure
from server.http.planning import routes as planning_routes
from server.http.recordings import routes as recording_routes
from server.http.slides import routes as slide_routes
from server.http.static import add_files
from server.http.whip import SDP_MOST, add_whip
from server.live.audience import Audience
from server.live.fanout import FanOut
from server.live.gateway import Gateway
from server.live.link import make_server
from server.live.notes import NotesLane
from server.notes.documents import Documents
from server.settings import Settings
from server.sites import Sites, open_sites
from server.snapshots import Snapshots
from server.starting import StartError
from server.store.filerows import MB, Room
from server.store.files import FileStore
from server.store.folder import make_folder
from server.store.journal import JournalThread
from server.store.migrate import migrate
from server.store.recovery import Recorded, owner, places, recover
from server.texts import load_texts
from server.ticker import Ticker

log = structlog.get_logger()

Publish = Callable[[list[Recorded | Told]], None]

WEB = Path(__file__).resolve().parent.parent / "web"


@dataclass(slots=True)
class Running:
    """A running hub: its sites, and what tests and the command line look at."""

    settings: Settings
    sites: Sites
    host: Host
    pack: Pack
    admin: AdminLinks
    app: web.Application
    documents: Documents

    @property
    def url(self) -> str:
        """The address on loopback."""
        return self.sites.local

    @property
    def admin_url(self) -> str | None:
        """The link of the first administrator; None once there is one."""
        return admin_address(self.settings, self.url, self.admin.token) if self.admin.token else None


@asynccontextmanager
async def running(settings: Settings) -> AsyncGenerator[Running]:
    """A hub from its files to its sockets; everything is ended in reverse order."""
    async with AsyncExitStack() as stack:
        pack = await asyncio.to_thread(load_pack, settings.pack)
        host, sessions = await _host(settings, pack, stack)
        files = await _files(settings, host, stack)
        sites = await open_sites(settings, stack)
        texts = await asyncio.to_thread(load_texts, WEB / "locale", pack.languages[0])
        sio = make_server(sites.origins.allows)
        audience, fanout = Audience(host, new_id()), FanOut(host.hub.state)
        tickets = Tickets()
        gateway = Gateway(sio, host, tickets, audience, fanout, texts)
        documents = Documents(host, settings.notes_days * DAY_MS)
        stack.push_async_callback(documents.settled)
        notes = NotesLane(sio, gateway, audience, documents)
        people = PeopleEffects(host, audience, sessions, gateway.dismiss)
        media = await _media(settings, sites, host, audience, stack) if settings.media else None
        snapshots = Snapshots(host, host.committed)
        stack.push_async_callback(snapshots.settled)
        ballots = Ballots(snapshots)
        filing, touch = FileEffects(files), _touching(fanout)
        acting = [people.publish, touch, ballots.publish, filing.publish, notes.publish]
        breakouts = BreakoutEffects(host, audience)
        stack.push_async_callback(breakouts.settled)
        acting.append(breakouts.publish)
        guarding = MinorsEffects(host, audience, snapshots, documents)
        stack.push_async_callback(guarding.settled)
        acting.append(guarding.publish)
        recordings = _recordings(settings, host, files)
        stack.push_async_callback(recordings.settled)
        acting.append(recordings.publish)
        if media is not None:
            media.on_recorded = recordings.on_event
            media.on_speaking = breakouts.heard
            acting.append(media.publish)
        host.on_out = _publishing(audience, acting)
        await _first_programme(host, pack)
        ticker = Ticker(host, fanout, snapshots, sessions, settings.message_days)
        ticker.after_sweep = _expiring(files, documents, recordings)
        ticker.connected = lambda: audience.by_visitor.keys()
        if media is not None:
            ticker.after_step = media.after_step
        ticker.after_due = recordings.after_tick
        recordings.look()
        await snapshots.look()
        durable = host.hub.state.durable
        admin = await host.read(lambda db: first_link(db, durable, settings.admin_token))
        joins, requests = Services.buckets()
        services = Services(
            settings, pack, host, audience, snapshots, files, sessions, tickets, admin, sites.origins,
            sites.secure, texts, Assets(WEB / "dist"), media, documents, joins, requests,
        )  # fmt: skip
        app = _application(services, sio, settings)
        await stack.enter_async_context(_duties(ticker, snapshots, host))
        await sites.serve(app, leading_app(services, WEB / "templates"), stack)
        await stack.enter_async_context(_farewell(gateway, audience, sio))
        gc.freeze()
        log.info("hub.up", version=__version__, hub=pack.id, seq=host.committed, url=sites.local)
        yield Running(settings, sites, host, pack, admin, app, documents)


def _touching(fanout: FanOut) -> Publish:
    """Who is set down somewhere is sent anew to those who see them."""

    def touch(out: list[Recorded | Told]) -> None:
        for item in out:
            if isinstance(item.event, AvatarPlaced):
                fanout.touch(item.event.visitor)

    return touch


def _publishing(audience: Audience, acting: list[Publish]) -> Publish:
    """What was committed goes to the people first, then to each effect; one that fails takes nothing from the
    others.
    """

    def publish(out: list[Recorded | Told]) -> None:
        audience.publish(out)
        for act in acting:
            for item in out:
                attempt(act, [item])

    return publish


def _expiring(
    files: FileStore, documents: Documents, recordings: RecordingEffects
) -> Callable[[int], Awaitable[None]]:
    """What goes with the rows that the retention job has deleted."""

    async def after_sweep(now: int) -> None:
        await files.expire(now)
        await documents.expire(now)
        await recordings.expire(now)

    return after_sweep


async def _host(settings: Settings, pack: Pack, stack: AsyncExitStack) -> tuple[Host, Sessions]:
    """The hub read back from its file, with everybody who was here standing where they stood."""
    make_folder(settings.data)
    path = settings.file
    await asyncio.to_thread(migrate, path)
    journal = JournalThread(path, asyncio.get_running_loop())
    journal.on_failure = stop
    stack.callback(journal.close)
    whose = await journal.run(owner)
    if whose not in (None, pack.id):
        raise StartError("start.other_hub", file=path.name, found=str(whose), wanted=pack.id)
    rules = pack.rules()
    began = asyncio.get_running_loop().time()
    found = await journal.run(lambda db: recover(db, rules))
    took = round((asyncio.get_running_loop().time() - began) * 1000)
    log.info("hub.read", snapshot=found.snapshot, replayed=found.durable.seq - found.snapshot, ms=took)
    clock = HubClock(found.last_at)
    host = Host(Hub(rules), pack.id, clock, journal, settings.message_days * 24 * 3600 * 1000)
    host.adopt(found)
    spots = await journal.run(lambda db: places(db, host.hub.state.durable, rules))
    host.hub.restore(spots, clock.now())
    sessions = Sessions(pack.id, settings.visit_days)
    sessions.load(await journal.run(stored))
    return host, sessions


def _recordings(settings: Settings, host: Host, files: FileStore) -> RecordingEffects:
    """Who takes finished recordings in: those of the media worker, and what one before left."""
    folder = folder_beside(settings.data / "media.sock")
    return RecordingEffects(host, files, folder, settings.recording_days, settings.recording_hours)


async def _files(settings: Settings, host: Host, stack: AsyncExitStack) -> FileStore:
    """The files of the hub, swept of what a crash left."""
    room = Room(settings.file_most_mb * MB, settings.files_most_mb * MB)
    store = FileStore(settings.data / "files", host.hub_id, host.journal, host.clock.now, room)
    await store.open()
    stack.push_async_callback(store.settled)
    return store


async def _first_programme(host: Host, pack: Pack) -> None:
    """A hub that never was takes its pack's programme over; later ones are the hosts' business."""
    if pack.programme and host.hub.state.durable.seq == 0:
        await host.ask(SYSTEM_ACTOR, new_id(), ImportSessions(pack.programme))


async def _media(
    settings: Settings, sites: Sites, host: Host, audience: Audience, stack: AsyncExitStack
) -> MediaEffects:
    """The media worker: started, or taken over from the hub before us; ended with the hub."""
    announced = (settings.media_address,) if settings.media_address else ()
    worker = WorkerSettings(
        settings.data / "media.sock", settings.media_port, ("127.0.0.1", *sites.addresses), announced
    )
    backend = WorkerBackend(worker, lambda event: effects.on_event(event))
    backend.on_failure = fatal
    limits = Limits(settings.recording_most_mb * MB, settings.recording_spare_mb * MB)
    effects = MediaEffects(host, audience, backend, limits)
    try:
        await backend.start()
    except MediaRefused as refused:
        raise StartError("start.media", reason=refused.reason, port=settings.media_port) from refused
    effects.adopt(backend.adopted)
    stack.push_async_callback(backend.close)
    return effects


def _application(services: Services, sio: Any, settings: Settings) -> web.Application:
    app = web.Application(middlewares=[secure, own_requests, guarded], client_max_size=SDP_MOST)
    furnish(app, services, WEB / "templates")
    sio.attach(app)
    for table in (
        pages.routes,
        pages.routes_legal,
        visit.routes,
        hosts.routes,
        invites.routes,
        minors.routes,
        history.routes,
        reports.routes,
        polls.routes,
        board.routes,
        captions.routes,
        file_routes,
        recording_routes,
        slide_routes,
        health.routes,
        programme.routes,
        planning_routes,
        breakout_routes,
    ):
        app.add_routes(table)
    add_whip(app)
    add_boxes(app)
    add_door(app)
    add_files(app, "/static", services.assets.folder, immutable=True)
    add_files(app, "/pack", services.pack.root, only=("floors", "tiles"))
    return app


@asynccontextmanager
async def _duties(ticker: Ticker, snapshots: Snapshots, host: Host) -> AsyncGenerator[None]:
    """The clock loops; at the end the last places and a snapshot are written, so that a start is quick."""
    loop = asyncio.get_running_loop()
    tasks = [loop.create_task(work()) for work in (ticker.run, ticker.snapshots, ticker.retention)]
    tasks[0].add_done_callback(fatal)
    try:
        yield
    finally:
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
        ticker.store_places()
        if not host.refusing:
            await snapshots.take()
        await host.settled()


@asynccontextmanager
async def _farewell(gateway: Gateway, audience: Audience, sio: Any) -> AsyncGenerator[None]:
    """At the end nobody is let in any more, and everybody learns why the line closes."""
    try:
        yield
    finally:
        gateway.closing = True
        audience.shout("hub.closing", {"reason": Reason.RESTARTING})
        await asyncio.sleep(0.1)
        for connection in list(audience.connections.values()):
            await sio.disconnect(connection.sid)
        await sio.shutdown()
