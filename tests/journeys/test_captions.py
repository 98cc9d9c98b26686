"""Captions: whoever watches reads what a captioner writes, in the chosen language, and takes it home."""

import asyncio
import re
from pathlib import Path

from playwright.async_api import Browser, expect

from tests.server.small_hub import claimed
from tests.tools import axe
from tests.visitor import visitor

from .journey import Guest, guest, visiting

CUES = """async () => {
  const video = document.createElement("video");
  const track = document.createElement("track");
  track.src = "/api/captions/hall.vtt?language=de";
  video.append(track);
  document.body.append(video);
  const loaded = new Promise((done, failed) => Object.assign(track, { onload: done, onerror: failed }));
  track.track.mode = "hidden";
  await loaded;
  const cues = [...track.track.cues].map((cue) => cue.getCueAsHTML().textContent);
  video.remove();
  return cues;
}"""
"""What the browser's own reader of WebVTT finds."""


FIELDS = ("Address", "Key (bearer token)")
"""What a program is given."""


async def write(person: Guest, body: str) -> None:
    """A whole line, by keyboard."""
    await person.page.get_by_label("What is being said").fill(body)
    await person.page.keyboard.press("Enter")


async def name_herself(amara: Guest) -> tuple[str, str]:
    """Amara goes into the hall, makes the program's key and names herself for German.

    Gives the address to which a program sends, and its key.
    """
    await amara.go("Stage hall")
    await amara.button("Questions").click()
    await amara.button("Set up the stage").click()
    await amara.page.get_by_role("menuitem", name="Key for a speech program").click()
    await amara.button("Make a new key").click()
    await expect(amara.page.get_by_label("Address")).to_have_value(re.compile("/api/captions/hall$"))
    engine = [await amara.page.get_by_label(each, exact=True).input_value() for each in FIELDS]
    assert await axe.serious(amara.page) == []
    await amara.page.keyboard.press("Escape")
    await amara.button("Set up the stage").click()
    await amara.page.get_by_role("menuitem", name="Captioners").click()
    await amara.page.get_by_label("Who writes").select_option("Amara")
    await amara.page.get_by_label("In which language").select_option("de")
    await amara.button("Name as captioner").click()
    await expect(amara.button("Amara writes no more")).to_be_visible()
    assert await axe.serious(amara.page) == []
    await amara.page.keyboard.press("Escape")
    await amara.page.get_by_role("tab", name="Captions").click()
    await expect(amara.page.get_by_label("Language you write in")).to_have_value("de")
    return engine[0], engine[1]


async def from_a_program(amara: Guest, address: str, key: str) -> None:
    """What a speech engine sends in English is read by who chose English, and by nobody else."""
    headers = {"Authorization": f"Bearer {key}"}
    said = {"language": "en", "body": "Welcome <here> & there", "final": True}
    answer = await amara.page.request.post(address, data=said, headers=headers)
    assert answer.ok, await answer.text()
    await amara.button("Captions: off").click()
    await amara.page.get_by_role("menuitemradio", name="English").click()
    await expect(amara.page.locator(".caption-line")).to_have_text("Welcome <here> & there")


async def take_home(watcher: Guest) -> None:
    """The transcript of a language is a file of its own."""
    await watcher.button("Captions: German").click()
    async with watcher.page.expect_download() as saved:
        await watcher.page.get_by_role("menuitem", name="Save what was said (German)").click()
    file = await saved.value
    text = await asyncio.to_thread((await file.path()).read_text, "utf-8")
    assert (file.suggested_filename, text[:6]) == ("hall-de.vtt", "WEBVTT")
    assert text.endswith("Willkommen &lt;hier&gt; &amp; dort\n")


async def test_a_watcher_reads_the_chosen_language_as_it_is_typed_mended_and_after_a_reload(
    media_chromium: Browser, tmp_path: Path
) -> None:
    async with visiting(media_chromium, tmp_path, media=True) as (hub, people):
        watcher = await guest(people, f"{hub.url}/stage/hall", "Guest")
        await watcher.button("Watch and listen").click()
        amara = await (await guest(people, hub.url, "Amara")).enter()
        async with visitor(hub.url, "Host") as host:
            await claimed(host)
            await host.do("role.grant", visitor=amara.id, role="moderator")
        engine = await name_herself(amara)
        await expect(watcher.page.get_by_role("tab", name="Captions")).to_have_count(0)
        line = watcher.page.locator(".caption-line")
        await watcher.button("Captions: off").click()
        await watcher.page.get_by_role("menuitemradio", name="German").click()
        await amara.page.get_by_label("What is being said").press_sequentially("Will")
        await expect(line).to_have_text("Will")
        await write(amara, "Willkomen <hier> & dort")
        await amara.button("Correct: Willkomen <hier> & dort").click()
        await amara.page.get_by_label("Corrected line").fill("Willkommen <hier> & dort")
        await amara.page.keyboard.press("Enter")
        await expect(line).to_have_text("Willkommen <hier> & dort")
        await expect(line).to_have_attribute("lang", "de")
        await from_a_program(amara, *engine)
        await expect(line).to_have_text("Willkommen <hier> & dort")
        assert await axe.serious(watcher.page) == []
        assert await axe.serious(amara.page) == []
        assert await watcher.page.evaluate(CUES) == ["Willkommen <hier> & dort"]
        await take_home(watcher)
        await watcher.page.reload()
        await watcher.button("Watch and listen").click()
        await expect(watcher.button("Captions: German")).to_be_visible()
        await write(amara, "Es geht weiter")
        await expect(line).to_have_text("Es geht weiter")
        await expect(line).to_be_hidden()
