"""A poll at the stage: opened, voted in by keyboard, changed, seen by all; a reaction rises for others."""

import asyncio
from pathlib import Path

from playwright.async_api import Browser, expect

from tests.tools import axe
from tests.visitor import visitor

from .journey import Guest, guest, visiting


async def sit_down(person: Guest) -> None:
    """Go into the hall, and look at its polls."""
    await person.go("Stage hall")
    await person.button("Questions").click()
    await person.page.get_by_role("tab", name="Polls").click()


async def write(amara: Guest) -> None:
    """Amara writes a poll and opens it."""
    await amara.button("New poll").click()
    await amara.page.get_by_label("Your question").fill("What is missing here?")
    await amara.page.get_by_label("Answers, one a line").fill("Benches\nTrees")
    await amara.button("Save as a draft").click()
    await amara.page.get_by_role("button", name="Open", exact=True).click()
    await amara.button("Open now").click()


async def vote(person: Guest, choice: str) -> None:
    """Choose and send, without a pointer."""
    option = person.page.get_by_role("radio", name=choice)
    await option.focus()
    await person.page.keyboard.press("Space")
    await person.page.keyboard.press("Enter")


async def test_a_poll_is_voted_in_and_changed_and_a_reaction_is_seen_by_the_other(
    chromium: Browser, tmp_path: Path
) -> None:
    async with visiting(chromium, tmp_path) as (hub, people):
        lena, amara = [await (await guest(people, hub.url, name)).enter() for name in ("Lena", "Amara")]
        async with visitor(hub.url, "Host") as host:
            await host.post("/api/admin/claim", {"token": "test-admin"})
            await host.do("role.grant", visitor=amara.id, role="moderator")
        await asyncio.gather(sit_down(lena), sit_down(amara))
        await write(amara)
        await asyncio.gather(vote(lena, "Trees"), vote(amara, "Trees"))
        bars = lena.page.get_by_role("list", name="Results")
        await expect(bars.get_by_text("100 %")).to_be_visible()
        await expect(bars.get_by_text("your choice")).to_be_visible()
        assert await axe.serious(lena.page) == []
        await lena.button("Change my vote").click()
        await vote(lena, "Benches")
        await expect(amara.page.get_by_role("list", name="Results").get_by_text("50 %")).to_have_count(2)
        await lena.button("Clap").click()
        await expect(amara.page.locator(".float").first).to_be_attached()
