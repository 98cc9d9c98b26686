"""Writing to everybody, to a room and to one person; and what a crash of the hub leaves of it: all."""

from pathlib import Path

import pytest
from playwright.async_api import Browser, expect

from tests.running import hub_process
from tests.tools.browsers import watched
from tests.tools.programs import free_port
from tests.visitor import visitor

from .journey import Guest, guest, visiting

SILENT = "Without camera and microphone"


async def to_everybody(lena: Guest, amara: Guest) -> None:
    """Who looks elsewhere gets a mark that goes with reading."""
    await lena.says("Hello to everybody")
    await amara.sees("Hello to everybody")
    await amara.page.keyboard.press("p")
    await expect(amara.page.locator(".composer")).to_have_count(0)
    await lena.says("Who comes to the lab?")
    chat = amara.button("Chat 1 unread")
    await expect(chat).to_be_visible()
    await chat.click()
    await amara.sees("Who comes to the lab?")
    await expect(amara.page.locator(".badge")).to_have_count(0)


async def to_one(lena: Guest, amara: Guest) -> None:
    """A direct message is announced, and read where it says so."""
    await amara.page.keyboard.press("p")
    await amara.button("Write to Lena").click()
    await amara.says("Only for you: https://example.org/plan")
    await lena.sees("Message from Amara")
    await lena.button("Read").click()
    link = lena.page.get_by_role("link", name="https://example.org/plan")
    await expect(link).to_have_attribute("rel", "noopener noreferrer nofollow")


async def to_a_room(lena: Guest, amara: Guest) -> None:
    """What is said in a room is marked as unread only for those inside, beside the chat of the hub."""
    await lena.button("List").click()
    await lena.button("Enter: Training room").click()
    await lena.page.keyboard.press("c")
    await lena.button("Training room").click()
    await expect(lena.page.get_by_placeholder("Message to Training room")).to_be_visible()
    await lena.says("The course begins")
    await lena.button("Everybody").click()
    await lena.says("You can still come in")
    await amara.button("Everybody 1").click()
    await amara.sees("You can still come in")
    await expect(amara.page.locator(".badge")).to_have_count(0)
    await amara.button("List").click()
    await amara.button("Enter: Training room").click()
    await expect(amara.page.get_by_placeholder("Message to Training room")).to_be_visible()
    await amara.sees("The course begins")


@pytest.mark.may_block("starting a hub reads and checks the whole pack")
async def test_people_write_to_everybody_to_one_and_to_a_room(chromium: Browser, tmp_path: Path) -> None:
    async with visiting(chromium, tmp_path) as (hub, people), visitor(hub.url, "Vera") as vera:
        lena = await (await guest(people, hub.url, "Lena")).enter(SILENT)
        amara = await (await guest(people, hub.url, "Amara")).enter(SILENT)
        await to_everybody(lena, amara)
        await to_one(lena, amara)
        await to_a_room(lena, amara)
        told = [each["data"]["channel"] for name, each in vera.events if name == "message.posted"]
        assert not any(channel.startswith("dm:") for channel in told)


async def test_a_killed_hub_costs_a_moment_and_neither_login_nor_draft(
    chromium: Browser, tmp_path: Path
) -> None:
    async with hub_process(tmp_path, free_port()) as hub, watched(chromium) as people:
        people.expect("WebSocket connection")
        people.expect("ERR_CONNECTION")
        lena = await (await guest(people, hub.url, "Lena")).enter(SILENT)
        await lena.says("Before")
        await expect(lena.page.locator(".message.waiting")).to_have_count(0)
        await lena.page.wait_for_load_state("networkidle")
        await hub.kill()
        await lena.sees("Reconnecting … Your messages are kept.")
        await lena.says("In between")
        draft = lena.page.locator(".composer textarea")
        await draft.fill("Half a sent")
        await hub.start()
        await expect(lena.page.get_by_text("Reconnecting")).to_have_count(0, timeout=10_000)
        await expect(lena.page.locator(".message", has_text="In between")).to_have_count(1)
        await expect(lena.page.locator(".message.waiting")).to_have_count(0)
        await expect(draft).to_have_value("Half a sent")
        async with visitor(hub.url, "Vera") as vera:
            found = await vera.get("/api/messages?channel=hub")
            said = [(each["author"], each["body"]) for each in found["messages"]]
            assert said == [(lena.id, "Before"), (lena.id, "In between")]
