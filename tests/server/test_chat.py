"""The chat of a room over real sockets: told to those inside, kept from those outside, by whatever way."""

import asyncio
import threading
from pathlib import Path

import pytest

from rooms import commands as c
from rooms.ids import RoomId, VisitorId
from server.auth.limits import SEARCHES
from tests.running import running_hub
from tests.server.small_hub import claimed
from tests.until import until
from tests.visitor import Refused, Visitor, visitor

LENS = "room:lens"
CONTACT = RoomId("contact")
HISTORY = f"/api/messages?channel={LENS}"


async def bodies(person: Visitor) -> list[str]:
    """What a person is shown of the room's history."""
    return [line["body"] for line in (await person.get(HISTORY))["messages"]]


async def sees_nothing(person: Visitor, secret: str) -> None:
    """Neither live, nor by pages, nor in a fresh first state."""
    with pytest.raises(Refused, match="channel.unknown"):
        await person.get(HISTORY)
    await person.drop()
    await person.connect(last=None)
    assert LENS not in person.snapshot["channels"]
    assert secret not in repr(person.events)
    assert person.gaps == 0


async def test_an_open_room_is_read_by_those_inside_and_hosts_only(tmp_path: Path) -> None:
    async with running_hub(tmp_path) as hub, visitor(hub.url, "Ann") as ann, visitor(hub.url, "Bo") as bo:
        async with visitor(hub.url, "Host") as host:
            await claimed(host)
            await ann.do("room.enter", room="lens")
            await ann.do("chat.post", channel=LENS, body="among us")
            await ann.do("chat.post", channel="hub", body="for all")
            for person in (ann, host):
                await person.told("message.posted", body="among us")
                assert await bodies(person) == ["among us"]
            await bo.told("message.posted", body="for all")
            assert bo.gaps == 0, "what is left out leaves no gap"
            await sees_nothing(bo, "among us")


async def test_who_enters_reads_what_was_said_before_and_who_leaves_reads_no_more(tmp_path: Path) -> None:
    async with running_hub(tmp_path) as hub, visitor(hub.url, "Ann") as ann, visitor(hub.url, "Bo") as bo:
        await ann.do("room.enter", room="lens")
        await ann.do("chat.post", channel=LENS, body="before")
        await bo.do("room.enter", room="lens")
        assert await bodies(bo) == ["before"]
        await ann.do("chat.post", channel=LENS, body="meanwhile")
        await bo.told("message.posted", body="meanwhile")
        await bo.do("room.enter", room="contact")
        await ann.do("chat.post", channel=LENS, body="after")
        await ann.do("chat.post", channel="hub", body="for all")
        await bo.told("message.posted", body="for all")
        assert bo.gaps == 0
        await sees_nothing(bo, "after")


async def test_a_return_brings_nothing_of_the_room_one_was_moved_out_of(tmp_path: Path) -> None:
    async with running_hub(tmp_path) as hub, visitor(hub.url, "Ann") as ann, visitor(hub.url, "Bo") as bo:
        await claimed(ann)
        await bo.do("room.enter", room="lens")
        await bo.drop()
        await ann.do("chat.post", channel=LENS, body="secret")
        await ann.do("visitor.move", visitor=bo.id, room="contact")
        await bo.connect()
        assert "secret" not in repr(bo.events)
        assert bo.gaps == 0


async def test_a_return_brings_what_was_said_in_the_room_one_still_is_in(tmp_path: Path) -> None:
    async with running_hub(tmp_path) as hub, visitor(hub.url, "Ann") as ann, visitor(hub.url, "Bo") as bo:
        await claimed(ann)
        await bo.do("room.enter", room="lens")
        await bo.drop()
        await ann.do("chat.post", channel=LENS, body="missed")
        await bo.connect()
        await bo.told("message.posted", body="missed")
        assert bo.gaps == 0


async def test_who_is_outside_writes_nothing_into_a_room(tmp_path: Path) -> None:
    async with running_hub(tmp_path) as hub, visitor(hub.url, "Ann") as ann:
        with pytest.raises(Refused, match=r"chat\.outside"):
            await ann.do("chat.post", channel=LENS, body="hello?")


async def test_the_newest_page_says_how_many_lines_are_new_to_the_reader(tmp_path: Path) -> None:
    async with running_hub(tmp_path) as hub, visitor(hub.url, "Ann") as ann, visitor(hub.url, "Bo") as bo:
        await ann.do("room.enter", room="lens")
        for body in ("one", "two", "three"):
            await ann.do("chat.post", channel=LENS, body=body)
        await bo.do("room.enter", room="lens")
        page = await bo.get(HISTORY)
        assert page["unread"] == 3
        assert (await ann.get(HISTORY))["unread"] == 0
        await bo.do("chat.read", channel=LENS, message=page["messages"][1]["message"])
        assert (await bo.get(HISTORY))["unread"] == 1
        older = await bo.get(f"{HISTORY}&before={page['messages'][1]['message']}")
        assert [line["body"] for line in older["messages"]] == ["one"]
        assert older["unread"] == 0


