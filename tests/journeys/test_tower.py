"""The control tower while a round runs: a lead hears and visits groups, lays people elsewhere, splits, swaps
and ends, and each person sees what concerns them.
"""

import re
from collections.abc import AsyncGenerator, Sequence
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from playwright.async_api import Browser, Locator, expect

from rooms import commands as c
from rooms.hub import SYSTEM_ACTOR
from server.app import Running
from server.clock import new_id
from tests.visitor import Visitor, visitor

from .journey import Guest, guest, line, stands, until, visiting
from .test_breakouts import SILENT, no_barrier, pick, press, tile

TONE = 700
"""What Lena's microphone sends, in hertz."""
GROUPS = ({"id": "", "title": "Trees", "room": "lab-table-1"}, {"id": "", "title": "Benches"})
"""A table of the map, to which people are led, and a virtual one."""


@dataclass
class Round:
    """A round with one member in a browser, and the lead at the tower."""

    hub: Running
    host: Guest
    lena: Guest
    others: dict[str, Visitor]
    left: tuple[int, int] = (0, 0)
    """Where Lena stood before."""


@asynccontextmanager
async def round_of(browser: Browser, data: Path) -> AsyncGenerator[Round]:
    """Lena and Gus are called to Trees, Eve and Ivy to Benches."""
    async with visiting(browser, data, media=True) as (hub, people), AsyncExitStack() as stack:
        # On her way Lena passes other tables, and may have left one, or the lab, before its messages come.
        people.expect("api/messages?channel=room%3Alab")
        lena = await (await guest(people, hub.url, "Lena", tone=TONE)).enter()
        others = {
            name: await stack.enter_async_context(visitor(hub.url, name)) for name in ("Gus", "Eve", "Ivy")
        }
        assert hub.admin_url is not None
        host = await (await guest(people, hub.admin_url, "Ada")).enter(SILENT)
        found = Round(hub, host, lena, others, stands(hub, lena))
        await start(found, (lena, others["Gus"]), (others["Eve"], others["Ivy"]))
        yield found


async def start(of: Round, *seats: Sequence[Guest | Visitor]) -> None:
    """A plan whose people are put into its groups, and its round."""
    spec: dict[str, Any] = {
        "title": "Our street",
        "room": None,
        "minutes": 20,
        "groups": GROUPS,
        "roles": ["Notes"],
    }
    async with line(of.hub.url, of.host) as own:
        await own.do("breakout.plan", spec={**spec, "task": "Find three ideas."})
        plan = (await own.told("breakout.planned"))["data"]
        for group, members in zip(plan["spec"]["groups"], seats, strict=True):
            for each in members:
                await own.do("breakout.put", plan=plan["plan"], visitor=each.id, group=group["id"])
        await own.do("breakout.start", plan=plan["plan"])
        await own.told("breakout.started")


def member(of: Round, group: str, name: str) -> Locator:
    """Somebody on a tile."""
    return tile(of.host, group).locator(".member").filter(has_text=name)


async def of_member(of: Round, group: str, name: str, item: str) -> None:
    """An entry of somebody's menu on a tile."""
    await member(of, group, name).get_by_role("button", name=f"Move {name}").click()
    await of.host.page.get_by_role("menuitem", name=item, exact=True).click()


async def led(of: Round) -> None:
    """Lena is led over the map to the table of her group, with the role that the plan has for her."""
    banner = of.lena.page.get_by_role("region", name="Your group")
    await expect(banner.get_by_role("heading", name="Trees")).to_be_visible()
    await expect(banner.get_by_text("You: Notes")).to_be_visible()
    await expect(of.lena.page.locator(".place-card").first).to_contain_text("Workshop table 1")
    await expect(of.lena.button("To my table")).to_have_count(0)


async def listen(of: Round) -> None:
    """The lead hears a group from the tower: its people know, the tile says that somebody speaks and who."""
    trees = tile(of.host, "Trees")
    await press(of.host, "Control tower")
    await trees.get_by_role("button", name="Listen in: Trees").click()
    for each in (of.lena.page.get_by_role("region", name="Your group"), trees):
        await expect(each.get_by_text("Ada listening")).to_be_visible()
    await of.host.hears_tones(TONE, of=[TONE])
    await expect(trees.get_by_text("somebody speaks")).to_be_visible()
    await expect(member(of, "Trees", "Lena").get_by_text("speaks")).to_be_attached()
    await no_barrier(of.host)
    await trees.get_by_role("button", name="Stop listening: Trees").click()
    await expect(of.lena.words("Ada listening")).to_have_count(0)
    await of.host.hears(False)


async def visit(of: Round) -> None:
    """At the table as a guest, and back to the very place."""
    before = stands(of.hub, of.host)
    await pick(of.host, "More about Trees", "Go there")
    await of.lena.sees("Ada visiting")
    assert stands(of.hub, of.host) != before
    await no_barrier(of.lena)
    await tile(of.host, "Trees").get_by_role("button", name="Leave the group: Trees").click()
    await expect(of.lena.words("Ada visiting")).to_have_count(0)
    assert stands(of.hub, of.host) == before


