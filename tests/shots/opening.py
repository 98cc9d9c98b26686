"""What stands before the pictures: a real hub with people, a camera in its hall, and browsers to look."""

import tempfile
from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager
from pathlib import Path

from playwright.async_api import Browser, async_playwright

from server.app import Running
from tests.running import running_hub
from tests.tools.browsers import People, launch_chromium

from . import groups, stage
from .camera import Findings
from .house import House
from .interpreting import interpret
from .people import crowd, invitation, tell


@asynccontextmanager
async def opening(findings: Findings) -> AsyncGenerator[House]:
    """The hub runs, its people are where they belong, and the hall is on the air."""
    with tempfile.TemporaryDirectory() as folder:
        async with (
            running_hub(Path(folder), media=True) as hub,
            crowd(hub.url) as people,
            async_playwright() as playwright,
        ):
            host = people[-1]
            path = await invitation(hub, host)
            await interpret(host, *people[12:15])
            await tell(people)
            await stage.prepare(host, people)
            plan = await groups.plan(host, people)
            key = (await host.post("/api/stages/hall/key"))["key"]
            browser = await launch_chromium(playwright)
            async with on_air(browser, hub, key):
                browsers = People(browser)
                yield House(hub, people, browsers, path, plan, findings)
            await browser.close()


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
