"""Slides: a speaker brings a PDF and turns it, and who watches sees its very pixels and its words."""

from pathlib import Path

from playwright.async_api import Browser, expect

from tests.server.small_hub import claimed
from tests.tools import axe
from tests.tools.pdf import COLOURS, pdf
from tests.visitor import visitor

from .journey import Guest, guest, until, visiting

PIXEL = """() => {
  const canvas = document.querySelector(".slide canvas");
  if (!canvas) return null;
  const at = [canvas.width >> 1, canvas.height >> 3, 1, 1];
  return [...canvas.getContext("2d").getImageData(...at).data.slice(0, 3)];
}"""
"""The colour of a point of the slide, above its words."""
REFUSED = "Diese Datei lässt sich nicht als PDF lesen."
SHARP = """() => {
  const { width, clientWidth } = document.querySelector(".slide canvas");
  return Math.abs(width - clientWidth * devicePixelRatio) <= 1;
}"""


async def sees_page(person: Guest, page: int) -> None:
    """Wait until the page's own colour is on the screen, and its words are there to be read out."""
    wanted = [round(part * 255) for part in COLOURS[(page - 1) % len(COLOURS)]]

    async def is_there() -> bool:
        found = await person.page.evaluate(PIXEL)
        return found is not None and all(abs(a - b) <= 3 for a, b in zip(found, wanted, strict=True))

    await until(is_there, f"{person.name} sees page {page}")
    await expect(person.page.locator(".slide .unseen").first).to_have_text(f"Page {page} of 12")


async def test_a_speakers_pdf_is_seen_page_by_page_and_what_is_none_is_refused_in_words(
    media_chromium: Browser, tmp_path: Path
) -> None:
    talk, notes = tmp_path / "Vortrag.pdf", tmp_path / "Notizen.pdf"
    talk.write_bytes(pdf(12))
    notes.write_text("Das ist kein PDF.")
    async with visiting(media_chromium, tmp_path / "data", media=True) as (hub, people):
        watcher = await guest(people, f"{hub.url}/stage/hall", "Guest")
        await watcher.button("Watch and listen").click()
        lena = await guest(people, f"{hub.url}/stage/hall", "Lena", locale="de-DE")
        await lena.button("Zuschauen und zuhören").click()
        await lena.page.get_by_role("tab").first.wait_for()
        lena.id = await lena.page.evaluate("fetch('/api/me').then(r => r.json()).then(me => me.visitor.id)")
        await expect(lena.page.get_by_role("tab", name="Folien")).to_have_count(0)
        async with visitor(hub.url, "Host") as host:
            await (await claimed(host)).do("role.grant", visitor=lena.id, role="speaker")
        await lena.page.get_by_role("tab", name="Folien").click()
        choose = lena.page.locator("input[type=file]")
        await choose.set_input_files(notes)
        await expect(lena.page.get_by_role("alert")).to_have_text(REFUSED)
        await choose.set_input_files(talk)
        await lena.button("„Vortrag“ zeigen").click()
        await sees_page(watcher, 1)
        assert await watcher.page.evaluate(SHARP)
        assert await axe.serious(lena.page) == []
        await lena.button("Nächste Seite").click()
        await sees_page(watcher, 2)
        await lena.page.locator(".presenter .btn.primary").press("ArrowRight")
        await lena.page.keyboard.press("ArrowRight")
        await sees_page(watcher, 4)
        await lena.page.locator("body").press("PageUp")
        await sees_page(watcher, 3)
        await lena.page.get_by_label("Seite", exact=True).fill("12")
        await lena.page.keyboard.press("Enter")
        await sees_page(watcher, 12)
        late = await guest(people, f"{hub.url}/screen/hall", "Venue screen")
        await sees_page(late, 12)
        assert await axe.serious(watcher.page) == []
        await lena.button("Nicht mehr zeigen").click()
        await expect(watcher.page.locator(".slide")).to_have_count(0)
