"""Journeys share browsers, so they share one event loop."""

from pathlib import Path

import pytest
from playwright.async_api import Browser

HERE = Path(__file__).parent
JOURNEY_S = 300
"""The longest a journey may take in seconds, on two cores."""


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if item.path.is_relative_to(HERE):
            item.add_marker(pytest.mark.asyncio(loop_scope="session"), append=False)
            if item.get_closest_marker("firefox") is None:
                item.add_marker(pytest.mark.browser)
            if item.get_closest_marker("firefox") or "media_chromium" in getattr(item, "fixturenames", ()):
                item.add_marker(pytest.mark.heavy)
            if item.get_closest_marker("timeout") is None:
                item.add_marker(pytest.mark.timeout(JOURNEY_S))


@pytest.fixture
def media_chromium(chromium: Browser) -> Browser:
    """The browser of people who hear and see each other: a journey with it has the machine for itself."""
    return chromium
