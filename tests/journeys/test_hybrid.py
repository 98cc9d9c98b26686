"""A hybrid event, whole: hall and remote people share polls, queue and sound, through a cut and a crash.

Five browsers: the hall's venue box, its projector, a phone in it, a moderator and a remote participant.
"""

import asyncio
import re
from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest
from playwright.async_api import Browser, Page, expect

from tests.media.relay import Relay, relay
from tests.running import HubProcess, hub_process
from tests.tools import axe
from tests.tools.browsers import watched
from tests.tools.programs import free_port

from .journey import Guest, guest, until
from .test_box import paired
from .test_cameras import RED, row, sees_large
from .test_hall import ON, ask_and_rise, phone, plan, screen
from .test_polls import vote, write
from .test_stage import free_udp_port, through

HALL, AFAR = TONES = (440, 1200)
"""What the microphones of the box and of the remote participant send, in hertz."""
FILMING = """
// The hall is all red, so that its picture is told from a person's.
const ask = navigator.mediaDevices?.getUserMedia;
if (ask) navigator.mediaDevices.getUserMedia = async ({ audio, video }) => {
  const heard = audio ? (await ask({ audio })).getAudioTracks() : [];
  const canvas = Object.assign(document.createElement("canvas"), { width: 160, height: 90 });
  const picture = canvas.getContext("2d");
  setInterval(() => {
    picture.fillStyle = "RED";
    picture.fillRect(0, 0, 160, 90);
  }, 200);
  return new MediaStream([...heard, ...(video ? canvas.captureStream(5).getVideoTracks() : [])]);
};
""".replace("RED", RED)
MOVES = """() => {
  const [face] = document.querySelectorAll("video[aria-label='Camera of Ada']");
  const before = window.seenAt ?? 0;
  window.seenAt = face?.currentTime ?? 0;
  return before > 0 && window.seenAt > before;
}"""

SAID = "Welcome to the hall and to everybody elsewhere"
RECORDINGS = "fetch('/api/stages/hall/recordings').then(r => r.json()).then(all => all.recordings)"
PLAYS = """async () => {
  const video = document.querySelector(".kept-player");
  if (!video || video.readyState < 2 || !video.currentTime) return null;
  const tracks = [...video.textTracks];
  for (const track of tracks) if (track.mode === "disabled") track.mode = "hidden";
  const said = (kind) => tracks
    .filter((track) => track.kind === kind)
    .flatMap((track) => [...(track.cues ?? [])].map((cue) => cue.getCueAsHTML().textContent));
  return { width: video.videoWidth, captions: said("captions"), chapters: said("chapters") };
}"""
"""What the browser's own player finds in a recording, once it plays."""
TRANSCRIPT = """async () => {
  const [kept] = (await (await fetch("/api/stages/hall/recordings")).json()).recordings;
  const texts = kept.parts.map(async ({ file }) => {
    const query = new URLSearchParams({ file, language: kept.languages[0] });
    return (await fetch(`/api/recordings/${kept.recording}/captions.vtt?${query}`)).text();
  });
  return (await Promise.all(texts)).join("");
}"""


@dataclass
class Event:
    """Everybody who takes part."""

    hub: HubProcess
    box: Guest
    wall: Page
    lena: Guest
    """In the hall, with a phone."""
    ada: Guest
    """Remote."""
    amara: Guest
    """The moderator."""
    network: Relay


@asynccontextmanager
async def event(browser: Browser, data: Path) -> AsyncGenerator[Event]:
    """A hub as ``make run`` starts it, and everybody at their places."""
    media = free_udp_port()
    started = hub_process(data, free_port(), FOYER_MEDIA="true", FOYER_MEDIA_PORT=str(media))
    async with started as hub, watched(browser) as people, relay(media) as network:
        for expected in ("WebSocket connection", "ERR_CONNECTION", "ERR_INTERNET", "404", "503"):
            people.expect(expected)
        script = through(media, network) + FILMING
        box = await guest(people, f"{hub.url}/box", "Box", tone=HALL, script=script)
        amara = await paired(box, people, hub.url)
        wall, lena = await asyncio.gather(screen(people, hub.url, "?captions=en"), phone(people, hub.url))
        ada = await (await guest(people, f"{hub.url}/?at=hall", "Ada", tone=AFAR)).enter()
        await amara.page.goto(f"{hub.url}/?at=hall")
        await amara.enter("Enter as a list")
        await amara.page.keyboard.press("h")
        yield Event(hub, box, wall, lena, ada, amara, network)


