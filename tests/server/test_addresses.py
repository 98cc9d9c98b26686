"""Limits for one address count by who really asks, also behind proxies; nobody talks himself another one."""

from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager
from pathlib import Path

import aiohttp
import pytest

from server.addresses import networks, seen_from
from server.auth.limits import Buckets, Rate
from server.http.keys import SERVICES
from tests.running import running_hub
from tests.visitor import HEADERS, LOOK

SOCKET = "/socket.io/?EIO=4&transport="
ASKED: dict[str, tuple[str, str, int]] = {
    "a join": ("POST", "/api/join", 200),
    "another request": ("POST", "/api/ticket", 401),
    "a socket that polls": ("GET", f"{SOCKET}polling", 200),
    "a message of a client that polls": ("POST", f"{SOCKET}polling&sid=none", 400),
    "a WebSocket": ("GET", f"{SOCKET}websocket", 101),
}
"""What is limited for each address, and how it is answered within the limit."""
UPGRADE = {
    "Connection": "Upgrade", "Upgrade": "websocket", "Sec-WebSocket-Version": "13",
    "Sec-WebSocket-Key": "MDEyMzQ1Njc4OWFiY2RlZg==",
}  # fmt: skip
MOST = 3


@asynccontextmanager
async def strict_hub(data: Path, **settings: object) -> AsyncGenerator[str]:
    """The address of a hub that lets each address do everything three times."""
    async with running_hub(data, **settings) as hub:
        known = hub.app[SERVICES]
        known.joins, known.requests, known.sockets, known.polls = (Buckets(Rate(MOST, 0)) for _ in range(4))
        yield hub.url


async def status(url: str, case: str, *forwarded: str) -> int:
    """The status of one request that says it was forwarded for these addresses."""
    method, path, _ = ASKED[case]
    headers = [*HEADERS.items(), *(("X-Forwarded-For", each) for each in forwarded)]
    if case == "a WebSocket":
        headers += UPGRADE.items()
    body = {"name": "Person", "look": LOOK}
    async with aiohttp.ClientSession() as http:
        asked = http.request(method, url + path, headers=headers, json=body if method == "POST" else None)
        async with asked as response:
            return response.status


@pytest.mark.parametrize("case", ASKED)
async def test_a_forged_address_from_a_peer_that_is_no_proxy_changes_nothing(
    case: str, tmp_path: Path
) -> None:
    async with strict_hub(tmp_path, trusted_proxies="10.0.0.0/8") as url:
        told = [await status(url, case, f"198.51.100.{number}") for number in range(MOST + 1)]
    assert told == [ASKED[case][2]] * MOST + [429]


@pytest.mark.parametrize("case", ASKED)
async def test_visitors_behind_a_trusted_proxy_have_a_limit_each(case: str, tmp_path: Path) -> None:
    usual = ASKED[case][2]
    async with strict_hub(tmp_path, trusted_proxies="127.0.0.1, 10.0.0.0/8") as url:
        forged = [f"192.0.2.{number}, 198.51.100.7, 10.0.0.2" for number in range(MOST + 1)]
        assert [await status(url, case, each) for each in forged] == [usual] * MOST + [429]
        assert await status(url, case, "198.51.100.8") == usual
        assert await status(url, case, "198.51.100.8", "198.51.100.7") == 429


@pytest.mark.parametrize(
    ("peer", "forwarded", "seen"),
    [
        ("203.0.113.9", ["198.51.100.1"], "203.0.113.9"),
        ("10.0.0.1", [], "10.0.0.1"),
        ("10.0.0.1", ["198.51.100.1"], "198.51.100.1"),
        ("10.0.0.1", ["192.0.2.1, 198.51.100.1"], "198.51.100.1"),
        ("10.0.0.1", ["198.51.100.1, 10.0.0.3", "10.0.0.2"], "198.51.100.1"),
        ("10.0.0.1", ["10.0.0.3"], "10.0.0.3"),
        ("10.0.0.1", ["198.51.100.1, unknown, 10.0.0.2"], "10.0.0.2"),
        ("10.0.0.1", ["198.51.100.1:4711"], "198.51.100.1"),
        ("10.0.0.1", ["[2001:db8:1:2:3::4]:4711"], "2001:db8:1:2::/64"),
        ("::ffff:10.0.0.1", ["::ffff:198.51.100.1"], "198.51.100.1"),
        ("2001:db8::1", ["198.51.100.1"], "2001:db8::/64"),
        ("fe80::1%eth0", [], "fe80::/64"),
        ("10.0.0.1", [", ,"], "10.0.0.1"),
        ("", ["198.51.100.1"], ""),
    ],
)
def test_the_nearest_address_that_no_proxy_of_ours_has_is_the_one_that_counts(
    peer: str, forwarded: list[str], seen: str
) -> None:
    assert seen_from(peer, forwarded, networks("10.0.0.0/8 2001:db8:ffff::/48")) == seen


def test_networks_are_read_from_one_line() -> None:
    assert [str(each) for each in networks("127.0.0.1, 10.0.0.0/8 ::1")] == [
        "127.0.0.1/32", "10.0.0.0/8", "::1/128",
    ]  # fmt: skip
    with pytest.raises(ValueError, match="proxy"):
        networks("proxy.example.org")
