"""Interpreters at work in the pictures, and their screens: the console, and the choice of channels."""

from playwright.async_api import Page

from tests.visitor import Visitor

from .camera import Camera
from .words import named


async def interpret(host: Visitor, french: Visitor, colleague: Visitor, ukrainian: Visitor) -> None:
    """Two languages at the stage, both on air; a colleague who is ready at the French console."""
    for person, language in ((french, "fr"), (colleague, "fr"), (ukrainian, "uk")):
        await host.do("interpreter.name", stage="hall", visitor=person.id, languages=[language])
        await person.do("interpreter.sit", stage="hall", language=language)
    for person in (french, ukrainian):
        await person.do("media.publish", mic=True, cam=False)
        await person.do("interpreter.air", stage="hall", on=True)
    await french.do("interpreter.ask", stage="hall", asking=True)


async def open_console(camera: Camera) -> None:
    """In front of the stage's lists, as a host: name oneself for French, and open the console."""
    page = camera.page
    await page.get_by_role("button", name=named("Set up the stage")).click()
    await page.get_by_role("menuitem", name=named("Interpreters")).click()
    await page.locator("dialog[open] select").first.wait_for()
    await camera.take("interpreters")
    who, language = page.locator("dialog select").first, page.locator("dialog select").last
    await who.select_option(label="Lena Beispiel")
    await language.select_option("fr")
    await page.locator("dialog .verbs .primary").click()
    await page.keyboard.press("Escape")
    await page.locator("[role=tab][id*=interpreting]").click()
    await page.locator(".interpreter > .primary").click()
    await page.locator(".on-air").wait_for()


async def open_choice(page: Page) -> None:
    """The list of channels, for those who listen."""
    await page.get_by_role("button", name=named("Interpretation: {language}")).click()
    await page.locator("dialog .channels").wait_for()
