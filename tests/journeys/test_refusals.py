"""Every way in which a browser refuses camera and microphone has its own words, and the visit goes on."""

from pathlib import Path

import pytest
from playwright.async_api import Browser, expect

from tests.tools.programs import other_address

from .journey import PATIENCE_MS, Guest, visiting

# No flag makes Chromium fail in these ways, so the page's own call is refused as the specification has it.
REFUSE = """if (navigator.mediaDevices) navigator.mediaDevices.getUserMedia = () =>
  Promise.reject(new DOMException(%r, %r));"""
INSECURE = """Object.defineProperty(window, "isSecureContext", { value: false });
delete Navigator.prototype.mediaDevices;"""

REFUSALS = {
    "denied": (REFUSE % ("Permission denied", "NotAllowedError"), "does not give us camera and microphone"),
    "blocked": (REFUSE % ("Permission denied by system", "NotAllowedError"), "Your computer blocks the"),
    "in use": (REFUSE % ("Device in use", "NotReadableError"), "Another program is using the camera"),
    "missing": (REFUSE % ("Not found", "NotFoundError"), "No camera and no microphone found"),
    "insecure": (INSECURE, "This address is not secure"),
}


@pytest.mark.may_block("starting a hub reads and checks the whole pack")
async def test_each_refusal_has_its_words_and_keeps_nobody_out(chromium: Browser, tmp_path: Path) -> None:
    async with visiting(chromium, tmp_path) as (hub, people):
        for kind, (refusal, words) in REFUSALS.items():
            context = await people.person()
            context.set_default_timeout(PATIENCE_MS)
            await context.add_init_script(refusal)
            lena = Guest(await context.new_page(), f"Lena, {kind}")
            await lena.page.goto(hub.url)
            await lena.sees(words, "Try again")
            await lena.enter()
            await lena.button("Mic off").click()
            await expect(lena.page.locator(".toast")).to_be_visible()
            await lena.says("I can write all the same")
            await lena.sees("I can write all the same")
            await lena.page.close()


@pytest.mark.media
@pytest.mark.may_block("starting a hub reads and checks the whole pack, and makes a certificate")
async def test_plain_http_in_the_network_leads_on_to_the_protected_address(
    chromium: Browser, tmp_path: Path
) -> None:
    async with visiting(chromium, tmp_path, lan=True, tls_port=0) as (hub, people):
        page = await people.page(hub.url.replace("127.0.0.1", other_address() or ""))
        await page.get_by_role("link", name="Go on to the protected address").click()
        await page.get_by_label("Your name").wait_for()
        assert await page.evaluate("isSecureContext")
        assert page.url.startswith("https://")
