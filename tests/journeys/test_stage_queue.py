"""At the stage: a question is asked and voted for, a hand goes up, gets the floor and gives it back.

All of it is recorded, and who said no is not in it.
"""

import asyncio
from pathlib import Path

from playwright.async_api import Browser, expect

from tests.media.film import watch
from tests.tools import axe
from tests.visitor import visitor

from .journey import Guest, guest, until, visiting

ASKED, REFUSES = TONES = (440, 1200)
"""What the microphones of the moderator, who lets herself be recorded, and of Lena send, in hertz."""


async def sit_down(person: Guest) -> None:
    """Go into the hall, and open the list of hands there."""
    await person.go("Stage hall")
    await person.button("Questions").click()
    await expect(person.page.get_by_role("tab", name="Raised hands")).to_be_visible()


async def ask(lena: Guest, amara: Guest) -> None:
    """Lena asks in writing; Amara, who moderates, wants it answered."""
    await lena.button("Write a question").click()
    await lena.page.get_by_label("Your question").fill("Which licence?")
    await lena.button("Ask").click()
    await asyncio.gather(lena.sees("You are number 1."), amara.sees("Which licence?"))
    vote = amara.page.get_by_role("button", name="Vote for: Question of Lena")
    await vote.click()
    await expect(vote).to_have_attribute("aria-pressed", "true")
    await expect(lena.page.locator(".votes .num")).to_have_text("1")


async def moderate(amara: Guest, act: str) -> None:
    """Amara does something about Lena's hand."""
    await amara.button("Moderate: Hand of Lena").click()
    await amara.page.get_by_role("menuitem", name=act).click()


async def recordings(amara: Guest) -> None:
    """Amara opens the recordings of the stage."""
    await amara.button("Set up the stage").click()
    await amara.page.get_by_role("menuitem", name="Recordings").click()


async def record(amara: Guest) -> None:
    """Amara has the stage recorded, and agrees to be in it."""
    await recordings(amara)
    await amara.button("Start recording").click()
    await amara.button("Yes, record me").click()
    await amara.sees("May be in it")
    await amara.button("Done").click()


async def refuse(lena: Guest) -> None:
    """Lena, who came after the start, sees that it runs, is asked as she raises her hand, and says no."""
    await expect(lena.page.locator(".stage-picture .recording")).to_be_visible()
    await lena.button("Raise hand").click()
    await lena.sees("May you be recorded?")
    assert await axe.serious(lena.page) == []
    await lena.button("No, leave me out").click()
    await lena.sees("Nothing of you is in it.")


async def goes_on_sending(lena: Guest) -> None:
    """Wait until Lena's browser has sent for a second more."""
    sent = (await lena.received())["sent"]

    async def went_on() -> bool:
        return (await lena.received())["sent"] > sent + 50

    await until(went_on, "Lena's browser sends for a second")


async def stays_silent(lena: Guest, amara: Guest) -> None:
    """While Lena's browser goes on sending, none of it reaches Amara."""
    before = (await amara.received())["audio"]
    await goes_on_sending(lena)
    assert (await amara.received())["audio"] == before, "who is not entitled gets no packet"


async def is_not_in_it(amara: Guest, files: Path) -> None:
    """In the recording who agreed is heard, and Lena never; deleted, its bytes are gone."""
    await recordings(amara)
    await amara.sees("Left out")
    await amara.button("Stop recording").click()
    await expect(amara.page.locator(".kept-parts li").first).to_be_visible()
    films = await asyncio.to_thread(lambda: [watch(each, TONES) for each in files.iterdir()])
    assert [each.heard_anywhere() for each in films] == [{ASKED}]
    await amara.page.get_by_role("button", name="Delete the recording of").click()
    assert await axe.serious(amara.page) == []
    await amara.button("Delete the recording").click()
    await amara.sees("No recording is kept.")

    async def are_gone() -> bool:
        return not await asyncio.to_thread(lambda: list(files.iterdir()))

    await until(are_gone, "the bytes of the recording are deleted")


async def test_a_hand_from_afar_gets_the_floor_is_heard_gives_it_back_and_is_in_no_recording_it_refused(
    media_chromium: Browser, tmp_path: Path
) -> None:
    async with visiting(media_chromium, tmp_path, media=True) as (hub, people):
        amara = await (await guest(people, hub.url, "Amara", tone=ASKED)).enter()
        async with visitor(hub.url, "Host") as host:
            await host.post("/api/admin/claim", {"token": "test-admin"})
            await host.do("role.grant", visitor=amara.id, role="moderator")
        await sit_down(amara)
        await record(amara)
        lena = await (await guest(people, hub.url, "Lena", tone=REFUSES)).enter()
        await sit_down(lena)
        await ask(lena, amara)
        await refuse(lena)
        await expect(amara.button("Moderate: Hand of Lena")).to_be_visible()
        assert await axe.serious(amara.page) == []
        await moderate(amara, "Give the floor")
        await asyncio.gather(
            lena.sees("It is your turn."), amara.hears_tones(REFUSES, of=TONES), amara.sees_pictures()
        )
        await goes_on_sending(lena)
        await moderate(amara, "Done, lower the hand")
        await asyncio.gather(amara.hears(audible=False), lena.sees("You are number 1."))
        await stays_silent(lena, amara)
        await is_not_in_it(amara, tmp_path / "files")
