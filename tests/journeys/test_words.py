"""Writing to everybody, to a room and to one person, and coming along with somebody; and what a crash of the
hub leaves of it: all.
"""

import re
from pathlib import Path

import pytest
from playwright.async_api import Browser, Locator, expect

from tests.running import hub_process
from tests.server.small_hub import claimed
from tests.tools import axe
from tests.tools.browsers import watched
from tests.tools.programs import free_port
from tests.visitor import Visitor, visitor

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
    await amara.page.get_by_role("button", name=re.compile(r"^Everybody \d+$")).click()
    await amara.sees("You can still come in")
    await expect(amara.page.locator(".badge")).to_have_count(0)
    await amara.button("List").click()
    await amara.button("Enter: Training room").click()
    await expect(amara.page.get_by_placeholder("Message to Training room")).to_be_visible()
    await amara.sees("The course begins")


def line(person: Guest, text: str) -> Locator:
    """The message of this text."""
    return person.page.locator(".message").filter(has_text=text)


async def choose(person: Guest, text: str, act: str) -> None:
    """Pick an entry of the menu of a message."""
    await line(person, text).get_by_role("button", name="What to do about the message of").click()
    await person.page.get_by_role("menuitem", name=act, exact=True).click()


async def mending(lena: Guest, amara: Guest) -> None:
    """Between two: who writes is seen; words are put right, answered, signed, taken back."""
    field = lena.page.locator(".composer textarea")
    await field.press_sequentially("I lok")
    await amara.sees("Lena is writing …")
    await field.press("Enter")
    await expect(line(amara, "I lok")).to_be_visible()
    await expect(amara.page.get_by_text("Lena is writing …")).to_have_count(0)
    await field.press("ArrowUp")
    await expect(field).to_have_value("I lok")
    await lena.says("I look at it")
    await expect(line(amara, "I look at it")).to_contain_text("put right")
    await line(amara, "I look at it").get_by_role("button", name="What to do about").click()
    assert await axe.serious(amara.page) == []
    await amara.page.get_by_role("menuitem", name="Answer").click()
    await amara.sees("Answer to Lena")
    await amara.says("Thank you so much")
    await expect(line(lena, "Thank you so much").locator(".quote")).to_contain_text("I look at it")
    await choose(amara, "Thank you so much", "Take back …")
    assert await axe.serious(amara.page) == []
    await amara.button("Take back").click()
    await lena.sees("This message was deleted.")
    await expect(lena.page.get_by_text("Thank you so much")).to_have_count(0)


async def signs(lena: Guest, amara: Guest) -> None:
    """Each counts once; a second press takes one's own away."""
    await choose(amara, "I look at it", "Heart")
    mine, hers = (line(each, "I look at it").locator(".chat-sign") for each in (lena, amara))
    await expect(mine).to_have_text(re.compile("1$"))
    await mine.click()
    await expect(hers).to_have_text(re.compile("2$"))
    await expect(hers).to_have_attribute("aria-label", re.compile("Amara"))
    await mine.click()
    await expect(hers).to_have_text(re.compile("1$"))


async def calling(lena: Guest, amara: Guest) -> None:
    """A name is chosen by arrow keys; who is called is told where they are."""
    await lena.button("Everybody").click()
    field = lena.page.get_by_placeholder("Message to everybody")
    await field.press_sequentially("Who knows it? @")
    people = lena.page.get_by_role("listbox", name="People to call by name").get_by_role("option")
    await expect(people).to_have_text(["Amara", "Vera"])
    await field.press("ArrowUp")
    await expect(people.last).to_have_attribute("aria-selected", "true")
    await field.press("ArrowDown")
    await field.press("Enter")
    await expect(field).to_have_value("Who knows it? @Amara ")
    await field.press("Enter")
    await amara.sees("Lena calls you: Who knows it? @Amara")


async def finding(lena: Guest) -> None:
    """What is searched for is shown where it was said."""
    await lena.button("Search messages").click()
    await lena.page.get_by_label("Words to look for").fill("example.org/plan")
    await lena.page.keyboard.press("Enter")
    found = lena.page.locator(".found button")
    await expect(found).to_have_count(1)
    assert await axe.serious(lena.page) == []
    await found.click()
    await expect(line(lena, "https://example.org/plan")).to_be_focused()


async def telling_hosts(lena: Guest, amara: Guest, vera: Visitor) -> None:
    """A host reads what was told of a message, with what was said around it, and of a person; closes both."""
    await claimed(vera)
    await vera.do("role.grant", visitor=amara.id, role="moderator")
    await amara.sees("Your role is now: Moderation")
    for words in ("I sell watches", "Buy one now"):
        await vera.do("chat.post", channel="hub", body=words)
    await lena.button("Everybody").click()
    await choose(lena, "Buy one now", "Report to the hosts …")
    await tell(lena, "Advertising or spam")
    await lena.sees("The hosts have your report")
    await of_person(lena)
    await amara.sees("Lena has reported something")
    await amara.button("Look").click()
    person, message = amara.page.locator(".report").first, amara.page.locator(".report").last
    await expect(message.locator(".around li")).to_contain_text(["I sell watches", "Buy one now"])
    await expect(message.locator(".around .told")).to_contain_text("Buy one now")
    for words in ("Lena about Vera", "Harassment or threats", "She runs after me", "open"):
        await expect(person).to_contain_text(words)
    assert await axe.serious(amara.page) == []
    await person.get_by_role("button", name="Nothing to do").click()
    await expect(person).to_contain_text("nothing to do")
    await message.get_by_role("button", name="Done, something was done").click()
    await expect(message).to_contain_text("done")
    await amara.page.keyboard.press("Escape")
    await lena.sees("The hosts have looked at your report")


