"""Interpreters: named by a host, at a console, heard above the stage, and alone by phones in the hall."""

import asyncio
from pathlib import Path

from playwright.async_api import Browser, expect

from tests.server.small_hub import claimed
from tests.tools import axe
from tests.visitor import visitor

from .journey import Guest, guest, until, visiting

STAGE, VOICE = 440, 2300
"""What the host on the stage and the interpreter sound like, in hertz."""
TONES = (STAGE, VOICE)


async def name_her(amara: Guest) -> None:
    """Amara names Vera for French."""
    await amara.button("Questions").click()
    await amara.button("Set up the stage").click()
    await amara.page.get_by_role("menuitem", name="Interpreters").click()
    await amara.page.get_by_label("Who interprets").select_option("Vera")
    await amara.page.get_by_label("In which language").select_option("fr")
    await amara.button("Name as interpreter").click()
    await expect(amara.button("Vera interprets into French no more")).to_be_visible()
    assert await axe.serious(amara.page) == []
    await amara.page.keyboard.press("Escape")


async def go_on_air(vera: Guest) -> None:
    """Vera opens her console, without being in front of the stage, and goes on air."""
    await vera.button("People").click()
    await vera.page.get_by_role("tab", name="Interpreting").click()
    await vera.button("Open the console for French").click()
    await vera.button("Go on air").click()
    await expect(vera.button("Go off air")).to_be_visible()
    assert await axe.serious(vera.page) == []


async def choose(person: Guest, before: str, language: str) -> None:
    """Open the list of channels, and take one."""
    await person.button(f"Interpretation: {before}").click()
    await person.page.get_by_role("radio", name=language).check()
    assert await axe.serious(person.page) == []


async def is_below(listener: Guest, least: float, most: float) -> None:
    """Wait until the stage is so many decibels below the interpreter."""

    async def apart() -> bool:
        stage, voice = [await listener.page.evaluate(f"window.loudness({tone})") for tone in TONES]
        return least < voice - stage < most

    await until(apart, f"a stage {least} to {most} dB below the interpreter")


async def listen(watcher: Guest) -> None:
    """The watcher hears the interpreter above the stage, as far as wanted."""
    await watcher.hears_tones(STAGE, of=TONES)
    await choose(watcher, "off", "French")
    await is_below(watcher, 8, 25)
    slider = watcher.page.get_by_role("slider", name="How loud the stage stays below the interpreter")
    await slider.fill("0")
    await watcher.hears_tones(VOICE, of=TONES)
    await slider.fill("100")
    await is_below(watcher, -8, 8)
    await watcher.page.keyboard.press("Escape")


async def cough(vera: Guest, watcher: Guest) -> None:
    """Nothing of a cough is heard as long as its button is held."""
    await vera.button("Cough (hold)").focus()
    await vera.page.keyboard.down(" ")
    await watcher.hears_tones(STAGE, of=TONES)
    await vera.page.keyboard.up(" ")
    await watcher.hears_tones(*TONES, of=TONES)


async def test_an_interpreter_is_heard_above_the_stage_and_alone_by_a_phone_in_the_hall(
    media_chromium: Browser, tmp_path: Path
) -> None:
    async with visiting(media_chromium, tmp_path, media=True) as (hub, people):
        amara = await (await guest(people, f"{hub.url}/?at=hall", "Amara", tone=STAGE)).enter()
        vera = await (await guest(people, hub.url, "Vera", tone=VOICE)).enter()
        async with visitor(hub.url, "Host") as host:
            await claimed(host)
            await host.do("role.grant", visitor=amara.id, role="moderator")
        watcher = await guest(people, f"{hub.url}/stage/hall", "Guest")
        await watcher.button("Watch and listen").click()
        phone = await guest(people, f"{hub.url}/hall/hall", "Seat", width=390, height=844, touch=True)
        await phone.button("Take part").click()
        await name_her(amara)
        await go_on_air(vera)
        await listen(watcher)
        await phone.button("Interpretation: off").click()
        await phone.sees("Please use earphones.")
        await phone.hears(False)
        await phone.page.get_by_role("radio", name="French").check()
        await asyncio.gather(phone.hears_tones(VOICE, of=TONES), vera.hears_tones(STAGE, of=TONES))
        assert await axe.serious(phone.page) == []
        await expect(vera.page.get_by_text("2 listen", exact=True)).to_be_visible()
        await cough(vera, watcher)
        await vera.button("Go off air").click()
        await watcher.sees("Nobody interprets into French at the moment.")
        await asyncio.gather(
            watcher.hears_tones(STAGE, of=TONES), phone.hears(False), amara.hears_tones(of=TONES)
        )
        await watcher.page.reload()
        await watcher.button("Watch and listen").click()
        await expect(watcher.button("Interpretation: French")).to_be_visible()