async def welcome(event: Event) -> None:
    """Who speaks in the hall is heard and seen afar; the hall hears neither itself nor who only listens."""
    await asyncio.gather(
        event.ada.hears_tones(HALL, of=TONES),
        sees_large(event.ada, "red"),
        event.box.hears_tones(of=TONES),
    )


async def one_poll(event: Event) -> None:
    """Hall and remote people vote in the same poll, and the projector shows both."""
    await event.amara.page.get_by_role("tab", name="Polls").click()
    await write(event.amara)
    await event.lena.page.get_by_role("tab", name="Polls").click()
    await event.ada.button("Questions").click()
    await event.ada.page.get_by_role("tab", name="Polls").click()
    await asyncio.gather(vote(event.lena, "Trees"), vote(event.ada, "Benches"))
    await expect(event.wall.get_by_text("50 %")).to_have_count(2)
    await event.lena.button("Clap").click()
    await expect(event.ada.page.locator(".float").first).to_be_attached()


async def one_queue(event: Event) -> None:
    """A question from the hall and a hand from afar stand in one list; the hand gets the floor."""
    await event.lena.page.get_by_role("tab", name="Raised hands").click()
    await ask_and_rise(event.lena)
    await event.ada.page.get_by_role("tab", name="Raised hands").click()
    await event.ada.button("Raise hand").click()
    await event.amara.page.get_by_role("tab", name="Raised hands").click()
    await expect(event.amara.button("Moderate: Hand of Ada")).to_be_visible()
    await nothing_of_ada(event)
    await moderate(event, "Give the floor")
    await event.ada.sees("It is your turn.")

    await set_up(event.amara, "Venue screen")
    await event.amara.page.get_by_label("What it shows").select_option("Faces of the people online")
    await event.amara.button("Done").click()

    async def is_seen() -> bool:
        return all([await each.evaluate(MOVES) for each in (event.wall, event.box.page)])

    await until(is_seen, "Ada's face moves on the wall and on the box")


async def nothing_of_ada(event: Event) -> None:
    """The hall neither hears nor sees her."""
    await event.box.hears_tones(of=TONES)
    for page in (event.wall, event.box.page):
        await expect(page.get_by_label("Camera of Ada")).to_have_count(0)


async def moderate(event: Event, act: str) -> None:
    """The moderator does something about Ada's hand."""
    await event.amara.button("Moderate: Hand of Ada").click()
    await event.amara.page.get_by_role("menuitem", name=act).click()


async def one_sound(event: Event) -> None:
    """Who speaks from afar is heard in the hall, the hall afar, and nobody hears themselves."""
    await asyncio.gather(
        event.box.hears_tones(AFAR, of=TONES),
        event.ada.hears_tones(HALL, of=TONES),
        event.amara.hears_tones(HALL, AFAR, of=TONES),
    )


async def record(event: Event) -> None:
    """The moderator starts a recording: hall and phone see it; who is on the stage says yes."""
    await set_up(event.amara, "Recordings")
    await event.amara.button("Start recording").click()
    for person in (event.amara, event.ada):
        await person.button("Yes, record me").click()
    await event.amara.button("Done").click()
    for page in (event.wall, event.lena.page, event.box.page):
        await expect(page.locator(".recording").first).to_be_visible()


async def write_along(event: Event) -> None:
    """What is said is written, and so in the transcript."""
    await event.amara.page.get_by_role("tab", name="Captions").click()
    await event.amara.page.get_by_label("What is being said").fill(SAID)
    await event.amara.page.keyboard.press("Enter")
    await event.lena.button("Captions: off").click()
    await event.lena.page.get_by_role("menuitemradio", name="English").click()
    for page in (event.wall, event.lena.page):
        await expect(page.locator(".caption-line")).to_contain_text(SAID)


