"""A whole workshop led by keyboard alone: written, rehearsed, begun, led through two rounds, ended, read, and
put to a vote.
"""

import re
from collections.abc import AsyncGenerator
from contextlib import AsyncExitStack, asynccontextmanager
from pathlib import Path

from playwright.async_api import Browser, Page, expect

from server.app import Running
from tests.tools import axe
from tests.tools.browsers import People
from tests.visitor import Visitor, visitor

from .journey import Guest, guest, visiting
from .test_breakouts import SILENT, tile
from .test_equal import tab_to

TOWER = "Group work: Our street"
IS_BEHIND = """(name) => {
  const at = document.activeElement;
  const words = (each) => each.getAttribute("aria-label") || (each.labels?.[0] ?? each).innerText;
  const around = [...document.querySelectorAll("button, input, select, textarea, summary")]
    .filter((each) => each.checkVisibility() && words(each).trim().replace(/\\s+/g, " ") === name)
    .map((each) => at.compareDocumentPosition(each) & Node.DOCUMENT_POSITION_PRECEDING);
  return around.length > 0 && around.every(Boolean);
}"""
NAMES = ("Bob", "Eve", "Gus", "Ivy", "Kim", "Zoe")
"""Six in two groups of three: in a second round two of each meet again, whatever anybody does."""


@asynccontextmanager
async def members(hub: Running) -> AsyncGenerator[dict[str, Visitor]]:
    """Those who take part."""
    async with AsyncExitStack() as stack:
        yield {name: await stack.enter_async_context(visitor(hub.url, name)) for name in NAMES}


async def lead(hub: Running, people: People) -> Guest:
    """The administrator at the plans."""
    assert hub.admin_url is not None
    host = await (await guest(people, hub.admin_url, "Ada")).enter(SILENT)
    await host.page.keyboard.press("g")
    await opens(host, "Group work")
    return host


async def reach(page: Page, name: str) -> None:
    """Step to what has this name, the shorter way; every stop shows where it is."""
    await tab_to(page, name, "Shift+Tab" if await page.evaluate(IS_BEHIND, name) else "Tab")


async def press(page: Page, name: str) -> None:
    """Reach a button and press it."""
    await reach(page, name)
    await page.keyboard.press("Enter")


async def choose(host: Guest, menu: str, item: str) -> None:
    """Open a menu and go to one of its items."""
    await press(host.page, menu)
    wanted = host.page.get_by_role("menuitem", name=item, exact=True)
    await wanted.wait_for()
    for _ in range(await host.page.get_by_role("menuitem").count()):
        if await wanted.evaluate("item => item === document.activeElement"):
            break
        await host.page.keyboard.press("ArrowDown")
    await host.page.keyboard.press("Enter")


async def opens(host: Guest, heading: str) -> None:
    """Another page, read from its top."""
    await expect(host.page.get_by_role("heading", level=1, name=heading, exact=True)).to_be_visible()
    await expect(host.page.locator("#content")).to_be_focused()


async def ask(host: Guest, verb: str) -> None:
    """Press what opens a dialog."""
    await press(host.page, verb)
    await expect(host.page.get_by_role("dialog")).to_be_visible()


async def answer(host: Guest, verb: str) -> None:
    """Press what a dialog was opened for."""
    await expect(host.page.get_by_role("dialog")).to_be_visible()
    await press(host.page, verb)
    await expect(host.page.get_by_role("dialog")).to_have_count(0)


async def again(host: Guest, verb: str) -> None:
    """Press the button that has the focus and by now another name."""
    await expect(host.button(verb)).to_be_focused()
    await host.page.keyboard.press("Enter")


async def now(host: Guest) -> None:
    """Through the question whether and when to end."""
    await expect(host.page.get_by_role("dialog")).to_be_visible()
    await reach(host.page, "1 minute")
    for _ in range(2):
        await host.page.keyboard.press("ArrowLeft")
    await expect(host.page.get_by_role("radio", name="now")).to_be_checked()
    await answer(host, "Call back")


async def seats(host: Guest) -> None:
    """The plan's part of who sits where."""
    await press(host.page, "Plan the next round")
    await opens(host, "Our street")
    await reach(host.page, "Plan")
    await host.page.keyboard.press("ArrowRight")
    await expect(host.page.get_by_label("How people come together")).to_be_visible()


