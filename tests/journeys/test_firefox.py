"""The same hub in Firefox ESR: join, map, list, chat, and sound and picture where the machine allows it."""

import asyncio
from collections.abc import AsyncGenerator
from pathlib import Path

import pytest
import pytest_asyncio
from playwright.async_api import Browser, Playwright, expect

from tests.server.small_hub import claimed
from tests.tools.browsers import FIREFOX_PREFERENCES
from tests.tools.programs import firefox
from tests.visitor import visitor

from .journey import guest, until, visiting
from .test_box import code_of

pytestmark = pytest.mark.firefox
SILENT = "Without camera and microphone"
OPEN_ICE: dict[str, str | float | bool] = {
    "media.peerconnection.ice.obfuscate_host_addresses": False,
    "media.autoplay.blocking_policy": 0,
}


@pytest_asyncio.fixture(loop_scope="session")
async def media_firefox(playwright: Playwright) -> AsyncGenerator[Browser]:
    """A Firefox that names its addresses, as one does to whom camera and microphone were given."""
    browser = await playwright.firefox.launch(
        channel="moz-firefox",
        executable_path=firefox(),
        firefox_user_prefs={**FIREFOX_PREFERENCES, **OPEN_ICE},
        headless=True,
    )
    yield browser
    await browser.close()


@pytest.mark.may_block("starting a hub reads and checks the whole pack")
async def test_firefox_joins_draws_lists_and_writes(firefox: Browser, tmp_path: Path) -> None:
    async with visiting(firefox, tmp_path) as (hub, people):
        lena = await (await guest(people, hub.url, "Lena")).enter(SILENT)
        await lena.sees_map()
        await lena.says("Hello from Firefox")
        await lena.sees("Hello from Firefox")
        await lena.button("List").click()
        await lena.button("Enter: Training room").click()
        row = lena.page.get_by_role("listitem").filter(has_text="Training room")
        await expect(row).to_have_attribute("aria-current", "location")


@pytest.mark.media
@pytest.mark.may_block("starting a hub reads and checks the whole pack, and makes a certificate")
async def test_two_people_in_firefox_hear_and_see_each_other(media_firefox: Browser, tmp_path: Path) -> None:
    async with visiting(media_firefox, tmp_path, media=True, lan=True, tls_port=0) as (hub, people):
        lena = await (await guest(people, hub.url, "Lena")).enter("Enter as a list")
        amara = await (await guest(people, hub.url, "Amara")).enter("Enter as a list")
        for each in (lena, amara):
            await each.button("Enter: Training room").click()
        await asyncio.gather(*(each.sees("2 hear each other") for each in (lena, amara)))
        heard = (await lena.received())["audio"]
        await asyncio.gather(lena.sees_pictures(), amara.sees_pictures())
        assert (await lena.received())["audio"] > heard, (
            "packets of sound; without a sound card none is played"
        )


@pytest.mark.media
@pytest.mark.may_block("starting a hub reads and checks the whole pack, and makes a certificate")
async def test_a_box_in_firefox_is_paired_sends_and_reports(media_firefox: Browser, tmp_path: Path) -> None:
    async with (
        visiting(media_firefox, tmp_path, media=True, lan=True, tls_port=0) as (hub, people),
        visitor(hub.url, "Ann") as ann,
    ):
        box = await guest(people, f"{hub.url}/box", "Box")
        await claimed(ann)
        await ann.post("/api/boxes", {"code": await code_of(box), "stage": "hall", "title": "Left"})
        await expect(box.page.locator("h1")).to_have_text("Left")

        async def reports() -> bool:
            told = [frame["data"]["health"] for name, frame in ann.events if name == "box.reported"]
            return any(each["picture"] == "ok" and each["rtt"] is not None for each in told)

        await until(reports, "the hub is told of its picture and its line")
        sent = (await box.received())["sent"]

        async def sends() -> bool:
            return (await box.received())["sent"] > sent

        await until(sends, "it sends sound and picture")
