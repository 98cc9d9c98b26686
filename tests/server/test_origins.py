"""Where a request may come from: sockets by every transport, and every route that changes something."""

import json
from pathlib import Path
from typing import Any

import aiohttp
import pytest
from yarl import URL

from server.http.asking import BODY_LIMIT
from server.live.link import PAYLOAD_MOST
from server.protocol.routes import ROUTES
from tests.running import running_hub
from tests.visitor import HEADERS, LOOK, visitor

FOREIGN = [
    "https://evil.example",
    "null",
    "http://127.0.0.1",
    "http://localhost:1",
    "http://127.0.0.1.evil.example",
]
FORGED = {"Origin": "https://evil.example", "X-Forwarded-Host": "evil.example", "X-Forwarded-Proto": "https"}
KEYED = ("/whip/", "/api/captions/")
"""They ask for a bearer key instead: another origin's page may be a camera, a program may write captions."""
UNSAFE = [each for each in ROUTES if each.method != "get" and not each.path.startswith(KEYED)]
POLL = "/socket.io/?EIO=4&transport=polling"


def cases(own: str) -> list[tuple[dict[str, str], bool]]:
    """Headers of a request, and whether it is ours."""
    foreign = [{"Origin": each} for each in FOREIGN]
    return [
        *((each, False) for each in (*foreign, FORGED, {"Sec-Fetch-Site": "cross-site"}, {"Origin": ""})),
        *((each, True) for each in ({"Origin": own}, {}, {"Sec-Fetch-Site": "same-origin"})),
    ]


async def opened(session: aiohttp.ClientSession, url: str, headers: dict[str, str]) -> int:
    """The status with which a WebSocket is answered."""
    try:
        async with session.ws_connect(url, headers=headers):
            return 101
    except aiohttp.WSServerHandshakeError as refused:
        return refused.status


async def test_a_socket_opens_for_our_own_pages_only_by_every_transport(tmp_path: Path) -> None:
    async with running_hub(tmp_path) as hub, aiohttp.ClientSession() as session:
        for headers, ours in cases(hub.url):
            socket = await opened(session, hub.url + POLL.replace("polling", "websocket"), headers)
            assert socket == (101 if ours else 403), headers
            async with session.get(hub.url + POLL, headers=headers) as response:
                assert response.status == (200 if ours else 403), headers
                if not ours:
                    assert (await response.json())["error"]["code"] == "origin.foreign"
                    assert "Access-Control-Allow-Origin" not in response.headers
            async with session.get(hub.url + POLL) as response:
                sid = json.loads((await response.text())[1:])["sid"]
            upgrade = f"{hub.url}/socket.io/?EIO=4&transport=websocket&sid={sid}"
            assert await opened(session, upgrade, headers) == (101 if ours else 403), headers


async def test_a_cookie_alone_opens_no_socket(tmp_path: Path) -> None:
    async with running_hub(tmp_path) as hub, visitor(hub.url) as ann:
        await ann.join("Ann")
        async with ann.http.ws_connect(hub.url + POLL.replace("polling", "websocket")) as ws:
            await ws.receive()
            await ws.send_str('40{"protocol":1}')
            text = await ws.receive_str()
            assert text.startswith("44")
            assert json.loads(text[2:])["data"]["code"] == "ticket.invalid"


async def test_a_socket_takes_no_more_bytes_than_a_message_may_have(tmp_path: Path) -> None:
    async with running_hub(tmp_path) as hub, aiohttp.ClientSession() as session:
        async with session.get(hub.url + POLL) as response:
            sid = json.loads((await response.text())[1:])["sid"]

        async def endless() -> Any:
            for _ in range(100):
                yield b"4" * 1000

        for data in (b"4" * (PAYLOAD_MOST + 1), endless()):
            async with session.post(f"{hub.url}{POLL}&sid={sid}", data=data) as response:
                assert response.status == 413
                assert (await response.json())["error"]["code"] == "request.too_large"


BODIES: dict[str, dict[str, Any]] = {
    "/api/join": {"name": "Ann", "look": LOOK},
    "/api/invites": {"role": "guest", "hours": 1, "uses": 1},
    "/api/admin/claim": {"token": "test-admin"},
    "/api/language": {"language": "en"},
}