async def first_of(host: Guest, group: str) -> str:
    """The first name on a tile."""
    return await tile(host, group).locator(".member-name > .clip:first-child").first.inner_text()


async def write(host: Guest) -> None:
    """A plan of two groups with a task and a role."""
    await press(host.page, "New plan")
    await expect(host.page.get_by_label("Name of the plan")).to_be_focused()
    await host.page.keyboard.type("Our street")
    await reach(host.page, "Groups")
    for _ in range(2):
        await host.page.keyboard.press("ArrowUp")
    await expect(host.page.get_by_label("Groups", exact=True)).to_have_value("2")
    await answer(host, "Make the plan")
    await opens(host, "Our street")
    await reach(host.page, "Roles, separated by commas")
    await host.page.keyboard.type("Notes")
    await reach(host.page, "Task")
    await host.page.keyboard.type("Find three ideas.")
    await press(host.page, "Save the plan")
    await host.sees("Everything is saved")


async def share(host: Guest) -> None:
    """Somebody is to lead too; then not."""
    await reach(host.page, "Plan")
    for _ in range(2):
        await host.page.keyboard.press("ArrowRight")
    await expect(host.page.get_by_role("heading", name="Leads", exact=True)).to_be_visible()
    await reach(host.page, "Somebody who leads too")
    await host.page.keyboard.type("Zoe")
    await press(host.page, "Let them lead")
    await expect(host.button("Take back: Zoe")).to_be_visible()
    await press(host.page, "Take back: Zoe")
    await expect(host.button("Take back: Zoe")).to_have_count(0)


async def rehearse(host: Guest) -> None:
    """With people who are made up, and nobody is called."""
    await ask(host, "Rehearse …")
    await expect(host.page.get_by_role("dialog").get_by_label("Minutes")).to_be_focused()
    assert await axe.serious(host.page) == []
    await answer(host, "Rehearse")
    await opens(host, TOWER)
    await expect(tile(host, "Group 1").get_by_text("4 people")).to_be_visible()
    await host.sees("Rehearsal: nobody is called")
    assert await axe.serious(host.page) == []
    await ask(host, "Call all back")
    await now(host)


async def begin(host: Guest) -> None:
    """By chance, each in a group of three; then the round."""
    await seats(host)
    await press(host.page, "Assign")
    await host.sees("6 people · 2 groups")
    await ask(host, "Start …")
    await answer(host, "Start the round")
    await opens(host, TOWER)
    for title in ("Group 1", "Group 2"):
        await expect(tile(host, title).get_by_text("3 people")).to_be_visible()


async def lay_cards(people: dict[str, Visitor]) -> None:
    """Everybody has an idea, on the board of their group."""
    for name, who in people.items():
        group = (await who.told("breakout.seated", visitor=who.id))["data"]["group"]
        await who.do("card.add", board=f"group:{group}", column="ideas", text=f"What {name} wants")


async def change(host: Guest) -> None:
    """A group becomes two; two people change places, and one goes elsewhere with the focus after them."""
    await choose(host, "More about Group 1", "Split …")
    await answer(host, "Split")
    await expect(tile(host, "Group 1 2").get_by_text("1 person")).to_be_visible()
    await expect(host.button("More about Group 1")).to_be_focused()
    name = await first_of(host, "Group 1 2")
    await choose(host, f"Move {name}", "Change places with …")
    await answer(host, "Change places")
    await expect(tile(host, "Group 1").get_by_text(name, exact=True)).to_be_visible()
    await expect(host.button(f"Move {name}")).to_be_focused()
    await choose(host, f"Move {name}", "Group 1 2")
    await expect(tile(host, "Group 1 2").get_by_text("2 people")).to_be_visible()
    await expect(host.button(f"Move {name}")).to_be_focused()


