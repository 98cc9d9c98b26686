"""Captions: whoever watches reads what a captioner writes, in the chosen language, and takes it home."""

from pathlib import Path

from playwright.async_api import Browser, expect

from tests.server.small_hub import claimed
from tests.tools import axe
from tests.visitor import visitor

from .journey import guest, visiting

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


async def test_a_watcher_reads_the_chosen_language_and_a_reload_keeps_choice_and_line(
    media_chromium: Browser, tmp_path: Path
) -> None:
    async with visiting(media_chromium, tmp_path, media=True) as (hub, people):
        watcher = await guest(people, f"{hub.url}/stage/hall", "Guest")
        await watcher.button("Watch and listen").click()
        async with visitor(hub.url, "Host") as host:
            await claimed(host)
            for language, body in (("en", "Welcome"), ("de", "Will")):
                await host.do("caption.say", stage="hall", language=language, body=body, final=body != "Will")
            await host.do("caption.say", stage="hall", language="de", body="Willkommen <hier> & dort")
        line = watcher.page.locator(".caption-line")
        await expect(line).to_have_count(0)
        await watcher.button("Captions: off").click()
        await watcher.page.get_by_role("menuitemradio", name="German").click()
        await expect(line).to_have_text("Willkommen <hier> & dort")
        await expect(line).to_have_attribute("lang", "de")
        assert await axe.serious(watcher.page) == []
        assert await watcher.page.evaluate(CUES) == ["Willkommen <hier> & dort"]
        await watcher.page.reload()
        await watcher.button("Watch and listen").click()
        await expect(line).to_have_text("Willkommen <hier> & dort")
        await expect(watcher.button("Captions: German")).to_be_visible()
