"""What one hears: a voice only while its key is held, in one tab of two, and from where its owner stands."""

import asyncio
from pathlib import Path

import pytest
from playwright.async_api import Browser, expect

from server.app import Running
from tests.visitor import Visitor, visitor

from .journey import AUDIBLE, Guest, guest, line, stands, until, visiting
from .test_meeting import TALK

ELSEWHERE = "Sound and picture are in another tab."
GROUND = (1500, 1130)
"""Open ground of the market square with room to both sides, in floor pixels."""


async def silence(person: Guest, other: Guest) -> None:
    """While a second of the person's own sound reaches the other, not one packet comes back."""
    await person.hears(False)
    before, heard = (await person.received())["audio"], (await other.received())["audio"]

    async def a_second() -> bool:
        return (await other.received())["audio"] > heard + 50

    await until(a_second, "a second of sound")
    assert (await person.received())["audio"] == before


async def turn_push_to_talk(person: Guest) -> None:
    """On or off, in the dialog of display and controls; then back to the map."""
    await person.button("More").click()
    await person.page.get_by_role("menuitem", name="Display and controls …").click()
    await person.page.get_by_role("switch", name="Push to talk").click()
    await person.page.keyboard.press("Escape")
    await expect(person.button("More")).to_be_focused()
    await person.page.locator("canvas").focus()


async def push_to_talk(lena: Guest, amara: Guest) -> None:
    """Amara is heard only while she holds the space bar."""
    await turn_push_to_talk(amara)
    await silence(lena, amara)
    await amara.page.locator("canvas").focus()  # what closed before may have taken it back late
    await amara.page.keyboard.down(" ")
    await lena.hears()
    await amara.page.keyboard.up(" ")
    await silence(lena, amara)
    await turn_push_to_talk(amara)
    await lena.hears()


async def bring_here(hub: Running, lena: Guest, amara: Guest) -> None:
    """A second tab takes sound and picture over, the first fetches them back; Amara stays one."""
    second = Guest(await amara.page.context.new_page(), "Amara")
    await second.page.goto(hub.url)
    await second.enter()
    await amara.sees(ELSEWHERE)
    await asyncio.gather(second.hears(), lena.hears(), amara.hears(False), lena.sees(TALK))
    await amara.button("Bring here").click()
    await second.sees(ELSEWHERE)
    await asyncio.gather(amara.hears(), lena.hears(), second.hears(False), lena.sees(TALK))
    await expect(amara.words(ELSEWHERE)).to_have_count(0)
    await second.page.close()


async def put(hub: Running, own: Visitor, aside: int) -> None:
    """Let somebody walk to the row of the ground, so many pixels beside its middle."""
    x, y = GROUND[0] + aside, GROUND[1]
    await own.do("walk.to", floor="plaza", x=x, y=y)

    async def arrived() -> bool:
        return stands(hub, own) == (x, y)

    await until(arrived, f"a walk to {x}, {y}")


async def is_left(person: Guest, times: float) -> None:
    """Wait until the left is so many times as loud as the right; below 1 the voice comes from the right."""

    async def aside() -> bool:
        left, right = await person.sides()
        return min(left, right) > AUDIBLE and (left / right - times) * (times - 1) > 0

    await until(aside, f"{person.name} hears the left {times} times as loud as the right")


async def near_and_far(hub: Running, lena: Guest, amara: Guest) -> None:
    """Amara is loud close by on Lena's left, and faint on her right at the far end of one conversation."""
    async with line(hub.url, lena) as one, line(hub.url, amara) as other, visitor(hub.url, "Vera") as vera:
        await put(hub, one, 0)
        await put(hub, other, -60)
        await lena.sees(TALK)
        await asyncio.gather(is_left(lena, 1.15), is_left(amara, 1 / 1.15))
        near = max(await lena.sides())
        await put(hub, vera, 60)
        await lena.sees("3 hear each other")
        await put(hub, vera, 90)
        await put(hub, other, 178)
        await asyncio.gather(is_left(lena, 1 / 1.8), is_left(amara, 1.8))

        async def faint() -> bool:
            return max(await lena.sides()) < near * 0.7

        await until(faint, "a voice grown faint")
        await lena.sees("3 hear each other")


@pytest.mark.may_block("starting a hub reads and checks the whole pack")
async def test_a_voice_is_heard_while_it_is_meant_to_be_and_from_where_it_comes(
    media_chromium: Browser, tmp_path: Path
) -> None:
    async with visiting(media_chromium, tmp_path, media=True) as (hub, people):
        lena, amara = [await guest(people, hub.url, name) for name in ("Lena", "Amara")]
        await lena.enter()
        await amara.enter()
        await amara.go("Lena")
        await asyncio.gather(lena.sees(TALK), lena.hears(), amara.hears())
        await push_to_talk(lena, amara)
        await bring_here(hub, lena, amara)
        await near_and_far(hub, lena, amara)
