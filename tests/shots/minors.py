"""A workshop with minors in the pictures: as its leads see it, as a child does, and from outside."""

from collections.abc import AsyncGenerator
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass
from typing import Any

from playwright.async_api import Page

from tests.visitor import Visitor, visitor

from .camera import Camera
from .entrance import more
from .words import named

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
    has_ended: bool = False

    async def end(self) -> None:
        """Everybody leaves; what was made stays a day, unless it is cleared."""
        if not self.has_ended:
            await self.host.do("minors.end", workshop=self.id)
        self.has_ended = True

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
        await made.end()
        await host.do("minors.clear", workshop=id_)


async def walk_through(camera: Camera, child: Camera, made: Workshop, url: str) -> None:
    """As an outsider, as a lead, and as a child from the link to the room, until it is over."""
    await _outside(camera, url)
    await made.name(await camera.page.evaluate(ME), on=True)
    await _open(camera.page, f"{url}/?at={ROOM}")
    await _lead(camera)
    await _child(child, made)
    await _over(camera, child, made)


async def _open(page: Page, url: str) -> None:
    await page.goto(url)
    await page.locator(".who .other-doors button").last.click()


async def _outside(camera: Camera, url: str) -> None:
    page = camera.page
    await _open(page, f"{url}/list")
    closed = page.locator(".places > li").filter(has_text="Prism")
    await closed.scroll_into_view_if_needed()
    await camera.take("minors-outside")


async def _lead(camera: Camera) -> None:
    page = camera.page
    await page.locator(".minors-banner").wait_for()
    await camera.take("minors-lead")
    await page.locator(".minors-foot .btn").first.click()
    await page.locator(".minors-card .rows").first.wait_for()
    await camera.take("minors-waiting")
    await page.locator(".minors-card .btn.danger").last.click()
    await page.locator("dialog dialog").wait_for()
    await camera.take("minors-end")
    await _back(camera)
    for screen, verb in (("minors-link", "Link for the minors …"), ("minors-adults", "Named adults …")):
        await page.locator(".minors-card").get_by_role("button", name=named(verb)).click()
        await page.locator("dialog dialog").wait_for()
        if screen == "minors-link":
            await page.locator("dialog dialog .qr").wait_for()
        else:
            await page.locator("dialog dialog input").fill("o")
        await camera.take(screen)
        await _back(camera)
    await page.locator(".minors .btn.primary").first.click()
    await page.locator(".room-choice").wait_for()
    await camera.take("minors-form")
    await page.locator(".rules").last.scroll_into_view_if_needed()
    await camera.take("minors-rules")
    await page.keyboard.press("Escape")


async def _back(camera: Camera) -> None:
    """Close the dialog over the desk; the first press may only empty its field."""
    over = camera.page.locator("dialog dialog")
    await over.get_by_role("button").first.click()
    await over.wait_for(state="detached")


async def _child(child: Camera, made: Workshop) -> None:
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


async def _over(camera: Camera, child: Camera, made: Workshop) -> None:
    """The workshop is over: for who comes by its link, at the desk, and the question whether to erase it."""
    await made.end()
    await child.page.goto(made.link)
    await child.page.locator("h1").first.wait_for()
    await child.take("minors-over")
    page = camera.page
    await page.locator(".minors-foot").wait_for(state="detached")
    await more(camera, "Workshops with minors …")
    erase = page.locator(".minors-card").get_by_role("button", name=named("Erase now …"))
    await erase.wait_for()
    await camera.take("minors-ended")
    await erase.click()
    await page.locator("dialog dialog").wait_for()
    await camera.take("minors-clear")
