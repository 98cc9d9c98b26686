"""A media worker of its own, and real Chromium pages that hear and see through it."""

import contextlib
import tempfile
from collections.abc import AsyncGenerator
from pathlib import Path
from typing import Any, TypeVar

from aiohttp import web
from playwright.async_api import Browser, Page, async_playwright

from media.backend import Event, PeerWant, WantTable, WorkerBackend, WorkerSettings
from rooms.ids import PeerId, source_of
from tests.tools import programs
from tests.tools.browsers import launch_chromium
from tests.until import until

E = TypeVar("E", bound=Event)
PAGE = Path(__file__).with_name("studio.html")
FIREFOX_PREFERENCES: dict[str, str | float | bool] = {
    "media.navigator.streams.fake": True,
    "media.navigator.permission.disabled": True,
    "media.peerconnection.ice.obfuscate_host_addresses": False,
    "media.autoplay.default": 0,
    "media.autoplay.blocking_policy": 0,
}


class Visitor:
    """One page with one peer connection."""

    def __init__(self, studio: "Studio", page: Page, name: str) -> None:
        self.studio = studio
        self.page = page
        self.id = PeerId(name)
        self.mic = source_of(self.id, "mic")
        self.cam = source_of(self.id, "cam")

    async def join(self, tone: int = 0, colour: str = "", port: int = 0, **options: Any) -> None:
        """Take the worker's offer, answer it and wait until media can flow;
        `port` is a relay to go through."""
        own = {
            "tone": tone,
            "colour": colour,
            **{k: options.pop(k) for k in ("width", "height") if k in options},
        }
        offer = self.through(port, await self.studio.backend.join(self.id, **options))
        answer = await self.page.evaluate("([offer, own]) => join(offer, own)", [offer, own])
        await self.studio.backend.accept(self.id, answer)
        await self.page.evaluate("connected(pc)")

    async def ingest(self, tone: int, colour: str, codec: str, port: int = 0) -> None:
        """Send by WHIP's offer and answer; `port` is a relay to go through."""
        own = {"tone": tone, "colour": colour, "codec": codec}
        answer = await self.studio.backend.ingest(self.id, await self.page.evaluate("own => whip(own)", own))
        await self.page.evaluate("sdp => answered(sdp)", self.through(port, answer))

    def through(self, port: int, sdp: str) -> str:
        """The description with the worker's port replaced by a relay's, if there is one."""
        return sdp.replace(f" {self.studio.backend.port} ", f" {port} ") if port else sdp

    async def sees(self, mid: str, colour: str | None, within: float = 8.0) -> None:
        """Wait until a slot shows that colour (None: no moving picture)."""

        async def shown() -> bool:
            return await self.page.evaluate("mid => sight(mid)", mid) == colour

        await until(shown, f"{self.id} sees {colour} in {mid}", within)

    async def hears(self, mid: str, tone: int, within: float = 8.0) -> None:
        """Wait until a slot sounds at that frequency (0: silence)."""

        async def sounds() -> bool:
            return abs(await self.page.evaluate("mid => pitch(mid)", mid) - tone) < 30

        await until(sounds, f"{self.id} hears {tone} Hz in {mid}", within)

    async def packets(self) -> dict[str, int]:
        """Packets received so far in each slot, by getStats."""
        return await self.page.evaluate("packets()")


class Studio:
    """Backend, browser and the events that came."""

    def __init__(self, folder: Path, browser: Browser | None, url: str, addresses: tuple[str, ...]) -> None:
        self.folder = folder
        self.browser = browser
        self.url = url
        self.events: list[Event] = []
        self.settings = WorkerSettings(folder / "media.sock", 0, addresses)
        self.backend = WorkerBackend(self.settings, self.events.append)

    async def page(self, name: str) -> Visitor:
        """A fresh page."""
        assert self.browser
        page = await self.browser.new_page()
        await page.goto(self.url)
        return Visitor(self, page, name)

    def want(self, hears: dict[str, list[Visitor]], *, sees: bool = True, muted: str = "") -> None:
        """Everybody named hears (and sees) the others listed for it; all may send but the muted one."""
        everybody = {v.id for others in hears.values() for v in others} | set(map(PeerId, hears))
        groups = {f"g-{name}": tuple(v.mic for v in others) for name, others in hears.items()}
        peers = {
            peer: PeerWant(
                audio=(f"g-{peer}",) if peer in hears else (),
                video=tuple(v.cam for v in hears.get(peer, [])) if sees else (),
                allow=() if peer == muted else ("mic", "cam"),
            )
            for peer in everybody
        }
        self.backend.want(WantTable(groups, peers))

    def of(self, kind: type[E]) -> list[E]:
        """Events of one kind so far."""
        return [event for event in self.events if isinstance(event, kind)]

    async def event(self, wanted: Event, within: float = 8.0) -> None:
        """Wait for exactly this event."""
        await until(lambda: wanted in self.events, f"{wanted}", within)


@contextlib.asynccontextmanager
async def served_page() -> AsyncGenerator[str, None]:
    """Serve the test page on loopback, which browsers count as secure."""
    app = web.Application()

    async def page(_: web.Request) -> web.StreamResponse:
        return web.FileResponse(PAGE)

    app.router.add_get("/", page)
    runner = web.AppRunner(app)
    await runner.setup()
    site = web.TCPSite(runner, "127.0.0.1", 0)
    await site.start()
    try:
        yield f"http://127.0.0.1:{runner.addresses[0][1]}/"
    finally:
        await runner.cleanup()


@contextlib.asynccontextmanager
async def chromium() -> AsyncGenerator[Browser, None]:
    """A headless Chromium with fake devices."""
    async with async_playwright() as playwright:
        browser = await launch_chromium(playwright, "--autoplay-policy=no-user-gesture-required")
        try:
            yield browser
        finally:
            await browser.close()


@contextlib.asynccontextmanager
async def firefox() -> AsyncGenerator[Page, None]:
    """A page in headless Firefox ESR; it takes part in media only by an address that is not loopback."""
    async with async_playwright() as playwright:
        browser = await playwright.firefox.launch(
            channel="moz-firefox", executable_path=programs.firefox(), firefox_user_prefs=FIREFOX_PREFERENCES
        )
        try:
            context = await browser.new_context(
                color_scheme="null", reduced_motion="null", forced_colors="null", contrast="null"
            )
            yield await context.new_page()
        finally:
            await browser.close()


@contextlib.asynccontextmanager
async def studio(
    *, browser: bool = True, addresses: tuple[str, ...] = ("127.0.0.1",)
) -> AsyncGenerator[Studio, None]:
    """A running worker, with a browser or without."""
    async with contextlib.AsyncExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory()))
        url = await stack.enter_async_context(served_page()) if browser else ""
        shown = await stack.enter_async_context(chromium()) if browser else None
        made = Studio(folder, shown, url, addresses)
        await made.backend.start()
        stack.push_async_callback(lambda: made.backend.close())
        yield made
