"""A workshop with minors: a waiting room, a voice while its button is held, nobody seen from outside."""

import asyncio
from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager
from pathlib import Path

import pytest
from playwright.async_api import Browser, Locator, expect

from server.app import Running
from tests.tools import axe
from tests.tools.browsers import People
from tests.visitor import Visitor, visitor

from .journey import Guest, guest, until, visiting

SILENT = "Without camera and microphone"
ROOM = "Training room"
VOICE = 700
"""What the child's microphone sends, in hertz."""
ALARM = "You are alone with Fuchs"
UNHEARD = "Nobody can hear you until a second person is here."


async def lead(hub: Running, people: People) -> Guest:
    """Ada, the administrator, with sound but without a microphone."""
    assert hub.admin_url is not None
    ada = await guest(people, hub.admin_url, "Ada")
    return await ada.enter(SILENT)


async def begin(ada: Guest) -> str:
    """Ada turns the one switch, and goes to the room; gives the address for the children."""
    await ada.button("More").click()
    await ada.page.get_by_role("menuitem", name="Workshops with minors …").click()
    await ada.button("Begin a workshop with minors …").click()
    await ada.page.get_by_label("Title of the workshop").fill("Robots")
    await ada.page.get_by_role("switch", name=ROOM, exact=True).click()
    await ada.sees("24 hours after the end everything is erased.")
    assert await axe.serious(ada.page) == []
    await ada.button("Begin the workshop").click()
    await ada.button("Link for the minors …").click()
    address = await ada.page.get_by_label("Address for the minors").input_value()
    assert await axe.serious(ada.page) == []
    await ada.page.keyboard.press("Escape")
    await ada.page.keyboard.press("Escape")
    await ada.go(ROOM)
    await expect(ada.page.get_by_role("heading", level=1)).to_have_text(ROOM)
    return address


async def arrive(fuchs: Guest) -> None:
    """A real name is refused with a reason; a nick name leads to the waiting room."""
    await fuchs.sees("What shall we call you?")
    nick = fuchs.page.get_by_label("Your nick name")
    await nick.fill("Anna Beispiel")
    await fuchs.button("To the waiting room").click()
    await expect(fuchs.page.get_by_role("alert")).to_contain_text("nick")
    await nick.fill(fuchs.name)
    assert await axe.serious(fuchs.page) == []
    await fuchs.button("To the waiting room").click()
    await fuchs.sees("Please wait, somebody lets you in.")
    assert await axe.serious(fuchs.page) == []


def banner(person: Guest) -> Locator:
    """What says on the map that one is in the workshop."""
    return person.page.get_by_role("region", name="Workshop with minors", exact=True)


async def admit(ada: Guest, nick: str) -> None:
    """Ada finds somebody in the waiting room, and lets them in."""
    await banner(ada).get_by_role("button", name="1 waits").click()
    await ada.button(f"Let in: {nick}").click()
    await ada.sees("Nobody waits at the moment.")
    assert await axe.serious(ada.page) == []
    await ada.page.keyboard.press("Escape")
    await expect(ada.words("Nobody waits at the moment.")).to_have_count(0)


async def let_in(ada: Guest, fuchs: Guest) -> None:
    """The child comes into the room, where one adult alone with it hears nothing and is told so."""
    await admit(ada, "Fuchs")
    await expect(fuchs.page.get_by_role("heading", level=1)).to_have_text(ROOM)
    await fuchs.sees("Workshop with minors: Robots", UNHEARD)
    await ada.sees(ALARM)
    assert await axe.serious(ada.page) == []
    assert await axe.serious(fuchs.page) == []


@asynccontextmanager
async def owl(hub: Running, ada: Guest, address: str) -> AsyncGenerator[Visitor]:
    """A second child, let in from the waiting list: nobody is alone any more."""
    async with visitor(hub.url) as line:
        await (await line.come(address, "Eule")).connect()
        await admit(ada, "Eule")
        await expect(ada.words(ALARM)).to_have_count(0)
        yield line


async def come_back(fuchs: Guest) -> None:
    """The page is loaded again: the microphone is there at once, and no camera was opened for it."""
    await fuchs.page.reload()
    await fuchs.button("Go on").click()
    await expect(fuchs.page.get_by_role("heading", level=1)).to_have_text(ROOM)

    async def is_open() -> bool:
        return set(await fuchs.page.evaluate("live()")) == {"audio"}

    await until(is_open, "a microphone and no camera")
    assert await fuchs.page.evaluate("given.flatMap((each) => each.getVideoTracks()).length") == 0


