"""Coming, coming back as oneself, and leaving; what a ticket is good for."""

import asyncio
import json
from pathlib import Path

import pytest

from rooms import commands as c
from rooms.hub import SYSTEM_ACTOR
from rooms.ids import VisitorId
from server.auth.sessions import DAY_MS, stored
from server.http.keys import SERVICES
from server.store.retention import sweep
from tests.running import running_hub
from tests.server.small_hub import MODERATION, Hub, claimed, granted, hub_of, slow_disk
from tests.until import until
from tests.visitor import HEADERS, LOOK, Refused, Visitor, visitor


async def test_the_same_browser_comes_back_as_itself_with_what_changed(tmp_path: Path) -> None:
    async with running_hub(tmp_path) as hub, visitor(hub.url) as ann:
        assert await ann.get("/api/me") == {"visitor": None}
        first = (await ann.join("Ann")).id
        assert (await ann.get("/api/me"))["visitor"] == {
            "id": first,
            "name": "Ann",
            "look": LOOK,
            "role": "guest",
            "workshop": None,
        }
        assert (await ann.join("Anna", look={**LOOK, "skin": "e"})).id == first
        again = (await ann.get("/api/me"))["visitor"]
        assert (again["name"], again["look"]["skin"]) == ("Anna", "e")


async def test_a_browser_is_known_after_a_restart(tmp_path: Path) -> None:
    async with visitor("") as ann:
        async with running_hub(tmp_path) as hub:
            ann.url = hub.url
            first = (await ann.join("Ann")).id
        async with running_hub(tmp_path) as hub:
            ann.url = hub.url
            assert (await ann.get("/api/me"))["visitor"]["id"] == first
            await ann.connect()


async def test_who_leaves_is_gone_for_all_and_may_come_again(tmp_path: Path) -> None:
    async with running_hub(tmp_path) as hub, visitor(hub.url, "Ann") as ann, visitor(hub.url, "Bo") as bo:
        await bo.post("/api/leave")
        await ann.told("visitor.left", visitor=bo.id)
        assert (await bo.told("hub.closing"))["reason"] == "left"
        await bo.connect()
        await ann.told("avatar.appeared", visitor=bo.id)


async def test_who_asks_to_be_forgotten_by_the_browser_is_nobody_there(tmp_path: Path) -> None:
    async with running_hub(tmp_path) as hub, visitor(hub.url, "Ann") as ann:
        kept = {each.key: each.value for each in ann.http.cookie_jar}
        await ann.post("/api/leave?forget=1")
        assert await ann.get("/api/me") == {"visitor": None}
        ann.http.cookie_jar.update_cookies(kept)
        assert await ann.get("/api/me") == {"visitor": None}, "a kept cookie is worth nothing either"
        with pytest.raises(Refused, match="session.missing"):
            await ann.post("/api/ticket")


async def test_a_ticket_opens_one_socket_within_half_a_minute(tmp_path: Path) -> None:
    async with running_hub(tmp_path) as hub, visitor(hub.url, "Ann") as ann:
        ticket = (await ann.post("/api/ticket"))["ticket"]
        late = (await ann.post("/api/ticket"))["ticket"]
        await ann.open(ticket)
        assert await refusal(ann.url, ticket) == "ticket.invalid"
        hub_of(hub).clock.add(30_000)
        assert await refusal(ann.url, late) == "ticket.invalid"
        assert await refusal(ann.url, "") == "ticket.invalid"
        assert await refusal(ann.url, ["x"]) == "ticket.invalid"


@pytest.mark.parametrize("spoken", [None, 0, 2, "1", [1]])
async def test_a_client_of_another_version_is_told_so(tmp_path: Path, spoken: object) -> None:
    async with running_hub(tmp_path) as hub, visitor(hub.url) as ann:
        await ann.join("Ann")
        ticket = (await ann.post("/api/ticket"))["ticket"]
        assert await refusal(ann.url, ticket, protocol=spoken) == "protocol.unknown"


async def refusal(url: str, ticket: object, **claims: object) -> str:
    """The code with which a socket is refused."""
    return await Hub(url).refusal({"ticket": ticket, "protocol": 1, **claims})


# -- banned, removed, promoted ---------------------------------------------------------------------


