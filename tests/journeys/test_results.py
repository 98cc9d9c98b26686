"""What groups make and what comes of it: cards on a board whose columns are arranged, laid elsewhere with the
mouse; results side by side by group and by column, posted, and put to a vote of everybody with one press.
"""

from collections.abc import AsyncGenerator
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from playwright.async_api import Browser, Locator, Position, expect

from tests.visitor import Visitor, visitor

from .journey import Guest, guest, line, visiting
from .test_breakouts import SILENT, no_barrier, press

GROUPS = ({"id": "", "title": "Trees"}, {"id": "", "title": "Benches"})
QUESTION = "Our street: which ideas shall we go on with?"


@dataclass
class Round:
    """A round: its lead and one member in browsers, and a member of the other group."""

    url: str
    host: Guest
    lena: Guest
    lead: Visitor
    gus: Visitor
    plan: dict[str, Any]
    id: str

    def cards(self, column: str) -> Locator:
        """The cards of a column of the board, as Lena sees them."""
        cards = self.lena.page.get_by_role("list", name=f"Cards in {column}", exact=True)
        return cards.get_by_role("listitem")

    def board(self, group: int) -> str:
        """The board of a group."""
        return f"group:{self.plan['spec']['groups'][group]['id']}"


@asynccontextmanager
async def meeting(browser: Browser, data: Path) -> AsyncGenerator[Round]:
    """Lena is in the group Trees, Gus in Benches."""
    async with visiting(browser, data) as (hub, people), AsyncExitStack() as stack:
        lena = await (await guest(people, hub.url, "Lena", height=900)).enter(SILENT)
        gus = await stack.enter_async_context(visitor(hub.url, "Gus"))
        assert hub.admin_url is not None
        host = await (await guest(people, hub.admin_url, "Ada")).enter(SILENT)
        lead = await stack.enter_async_context(line(hub.url, host))
        spec: dict[str, Any] = {"title": "Our street", "room": None, "minutes": 20, "groups": GROUPS}
        await lead.do("breakout.plan", spec=spec)
        plan = (await lead.told("breakout.planned"))["data"]
        for group, who in zip(plan["spec"]["groups"], (lena.id, gus.id), strict=True):
            await lead.do("breakout.put", plan=plan["plan"], visitor=who, group=group["id"])
        await lead.do("breakout.start", plan=plan["plan"])
        begun = (await lead.told("breakout.started"))["data"]["round"]
        await gus.told("breakout.seated", visitor=gus.id)
        yield Round(hub.url, host, lena, lead, gus, plan, begun)


async def come_late(of: Round) -> None:
    """Who comes while the groups meet is called to the smallest of them, and does their part there."""
    async with visitor(of.url, "Ivy") as ivy:
        seat = (await ivy.told("breakout.seated", visitor=ivy.id))["data"]
        assert seat["group"] in {each["id"] for each in of.plan["spec"]["groups"]}
        await of.lead.told("breakout.seated", visitor=ivy.id)


async def write(of: Round) -> None:
    """Cards in both groups."""
    await of.lena.page.get_by_role("tab", name="Board").click()
    for count, text in enumerate(("Oaks", "Elms", "Who waters them?"), 1):
        await of.lena.page.get_by_label("New card in Ideas").fill(text)
        await of.lena.page.keyboard.press("Enter")
        await expect(of.cards("Ideas")).to_have_count(count)
    await of.gus.do("card.add", board=of.board(1), column="ideas", text="By the river")


async def arrange(of: Round) -> None:
    """A column for what belongs together, by keyboard, and its cards go there."""
    await press(of.lena, "The whole board")
    await of.lena.page.get_by_role("menuitem", name="Columns …").press("Enter")
    dialog = of.lena.page.get_by_role("dialog", name="Which columns does the board have?")
    await dialog.get_by_role("button", name="Another column").press("Enter")
    await dialog.get_by_label("Column 4", exact=True).fill("Kinds of trees")
    await dialog.get_by_role("button", name="Column 4 one up").press("Enter")
    await expect(dialog.get_by_label("Column 3", exact=True)).to_have_value("Kinds of trees")
    await no_barrier(of.lena)
    await dialog.get_by_role("button", name="Save").press("Enter")
    await expect(dialog).to_have_count(0)
    await expect(of.lena.page.get_by_role("region", name="Kinds of trees")).to_be_visible()
    await of.lena.page.get_by_role("button", name="What to do with “Elms”").press("Enter")
    await of.lena.page.get_by_role("menuitem", name="Move to Kinds of trees").press("Enter")
    await expect(of.cards("Kinds of trees")).to_contain_text(["Elms"])
    await no_barrier(of.lena)


