"""Venue boxes: their pages with a code, at work, in trouble, as a screen, ended; and their desk."""

import re
from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager

from playwright.async_api import BrowserContext, Page
from yarl import URL

from server.app import Running
from tests.tools.browsers import People
from tests.visitor import Visitor

from .screens import DESK, FOLDER

SIZE = (1280, 800)
# Whoever opens no camera says what a browser says of one that another program holds.
BUSY = """if (navigator.mediaDevices) navigator.mediaDevices.getUserMedia = async () => {
  throw new DOMException("busy", "NotReadableError");
};"""
TITLES = {"de": ("Links der Bühne", "Balkon"), "en": ("Left of the stage", "Balcony")}
BOXES = re.compile("^(Venue boxes|Saalgeräte)$")


async def code_on(page: Page) -> str:
    """The six digits that a device shows."""
    digits = await page.locator(".digits").inner_text()
    return "".join(each for each in digits if each.isdigit())[-6:]


@asynccontextmanager
async def paired(page: Page, hub: Running, host: Visitor, title: str, **more: object) -> AsyncGenerator[str]:
    """The page is a box, until it is ended."""
    await page.goto(f"{hub.url}/box")
    shown = {"code": await code_on(page), "stage": "hall", "title": title}
    box: str = (await host.post("/api/boxes", {**shown, **more}))["box"]["id"]
    try:
        yield box
    finally:
        await host.do("box.revoke", box=box)


async def boxes(people: People, hub: Running, host: Visitor, locale: str) -> None:
    """All pages of a box, and the desk with two of them."""
    language = locale[:2]
    left, balcony = TITLES[language]
    one, other = [await _device(people, locale) for _ in range(2)]
    await other.add_init_script(BUSY)
    page, troubled = await one.new_page(), await other.new_page()
    await page.goto(f"{hub.url}/box")
    await page.locator(".digits").wait_for()
    await page.screenshot(path=FOLDER / f"box-code-desk-{language}.png")
    async with paired(page, hub, host, left) as box, paired(troubled, hub, host, balcony):
        await page.locator(".finder .chip").first.wait_for()
        await page.screenshot(path=FOLDER / f"box-works-desk-{language}.png")
        await troubled.locator(".finder .chip.danger").first.wait_for()
        await troubled.screenshot(path=FOLDER / f"box-trouble-desk-{language}.png")
        await desk(people, hub, host, locale)
        await host.do("box.use", box=box, mic=True, cam=True, speaker=True, screen=True)
        await page.locator(".venue-head").wait_for()
        await page.mouse.move(200, 200)
        await page.locator(".box-bar").wait_for()
        await page.screenshot(path=FOLDER / f"box-screen-desk-{language}.png")
    await page.locator(".box-code h2").wait_for()
    await page.screenshot(path=FOLDER / f"box-ended-desk-{language}.png")


async def _device(people: People, locale: str) -> BrowserContext:
    width, height = SIZE
    return await people.person(locale=locale, width=width, height=height, calm=True)


async def desk(people: People, hub: Running, host: Visitor, locale: str) -> None:
    """The devices at the hosts' desk, seen from a browser of the same host's."""
    context = await _device(people, locale)
    jar = host.http.cookie_jar.filter_cookies(URL(hub.url))
    await context.add_cookies(
        [{"name": key, "value": each.value, "url": hub.url} for key, each in jar.items()]
    )
    page = await context.new_page()
    await page.goto(hub.url)
    await page.locator(".who .other-doors button").last.click()
    await page.locator(".control[aria-haspopup=menu]").click()
    await page.get_by_role("menuitem", name=DESK).click()
    await page.get_by_role("tab", name=BOXES).click()
    await page.locator(".box-figures .box-level").first.wait_for()
    await page.screenshot(path=FOLDER / f"boxes-desk-{locale[:2]}.png")
    await page.locator(".box-row").first.scroll_into_view_if_needed()
    await page.locator(".box-row .verbs, .box-row .row").last.scroll_into_view_if_needed()
    await page.screenshot(path=FOLDER / f"boxes-below-desk-{locale[:2]}.png")
    await page.close()
