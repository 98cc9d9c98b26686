"""The pages the server writes alone: their language, and what they say when there is no such page."""

from pathlib import Path

import aiohttp
import pytest

from tests.running import running_hub

CHOSEN = 'lang="{0}" hreflang="{0}" href="?lang={0}" aria-current="true"'
HTML = {"Accept": "text/html"}


async def shown(session: aiohttp.ClientSession, url: str, kept: str = "") -> str:
    """A page as a browser with this language in its cookie gets it."""
    cookies = {"Cookie": f"foyer-language={kept}"} if kept else {}
    async with session.get(url, headers={**HTML, **cookies}) as response:
        return await response.text()


@pytest.mark.parametrize("path", ["/imprint", "/accessibility", "/nowhere"])
async def test_a_link_in_another_language_is_followed_and_marked_whatever_was_chosen_before(
    tmp_path: Path, path: str
) -> None:
    async with running_hub(tmp_path) as hub, aiohttp.ClientSession() as session:
        for kept, asked, got in (
            ("de", "en", "en"),
            ("en", "de", "de"),
            ("en", "xx", "en"),
            ("de", "", "de"),
        ):
            text = await shown(session, f"{hub.url}{path}?lang={asked}", kept)
            assert f'<html lang="{got}"' in text
            assert text.count('aria-current="true"') == 1
            assert CHOSEN.format(got) in text


async def test_a_page_that_does_not_exist_says_so_and_leads_to_the_hub(tmp_path: Path) -> None:
    async with running_hub(tmp_path) as hub, aiohttp.ClientSession() as session:
        text = await shown(session, hub.url + "/nowhere", "de")
    assert "<h1>Diese Seite gibt es nicht</h1>" in text
    assert text.index('class="btn primary l" href="/"') < text.index("page.unknown</p>")
