"""Interpreters: named by a host, at consoles, taking turns, heard above the stage, and alone by phones."""

import asyncio
from pathlib import Path

from playwright.async_api import Browser, expect

from tests.server.small_hub import claimed
from tests.tools import axe
from tests.visitor import visitor

from .journey import Guest, guest, until, visiting

STAGE, VOICE, OTHER = 440, 2300, 1200
"""What the host on the stage, the interpreter and her colleague sound like, in hertz."""
TONES = (STAGE, VOICE)
ALL = (*TONES, OTHER)


async def name_them(amara: Guest) -> None:
    """Amara names Vera for French, and Luc for French and English."""
    await amara.button("Questions").click()
    await amara.button("Set up the stage").click()
    await amara.page.get_by_role("menuitem", name="Interpreters").click()
    for name, language, tag in (("Vera", "French", "fr"), ("Luc", "French", "fr"), ("Luc", "English", "en")):
        await amara.page.get_by_label("Who interprets").select_option(name)
        await amara.page.get_by_label("In which language").select_option(tag)
        await amara.button("Name as interpreter").click()
        await expect(amara.button(f"{name} interprets into {language} no more")).to_be_visible()
    assert await axe.serious(amara.page) == []
    await amara.page.keyboard.press("Escape")


async def go_on_air(vera: Guest) -> None:
    """Vera opens her console, without being in front of the stage, and goes on air."""
    await vera.page.get_by_role("tab", name="Interpreting").click()
    await vera.button("Open the console for French").click()
    await vera.button("Go on air").click()
    await expect(vera.button("Go off air")).to_be_visible()
    assert await axe.serious(vera.page) == []


async def take_turns(vera: Guest, luc: Guest, watcher: Guest) -> None:
    """A colleague offers and is handed the channel, asks for relief and gets it: who is on air is heard."""
    await luc.page.get_by_role("tab", name="Interpreting").click()
    await luc.button("Open the console for French").click()
    await expect(luc.button("Go on air")).to_have_attribute("aria-disabled", "true")
    await luc.button("Offer to take over").click()
    await vera.button("Hand over to Luc").click()
    await asyncio.gather(
        expect(luc.button("Go off air")).to_be_visible(), watcher.hears_tones(STAGE, OTHER, of=ALL)
    )
    assert await axe.serious(luc.page) == []
    await luc.button("Ask to be relieved").click()
    await vera.button("Take over from Luc").click()
    await asyncio.gather(
        expect(vera.button("Go off air")).to_be_visible(), watcher.hears_tones(STAGE, VOICE, of=ALL)
    )


async def relay(luc: Guest) -> None:
    """Who interprets into another language hears the colleague in place of the stage, then the stage."""
    await luc.button("Close the console").click()
    await luc.page.get_by_label("You interpret into").select_option("English")
    await luc.button("Open the console for English").click()
    hearing = luc.page.get_by_label("What you hear")
    await hearing.select_option("French (on air)")
    await luc.hears_tones(VOICE, of=ALL)
    await hearing.select_option("The stage")
    await luc.hears_tones(STAGE, of=ALL)


async def choose(person: Guest, before: str, language: str) -> None:
    """Open the list of channels, and take one."""
    await person.button(f"Interpretation: {before}").click()
    await take(person, language)
    assert await axe.serious(person.page) == []


async def take(person: Guest, language: str) -> None:
    """Take a channel; it counts as taken when the hub says so."""
    channel = person.page.get_by_role("radio", name=language)
    await channel.click()
    await expect(channel).to_be_checked()


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
        vera, luc = [
            await (await guest(people, f"{hub.url}/list", name, tone=tone)).enter("Enter as a list")
            for name, tone in (("Vera", VOICE), ("Luc", OTHER))
        ]
        async with visitor(hub.url, "Host") as host:
            await claimed(host)
            await host.do("role.grant", visitor=amara.id, role="moderator")
        watcher = await guest(people, f"{hub.url}/stage/hall", "Guest")
        await watcher.button("Watch and listen").click()
        phone = await guest(people, f"{hub.url}/hall/hall", "Seat", width=390, height=844, touch=True)
        await phone.button("Take part").click()
        await name_them(amara)
        await go_on_air(vera)
        await listen(watcher)
        await take_turns(vera, luc, watcher)
        await relay(luc)
        await phone.button("Interpretation: off").click()
        await phone.sees("Please use earphones.")
        await phone.hears(False)
        await take(phone, "French")
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
