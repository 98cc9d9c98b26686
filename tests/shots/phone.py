"""The page of somebody who sits in the hall, from the QR code to the way out."""

from playwright.async_api import Locator

from .camera import Camera
from .house import House
from .interpreting import open_choice
from .venue import QUESTION, polled
from .words import named


async def walk_through(camera: Camera, house: House) -> None:
    """The door, the list, a hand with its seat, captions, an interpreter, all kinds of ballots, the end."""
    visitor = await house.again(camera)
    page = visitor.page
    async with polled(house.host, house.people):
        await page.goto(f"{house.url}/hall/hall")
        await page.locator(".phone-door button").wait_for()
        await visitor.take("seat")
        await page.locator(".phone-door button").click()
        await page.locator(".queue-verbs").wait_for()
        await visitor.take("seated")
        await hand(visitor)
        await listen(visitor)
        await polls(visitor)
        await page.get_by_role("button", name=named("Leave the hall")).click()
        await page.locator(".phone-door h2").wait_for()
        await visitor.take("seat-left")
    await page.close()


def lines(visitor: Camera) -> Locator:
    """The bar with captions and channels."""
    return visitor.page.locator(".phone-captions")


async def hand(visitor: Camera) -> None:
    """Where one sits, asked before the hand goes up."""
    page = visitor.page
    await page.locator(".queue-verbs .btn.primary").click()
    await page.locator("dialog[open] input").wait_for()
    await visitor.take("seat-where")
    await page.locator("dialog[open] input").fill("Reihe 7, links")
    await page.locator("dialog[open] .btn.primary").click()
    await page.locator("dialog[open]").wait_for(state="detached")
    lower = page.locator(".queue-verbs").get_by_role("button", name=named("Lower your hand"))
    await lower.wait_for()
    await visitor.take("seat-raised")
    await lower.click()
    await lower.wait_for(state="detached")


async def listen(visitor: Camera) -> None:
    """Captions in a language, and the channels of the interpreters."""
    page = visitor.page
    await lines(visitor).locator("[aria-haspopup=menu]").click()
    await visitor.take("seat-captions")
    await page.keyboard.press("Escape")
    await open_choice(page)
    await visitor.take("seat-channels")
    await page.keyboard.press("Escape")


async def polls(visitor: Camera) -> None:
    """Ballots of every kind; and what is seen after the vote."""
    page = visitor.page
    await page.locator("[role=tab][id*=polls]").click()
    await page.locator(".ballot input").first.wait_for()
    await visitor.take("seat-polls", whole=True)
    first = page.locator(".poll").filter(has_text=QUESTION)
    await first.locator("label").first.click()
    await first.locator(".btn.primary").click()
    await first.locator(".share-bar").first.wait_for()
    await visitor.take("seat-voted", whole=True)
