"""Coming back to a socket: what was missed, in order, with the rights of today."""

import asyncio
from pathlib import Path
from typing import Any

from server.store.recovery import RECENT
from tests.running import running_hub
from tests.server.small_hub import claimed, slow_disk
from tests.server.test_lines import hub_connections
from tests.until import until
from tests.visitor import Visitor, visitor


def states(person: Visitor) -> list[str]:
    """The kinds of first states a person got, in order."""
    return [name for name, _ in person.events if name in ("hub.snapshot", "hub.resumed")]


def bodies(person: Visitor, since: int = 0) -> list[str]:
    """The messages a person was told, in order of arrival."""
    return [p["data"]["body"] for name, p in person.events[since:] if name == "message.posted"]


async def test_who_was_away_gets_what_was_missed_in_order_and_once(tmp_path: Path) -> None:
    async with running_hub(tmp_path) as hub, visitor(hub.url, "Ann") as ann, visitor(hub.url, "Bo") as bo:
        await bo.drop()
        for n in range(20):
            await ann.do("chat.post", channel="hub", body=f"line {n}")
        before = len(bo.events)
        await bo.connect()
        assert states(bo) == ["hub.snapshot", "hub.resumed"]
        assert bodies(bo, before) == [f"line {n}" for n in range(20)]
        resumed = bo.events[-1][1]
        assert (bo.gaps, resumed["upto"]) == (0, bo.last)
        answer = await ann.do("chat.post", channel="hub", body="live")
        assert (await bo.told("message.posted", body="live"))["seq"] == answer["seq"]
        assert bo.gaps == 0


async def test_a_gap_found_while_connected_is_filled(tmp_path: Path) -> None:
    async with running_hub(tmp_path) as hub, visitor(hub.url, "Ann") as ann, visitor(hub.url, "Bo") as bo:
        start = bo.last
        for n in range(3):
            await ann.do("chat.post", channel="hub", body=f"line {n}")
        await bo.told("message.posted", body="line 2")
        assert bo.sio is not None
        before, bo.last = len(bo.events), start
        await bo.sio.emit("hub.since", {"last": start})
        await bo.told("hub.resumed")
        assert bodies(bo, before) == ["line 0", "line 1", "line 2"]
        assert bo.gaps == 0


async def test_a_whole_state_leaves_only_after_the_commit_of_what_it_holds(tmp_path: Path) -> None:
    async with running_hub(tmp_path) as hub, visitor(hub.url, "Ann") as ann, visitor(hub.url, "Bo") as bo:
        asks = next(each for each in hub_connections(hub) if each.visitor == bo.id)
        before, seen = asks.link.put, len(bo.events)
        with slow_disk(hub.host):
            post = ann.do("chat.post", channel="hub", body="not on the disk yet")
            posting = asyncio.create_task(post)
            await until(lambda: hub.host.hub.state.durable.seq > hub.host.committed, "Ann's words wait")
            assert bo.sio is not None
            await bo.sio.emit("hub.since", {"last": -1})
            await until(lambda: not asks.ready or asks.link.put > before, "Bo asks")
            assert asks.link.put == before, "nothing leaves before the commit"
        posted = await posting
        await bo.wait(lambda: states(bo) == ["hub.snapshot", "hub.snapshot"])
        assert bo.snapshot["seq"] >= posted["seq"]
        assert bo.snapshot["channels"]["hub"]["unread"] == 1
        await ann.do("chat.post", channel="hub", body="after it")
        await bo.told("message.posted", body="after it")
        assert bodies(bo, seen) == ["after it"]
        assert bo.gaps == 0


async def test_who_knows_an_event_that_never_was_gets_everything_anew(tmp_path: Path) -> None:
    async with running_hub(tmp_path) as hub, visitor(hub.url, "Ann") as ann:
        for last in (10**9, -5, (ann.last or 0) + 1, "seven"):
            await ann.drop()
            ann.events.clear()
            await ann.connect(last=last)
            assert states(ann) == ["hub.snapshot"], last


