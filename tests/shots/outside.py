"""The screens outside the hub: the programme by hand and as a page, the door, the stage for who watches."""

from urllib.parse import urlsplit

from .camera import Camera
from .entrance import RUNS
from .house import House
from .interpreting import open_choice

PAGES = {
    "camera": "/camera/hall#key=sample",
    "legal": "/imprint",
    "privacy": "/privacy",
    "error": "/nowhere",
    "programme-page": "/programme",
    "programme-abroad": "/programme?zone=America/New_York",
}


async def door(camera: Camera, house: House) -> None:
    """One's own code, the door where it is shown, once more, and where it is scanned by a host's phone."""
    page = camera.page
    await page.goto(house.url + "/check-in")
    await page.locator(".my-code img").wait_for()
    await camera.take("my-code")
    code = await page.locator(".my-short").inner_text()
    link: str = await page.evaluate(
        "fetch('/api/check-in').then((got) => got.json()).then((got) => got.link)"
    )
    await page.goto(house.url + "/door/hall")
    field = page.locator(".door-code input")
    await field.wait_for()
    await camera.take("door")
    for screen, answer in (("checked-in", "in"), ("checked-in-before", "already")):
        await field.fill(code)
        await page.keyboard.press("Enter")
        await page.locator(f".door-answer.{answer}").wait_for()
        await camera.take(screen)
    await page.locator(".door-answer button").click()
    await page.locator(".door-answer.undone").wait_for()
    await page.goto(f"{house.url}/check-in#{urlsplit(link).fragment}")
    await page.locator(".door-answer").wait_for()
    await camera.take("scanned")
    await page.locator(".door-answer button").click()
    await page.locator(".door-answer.undone").wait_for()
    await camera.take("scanned-undone")


async def pages(known: Camera, house: House) -> None:
    """What people see who are not in the hub, in a browser of their own."""
    camera = await house.again(known)
    page = camera.page
    await page.goto(house.url + "/check-in")
    await page.locator("form input").wait_for()
    await camera.take("my-code-newcomer")
    house.browsers.expect("/nowhere")
    await watch(camera, house)
    for screen, path in PAGES.items():
        await page.goto(house.url + path)
        await page.locator("h1").first.wait_for()
        await camera.take(screen)
    await page.close()


async def watch(camera: Camera, house: House) -> None:
    """The live stage for those who only watch, before and after the one button."""
    page = camera.page
    await page.goto(house.url + "/stage/hall")
    await page.locator("h1").first.wait_for()
    await camera.take("stage")
    await page.locator(".entrance button").click()
    await camera.sees(RUNS)
    await camera.take("live")
    await page.locator(".over-end [aria-haspopup=menu]").click()
    await camera.take("layouts")
    await page.keyboard.press("Escape")
    await open_choice(page)
    await camera.take("channels")
    await page.keyboard.press("Escape")
