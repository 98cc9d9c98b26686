"""At the stage: a question is asked and voted for, a hand goes up, gets the floor and gives it back."""

import asyncio
from pathlib import Path

from playwright.async_api import Browser, expect

from tests.tools import axe
from tests.visitor import visitor

from .journey import Guest, guest, until, visiting


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


async def test_a_hand_from_afar_gets_the_floor_is_heard_and_gives_it_back(
    media_chromium: Browser, tmp_path: Path
) -> None:
    async with visiting(media_chromium, tmp_path, media=True) as (hub, people):
        lena, amara = [await (await guest(people, hub.url, name)).enter() for name in ("Lena", "Amara")]
        async with visitor(hub.url, "Host") as host:
            await host.post("/api/admin/claim", {"token": "test-admin"})
            await host.do("role.grant", visitor=amara.id, role="moderator")
        await asyncio.gather(sit_down(lena), sit_down(amara))
        await ask(lena, amara)
        await lena.button("Raise hand").click()
        await amara.sees("Hand")
        assert await axe.serious(amara.page) == []
        silent = (await amara.received())["audio"]
        await moderate(amara, "Give the floor")
        await asyncio.gather(lena.sees("It is your turn."), amara.hears(), amara.sees_pictures())
        assert (await amara.received())["audio"] > silent
        await moderate(amara, "Done, lower the hand")
        await asyncio.gather(amara.hears(audible=False), lena.sees("You are number 1."))
        await stays_silent(lena, amara)


async def stays_silent(lena: Guest, amara: Guest) -> None:
    """While Lena's browser goes on sending, none of it reaches Amara."""
    before, sent = (await amara.received())["audio"], (await lena.received())["sent"]

    async def went_on() -> bool:
        return (await lena.received())["sent"] > sent + 50

    await until(went_on, "Lena's browser sends for a second")
    assert (await amara.received())["audio"] == before, "who is not entitled gets no packet"
