"""The devices of a hall at the desk: two cameras, a screen, how they are, a page that slept."""

import asyncio
import re
from functools import partial
from pathlib import Path

from playwright.async_api import Browser, Locator, expect

from server.app import Running
from server.http.keys import SERVICES
from tests.server.small_hub import hub_of
from tests.tools import axe, qr

from .journey import Guest, guest, until, visiting
from .test_box import added, code_of, paired

INSTRUMENT = 1500
"""What the second microphone of a device hears, in hertz."""
RED, GREEN, BLUE = "#c03020", "#209040", "#2040c0"
LONG_MS = 60_000
"""How long a device is gone for its hub: longer than the hub waits for anybody."""
# One person claps softly, a hundred loudly: looked for where it sounds, for a clap is short.
CLAPS = """async () => {
  for (const end = performance.now() + 10_000; performance.now() < end; ) {
    if (Math.max(...window.sides()) > 0.001) return true;
    await new Promise((go) => setTimeout(go, 100));
  }
  return false;
}"""
# Two cameras, each of one colour in which something moves, two microphones and loudspeakers, a battery, and a
# room in which the first microphone hears what sounds.
DEVICE = """
const cameras = { one: "COLOUR", two: "BLUE" };
const devices = ["videoinput", "audioinput", "audiooutput"].flatMap((kind) =>
  ["one", "two"].map((deviceId) => ({ kind, deviceId, label: deviceId })),
);
window.covered = false;
window.battery = { level: 1, charging: true };
navigator.getBattery = async () => window.battery;
// The device of the camera gives no pictures any more, or again, as a browser tells it.
window.stall = (muted) => Object.defineProperty(window.filmed, "muted", { value: muted, configurable: true });
const air = [];
// Somebody too loud stands before the microphone.
window.shout = () => {
  for (const each of air) {
    const voice = new OscillatorNode(each.context, { type: "square" });
    join.call(voice, each);
    voice.start();
    setTimeout(() => voice.stop(), 3000);
  }
};
const join = AudioNode.prototype.connect;
AudioNode.prototype.connect = function (to, ...more) {
  if (to instanceof AudioDestinationNode) for (const each of air) {
    const out = new MediaStreamAudioDestinationNode(this.context);
    join.call(this, out);
    join.call(new MediaStreamAudioSourceNode(each.context, { mediaStream: out.stream }), each);
  }
  return join.call(this, to, ...more);
};
// The second microphone stands beside an instrument.
function listening(id) {
  const ear = new MediaStreamAudioDestinationNode(new AudioContext());
  if (id === "one") air.push(ear);
  else {
    const tone = new OscillatorNode(ear.context, { frequency: INSTRUMENT });
    join.call(tone, ear);
    tone.start();
  }
  const [track] = ear.stream.getAudioTracks();
  track.getSettings = () => ({ deviceId: id });
  return [track];
}
// Through which loudspeakers it sounds.
const chosen = new Map();
AudioContext.prototype.setSinkId = async function (id) { chosen.set(this, id); };
window.loudspeakers = () => [...new Set(running().map(({ context }) => chosen.get(context) || "one"))];
function filming(id) {
  const canvas = Object.assign(document.createElement("canvas"), { width: 160, height: 90 });
  const picture = canvas.getContext("2d");
  let at = 0;
  setInterval(() => {
    picture.fillStyle = window.covered ? "black" : cameras[id];
    picture.fillRect(0, 0, 160, 90);
    picture.fillStyle = window.covered ? "black" : "white";
    picture.fillRect(at = (at + 16) % 160, 0, 16, 16);
  }, 200);
  [window.filmed] = canvas.captureStream(5).getVideoTracks();
  window.filmed.getSettings = () => ({ deviceId: id });
  return window.filmed;
}
const asked = ({ deviceId }) => deviceId?.exact ?? deviceId?.ideal ?? "one";
function give(media) {
  media.enumerateDevices = async () => devices;
  media.getUserMedia = async ({ audio, video }) =>
    new MediaStream([
      ...(audio ? listening(asked(audio)) : []),
      ...(video ? [filming(video.deviceId?.exact ?? "one")] : []),
    ]);
}
if (navigator.mediaDevices) give(navigator.mediaDevices);
""".replace("BLUE", BLUE).replace("INSTRUMENT", str(INSTRUMENT))
COLOUR_SEEN = """() => {
  const video = [...document.querySelectorAll("video")].sort((a, b) => b.clientWidth - a.clientWidth)[0];
  if (!video?.videoWidth) return "nothing";
  const canvas = Object.assign(document.createElement("canvas"), { width: 1, height: 1 });
  const context = canvas.getContext("2d");
  context.drawImage(video, video.videoWidth / 2, video.videoHeight * 0.8, 1, 1, 0, 0, 1, 1);
  const [red, green, blue] = context.getImageData(0, 0, 1, 1).data;
  const most = Math.max(red, green, blue);
  return most < 60 ? "black" : most === red ? "red" : most === green ? "green" : "blue";
}"""
MOVES = """() => [...document.querySelectorAll(".venue-faces video")].some((each) => each.currentTime > 0)"""