async def tell(lena: Guest, reason: str, words: str = "") -> None:
    """Fill in the report that is open, and send it."""
    dialog = lena.page.get_by_role("dialog")
    await dialog.get_by_label("What is it about?").select_option(label=reason)
    await dialog.get_by_label("What happened? (if you like)").fill(words)
    assert await axe.serious(lena.page) == []
    await dialog.get_by_role("button", name="Tell the hosts").click()
    await expect(dialog).to_have_count(0)


async def of_person(lena: Guest) -> None:
    """The menu of a person tells the hosts about that person; then the list shows the rooms again."""
    await lena.page.keyboard.press("p")
    await lena.button("More about Vera").click()
    await lena.page.get_by_role("menuitem", name="Report to the hosts …").click()
    await expect(lena.page.get_by_role("dialog", name="Report Vera")).to_contain_text("Vera is not told")
    await tell(lena, "Harassment or threats", "She runs after me")
    await lena.page.keyboard.press("r")
    await expect(lena.button("Enter: Shared office")).to_be_visible()


async def coming_along(lena: Guest, vera: Visitor) -> None:
    """Through a door into another room, through the portal to another floor, until Escape ends it."""
    place = lena.page.get_by_role("heading", level=1)
    await vera.do("room.enter", room="office")
    await lena.button("Enter: Shared office").click()
    row = lena.page.get_by_role("listitem").filter(has_text="Shared office")
    await expect(row).to_have_attribute("aria-current", "location")
    await lena.page.keyboard.press("l")
    await expect(place).to_have_text("Shared office")
    await lena.page.keyboard.press("p")
    await lena.button("More about Vera").click()
    assert await axe.serious(lena.page) == []
    await lena.page.get_by_role("menuitem", name="Follow Vera").click()
    banner = lena.page.get_by_role("region", name="Following")
    await expect(banner).to_contain_text("You follow Vera")
    await vera.told("follow.started", visitor=lena.id)
    await vera.do("walk.to", floor="plaza", x=2528, y=1504)
    await expect(place).to_have_text("Quiet garden")
    await expect(place).to_have_text("Paradies park")
    await expect(lena.page.get_by_role("log")).to_contain_text("Vera went to Paradies park: you come along.")
    await lena.page.locator("canvas").focus()
    await lena.page.keyboard.press("Escape")
    await expect(banner).to_have_count(0)
    await vera.told("follow.ended", visitor=lena.id, why="stopped")


@pytest.mark.may_block("starting a hub reads and checks the whole pack")
async def test_people_write_to_everybody_to_one_and_to_a_room(chromium: Browser, tmp_path: Path) -> None:
    async with visiting(chromium, tmp_path) as (hub, people), visitor(hub.url, "Vera") as vera:
        lena = await (await guest(people, hub.url, "Lena")).enter(SILENT)
        amara = await (await guest(people, hub.url, "Amara")).enter(SILENT)
        await to_everybody(lena, amara)
        await to_one(lena, amara)
        await mending(lena, amara)
        await signs(lena, amara)
        await calling(lena, amara)
        await finding(lena)
        await to_a_room(lena, amara)
        await telling_hosts(lena, amara, vera)
        await coming_along(lena, vera)
        told = [each["data"]["channel"] for name, each in vera.events if name == "message.posted"]
        assert not any(channel.startswith("dm:") for channel in told)


async def test_a_killed_hub_costs_a_moment_and_neither_login_nor_draft(
    chromium: Browser, tmp_path: Path
) -> None:
    async with hub_process(tmp_path, free_port()) as hub, watched(chromium) as people:
        people.expect("WebSocket connection")
        for cut in ("ERR_CONNECTION", "ERR_CONTENT_LENGTH_MISMATCH"):
            people.expect(cut)
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
        await expect(lena.page.get_by_text("Reconnecting")).to_have_count(0)
        await expect(lena.page.locator(".message", has_text="In between")).to_have_count(1)
        await expect(lena.page.locator(".message.waiting")).to_have_count(0)
        await expect(draft).to_have_value("Half a sent")
        async with visitor(hub.url, "Vera") as vera:
            found = await vera.get("/api/messages?channel=hub")
            said = [(each["author"], each["body"]) for each in found["messages"]]
            assert said == [(lena.id, "Before"), (lena.id, "In between")]
        await hub.stop()
        await lena.sees("The hub is restarting. Your messages are kept.")
