"""A workshop in groups: planned and led by keyboard at the control tower, taken part in on the map and on a
phone's list, and read afterwards.
"""

import re
from pathlib import Path

from playwright.async_api import Browser, Locator, expect

from rooms.model.breakouts import LATE_MS
from server.app import Running
from tests.server.small_hub import hub_of
from tests.tools import axe
from tests.tools.browsers import People

from .journey import Guest, guest, visiting

SILENT = "Without camera and microphone"


async def press(person: Guest, name: str) -> None:
    """A button, by keyboard."""
    await person.page.get_by_role("button", name=name, exact=True).first.press("Enter")


async def pick(person: Guest, menu: str, item: str) -> None:
    """An entry of a menu, by keyboard."""
    await press(person, menu)
    await person.page.get_by_role("menuitem", name=item, exact=True).press("Enter")


async def no_barrier(person: Guest) -> None:
    """What is open now, page or dialog, shuts nobody out."""
    assert await axe.serious(person.page) == []


def tile(host: Guest, title: str) -> Locator:
    """A group at the control tower."""
    groups = host.page.get_by_role("list", name="Groups", exact=True)
    return groups.locator(".tile-item").filter(has=host.page.get_by_role("heading", name=title, exact=True))


async def lead(hub: Running, people: People) -> Guest:
    """The administrator, with no camera, at the plans."""
    assert hub.admin_url is not None
    host = await (await guest(people, hub.admin_url, "Ada")).enter(SILENT)
    await host.page.keyboard.press("g")
    await expect(host.page.get_by_role("heading", name="Group work", exact=True)).to_be_visible()
    return host


async def plan(host: Guest) -> None:
    """A new plan of two groups, whose task is written and kept."""
    await press(host, "New plan")
    await host.page.get_by_label("Name of the plan").fill("Our street")
    for _ in range(2):
        await host.page.get_by_label("Groups", exact=True).press("ArrowUp")
    await expect(host.page.get_by_label("Groups", exact=True)).to_have_value("2")
    await no_barrier(host)
    await press(host, "Make the plan")
    await host.page.get_by_label("Task", exact=True).fill("Find three ideas.")
    await press(host, "Save the plan")
    await host.sees("Everything is saved")
    await no_barrier(host)


async def assign(host: Guest, *people: Guest) -> None:
    """By chance, then one person by hand, so that both sit in the first group."""
    await host.page.get_by_role("tab", name="Plan", exact=True).press("ArrowRight")
    await press(host, "Assign")
    await host.sees("2 people · 2 groups")
    first = host.page.get_by_role("list", name="Group 1", exact=True)
    for each in people:
        if not await first.get_by_text(each.name, exact=True).count():
            await pick(host, f"Move {each.name}", "Group 1")
        await expect(first.get_by_text(each.name, exact=True)).to_be_visible()
    await no_barrier(host)


async def begin(host: Guest) -> None:
    """The round, and the tower over it."""
    await press(host, "Start …")
    await no_barrier(host)
    await press(host, "Start the round")
    await expect(host.page.get_by_role("heading", name="Group work: Our street")).to_be_visible()
    await expect(tile(host, "Group 1").get_by_text("2 people")).to_be_visible()


async def take_part(lena: Guest, amara: Guest) -> None:
    """Each knows the group, its task and who is there; one calls for help."""
    for each in (lena, amara):
        banner = each.page.get_by_role("region", name="Your group")
        await expect(banner.get_by_role("heading", name="Group 1")).to_be_visible()
        await expect(banner.get_by_text("Find three ideas.")).to_be_visible()
        await expect(banner.get_by_role("timer")).to_be_visible()
        await no_barrier(each)
    await press(amara, "2 people")
    await expect(amara.page.get_by_role("dialog").get_by_text("Lena", exact=True)).to_be_visible()
    await amara.page.keyboard.press("Escape")
    await press(lena, "Call for help")
    await expect(amara.button("Help is called")).to_be_visible()


async def answer(host: Guest, lena: Guest) -> None:
    """The call is seen, settled, and a text goes to all."""
    await expect(tile(host, "Group 1").get_by_text("Needs help")).to_be_visible()
    await no_barrier(host)
    await press(host, "The call of Group 1 is settled")
    await expect(lena.button("Call for help")).to_be_visible()
    await host.page.get_by_label("Message to all groups").fill("Five minutes left")
    await host.page.keyboard.press("Enter")
    await host.sees("All groups have the message")
    await lena.page.keyboard.press("c")
    await lena.page.get_by_role("group", name="Chats").get_by_text("Group 1").click()
    await lena.sees("Five minutes left")