async def drag(of: Round) -> None:
    """Laid into another group with the pointer, taken back with the role; laid to nobody, and fetched."""
    await member(of, "Benches", "Eve").drag_to(tile(of.host, "Trees"))
    await expect(member(of, "Trees", "Eve")).to_be_visible()
    await of.lena.sees("3 people")
    await of.host.sees("Eve is in “Trees” now.")
    await press(of.host, "Undo")
    await expect(member(of, "Benches", "Eve").get_by_text("Notes")).to_be_visible()
    await of.lena.sees("2 people")
    nobody = of.host.page.get_by_role("region", name="No group")
    await member(of, "Trees", "Gus").drag_to(nobody)
    await expect(nobody.locator(".member").filter(has_text="Gus")).to_be_visible()
    await nobody.locator(".member").filter(has_text="Gus").drag_to(tile(of.host, "Trees"))
    await expect(member(of, "Trees", "Gus")).to_be_visible()


async def change(of: Round) -> None:
    """Another role, another group in exchange for somebody, and a group that becomes two."""
    await of_member(of, "Trees", "Lena", "Role …")
    await no_barrier(of.host)
    await of.host.page.get_by_role("dialog").get_by_label("Role").fill("Speaker")
    await press(of.host, "Give the role")
    await of.lena.sees("You: Speaker")
    await of_member(of, "Trees", "Lena", "Change places with …")
    await no_barrier(of.host)
    await of.host.page.get_by_label("With").select_option("Ivy (Benches)")
    await press(of.host, "Change places")
    await expect(member(of, "Trees", "Ivy")).to_be_visible()
    await expect(of.lena.page.get_by_role("heading", name="Benches")).to_be_visible()
    await pick(of.host, "More about Trees", "Split …")
    await no_barrier(of.host)
    await press(of.host, "Split")
    await expect(member(of, "Trees 2", "Ivy").or_(member(of, "Trees 2", "Gus"))).to_have_count(1)


async def end_one(of: Round) -> None:
    """One group is over, and its people are back where they were; the others go on."""
    await pick(of.host, "More about Trees 2", "End this group …")
    await no_barrier(of.host)
    await of.host.page.get_by_role("radio", name="now").check(force=True)
    await press(of.host, "Call back")
    await expect(tile(of.host, "Trees 2")).to_have_count(0)
    await pick(of.host, "More about Benches", "End this group …")
    await of.host.page.get_by_role("radio", name="2 minutes").check(force=True)
    await press(of.host, "Call back")
    await expect(tile(of.host, "Benches").get_by_text("ends in")).to_be_visible()
    await of.lena.sees("Please come to an end")
    await expect(of.lena.page.get_by_role("timer")).to_have_text(re.compile("0[12]:"))


async def leave_only(of: Round, seconds: int) -> None:
    """So much of the round's time is left, as if the rest had passed."""
    host = of.hub.host
    (round_,) = host.hub.state.durable.breakouts.running()
    assert round_.ends_at is not None
    gone = (host.clock.now() - round_.ends_at) // 1000 + seconds
    await host.ask(SYSTEM_ACTOR, new_id(), c.ExtendRound(round_.id, gone))


async def end_all(of: Round) -> None:
    """The last minute is told, everybody sees the last seconds counted down, and the round ends by itself."""
    await leave_only(of, 65)
    await of.lena.sees("Time left: 1 minute")
    await press(of.host, "Call all back")
    await of.host.page.get_by_role("radio", name="30 seconds").check(force=True)
    await press(of.host, "Call back")
    await of.host.sees("Is counted down")
    for each in (of.host, of.lena):
        await expect(each.page.get_by_role("timer").first).to_have_text(re.compile("00:[0-3]"))
    await no_barrier(of.lena)
    await leave_only(of, 2)
    await of.lena.sees("The groups are over. You are back.")

    async def is_back() -> bool:
        return stands(of.hub, of.lena) == of.left

    await until(is_back, "the very place that Lena left")
    await of.host.sees("The round is over. Everybody goes back to the place they left.")
    await no_barrier(of.host)


async def lay(of: Round) -> None:
    """Before the next round people are laid from group to group, too."""
    await press(of.host, "Plan the next round")
    await of.host.page.get_by_role("tab", name="Who sits where").click()
    trees, benches = (
        of.host.page.get_by_role("list", name=each, exact=True) for each in ("Trees", "Benches")
    )
    ivy = of.host.page.locator(".member").filter(has_text="Ivy")
    await expect(benches.locator(ivy)).to_be_visible()
    await ivy.drag_to(trees)
    await expect(trees.locator(ivy)).to_be_visible()


@pytest.mark.may_block("starting a hub reads and checks the whole pack")
async def test_a_lead_hears_visits_moves_and_ends_groups_and_each_person_sees_what_concerns_them(
    media_chromium: Browser, tmp_path: Path
) -> None:
    async with round_of(media_chromium, tmp_path) as found:
        await led(found)
        await listen(found)
        await visit(found)
        await drag(found)
        await change(found)
        await end_one(found)
        await end_all(found)
        await lay(found)
