"""In the hall: a phone asks, votes, raises its hand; the moderator sees from where, the screen shows it."""

import asyncio
import re
from datetime import UTC, datetime, timedelta
from pathlib import Path

from playwright.async_api import Browser, Locator, Page, expect

from server.app import Running
from tests.tools import axe
from tests.tools.browsers import People
from tests.tools.qr import scanned
from tests.visitor import visitor

from .journey import PATIENCE_MS, Guest, guest, visiting

CODE = "QR code of the page for phones in the hall"
WORDS = ".venue-line-up li"
"""Hands and questions where the screen shows nothing else."""


PROGRAMME = """(text) => fetch("/api/programme/import", {
  method: "POST",
  headers: { "X-Foyer": "1", "Content-Type": "application/json" },
  body: JSON.stringify({ name: "plan.csv", text, apply: true }),
}).then((answer) => answer.ok)"""
ON, NEXT = "Welcome and how to take part", "Closing words"
"""What is on in the hall, and what comes next."""


async def phone(people: People, url: str) -> Guest:
    """Somebody in the hall, at their phone."""
    return await by_code(people, url + "/hall/hall")


async def by_code(people: People, link: str) -> Guest:
    """Open what the code says and take part: a name and one button."""
    context = await people.person(width=390, height=844, touch=True)
    context.set_default_timeout(PATIENCE_MS)
    page = await context.new_page()
    await page.goto(link)
    lena = Guest(page, "Lena")
    await page.get_by_label("Your name").fill(lena.name)
    assert await axe.serious(page) == []
    await lena.button("Take part").click()
    await lena.sees("Nobody has raised a hand yet.")
    return lena


async def moderator(people: People, hub: Running) -> Guest:
    """Amara in the hub, at the list of the stage."""
    amara = await (await guest(people, hub.url, "Amara")).enter("Enter as a list")
    async with visitor(hub.url, "Host") as host:
        await host.post("/api/admin/claim", {"token": "test-admin"})
        await host.do("role.grant", visitor=amara.id, role="moderator")
    await amara.button("Enter: Stage hall").click()
    await expect(amara.page.locator("[aria-current=location]")).to_contain_text("Stage hall")
    await amara.page.keyboard.press("h")
    await amara.sees("Raised hands")
    return amara


async def screen(people: People, url: str, settings: str = "") -> Page:
    """The projector of the hall."""
    page = await (await people.person(width=1920, height=1080)).new_page()
    await page.goto(f"{url}/screen/hall{settings}")
    await expect(page.get_by_role("img", name=CODE)).to_be_visible()
    return page


async def ask_and_rise(lena: Guest) -> None:
    """A question in writing, and a hand with the seat."""
    await lena.button("Write a question").click()
    await lena.page.get_by_label("Your question").fill("Which licence?")
    await lena.button("Ask").click()
    await lena.sees("You are number 1.")
    await lena.button("Raise hand").click()
    await lena.page.get_by_label("Your seat").fill("row 7")
    assert await axe.serious(lena.page) == []
    await lena.page.get_by_role("dialog").get_by_role("button", name="Raise hand").click()
    await lena.sees("Hand, row 7")


async def set_up(amara: Guest, item: str) -> Locator:
    """Open a dialog of the stage's own menu; nobody is shut out of it."""
    await amara.button("Set up the stage").click()
    await amara.page.get_by_role("menuitem", name=item).click()
    dialog = amara.page.get_by_role("dialog")
    await expect(dialog.get_by_role("heading").first).to_be_visible()
    return dialog


async def rule(amara: Guest, lena: Guest) -> None:
    """From now on hall and online are called in turn, so who is remote comes after the first of the hall;
    questions are read first, and may be nameless.
    """
    dialog = await set_up(amara, "Rules of the list")
    await dialog.get_by_text("Hall and online in turn").click()
    await dialog.get_by_role("switch", name="Read questions before everybody sees them").click()
    await dialog.get_by_role("switch", name="Allow questions without a name").click()
    assert await axe.serious(amara.page) == []
    await dialog.get_by_role("button", name="Save").click()
    await expect(dialog).to_have_count(0)
    await amara.sees("You are number 2.")
    await lena.sees("People are called in turn.", "You are number 1.")


async def ask_without_a_name(lena: Guest, amara: Guest, wall: Page) -> None:
    """Only the moderator reads it, and not whose it is, until it is shown to everybody."""
    await lena.button("Write a question").tap()
    await lena.page.get_by_role("textbox", name="Your question").fill("What does it cost?")
    await lena.page.get_by_role("switch", name="Ask without my name").tap()
    assert await axe.serious(lena.page) == []
    await lena.button("Ask").tap()
    await lena.sees("is checked by the moderation")
    held = amara.page.get_by_role("list", name="To be checked")
    await expect(held).to_contain_text("What does it cost?")
    await expect(held).not_to_contain_text("Lena")
    await expect(wall.locator(WORDS).filter(has_text="What does it cost?")).to_have_count(0)
    await held.get_by_role("button", name="Moderate:").click()
    await amara.page.get_by_role("menuitem", name="Show to everybody").click()
    await expect(wall.locator(WORDS).filter(has_text="What does it cost?")).to_be_visible()
    await expect(held).to_have_count(0)


