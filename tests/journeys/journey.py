"""One person with one browser, in the words of a visit: come in, go, write, hear and see."""

import asyncio
import re
from collections.abc import AsyncGenerator, Awaitable, Callable, Collection
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from playwright.async_api import Browser, BrowserContext, Locator, Page, expect

from rooms.model.live import Avatar
from server.app import Running
from tests.running import running_hub
from tests.tools.browsers import People, watched
from tests.visitor import Visitor, visitor

PATIENCE_MS = 30_000
"""How long anything is waited for: two cores are shared by many pages that encode and decode, and by two
journeys at a time. No journey asserts how fast something is.
"""
expect.set_options(timeout=PATIENCE_MS)

PROBE = """
// Small pictures and plain sound in large pieces, since all people share two cores; and a count of what is
// negotiated.
const PLAIN = { echoCancellation: false, noiseSuppression: false, autoGainControl: false };
const Context = AudioContext;
window.AudioContext = class extends Context {
  constructor(options) { super({ ...options, latencyHint: 0.1 }); }
};
window.connections = [];
window.negotiated = 0;
const take = navigator.mediaDevices?.getUserMedia.bind(navigator.mediaDevices);
if (take) navigator.mediaDevices.getUserMedia = async (wanted) => {
  const stream = await take({
    audio: wanted.audio && { ...wanted.audio, ...PLAIN },
    video: wanted.video && { ...wanted.video, width: 320, height: 180, frameRate: 5 },
  });
  const given = window.tone && wanted.audio ? toned(stream) : stream;
  window.given.push(given);
  return given;
};
// All that was asked of the devices, and which of them are open now, by kind.
window.given = [];
window.live = () => Object.fromEntries(window.given.flatMap((stream) => stream.getTracks())
  .filter((track) => track.readyState === "live")
  .map((track) => [track.kind, track.getSettings().deviceId ?? ""]));
// A voice to be told from others: one steady tone instead of the fake microphone's beeps.
function toned(stream) {
  const context = new AudioContext();
  const voice = new OscillatorNode(context, { frequency: window.tone });
  const out = new MediaStreamAudioDestinationNode(context);
  voice.connect(out);
  voice.start();
  return new MediaStream([...out.stream.getAudioTracks(), ...stream.getVideoTracks()]);
}
// The screen that was shared last, to be ended as the browser's own button does.
const show = navigator.mediaDevices?.getDisplayMedia.bind(navigator.mediaDevices);
if (show) navigator.mediaDevices.getDisplayMedia = async (wanted) => {
  const stream = await show({ ...wanted, video: { width: 640, height: 360, frameRate: 5 } });
  [window.shared] = stream.getTracks();
  return stream;
};
const Real = RTCPeerConnection;
window.RTCPeerConnection = class extends Real {
  constructor(...options) { super(...options); window.connections.push(this); }
  setLocalDescription(...given) { window.negotiated += 1; return super.setLocalDescription(...given); }
  setRemoteDescription(...given) { window.negotiated += 1; return super.setRemoteDescription(...given); }
};
// What the loudspeaker gets: everything that reaches the destination of any audio context that runs.
const heard = [];
const running = () => heard.filter(({ context }) => context.state === "running");
const samples = new Float32Array(32768);
const spectrum = new Float32Array(16384);
window.sides = () => [0, 1].map((side) => Math.max(0, ...running().map(({ ears }) => {
  ears[side].getFloatTimeDomainData(samples);
  return samples.reduce((most, each) => Math.max(most, Math.abs(each)), 0);
})));
window.loudness = (pitch) => Math.max(-1000, ...running().map(({ ears, context }) => {
  ears[0].getFloatFrequencyData(spectrum);
  const bin = Math.round((pitch * 32768) / context.sampleRate);
  return Math.max(...spectrum.subarray(bin - 2, bin + 3));
}));
const connect = AudioNode.prototype.connect;
AudioNode.prototype.connect = function (to, ...more) {
  if (to instanceof AudioDestinationNode && this instanceof GainNode) {
    const halves = new ChannelSplitterNode(this.context, { numberOfOutputs: 2 });
    connect.call(this, halves);
    const ears = [0, 1].map((side) => {
      const ear = new AnalyserNode(this.context, { fftSize: 32768, smoothingTimeConstant: 0 });
      connect.call(halves, ear, side);
      return ear;
    });
    heard.push({ ears, context: this.context });
  }
  return connect.call(this, to, ...more);
};
"""
RECEIVED = """async () => {
  const sum = { audio: 0, frames: 0, sent: 0 };
  for (const connection of window.connections.filter((each) => each.connectionState === "connected"))
    for (const entry of (await connection.getStats()).values()) {
      if (entry.type === "inbound-rtp" && entry.kind === "audio") sum.audio += entry.packetsReceived;
      if (entry.type === "inbound-rtp" && entry.kind === "video") sum.frames += entry.framesDecoded;
      if (entry.type === "outbound-rtp") sum.sent += entry.packetsSent;
    }
  return sum;
}"""
COLOURS = """() => {
  const canvas = document.querySelector("canvas");
  const { data } = canvas.getContext("2d").getImageData(0, 0, canvas.width, canvas.height);
  const found = new Set();
  for (let at = 0; at < data.length; at += 4 * 97)
    found.add((data[at] << 16) | (data[at + 1] << 8) | data[at + 2]);
  return found.size;
}"""
ARRIVED = re.compile(r"[1-9]\d* (here|hier)")
"""Counted in: the hub has told its state."""

