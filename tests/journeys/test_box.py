"""A venue box in the hall: seen and heard from afar, by nobody in the hall, and gone as it is ended."""

import re
from pathlib import Path

from playwright.async_api import Browser, expect

from tests.tools import axe
from tests.tools.browsers import People

from .journey import Guest, guest, until, visiting
from .painted import PAINTED, names

HALLWAY, AFAR = TONES = (440, 1200)
"""What the microphones of a hallway and of who stands at its window send, in hertz."""


async def code_of(box: Guest) -> str:
    """The six digits that a device shows."""
    digits = box.page.locator(".digits")
    await expect(digits).to_be_visible()
    assert await axe.serious(box.page) == []
    return "".join(each for each in await digits.inner_text() if each.isdigit())[-6:]


async def paired(
    box: Guest, people: People, url: str, *, window: bool = False, tone: int = 0, script: str = ""
) -> Guest:
    """A host opens the link that the device shows, and says where it stands: in the hall, or in its hallway,
    with a window on the map where the host stands.
    """
    code = await code_of(box)
    link = f"{url}/admin#token=test-admin&box={code}"
    host = await (await guest(people, link, "Host", tone=tone, script=script)).enter()
    if window:
        await host.page.get_by_role("switch", name="Window into the hallway").click()
    await added(host, box, "Left of the stage")
    return host


async def added(host: Guest, box: Guest, title: str) -> None:
    """The host gives the device whose code stands in the desk its title, and takes it in."""
    await host.page.get_by_label("Title").fill(title)
    await host.button("Add the device").click()
    await expect(box.page.locator("h1")).to_have_text(title)


async def gets_nothing(person: Guest) -> None:
    """From now on not one more packet arrives, while others go on receiving."""
    before = await person.received()
    await person.page.wait_for_timeout(1000)  # the length of the silence is what is tried
    after = await person.received()
    assert (after["audio"], after["frames"]) == (before["audio"], before["frames"])


async def test_a_box_is_seen_and_heard_from_afar_and_by_nobody_in_the_hall_until_it_is_ended(
    media_chromium: Browser, tmp_path: Path
) -> None:
    async with visiting(media_chromium, tmp_path, media=True) as (hub, people):
        box = await guest(people, f"{hub.url}/box", "Box")
        host = await paired(box, people, hub.url)
        await expect(host.page.locator(".box-row")).to_contain_text(re.compile("Round trip [0-9]+ ms"))
        assert await axe.serious(host.page) == []
        await host.page.keyboard.press("Escape")
        far = await guest(people, f"{hub.url}/stage/hall", "Far")
        await far.button("Watch and listen").click()
        near = await (await guest(people, f"{hub.url}/?hall=hall&at=hall", "Near")).enter()
        await far.sees_pictures()
        await far.hears()
        await far.sees("Left of the stage")
        await near.sees("You hear the hall in the hall.")
        assert (await near.received())["audio"] == 0
        await gets_nothing(near)
        await box.page.reload()
        await far.sees_pictures()
        await ended(host)
        await box.sees("This device is no venue box any more")
        await far.hears(audible=False)
        await gets_nothing(far)


async def ended(host: Guest) -> None:
    """The host removes the box in the desk."""
    await host.button("More").click()
    await host.page.get_by_role("menuitem", name="Hosts' desk").click()
    await host.page.get_by_role("tab", name="Venue boxes").click()
    await host.button("Remove").click()
    await host.button("Remove").click()
    await until(lambda: gone(host), "the box is out of the list")


async def gone(host: Guest) -> bool:
    """No box stands in the desk."""
    return await host.page.locator(".box-row").count() == 0


async def test_a_hallway_and_whoever_stands_at_its_window_see_and_hear_each_other(
    media_chromium: Browser, tmp_path: Path
) -> None:
    async with visiting(media_chromium, tmp_path, media=True) as (hub, people):
        box = await guest(people, f"{hub.url}/box", "Box", tone=HALLWAY)
        host = await paired(box, people, hub.url, window=True, tone=AFAR, script=PAINTED)
        await host.page.keyboard.press("Escape")
        await names(host.page, "Left of the stage")
        await box.hears_tones(AFAR, of=TONES)
        await host.hears_tones(HALLWAY, of=TONES)
        await box.sees_pictures()
        await host.sees_pictures()
        await expect(box.page.locator(".hallway .tag")).to_have_text("Host")
        assert await axe.serious(box.page) == []
        assert (await host.page.evaluate("fetch('/api/hub').then(r => r.json())"))["here"] == 1
        await host.go("Stage hall")
        await box.sees("Nobody is at this window at the moment")
        await box.hears_tones(of=TONES)
        await gets_nothing(box)
        await host.page.keyboard.press("l")
        await expect(host.page.get_by_role("list", name="Windows into the house")).to_contain_text("hallway")
        assert await axe.serious(host.page) == []
        await host.button("Go there: Left of the stage").press("Enter")
        await box.hears_tones(AFAR, of=TONES)
