"""In front of the live stage: pictures, hands, a recording, the interpreter's console, slides."""

from playwright.async_api import FilePayload

from tests.tools.pdf import pdf

from .camera import Camera
from .entrance import RUNS
from .house import House
from .interpreting import open_console
from .words import named


async def walk_through(camera: Camera, house: House) -> None:
    """In front of the live stage, with the raised hands beside it."""
    page = camera.page
    await page.goto(house.url + "/?at=hall")
    await camera.enter()
    await page.locator(".stage-picture").first.wait_for()
    await camera.sees(RUNS)
    await camera.take("hall")
    await page.keyboard.press("b")
    await page.locator(".stage-picture .btn.danger").wait_for()
    await camera.sees(RUNS)
    await camera.take("sharing")
    await page.keyboard.press("b")
    await page.keyboard.press("h")
    await page.locator("[role=tabpanel] .votes").first.wait_for()
    await camera.take("hands")
    await recording(camera)
    await open_console(camera)
    await camera.take("console")
    await slides(camera)


async def recording(camera: Camera) -> None:
    """The question whether one may be recorded, the list of recordings, and one that plays."""
    page = camera.page
    await page.get_by_role("button", name=named("Set up the stage")).click()
    await page.get_by_role("menuitem", name=named("Recordings")).click()
    await page.locator("dialog.recordings .btn.primary").click()
    await page.locator("dialog.consent .verbs .btn").first.wait_for()
    await camera.take("consent")
    await page.locator("dialog.consent .verbs .btn").first.click()
    await page.locator("dialog.recordings .btn.danger").click()
    await page.locator(".kept-parts .btn").first.wait_for()
    await camera.take("recordings")
    await page.locator(".kept-parts .btn").first.click()
    await page.locator(".kept-player").wait_for()
    await camera.take("player")
    await page.keyboard.press("Escape")


async def slides(camera: Camera) -> None:
    """A talk of twelve pages at its second, with the next one in view."""
    page = camera.page
    await page.locator("[role=tab][id*=slides]").click()
    talk = FilePayload(name="Vortrag.pdf", mimeType="application/pdf", buffer=pdf(12))
    if not await page.locator(".presenter").count():
        await page.locator(".uploader input").set_input_files(talk)
        await page.locator(".deck .btn.soft").last.click()
        await page.locator(".presenter .btn.primary").click()
    await page.locator(".presenter canvas").nth(1).wait_for()
    await camera.take("slides")
    await page.locator(".presenter > .btn").click()
    await page.locator(".presenter").wait_for(state="detached")
