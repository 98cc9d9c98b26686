"""A workshop with minors in the pictures: as its leads see it, as a child does, and from outside."""

from collections.abc import AsyncGenerator
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass
from typing import Any

from playwright.async_api import Page

from tests.visitor import Visitor, visitor

from .groups import Taker

TITLE = "Roboter bauen"
ROOM = "prism"
HOUR_MS = 3_600_000
INSIDE: tuple[tuple[str, dict[str, Any]], ...] = (
    ("Eule", {"hair": "ginger", "style": "pony", "shirt": "leaf"}),
    ("Luchs", {"skin": "d", "hair": "black", "style": "curly", "shirt": "sky"}),
)
WAITS: tuple[str, dict[str, Any]] = ("Biber", {"hair": "blond", "style": "crop", "shirt": "plum"})
OWN_NICK = "Fuchs"
ME = "fetch('/api/me').then((answer) => answer.json()).then((me) => me.visitor.id)"


@dataclass(slots=True)
class Workshop:
    """A workshop that runs, and the one who opened it."""

    id: str
    host: Visitor
    link: str

    async def name(self, adult: str, on: bool) -> None:
        """Name an adult, or no longer."""
        await self.host.do("minors.name", workshop=self.id, visitor=adult, on=on)

    async def admit(self, nick: str) -> str:
        """Let a child in by its nick; gives its id."""
        child = await self._known(nick)
        await self.host.do("minors.admit", workshop=self.id, visitor=child)
        return child

    async def send_out(self, child: str) -> None:
        """That visit is gone for good, and its nick free again."""
        await self.host.do("minors.refuse", workshop=self.id, visitor=child)

    async def _known(self, nick: str) -> str:
        def found() -> str | None:
            joined = (each["data"] for name, each in self.host.events if name == "visitor.joined")
            return next((each["visitor"] for each in reversed([*joined]) if each["name"] == nick), None)

        return await self.host.wait(found, nick)


@asynccontextmanager
async def workshop(host: Visitor, url: str) -> AsyncGenerator[Workshop]:
    """Two children are inside with the host, and one waits, until it is ended and erased."""
    ends_at = host.snapshot["at"] + 6 * HOUR_MS
    seen = len(host.events)
    await host.do("minors.open", title=TITLE, rooms=[ROOM], adults=[host.id], ends_at=ends_at)

    def opened() -> str | None:
        found = (each["data"]["workshop"] for name, each in host.events[seen:] if name == "minors.opened")
        return next(found, None)

    id_ = await host.wait(opened, "the workshop")
    link = (await host.get(f"/api/minors/{id_}/link"))["link"]
    made = Workshop(id_, host, link)
    async with AsyncExitStack() as stack:
        for nick, look in (*INSIDE, WAITS):
            child = await stack.enter_async_context(visitor(url))
            await (await child.come(link, nick, **look)).connect()
            if nick != WAITS[0]:
                await made.admit(nick)
        yield made
        await host.do("minors.end", workshop=id_)
        await host.do("minors.clear", workshop=id_)


async def walk_through(camera: Taker, child: Taker, made: Workshop, url: str) -> None:
    """As an outsider, as a lead, and as a child from the link to the room."""
    await _outside(camera, url)
    me = await camera.page.evaluate(ME)
    await made.name(me, on=True)
    await _open(camera.page, f"{url}/?at={ROOM}")
    await _lead(camera)
    await _child(child, made)
    await made.name(me, on=False)


async def _open(page: Page, url: str) -> None:
    await page.goto(url)
    await page.locator(".who .other-doors button").last.click()


async def _outside(camera: Taker, url: str) -> None:
    page = camera.page
    await _open(page, f"{url}/list")
    closed = page.locator(".places > li").filter(has_text="Prism")
    await closed.scroll_into_view_if_needed()
    await camera.take("minors-outside")


async def _lead(camera: Taker) -> None:
    page = camera.page
    await page.locator(".minors-banner").wait_for()
    await camera.take("minors-lead")
    await page.locator(".minors-foot .btn").first.click()
    await page.locator(".minors-card .rows").first.wait_for()
    await camera.take("minors-waiting")
    await page.locator(".minors-card .btn.danger").last.click()
    await page.locator("dialog dialog").wait_for()
    await camera.take("minors-end")
    await page.keyboard.press("Escape")
    await page.locator("dialog dialog").wait_for(state="detached")
    await page.locator(".minors .btn.primary").first.click()
    await page.locator(".room-choice").wait_for()
    await camera.take("minors-form")
    await page.locator(".rules").last.scroll_into_view_if_needed()
    await camera.take("minors-rules")
    await page.keyboard.press("Escape")


async def _child(child: Taker, made: Workshop) -> None:
    page = child.page
    await page.goto(made.link)
    await page.locator(".nick-form input[type=text]").fill(OWN_NICK)
    await child.take("minors-nick")
    await page.locator(".nick-form > .btn").click()
    await page.locator(".wait-note").wait_for()
    await child.take("minors-wait")
    id_ = await made.admit(OWN_NICK)
    await page.locator(".minors-banner").wait_for()
    await page.locator(".minors-banner summary").click()
    await child.take("minors-child")
    await made.send_out(id_)
    await page.locator(".closed h1").wait_for()
    await child.take("minors-out")
