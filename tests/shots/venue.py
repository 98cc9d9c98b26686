"""The pages of the real house: every scene of the venue screen in a projector's size, and a window's page."""

from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager

from playwright.async_api import Browser, Page

from server.app import Running
from tests.tools.browsers import People
from tests.visitor import Visitor

from .screens import FOLDER

PROJECTOR = (1920, 1080)
SCENES = ("now", "queue", "poll", "faces", "map")
MOVED_MS = 1500
"""The map has glided to where it looks."""
AT = {"floor": "plaza", "x": 1545, "y": 1150}
"""In the middle of a conversation."""


async def venue(browser: Browser, hub: Running, host: Visitor, locale: str) -> None:
    """All scenes in one language, and the page of a box that is a window into the hallway."""
    people = People(browser)
    width, height = PROJECTOR
    context = await people.person(locale=locale, width=width, height=height, calm=True)
    page = await context.new_page()
    await page.goto(f"{hub.url}/screen/hall")
    for scene in SCENES:
        await host.do("stage.scene", stage="hall", scene=scene)
        await page.locator(".venue-queue").first.wait_for()
        await page.wait_for_timeout(MOVED_MS)
        await page.screenshot(path=FOLDER / f"screen-{scene}-projector-{locale[:2]}.png")
    await host.do("stage.scene", stage="hall", scene="auto")
    async with window(page, hub, host):
        await page.screenshot(path=FOLDER / f"window-projector-{locale[:2]}.png")
    await people.close()


@asynccontextmanager
async def window(page: Page, hub: Running, host: Visitor) -> AsyncGenerator[None]:
    """The page becomes a box that stands among people on the market square, until it is ended."""
    await page.goto(f"{hub.url}/box")
    digits = await page.locator(".digits").inner_text()
    code = "".join(each for each in digits if each.isdigit())[-6:]
    box = await host.post("/api/boxes", {"code": code, "stage": "hall", "title": "Hallway", "spot": AT})
    await page.locator(".hallway-faces").wait_for()
    try:
        yield
    finally:
        await host.do("box.revoke", box=box["box"]["id"])
