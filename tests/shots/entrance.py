"""The way in and the hub itself: join page, map, chat, people, the dialogs of the bar, the desk, the list."""

from . import writing
from .camera import Camera
from .house import House
from .words import named

# A camera's picture is on the screen.
RUNS = "[...document.querySelectorAll('video')].some((each) => each.videoWidth > 0 && each.currentTime > 0)"
DIALOGS = {
    "profile": "Name and figure …",
    "devices-dialog": "Camera and microphone …",
    "display": "Display and controls …",
    "invite": "Invite …",
    "keys": "All keys …",
    "leave": "Leave the hub …",
    "forget": "Leave and be forgotten …",
}
"""Pictures, and the entries of the menu "More" that open what is on them."""


async def walk_through(camera: Camera, house: House) -> None:
    """From the link to the list of the hub, and what is written there."""
    await join(camera, house.url + house.path)
    await around(camera)
    await dialogs(camera)
    await desk(camera)
    await in_words(camera)
    await writing.walk_through(camera, house)


async def join(camera: Camera, url: str) -> None:
    """The join page, camera and microphone tried out, and to Amara's conversation."""
    page = camera.page
    await page.goto(url)
    await page.locator(".who input").first.fill("Lena Beispiel")
    await camera.take("join")
    await page.locator(".ask button").click()
    await camera.sees(RUNS)
    await camera.take("devices")
    await camera.enter()
    await page.keyboard.press("Control+k")
    await page.locator("dialog input").fill("Amara")
    await camera.take("search")
    await page.keyboard.press("Enter")
    await page.locator(".chip.speak").first.wait_for()


async def arrive(camera: Camera, url: str) -> None:
    """Through the join page without pictures, as the same person."""
    await camera.page.goto(url)
    await camera.page.locator(".who input").first.fill("Lena Beispiel")
    await camera.enter()


async def around(camera: Camera) -> None:
    """Map, chat, people, the menu of a person."""
    page = camera.page
    await camera.take("map")
    if camera.is_phone:
        await page.keyboard.press("c")
        await camera.take("chat")
    await page.keyboard.press("Escape")
    await page.locator("canvas").focus()
    await page.keyboard.press("p")
    await camera.take("people")
    await page.locator(".panel .rows [aria-haspopup=menu]").first.click()
    await camera.take("host")
    await page.keyboard.press("Escape")


async def more(camera: Camera, entry: str) -> None:
    """Open what an entry of the menu "More" opens."""
    await camera.page.locator(".control[aria-haspopup=menu]").click()
    await camera.page.get_by_role("menuitem", name=named(entry)).click()
    await camera.page.locator("dialog[open]").wait_for()


async def close(camera: Camera) -> None:
    """Close the dialog that is open."""
    await camera.page.keyboard.press("Escape")
    await camera.page.locator("dialog[open]").wait_for(state="detached")


async def dialogs(camera: Camera) -> None:
    """The menu "More", and the dialogs behind it."""
    await camera.page.locator(".control[aria-haspopup=menu]").click()
    await camera.take("more")
    await camera.page.keyboard.press("Escape")
    for screen, entry in DIALOGS.items():
        await more(camera, entry)
        await camera.take(screen)
        await close(camera)


async def desk(camera: Camera) -> None:
    """Each part of the hosts' desk."""
    await more(camera, "Hosts' desk …")
    tabs = camera.page.locator("dialog [role=tab]")
    for at in range(await tabs.count()):
        tab = tabs.nth(at)
        await tab.click()
        await camera.page.locator("dialog [role=tabpanel]").wait_for()
        part = (await tab.get_attribute("id") or "").removeprefix("tab-")
        await camera.take(f"desk-{part}")
    await close(camera)


async def in_words(camera: Camera) -> None:
    """The hub in words."""
    page = camera.page
    if camera.is_phone:
        await page.locator(".panel-head button").last.click()
    await page.locator(".view-switch button").last.click()
    await page.locator(".list-main").wait_for()
    await camera.take("list")