async def speak(ada: Guest, fuchs: Guest) -> None:
    """The child is heard while the button is held, by pointer and by key, and never else."""
    await expect(fuchs.words(UNHEARD)).to_have_count(0)
    await ada.hears_tones(of=[VOICE])
    await fuchs.button("Hold to speak").hover()
    await fuchs.page.mouse.down()
    await ada.hears_tones(VOICE, of=[VOICE])
    await fuchs.page.mouse.up()
    await ada.hears_tones(of=[VOICE])
    await fuchs.page.locator("canvas").focus()
    await fuchs.page.keyboard.down(" ")
    await ada.hears_tones(VOICE, of=[VOICE])
    await fuchs.page.keyboard.up(" ")
    await ada.hears_tones(of=[VOICE])


async def write(ada: Guest, fuchs: Guest) -> None:
    """No private messages are offered either way, and an address is refused with words."""
    await fuchs.page.keyboard.press("p")
    await expect(fuchs.button("Go there: Ada")).to_be_visible()
    await expect(fuchs.button("Write to Ada")).to_have_count(0)
    await ada.page.keyboard.press("p")
    await expect(ada.button("Go there: Fuchs")).to_be_visible()
    await expect(ada.button("Write to Fuchs")).to_have_count(0)
    await fuchs.page.keyboard.press("c")
    await ada.page.keyboard.press("c")
    await fuchs.says("look at https://example.org")
    await expect(fuchs.page.locator(".message .error")).to_contain_text("not possible here")
    await fuchs.says("Hello all")
    await ada.sees("Hello all")
    await expect(ada.words("example.org")).to_have_count(0)


async def sees_nobody(otto: Guest) -> None:
    """Whoever is not of the workshop finds its room closed and empty, and nobody who is in it."""
    row = otto.page.get_by_role("listitem").filter(has_text=ROOM)
    await expect(row).to_contain_text("Workshop with minors")
    await expect(row.locator(".count")).to_be_empty()
    await expect(otto.button(f"Closed: {ROOM}")).to_have_attribute("aria-disabled", "true")
    assert await axe.serious(otto.page) == []
    await otto.page.keyboard.press("p")
    await expect(
        otto.page.get_by_role("main").get_by_role("listitem").filter(has_text="Otto")
    ).to_be_visible()
    await expect(otto.words("Fuchs")).to_have_count(0)
    await expect(otto.words("Eule")).to_have_count(0)


async def end(ada: Guest, fuchs: Guest) -> None:
    """The end is asked for once, with what is erased; the child is told, also when it loads its page again,
    and finds no other way into the hub there when everything is erased.
    """
    await banner(ada).get_by_role("button", name="Waiting room").click()
    await ada.sees("2 minors inside")
    await ada.button("End the workshop …").click()
    await ada.sees("All minors leave at once and cannot come back.")
    assert await axe.serious(ada.page) == []
    await ada.button("End the workshop").click()
    await fuchs.sees("The workshop is over")
    assert await axe.serious(fuchs.page) == []
    await ada.sees("Erased at")
    await fuchs.page.reload()
    await fuchs.sees("The workshop is over", "“Robots” has ended.")
    assert await axe.serious(fuchs.page) == []
    await ada.button("Erase now …").click()
    await ada.sees("Erase “Robots” now?")
    assert await axe.serious(ada.page) == []
    await ada.button("Erase now").click()
    await expect(ada.words("Erased at")).to_have_count(0)
    await fuchs.page.reload()
    await fuchs.sees("Your visit has ended", "Please turn to the people who lead the workshop.")
    await expect(fuchs.page.get_by_role("textbox")).to_have_count(0)


@pytest.mark.may_block("starting a hub reads and checks the whole pack")
async def test_a_child_waits_is_let_in_and_is_heard_only_while_it_wants(
    media_chromium: Browser, tmp_path: Path
) -> None:
    async with visiting(media_chromium, tmp_path, media=True) as (hub, people):
        people.expect("422")  # the name that is no nick name
        people.expect("404")  # the workshop that was erased
        ada = await lead(hub, people)
        address = await begin(ada)
        fuchs = await guest(people, address, "Fuchs", tone=VOICE)
        await arrive(fuchs)
        await let_in(ada, fuchs)
        await come_back(fuchs)
        async with owl(hub, ada, address):
            otto = await guest(people, f"{hub.url}/list", "Otto")
            await asyncio.gather(speak(ada, fuchs), otto.enter(SILENT))
            await write(ada, fuchs)
            await sees_nobody(otto)
            await end(ada, fuchs)
