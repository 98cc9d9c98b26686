"""`make shots`: a picture of every main screen: desk and phone, German and English, light and dark.
Words choose among them: `python -m tests.shots phone en`.

The hub is a real one; its people are plain Socket.IO visitors with names and looks made up for the pictures.
"""

import asyncio
import sys
import tempfile
from collections.abc import AsyncGenerator
from contextlib import AsyncExitStack, asynccontextmanager
from itertools import product
from pathlib import Path
from typing import Any

from playwright.async_api import Browser, Page, async_playwright

from server.app import Running
from tests.running import ROOT, running_hub
from tests.tools.browsers import People, launch_chromium
from tests.visitor import LOOK, Visitor, visitor

FOLDER = ROOT / "shots"
SIZES = {"desk": (1440, 900), "phone": (390, 844)}
LOCALES = {"de": "de-DE", "en": "en-GB"}
THEMES = {"light": False, "dark": True}

# name, what differs from the plain look, and where: a point of the market square, or a room
CROWD: tuple[tuple[str, dict[str, Any], tuple[int, int] | str], ...] = (
    ("Amara Beispiel", {"skin": "e", "hair": "black", "style": "afro", "shirt": "ochre"}, (1560, 1130)),
    ("Jonas Beispiel", {"hair": "blond", "shirt": "sky"}, (1500, 1160)),
    ("Yuki Beispiel", {"hair": "black", "style": "bob", "shirt": "plum"}, (1590, 1185)),
    ("Mateo Beispiel", {"skin": "c", "hair": "dark", "beard": True, "shirt": "brick"}, (1545, 1200)),
    ("Fatima Muster", {"skin": "c", "hair": "teal", "style": "hijab", "shirt": "sand"}, (1330, 1180)),
    ("Ngoc Muster", {"hair": "black", "style": "long", "shirt": "leaf"}, (1740, 1080)),
    ("Mira Muster", {"skin": "c", "hair": "dark", "style": "curly", "shirt": "brick"}, (1790, 1090)),
    ("Samuel Muster", {"skin": "f", "hair": "black", "style": "crop", "shirt": "leaf"}, (1380, 940)),
    ("Zofia Muster", {"skin": "a", "hair": "ginger", "style": "bun", "shirt": "rose"}, "lab-table-2"),
    ("Oleh Muster", {"skin": "a", "hair": "blond", "beard": True, "shirt": "navy"}, "lab-table-2"),
    ("Daniel Muster", {"skin": "d", "hair": "dark", "style": "curly", "wheelchair": True}, "showroom"),
    ("Priya Muster", {"skin": "d", "hair": "black", "style": "pony", "shirt": "rose"}, "training"),
    ("Henrike Probe", {"hair": "grey", "style": "bun", "glasses": True, "shirt": "coal"}, "hall"),
    ("Kwame Probe", {"skin": "f", "style": "bald", "beard": True, "shirt": "ochre"}, "hall"),
    ("Leyla Probe", {"skin": "c", "hair": "ginger", "style": "hijab", "shirt": "plum"}, "hall"),
    ("Ravi Probe", {"skin": "d", "hair": "black", "glasses": True, "shirt": "sky"}, "garden"),
)
# A newcomer's browser gives no camera unasked; the drawn portrait stands for it.
NEWCOMER = "Permissions.prototype.query = () => Promise.resolve({ state: 'prompt' });"
CHAT = (
    "Unser Prototyp zeigt freie Ladesäulen in Echtzeit.",
    "Gibt es die Schnittstelle auch für Fahrradständer? https://example.org/api",
    "I can share our sensor list. English or German?",
    "Both is fine, ich übersetze gern.",
)
PAGES = {
    "stage": "/stage/hall",
    "camera": "/camera/hall#key=sample",
    "legal": "/imprint",
    "error": "/nowhere",
}


@asynccontextmanager
async def crowd(url: str) -> AsyncGenerator[list[Visitor]]:
    """The people of the pictures, each where they belong."""
    async with AsyncExitStack() as stack:
        people: list[Visitor] = []
        for name, look, place in CROWD:
            person = await stack.enter_async_context(visitor(url))
            await (await person.join(name, look={**LOOK, **look})).connect()
            if isinstance(place, str):
                await person.do("room.enter", room=place)
            else:
                await person.do("walk.to", floor="plaza", x=place[0], y=place[1])
            people.append(person)
        for person, words in zip(people, CHAT, strict=False):
            await person.do("chat.post", channel="hub", body=words)
        await people[4].do("presence.set", status="busy")
        await people[6].do("presence.set", status="away")
        yield people


