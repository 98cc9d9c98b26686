"""A host takes a programme over; a visitor reads it on own clocks, marks, is reminded and led there."""

import asyncio
import json
import re
from datetime import UTC, datetime, timedelta
from functools import cache
from pathlib import Path

import pytest
from playwright.async_api import Browser, FilePayload, expect

from rooms.ids import VisitorId
from server.app import Running
from tests.tools import axe

from .journey import Guest, guest, until, visiting

NEW_YORK = "America/New_York"
CLOCKS = {
    "Last day of winter time": ("2027-03-27 10:00", "05:00 – 05:45"),
    "First day of summer time": ("2027-03-28 10:00", "04:00 – 04:45"),
    "Last day of summer time": ("2027-10-30 10:00", "04:00 – 04:45"),
    "First day of winter time": ("2027-10-31 10:00", "05:00 – 05:45"),
}
"""Ten o'clock in Jena on both sides of its clock changes, and how late it is in New York then."""
SILENT = "Without camera and microphone"
FILES = Path(__file__).parents[1] / "server" / "programmes"
SCHEDULES = {"pretalx.json": 3, "frab.json": 2}
"""How many sessions each file has beside the one with a fault."""
WALK, WAIT_S = "Evening walk", 6
"""What begins soon, and in how many seconds."""


@cache
def table() -> bytes:
    """Two sessions that begin in four minutes, one of them in a room of another name; one has a fault.
    Four are on both sides of a clock change.
    """
    soon = (datetime.now(UTC) + timedelta(minutes=4)).isoformat(timespec="seconds")
    rows = (
        "id,title,start,duration,room,abstract",
        f"a,Lenses by hand,{soon},00:45,hall,From sand to light",
        f"b,Sky tonight,{soon},00:30,Dome,",
        "c,Never,soon,00:30,hall,",
        *(f"{at},{title},{start},00:45,lab," for at, (title, (start, _shown)) in enumerate(CLOCKS.items())),
    )
    return "\n".join(rows).encode()


def file() -> FilePayload:
    """The table as somebody chooses it on their computer."""
    return FilePayload(name="plan.csv", mimeType="text/csv", buffer=table())


def schedule(name: str) -> FilePayload:
    """A schedule as pretalx or frab gives it away, but its first session says no length."""
    whole = json.loads((FILES / name).read_text("utf-8"))
    whole["schedule"]["conference"]["days"][0]["rooms"]["Stage hall"][0]["duration"] = "soon"
    return FilePayload(name=name, mimeType="application/json", buffer=json.dumps(whole).encode())


def walk() -> FilePayload:
    """A session that begins in a few seconds."""
    start = (datetime.now(UTC) + timedelta(seconds=WAIT_S)).isoformat(timespec="seconds")
    text = f"id,title,start,duration,room\nw,{WALK},{start},00:30,garden"
    return FilePayload(name="walk.csv", mimeType="text/csv", buffer=text.encode())


async def take_over(host: Guest) -> None:
    """The file is reported first: what is new, what is wrong, which room is not known."""
    await host.page.keyboard.press("t")
    await host.sees("There is no programme yet.")
    await host.button("Import …").click()
    await host.page.get_by_label("File", exact=True).set_input_files(file())
    await host.sees("1 fault", "'soon' is no time.", "1 note")
    await host.page.get_by_label("Room of the hub for “Dome”").select_option("garden")
    await expect(host.words("1 note")).to_be_hidden()
    assert await axe.serious(host.page) == []
    await host.button("Import 6 sessions").click()
    await host.sees("Now and next", "Sky tonight")


async def take_over_again(host: Guest) -> None:
    """The same file once more changes nothing."""
    await host.button("Import …").click()
    await host.page.get_by_label("File", exact=True).set_input_files(file())
    await host.sees("6 sessions are the same.")
    await expect(host.button("Import 0 sessions")).to_have_attribute("aria-disabled", "true")
    await host.button("Cancel").click()


async def take_over_schedules(host: Guest) -> None:
    """The files of other programs: their faults are reported, and the second time all is the same."""
    for name, count in SCHEDULES.items():
        given = await asyncio.to_thread(schedule, name)
        await host.button("Import …").click()
        form = host.page.get_by_role("dialog", name="Import a programme")
        await form.get_by_label("File", exact=True).set_input_files(given)
        await host.sees("1 fault", "'soon' is no duration.", f"{count} new sessions")
        await host.button(f"Import {count} sessions").click()
        await expect(form).to_have_count(0)
        await host.button("Import …").click()
        await form.get_by_label("File", exact=True).set_input_files(given)
        await host.sees("1 fault", f"{count} sessions are the same.")
        await host.button("Cancel").click()


async def add_one(host: Guest) -> None:
    """A session by hand, for so many people; what cannot be is said in words."""
    await host.button("Add a session …").click()
    form = host.page.get_by_role("dialog", name="Add a session")
    await form.get_by_role("button", name="Add", exact=True).click()
    await expect(form.get_by_role("alert")).to_be_visible()
    assert await axe.serious(host.page) == []
    await form.get_by_label("Title").fill("Tour of the dome")
    await form.get_by_label("Seats on site").fill("24")
    await form.get_by_label("Seats online").fill("30")
    await form.get_by_role("button", name="Add", exact=True).click()
    row = host.page.locator(".session").filter(has_text="Tour of the dome").last
    for room in ("24 seats in the house", "30 places online"):
        await expect(row).to_contain_text(room)


