"""From opening the link to standing in the hub, in Chromium: page, name, door, map, one's own figure.

A hub as ``make run`` starts it, without the media worker; newcomers with an empty browser each, and one who
comes again and again. Names are typed at once: what is measured is Foyer and the browser, not the person.
Camera and microphone are Chromium's fake ones, given without asking. Browser and server share the machine's
cores.
"""

import asyncio
from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager

from playwright.async_api import Browser, BrowserContext, Page, async_playwright

from bench.row import Row
from bench.servers import foyer, share
from tests.tools.browsers import launch_chromium

ARRIVALS = 12
WITHIN_MS = 30_000
STANDS = "() => performance.getEntriesByName('foyer.stands')[0]?.startTime ?? 0"
"""Milliseconds by the page's clock, from the start of its navigation to the first whole picture."""


async def stands(page: Page) -> float:
    """Milliseconds until the visitor of a page stands on the map."""
    await (await page.wait_for_function(STANDS, timeout=WITHIN_MS)).dispose()
    took: float = await page.evaluate(STANDS)
    return took


async def come(context: BrowserContext, url: str, name: str = "") -> float:
    """Open the link in a new tab, say a name if none is known, and go in; milliseconds."""
    page = await context.new_page()
    await page.goto(url, wait_until="commit")
    if name:
        await page.get_by_label("Your name").fill(name)
    await page.get_by_role("button", name="Enter", exact=True).click()
    took = await stands(page)
    await page.close()
    return took


@asynccontextmanager
async def empty(browser: Browser) -> AsyncGenerator[BrowserContext]:
    """A browser that knows nothing."""
    context = await browser.new_context(locale="en-GB", viewport={"width": 1280, "height": 720})
    try:
        yield context
    finally:
        await context.close()


async def newcomer(browser: Browser, url: str, name: str) -> float:
    """Somebody with an empty browser."""
    async with empty(browser) as context:
        return await come(context, url, name)


async def measure() -> list[Row]:
    """A newcomer and one who comes again, in turn, so that both meet the same machine."""
    fresh: list[float] = []
    again: list[float] = []
    async with foyer() as hub, async_playwright() as playwright:
        browser = await launch_chromium(playwright)
        async with empty(browser) as known:
            await come(known, hub.url, "Person")
            for number in range(ARRIVALS):
                fresh.append(await newcomer(browser, hub.url, f"Person {number}"))
                again.append(await come(known, hub.url))
        await browser.close()
    return [*rows("newcomer", fresh, 3000.0), *rows("returning visitor", again, 2000.0)]


def rows(who: str, took: list[float], goal: float) -> list[Row]:
    """Median and 95 of 100."""
    name = f"{who}: from the link to standing in the hub"
    return [
        Row("arrive", f"{name}, p50", round(share(took, 0.5)), "ms"),
        Row("arrive", f"{name}, p95", round(share(took, 0.95)), "ms", goal),
    ]


def run() -> list[Row]:
    """One after the other."""
    return asyncio.run(measure())