async def test_a_banned_person_has_no_way_back(tmp_path: Path) -> None:
    async with running_hub(tmp_path) as hub, visitor(hub.url, "Ann") as ann, visitor(hub.url, "Bo") as bo:
        await claimed(ann)
        spare = (await bo.post("/api/ticket"))["ticket"]
        async with visitor(hub.url) as tab:
            tab.http.cookie_jar.update_cookies({each.key: each.value for each in bo.http.cookie_jar})
            await tab.connect()
            await ann.do("visitor.ban", visitor=bo.id)
            for each in (bo, tab):
                assert (await each.told("hub.closing"))["reason"] == "banned"
        for claims in ({"last": bo.last}, {"last": None}):
            assert await refusal(bo.url, spare, **claims) in ("visitor.banned", "ticket.invalid")
        for path, body in (
            ("/api/ticket", {}),
            ("/api/join", {"name": "Bo", "look": LOOK}),
            ("/api/leave", {}),
        ):
            with pytest.raises(Refused, match="visitor.banned"):
                await bo.post(path, body)
        with pytest.raises(Refused, match="visitor.banned"):
            await bo.get("/api/messages?channel=hub")
        assert bo.id not in hub.host.hub.state.live.avatars


@pytest.mark.parametrize(
    ("command", "code"),
    [(c.Ban, "visitor.banned"), (c.Remove, "visitor.not_here"), (c.Erase, "visitor.unknown")],
)
async def test_who_is_sent_out_while_arriving_does_not_get_in(
    tmp_path: Path, command: type[c.Ban | c.Remove | c.Erase], code: str
) -> None:
    async with running_hub(tmp_path) as hub, visitor(hub.url) as bo:
        who = VisitorId((await bo.join("Bo")).id)
        ticket = (await bo.post("/api/ticket"))["ticket"]
        with slow_disk(hub.host):
            arriving = asyncio.ensure_future(refusal(bo.url, ticket))
            await until(lambda: who in hub.host.hub.state.live.presence, "Bo arrives")
            hub.host.submit(SYSTEM_ACTOR, "host", command(who), lambda answer: None)
        assert await arriving == code
        assert not hub.app[SERVICES].audience.connections
        assert who not in hub.host.hub.state.live.presence


async def test_who_comes_back_before_the_old_line_is_given_up_stays_here(tmp_path: Path) -> None:
    async with (
        running_hub(tmp_path) as hub, visitor(hub.url, "Bo") as bo, visitor(hub.url) as again,
    ):  # fmt: skip
        again.http.cookie_jar.update_cookies({each.key: each.value for each in bo.http.cookie_jar})
        host, who = hub.host, VisitorId(bo.id)
        ticket, given = (await again.post("/api/ticket"))["ticket"], host.stats["commands"]
        with slow_disk(host):
            coming = asyncio.ensure_future(again.open(ticket))
            await until(lambda: host.stats["commands"] > given, "the new line is on its way in")
            await bo.drop()
            await until(lambda: not hub.app[SERVICES].audience.connections, "the old line is given up")
        await coming
        assert host.hub.state.live.presence[who] == "here"
        await again.drop()
        await until(lambda: host.hub.state.live.presence[who] == "lost", "the last line is given up")


async def test_a_line_that_ends_on_its_way_in_leaves_nobody_here(tmp_path: Path) -> None:
    async with running_hub(tmp_path) as hub, visitor(hub.url) as bo:
        host, who = hub.host, VisitorId((await bo.join("Bo")).id)
        ticket, line = (
            (await bo.post("/api/ticket"))["ticket"],
            f"{hub.url}/socket.io/?EIO=4&transport=polling",
        )
        async with bo.http.get(line) as opened:
            line += "&sid=" + json.loads((await opened.text())[1:])["sid"]
        with slow_disk(host):
            claims = f'40{{"ticket":"{ticket}","protocol":1}}'
            coming = asyncio.ensure_future(bo.http.post(line, data=claims))
            await until(lambda: who in host.hub.state.live.presence, "Bo arrives")
            async with bo.http.post(line, data="1"):
                pass
        (await coming).close()
        await until(lambda: host.hub.state.live.presence.get(who) == "lost", "Bo is missed")
        assert not hub.app[SERVICES].audience.connections


async def test_a_removed_person_learns_why_and_may_come_again(tmp_path: Path) -> None:
    async with running_hub(tmp_path) as hub, visitor(hub.url, "Ann") as ann, visitor(hub.url, "Bo") as bo:
        await claimed(ann)
        await ann.do("visitor.remove", visitor=bo.id)
        assert (await bo.told("hub.closing"))["reason"] == "removed"
        await ann.told("visitor.left", visitor=bo.id)
        await bo.connect()


async def test_another_role_is_told_at_once_and_counts_at_once(tmp_path: Path) -> None:
    async with running_hub(tmp_path) as hub, visitor(hub.url, "Ann") as ann, visitor(hub.url, "Bo") as bo:
        await claimed(ann)
        await granted(ann, bo, "moderator")
        assert MODERATION <= set((await bo.told("you.changed", role="moderator"))["capabilities"])
        await bo.do("room.lock", room="training")
        await granted(ann, bo, "guest")
        assert not MODERATION & set((await bo.told("you.changed", role="guest"))["capabilities"])
        with pytest.raises(Refused, match="right.missing"):
            await bo.do("room.unlock", room="training")


