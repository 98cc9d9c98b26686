"""In the hall: a phone asks and raises its hand, the hub's moderator sees from where, the screen shows it."""

import asyncio
from pathlib import Path

from playwright.async_api import Browser, Page, expect

from server.app import Running
from tests.tools import axe
from tests.tools.browsers import People
from tests.visitor import visitor

from .journey import Guest, guest, visiting


async def phone(people: People, url: str) -> Guest:
    """Scan the code and take part: a name and one button."""
    context = await people.person(width=390, height=844, touch=True)
    context.set_default_timeout(8000)
    page = await context.new_page()
    await page.goto(url + "/hall/hall")
    lena = Guest(page, "Lena")
    await page.get_by_label("Your name").fill(lena.name)
    assert await axe.serious(page) == []
    await lena.button("Take part").click()
    await lena.sees("Nobody has raised a hand yet.")
    return lena


async def moderator(people: People, hub: Running) -> Guest:
    """Amara in the hub, at the list of the stage."""
    amara = await (await guest(people, hub.url, "Amara")).enter("Enter as a list")
    async with visitor(hub.url, "Host") as host:
        await host.post("/api/admin/claim", {"token": "test-admin"})
        await host.do("role.grant", visitor=amara.id, role="moderator")
    await amara.button("Enter: Stage hall").click()
    await expect(amara.page.locator("[aria-current=location]")).to_contain_text("Stage hall")
    await amara.page.keyboard.press("h")
    await amara.sees("Raised hands")
    return amara


async def screen(people: People, url: str, settings: str = "") -> Page:
    """The projector of the hall."""
    page = await (await people.person(width=1920, height=1080)).new_page()
    await page.goto(f"{url}/screen/hall{settings}")
    await expect(page.get_by_role("img", name="QR code of the page for phones in the hall")).to_be_visible()
    return page


async def ask_and_rise(lena: Guest) -> None:
    """A question in writing, and a hand with the seat."""
    await lena.button("Write a question").click()
    await lena.page.get_by_label("Your question").fill("Which licence?")
    await lena.button("Ask").click()
    await lena.sees("You are number 1.")
    await lena.button("Raise hand").click()
    await lena.page.get_by_label("Your seat").fill("row 7")
    await lena.page.get_by_role("dialog").get_by_role("button", name="Raise hand").click()
    await lena.sees("Hand, row 7")


def names_here(hub: Running) -> set[str]:
    """Who is listed as being in the hub."""
    state = hub.host.hub.state
    return {state.durable.visitors[each].name for each in state.live.presence}


async def test_a_phone_asks_from_its_seat_the_moderator_sees_which_and_the_screen_shows_it(
    chromium: Browser, tmp_path: Path
) -> None:
    async with visiting(chromium, tmp_path) as (hub, people):
        amara, lena, wall = await asyncio.gather(
            moderator(people, hub), phone(people, hub.url), screen(people, hub.url)
        )
        await ask_and_rise(lena)
        hand = amara.page.get_by_role("listitem").filter(has_text="Hand, row 7")
        await expect(hand).to_contain_text("in the hall")
        await expect(wall.locator("ol")).to_contain_text("in the hall, row 7")
        await amara.button("Moderate: Question of Lena").click()
        await amara.page.get_by_role("menuitem", name="Pin for all to see").click()
        await expect(wall.get_by_role("heading", name="Which licence?")).to_be_visible()
        assert await axe.serious(wall) == []
        assert await axe.serious(lena.page) == []
        assert names_here(hub) <= {"Amara", "Host"}, "phone and screen count as nobody"
        await lena.page.reload()
        await lena.sees("You are number 1.")
        await lena.button("Leave the hall").click()
        await lena.sees("You have left the hall.")
        await expect(hand).to_have_count(0)
