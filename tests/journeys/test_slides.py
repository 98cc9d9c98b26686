"""Slides: a speaker brings a PDF, then pictures, and turns them; who watches sees their very pixels."""

import asyncio
from io import BytesIO
from pathlib import Path

from PIL import Image
from playwright.async_api import Browser, FilePayload, expect

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
PICTURE = """async () => {
  const picture = document.querySelector(".slide img");
  if (!picture?.complete || !picture.naturalWidth) return null;
  const { naturalWidth, naturalHeight } = picture;
  const canvas = new OffscreenCanvas(naturalWidth, naturalHeight);
  const context = canvas.getContext("2d");
  context.drawImage(picture, 0, 0);
  const colour = [...context.getImageData(naturalWidth >> 1, naturalHeight >> 1, 1, 1).data.slice(0, 3)];
  const bytes = new Uint8Array(await (await fetch(picture.src)).arrayBuffer());
  const says = new TextDecoder("latin1").decode(bytes).includes("Beispielplatz");
  return [naturalWidth, naturalHeight, ...colour, says];
}"""
"""Size and colour of the picture that is shown, and whether its file still says where it was taken."""
PICTURES = (("1", "PNG", (204, 26, 26)), ("2", "JPEG", (26, 153, 51)), ("10", "WEBP", (26, 51, 204)))
"""Names, forms and colours, in the order in which they are to be shown."""
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


def picture(name: str, form: str, colour: tuple[int, int, int]) -> FilePayload:
    """A picture in one colour that says, beside its pixels, where it was taken."""
    exif, file = Image.Exif(), BytesIO()
    exif[0x010E] = "Beispielplatz"
    Image.new("RGB", (640, 360), colour).save(file, form, exif=exif)
    assert b"Beispielplatz" in file.getvalue()
    form = form.lower()
    return FilePayload(name=f"{name}.{form}", mimeType=f"image/{form}", buffer=file.getvalue())


async def sees_picture(person: Guest, colour: tuple[int, int, int]) -> None:
    """Wait until the picture of this colour is on the screen, as large as it was and without its place."""

    async def is_there() -> bool:
        found = await person.page.evaluate(PICTURE)
        if found is None or any(abs(a - b) > 6 for a, b in zip(found[2:5], colour, strict=True)):
            return False
        assert (found[:2], found[5]) == ([640, 360], False)
        return True

    await until(is_there, f"{person.name} sees the picture of {colour}")


async def bring_pictures(lena: Guest, *others: Guest) -> None:
    """PNG, JPEG and WebP chosen at once are one deck in the order of their numbers."""
    files = await asyncio.to_thread(lambda: [picture(*each) for each in reversed(PICTURES)])
    await lena.page.locator("input[type=file]").set_input_files(files)
    await lena.button("„1“ zeigen").click()
    for _name, _form, colour in PICTURES:
        await asyncio.gather(*(sees_picture(each, colour) for each in others))
        await lena.page.locator(".presenter .btn.primary").press("ArrowRight")
    assert await axe.serious(others[0].page) == []
    await lena.button("Nicht mehr zeigen").click()


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
        await bring_pictures(lena, watcher, late)
        await expect(watcher.page.locator(".slide")).to_have_count(0)