async def switch(event: Event) -> None:
    """The moderator shows the remote speaker large in place of the hall, and the hall again."""
    await event.amara.button("More").click()
    await event.amara.page.get_by_role("menuitem", name="Hosts' desk").click()
    await event.amara.page.get_by_role("tab", name="Venue boxes").click()
    picture = event.amara.page.get_by_label("Large picture of the stage")
    for shown, colour in (("Ada", "green"), ("Left of the stage", "red")):
        await picture.select_option(shown)
        await asyncio.gather(*(sees_large(each, colour) for each in (event.amara, event.ada)))
        for each in (event.amara, event.ada):
            await expect(each.page.locator(".stage-picture")).to_contain_text(shown)


async def keep(event: Event) -> None:
    """The recording is stopped: it plays, with what was written and the programme's chapters beside it."""
    await set_up(event.amara, "Recordings")
    await event.amara.button("Stop recording").click()

    async def is_kept() -> bool:
        (kept,) = await event.amara.page.evaluate(RECORDINGS)
        return kept["stopped_at"] is not None and any(each["length"] > 3000 for each in kept["parts"])

    await until(is_kept, "a part of the recording of more than three seconds")
    assert SAID in await event.amara.page.evaluate(TRANSCRIPT)
    await event.amara.page.get_by_role("button", name="Watch the part from").first.click()

    async def plays() -> bool:
        found = await event.amara.page.evaluate(PLAYS)
        if not found or found["width"] == 0:
            return False
        return SAID in found["captions"] and ON in found["chapters"]

    await until(plays, "a recording with captions and chapters")
    assert await axe.serious(event.amara.page) == []


async def set_up(amara: Guest, item: str) -> None:
    """Something of the stage's own menu."""
    await amara.page.get_by_role("tab", name="Raised hands").click()
    await amara.button("Set up the stage").click()
    await amara.page.get_by_role("menuitem", name=item).click()


async def lose(event: Event) -> None:
    """A network that loses a fifth of the box's pictures: the desk says so, and how it is all right again."""
    box = row(event.amara, "Left of the stage")
    for lost, told in ((20, "Loss [1-9]"), (0, "Loss 0 %")):
        event.network.drop = lost
        await expect(box).to_contain_text(re.compile(told))


async def cut(event: Event) -> None:
    """The box's network is gone, for its socket and its sound; afterwards it is heard again, by itself."""
    event.network.cut = True
    await event.box.page.context.set_offline(True)
    await asyncio.gather(
        event.ada.hears_tones(of=TONES),
        expect(row(event.amara, "Left of the stage")).to_contain_text("connection lost"),
    )
    event.network.cut = False
    await event.box.page.context.set_offline(False)
    await expect(row(event.amara, "Left of the stage")).not_to_contain_text("connection lost")
    await event.amara.page.keyboard.press("Escape")
    await one_sound(event)


async def floor_is_taken_back(event: Event) -> None:
    """Ada has spoken: the hall does not hear her any more, and she goes on hearing the hall."""
    await event.amara.page.get_by_role("tab", name="Raised hands").click()
    await moderate(event, "Done, lower the hand")
    await asyncio.gather(nothing_of_ada(event), event.ada.hears_tones(HALL, of=TONES))


async def crash(event: Event) -> None:
    """The hub dies and comes back: nobody asks again, votes again, or loses the floor."""
    await event.hub.kill()
    await event.ada.sees("Reconnecting")
    await event.hub.start()
    await expect(event.ada.page.get_by_text("Reconnecting")).to_have_count(0)
    await event.ada.sees("It is your turn.")
    await one_sound(event)


@pytest.mark.timeout(240)
async def test_hall_and_remote_people_are_one_event_through_a_cut_and_a_crash(
    media_chromium: Browser, tmp_path: Path
) -> None:
    async with event(media_chromium, tmp_path) as all_:
        await welcome(all_)
        await one_poll(all_)
        await one_queue(all_)
        await one_sound(all_)
        await plan(all_.amara)
        await record(all_)
        await write_along(all_)
        await switch(all_)
        await lose(all_)
        await cut(all_)
        await crash(all_)
        await floor_is_taken_back(all_)
        await keep(all_)