async def drag(of: Round) -> None:
    """Cards are laid before another card, behind it, and into another column, with the mouse."""
    page = of.lena.page
    above, below = Position(x=60, y=4), Position(x=60, y=60)
    await of.cards("Ideas").filter(has_text="Oaks").drag_to(of.cards("Kinds of trees"), target_position=above)
    await expect(of.cards("Kinds of trees")).to_contain_text(["Oaks", "Elms"])
    await of.cards("Kinds of trees").first.drag_to(of.cards("Kinds of trees").last, target_position=below)
    await expect(of.cards("Kinds of trees")).to_contain_text(["Elms", "Oaks"])
    await of.cards("Ideas").drag_to(page.get_by_label("New card in Questions"))
    await expect(of.cards("Questions")).to_contain_text(["Who waters them?"])
    await expect(of.cards("Ideas")).to_have_count(0)


async def compare(of: Round) -> None:
    """By group and by column."""
    await press(of.host, "Control tower")
    await press(of.host, "All results")
    page = of.host.page
    groups = page.get_by_role("list", name="Groups").get_by_role("listitem")
    await expect(groups.filter(has=page.get_by_role("heading", name="Trees"))).to_contain_text(
        "Kinds of trees"
    )
    await no_barrier(of.host)
    await page.get_by_role("radio", name="by column").check(force=True)
    columns = page.get_by_role("list", name="Columns").get_by_role("listitem")
    ideas = columns.filter(has=page.get_by_role("heading", name="Ideas"))
    await expect(ideas.get_by_role("listitem").filter(has_text="By the river")).to_contain_text("Benches")
    await no_barrier(of.host)


async def post(of: Round) -> None:
    """Into the main room, where others read it."""
    await press(of.host, "Post to the main room")
    await of.host.sees("The results are in the chat of the main room")
    posted = await of.gus.told("message.posted", channel="hub")
    assert "By the river" in posted["data"]["body"]


async def vote(of: Round) -> None:
    """With one press, taken back, and once more; all vote where they are, and read how it ended."""
    vote = of.lena.page.get_by_role("region", name="A vote of everybody")
    await press(of.host, "Cards to a vote of all")
    await expect(vote.get_by_text(QUESTION)).to_be_visible()
    await press(of.host, "Take back")
    await expect(vote).to_have_count(0)
    await expect(of.host.page.get_by_role("heading", name="Votes of everybody")).to_have_count(0)
    await press(of.host, "Cards to a vote of all")
    await vote.get_by_role("button", name="Vote").click()
    dialog = of.lena.page.get_by_role("dialog", name="A vote of everybody")
    await dialog.get_by_role("checkbox", name="By the river").check(force=True)
    await no_barrier(of.lena)
    await dialog.get_by_role("button", name="Vote", exact=True).click()
    asked = of.host.page.get_by_role("region", name="Votes of everybody")
    await expect(asked.get_by_text("1 vote", exact=True).first).to_be_visible()
    await expect(of.host.button("Cards to a vote of all")).to_have_attribute("aria-disabled", "true")
    await no_barrier(of.host)
    await asked.get_by_role("button", name="Close the poll").click()
    await expect(vote).to_have_count(0)
    await expect(dialog.get_by_role("list", name="Results")).to_contain_text("By the river")
    await no_barrier(of.lena)


async def again(of: Round) -> None:
    """The groups are over; for the next round people sit as they did in it, whatever was planned since."""
    await of.lead.do("breakout.close", round=of.id)
    await of.lena.sees("The groups are over. You are back.")
    group = of.plan["spec"]["groups"][1]["id"]
    await of.lead.do("breakout.put", plan=of.plan["plan"], visitor=of.lena.id, group=group)
    await press(of.host, "All plans")
    await press(of.host, "Open Our street")
    await of.host.page.get_by_role("tab", name="Who sits where").press("Enter")
    seats = of.host.page.get_by_role("list", name="Benches", exact=True)
    await expect(seats.get_by_text("Lena", exact=True)).to_be_visible()
    await of.host.page.get_by_label("How people come together").select_option("As last time")
    await press(of.host, "Assign")
    there = of.host.page.get_by_role("list", name="Trees", exact=True)
    await expect(there.get_by_text("Lena", exact=True)).to_be_visible()
    await expect(seats.get_by_text("Lena", exact=True)).to_have_count(0)


async def test_cards_are_laid_by_hand_and_what_groups_made_is_compared_posted_and_voted_upon_by_all(
    chromium: Browser, tmp_path: Path
) -> None:
    async with meeting(chromium, tmp_path) as of:
        await come_late(of)
        await write(of)
        await arrange(of)
        await drag(of)
        await compare(of)
        await post(of)
        await vote(of)
        await again(of)
