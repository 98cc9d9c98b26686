"""Links that bring a role, and the one-time link of the first administrator."""

import asyncio
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import aiohttp
import pytest

from tests.running import ROOT, running_hub
from tests.server.small_hub import claimed, granted, hub_of
from tests.visitor import Refused, Visitor, visitor

HOUR_MS = 3_600_000


async def secret_of(host: Visitor, **link: Any) -> str:
    """A new link's secret."""
    answer = await host.post("/api/invites", {"role": "speaker", "hours": 1, "uses": 1, **link})
    path, _, secret = answer["path"].partition("#invite=")
    assert path == "/"
    assert len(secret) >= 32
    return secret


async def role_of(person: Visitor) -> str:
    """The role a browser has."""
    return (await person.get("/api/me"))["visitor"]["role"]


async def test_a_link_brings_its_role_as_often_as_it_says(tmp_path: Path) -> None:
    async with running_hub(tmp_path) as hub, visitor(hub.url, "Host") as host:
        secret = await secret_of(await claimed(host), uses=2)
        for name in ("Ann", "Bo"):
            async with visitor(hub.url) as guest:
                await guest.join(name, invite=secret)
                assert await role_of(guest) == "speaker"
        async with visitor(hub.url) as third:
            with pytest.raises(Refused, match="invite.expired"):
                await third.join("Cy", invite=secret)
            assert (await third.get("/api/me"))["visitor"] is None, (
                "a link that is over lets nobody in halfway"
            )


async def test_a_link_ends_by_time_and_one_that_never_was_opens_nothing(tmp_path: Path) -> None:
    async with running_hub(tmp_path) as hub, visitor(hub.url, "Host") as host, visitor(hub.url) as ann:
        secret = await secret_of(await claimed(host))
        with pytest.raises(Refused, match="invite.unknown"):
            await ann.join("Ann", invite=secret[:-1] + "!")
        hub_of(hub).clock.add(HOUR_MS)
        with pytest.raises(Refused, match="invite.expired"):
            await ann.join("Ann", invite=secret)


async def test_a_leaked_link_is_seen_and_withdrawn_and_stays_so_after_a_restart(tmp_path: Path) -> None:
    async with running_hub(tmp_path) as hub, visitor(hub.url, "Host") as host, visitor(hub.url) as ann:
        kept = await secret_of(await claimed(host), uses=2)
        leaked = await secret_of(host, role="moderator", hours=2)
        newest, oldest = (await host.get("/api/invites"))["invites"]
        assert (newest["role"], newest["uses"], newest["maker_name"]) == ("moderator", 1, "Host")
        assert newest["expires_at"] - newest["at"] == 2 * HOUR_MS
        assert leaked not in str(newest)
        await host.request("DELETE", f"/api/invites/{newest['invite']}")
        with pytest.raises(Refused, match="invite.unknown"):
            await host.request("DELETE", f"/api/invites/{newest['invite']}")
        with pytest.raises(Refused, match="invite.unknown"):
            await ann.join("Ann", invite=leaked)
        await ann.join("Ann", invite=kept)
        assert (await host.get("/api/invites"))["invites"] == [{**oldest, "uses": 1}]
        acts = [each["act"] for each in (await host.get("/api/audit"))["audit"]]
        assert "invite.revoked" in acts
        cookies = host.http.cookie_jar
    async with running_hub(tmp_path, port=int(hub.url.rpartition(":")[2])) as hub, visitor(hub.url) as late:
        host.http = aiohttp.ClientSession(cookie_jar=cookies)
        assert [each["invite"] for each in (await host.get("/api/invites"))["invites"]] == [oldest["invite"]]
        with pytest.raises(Refused, match="invite.unknown"):
            await late.join("Bo", invite=leaked)
        hub_of(hub).clock.add(HOUR_MS)
        assert (await host.get("/api/invites"))["invites"] == []
        await host.close()


async def test_who_is_here_takes_a_higher_role_and_no_lower_one(tmp_path: Path) -> None:
    async with running_hub(tmp_path) as hub, visitor(hub.url, "Host") as host, visitor(hub.url, "Ann") as ann:
        await claimed(host)
        high, low = await secret_of(host, role="moderator"), await secret_of(host, role="guest")
        await ann.join("Ann", invite=high)
        await ann.told("you.changed", role="moderator")
        for again in (high, low):
            await ann.join("Ann", invite=again)
        assert await role_of(ann) == "moderator"


async def test_a_link_gives_no_more_than_its_maker_may_give(tmp_path: Path) -> None:
    async with running_hub(tmp_path) as hub, visitor(hub.url, "Host") as host, visitor(hub.url, "Mo") as mo:
        with pytest.raises(Refused, match="right.missing"):
            await secret_of(mo)
        await granted(await claimed(host), mo, "moderator")
        await mo.told("you.changed", role="moderator")
        for role in ("moderator", "administrator"):
            with pytest.raises(Refused, match="right.missing"):
                await secret_of(mo, role=role)
        assert await secret_of(mo)


async def test_the_hub_keeps_no_secret_of_a_link_or_a_visit(tmp_path: Path) -> None:
    async with running_hub(tmp_path) as hub, visitor(hub.url, "Host") as host:
        secret = await secret_of(await claimed(host))
        cookies = [each.value for each in host.http.cookie_jar]
        await hub.host.settled()
        stored = await asyncio.to_thread(lambda: b"".join(p.read_bytes() for p in tmp_path.glob("*.db*")))
        assert cookies
        assert not [each for each in (secret, *cookies) if each.encode() in stored]