async def vote_by_touch(lena: Guest, amara: Guest) -> None:
    """A phone is for somebody else's question, and takes that back."""
    await amara.button("Write a question").click()
    await amara.page.get_by_role("textbox", name="Your question").fill("Who waters the trees?")
    await amara.button("Ask").click()
    await amara.sees("You are number 3.")
    entry = amara.page.get_by_role("listitem").filter(has_text="Who waters the trees?")
    vote = lena.page.get_by_role("button", name="Vote for: Question of Amara")
    for count in ("1", "0"):
        await vote.tap()
        await expect(entry.locator(".votes .num")).to_have_text(count)


async def plan(host: Guest) -> None:
    """A host brings a programme of two sessions of the hall, one of which is on."""
    now = datetime.now(UTC)
    on, next_ = [(now + timedelta(minutes=each)).isoformat(timespec="seconds") for each in (-5, 30)]
    rows = ("id,title,start,duration,room", f"a,{ON},{on},00:30,hall", f"b,{NEXT},{next_},00:30,hall")
    assert await host.page.evaluate(PROGRAMME, "\n".join(rows))


async def put_back(amara: Guest, wall: Page) -> None:
    """An answered question comes back to its place from the list of those that were taken."""
    for act in ("Unpin", "Answered"):
        await amara.button("Moderate: Question of Lena").click()
        await amara.page.get_by_role("menuitem", name=act).click()
    await expect(wall.locator(WORDS)).to_have_count(1)
    await amara.page.get_by_text("1 taken").click()
    taken = amara.page.get_by_role("list", name="Taken")
    await taken.get_by_role("button", name="Moderate:").click()
    await amara.page.get_by_role("menuitem", name="Put back").click()
    await expect(taken).to_have_count(0)
    await expect(wall.locator(WORDS).first).to_contain_text("Which licence?")


async def direct(amara: Guest) -> None:
    """The moderator has the code for phones at hand, and says what the screen shows."""
    dialog = await set_up(amara, "QR code for the hall's phones")
    code = dialog.get_by_role("img", name=CODE)
    await expect(code).to_be_visible()
    await expect(dialog.get_by_label("Link")).to_have_value(re.compile("/hall/hall$"))
    assert await scanned(code) == await dialog.get_by_label("Link").input_value()
    assert await axe.serious(amara.page) == []
    await amara.page.keyboard.press("Escape")
    dialog = await set_up(amara, "Venue screen")
    await dialog.get_by_label("What it shows").select_option("Raised hands and questions")
    await dialog.get_by_text("On the screen now: Raised hands and questions").wait_for()
    assert await axe.serious(amara.page) == []
    await dialog.get_by_role("button", name="Done").click()


def names_here(hub: Running) -> set[str]:
    """Who is listed as being in the hub."""
    state = hub.host.hub.state
    return {state.durable.visitors[each].name for each in state.live.presence}


async def test_a_phone_asks_votes_and_rises_by_the_moderators_rules_and_the_screen_shows_it(
    chromium: Browser, tmp_path: Path
) -> None:
    async with visiting(chromium, tmp_path) as (hub, people):
        amara, wall = await asyncio.gather(moderator(people, hub), screen(people, hub.url))
        lena = await by_code(people, await scanned(wall.get_by_role("img", name=CODE)))
        await ask_and_rise(lena)
        hand = amara.page.get_by_role("listitem").filter(has_text="Hand, row 7")
        await expect(hand).to_contain_text("in the hall")
        await expect(wall.locator("ol")).to_contain_text("in the hall, row 7")
        await amara.button("Moderate: Question of Lena").click()
        await amara.page.get_by_role("menuitem", name="Pin for all to see").click()
        await expect(wall.get_by_role("heading", name="Which licence?")).to_be_visible()
        assert await axe.serious(wall) == []
        await direct(amara)
        await put_back(amara, wall)
        await plan(amara)
        for title in (ON, NEXT):
            await expect(wall.get_by_text(title)).to_be_visible()
        await vote_by_touch(lena, amara)
        await rule(amara, lena)
        await ask_without_a_name(lena, amara, wall)
        assert await axe.serious(lena.page) == []
        assert names_here(hub) <= {"Amara", "Host"}, "phone and screen count as nobody"
        await lena.page.reload()
        await lena.sees("You are number 1.")
        await lena.button("Leave the hall").click()
        await lena.sees("You have left the hall.")
        assert await axe.serious(lena.page) == []
        await expect(hand).to_have_count(0)