async def change(host: Guest, amara: Guest) -> None:
    """One person goes to the other group, and the clock stands and goes on, for longer than it was to."""
    await tile(host, "Group 1").get_by_role("button", name="Move Amara").press("Enter")
    await host.page.get_by_role("menuitem", name="Group 2", exact=True).press("Enter")
    await expect(tile(host, "Group 2").get_by_text("Amara", exact=True)).to_be_visible()
    await expect(amara.page.get_by_role("heading", name="Group 2")).to_be_visible()
    await press(host, "Stop the clock")
    await expect(amara.words("The clock stands")).to_be_visible()
    await press(host, "Let the clock go on")
    await pick(host, "Time", "5 minutes more")
    await expect(amara.page.get_by_role("timer")).to_have_text(re.compile("2[3-5]:"))


async def merge(host: Guest, lena: Guest, amara: Guest) -> None:
    """Two groups become one, which has another task."""
    await pick(host, "More about Group 2", "Merge with …")
    await no_barrier(host)
    await press(host, "Merge")
    await expect(tile(host, "Group 1").get_by_text("2 people")).to_be_visible()
    await expect(tile(host, "Group 2")).to_have_count(0)
    await expect(amara.page.get_by_role("heading", name="Group 1")).to_be_visible()
    await pick(host, "More about Group 1", "Task …")
    await host.page.get_by_role("dialog").get_by_label("Task").fill("Choose one of them.")
    await press(host, "Give the task")
    await lena.sees("Choose one of them.")


async def lose_the_line(person: Guest, words: str) -> None:
    """One goes on writing in the group's notes with the line cut, a card is half written."""
    await person.page.keyboard.press("c")
    await person.page.get_by_role("tab", name="Board", exact=True).click()
    await person.page.get_by_label("New card in Ideas").fill(f"Half a card of {person.name}")
    await person.page.get_by_role("tab", name="Notes", exact=True).click()
    await person.sees("Saved")
    await person.page.context.set_offline(True)
    await person.sees("Not saved yet: the line is cut")
    await person.page.get_by_role("textbox", name="Shared notes").press_sequentially(words)


async def in_time(lena: Guest) -> None:
    """The line is back when the round is over: the notes go out though not on screen, the card waits."""
    await lena.page.context.set_offline(False)
    await lena.sees("The groups are over. You are back.")
    half = lena.page.get_by_role("region", name="A card you did not finish")
    await no_barrier(lena)
    await half.get_by_role("button", name="Add it").click()
    await expect(half).to_have_count(0)


async def too_late(amara: Guest) -> None:
    """The line is back long after that: one's own version is there to be taken, over the list of a phone."""
    await amara.page.context.set_offline(False)
    late = amara.page.get_by_role("region", name="Not saved")
    await expect(late.get_by_role("heading", name="Not saved in Group 1")).to_be_visible()
    await expect(late.get_by_role("textbox", name="My version")).to_have_value(re.compile("Too late"))
    await no_barrier(amara)
    for _ in range(2):
        await amara.button("I do not need it").first.click()
    await expect(late).to_have_count(0)


async def end(hub: Running, host: Guest, lena: Guest, amara: Guest) -> None:
    """All are called back, and what was made is there to read, that of who lost the line meanwhile, too."""
    await lose_the_line(lena, "Trees at the weir. ")
    await lose_the_line(amara, "Too late. ")
    await press(host, "Call all back")
    for _ in range(2):
        await host.page.get_by_role("radio", checked=True).press("ArrowLeft")
    await expect(host.page.get_by_role("radio", name="now")).to_be_checked()
    await no_barrier(host)
    await press(host, "Call back")
    await in_time(lena)
    hub_of(hub).clock.add(LATE_MS)
    await too_late(amara)
    await press(host, "To the results")
    await expect(host.page.get_by_role("heading", name="Results: Our street")).to_be_visible()
    await expect(host.page.get_by_role("heading", name="Group 1")).to_be_visible()
    await host.sees("Trees at the weir")
    await host.sees("Half a card of Lena")
    await no_barrier(host)
    async with host.page.expect_download() as waiting:
        await pick(host, "Save", "Text (Markdown)")
    assert "## Group 1" in (await (await waiting.value).path()).read_text("utf-8")


async def test_a_lead_plans_starts_and_ends_group_work_by_keyboard_and_everybody_knows_their_part(
    chromium: Browser, tmp_path: Path
) -> None:
    async with visiting(chromium, tmp_path) as (hub, people):
        people.expect("ERR_INTERNET")
        lena = await (await guest(people, hub.url, "Lena")).enter(SILENT)
        amara = await guest(people, f"{hub.url}/list", "Amara", width=390, height=844, touch=True)
        await amara.enter(SILENT)
        host = await lead(hub, people)
        await plan(host)
        await assign(host, lena, amara)
        await begin(host)
        await take_part(lena, amara)
        await answer(host, lena)
        await change(host, amara)
        await merge(host, lena, amara)
        await end(hub, host, lena, amara)