@pytest.mark.parametrize("route", UNSAFE, ids=lambda route: route.path)
async def test_a_route_that_changes_something_answers_our_own_pages_only(tmp_path: Path, route: Any) -> None:
    path = route.path.replace("{stage}", "hall")
    async with running_hub(tmp_path) as hub, visitor(hub.url, "Ann") as ann:
        before = hub.host.hub.state.durable.seq
        wrong = [headers for headers, ours in cases(hub.url) if not ours]
        body = BODIES.get(path, {})
        for headers in [{**each, **HEADERS} for each in wrong] + [{}, {"Origin": hub.url}, {"X-Foyer": "0"}]:
            async with ann.http.request(route.method, hub.url + path, json=body, headers=headers) as response:
                error = (await response.json())["error"]
                assert response.status == 403, headers
                expected = (
                    "origin.foreign"
                    if "X-Foyer" in headers and headers["X-Foyer"] == "1"
                    else "request.not_ours"
                )
                assert error["code"] == expected, headers
        assert hub.host.hub.state.durable.seq == before
        async with ann.http.request(route.method, hub.url + path, json=body, headers=HEADERS) as response:
            assert await response.text()
            assert "request.not_ours" not in await response.text()


async def test_a_host_name_that_is_not_the_hubs_gets_nothing(tmp_path: Path) -> None:
    async with running_hub(tmp_path) as hub, aiohttp.ClientSession() as session:
        for host in ("evil.example", "127.0.0.1.evil.example", "127.0.0.1", "localhost:1"):
            for path in ("/", "/api/hub", POLL):
                async with session.get(hub.url + path, headers={"Host": host}) as response:
                    assert response.status == 421, (host, path)


WRONG: dict[str, tuple[bytes, int, str]] = {
    "no JSON": (b"{", 400, "request.not_json"),
    "nothing": (b"", 400, "request.not_json"),
    "no object": (b"[]", 400, "request.invalid"),
    "deep": (b"[" * 15_000, 400, "request.not_json"),
    "half a character": (b'{"name":"\xff"}', 400, "request.not_json"),
    "a field too many": (
        json.dumps({"name": "A", "look": LOOK, "role": "moderator"}).encode(),
        400,
        "request.invalid",
    ),
    "a look that is none": (
        json.dumps({"name": "A", "look": {"skin": "z"}}).encode(),
        400,
        "request.invalid",
    ),
    "a name that shows nothing": (
        json.dumps({"name": "\u200b ", "look": LOOK}).encode(),
        422,
        "visitor.name_invalid",
    ),
    "a long name": (json.dumps({"name": "x" * 61, "look": LOOK}).encode(), 422, "visitor.name_invalid"),
    "too large": (b" " * (BODY_LIMIT + 1), 413, "request.too_large"),
}


async def test_a_wrong_body_is_named_and_changes_nothing(tmp_path: Path) -> None:
    async with running_hub(tmp_path) as hub, aiohttp.ClientSession() as session:
        for case, (data, status, code) in WRONG.items():
            async with session.post(hub.url + "/api/join", data=data, headers=HEADERS) as response:
                error = (await response.json())["error"]
                assert (response.status, error["code"]) == (status, code), case
                assert error["text"], case
        assert hub.host.hub.state.durable.seq == 0


@pytest.mark.parametrize("prefix", ["/static/", "/pack/"])
async def test_no_path_leads_out_of_the_served_folders(tmp_path: Path, prefix: str) -> None:
    secret = b"format = 1"
    tries = [
        "../hub.toml", "..%2fhub.toml", "%2e%2e/hub.toml", "%2e%2e%2fhub.toml", "floors/../hub.toml",
        "floors/..%2fhub.toml", "floors/%2e%2e%2fhub.toml", "hub.toml", "floors/../../../pyproject.toml",
        "%2fetc%2fpasswd", "/etc/passwd", "floors//etc/passwd", "floors/%00", "floors",
        "floors/plaza.tmj%00.svg",
        "floors/", "texts/imprint.de.md", "..\\hub.toml", "floors/..;/hub.toml", "x" * 5000,
        ".vite/manifest.json",
    ]  # fmt: skip
    async with running_hub(tmp_path) as hub, aiohttp.ClientSession() as session:
        for each in tries:
            url = URL(f"{hub.url}{prefix}{each}", encoded=True)
            async with session.get(url, allow_redirects=False) as response:
                body = await response.read()
                allowed = (404,) if each != ".vite/manifest.json" else (200, 404)
                assert response.status in allowed, each
                assert secret not in body
                assert b"root:" not in body
