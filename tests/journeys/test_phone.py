"""A phone or a tablet in the hand: tap to walk, bar, sheets, list; everything large enough for a thumb."""

from pathlib import Path

import pytest
from playwright.async_api import Browser, expect

from server.app import Running

from .journey import Guest, guest, stands, until, visiting
from .test_equal import OVERFLOW

TABLET = (820, 1180)
"""Upright, in CSS pixels."""

THUMB = """() => [...document.querySelectorAll(".phone-bar button, .view-switch button, .sheet .channel")]
  .map((each) => each.getBoundingClientRect())
  .filter(({ width, height }) => width > 0 && (width < 40 || height < 40))
  .map(({ width, height }) => `${width} x ${height}`)"""

PAD_IS_FREE = """() => {
  const box = document.querySelector(".pad").getBoundingClientRect();
  const at = document.elementFromPoint(box.x + box.width / 2, box.y + box.height - 4);
  return Boolean(at?.closest(".pad")) && box.top > 80;
}"""


async def tap_to_walk(hub: Running, lena: Guest, at: tuple[int, int] = (80, 420)) -> None:
    """A tap on the ground beside oneself leads there."""
    await lena.sees_map()
    x, _ = stands(hub, lena)
    await lena.page.touchscreen.tap(*at)

    async def is_left() -> bool:
        return stands(hub, lena)[0] <= x - 32

    await until(is_left, "Lena walks to where she tapped")


async def chat_in_a_sheet(lena: Guest) -> None:
    """The chat covers the map, inside the screen, and goes away again."""
    await lena.button("Chat").tap()
    sheet = lena.page.get_by_role("complementary")
    await lena.says("From my phone")
    await lena.sees("From my phone")
    box = await sheet.bounding_box()
    assert box is not None
    assert box["x"] >= 0
    assert box["x"] + box["width"] <= 390
    assert await lena.page.evaluate(THUMB) == []
    await lena.button("Close the panel").tap()
    await expect(sheet).to_have_count(0)


async def heights_of_the_sheet(lena: Guest) -> None:
    """Half the screen at first, all of it by a press, a strip by drawing it down, never over the bar."""
    await lena.button("Chat").tap()
    sheet, bar = lena.page.get_by_role("complementary"), lena.page.get_by_role("navigation", name="Controls")
    foot = await bar.bounding_box()
    assert foot is not None

    async def is_tall(least: float, most: float) -> None:
        async def fits() -> bool:
            box = await sheet.bounding_box()
            return box is not None and least < box["height"] < most and box["y"] + box["height"] <= foot["y"]

        await until(fits, f"a sheet of {least} to {most} pixels above the bar")

    await is_tall(400, 460)
    await lena.button("Larger").tap()
    await is_tall(700, 844)
    await lena.button("Smaller").tap()
    await is_tall(400, 460)
    await draw_down(lena)
    await is_tall(200, 280)
    await expect(lena.page.locator(".composer textarea")).to_be_in_viewport()
    await lena.button("Close the panel").tap()
    await lena.button("Chat").tap()
    await is_tall(200, 280)
    await lena.button("Close the panel").tap()


async def draw_down(lena: Guest) -> None:
    """Move the sheet's grip towards the foot of the screen."""
    grip = await lena.button("Larger").bounding_box()
    assert grip is not None
    x, y = grip["x"] + grip["width"] / 2, grip["y"] + grip["height"] / 2
    await lena.page.mouse.move(x, y)
    await lena.page.mouse.down()
    await lena.page.mouse.move(x, y + 60)
    await lena.page.mouse.up()


async def the_list(lena: Guest) -> None:
    """The same hub in words, with its three sections."""
    await lena.button("List").tap()
    await lena.page.get_by_role("navigation", name="Sections").get_by_text("People").tap()
    await expect(lena.page.get_by_role("heading", level=1)).to_have_text("People")
    await lena.button("More").tap()
    await lena.page.get_by_role("menuitem", name="Name and figure …").tap()
    await lena.page.get_by_role("dialog").get_by_label("Your name").fill("Lena H.")
    await lena.button("Save").tap()
    await lena.sees("Lena H.")


async def before_the_stage(hub: Running, lena: Guest) -> None:
    """The stage's picture leaves the pad to walk with free, at any size of text."""
    await lena.page.goto(f"{hub.url}/?at=hall")
    await lena.enter("Without camera and microphone")
    await expect(lena.page.locator(".peek .stage-picture")).to_be_visible()
    for size in ("100", "200"):
        await lena.page.evaluate("size => { document.documentElement.dataset.text = size }", size)

        async def is_free() -> bool:
            return await lena.page.evaluate(PAD_IS_FREE)

        await until(is_free, f"a pad that can be touched, with text of {size} %")


@pytest.mark.may_block("starting a hub reads and checks the whole pack")
async def test_a_phone_walks_by_tap_and_writes_in_a_sheet(chromium: Browser, tmp_path: Path) -> None:
    async with visiting(chromium, tmp_path) as (hub, people):
        lena = await guest(people, hub.url, "Lena", width=390, height=844, touch=True)
        await lena.enter("Without camera and microphone")
        await tap_to_walk(hub, lena)
        await chat_in_a_sheet(lena)
        await heights_of_the_sheet(lena)
        assert await lena.page.evaluate("document.documentElement.scrollWidth") <= 390
        await before_the_stage(hub, lena)
        await the_list(lena)


@pytest.mark.may_block("starting a hub reads and checks the whole pack")
async def test_a_tablet_walks_by_tap_and_has_its_panel_inside_the_screen(
    chromium: Browser, tmp_path: Path
) -> None:
    async with visiting(chromium, tmp_path) as (hub, people):
        lena = await guest(people, hub.url, "Lena", width=TABLET[0], height=TABLET[1], touch=True)
        await lena.enter("Without camera and microphone")
        await tap_to_walk(hub, lena, (250, 600))
        await lena.button("Chat").tap()
        await lena.says("From my tablet")
        await expect(lena.page.locator(".message", has_text="From my tablet")).to_be_visible()
        box = await lena.page.get_by_role("complementary").bounding_box()
        assert box is not None
        assert box["x"] >= 0
        assert box["x"] + box["width"] <= TABLET[0]
        assert box["y"] + box["height"] <= TABLET[1]
        assert await lena.page.evaluate(THUMB) == []
        await lena.button("List").tap()
        await expect(lena.page.get_by_role("heading", level=1)).to_have_text("Places")
        assert await lena.page.evaluate(OVERFLOW) == []