async def sees_large(person: Guest, colour: str) -> None:
    """Wait until the largest picture of the page is of this colour."""
    seen: list[str] = []

    async def is_so() -> bool:
        seen.append(await person.page.evaluate(COLOUR_SEEN))
        return seen[-1] == colour

    try:
        await until(is_so, f"{person.name} sees {colour} large")
    except AssertionError as error:
        error.add_note(f"seen instead: {list(dict.fromkeys(seen))}, at the end {seen[-1:]}")
        raise


def row(host: Guest, title: str) -> Locator:
    """A device in the desk."""
    return host.page.locator(".box-row").filter(has=host.page.get_by_role("heading", name=title, exact=True))


async def watched_over(host: Guest, box: Guest) -> None:
    """The desk says how the device is; a covered lens is told at once, and so is that it was uncovered; so
    are a camera that gives no more pictures, and a battery that runs out.
    """
    left = row(host, "Left of the stage")
    await expect(left.get_by_role("img", name=re.compile("Sound level [0-9]+ of 100"))).to_be_visible()
    await expect(left).to_contain_text(re.compile("Round trip [0-9]+ ms.*Loss 0 %"))
    for trouble, begin, end in (
        ("picture black", "window.covered = true", "window.covered = false"),
        ("picture frozen", "window.stall(true)", "window.stall(false)"),
        (
            "battery low",
            "Object.assign(battery, { level: 0.12, charging: false })",
            "battery.charging = true",
        ),
    ):
        await expect(left).not_to_contain_text(trouble)
        await box.page.evaluate(f"void ({begin})")
        await expect(left).to_contain_text(trouble)
        await box.sees(trouble)
        await box.page.evaluate(f"void ({end})")
        await expect(left).not_to_contain_text(trouble)
    await expect(left).to_contain_text("Battery 12 %")
    await box.page.evaluate("window.shout()")
    await expect(left).to_contain_text("too loud, clipping")
    await until(partial(echo_is_heard, left), "a test in which the microphone hears the loudspeaker")
    assert await axe.serious(box.page) == []


async def echo_is_heard(row: Locator) -> bool:
    """A host tests for echo; where the processor was busy with something else, one does it again."""
    await row.get_by_role("button", name="Echo test").click()
    for is_running in (True, False):
        await expect(row.get_by_text("Listening")).to_have_count(int(is_running))
    return "hears the loudspeaker after" in await row.inner_text()


async def directed(host: Guest, far: Guest) -> None:
    """Who runs the stage switches between two cameras of the hall, and everybody follows."""
    shown = host.page.get_by_label("Large picture of the stage")
    for title, colour in (("Right of the stage", "green"), ("Left of the stage", "red")):
        await shown.select_option(title)
        await sees_large(far, colour)


async def refocused(host: Guest, far: Guest) -> None:
    """From afar a host has a device film with its other camera, and with the first again."""
    which = row(host, "Left of the stage").get_by_label("Which camera")
    for at, (number, colour) in enumerate((("Number 2", "blue"), ("Number 1", "red"))):
        await which.select_option(number)
        await sees_large(far, colour)
        await expect(which).to_have_value(str(1 - at))


async def retuned(host: Guest, box: Guest, far: Guest) -> None:
    """From afar a host has a device listen with its other microphone, and with the first again; and sound
    through its other loudspeaker.
    """
    left = row(host, "Left of the stage")
    which = left.get_by_label("Which microphone")
    for number, tones in (("Number 2", (INSTRUMENT,)), ("Number 1", ())):
        await which.select_option(number)
        await far.hears_tones(*tones, of=(INSTRUMENT,))
    await left.get_by_label("Which loudspeaker").select_option("Number 2")
    await expect(left.get_by_label("Which loudspeaker")).to_have_value("1")
    assert await box.page.evaluate("window.loudspeakers()") == ["two"]


async def applauded(hub: Running, host: Guest, box: Guest, far: Guest) -> None:
    """Clapping from afar sounds in the hall where the host wants it, through the loudspeaker chosen there."""

    async def is_silent() -> bool:
        return max(await box.sides()) == 0

    async def is_wanted() -> bool:
        return "hall" in hub.host.hub.state.durable.applause

    await until(is_silent, "nothing sounds in the hall")
    await host.page.keyboard.press("h")
    await host.page.get_by_role("tab", name="Polls").click()
    await host.page.get_by_role("switch", name="Applause as sound").click()
    await until(is_wanted, "the hub knows that applause is wanted")
    sounds = asyncio.create_task(box.page.evaluate(CLAPS))
    await far.button("Clap").click()
    assert await sounds, "the loudspeaker of the hall claps"
    assert await box.page.evaluate("window.loudspeakers()") == ["two"]