async def test_who_writes_and_steps_out_before_the_disk_has_it_is_told_of_the_own_line(
    tmp_path: Path,
) -> None:
    async with running_hub(tmp_path) as hub, visitor(hub.url, "Ann") as ann:
        await ann.do("room.enter", room="lens")
        disk = threading.Event()
        hub.host.journal.call(lambda db: disk.wait(10), lambda error, result: None)
        saying = asyncio.ensure_future(ann.do("chat.post", channel=LENS, body="on my way out"))
        await until(lambda: hub.host.hub.state.durable.messages, "it is said")
        hub.host.submit(
            hub.host.hub.actor(VisitorId(ann.id)), "out", c.EnterRoom(CONTACT), lambda answer: None
        )
        disk.set()
        await saying
        await ann.told("message.posted", body="on my way out")
        assert ann.gaps == 0


async def test_messages_are_put_right_answered_signed_and_taken_back_for_all_and_for_later_comers(
    tmp_path: Path,
) -> None:
    async with running_hub(tmp_path) as hub, visitor(hub.url, "Ann") as ann, visitor(hub.url, "Bo") as bo:
        await ann.do("chat.post", channel="hub", body="Helo @Bo", mentions=[bo.id])
        first = (await bo.told("message.posted", body="Helo @Bo"))["data"]["message"]
        await ann.do("message.edit", message=first, body="Hello @Bo")
        await bo.told("message.edited", body="Hello @Bo")
        await bo.do("chat.post", channel="hub", body="Hi", reply_to=first)
        await bo.do("message.react", message=first, kind="heart", on=True)
        await bo.do("chat.post", channel="hub", body="oops")
        oops = (await ann.told("message.posted", body="oops"))["data"]["message"]
        await bo.do("message.take_back", message=oops)
        await ann.told("message.taken_back", message=oops)
        (hello, hi, gone) = (await ann.get("/api/messages?channel=hub"))["messages"]
        assert (hello["body"], hello["edited"]) == ("Hello @Bo", True)
        assert (hello["mentions"], hello["reactions"]) == ([bo.id], {"heart": [bo.id]})
        assert hi["quote"] == {"author": ann.id, "body": "Hello @Bo"}
        assert gone["body"] is None


async def test_who_comes_back_after_a_restart_is_told_the_words_as_they_read_now(tmp_path: Path) -> None:
    async with running_hub(tmp_path) as hub, visitor(hub.url, "Ann") as ann:
        await ann.do("chat.post", channel="hub", body="Helo")
        first = (await ann.told("message.posted", body="Helo"))["data"]["message"]
        last = ann.last
        await ann.do("message.edit", message=first, body="Hello")
        cookies = {each.key: each.value for each in ann.http.cookie_jar}
    async with running_hub(tmp_path) as hub, visitor(hub.url, "Bo") as bo:
        bo.http.cookie_jar.update_cookies(cookies)
        await bo.connect(last=last)
        assert (await bo.told("message.edited", message=first))["data"]["body"] == "Hello"


async def test_a_search_finds_in_whatever_case_what_one_may_read_and_nothing_else(tmp_path: Path) -> None:
    async with running_hub(tmp_path) as hub, visitor(hub.url, "Ann") as ann, visitor(hub.url, "Bo") as bo:
        await ann.do("chat.post", channel="hub", body="Ölkanne am Eingang")
        await ann.do("chat.post", channel=direct(ann, bo), body="Die ÖLKANNE ist leer")
        async with visitor(hub.url, "Eve") as eve:
            for person, count in ((ann, 2), (bo, 2), (eve, 1)):
                found = await person.get("/api/messages/search?q=ölkanne")
                assert len(found["messages"]) == count
            assert (await eve.get("/api/messages/search?q=100%25"))["messages"] == []
            with pytest.raises(Refused, match="chat.search_short"):
                await eve.get("/api/messages/search?q=%20a")


def direct(one: Visitor, other: Visitor) -> str:
    """The channel of two people."""
    return f"dm:{min(one.id, other.id)}:{max(one.id, other.id)}"


