"""Two write in the notes of a room, one in the plain field; a browser dies, and nothing is lost. Cards
are laid and voted for by keyboard, a stroke is drawn and seen by the other.
"""

import asyncio
from pathlib import Path

from playwright.async_api import Browser, Locator, expect

from tests.tools import axe

from .journey import Guest, guest, visiting


def tab(person: Guest, name: str) -> Locator:
    """A tab of the panel."""
    return person.page.get_by_role("tab", name=name)


async def sit(person: Guest) -> None:
    """At the table, open its notes."""
    await tab(person, "Notes").click()
    await expect(person.page.get_by_text("Saved", exact=True)).to_be_visible()


def notes(person: Guest) -> Locator:
    """The field in which one writes, whichever it is."""
    return person.page.get_by_role("textbox", name="Shared notes")


async def lay_a_card(person: Guest, other: Guest) -> None:
    """A new card, moved and voted for without a pointer, and the other sees it."""
    for each in (person, other):
        await tab(each, "Board").click()
    await person.page.get_by_label("New card in Ideas").fill("Benches by the river")
    await person.page.keyboard.press("Enter")
    there = other.page.get_by_role("list", name="Cards in Next steps")
    await person.page.get_by_role("button", name="What to do with").focus()
    await person.page.keyboard.press("Enter")
    await person.page.get_by_role("menuitem", name="Move to Next steps").press("Enter")
    await expect(there.get_by_text("Benches by the river")).to_be_visible()
    await there.get_by_role("button", name="Vote, 0 so far").press("Enter")
    await expect(person.page.get_by_role("button", name="Vote, 1 so far")).to_be_visible()
    await expect(other.page.get_by_text("4 votes left")).to_be_visible()


async def draw(person: Guest, other: Guest) -> None:
    """A stroke with the pointer, and the other sees the same sheet."""
    for each in (person, other):
        await tab(each, "Sketch").click()
        await expect(each.page.get_by_text("Saved", exact=True)).to_be_visible()
    box = await person.page.locator(".sketch-sheet").bounding_box()
    assert box is not None
    await person.page.mouse.move(box["x"] + 40, box["y"] + 40)
    await person.page.mouse.down()
    await person.page.mouse.move(box["x"] + 160, box["y"] + 90, steps=6)
    await person.page.mouse.up()
    await expect(other.page.get_by_role("img", name="Sketch with 1 stroke")).to_be_visible()
    await person.page.get_by_label("What can be seen, in words").fill("A bench")
    await expect(other.page.get_by_role("img", name="A bench")).to_be_visible()


async def test_two_write_together_and_a_browser_that_dies_loses_nothing(
    chromium: Browser, tmp_path: Path
) -> None:
    async with visiting(chromium, tmp_path) as (hub, people):
        at = f"{hub.url}/?at=lab-table-2"
        lena, amara = [await (await guest(people, at, name)).enter() for name in ("Lena", "Amara")]
        await asyncio.gather(sit(lena), sit(amara))
        await amara.page.get_by_role("button", name="Plain field").click()
        await notes(lena).press_sequentially("# Plan - A")
        await expect(notes(amara)).to_have_value("# Plan - A")
        await expect(lena.button("Farther")).to_have_attribute("aria-disabled", "false")
        await notes(amara).press("End")
        await notes(amara).press_sequentially("\n- benches")
        await expect(notes(lena).get_by_text("- benches")).to_be_visible()
        await expect(lena.page.locator(".caret-name")).to_have_text("Amara")
        assert await axe.serious(lena.page) == []
        await expect(amara.page.get_by_text("Saved", exact=True)).to_be_visible()
        await amara.page.context.close()
        again = await (await guest(people, at, "Amara")).enter()
        await sit(again)
        await again.page.get_by_role("button", name="Read", exact=True).click()
        await expect(again.page.get_by_role("heading", name="Plan - A", exact=True)).to_be_visible()
        await expect(again.page.get_by_role("listitem").filter(has_text="benches")).to_be_visible()
        await lay_a_card(lena, again)
        assert await axe.serious(again.page) == []
        await draw(lena, again)
        assert await axe.serious(again.page) == []