async def is_early(person: Guest) -> None:
    """Whoever is in New York reads New York's times, before and after each clock change."""
    await person.sees("Times as in America/New York. The house is in Europe/Berlin.")
    for title, (_start, shown) in CLOCKS.items():
        row = person.page.locator(".session").filter(has_text=title).last
        await expect(row.locator(".when")).to_have_text(re.compile(rf"^\s*{shown}\s*$"))


async def calendars(lena: Guest) -> None:
    """Addresses of everything, of one room, and of what she marked: each has its own sessions."""
    address = lena.page.get_by_role("textbox", name="Address of this calendar")
    await expect(address).to_have_value(re.compile("/programme.ics$"))
    await lena.page.get_by_label("What is in it").select_option("Innovation lab")
    await expect(address).to_have_value(re.compile("/programme/lab.ics$"))
    await lena.button("Make an address for my agenda").click()
    mine = lena.page.get_by_role("textbox", name="My agenda")
    assert await summaries(lena, await address.input_value()) == set(CLOCKS)
    assert await summaries(lena, await mine.input_value()) == {"Lenses by hand"}


async def summaries(person: Guest, url: str) -> set[str]:
    """What the sessions of a calendar are called."""
    text = await (await person.page.request.get(url)).text()
    return set(re.findall(r"^SUMMARY:(.*?)\r?$", text, re.MULTILINE))


async def mark_and_follow(lena: Guest, hub: Running) -> None:
    """The star brings the reminder, the reminder the way."""
    await lena.page.keyboard.press("t")
    await is_early(lena)
    row = lena.page.locator(".session").filter(has_text="Lenses by hand").last
    await row.get_by_text("About it").click()
    await lena.sees("From sand to light")
    await row.get_by_role("button", name="On my agenda: Lenses by hand").click()
    await lena.page.get_by_text("My agenda", exact=True).first.click()
    await expect(lena.page.locator(".session")).to_have_count(1)
    await calendars(lena)
    assert await axe.serious(lena.page) == []
    await lena.page.keyboard.press("Escape")
    await expect(lena.words("Lenses by hand begins at")).to_be_visible()
    await lena.button("Walk me there").click()
    await is_led(lena, hub, "hall")


async def follow_at_the_start(host: Guest, lena: Guest, hub: Running) -> None:
    """What begins this moment says so, and leads there too."""
    await host.button("Import …").click()
    await host.page.get_by_label("File", exact=True).set_input_files(walk())
    await host.button("Import 1 session").click()
    await lena.page.keyboard.press("t")
    row = lena.page.locator(".session").filter(has_text=WALK).last
    await row.get_by_role("button", name=f"On my agenda: {WALK}").click()
    await lena.page.keyboard.press("Escape")
    await lena.sees(f"{WALK} begins now.")
    await lena.button("Walk me there").click()
    await is_led(lena, hub, "garden")


async def is_led(lena: Guest, hub: Running, room: str) -> None:
    """Wait until somebody is on a way that ends in this room."""
    state = hub.host.hub.state

    async def goes() -> bool:
        avatar = state.live.avatars[lena_id(hub)]
        return bool(avatar.path) and state.rules.floors[avatar.floor].room_at(*avatar.path[-1]) == room

    await until(goes, f"{lena.name} walks to: {room}")


def lena_id(hub: Running) -> VisitorId:
    """Who Lena is."""
    visitors = hub.host.hub.state.durable.visitors
    return next(each for each, person in visitors.items() if person.name == "Lena")


@pytest.mark.may_block("starting a hub reads and checks the whole pack")
async def test_a_programme_is_taken_over_marked_reminded_of_and_cancelled(
    chromium: Browser, tmp_path: Path
) -> None:
    async with visiting(chromium, tmp_path) as (hub, people):
        host = await guest(people, f"{hub.url}/list#token=test-admin", "Host")
        lena = await guest(people, hub.url, "Lena", zone=NEW_YORK)
        await host.enter(SILENT)
        await lena.enter(SILENT)
        await take_over(host)
        await take_over_again(host)
        await add_one(host)
        await mark_and_follow(lena, hub)
        await follow_at_the_start(host, lena, hub)
        await take_over_schedules(host)
        row = host.page.locator(".session").filter(has_text="Lenses by hand").last
        await row.get_by_role("button", name="Host controls for Lenses by hand").click()
        await host.page.get_by_role("menuitem", name="Cancel this session").click()
        await lena.sees("Lenses by hand is cancelled.")
        nobody = await guest(people, f"{hub.url}/programme", "Nobody", width=390, height=844, zone=NEW_YORK)
        await nobody.sees("Sky tonight", "Quiet garden", "cancelled")
        await is_early(nobody)
        assert await axe.serious(nobody.page) == []
