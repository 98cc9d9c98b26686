"""Journeys share browsers, so they share one event loop."""

from pathlib import Path

import pytest
from playwright.async_api import Browser

HERE = Path(__file__).parent


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if item.path.is_relative_to(HERE):
            item.add_marker(pytest.mark.asyncio(loop_scope="session"), append=False)
            if item.get_closest_marker("firefox") is None:
                item.add_marker(pytest.mark.browser)


@pytest.fixture
def media_chromium(chromium: Browser) -> Browser:
    """The browser of people who hear and see each other."""
    return chromium
