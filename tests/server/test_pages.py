"""The pages the server writes alone: their language, and what they say when there is no such page."""

from pathlib import Path

import aiohttp
import pytest

from server.content.pack import LEGAL
from tests.running import running_hub
from tests.server.small_hub import pack_with

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


async def test_imprint_privacy_and_accessibility_are_what_the_pack_says_in_both_languages(
    tmp_path: Path,
) -> None:
    pack = pack_with(tmp_path / "pack")
    said = {(name, each): f"Said of {name} in {each}" for name in LEGAL for each in ("de", "en")}
    for (name, language), words in said.items():
        text = f"# {words}\n\nWrite to **us** <script>alert(1)</script>\n"
        (pack / "texts" / f"{name}.{language}.md").write_text(text, "utf-8")
    async with running_hub(tmp_path / "data", pack=pack) as hub, aiohttp.ClientSession() as session:
        for (name, language), words in said.items():
            text = await shown(session, f"{hub.url}/{name}?lang={language}")
            assert f"<h1>{words}</h1>\n<p>Write to <strong>us</strong> " in text
            assert "alert" not in text.partition(words)[2].partition("</main>")[0]


async def test_a_page_that_the_pack_has_in_one_language_is_shown_in_it_to_everybody(tmp_path: Path) -> None:
    pack = pack_with(tmp_path / "pack", ("texts/imprint.{language}.md", "texts/imprint.de.md"))
    (pack / "texts" / "imprint.de.md").write_text("# Nur auf Deutsch\n", "utf-8")
    async with running_hub(tmp_path / "data", pack=pack) as hub, aiohttp.ClientSession() as session:
        for language in ("de", "en"):
            assert "<h1>Nur auf Deutsch</h1>" in await shown(session, f"{hub.url}/imprint?lang={language}")
