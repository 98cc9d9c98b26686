"""A plan before its round: written in the editor, saved as a file and read again, copied; its list of people
comes from a table, its groups are chosen by people or balanced by where they are, its poll is asked.
"""

import asyncio
import json
from collections.abc import AsyncGenerator
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass
from pathlib import Path

from playwright.async_api import Browser, FilePayload, Locator, expect

from tests.visitor import Visitor, visitor

from .journey import Guest, guest, visiting
from .test_breakouts import SILENT, lead, no_barrier, pick, plan, press

NAMES = ("Gus", "Eve", "Ivy", "Bob")
ROSTER = "name;language\nLena;de\n;en\nNobody Known;fr\n"


@dataclass
class Before:
    """The lead and one who takes part in browsers, and others who take part."""

    host: Guest
    lena: Guest
    others: list[Visitor]

    def seats(self, group: str) -> Locator:
        """Who sits in a group for the next round."""
        return self.host.page.get_by_role("list", name=group, exact=True)

    async def assign(self, how: str) -> None:
        """Have the seats worked out."""
        await self.host.page.get_by_label("How people come together").select_option(how)
        await press(self.host, "Assign")
        report = self.host.page.get_by_role("status", name="What is true of it")
        await expect(report).to_contain_text(how)
        await expect(report).to_contain_text("5 people · 2 groups")

    async def part(self, name: str) -> None:
        """Another part of the plan's page."""
        await self.host.page.get_by_role("tab", name=name).click()


@asynccontextmanager
async def before(browser: Browser, data: Path) -> AsyncGenerator[Before]:
    """Two of the others sit in the hall."""
    async with visiting(browser, data) as (hub, people), AsyncExitStack() as stack:
        lena = await guest(people, hub.url, "Lena", width=390, height=844, touch=True)
        await lena.enter(SILENT)
        others = [await stack.enter_async_context(visitor(hub.url, name)) for name in NAMES]
        for each in others[:2]:
            await each.do("visitor.attend", stage="hall")
        yield Before(await lead(hub, people), lena, others)


async def write(of: Before) -> None:
    """Roles, a table on the map, a table in the hall for three, and a poll."""
    page = of.host.page
    await plan(of.host)
    await page.get_by_label("Roles, separated by commas").fill("Moderation, Notes")
    await page.get_by_label("Place").first.select_option("Workshop table 1")
    await page.get_by_label("Place").last.select_option("A table in the hall")
    await page.get_by_label("Name of the table").fill("Table 7")
    await page.get_by_label("Most people").last.fill("3")
    await press(of.host, "Prepare a poll")
    await page.get_by_label("Your question").fill("Coffee or tea?")
    await page.get_by_label("Answers, one a line").fill("Coffee\nTea")
    await no_barrier(of.host)
    await press(of.host, "Into the plan")
    await expect(of.host.button("Ask now")).to_have_attribute("aria-disabled", "true")
    await page.get_by_role("switch", name="People choose their group themselves").press("Space")
    await press(of.host, "Save the plan")
    await of.host.sees("Everything is saved")
    await no_barrier(of.host)


async def ask(of: Before) -> None:
    """The prepared poll reaches everybody where they are; one votes, and the lead closes it."""
    await press(of.host, "Ask now")
    vote = of.lena.page.get_by_role("region", name="A vote of everybody")
    await expect(vote.get_by_text("Coffee or tea?")).to_be_visible()
    await vote.get_by_role("button", name="Vote").tap()
    dialog = of.lena.page.get_by_role("dialog", name="A vote of everybody")
    await dialog.get_by_text("Tea", exact=True).tap()
    await no_barrier(of.lena)
    await dialog.get_by_role("button", name="Vote", exact=True).tap()
    await expect(dialog.get_by_role("list", name="Results").get_by_text("100 %")).to_be_visible()
    await of.lena.page.keyboard.press("Escape")
    await expect(vote.get_by_role("button", name="Look")).to_be_visible()


async def saved(of: Before) -> str:
    """The plan as a file."""
    async with of.host.page.expect_download() as waiting:
        await pick(of.host, "More about Our street", "Save as a file")
    found = await waiting.value
    assert found.suggested_filename == "Our street.json"
    return await asyncio.to_thread((await found.path()).read_text, "utf-8")


async def choose_file(of: Before, name: str, kind: str, text: str) -> None:
    """A file is chosen, and read."""
    dialog = of.host.page.get_by_role("dialog")
    payload = FilePayload(name=name, mimeType=kind, buffer=text.encode())
    await dialog.get_by_label("File").set_input_files(payload)
    await expect(dialog.get_by_role("status")).to_be_visible()
    await no_barrier(of.host)


