"""People come in, walk, meet, see and hear each other, and walk on; the media worker dies and comes back."""

import asyncio
import os
import signal
from pathlib import Path

import pytest
from playwright.async_api import Browser, expect

from rooms.motion import RUNNING
from server.app import Running

from .journey import Guest, body, guest, stands, until, visiting

TALK = "2 hear each other"
HELD_MS = 300
"""How long a key is held that must not walk: many times what a step takes."""


async def check_devices(lena: Guest) -> None:
    """Before anybody hears her, Lena sees herself, her choices and her microphone's meter."""
    await lena.sees("Only you see this picture", "We hear you well")
    for choice in ("Microphone", "Camera", "Loudspeaker"):
        await expect(lena.page.get_by_role("combobox", name=choice)).to_be_visible()
    await lena.button("Test tone").click()
    await lena.sees("Two notes were played")


async def choose_devices(lena: Guest) -> None:
    """The second camera stays chosen; what is off stays off and is not even opened, also by trying it out."""
    camera = lena.page.get_by_role("combobox", name="Camera")
    options = await camera.locator("option").all()
    first, second = [await each.get_attribute("value") or "" for each in options]
    await camera.select_option(second)

    async def films_only() -> bool:
        return await lena.page.evaluate("live()") == {"video": second}

    await lena.button("Microphone").click()
    await lena.page.reload()
    await until(films_only, "the second camera, and no microphone")
    await expect(camera).to_have_value(second)
    await expect(lena.button("Microphone")).to_have_attribute("aria-pressed", "false")
    await lena.button("Camera").click()
    assert await lena.page.evaluate("live()") == {}
    await lena.page.reload()
    await lena.button("Try camera and microphone").click()
    await lena.sees("Only you see this picture")
    assert await lena.page.evaluate("given.length") == 1, "only what she asked for herself"
    await camera.select_option(first)  # the other one is a camera for depths, of which nobody sees much
    for each in ("Microphone", "Camera"):
        await expect(lena.button(each)).to_have_attribute("aria-pressed", "false")
        await lena.button(each).click()
        await expect(lena.button(each)).to_have_attribute("aria-pressed", "true")


async def write(hub: Running, lena: Guest) -> None:
    """While she reads and writes in the chat, the keys that walk belong to it."""
    await lena.sees_map()
    at = stands(hub, lena)
    await lena.page.get_by_label("Messages", exact=True).focus()
    await lena.page.keyboard.press("ArrowUp", delay=HELD_MS)
    await lena.page.keyboard.press("c")
    await expect(lena.page.locator(".composer textarea")).to_be_focused()
    await lena.page.keyboard.press("d", delay=HELD_MS)
    await lena.page.keyboard.type("as was")
    await lena.page.keyboard.press("Enter")
    await expect(lena.page.locator(".message", has_text="das was")).to_be_visible()
    assert stands(hub, lena) == at
    await lena.page.locator("canvas").focus()


async def hold(hub: Running, lena: Guest, key: str, *, down: int, state: int = 0) -> None:
    """Hold a key until the hub says that she has come so many pixels down or up, in this state."""
    y = stands(hub, lena)[1]
    await lena.page.keyboard.down(key)

    async def has_come() -> bool:
        now = body(hub, lena)
        return (now.y - y) * down >= down * down and now.state & RUNNING == state

    await until(has_come, f"Lena walks by {key}")
    await lena.page.keyboard.up(key)


async def walk(hub: Running, lena: Guest) -> None:
    """By arrow key, by letter, running, and by a click on the ground."""
    await hold(hub, lena, "ArrowDown", down=32)
    await hold(hub, lena, "w", down=-32)
    await lena.page.keyboard.down("Shift")
    await hold(hub, lena, "S", down=32, state=RUNNING)
    await lena.page.keyboard.up("Shift")
    x, _ = stands(hub, lena)
    box = await lena.page.locator("canvas").bounding_box()
    assert box is not None
    await lena.page.mouse.click(box["x"] + 240, box["y"] + 400)

    async def is_left() -> bool:
        return stands(hub, lena)[0] <= x - 32

    await until(is_left, "Lena walks to where she clicked")


async def tell_status(amara: Guest, jonas: Guest) -> None:
    """Amara says by keyboard that she is busy, and that she is free again; Jonas reads it in the list."""
    await jonas.page.keyboard.press("p")
    amaras = jonas.page.get_by_role("main").get_by_role("listitem").filter(has_text="Amara")
    for word in ("busy", "away", "free"):
        await amara.button("More").press("Enter")
        await amara.page.get_by_role("menuitemradio", name=word, exact=True).press("Enter")
        await expect(amaras).to_contain_text(word)


async def meet(lena: Guest, amara: Guest) -> None:
    """Amara finds Lena and goes there: both are told, hear and see each other."""
    await amara.go("Lena")
    await asyncio.gather(lena.sees(TALK), amara.sees(TALK))
    await asyncio.gather(lena.hears(), amara.hears(), lena.sees_pictures(), amara.sees_pictures())
    await expect(lena.page.get_by_label("Camera of Amara")).to_be_visible()
    await expect(lena.page.locator(".tile.speaking").first).to_be_visible()


