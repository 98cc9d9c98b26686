"""Nobody else learns of a visit, and an address leads to a place."""

from pathlib import Path

import pytest
from playwright.async_api import Browser, Response, expect

from .journey import guest, visiting

PAGES = ("/", "/list", "/imprint", "/privacy", "/accessibility", "/stage/hall", "/camera/hall", "/nowhere")


@pytest.mark.may_block("starting a hub reads and checks the whole pack")
async def test_every_page_keeps_to_its_own_server_and_its_policy(chromium: Browser, tmp_path: Path) -> None:
    async with visiting(chromium, tmp_path) as (hub, people):
        people.expect("404")  # the page that does not exist
        policies: dict[str, str] = {}

        def note(response: Response) -> None:
            policies[response.url] = response.headers.get("content-security-policy", "")

        lena = await guest(people, f"{hub.url}/?at=lab", "Lena")
        lena.page.on("response", note)
        for path in PAGES:
            await lena.page.goto(hub.url + path)
            await lena.page.get_by_role("heading", level=1).wait_for()
        hosts = {url.split("/")[2] for url in policies if url.startswith("http")}
        assert hosts == {hub.url.split("/")[2]}
        documents = [policies[hub.url + path] for path in PAGES]
        assert all("'nonce-" in policy and "unsafe-inline" not in policy for policy in documents)


@pytest.mark.may_block("starting a hub reads and checks the whole pack")
async def test_a_link_lands_one_at_a_place(chromium: Browser, tmp_path: Path) -> None:
    async with visiting(chromium, tmp_path) as (hub, people):
        lena = await guest(people, f"{hub.url}/?at=lab", "Lena")
        await lena.enter("Without camera and microphone")
        await expect(lena.page.get_by_role("heading", level=1)).to_have_text("Innovation lab")
