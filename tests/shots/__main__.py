"""`make shots`: a picture of every main screen: desk and phone, German and English, light and dark.
Words choose among them: `make shots ONLY="phone en"`; `projector` takes the screen of the hall.

The hub is a real one with a camera in its hall.
"""

import asyncio
import sys
import tempfile
from collections.abc import AsyncGenerator, Callable
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from functools import partial
from itertools import product
from pathlib import Path

from playwright.async_api import Browser, async_playwright

from server.app import Running
from tests.running import running_hub
from tests.tools.browsers import People, launch_chromium

from . import groups, minors, stage, writing
from .interpreting import interpret
from .people import crowd, invitation
from .screens import FOLDER, Camera
from .venue import venue

SIZES = {"desk": (1440, 900), "phone": (390, 844)}
LOCALES = {"de": "de-DE", "en": "en-GB"}
THEMES = {"light": False, "dark": True}
# A newcomer's browser gives no camera unasked; the drawn portrait stands for it.
NEWCOMER = "Permissions.prototype.query = () => Promise.resolve({ state: 'prompt' });"


Meeting = Callable[[], AbstractAsyncContextManager[None]]
"""While it is entered, groups meet."""
Workshop = Callable[[], AbstractAsyncContextManager[minors.Workshop]]
"""While it is entered, a workshop with minors runs."""


async def picture(
    browser: Browser,
    hub: Running,
    path: str,
    options: tuple[str, str, str],
    meeting: Meeting,
    workshop: Workshop,
) -> None:
    """All screens of one size, language and theme."""
    size, language, theme = options
    width, height = SIZES[size]
    people = People(browser)
    kind = partial(
        people.person,
        locale=LOCALES[language],
        width=width,
        height=height,
        dark=THEMES[theme],
        touch=size == "phone",
    )
    context = await kind()
    await context.add_init_script(NEWCOMER)
    context.set_default_timeout(15_000)
    camera = Camera(await context.new_page(), "-".join(options), size == "phone")
    await camera.join(hub.url + path)
    await camera.hub()
    await camera.list()
    await writing.walk_through(camera)
    await camera.table(hub.url)
    await camera.hall(hub.url)
    await camera.door(hub.url)
    await camera.form(hub.url)
    await stage.walk_through(camera, hub.url)
    async with meeting():
        await groups.walk_through(camera, hub.url)
    async with workshop() as made:
        child = Camera(await (await kind()).new_page(), camera.label, camera.is_phone)
        await minors.walk_through(camera, child, made, hub.url)
    await camera.pages(hub.url)
    await people.close()


@asynccontextmanager
async def on_air(browser: Browser, hub: Running, key: str) -> AsyncGenerator[None]:
    """A device in the hall sends its picture to the stage."""
    people = People(browser)
    page = await people.page(f"{hub.url}/camera/hall#key={key}")
    start, ask = (page.get_by_role("button", name=each) for each in ("Start sending", "Open camera"))
    await start.or_(ask).first.click()
    await page.locator("figcaption").filter(has_text="On the stage").wait_for()
    try:
        yield
    finally:
        await people.close()


async def main(wanted: set[str]) -> None:
    """Take all pictures whose size, language and theme are as wanted."""
    FOLDER.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory() as folder:
        async with (
            running_hub(Path(folder), media=True) as hub,
            crowd(hub.url) as people,
            async_playwright() as playwright,
        ):
            path = await invitation(hub, people[-1])
            await interpret(people[-1], *people[12:15])
            await stage.prepare(people[-1], people)
            host = people[-1]
            meeting = partial(groups.meeting, host, people, await groups.plan(host, people))
            workshop = partial(minors.workshop, host, hub.url)
            key = (await people[-1].post("/api/stages/hall/key"))["key"]
            browser = await launch_chromium(playwright)
            async with on_air(browser, hub, key):
                for options in product(SIZES, LOCALES, THEMES):
                    if wanted <= set(options):
                        await picture(browser, hub, path, options, meeting, workshop)
                        sys.stdout.write(f"{FOLDER.name}/*-{'-'.join(options)}.png\n")
                        sys.stdout.flush()
                for language, locale in LOCALES.items():
                    if wanted <= {"projector", language}:
                        await venue(browser, hub, people, path, locale)
            await browser.close()


if __name__ == "__main__":
    asyncio.run(main(set(sys.argv[1:])))
