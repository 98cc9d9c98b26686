"""Real browsers for the journeys: one of each kind a session, a fresh context each person.

`people` opens pages and watches them: an error on the console, an uncaught exception, a violated security
policy or a request to a third party fails the test, whatever else it looks at.
"""

import asyncio
import contextlib
from collections.abc import AsyncGenerator
from urllib.parse import urlsplit

import pytest
import pytest_asyncio
from playwright.async_api import (
    Browser,
    BrowserContext,
    ConsoleMessage,
    Page,
    Playwright,
    Request,
    async_playwright,
)

from tests.tools import programs

CHROMIUM_FLAGS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--use-fake-ui-for-media-stream",
    "--allow-loopback-in-peer-connection",
    # Five pictures a second: enough to see a picture move, cheap enough for four people on two cores. Two
    # cameras, so that one can be chosen.
    "--use-fake-device-for-media-stream=fps=5,device-count=2",
)
FEATURES_OFF = (
    # Candidates name the loopback address itself.
    "WebRtcHideLocalIpsWithMdns",
    # Two pages for the popup of the address bar in a process of their own: a second of processor each person.
    "WebUIOmniboxPopup",
    "WebUIOmniboxAimPopup",
    # A second switch for features replaces Playwright's, so what matters of its list stands here again.
    "AimEnabled",
    "HttpsUpgrades",
    "MediaRouter",
    "NetworkTimeServiceQuerying",
    "OptimizationHints",
    "PaintHolding",
    "Translate",
)
FIREFOX_PREFERENCES: dict[str, str | float | bool] = {
    "media.navigator.streams.fake": True,
    "media.navigator.permission.disabled": True,
    "media.autoplay.default": 0,
}
REPORT_VIOLATIONS = """
document.addEventListener("securitypolicyviolation", (event) =>
  console.error(`CSP violation: ${event.violatedDirective} ${event.blockedURI} ${event.sourceFile}`));
"""
FEWER_FRAMES = """
// Fifteen frames a second instead of sixty: without a GPU the map's drawing would take both cores.
window.requestAnimationFrame = (draw) => setTimeout(() => draw(performance.now()), 66);
window.cancelAnimationFrame = clearTimeout;
"""
LOCAL = {"127.0.0.1", "localhost", "::1"}


async def launch_chromium(playwright: Playwright, *flags: str) -> Browser:
    """Debian's Chromium with a fake camera and microphone that it may use unasked."""
    features = f"--disable-features={','.join(FEATURES_OFF)}"
    return await playwright.chromium.launch(
        executable_path=programs.chromium(), args=[*CHROMIUM_FLAGS, *flags, features], headless=True
    )


async def launch_firefox(playwright: Playwright) -> Browser:
    """Debian's Firefox ESR over WebDriver BiDi, which only this channel speaks."""
    return await playwright.firefox.launch(
        channel="moz-firefox",
        executable_path=programs.firefox(),
        firefox_user_prefs=FIREFOX_PREFERENCES,
        headless=True,
    )


class People:
    """Opens pages, each as a new person, and collects what went wrong on any of them."""

    def __init__(self, browser: Browser) -> None:
        self.browser = browser
        self.problems: list[str] = []
        self.seen = asyncio.Event()
        self._expected: list[str] = []
        self._contexts: list[BrowserContext] = []

    def expect(self, text: str) -> None:
        """Forgive problems that hold this text, in a test that provokes them."""
        self._expected.append(text)

    async def person(
        self,
        *,
        locale: str = "en-GB",
        width: int = 1280,
        height: int = 720,
        dark: bool = False,
        calm: bool = False,
        touch: bool = False,
        zone: str | None = None,
    ) -> BrowserContext:
        """A browser of one's own: no cookies, nothing remembered; `calm` asks for reduced motion, `zone` is
        where its clocks are (IANA).
        """
        context = await self.browser.new_context(
            locale=locale,
            viewport={"width": width, "height": height},
            color_scheme="dark" if dark else "light",
            reduced_motion="reduce" if calm else "no-preference",
            has_touch=touch,
            timezone_id=zone,
            ignore_https_errors=True,
        )
        self._contexts.append(context)
        await context.add_init_script(REPORT_VIOLATIONS)
        await context.add_init_script(FEWER_FRAMES)
        context.on("console", self._console)
        context.on("weberror", lambda error: self._add(f"uncaught: {error.error}"))
        context.on("request", self._request)
        return context

    async def page(self, url: str, *, locale: str = "en-GB") -> Page:
        """A new person who opens `url`."""
        context = await self.person(locale=locale)
        page = await context.new_page()
        await page.goto(url)
        return page

    async def close(self) -> None:
        """Close every context."""
        for context in self._contexts:
            with contextlib.suppress(Exception):  # one that the test closed, or whose browser it killed
                await context.close()

    def _add(self, problem: str) -> None:
        if not any(text in problem for text in self._expected):
            self.problems.append(problem)
            self.seen.set()

    def _console(self, message: ConsoleMessage) -> None:
        if message.type == "error":
            self._add(f"console: {message.text} ({message.location.get('url', '')})")

    def _request(self, request: Request) -> None:
        address = urlsplit(request.url)
        own = {*LOCAL, programs.other_address()}
        if address.scheme not in ("data", "blob", "about") and address.hostname not in own:
            self._add(f"request to a third party: {request.url}")


@pytest_asyncio.fixture(scope="session", loop_scope="session")
async def playwright() -> AsyncGenerator[Playwright]:
    """Playwright's driver, started once."""
    async with async_playwright() as started:
        yield started


@pytest_asyncio.fixture(scope="session", loop_scope="session")
async def chromium(playwright: Playwright) -> AsyncGenerator[Browser]:
    """Chromium, started once."""
    browser = await launch_chromium(playwright)
    yield browser
    await browser.close()


@pytest_asyncio.fixture(scope="session", loop_scope="session")
async def firefox(playwright: Playwright) -> AsyncGenerator[Browser]:
    """Firefox ESR, started once."""
    browser = await launch_firefox(playwright)
    yield browser
    await browser.close()


@pytest_asyncio.fixture(loop_scope="session")
async def people(chromium: Browser) -> AsyncGenerator[People]:
    """People in Chromium, whose pages must stay free of problems."""
    async with watched(chromium) as opened:
        yield opened


@pytest_asyncio.fixture(loop_scope="session")
async def firefox_people(firefox: Browser) -> AsyncGenerator[People]:
    """People in Firefox ESR, whose pages must stay free of problems."""
    async with watched(firefox) as opened:
        yield opened


@contextlib.asynccontextmanager
async def watched(browser: Browser) -> AsyncGenerator[People]:
    """Close what was opened, then fail for what was seen."""
    opened = People(browser)
    try:
        yield opened
    finally:
        await opened.close()
    if opened.problems:
        pytest.fail("\n".join(dict.fromkeys(opened.problems)), pytrace=False)
