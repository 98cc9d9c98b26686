"""A guest shows a code at the door, a host lets them in by scanner, name and camera, and takes it back."""

from pathlib import Path

import pytest
from playwright.async_api import Browser, Page, expect

from server.app import Running
from tests.tools import axe
from tests.tools.qr import scanned

from .journey import Guest, guest, until, visiting
from .painted import PAINTED, names

SILENT = "Without camera and microphone"


async def own_code(mia: Guest) -> tuple[str, str]:
    """A newcomer gets a code by giving a name: to read out, and the link that its picture holds."""
    await mia.page.get_by_label("Your name").fill(mia.name)
    await mia.button("Get my code").click()
    code = mia.page.get_by_role("img", name="QR code for the door")
    await expect(code).to_be_visible()
    assert await axe.serious(mia.page) == []
    short = await mia.page.locator(".my-short").inner_text()
    return short, await scanned(code)


async def answers(page: Page, *texts: str) -> None:
    """What the large card says."""
    for text in texts:
        await expect(page.locator(".door-answer")).to_contain_text(text)


async def scan(page: Page, code: str) -> None:
    """A scanner types wherever the focus is, and ends with Enter."""
    await page.locator(".door-count").click()
    await page.keyboard.type(code)
    await page.keyboard.press("Enter")


async def at_the_door(page: Page, short: str) -> None:
    """Green, yellow, red; taken back; by name."""
    await scan(page, short)
    await answers(page, "Mia", "Welcome. Checked in.")
    await expect(page.locator(".door-count")).to_have_text("1 person is in")
    await scan(page, short)
    await answers(page, "Already checked in since")
    await scan(page, "WRNGWRNG")
    await answers(page, "Not checked in", "This code is not known here.")
    assert await axe.serious(page) == []
    await page.get_by_role("button", name="Check out: Mia").click()
    await expect(page.locator(".door-count")).to_have_text("0 people are in")
    await page.get_by_label("Or find by name").fill("mi")
    await page.get_by_role("button", name="Check in: Mia").click()
    await expect(page.locator(".door-count")).to_have_text("1 person is in")


async def without_a_network(page: Page, short: str) -> None:
    """What is scanned meanwhile waits, and goes out by itself."""
    blocked = "**/api/stages/*/check-in"
    await page.route(blocked, lambda route: route.fulfill(status=503, json={}))
    await scan(page, short)
    await answers(page, "No connection")
    await expect(page.get_by_text("1 code waits")).to_be_visible()
    await page.unroute(blocked)
    await answers(page, "Already checked in since")
    await expect(page.get_by_text("1 code waits")).to_be_hidden()


async def by_camera(page: Page, link: str) -> None:
    """The phone's camera opens the link: the answer at once, and the code is gone from the address."""
    await page.goto(link)
    await answers(page, "Mia", "Already checked in since")
    assert page.url.endswith("/check-in")
    assert await axe.serious(page) == []
    await page.get_by_role("button", name="Check out").click()
    await answers(page, "Taken back")


async def is_shown(hub: Running, host: Guest, count: int) -> None:
    """Whoever was let in is in the list with the badge, and sits in the hall on the map."""

    async def sits() -> bool:
        return len(hub.host.hub.state.live.figures) == count

    await until(sits, f"{count} figures in the hall")
    row = host.page.locator(".rows.people > li").filter(has_text="Mia")
    await expect(row).to_have_count(count)
    if count:
        await expect(row.locator(".chip")).to_contain_text("in the hall")
        await expect(row.get_by_role("button", name="Go there: Mia")).to_have_count(0)


@pytest.mark.may_block("starting a hub reads and checks the whole pack")
async def test_a_guest_is_checked_in_at_the_door_and_shown_in_the_hall(
    chromium: Browser, tmp_path: Path
) -> None:
    async with visiting(chromium, tmp_path) as (hub, people):
        mia = await guest(people, f"{hub.url}/check-in", "Mia", width=390, height=844, touch=True)
        short, link = await own_code(mia)
        host = await guest(people, f"{hub.url}/list#token=test-admin", "Host")
        await host.enter(SILENT)
        await host.page.get_by_role("navigation", name="Sections").get_by_text("People").click()
        door = await host.page.context.new_page()
        await door.goto(f"{hub.url}/door/hall")
        people.expect("404")  # a code that nobody has
        await at_the_door(door, short)
        await is_shown(hub, host, 1)
        eva = await guest(people, f"{hub.url}/?at=hall", "Eva", script=PAINTED)
        await eva.enter(SILENT)
        await names(eva.page, "Mia", "You")
        people.expect("503")  # the network that is not there
        await without_a_network(door, short)
        await by_camera(door, link)
        await is_shown(hub, host, 0)
