"""A host takes a programme over; a visitor marks a session, is reminded, led there, told when it is off."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from playwright.async_api import Browser, expect

from rooms.ids import VisitorId
from server.app import Running
from tests.tools import axe

from .journey import Guest, guest, until, visiting

SILENT = "Without camera and microphone"


def table() -> bytes:
    """Two sessions that begin in four minutes, one of them in a room of another name; one has a fault."""
    soon = (datetime.now(UTC) + timedelta(minutes=4)).isoformat(timespec="seconds")
    rows = (
        "id,title,start,duration,room,abstract",
        f"a,Lenses by hand,{soon},00:45,hall,From sand to light",
        f"b,Sky tonight,{soon},00:30,Dome,",
        "c,Never,soon,00:30,hall,",
    )
    return "\n".join(rows).encode()


async def take_over(host: Guest) -> None:
    """The file is reported first: what is new, what is wrong, which room is not known."""
    await host.page.keyboard.press("t")
    await host.sees("There is no programme yet.")
    await host.button("Import …").click()
    file = {"name": "plan.csv", "mimeType": "text/csv", "buffer": table()}
    await host.page.get_by_label("File", exact=True).set_input_files(files=[file])  # type: ignore[list-item]
    await host.sees("1 fault", "'soon' is no time.", "1 note")
    await host.page.get_by_label("Room of the hub for “Dome”").select_option("garden")
    await expect(host.words("1 note")).to_be_hidden()
    assert await axe.serious(host.page) == []
    await host.button("Import 2 sessions").click()
    await host.sees("Now and next", "Sky tonight")


async def mark_and_follow(lena: Guest, hub: Running) -> None:
    """The star brings the reminder, the reminder the way."""
    await lena.page.keyboard.press("t")
    row = lena.page.locator(".session").filter(has_text="Lenses by hand").last
    await row.get_by_text("About it").click()
    await lena.sees("From sand to light")
    await row.get_by_role("button", name="On my agenda: Lenses by hand").click()
    await lena.page.get_by_text("My agenda", exact=True).first.click()
    await expect(lena.page.locator(".session")).to_have_count(1)
    assert await axe.serious(lena.page) == []
    await lena.page.keyboard.press("Escape")
    await expect(lena.words("Lenses by hand begins at")).to_be_visible()
    await lena.button("Walk me there").click()

    async def goes() -> bool:
        return bool(hub.host.hub.state.live.avatars[lena_id(hub)].path)

    await until(goes, "Lena walks to the hall")


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
        lena = await guest(people, hub.url, "Lena")
        await host.enter(SILENT)
        await lena.enter(SILENT)
        await take_over(host)
        await mark_and_follow(lena, hub)
        row = host.page.locator(".session").filter(has_text="Lenses by hand").last
        await row.get_by_role("button", name="Host controls for Lenses by hand").click()
        await host.page.get_by_role("menuitem", name="Cancel this session").click()
        await lena.sees("Lenses by hand is cancelled.")
        nobody = await guest(people, f"{hub.url}/programme", "Nobody", width=390, height=844)
        await nobody.sees("Sky tonight", "Quiet garden", "cancelled")
        assert await axe.serious(nobody.page) == []
