"""At the stage by keyboard alone: who watches asks, votes, reacts, raises a hand and chooses what to see and
hear; who moderates calls, rules, directs the wall and the pictures, records and writes along.
"""

import asyncio
from pathlib import Path
from typing import Literal

from playwright.async_api import Browser, Page, expect

from rooms.ids import RoomId
from server.app import Running
from tests.tools import axe
from tests.visitor import visitor

from .journey import Guest, guest, until, visiting
from .test_equal import press, tab_to
from .test_hall import screen

Role = Literal["menuitem", "menuitemradio"]
ITEMS = 16
"""More than any menu of the stage has."""
SET_UP, LAYOUT = "Set up the stage", "Layout of the pictures"


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


async def choose(person: Guest, menu: str, item: str, role: Role = "menuitem") -> None:
    """Open a menu and go down to one of its items."""
    await press(person.page, menu)
    wanted = person.page.get_by_role(role, name=item, exact=True)
    await wanted.wait_for()
    for _ in range(ITEMS):
        if await wanted.evaluate("item => item === document.activeElement"):
            break
        await person.page.keyboard.press("ArrowDown")
    await person.page.keyboard.press("Enter")


async def to_tab(person: Guest, name: str, since: str = "Raised hands") -> None:
    """From one tab of the stage to another, by arrows."""
    await tab_to(person.page, since, "Shift+Tab")
    await tab_to(person.page, name, "ArrowRight")


async def poll(lena: Guest, amara: Guest) -> None:
    """Written and opened by one, voted in by the other, closed again."""
    for person in (lena, amara):
        await to_tab(person, "Polls")
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


async def write_along(lena: Guest, amara: Guest) -> None:
    """A line by one, read by the other in the language she picks."""
    await to_tab(amara, "Captions", "Polls")
    await tab_to(amara.page, "What is being said")
    await amara.page.keyboard.type("Good evening")
    await amara.page.keyboard.press("Enter")
    await choose(lena, "Captions: off", "English", "menuitemradio")
    await expect(lena.page.locator(".caption-line")).to_contain_text("Good evening")


async def lay_out(lena: Guest, amara: Guest) -> None:
    """For everybody by one; for herself by the other, who reads what all see."""
    await to_tab(amara, "Raised hands", "Captions")
    await choose(amara, SET_UP, "Gallery", "menuitemradio")
    await choose(lena, LAYOUT, "As the moderators show it: Gallery", "menuitemradio")
    await choose(lena, LAYOUT, "Side by side", "menuitemradio")
    await press(lena.page, LAYOUT)
    own = lena.page.get_by_role("menuitemradio", name="Side by side")
    await expect(own).to_have_attribute("aria-checked", "true")
    await lena.page.keyboard.press("Escape")


async def listen(lena: Guest, amara: Guest) -> None:
    """An interpreter's channel is chosen; a clap is seen by whoever is there."""
    await press(lena.page, "Interpretation: off")
    await tab_to(lena.page, "The stage as it is")
    await lena.page.keyboard.press("ArrowDown")
    await lena.page.keyboard.press("Escape")
    await expect(lena.button("Interpretation: French")).to_be_visible()
    await press(lena.page, "Clap")
    await expect(amara.page.locator(".float").first).to_be_attached()


async def rise(lena: Guest, amara: Guest) -> None:
    """Whoever watches says that they sit in the hall, and where; is called, and put back."""
    await to_tab(lena, "Raised hands", "Polls")
    await tab_to(lena.page, "I am in the hall")
    await lena.page.keyboard.press("Space")
    await expect(lena.button("Raise hand")).not_to_have_attribute("aria-disabled", "true")
    await press(lena.page, "Raise hand")
    await expect(lena.page.get_by_label("Your seat")).to_be_focused()
    await lena.page.keyboard.type("row 3")
    await press(lena.page, "Raise hand")
    hand = amara.page.get_by_role("listitem").filter(has_text="Hand, row 3")
    await expect(hand).to_contain_text("in the hall")
    await choose(amara, "Moderate: Hand of Guest", "Give the floor")
    await lena.sees("It is your turn.")
    await choose(amara, "Moderate: Hand of Guest", "Put back into the line")
    await lena.sees("You are number 1.")


async def rule(lena: Guest, amara: Guest) -> None:
    """From now on hall and online are called in turn."""
    await choose(amara, SET_UP, "Rules of the list")
    await tab_to(amara.page, "As they came")
    await amara.page.keyboard.press("ArrowRight")
    await tab_to(amara.page, "Allow questions without a name")
    await amara.page.keyboard.press("Space")
    await press(amara.page, "Save")
    await lena.sees("People are called in turn.")


async def direct(amara: Guest, wall: Page) -> None:
    """The moderator turns the wall to the map, where whoever sits in the hall is among the others."""
    await choose(amara, SET_UP, "Venue screen")
    await tab_to(amara.page, "What it shows")
    await amara.page.keyboard.type("Map")
    await expect(wall.get_by_role("heading", name="2 people are on the map around the hall")).to_be_visible()
    await press(amara.page, "Done")


async def show(amara: Guest, hub: Running) -> None:
    """The moderator picks the large picture of the stage."""
    await choose(amara, "More", "Hosts' desk …")
    await tab_to(amara.page, "Cameras")
    await tab_to(amara.page, "Venue boxes", "ArrowRight")
    await tab_to(amara.page, "Large picture of the stage")
    await amara.page.keyboard.type("Hall")

    async def is_shown() -> bool:
        return hub.host.hub.state.durable.boxes.shown.get(RoomId("hall")) == "stage:hall/cam"

    await until(is_shown, "the hall's camera is shown large")
    await amara.page.keyboard.press("Escape")


async def record(lena: Guest, amara: Guest, wall: Page) -> None:
    """Started and stopped, read by everybody, and without whoever says no."""
    await choose(amara, SET_UP, "Recordings")
    await press(amara.page, "Start recording")
    await amara.sees("May you be recorded?")
    assert await axe.serious(amara.page) == []
    await press(amara.page, "No, leave me out")
    for page in (lena.page, wall):
        await expect(page.locator(".recording").first).to_be_visible()
    await press(amara.page, "Stop recording")
    for page in (lena.page, wall):
        await expect(page.locator(".recording")).to_have_count(0)
    await amara.page.keyboard.press("Escape")


async def test_who_watches_and_who_moderates_do_all_of_it_by_keyboard(
    chromium: Browser, tmp_path: Path
) -> None:
    async with visiting(chromium, tmp_path) as (hub, people):
        amara = await (await guest(people, f"{hub.url}/list", "Amara")).enter("Enter as a list")
        lena = await guest(people, f"{hub.url}/stage/hall", "Lena")
        async with visitor(hub.url, "Host") as host:
            await host.post("/api/admin/claim", {"token": "test-admin"})
            await host.do("role.grant", visitor=amara.id, role="moderator")
            await host.do("interpreter.name", stage="hall", visitor=amara.id, languages=["fr"])
            await host.post("/api/leave")
        _, _, wall = await asyncio.gather(watch(lena), take_the_chair(amara), screen(people, hub.url))
        await ask(lena, amara)
        await poll(lena, amara)
        await write_along(lena, amara)
        await lay_out(lena, amara)
        await listen(lena, amara)
        await rise(lena, amara)
        await rule(lena, amara)
        await direct(amara, wall)
        await record(lena, amara, wall)
        await show(amara, hub)