async def attend(host: Guest, people: dict[str, Visitor]) -> None:
    """One group is listened to; of two that call for help the first is visited."""
    await press(host.page, "Listen in: Group 1")
    await host.sees("Ada listening")
    await again(host, "Stop listening: Group 1")
    await expect(host.words("Ada listening")).to_have_count(0)
    calls = host.page.get_by_role("region", name="Calls for help").get_by_role("listitem")
    for number, title in enumerate(("Group 2", "Group 1")):
        await people[await first_of(host, title)].do("breakout.help", on=True)
        await expect(calls).to_have_count(number + 1)
    await expect(calls).to_contain_text(["Group 2", "Group 1"])
    await press(host.page, "Go there: Group 2")
    await host.sees("Ada visiting")
    for title in ("Group 2", "Group 1"):
        await press(host.page, f"The call of {title} is settled")
        await expect(calls.filter(has_text=title)).to_have_count(0)
    await press(host.page, "Leave the group: Group 2")
    await expect(host.words("Ada visiting")).to_have_count(0)


async def reach_all(host: Guest, bob: Visitor) -> None:
    """By voice, by text and with another task; the clock stands, goes on, and is set forward."""
    await press(host.page, "Speak to all")
    await bob.told("breakout.spoke", on=True)
    await again(host, "All hear you: stop")
    await bob.told("breakout.spoke", on=False)
    await reach(host.page, "Message to all groups")
    await host.page.keyboard.type("Five minutes left")
    await host.page.keyboard.press("Enter")
    await bob.told("message.posted", body="Five minutes left")
    await ask(host, "Task for all …")
    await reach(host.page, "Task")
    await host.page.keyboard.type("Choose one of them.")
    await answer(host, "Give the task")
    await press(host.page, "Stop the clock")
    await bob.told("breakout.timed", ends_at=None)
    await again(host, "Let the clock go on")
    await expect(host.button("Stop the clock")).to_be_visible()
    await choose(host, "Time", "5 minutes more")
    await expect(host.page.get_by_role("timer").first).to_have_text(re.compile("2[3-5]:"))


async def next_round(host: Guest) -> None:
    """Everybody is mixed anew, and the report says plainly who meets again."""
    await seats(host)
    await reach(host.page, "How people come together")
    await host.page.keyboard.press("e")
    await expect(host.page.get_by_label("How people come together")).to_have_value("mix")
    await press(host.page, "Next turn")
    report = host.page.get_by_role("status", name="What is true of it")
    await expect(report.get_by_text("Everybody mixed")).to_be_visible()
    await reach(host.page, await report.locator("summary").inner_text())
    await host.page.keyboard.press("Enter")
    await expect(report.get_by_text("A round without repeats does not exist any more.")).to_be_visible()
    assert await axe.serious(host.page) == []
    await ask(host, "Start the next round …")
    await answer(host, "Start the round")
    await opens(host, TOWER)
    await host.sees("Round 2")


async def end(host: Guest) -> None:
    """One group, then all; and what they made is there to read."""
    await choose(host, "More about Group 2", "End this group …")
    await now(host)
    await expect(tile(host, "Group 2")).to_have_count(0)
    await ask(host, "Call all back")
    await now(host)
    await press(host.page, "To the results")
    await opens(host, "Results: Our street")


async def read(host: Guest, bob: Visitor) -> None:
    """The results are saved, posted, and put to a vote of everybody, which ends."""
    async with host.page.expect_download() as waiting:
        await choose(host, "Save", "Text (Markdown)")
    assert (await waiting.value).suggested_filename == "Our street.md"
    await press(host.page, "Post to the main room")
    posted = (await bob.told("message.posted", channel="hub"))["data"]["body"]
    assert "What Bob wants" in posted
    await press(host.page, "Cards to a vote of all")
    opened = (await bob.told("poll.opened"))["data"]["spec"]["options"]
    assert {*opened} == {f"What {name} wants" for name in NAMES}
    await host.sees("Everybody can vote now.")
    await press(host.page, "Close the poll")
    await bob.told("poll.closed")
    assert await axe.serious(host.page) == []


async def test_a_lead_leads_a_whole_workshop_by_keyboard_alone(chromium: Browser, tmp_path: Path) -> None:
    async with visiting(chromium, tmp_path) as (hub, watched), members(hub) as people:
        host = await lead(hub, watched)
        await write(host)
        await share(host)
        await rehearse(host)
        await begin(host)
        await lay_cards(people)
        await change(host)
        await attend(host, people)
        await reach_all(host, people["Bob"])
        await next_round(host)
        await end(host)
        await read(host, people["Bob"])