async def walk_on(lena: Guest, amara: Guest, jonas: Guest) -> None:
    """Amara goes to Jonas: nothing is negotiated, and Lena gets no packet any more."""
    everybody = (lena, amara, jonas)
    before = [await each.page.evaluate("negotiated") for each in everybody]
    await amara.go("Jonas")
    await asyncio.gather(amara.sees(TALK), jonas.sees(TALK))
    await asyncio.gather(amara.hears(), jonas.hears(), jonas.sees_pictures(), lena.hears(False))
    cut = (await lena.received())["audio"]
    heard = (await jonas.received())["audio"]

    async def more() -> bool:
        return (await jonas.received())["audio"] > heard + 50

    await until(more, "a second of sound")
    assert (await lena.received())["audio"] == cut, "who is not entitled gets no packet"
    assert [await each.page.evaluate("negotiated") for each in everybody] == before


async def fall_silent(amara: Guest, jonas: Guest) -> None:
    """Amara turns microphone and camera off and on again."""
    tile = jonas.page.locator(".tile", has_text="Amara")
    await amara.page.keyboard.press("m")
    await expect(tile.get_by_text("muted")).to_be_attached()
    await jonas.hears(False)
    await amara.page.keyboard.press("v")
    await expect(jonas.page.get_by_label("Camera of Amara")).to_have_count(0)
    await amara.page.keyboard.press("m")
    await amara.page.keyboard.press("v")
    await asyncio.gather(jonas.hears(), jonas.sees_pictures())
    await expect(tile.get_by_text("muted")).to_have_count(0)


async def lock_and_knock(lena: Guest, amara: Guest, jonas: Guest) -> None:
    """Amara and Jonas close their conversation; Lena knocks and is brought in."""
    await amara.button("Close the conversation for others").click()
    await lena.go("Amara")
    await lena.sees("The conversation is closed.")
    await lena.page.keyboard.press("l")
    await expect(lena.page.locator(".chip", has_text="closed")).to_be_visible()
    await lena.page.get_by_role("button", name="Knock: ").click()
    await lena.sees("You knocked. Please wait a moment.")
    await jonas.sees("Lena would like to join in")
    await jonas.button("Bring in").click()
    await asyncio.gather(*(each.sees("3 hear each other") for each in (lena, amara, jonas)))
    await lena.page.keyboard.press("l")
    await asyncio.gather(lena.hears(), lena.sees_pictures())


async def change_language(jonas: Guest) -> None:
    """At once, in the middle of the conversation."""
    await jonas.page.evaluate("window.stays = true")
    await jonas.button("More").click()
    await jonas.page.get_by_role("menuitem", name="Display and controls …").click()
    await jonas.page.get_by_text("Deutsch", exact=True).click()
    await jonas.page.keyboard.press("Escape")
    await jonas.sees("3 hören sich")
    assert await jonas.page.evaluate("window.stays && document.documentElement.lang") == "de"
    await jonas.hears()


def worker() -> int:
    """The process of the media worker: the child of this one that runs `media`."""
    children = Path(f"/proc/{os.getpid()}/task").glob("*/children")
    ids = [int(word) for each in children for word in each.read_text().split()]
    return next(each for each in ids if b"\0media\0" in Path(f"/proc/{each}/cmdline").read_bytes())


async def lose_the_worker(lena: Guest, amara: Guest) -> None:
    """Sound and picture come back by themselves; nobody is thrown out."""
    killed = worker()
    os.kill(killed, signal.SIGKILL)

    async def offered() -> bool:
        return await lena.page.evaluate("connections.length") > 1

    await until(offered, "a fresh offer")
    await asyncio.gather(lena.hears(), amara.hears(), lena.sees_pictures())
    await lena.sees("3 hear each other")
    assert worker() != killed


@pytest.mark.may_block("starting a hub reads and checks the whole pack")
async def test_people_meet_talk_walk_on_and_survive_the_death_of_the_worker(
    media_chromium: Browser, tmp_path: Path
) -> None:
    async with visiting(media_chromium, tmp_path, media=True) as (hub, people):
        lena, jonas = [await guest(people, hub.url, name) for name in ("Lena", "Jonas")]
        amara = await guest(people, hub.url, "Amara", tone=440)  # plain beeps are too short to be speech
        await check_devices(lena)
        await choose_devices(lena)
        await lena.enter()
        await write(hub, lena)
        await walk(hub, lena)
        await amara.enter()
        await jonas.enter("Enter as a list")
        await tell_status(amara, jonas)
        await jonas.go("Contact point")
        await meet(lena, amara)
        await walk_on(lena, amara, jonas)
        await fall_silent(amara, jonas)
        await lock_and_knock(lena, amara, jonas)
        await change_language(jonas)
        await lose_the_worker(lena, amara)
