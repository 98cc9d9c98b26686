"""Venue boxes: their pages with a code, at work, in trouble, as a screen, ended; and their desk."""

from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager

from playwright.async_api import Page

from .camera import Camera
from .entrance import close, more
from .house import House
from .words import named

# Whoever opens no camera says what a browser says of one that another program holds.
BUSY = """if (navigator.mediaDevices) navigator.mediaDevices.getUserMedia = async () => {
  throw new DOMException("busy", "NotReadableError");
};"""
TITLES = {"de": ("Links der Bühne", "Balkon"), "en": ("Left of the stage", "Balcony")}
AT = {"floor": "plaza", "x": 1545, "y": 1150}
"""In the middle of a conversation."""


async def code_on(page: Page) -> str:
    """The six digits that a device shows."""
    digits = await page.locator(".digits").inner_text()
    return "".join(each for each in digits if each.isdigit())[-6:]


@asynccontextmanager
async def paired(page: Page, house: House, title: str, **more: object) -> AsyncGenerator[str]:
    """The page is a box, until it is ended."""
    await page.goto(f"{house.url}/box")
    shown = {"code": await code_on(page), "stage": "hall", "title": title}
    box: str = (await house.host.post("/api/boxes", {**shown, **more}))["box"]["id"]
    try:
        yield box
    finally:
        await house.host.do("box.revoke", box=box)


async def walk_through(camera: Camera, house: House) -> None:
    """All pages of a box, and the desk with two of them."""
    left, balcony = TITLES[camera.label.split("-")[1]]
    one, other = await house.again(camera, calm=True), await house.again(camera, script=BUSY, calm=True)
    await one.page.goto(f"{house.url}/box")
    await one.page.locator(".digits").wait_for()
    await one.take("box-code")
    async with paired(one.page, house, left) as box, paired(other.page, house, balcony) as window:
        await one.page.locator(".finder .chip").first.wait_for()
        await one.take("box-works")
        await other.page.locator(".finder .chip.danger").first.wait_for()
        await other.take("box-trouble")
        await desk(camera, house, window)
        await house.host.do("box.use", box=box, mic=True, cam=True, speaker=True, screen=True)
        await one.page.locator(".venue-head").wait_for()
        await one.page.mouse.move(200, 200)
        await one.page.locator(".box-bar").wait_for()
        await one.take("box-screen")
    await one.page.locator(".box-code h2").wait_for()
    await one.take("box-ended")
    await one.page.close()
    await other.page.close()


async def desk(camera: Camera, house: House, window: str) -> None:
    """The devices at the hosts' desk, seen from a browser of the same host's; one becomes a window."""
    seen = await house.again(camera, calm=True)
    page = seen.page
    await house.as_host(page)
    await page.goto(house.url)
    await seen.enter()
    await more(seen, "Hosts' desk …")
    await page.get_by_role("tab", name=named("Venue boxes")).click()
    await page.locator(".box-figures .box-level").first.wait_for()
    await seen.take("boxes")
    await page.locator(".box-row .verbs, .box-row .row").last.scroll_into_view_if_needed()
    await seen.take("boxes-below")
    await house.host.do("box.place", box=window, spot=AT)
    placing = page.locator("details[open]")
    await placing.wait_for()
    await placing.scroll_into_view_if_needed()
    await seen.take("boxes-window")
    await close(seen)
    await page.close()