async def test_the_link_of_the_start_makes_one_administrator_and_no_second(tmp_path: Path) -> None:
    async with running_hub(tmp_path) as hub, visitor(hub.url, "Ann") as ann, visitor(hub.url, "Bo") as bo:
        for wrong in ("", "test-admi", "test-admin!"):
            with pytest.raises(Refused, match="token.invalid"):
                await bo.post("/api/admin/claim", {"token": wrong})
        await claimed(ann)
        with pytest.raises(Refused, match="token.invalid"):
            await bo.post("/api/admin/claim", {"token": "test-admin"})
        assert await role_of(bo) == "guest"


async def test_a_start_makes_a_new_link_unless_one_is_set(tmp_path: Path) -> None:
    async with (
        running_hub(tmp_path / "a", admin_token="") as one,
        running_hub(tmp_path / "b", admin_token="") as two,
    ):
        assert one.admin.token != two.admin.token
        assert len(one.admin.token) >= 32


async def test_a_link_nobody_used_is_still_good_after_a_restart(tmp_path: Path) -> None:
    async with running_hub(tmp_path):
        pass
    async with running_hub(tmp_path) as hub, visitor(hub.url, "Ann") as ann:
        await claimed(ann)


async def test_a_used_link_is_void_over_restarts_even_with_a_fixed_token(tmp_path: Path) -> None:
    async with running_hub(tmp_path) as hub, visitor(hub.url, "Ann") as ann:
        await claimed(ann)
        assert hub.admin_url is None
    for token in ("test-admin", ""):
        async with running_hub(tmp_path, admin_token=token) as hub, visitor(hub.url, "Bo") as bo:
            assert hub.admin_url is None
            for tried in ("test-admin", ""):
                with pytest.raises(Refused, match="token.invalid"):
                    await bo.post("/api/admin/claim", {"token": tried})
            assert await role_of(bo) == "guest"


async def test_a_used_link_stays_void_when_its_administrator_was_erased(tmp_path: Path) -> None:
    async with running_hub(tmp_path) as hub, visitor(hub.url, "Ann") as ann:
        await claimed(ann)
        await ann.post("/api/leave?forget=1")
    async with running_hub(tmp_path) as hub, visitor(hub.url, "Bo") as bo:
        assert hub.admin_url is None
        with pytest.raises(Refused, match="token.invalid"):
            await claimed(bo)


def asked_for(data: Path) -> str:
    """The token of a link that the operator asks for on purpose."""
    said = subprocess.run(
        (sys.executable, "-m", "server", "admin-link"), cwd=ROOT, capture_output=True, text=True,
        timeout=30, check=True, env={**os.environ, "FOYER_DATA": str(data), "PORT": "1234"},
    )  # fmt: skip
    address, _, token = said.stdout.strip().partition("#token=")
    assert address == "http://127.0.0.1:1234/admin"
    assert len(token) >= 32
    return token


async def test_an_operator_gets_another_link_on_purpose_and_it_too_is_good_once(tmp_path: Path) -> None:
    async with running_hub(tmp_path) as hub, visitor(hub.url, "Ann") as ann, visitor(hub.url, "Bo") as bo:
        await claimed(ann)
        older, newer = [await asyncio.to_thread(asked_for, tmp_path) for _ in range(2)]
        with pytest.raises(Refused, match="token.invalid"):
            await bo.post("/api/admin/claim", {"token": older})
        await bo.post("/api/admin/claim", {"token": newer})
        assert await role_of(bo) == "administrator"
        async with visitor(hub.url, "Cy") as cy:
            with pytest.raises(Refused, match="token.invalid"):
                await cy.post("/api/admin/claim", {"token": newer})
    last = await asyncio.to_thread(asked_for, tmp_path)
    async with running_hub(tmp_path) as hub, visitor(hub.url, "Di") as di:
        await di.post("/api/admin/claim", {"token": last})
        assert await role_of(di) == "administrator"


async def test_a_link_made_on_purpose_ends_after_a_day_and_is_stored_as_a_hash(tmp_path: Path) -> None:
    async with running_hub(tmp_path) as hub, visitor(hub.url, "Ann") as ann:
        token = await asyncio.to_thread(asked_for, tmp_path)
        stored = await asyncio.to_thread(lambda: b"".join(p.read_bytes() for p in tmp_path.glob("*.db*")))
        assert token.encode() not in stored
        hub_of(hub).clock.add(25 * HOUR_MS)
        with pytest.raises(Refused, match="token.invalid"):
            await ann.post("/api/admin/claim", {"token": token})


def test_there_is_no_link_for_a_hub_that_never_started(tmp_path: Path) -> None:
    done = subprocess.run(
        (sys.executable, "-m", "server", "admin-link"), cwd=ROOT, capture_output=True, text=True,
        timeout=30, check=False, env={**os.environ, "FOYER_DATA": str(tmp_path)},
    )  # fmt: skip
    assert done.returncode == 1
    assert "hub.db" in done.stderr
    assert "Traceback" not in done.stderr
    assert not list(tmp_path.iterdir())
