"""Pictures of writing: menu, report, search, who is called, what one puts right; and of coming along."""

from .camera import Camera
from .house import House
from .people import CROWD
from .words import named

ME = "fetch('/api/me').then((answer) => answer.json()).then((me) => me.visitor.id)"
FOLLOWER = 4
"""The place in the crowd of who comes along."""


async def walk_through(camera: Camera, house: House) -> None:
    """From the list: the chat, then the people; the way with Ravi ends after a few steps."""
    page = camera.page
    await page.keyboard.press("c")
    field = page.locator(".composer textarea")
    await field.wait_for()
    await menu_of(camera, "Ladesäulen")
    await page.get_by_role("menuitem", name=named("Answer")).wait_for()
    await camera.take("message")
    await page.get_by_role("menuitem", name=named("Report to the hosts …")).click()
    await page.locator("dialog[open] .verbs").wait_for()
    await camera.take("report")
    await page.keyboard.press("Escape")
    await find(camera)
    await field.fill("@")
    await page.locator(".call-list").wait_for()
    await camera.take("call")
    await page.keyboard.press("Escape")
    await own(camera)
    await led(camera)
    await lead(camera, house)


async def menu_of(camera: Camera, words: str) -> None:
    """Open the menu of the newest message with these words."""
    line = camera.page.locator(".message").filter(has_text=words).last
    await line.hover()
    await line.locator("[aria-haspopup=menu]").click()


async def find(camera: Camera) -> None:
    """A word that was said, and where."""
    page = camera.page
    await page.locator(".chat-head > button").last.click()
    await page.locator("dialog[open] input").fill("ladesäulen")
    await page.keyboard.press("Enter")
    await page.locator(".found button").first.wait_for()
    await camera.take("found")
    await page.locator(".found button").first.click()


async def own(camera: Camera) -> None:
    """An own message is put right, then taken back."""
    page = camera.page
    field = page.locator(".composer textarea")
    words = "Wir treffen uns um drei am Brunen."
    await field.fill(words)
    await page.keyboard.press("Enter")
    await menu_of(camera, words)
    await camera.take("message-own")
    await page.get_by_role("menuitem", name=named("Put right")).click()
    await page.locator(".matter").wait_for()
    await camera.take("message-mend")
    await page.keyboard.press("Escape")
    await page.locator(".matter").wait_for(state="detached")
    await field.fill("")
    await menu_of(camera, words)
    await page.get_by_role("menuitem", name=named("Take back …")).click()
    await page.locator("dialog[open]").wait_for()
    await camera.take("message-back")
    await page.locator("dialog[open] .danger").click()
    await page.locator("dialog[open]").wait_for(state="detached")


async def led(camera: Camera) -> None:
    """Come along with a host."""
    page = camera.page
    if camera.is_phone:
        await page.locator(".panel-head button").last.click()
    await page.locator("main .seg button, .side .nav-entry").nth(1).click()
    row = page.locator(".list-main .people li").filter(has_text="Ravi")
    await row.locator("[aria-haspopup=menu]").click()
    await page.get_by_role("menuitem", name=named("Follow {name}")).click()
    await page.locator(".group-banner .btn.primary").wait_for()
    await camera.take("follow")
    await page.keyboard.press("Escape")
    await page.locator(".group-banner").wait_for(state="detached")


async def lead(camera: Camera, house: House) -> None:
    """Somebody comes along, and is let go again."""
    page, me = camera.page, await camera.page.evaluate(ME)
    follower = house.people[FOLLOWER]
    await follower.do("follow.start", visitor=me)
    await page.locator(".group-banner .btn").first.click()
    await page.locator("dialog[open] .people li").wait_for()
    await camera.take("followers")
    await page.locator("dialog[open] .danger").click()
    await page.locator(".group-banner").wait_for(state="detached")
    _name, _look, place = CROWD[FOLLOWER]
    assert isinstance(place, tuple)
    await follower.do("walk.to", floor="plaza", x=place[0], y=place[1])
