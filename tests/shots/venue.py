"""Every scene of the venue screen in a projector's size, and a window's page."""

import time
from collections.abc import AsyncGenerator
from contextlib import AsyncExitStack, asynccontextmanager
from datetime import UTC, datetime
from typing import Any
from zoneinfo import ZoneInfo

from tests.server.model import Model
from tests.server.test_polls import opened
from tests.server.test_slides import brought
from tests.tools.browsers import People
from tests.tools.pdf import pdf
from tests.visitor import Visitor

from .boxes import AT, paired
from .camera import Camera
from .house import House

SCENES = ("now", "queue", "poll", "faces", "map")
MOVED_MS = 1500
"""The map has glided to where it looks."""
TALK = {
    "title": "Wie Bürgerbeteiligung online und im Saal zusammenfindet",
    "speakers": "Henrike Probe\nRavi Probe",
}
NEXT = {"title": "Werkstatt: Ideen für den Markt", "speakers": "Kwame Probe"}
QUESTION = "Was braucht der Markt zuerst?"
POLL: dict[str, Any] = {
    "question": QUESTION,
    "kind": "single", "most": 1, "anonymous": True, "results": "live",
    "options": ["Mehr Bäume und Schatten", "Bänke mit Lehne", "Einen Trinkbrunnen", "Ruhige Ecken"],
}  # fmt: skip
SAID = "Wir beginnen mit den Fragen aus dem Saal und von zu Hause."


async def walk_through(camera: Camera, house: House) -> None:
    """All scenes in one language, that of a window last."""
    host, page = house.host, camera.page
    async with AsyncExitStack() as stack:
        await stack.enter_async_context(programme(host))
        await stack.enter_async_context(polled(host, house.people))
        await stack.enter_async_context(speaker(house))
        await page.goto(f"{house.url}/screen/hall")
        await scenes(camera, host)
    await slides(camera, host)
    async with paired(page, house, "Hallway", spot=AT):
        await page.locator(".hallway-faces").wait_for()
        await camera.take("window")


async def scenes(camera: Camera, host: Visitor) -> None:
    """Each scene that a host may choose; then what comes by itself: captions, slides, a pinned question."""
    page = camera.page
    for scene in SCENES:
        await host.do("stage.scene", stage="hall", scene=scene)
        await page.locator(".venue-queue").first.wait_for()
        await page.wait_for_timeout(MOVED_MS)
        await camera.take(f"screen-{scene}")
    await host.do("stage.scene", stage="hall", scene="now")
    await page.goto(f"{page.url.partition('?')[0]}?captions=de")
    await page.locator(".venue-now").wait_for()
    await host.do("caption.captioner", stage="hall", visitor=host.id, language="de")
    await host.do("caption.say", stage="hall", language="de", body=SAID)
    await page.locator(".caption-line").wait_for()
    await camera.take("screen-captions")
    await host.do("stage.scene", stage="hall", scene="auto")
    question = next(each for each in Model.of(host).state["queues"]["hall"]["entries"] if each["body"])
    await host.do("stage.pin", entry=question["entry"])
    await page.locator(".venue-pinned").wait_for()
    await camera.take("screen-pinned")
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
    poll = await opened(host, **POLL)
    for at, person in enumerate(people):
        await person.do("poll.vote", poll=poll, picks=[(0, 0, 1, 0, 2, 1)[at % 6]])
    try:
        yield
    finally:
        await host.do("poll.close", poll=poll)
        await host.do("poll.remove", poll=poll)


@asynccontextmanager
async def speaker(house: House) -> AsyncGenerator[None]:
    """Somebody on the stage from afar, with microphone and camera."""
    people = People(house.browsers.browser)
    page = await people.page(f"{house.url}{house.path.replace('/#', '/?at=hall#')}")
    await page.get_by_label("Your name").fill("Sofie Beispiel")
    await page.get_by_role("button", name="Enter", exact=True).click()
    await page.locator(".stage-picture").first.wait_for()
    yield
    await people.close()


async def slides(camera: Camera, host: Visitor) -> None:
    """Slides take the screen by themselves, once no poll is open."""
    for poll in Model.of(host).state["polls"]["hall"]:
        if poll["state"] == "open":
            await host.do("poll.close", poll=poll["poll"])
    deck = await brought(host, ("Vortrag.pdf", pdf(12)), pages="12")
    await host.do("stage.turn", stage="hall", deck=deck, page=2)
    await camera.page.locator(".venue-slides canvas").wait_for()
    await camera.page.wait_for_timeout(MOVED_MS)
    await camera.take("screen-slides")
    await host.do("stage.deck_remove", deck=deck)
