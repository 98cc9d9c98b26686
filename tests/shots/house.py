"""What the pictures are of: a hub with people in it, and browsers to look at it."""

from dataclasses import dataclass
from typing import Any

from playwright.async_api import Page
from yarl import URL

from server.app import Running
from tests.tools.browsers import People
from tests.visitor import Visitor

from .camera import Camera, Findings, Theme

LOCALES = {"de": "de-DE", "en": "en-GB"}
SIZES = {"desk": (1440, 900), "phone": (390, 844), "projector": (1920, 1080)}
PATIENCE_MS = 30_000


@dataclass(slots=True)
class House:
    """A hub with its people, the last of whom is its host."""

    hub: Running
    people: list[Visitor]
    browsers: People
    path: str
    """The link that makes a moderator of whoever follows it."""
    plan: dict[str, Any]
    """Of the groups that meet."""
    findings: Findings

    @property
    def url(self) -> str:
        return self.hub.url

    @property
    def host(self) -> Visitor:
        return self.people[-1]

    async def camera(
        self, size: str, language: str, themes: tuple[Theme, ...], *, script: str = "", calm: bool = False
    ) -> Camera:
        """A browser of its own, of this size and language, in which a script runs before each page's."""
        width, height = SIZES[size]
        context = await self.browsers.person(
            locale=LOCALES[language], width=width, height=height, touch=size == "phone", calm=calm
        )
        context.set_default_timeout(PATIENCE_MS)
        if script:
            await context.add_init_script(script)
        return Camera(await context.new_page(), f"{size}-{language}", size == "phone", themes, self.findings)

    async def again(self, camera: Camera, *, script: str = "", calm: bool = False) -> Camera:
        """One more browser like this camera's, as somebody else."""
        size, language = camera.label.split("-")
        return await self.camera(size, language, camera.themes, script=script, calm=calm)

    async def as_host(self, page: Page) -> None:
        """The page's browser is the host's."""
        jar = self.host.http.cookie_jar.filter_cookies(URL(self.url))
        await page.context.add_cookies(
            [{"name": key, "value": each.value, "url": self.url} for key, each in jar.items()]
        )