async def invitation(hub: Running, host: Visitor) -> str:
    """A link that makes whoever follows it a moderator, so that the host menu is in the picture."""
    await host.post("/api/admin/claim", {"token": hub.admin.token})
    return (await host.post("/api/invites", {"role": "moderator", "hours": 1, "uses": 100}))["path"]


class Camera:
    """Takes the pictures of one size, language and theme."""

    def __init__(self, page: Page, label: str) -> None:
        self.page = page
        self.label = label

    async def take(self, screen: str) -> None:
        """Wait until nothing moves any more, then write the picture."""
        await self.page.evaluate("document.fonts.ready")
        await self.page.wait_for_load_state("networkidle")
        await self.page.screenshot(path=FOLDER / f"{screen}-{self.label}.png", animations="disabled")

    async def join(self, url: str) -> None:
        """The join page, then through it without camera, and to Amara's conversation."""
        await self.page.goto(url)
        await self.page.locator(".who input").first.fill("Lena Beispiel")
        await self.take("join")
        await self.page.locator(".who .other-doors button").last.click()
        await self.page.locator(".place-card").first.wait_for()
        await self.page.keyboard.press("Control+k")
        await self.page.locator("dialog input").fill("Amara")
        await self.take("search")
        await self.page.keyboard.press("Enter")
        await self.page.locator(".chip.speak").first.wait_for()

    async def hub(self, is_phone: bool) -> None:
        """Map, chat, people, host menu."""
        if is_phone:
            await self.take("map")
            await self.page.keyboard.press("c")
            await self.take("chat")
        else:
            await self.take("map")
        await self.page.keyboard.press("Escape")
        await self.page.locator("canvas").focus()
        await self.page.keyboard.press("p")
        await self.take("people")
        await self.page.locator(".panel .rows [aria-haspopup=menu]").first.click()
        await self.take("host")
        await self.page.keyboard.press("Escape")

    async def list(self, is_phone: bool) -> None:
        """The hub in words."""
        if is_phone:
            await self.page.locator(".panel-head button").last.click()
        await self.page.locator(".view-switch button").last.click()
        await self.page.locator(".list-main").wait_for()
        await self.take("list")

    async def pages(self, url: str) -> None:
        """The screens outside the hub."""
        for screen, path in PAGES.items():
            await self.page.goto(url + path)
            await self.page.locator("h1").first.wait_for()
            await self.take(screen)


async def picture(browser: Browser, hub: Running, path: str, options: tuple[str, str, str]) -> None:
    """All screens of one size, language and theme."""
    size, language, theme = options
    width, height = SIZES[size]
    people = People(browser)
    context = await people.person(
        locale=LOCALES[language], width=width, height=height, dark=THEMES[theme], touch=size == "phone"
    )
    await context.add_init_script(NEWCOMER)
    context.set_default_timeout(10_000)
    camera = Camera(await context.new_page(), "-".join(options))
    await camera.join(hub.url + path)
    await camera.hub(size == "phone")
    await camera.list(size == "phone")
    await camera.page.evaluate(
        "fetch('/api/leave', {method: 'POST', body: '{}',"
        " headers: {'X-Foyer': '1', 'Content-Type': 'application/json'}})"
    )
    await camera.pages(hub.url)
    await people.close()


async def main(wanted: set[str]) -> None:
    """Take all pictures whose size, language and theme are as wanted."""
    FOLDER.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory() as folder:
        async with (
            running_hub(Path(folder)) as hub,
            crowd(hub.url) as people,
            async_playwright() as playwright,
        ):
            path = await invitation(hub, people[-1])
            browser = await launch_chromium(playwright)
            for options in product(SIZES, LOCALES, THEMES):
                if not wanted <= set(options):
                    continue
                await picture(browser, hub, path, options)
                sys.stdout.write(f"{FOLDER.name}/*-{'-'.join(options)}.png\n")
                sys.stdout.flush()
            await browser.close()


if __name__ == "__main__":
    asyncio.run(main(set(sys.argv[1:])))