async def test_hosts_read_a_report_with_what_was_said_around_it_though_it_was_taken_back(
    tmp_path: Path,
) -> None:
    async with running_hub(tmp_path) as hub, visitor(hub.url, "Ann") as ann, visitor(hub.url, "Bo") as bo:
        for body in ("before", "you fool", "after"):
            await bo.do("chat.post", channel="hub", body=body)
        said = (await ann.told("message.posted", body="you fool"))["data"]["message"]
        await ann.told("message.posted", body="after")
        await ann.do("report.file", visitor=bo.id, reason="harassment", message=said, body="Please help")
        await bo.do("message.take_back", message=said)
        with pytest.raises(Refused, match="right.missing"):
            await bo.get("/api/reports")
        async with visitor(hub.url, "Host") as host:
            await claimed(host)
            (report,) = (await host.get("/api/reports"))["reports"]
            assert (report["about"], report["body"], report["outcome"]) == (bo.id, "Please help", None)
            assert [each["body"] for each in report["around"]] == ["before", "you fool", "after"]
            assert [each["is_it"] for each in report["around"]] == [False, True, False]
            await host.do("report.settle", report=report["report"], outcome="acted")
            await ann.told("report.settled", outcome="acted")
            assert not [name for name, _ in bo.events if name.startswith("report.")]


async def test_the_page_of_reports_reads_no_more_of_the_file_than_it_shows(tmp_path: Path) -> None:
    async with running_hub(tmp_path) as hub, visitor(hub.url, "Ann") as ann, visitor(hub.url, "Bo") as bo:
        await ann.do("report.file", visitor=bo.id, reason="harassment", message=None, body="Please help")
        await claimed(ann)
        said: list[str] = []
        await hub.host.read(lambda db: db.set_trace_callback(said.append))
        assert len((await ann.get("/api/reports"))["reports"]) == 1
        await hub.host.read(lambda db: db.set_trace_callback(None))
        (lines,) = [each for each in said if "from report_line" in each]
        plan = await hub.host.read(lambda db: db.execute(f"explain query plan {lines}").fetchall())
        assert any("SEARCH report_line USING PRIMARY KEY" in step[3] for step in plan)
        assert not any("SCAN report_line" in step[3] for step in plan)


async def test_a_text_that_is_deleted_while_its_change_is_written_stays_away(tmp_path: Path) -> None:
    async with running_hub(tmp_path) as hub, visitor(hub.url, "Ann") as ann, visitor(hub.url, "Host") as host:
        await claimed(host)
        await ann.do("chat.post", channel="hub", body="fine")
        said = (await host.told("message.posted", body="fine"))["data"]["message"]
        free = threading.Event()
        hub.host.journal.call(lambda db: free.wait(5), lambda error, result: None)
        messages = hub.host.hub.state.durable.messages
        changed = asyncio.create_task(ann.do("message.edit", message=said, body="bad words"))
        await until(lambda: messages[said].edited, "the change is decided")
        deleted = asyncio.create_task(host.do("message.delete", message=said))
        await until(lambda: messages[said].deleted, "so is the deletion")
        free.set()
        await asyncio.gather(changed, deleted)
        assert "bad words" not in repr(await host.get("/api/messages?channel=hub"))
        assert (await host.get("/api/messages/search?q=bad words"))["messages"] == []


def stored(folder: Path) -> bytes:
    """All that lies in a folder."""
    return b"".join(each.read_bytes() for each in folder.rglob("*") if each.is_file())


async def test_of_words_taken_back_deleted_or_put_right_nothing_stays_on_the_disk(tmp_path: Path) -> None:
    secrets = ("Wolkenbruch", "Regenbogen", "Nebelhorn")
    async with running_hub(tmp_path) as hub, visitor(hub.url, "Ann") as ann, visitor(hub.url, "Host") as host:
        await claimed(host)
        said: list[str] = []
        for secret in (*secrets, "Sonnenschein"):
            await ann.do("chat.post", channel="hub", body=f"{secret} am Abend")
            said.append((await host.told("message.posted", body=f"{secret} am Abend"))["data"]["message"])
        await ann.do("message.take_back", message=said[0])
        await host.do("message.delete", message=said[1])
        await ann.do("message.edit", message=said[2], body="Mild am Abend")
    kept = stored(tmp_path)
    assert b"Sonnenschein" in kept
    assert [each for each in secrets if each.encode() in kept] == []


async def test_who_searches_too_often_waits(tmp_path: Path) -> None:
    async with running_hub(tmp_path) as hub, visitor(hub.url, "Ann") as ann:
        for _ in range(int(SEARCHES.burst)):
            await ann.get("/api/messages/search?q=plan")
        with pytest.raises(Refused, match=r"rate\.exceeded"):
            await ann.get("/api/messages/search?q=plan")


async def test_nothing_of_a_report_stays_when_the_person_it_is_about_is_forgotten(tmp_path: Path) -> None:
    async with running_hub(tmp_path) as hub, visitor(hub.url, "Ann") as ann, visitor(hub.url, "Bo") as bo:
        await ann.do("report.file", visitor=bo.id, reason="other", body="Bo followed me")
        await bo.post("/api/leave?forget=1")
        lines = await hub.host.read(lambda db: db.execute("select body from report_line").fetchall())
        assert lines == []
