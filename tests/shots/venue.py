"""The pages of the real house: every scene of the venue screen in a projector's size, a window's page, the
phone of somebody in the hall.
"""

import time
from collections.abc import AsyncGenerator
from contextlib import AsyncExitStack, asynccontextmanager
from datetime import UTC, datetime
from zoneinfo import ZoneInfo

from playwright.async_api import Browser, Page

from server.app import Running
from tests.server.model import Model
from tests.server.test_slides import brought
from tests.tools.browsers import People
from tests.tools.pdf import pdf
from tests.visitor import Visitor

from .boxes import boxes, paired
from .screens import FOLDER

PROJECTOR = (1920, 1080)
SCENES = ("now", "queue", "poll", "faces", "map")
MOVED_MS = 1500
"""The map has glided to where it looks."""
AT = {"floor": "plaza", "x": 1545, "y": 1150}
"""In the middle of a conversation."""
TALK = {
    "title": "Wie Bürgerbeteiligung online und im Saal zusammenfindet",
    "speakers": "Henrike Probe\nRavi Probe",
}
NEXT = {"title": "Werkstatt: Ideen für den Markt", "speakers": "Kwame Probe"}
POLL = {
    "question": "Was braucht der Markt zuerst?",
    "kind": "single", "most": 1, "anonymous": True, "results": "live",
    "options": ["Mehr Bäume und Schatten", "Bänke mit Lehne", "Einen Trinkbrunnen", "Ruhige Ecken"],
}  # fmt: skip
SAID = "Wir beginnen mit den Fragen aus dem Saal und von zu Hause."


async def venue(browser: Browser, hub: Running, people: list[Visitor], path: str, locale: str) -> None:
    """All scenes in one language, a phone in the hall, all pages of boxes, that of a window last."""
    host, pages = people[-1], People(browser)
    width, height = PROJECTOR
    context = await pages.person(locale=locale, width=width, height=height, calm=True)
    page = await context.new_page()
    async with AsyncExitStack() as stack:
        await stack.enter_async_context(programme(host))
        await stack.enter_async_context(polled(host, people))
        await speaker(pages, hub, path)
        await page.goto(f"{hub.url}/screen/hall")
        await scenes(page, host, locale[:2])
        await phone(pages, hub, locale)
    await slides(page, host, locale[:2])
    await boxes(pages, hub, host, locale)
    async with paired(page, hub, host, "Hallway", spot=AT):
        await page.locator(".hallway-faces").wait_for()
        await page.screenshot(path=FOLDER / f"window-projector-{locale[:2]}.png")
    await pages.close()


async def scenes(page: Page, host: Visitor, language: str) -> None:
    """Each scene that a host may choose; then what comes by itself: captions, slides, a pinned question."""
    for scene in SCENES:
        await host.do("stage.scene", stage="hall", scene=scene)
        await page.locator(".venue-queue").first.wait_for()
        await page.wait_for_timeout(MOVED_MS)
        await page.screenshot(path=FOLDER / f"screen-{scene}-projector-{language}.png")
    await host.do("stage.scene", stage="hall", scene="now")
    await page.goto(f"{page.url.partition('?')[0]}?captions=de")
    await page.locator(".venue-now").wait_for()
    await host.do("caption.captioner", stage="hall", visitor=host.id, language="de")
    await host.do("caption.say", stage="hall", language="de", body=SAID)
    await page.locator(".caption-line").wait_for()
    await page.screenshot(path=FOLDER / f"screen-captions-projector-{language}.png")
    await host.do("stage.scene", stage="hall", scene="auto")
    question = next(each for each in Model.of(host).state["queues"]["hall"]["entries"] if each["body"])
    await host.do("stage.pin", entry=question["entry"])
    await page.locator(".venue-pinned").wait_for()
    await page.screenshot(path=FOLDER / f"screen-pinned-projector-{language}.png")
    await host.do("stage.unpin", entry=question["entry"])


@asynccontextmanager
async def programme(host: Visitor) -> AsyncGenerator[None]:
    """A talk that has run for twenty minutes, and what follows it."""
    zone, now = ZoneInfo("Europe/Berlin"), time.time()

    def clock(minutes: int) -> str:
        return datetime.fromtimestamp(now + 60 * minutes, UTC).astimezone(zone).strftime("%Y-%m-%dT%H:%M")

    made: list[str] = []
    for what, start, end in ((TALK, -20, 25), (NEXT, 40, 100)):
        session = {**what, "room": "hall", "start": clock(start), "end": clock(end)}
        made.append((await host.post("/api/sessions", session))["session"])
    try:
        yield
    finally:
        for each in made:
            await host.do("session.remove", session=each)


@asynccontextmanager
async def polled(host: Visitor, people: list[Visitor]) -> AsyncGenerator[None]:
    """A poll in which most have voted."""
    await host.do("poll.draft", stage="hall", spec=POLL)
    poll = [each for each in Model.of(host).state["polls"]["hall"] if each["state"] == "draft"][-1]["poll"]
    await host.do("poll.open", poll=poll, seconds=None)
    for at, person in enumerate(people):
        await person.do("poll.vote", poll=poll, picks=[(0, 0, 1, 0, 2, 1)[at % 6]])
    try:
        yield
    finally:
        await host.do("poll.close", poll=poll)
        await host.do("poll.remove", poll=poll)


async def speaker(people: People, hub: Running, path: str) -> None:
    """Somebody on the stage from afar, with microphone and camera."""
    page = await people.page(f"{hub.url}{path.replace('/#', '/?at=hall#')}")
    await page.get_by_label("Your name").fill("Sofie Beispiel")
    await page.get_by_role("button", name="Enter", exact=True).click()
    await page.locator(".stage-picture").first.wait_for()


async def phone(people: People, hub: Running, locale: str) -> None:
    """The page of somebody in the hall: the list, the poll before and after the vote."""
    context = await people.person(locale=locale, width=390, height=844, touch=True)
    page, language = await context.new_page(), locale[:2]
    await page.goto(f"{hub.url}/hall/hall")
    await page.locator(".phone-door button").click()
    await page.locator(".queue-verbs").wait_for()
    await page.locator("[role=tab][id*=polls]").click()
    await page.locator(".ballot input").first.wait_for()
    await page.screenshot(path=FOLDER / f"seat-poll-phone-{language}.png")
    await page.locator("[role=tabpanel] label").first.click()
    await page.locator("[role=tabpanel] .btn.primary").first.click()
    await page.locator(".share-bar").first.wait_for()
    await page.screenshot(path=FOLDER / f"seat-voted-phone-{language}.png", full_page=True)
    await page.close()


async def slides(page: Page, host: Visitor, language: str) -> None:
    """Slides take the screen by themselves."""
    deck = await brought(host, ("Vortrag.pdf", pdf(12)), pages="12")
    await host.do("stage.turn", stage="hall", deck=deck, page=2)
    await page.locator(".venue-slides canvas").wait_for()
    await page.wait_for_timeout(MOVED_MS)
    await page.screenshot(path=FOLDER / f"screen-slides-projector-{language}.png")
    await host.do("stage.deck_remove", deck=deck)