async def test_who_was_away_too_long_gets_everything_anew(tmp_path: Path) -> None:
    async with running_hub(tmp_path) as hub, visitor(hub.url, "Ann") as ann, visitor(hub.url, "Bo") as bo:
        await bo.drop()
        await ann.do("chat.post", channel="hub", body="old")
        await ann.do("chat.post", channel="hub", body="new")
        hub.host.recent.popleft()
        while hub.host.recent[0].seq <= (bo.last or 0) + 1:
            hub.host.recent.popleft()
        before = len(bo.events)
        await bo.connect()
        assert states(bo)[-1] == "hub.snapshot"
        assert bodies(bo, before) == []
        assert RECENT >= 1000


async def test_replay_gives_nothing_of_a_room_that_was_locked_since(tmp_path: Path) -> None:
    async with running_hub(tmp_path) as hub, visitor(hub.url, "Ann") as ann, visitor(hub.url, "Bo") as bo:
        await claimed(ann)
        await bo.drop()
        await ann.do("chat.post", channel="room:lens", body="secret")
        await ann.do("chat.post", channel="hub", body="open")
        await ann.do("room.lock", room="lens")
        before = len(bo.events)
        await bo.connect()
        assert bodies(bo, before) == ["open"]
        assert bo.gaps == 0, "what is left out leaves no gap"
        assert "secret" not in repr(bo.events)
        assert "room:lens" not in bo.events[-1][1].get("channels", {})


async def test_a_direct_message_reaches_its_two_people_only(tmp_path: Path) -> None:
    async with running_hub(tmp_path) as hub, visitor(hub.url, "Ann") as ann, visitor(hub.url, "Bo") as bo:
        async with visitor(hub.url, "Cy") as cy:
            channel = "dm:" + ":".join(sorted((ann.id, bo.id)))
            await ann.do("chat.post", channel=channel, body="for two")
            await bo.told("message.posted", body="for two")
            await ann.do("chat.post", channel="hub", body="for all")
            await cy.told("message.posted", body="for all")
            assert "for two" not in repr(cy.events)
            assert cy.gaps == 0


async def test_after_a_restart_a_returning_client_is_resumed(tmp_path: Path) -> None:
    async with visitor("") as bo:
        async with running_hub(tmp_path) as hub, visitor(hub.url, "Ann") as ann:
            bo.url = hub.url
            await (await bo.join("Bo")).connect()
            place = await stands(ann, bo)
            await bo.drop()
            await ann.do("chat.post", channel="hub", body="while away")
        async with running_hub(tmp_path) as hub:
            bo.url, before = hub.url, len(bo.events)
            await bo.connect()
            assert states(bo)[-1] == "hub.resumed"
            assert bodies(bo, before) == ["while away"]
            you = bo.events[-1][1]["live"]["you"]
            assert (you["floor"], you["x"], you["y"]) == place
            assert bo.gaps == 0


async def stands(seen_by: Visitor, person: Visitor) -> tuple[Any, ...]:
    """Where somebody was put at once, by a room of the list."""
    await person.do("room.enter", room="lens")
    placed = (await seen_by.told("visitor.placed", visitor=person.id))["data"]
    return placed["floor"], placed["x"], placed["y"]


async def test_a_first_state_holds_the_knocks_that_were_told_to_the_same_person(tmp_path: Path) -> None:
    async with running_hub(tmp_path) as hub, visitor(hub.url, "Host") as host, visitor(hub.url, "Ann") as ann:
        async with visitor(hub.url, "Bo") as bo, visitor(hub.url, "Cy") as cy:
            await claimed(host)
            await ann.do("room.enter", room="lens")
            await host.do("room.lock", room="lens")
            await bo.do("room.knock", room="lens")
            await host.do("room.lock", room="training")
            for person in (host, ann, bo, cy):
                await person.told("room.locked", room="training")
                told = [p["data"] for name, p in person.events if name == "room.knocked"]
                await person.drop()
                await person.connect(last=None)
                assert person.snapshot["live"]["knocks"] == told
                assert bool(told) is (person is not cy)
