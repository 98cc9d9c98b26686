"""Journeys share browsers, so they share one event loop."""

from collections.abc import AsyncGenerator
from pathlib import Path

import pytest
import pytest_asyncio
from playwright.async_api import Browser, Playwright

from tests.tools.browsers import launch_chromium

from .journey import MEDIA_FLAGS

HERE = Path(__file__).parent


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if item.path.is_relative_to(HERE):
            item.add_marker(pytest.mark.asyncio(loop_scope="session"), append=False)
            if item.get_closest_marker("firefox") is None:
                item.add_marker(pytest.mark.browser)


@pytest_asyncio.fixture(loop_scope="session")
async def media_chromium(playwright: Playwright) -> AsyncGenerator[Browser]:
    """A Chromium that sends sound and picture over loopback."""
    browser = await launch_chromium(playwright, *MEDIA_FLAGS)
    yield browser
    await browser.close()
