"""At the stage by keyboard alone: who watches asks and votes, who moderates opens, answers and pins."""

import asyncio
from pathlib import Path

from playwright.async_api import Browser, expect

from tests.visitor import visitor

from .journey import Guest, guest, visiting
from .test_equal import press, tab_to


async def watch(lena: Guest) -> None:
    """Through the one button to the stage."""
    await press(lena.page, "Watch and listen")
    await lena.page.get_by_role("tab", name="Raised hands").wait_for()


async def take_the_chair(amara: Guest) -> None:
    """Into the hall by the list, and to what is asked there."""
    await press(amara.page, "Enter: Stage hall")
    await expect(amara.page.locator("[aria-current=location]")).to_contain_text("Stage hall")
    await amara.page.keyboard.press("h")
    await amara.sees("Nobody has raised a hand yet.")


async def ask(lena: Guest, amara: Guest) -> None:
    """Written by one, pinned and answered by the other."""
    await press(lena.page, "Write a question")
    await expect(lena.page.get_by_label("Your question")).to_be_focused()
    await lena.page.keyboard.type("Which licence?")
    await press(lena.page, "Ask")
    await asyncio.gather(lena.sees("You are number 1."), amara.sees("Which licence?"))
    await choose(amara, "Moderate: Question of Guest", "Pin for all to see")
    await expect(lena.page.get_by_text("Pinned").first).to_be_visible()
    await choose(amara, "Moderate: Question of Guest", "Answered")
    await expect(lena.page.get_by_text("You are number 1.")).to_have_count(0)


async def choose(person: Guest, menu: str, item: str) -> None:
    """Open a menu and go down to one of its items."""
    await press(person.page, menu)
    wanted = person.page.get_by_role("menuitem", name=item, exact=True)
    await wanted.wait_for()
    for _ in range(12):
        if await wanted.evaluate("item => item === document.activeElement"):
            break
        await person.page.keyboard.press("ArrowDown")
    await person.page.keyboard.press("Enter")


async def poll(lena: Guest, amara: Guest) -> None:
    """Written and opened by one, voted in by the other, closed again."""
    for person in (lena, amara):
        await tab_to(person.page, "Raised hands", "Shift+Tab")
        await person.page.keyboard.press("ArrowRight")
    await press(amara.page, "New poll")
    await expect(amara.page.get_by_label("Your question")).to_be_focused()
    await amara.page.keyboard.type("What is missing here?")
    await tab_to(amara.page, "Answers, one a line")
    await amara.page.keyboard.type("Benches\nTrees")
    await press(amara.page, "Save as a draft")
    await press(amara.page, "Open")
    await press(amara.page, "Open now")
    await lena.sees("What is missing here?")
    await tab_to(lena.page, "Benches")
    await lena.page.keyboard.press("ArrowDown")
    await lena.page.keyboard.press("Enter")
    await expect(lena.page.get_by_role("list", name="Results").get_by_text("100 %")).to_be_visible()
    await press(amara.page, "Close the poll")
    await expect(lena.button("Change my vote")).to_have_count(0)


async def test_who_watches_and_who_moderates_do_all_of_it_by_keyboard(
    chromium: Browser, tmp_path: Path
) -> None:
    async with visiting(chromium, tmp_path) as (hub, people):
        amara = await (await guest(people, f"{hub.url}/list", "Amara")).enter("Enter as a list")
        lena = await guest(people, f"{hub.url}/stage/hall", "Lena")
        async with visitor(hub.url, "Host") as host:
            await host.post("/api/admin/claim", {"token": "test-admin"})
            await host.do("role.grant", visitor=amara.id, role="moderator")
        await asyncio.gather(watch(lena), take_the_chair(amara))
        await ask(lena, amara)
        await poll(lena, amara)