async def muted(host: Guest, box: Guest) -> None:
    """A host switches the microphone of a device off: it says so itself, and has no level any more."""
    await row(host, "Left of the stage").get_by_role("switch", name="Microphone").click()
    await expect(box.page.get_by_role("switch", name="Microphone")).not_to_be_checked()
    await expect(
        row(host, "Left of the stage").get_by_role("img", name="Sound level 0 of 100")
    ).to_be_visible()


async def screened(host: Guest, box: Guest) -> None:
    """A device that films becomes a screen too, over a reload; it shows live who is there from afar."""
    right = row(host, "Right of the stage")
    await right.get_by_role("switch", name="Venue screen").click()
    await expect(box.page.locator(".venue-head")).to_be_visible()
    await box.page.reload()
    await expect(box.page.locator(".venue-head")).to_be_visible()
    await host.page.keyboard.press("Escape")
    await host.page.keyboard.press("m")
    await expect(host.button("Mic off")).to_be_visible()
    await host.go("Stage hall")

    async def is_live() -> bool:
        return await box.page.evaluate(MOVES)

    await until(is_live, "the face of the host moves on the screen")
    await host.sees("Seen in the hall")
    assert await axe.serious(box.page) == []
    assert await box.page.evaluate("window.negotiated") == 2, "one offer and its answer, whoever comes"


async def asleep(hub: Running, host: Guest, box: Guest, far: Guest) -> None:
    """A page that the browser froze, and whose line is cut for a minute meanwhile, is back by itself as it
    thaws.
    """
    life = await box.page.context.new_cdp_session(box.page)
    await life.send("Page.setWebLifecycleState", {"state": "frozen"})
    await box.page.context.set_offline(True)
    for visitor, lines in list(hub.app[SERVICES].audience.by_visitor.items()):
        if hub.host.hub.state.durable.visitors[visitor].name == "Left of the stage":
            lines[0].link.abort()
    await expect(row(host, "Left of the stage")).to_contain_text("connection lost")
    hub_of(hub).clock.add(LONG_MS)
    gone = row(host, "Left of the stage").locator(".chip").filter(has_text="not connected")
    await expect(gone).to_be_visible()
    await box.page.context.set_offline(False)
    await life.send("Page.setWebLifecycleState", {"state": "active"})
    await expect(gone).to_have_count(0)
    await sees_large(far, "red")


async def restarted(host: Guest, box: Guest, far: Guest) -> None:
    """A host has the page of a device start anew: it is back by itself, and the timeline tells of the cut."""
    async with box.page.expect_event("load"):
        await row(host, "Left of the stage").get_by_role("button", name="Restart its page").click()
    await sees_large(far, "red")
    await host.page.get_by_text("Cuts and returns").click()
    marks = host.page.locator("details ol")
    await expect(marks).to_contain_text("Left of the stage: cut")
    await expect(marks.get_by_role("listitem").first).to_contain_text("Left of the stage: there")


async def open_screen(hub: Running, far: Guest) -> None:
    """The page of the venue screen that anybody may open shows who is on the stage live, too."""
    await far.page.goto(f"{hub.url}/screen/hall")

    async def is_live() -> bool:
        return await far.page.evaluate(MOVES)

    await until(is_live, "the face of the host moves on the page")


async def scanned(host: Guest, box: Guest) -> None:
    """A host scans what a device shows: its link opens the desk, and the code stands there."""
    code = await code_of(box)
    link = qr.read(await box.page.get_by_role("img", name="QR code for hosts").screenshot())
    await host.page.goto("about:blank")
    await host.page.goto(link)
    await host.enter()
    await expect(host.page.get_by_label("Code")).to_have_value(code)
    assert await axe.serious(host.page) == []


async def test_two_cameras_of_a_hall_are_directed_watched_over_and_back_by_themselves(
    media_chromium: Browser, tmp_path: Path
) -> None:
    async with visiting(media_chromium, tmp_path, media=True) as (hub, people):
        people.expect("ERR_INTERNET")
        left = await guest(people, f"{hub.url}/box", "Left", script=DEVICE.replace("COLOUR", RED))
        right = await guest(people, f"{hub.url}/box", "Right", script=DEVICE.replace("COLOUR", GREEN))
        host = await paired(left, people, hub.url)
        await scanned(host, right)
        await added(host, right, "Right of the stage")
        far = await guest(people, f"{hub.url}/stage/hall", "Far")
        await far.button("Watch and listen").click()
        await sees_large(far, "red")
        await watched_over(host, left)
        await directed(host, far)
        await refocused(host, far)
        await retuned(host, left, far)
        await asleep(hub, host, left, far)
        await restarted(host, left, far)
        await muted(host, left)
        await screened(host, right)
        await applauded(hub, host, left, far)
        await open_screen(hub, far)
