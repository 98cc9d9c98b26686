"""Hosts: the first administrator, an invitation with a role, and each control from the person menu."""

from pathlib import Path

import pytest
from playwright.async_api import Browser, expect

from server.app import Running
from tests.tools import axe
from tests.tools.browsers import People

from .journey import Guest, guest, visiting

SILENT = "Without camera and microphone"


async def administrator(hub: Running, people: People) -> Guest:
    """Comes by the one-time link; the token does not stay in the address."""
    assert hub.admin_url is not None
    ada = await guest(people, hub.admin_url, "Ada")
    await ada.sees("You are invited")
    assert "token" not in ada.page.url
    await ada.enter(SILENT)
    await ada.page.keyboard.press("l")
    return ada


async def invited(ada: Guest, people: People) -> Guest:
    """Ada makes a link for speakers; Ben comes by it."""
    await ada.button("More").click()
    await ada.page.get_by_role("menuitem", name="Invite …").click()
    await ada.page.get_by_label("Role").select_option(label="Speaker")
    assert await axe.serious(ada.page) == []
    await ada.button("Make a link").click()
    link = await ada.page.get_by_label("Invitation link").input_value()
    await ada.page.keyboard.press("Escape")
    return await (await guest(people, link, "Ben")).enter(SILENT)


async def choose(ada: Guest, act: str) -> None:
    """Pick an entry of the host menu about Ben in the list of people."""
    menu = ada.page.get_by_role("main").get_by_role("button", name="Host controls for Ben")
    await menu.click()
    await ada.page.get_by_role("menuitem", name=act, exact=True).click()


async def mute(ada: Guest, ben: Guest) -> None:
    """Ben is told, and sees it at his microphone."""
    await choose(ada, "Mute")
    await ben.sees("A host has muted you")
    await choose(ada, "Let speak again")
    await ben.sees("You may speak again")


async def move(ada: Guest, ben: Guest) -> None:
    """Into a room, and back to where Ben was."""
    await choose(ada, "Move to a room …")
    assert await axe.serious(ada.page) == []
    await ada.page.get_by_role("dialog").get_by_label("Room").select_option(label="Training room")
    await ada.button("Move").click()
    await expect(ben.page.get_by_role("heading", level=1)).to_have_text("Training room")
    await choose(ada, "Send back to the earlier place")
    await expect(ben.page.get_by_role("heading", level=1)).to_have_text("Market square")


async def lock(ada: Guest, ben: Guest) -> None:
    """A closed room is entered by whom its keeper lets in."""
    await ada.page.keyboard.press("r")
    await ada.button("Close Training room").click()
    await ben.page.keyboard.press("l")
    await ben.button("Knock: Training room").click()
    await ada.sees("Ben knocks at Training room")
    await ada.button("Let in").click()
    await ben.button("Go in").click()
    row = ben.page.get_by_role("listitem").filter(has_text="Training room")
    await expect(row).to_have_attribute("aria-current", "location")
    await ada.button("Open Training room").click()
    await ada.page.keyboard.press("p")


async def send_away(ada: Guest, ben: Guest) -> None:
    """Sent out one may come back; banned one may not, not even as somebody new in the same browser."""
    await choose(ada, "Ask to leave …")
    await ada.button("Ask to leave").click()
    await ben.sees("You were asked to leave")
    await ben.button("Come back").click()
    await ben.sees("Welcome back, Ben")
    await ben.enter(SILENT)
    await choose(ada, "Ban …")
    assert await axe.serious(ada.page) == []
    await ada.button("Ban").click()
    await ben.sees("This hub is closed to you")
    await ben.page.reload()
    await ben.page.get_by_label("Your name").fill("Somebody else")
    await ben.button(SILENT).click()
    await expect(ben.page.get_by_role("alert")).to_be_visible()


@pytest.mark.may_block("starting a hub reads and checks the whole pack")
async def test_a_host_invites_and_uses_every_control(chromium: Browser, tmp_path: Path) -> None:
    async with visiting(chromium, tmp_path) as (hub, people):
        people.expect("403")  # Ben at the closed door
        ada = await administrator(hub, people)
        ben = await invited(ada, people)
        await ada.page.keyboard.press("p")
        ben_row = ada.page.get_by_role("main").get_by_role("listitem").filter(has_text="Ben")
        await expect(ben_row).to_contain_text("Speaker")
        await mute(ada, ben)
        await move(ada, ben)
        await lock(ada, ben)
        await send_away(ada, ben)
        audit = await ada.page.evaluate("fetch('/api/audit').then((answer) => answer.json())")
        acts = {each["act"] for each in audit["audit"]}
        controls = {"visitor.muted", "visitor.unmuted", "visitor.placed", "room.locked", "room.unlocked"}
        assert acts >= {*controls, "visitor.removed", "visitor.banned"}
