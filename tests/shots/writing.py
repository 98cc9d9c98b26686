"""Pictures of writing: menu, report, search, who is called; and of coming along with somebody."""

import re

from .screens import Camera

ANSWER = re.compile("^(Answer|Antworten)$")
REPORT = re.compile("^(Report to the hosts|Der Moderation melden)")
FOLLOW = re.compile("^(Follow|Mit) .*Ravi")


async def walk_through(camera: Camera) -> None:
    """From the list: the chat, then the people; the way with Ravi ends after a few steps."""
    page = camera.page
    await page.keyboard.press("c")
    field = page.locator(".composer textarea")
    await field.wait_for()
    line = page.locator(".message").filter(has_text="Ladesäulen")
    menu = line.locator("[aria-haspopup=menu]")
    await line.hover()
    await menu.click()
    await page.get_by_role("menuitem", name=ANSWER).wait_for()
    await camera.take("message")
    await page.get_by_role("menuitem", name=REPORT).click()
    await page.locator("dialog[open] .verbs").wait_for()
    await camera.take("report")
    await page.keyboard.press("Escape")
    await page.locator(".chat-head > button").last.click()
    await page.locator("dialog[open] input").fill("ladesäulen")
    await page.keyboard.press("Enter")
    await page.locator(".found button").first.wait_for()
    await camera.take("found")
    await page.locator(".found button").first.click()
    await field.fill("@")
    await page.locator(".call-list").wait_for()
    await camera.take("call")
    await page.keyboard.press("Escape")
    await field.fill("")
    await follow(camera)


async def follow(camera: Camera) -> None:
    """Come along with a host."""
    page = camera.page
    if camera.is_phone:
        await page.locator(".panel-head button").last.click()
    await page.locator("main .seg button, .side .nav-entry").nth(1).click()
    row = page.locator(".list-main .people li").filter(has_text="Ravi")
    await row.locator("[aria-haspopup=menu]").click()
    await page.get_by_role("menuitem", name=FOLLOW).click()
    await page.locator(".group-banner .btn.primary").wait_for()
    await camera.take("follow")
    await page.keyboard.press("Escape")
    await page.locator(".group-banner").wait_for(state="detached")