async def test_each_act_of_a_host_stands_once_in_the_audit_list(tmp_path: Path) -> None:
    async with running_hub(tmp_path) as hub, visitor(hub.url, "Ann") as ann, visitor(hub.url, "Bo") as bo:
        await claimed(ann)
        message = await bo.do("chat.post", channel="hub", body="Spam")
        posted = await ann.told("message.posted", body="Spam")
        assert posted["seq"] == message["seq"]
        acts: list[tuple[str, dict[str, str]]] = [
            ("role.grant", {"visitor": bo.id, "role": "member"}), ("visitor.mute", {"visitor": bo.id}),
            ("visitor.unmute", {"visitor": bo.id}), ("visitor.move", {"visitor": bo.id, "room": "lens"}),
            ("visitor.return", {"visitor": bo.id}), ("room.lock", {"room": "lens"}),
            ("room.unlock", {"room": "lens"}), ("message.delete", {"message": posted["data"]["message"]}),
            ("visitor.remove", {"visitor": bo.id}), ("visitor.ban", {"visitor": bo.id}),
            ("visitor.unban", {"visitor": bo.id}),
        ]  # fmt: skip
        for command, fields in acts:
            await ann.do(command, **fields)
            await_twice = {"visitor.mute", "room.lock", "visitor.ban"}
            if command in await_twice:
                await ann.do(command, **fields)
        await ann.post("/api/invites", {"role": "guest", "hours": 1, "uses": 1})
        rows = (await ann.get("/api/audit"))["audit"]
        assert {each["actor"] for each in rows} == {ann.id}
        assert [each["act"] for each in rows[::-1]] == [
            "role.granted", "role.granted", "visitor.muted", "visitor.unmuted", "visitor.placed",
            "visitor.placed",
            "room.locked", "room.unlocked", "message.deleted", "visitor.removed", "visitor.banned",
            "visitor.unbanned", "invite.created",
        ]  # fmt: skip
        with pytest.raises(Refused):
            await bo.get("/api/audit")


async def test_who_comes_again_in_time_stays_known_in_memory_and_on_disk(tmp_path: Path) -> None:
    async with running_hub(tmp_path, visit_days=20) as hub, visitor(hub.url) as ann:
        first = (await ann.join("Ann")).id
        clock = hub_of(hub).clock
        await ann.post("/api/ticket")
        for _ in range(3):
            clock.add(19 * DAY_MS)
            await ann.post("/api/ticket")
        assert (await ann.get("/api/me"))["visitor"]["id"] == first
        await hub.host.settled()
        await hub.host.read(lambda db: sweep(db, hub.host.clock.now()))
        ((_, whose, expires),) = await hub.host.read(stored)
        assert whose == first
        assert expires > hub.host.clock.now() + 19 * DAY_MS
        clock.add(21 * DAY_MS)
        assert await ann.get("/api/me") == {"visitor": None}


async def test_the_cookie_is_renewed_at_most_once_a_day(tmp_path: Path) -> None:
    async with running_hub(tmp_path, visit_days=20) as hub, visitor(hub.url) as ann:
        await ann.join("Ann")
        await ann.post("/api/ticket")
        assert await cookie_age(ann) is None
        hub_of(hub).clock.add(DAY_MS)
        assert await cookie_age(ann) == str(20 * 24 * 3600)
        assert await cookie_age(ann) is None


async def cookie_age(person: Visitor) -> str | None:
    """How long the cookie that comes with a ticket is to be kept; None when none comes."""
    async with person.http.post(person.url + "/api/ticket", json={}, headers=HEADERS) as response:
        found = response.cookies.get("foyer")
        return found["max-age"] if found else None


async def test_a_refused_first_visit_leaves_no_visit_behind(tmp_path: Path) -> None:
    async with running_hub(tmp_path) as hub, visitor(hub.url) as ann:
        before = hub.app[SERVICES].sessions.known(hub.host.clock.now())
        with pytest.raises(Refused, match="visitor.name_invalid"):
            await ann.join("")
        assert hub.app[SERVICES].sessions.known(hub.host.clock.now()) == before


@pytest.mark.parametrize("header", ["Cookie: foyer=\xff", "Authorization: Bearer \xff"])
@pytest.mark.parametrize("path", ["/api/me", "/", "/metrics"])
async def test_bytes_that_are_no_text_are_nobodys_secret(tmp_path: Path, path: str, header: str) -> None:
    async with running_hub(tmp_path) as hub:
        host = hub.url.removeprefix("http://")
        reader, writer = await asyncio.open_connection(*host.split(":"))
        writer.write(f"GET {path} HTTP/1.1\r\nHost: {host}\r\n{header}\r\n\r\n".encode("latin-1"))
        assert (await reader.readline()).split()[1] in (b"200", b"401", b"404")
        writer.close()