TONE_DB = -50
"""Decibels below full scale from which on a tone counts as heard; voices of the tests are at about -10."""
AUDIBLE = 0.05
"""Share of full scale from which on the loudspeaker counts as sounding."""


@dataclass(slots=True)
class Guest:
    """A person and the page they look at."""

    page: Page
    name: str
    id: str = ""

    async def enter(self, door: str = "Enter") -> "Guest":
        """Go through the join page: name, and one of its doors."""
        await self.page.get_by_label("Your name").fill(self.name)
        await self.page.get_by_role("button", name=door, exact=True).click()
        await expect(self.page.locator(".place-card").first).to_contain_text(ARRIVED)
        self.id = await self.page.evaluate("fetch('/api/me').then(r => r.json()).then(me => me.visitor.id)")
        return self

    async def go(self, name: str) -> None:
        """Find a person or a place, and go there."""
        await self.page.keyboard.press("Control+k")
        await self.page.get_by_label("Place or person").fill(name)
        await self.page.keyboard.press("Enter")

    def button(self, name: str) -> Locator:
        """The button of exactly this name."""
        return self.page.get_by_role("button", name=name, exact=True)

    def words(self, text: str) -> Locator:
        """The first place where this text stands."""
        return self.page.get_by_text(text).first

    async def sees(self, *texts: str) -> None:
        """Wait until each text is on the page."""
        for text in texts:
            await expect(self.words(text)).to_be_visible()

    async def sees_map(self) -> None:
        """Wait until the map is drawn: many colours instead of one."""

        async def is_drawn() -> bool:
            return await self.page.evaluate(COLOURS) > 50

        await until(is_drawn, "a map of many colours")

    async def says(self, text: str) -> None:
        """Write into the chat that is open."""
        await self.page.locator(".composer textarea").fill(text)
        await self.page.keyboard.press("Enter")

    async def received(self) -> dict[str, int]:
        """Packets of sound and decoded pictures so far, and packets sent."""
        return await self.page.evaluate(RECEIVED)

    async def hears(self, audible: bool = True) -> None:
        """Wait until the loudspeaker sounds, or is silent (a fake microphone beeps twice a second)."""

        async def sounds() -> bool:
            return (max(await self.sides()) > AUDIBLE) == audible

        await until(sounds, f"{self.name} hears {'somebody' if audible else 'nobody'}")

    async def hears_tones(self, *tones: int, of: Collection[int]) -> None:
        """Wait until of all these tones exactly those named come from the loudspeaker."""

        async def only() -> bool:
            levels = [await self.page.evaluate(f"window.loudness({each})") for each in of]
            return {tone for tone, level in zip(of, levels, strict=True) if level > TONE_DB} == set(tones)

        await until(only, f"{self.name} hears {tones} of {of}")

    async def sides(self) -> tuple[float, float]:
        """How loud it was lately, left and right, as share of full scale."""
        left, right = await self.page.evaluate("window.sides()")
        return left, right

    async def sees_pictures(self) -> None:
        """Wait until more pictures are decoded than were a moment ago."""
        before = (await self.received())["frames"]

        async def more() -> bool:
            return (await self.received())["frames"] > before + 1

        await until(more, f"{self.name} sees moving pictures")


async def until(
    condition: Callable[[], Awaitable[bool]], what: str, within: float = PATIENCE_MS / 1000
) -> None:
    """Look at a condition again and again until it holds.

    :raises AssertionError: it did not within that many seconds.
    """
    try:
        async with asyncio.timeout(within):
            while True:
                if await condition():
                    return
                await asyncio.sleep(0.05)
    except TimeoutError:
        raise AssertionError(f"not within {within} s: {what}") from None


async def guest(
    people: People, url: str, name: str, *, tone: int = 0, script: str = "", **more: Any
) -> Guest:
    """A new person before the join page; ``tone`` is what the microphone sends, in hertz."""
    context: BrowserContext = await people.person(**more)
    context.set_default_timeout(PATIENCE_MS)
    await context.add_init_script(f"window.tone = {tone};{PROBE}{script}")
    page = await context.new_page()
    await page.goto(url)
    return Guest(page, name)


@asynccontextmanager
async def visiting(browser: Browser, data: Path, **settings: Any) -> AsyncGenerator[tuple[Running, People]]:
    """A hub of its own and people whose pages must stay free of problems until they are closed."""
    async with running_hub(data, **settings) as hub, watched(browser) as people:
        yield hub, people


def body(hub: Running, person: Guest | Visitor) -> Avatar:
    """Somebody's avatar, as the hub knows it."""
    return next(each for key, each in hub.host.hub.state.live.avatars.items() if key == person.id)


def stands(hub: Running, person: Guest | Visitor) -> tuple[int, int]:
    """Where the hub says somebody is, in floor pixels."""
    avatar = body(hub, person)
    return avatar.x, avatar.y


@asynccontextmanager
async def line(url: str, person: Guest) -> AsyncGenerator[Visitor]:
    """A line of the same visitor beside the browser's, for steps to the pixel."""
    async with visitor(url) as own:
        own.http.headers["Cookie"] = "; ".join(
            f"{each.get('name')}={each.get('value')}" for each in await person.page.context.cookies()
        )
        own.id = person.id
        yield await own.connect()
