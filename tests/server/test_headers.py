"""What stands at the head of every answer, and one shape of errors."""

import re
from pathlib import Path
from typing import Any

import aiohttp
import pytest

from server.errors import STATUS
from server.protocol.routes import ROUTES
from server.texts import ERRORS, load_texts
from tests.running import ROOT, running_hub
from tests.visitor import HEADERS

FIXED = {
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "X-Frame-Options": "DENY",
    "Cross-Origin-Opener-Policy": "same-origin",
}
PAGES = [
    "/", "/list", "/admin", "/stage/hall", "/hall/hall", "/screen/hall", "/camera/hall",
    "/imprint", "/privacy", "/accessibility",
    "/nowhere",
    "/stage/nowhere", "/static/nowhere.js", "/static/../x", "/pack/floors/plaza.tmj", "/pack/hub.toml",
    "/socket.io/?EIO=4&transport=polling", "/socket.io/?EIO=3", "/socket.io/", "/whip/hall", "/whip/nowhere",
    *(each.path for each in ROUTES),
]  # fmt: skip
METHODS = ["GET", "POST", "DELETE", "OPTIONS", "PUT", "HEAD"]


def check(headers: Any, where: str) -> str:
    """Hold an answer's headers against reliability's row 27; its nonce."""
    for name, value in FIXED.items():
        assert headers.get(name) == value, (where, name)
    assert headers["Cross-Origin-Resource-Policy"] == (
        "cross-origin" if "/whip/" in where else "same-origin"
    ), where
    assert "camera=(self), microphone=(self), display-capture=(self)" in headers["Permissions-Policy"]
    policy = headers["Content-Security-Policy"]
    assert "unsafe" not in policy
    for part in ("default-src 'none'", "frame-ancestors 'none'", "base-uri 'none'", "form-action 'self'"):
        assert part in policy, (where, part)
    assert "//" not in policy.replace("blob:", "")
    (nonce,) = set(re.findall(r"'nonce-([^']+)'", policy))
    assert len(nonce) >= 20
    return nonce


@pytest.mark.parametrize(
    ("origin", "host", "sent"),
    [("", "localhost:80", True), ("", "192.0.2.7", False), ("https://hub.example.org", "192.0.2.7", True)],
)
async def test_a_page_is_kept_apart_from_other_windows_wherever_a_browser_heeds_it(
    tmp_path: Path, origin: str, host: str, sent: bool
) -> None:
    async with running_hub(tmp_path, public_origin=origin) as hub, aiohttp.ClientSession() as session:
        async with session.get(hub.url, headers={"Host": host}) as response:
            assert ("Cross-Origin-Opener-Policy" in response.headers) is sent


@pytest.mark.parametrize(("origin", "strict"), [("", False), ("https://hub.example.org", True)])
async def test_every_answer_carries_the_headers(tmp_path: Path, origin: str, strict: bool) -> None:
    async with running_hub(tmp_path, public_origin=origin) as hub, aiohttp.ClientSession() as session:
        nonces: list[str] = []
        for path in PAGES:
            for method in METHODS:
                for extra in ({"Accept": "text/html"}, HEADERS):
                    where = f"{method} {path}"
                    async with session.request(method, hub.url + path, headers=extra) as response:
                        nonces.append(check(response.headers, where))
                        assert ("Strict-Transport-Security" in response.headers) is strict, where
                        assert response.status < 500 or path.startswith("/whip/"), where
        assert len(set(nonces)) == len(nonces)


async def test_a_pages_own_nonce_is_the_one_its_policy_names(tmp_path: Path) -> None:
    async with running_hub(tmp_path) as hub, aiohttp.ClientSession() as session:
        for path in ("/", "/list", "/stage/hall", "/hall/hall", "/screen/hall", "/imprint", "/nowhere"):
            async with session.get(hub.url + path, headers={"Accept": "text/html"}) as response:
                nonce, text = check(response.headers, path), await response.text()
            assert set(re.findall(r'nonce="([^"]+)"', text)) <= {nonce}, path
            inline = re.findall(r"<(?:script|style)\b[^>]*>", text)
            assert all("nonce=" in each or "src=" in each or "application/json" in each for each in inline), (
                path
            )
            assert not re.search(r"\sstyle=|\son\w+=", text), path


async def test_a_message_of_a_socket_upgrade_carries_the_headers_too(tmp_path: Path) -> None:
    async with running_hub(tmp_path) as hub, aiohttp.ClientSession() as session:
        async with session.ws_connect(hub.url + "/socket.io/?EIO=4&transport=websocket") as ws:
            check(ws._response.headers, "upgrade")


ERRING: list[tuple[str, str, str]] = [
    ("GET", "/nowhere", "page.unknown"),
    ("GET", "/stage/nowhere", "page.unknown"),
    ("GET", "/api/nowhere", "page.unknown"),
    ("POST", "/api/me", "method.not_allowed"),
    ("GET", "/api/join", "method.not_allowed"),
    ("POST", "/api/ticket", "session.missing"),
    ("GET", "/api/messages?channel=hub", "session.missing"),
    ("POST", "/api/join", "request.invalid"),
    ("GET", "/static/nowhere.js", "page.unknown"),
    ("POST", "/whip/hall", "token.invalid"),
    ("POST", "/whip/nowhere", "stage.unknown"),
    ("GET", "/api/audit", "session.missing"),
]


async def test_every_error_has_one_shape_and_a_text_in_both_languages(tmp_path: Path) -> None:
    texts = load_texts(ROOT / "web" / "locale", "de")
    async with running_hub(tmp_path) as hub, aiohttp.ClientSession() as session:
        for method, path, code in ERRING:
            for language in ("de", "en"):
                headers = {**HEADERS, "Accept-Language": language, "Accept": "application/json"}
                async with session.request(method, hub.url + path, json={}, headers=headers) as response:
                    answer = await response.json()
                assert set(answer) == {"ok", "error"}, path
                error = answer["error"]
                assert set(error) == {"code", "text", "status", "details"}, path
                assert (error["code"], error["status"], response.status) == (
                    code,
                    STATUS[code],
                    STATUS[code],
                ), path
                assert error["text"] == texts.error(code, language, error["details"])


async def test_people_get_a_page_where_programs_get_the_shape(tmp_path: Path) -> None:
    async with running_hub(tmp_path) as hub, aiohttp.ClientSession() as session:
        for language, word in (("de", "Seite"), ("en", "page")):
            headers = {"Accept": "text/html,*/*", "Accept-Language": language}
            async with session.get(hub.url + "/nowhere", headers=headers) as response:
                text = await response.text()
            assert response.status == 404
            assert response.content_type == "text/html"
            assert word in text
            assert "page.unknown" in text


def test_every_code_has_a_text_in_both_languages() -> None:
    assert set(ERRORS) == set(STATUS)
    texts = load_texts(ROOT / "web" / "locale", "de")
    for code in STATUS:
        assert texts.error(code, "de", {}) != texts.error(code, "en", {}), code