async def read_again(of: Before, text: str) -> None:
    """A file with faults is told of fault by fault and makes no plan; a whole one makes the same again."""
    page = of.host.page
    wrong = json.loads(text) | {"minutes": 0}
    wrong["groups"][0]["room"] = "nowhere"
    await press(of.host, "All plans")
    await press(of.host, "From a file …")
    await choose_file(of, "wrong.json", "application/json", json.dumps(wrong))
    dialog = page.get_by_role("dialog")
    await expect(dialog.get_by_text("2 faults")).to_be_visible()
    await expect(dialog.get_by_role("listitem").filter(has_text="groups.0.room")).to_be_visible()
    await expect(of.host.button("Take over the plan")).to_have_attribute("aria-disabled", "true")
    again = json.dumps(json.loads(text) | {"title": "Read again"})
    await choose_file(of, "again.json", "application/json", again)
    await of.host.sees("There is no fault in it.")
    await press(of.host, "Take over the plan")
    await expect(dialog).to_have_count(0)
    await press(of.host, "Open Read again")
    await expect(page.get_by_label("Name of the table")).to_have_value("Table 7")
    await expect(page.get_by_label("Roles, separated by commas")).to_have_value("Moderation, Notes")
    await of.host.sees("Coffee or tea?")


async def copy(of: Before) -> None:
    """A copy stands beside its plan; plans that are not wanted are removed."""
    await press(of.host, "All plans")
    await pick(of.host, "More about Our street", "Copy the plan")
    plans = of.host.page.get_by_role("list", name="Plans")
    await expect(plans.get_by_role("heading", name="Our street (copy)")).to_be_visible()
    for name in ("Our street (copy)", "Read again"):
        await pick(of.host, f"More about {name}", "Remove …")
        await no_barrier(of.host)
        await press(of.host, "Remove")
        await expect(plans.get_by_role("heading", name=name)).to_have_count(0)
    await press(of.host, "Open Our street")


async def enrol(of: Before) -> None:
    """A list from a table: its fault is told, the others stand on it, and who is there is known."""
    await of.part("Leads and people")
    await press(of.host, "List from a table …")
    await choose_file(of, "people.csv", "text/csv", ROSTER)
    await of.host.sees("2 people are listed.", "1 of them is known by now.", "1 fault", "line 3")
    await press(of.host, "Take over the list")
    lines = of.host.page.get_by_role("list", name="Who is expected").get_by_role("listitem")
    await expect(lines).to_have_count(2)
    await expect(lines.filter(has_text="Lena").get_by_text("known")).to_be_visible()
    await expect(lines.filter(has_text="Nobody Known")).to_contain_text("language: fr")
    await no_barrier(of.host)


async def balance(of: Before) -> None:
    """By who sits in the hall: one of the two in each group. Then one is taken out with the mouse."""
    await of.part("Who sits where")
    await of.assign("Balanced")
    for group in ("Group 1", "Group 2"):
        await expect(of.seats(group).get_by_text("on site")).to_have_count(1)
    await no_barrier(of.host)
    lena = of.host.page.locator(".member").filter(has_text="Lena")
    await lena.drag_to(of.host.page.locator(".seat-none"))
    await expect(of.seats("No group").get_by_text("Lena", exact=True)).to_be_visible()


async def choose(of: Before) -> None:
    """People choose, until a group is full: it says so, and takes nobody more."""
    chosen = (await of.others[0].told("breakout.planned"))["data"]
    for each in of.others[:3]:
        await each.do("breakout.choose", plan=chosen["plan"], group=chosen["spec"]["groups"][1]["id"])
    banner = of.lena.page.get_by_role("region", name="Group work")
    await expect(banner.get_by_text("Choose your group.")).to_be_visible()
    await banner.get_by_role("button", name="Choose").tap()
    dialog = of.lena.page.get_by_role("dialog", name="Our street")
    full = dialog.get_by_role("listitem").filter(has_text="Group 2")
    await expect(full).to_contain_text("3 of 3")
    await expect(full).to_contain_text("This group is full.")
    await expect(full.get_by_role("button")).to_have_attribute("aria-disabled", "true")
    await no_barrier(of.lena)
    await dialog.get_by_role("button", name="Choose Group 1").tap()
    await expect(dialog.get_by_text("Chosen")).to_be_visible()
    await no_barrier(of.lena)
    await of.lena.page.keyboard.press("Escape")
    await expect(banner.get_by_text("You chose: Group 1")).to_be_visible()
    await of.part("Who sits where")
    await of.assign("As people choose")
    await expect(of.seats("Group 2").get_by_role("listitem")).to_have_count(3)
    for name in ("Lena", "Bob"):
        await expect(of.seats("Group 1").get_by_text(name, exact=True)).to_be_visible()


async def test_a_plan_is_written_saved_read_again_and_its_people_choose_their_groups_or_are_balanced(
    chromium: Browser, tmp_path: Path
) -> None:
    async with before(chromium, tmp_path) as of:
        await write(of)
        await ask(of)
        await choose(of)
        await balance(of)
        await enrol(of)
        text = await saved(of)
        await read_again(of, text)
        await copy(of)
