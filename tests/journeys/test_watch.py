"""The watch over every journey: it must bite, else the journeys prove nothing."""

import asyncio
import contextlib
from collections.abc import AsyncGenerator

import pytest
from aiohttp import web
from playwright.async_api import Browser

from tests.tools import axe
from tests.tools.browsers import People, watched

POLICY = "default-src 'self'; script-src 'self' 'nonce-n'; img-src * data:"
HEAD = '<!doctype html><html lang="en"><head><title>t</title><link rel="icon" href="data:,"></head>'


@contextlib.asynccontextmanager
async def serving(body: str, policy: str = POLICY) -> AsyncGenerator[str]:
    """One page on a free port; yields its address."""

    async def page(request: web.Request) -> web.Response:
        headers = {"Content-Security-Policy": policy}
        return web.Response(text=HEAD + body, content_type="text/html", headers=headers)

    app = web.Application()
    app.router.add_get("/", page)
    runner = web.AppRunner(app)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    try:
        yield f"http://127.0.0.1:{runner.addresses[0][1]}/"
    finally:
        await runner.cleanup()


TAKE_BOTH = """async () => {
  window.taken = await navigator.mediaDevices.getUserMedia({ audio: true, video: true });
}"""

FAULTS = {
    "an error on the console": ("<script nonce=n>console.error('oh')</script>", "console: oh"),
    "an uncaught exception": ("<script nonce=n>setTimeout(() => { throw Error('oh') })</script>", "uncaught"),
    "a script without nonce": ("<script>1</script>", "CSP violation: script-src"),
    "a style attribute": ("<p style='color:red'>", "CSP violation: style-src"),
    "a request to a third party": ("<img src='http://third.invalid/x.png' alt=''>", "third party"),
}


async def journey(chromium: Browser, body: str) -> None:
    """Open a page with a fault and wait until the watch has seen something."""
    async with serving(body) as url, watched(chromium) as people:
        await people.page(url)
        await asyncio.wait_for(people.seen.wait(), 10)


@pytest.mark.parametrize(("body", "problem"), FAULTS.values(), ids=FAULTS.keys())
async def test_a_page_with_a_fault_fails_its_journey(chromium: Browser, body: str, problem: str) -> None:
    with pytest.raises(pytest.fail.Exception, match=problem):
        await journey(chromium, body)


async def test_a_page_without_fault_passes(people: People) -> None:
    async with serving("<main><h1>Hello</h1></main>") as url:
        page = await people.page(url)
        assert await axe.serious(page) == []


async def test_axe_runs_under_the_strict_policy_and_finds_an_unnamed_button(people: People) -> None:
    async with serving("<main><h1>Hello</h1><button></button></main>") as url:
        page = await people.page(url)
        assert "button-name" in "".join(await axe.serious(page))


@pytest.mark.firefox
async def test_firefox_has_a_camera_and_a_microphone_too(firefox_people: People) -> None:
    async with serving("<main><h1>Hello</h1></main>") as url:
        page = await firefox_people.page(url)
        await page.evaluate(TAKE_BOTH)
        kinds = await page.evaluate("taken.getTracks().map((track) => track.kind)")
    assert sorted(kinds) == ["audio", "video"]
