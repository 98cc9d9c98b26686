"""Shared notes over real sockets: who reads and writes, what is on disk, bounded, and forgotten."""

import asyncio
import sqlite3
from collections.abc import AsyncGenerator
from contextlib import AsyncExitStack, asynccontextmanager, closing
from pathlib import Path
from typing import Any

import pytest
from pycrdt import Doc, Text

from rooms.ids import DocId
from server.app import Running
from server.auth.sessions import DAY_MS
from server.live import notes as lane
from server.notes import documents, holding
from tests.editor import NOTHING, Editor, b64
from tests.running import running_hub
from tests.server.small_hub import claimed
from tests.visitor import Refused, Visitor, visitor

NOTES = DocId("room:lens:notes")
WORDS = "the heron stands by the weir"


@asynccontextmanager
async def seated(hub: Running, *names: str, room: str = "lens") -> AsyncGenerator[list[Visitor]]:
    """People who sit in a meeting room."""
    async with AsyncExitStack() as stack:
        people = [await stack.enter_async_context(visitor(hub.url, name)) for name in names]
        for each in people:
            await each.do("room.enter", room=room)
        yield people


async def opened(*people: Visitor, doc: str = NOTES) -> list[Editor]:
    """Their tabs, with the document open."""
    return [await Editor(each, doc).open() for each in people]


def rows(path: Path) -> list[tuple[Any, ...]]:
    """The document's rows on disk."""
    with closing(sqlite3.connect(path / "hub.db")) as db:
        return db.execute("select doc, n, bytes from doc_update order by doc, n").fetchall()


def stored(path: Path) -> bytes:
    """Every byte of the hub's file and of what lies beside it."""
    return b"".join(each.read_bytes() for each in sorted(path.glob("hub.db*")))


async def code(editor: Editor, event: str, **fields: object) -> str:
    """The code with which something is refused."""
    with pytest.raises(Refused) as refused:
        await editor.call(event, **fields)
    return refused.value.code


async def test_what_one_writes_the_others_read_and_it_is_on_disk_when_it_is_acknowledged(
    tmp_path: Path,
) -> None:
    async with running_hub(tmp_path) as hub, seated(hub, "Ada", "Ben") as people:
        ada, ben = await opened(*people)
        assert await ada.write_down(WORDS) == 1
        assert [row[:2] for row in rows(tmp_path)] == [(NOTES, 1)]
        await ben.until(lambda: ben.text == WORDS)
        assert await ben.write_down("!", len(WORDS)) == 2
        await ada.until(lambda: ada.text == f"{WORDS}!")
        (late,) = await opened(people[0])
        assert late.text == f"{WORDS}!"


async def test_a_document_outlives_the_hub_and_its_merging_process(tmp_path: Path) -> None:
    async with running_hub(tmp_path) as hub, seated(hub, "Ada") as people:
        (ada,) = await opened(*people)
        await ada.write_down(WORDS)
    async with running_hub(tmp_path) as hub, seated(hub, "Ben") as people:
        (ben,) = await opened(*people)
        assert ben.text == WORDS
        process = hub.documents.process
        assert process is not None
        process.kill()
        await process.wait()
        with pytest.raises(Refused) as refused:
            await ben.write_down(" lost?")
        assert (refused.value.code, refused.value.error["retry"]) == ("doc.unavailable", True)
        await ben.until(lambda: ben.resets == 1, "the call to open it again")
        await ben.open()
        (late,) = await opened(people[0])
        assert late.text == f"{WORDS} lost?"


async def test_a_change_that_is_known_already_is_acknowledged_and_not_stored_twice(tmp_path: Path) -> None:
    async with running_hub(tmp_path) as hub, seated(hub, "Ada") as people:
        (ada,) = await opened(*people)
        await ada.write_down(WORDS)
        whole = ada.shared.get_update()
        assert [await ada.send(whole), await ada.send(NOTHING)] == [1, 1]
        assert len(rows(tmp_path)) == 1


# -- rights ----------------------------------------------------------------------------------------


async def test_only_those_in_the_room_open_its_notes_and_who_leaves_it_is_cut_off_at_once(
    tmp_path: Path,
) -> None:
    async with running_hub(tmp_path) as hub, seated(hub, "Ada", "Ben") as people:
        ada, ben = await opened(*people)
        async with visitor(hub.url, "Eve") as eve:
            assert await code(Editor(eve, NOTES), "doc.open", have="") == "board.outside"
            assert await code(Editor(eve, NOTES), "doc.update", data=b64(NOTHING)) == "doc.not_open"
        await people[1].do("room.enter", room="prism")
        await ben.until(lambda: ben.rights == [{"doc": NOTES, "read": False, "write": False}])
        assert await code(ben, "doc.update", data=b64(NOTHING)) == "doc.not_open"
        await ada.write_down(WORDS)
        assert ben.text == ""


@pytest.mark.parametrize(
    "doc", ["room:garden:notes", "room:hall:sketch", "room:none:notes", "lens", "x" * 121]
)
async def test_there_is_no_document_where_nobody_sits_together(tmp_path: Path, doc: str) -> None:
    async with running_hub(tmp_path) as hub, seated(hub, "Ada") as (ada,):
        known = ("board.outside", "board.unknown", "doc.unknown", "command.invalid")
        assert await code(Editor(ada, doc), "doc.open", have="") in known


async def test_frozen_notes_can_be_read_and_not_written_until_they_are_open_again(tmp_path: Path) -> None:
    async with (
        running_hub(tmp_path) as hub,
        seated(hub, "Ada") as people,
        visitor(hub.url, "Host") as host,
    ):
        (ada,) = await opened(*people)
        await ada.write_down(WORDS)
        await claimed(host)
        await host.do("board.freeze", board="room:lens", on=True)
        await ada.until(lambda: ada.rights == [{"doc": NOTES, "read": True, "write": False}])
        with pytest.raises(Refused, match=r"board\.frozen"):
            await ada.write_down("late")
        (late,) = await opened(people[0])
        assert (late.text, late.write) == (WORDS, False)
        await host.do("board.freeze", board="room:lens", on=False)
        await late.until(lambda: late.rights == [{"doc": NOTES, "read": True, "write": True}])


async def test_a_banned_persons_tab_reads_nothing_more(tmp_path: Path) -> None:
    async with (
        running_hub(tmp_path) as hub,
        seated(hub, "Ada", "Ben") as people,
        visitor(hub.url, "Host") as host,
    ):
        ada, ben = await opened(*people)
        await (await claimed(host)).do("visitor.ban", visitor=people[1].id)
        await ada.write_down(WORDS)
        assert ben.text == ""
        assert hub.documents.readers(NOTES) == 1


# -- cursors ---------------------------------------------------------------------------------------


async def test_cursors_bear_the_name_the_hub_gives_them_and_are_never_stored(tmp_path: Path) -> None:
    async with running_hub(tmp_path) as hub, seated(hub, "Ada", "Ben") as people:
        ada, ben = await opened(*people)
        await ada.call("doc.cursor", cursor="left:right", visitor=people[1].id)
        await ben.until(lambda: ben.cursors)
        (cursor,) = ben.cursors.values()
        assert (cursor["visitor"], cursor["cursor"]) == (people[0].id, "left:right")
        (again,) = await opened(people[1])
        assert [each["cursor"] for each in again.cursors.values()] == ["left:right"]
        await ada.call("doc.close")
        await again.until(lambda: [each["cursor"] for each in again.cursors.values()] == [None])
        assert b"left:right" not in stored(tmp_path)
        assert await code(ben, "doc.cursor", cursor="x" * (lane.CURSOR_MOST + 1)) == "command.invalid"


# -- bounds ----------------------------------------------------------------------------------------


def pasted(length: int) -> bytes:
    """An update that brings so many characters."""
    doc: Doc[Any] = Doc()
    doc["text"] = body = Text()
    body.insert(0, "x" * length)
    return doc.get_update()


async def test_what_is_no_update_is_refused_and_harms_nobody(tmp_path: Path) -> None:
    async with running_hub(tmp_path) as hub, seated(hub, "Ada") as people:
        (ada,) = await opened(*people)
        for junk in (b"\xff" * 40, pasted(90)[:50], b"\x01"):
            assert await code(ada, "doc.update", data=b64(junk)) == "doc.invalid"
        for data in ("not base64", 7, None, {"a": 1}):
            assert await code(ada, "doc.update", data=data) == "command.invalid"
        assert await code(ada, "doc.update", data="") == "doc.update_too_large"
        assert await code(ada, "doc.update", data=b64(pasted(holding.UPDATE_MOST))) == "doc.update_too_large"
        assert await ada.write_down(WORDS) == 1


async def test_a_change_without_those_before_it_is_refused(tmp_path: Path) -> None:
    async with running_hub(tmp_path) as hub, seated(hub, "Ada") as people:
        (ada,) = await opened(*people)
        body: Text = ada.shared["text"]
        body.insert(0, "one")
        state = ada.shared.get_state()
        body.insert(3, "two")
        assert await code(ada, "doc.update", data=b64(ada.shared.get_update(state))) == "doc.behind"
        assert rows(tmp_path) == []
        await ada.open()
        assert [row[1] for row in rows(tmp_path)] == [1]


async def test_a_full_document_takes_nothing_but_deletions(tmp_path: Path) -> None:
    page, left = 32_000, holding.DOC_MOST % 32_000
    async with running_hub(tmp_path) as hub, seated(hub, "Ada") as people:
        (ada,) = await opened(*people)
        for _ in range(holding.DOC_MOST // page):
            await ada.write_down("x" * page)
        assert await code(ada, "doc.update", data=b64(pasted(left))) == "doc.full"
        state = ada.shared.get_state()
        del ada.shared["text"][0 : 2 * page]
        await ada.send(ada.shared.get_update(state))
        await ada.write_down("y" * page)


async def test_a_tab_that_writes_too_fast_is_told_to_wait(tmp_path: Path) -> None:
    async with running_hub(tmp_path) as hub, seated(hub, "Ada") as people:
        (ada,) = await opened(*people)

        async def flood() -> None:
            for _ in range(round(holding.UPDATES.burst) * 2):
                await ada.call("doc.update", data=b64(NOTHING))

        with pytest.raises(Refused) as refused:
            await flood()
        assert (refused.value.code, refused.value.error["retry"]) == ("rate.exceeded", True)


@pytest.mark.parametrize(
    ("bound", "refusal"),
    [
        ("OPEN_MOST", "doc.busy"),
        ("READERS_MOST", "doc.busy"),
        ("PER_TAB", "doc.busy"),
        ("DOCS_MOST", "doc.enough"),
    ],
)
async def test_the_number_of_documents_readers_and_tabs_is_bounded(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, bound: str, refusal: str
) -> None:
    monkeypatch.setattr(documents, bound, 1)  # the real ones need hundreds of people and rooms
    async with running_hub(tmp_path) as hub, seated(hub, "Ada", "Ben") as people:
        (ada,) = await opened(people[0])
        await ada.write_down(WORDS)
        other = Editor(
            people[1 if bound == "READERS_MOST" else 0],
            NOTES if bound == "READERS_MOST" else "room:lens:sketch",
        )
        if bound == "DOCS_MOST":
            await other.open()
            assert await code(other, "doc.update", data=b64(pasted(5))) == refusal
        else:
            assert await code(other, "doc.open", have="") == refusal
        await ada.write_down("still here", 0)


# -- storing as one, forgetting --------------------------------------------------------------------


async def test_what_was_deleted_is_in_no_byte_of_the_disk_once_the_last_tab_is_closed(tmp_path: Path) -> None:
    async with running_hub(tmp_path) as hub:
        async with seated(hub, "Ada") as people:
            (ada,) = await opened(*people)
            await ada.write_down(WORDS)
            assert WORDS.encode() in stored(tmp_path)
            state = ada.shared.get_state()
            del ada.shared["text"][0 : len(WORDS)]
            await ada.send(ada.shared.get_update(state))
            await ada.write_down("a kingfisher")
            await ada.call("doc.close")
            await asyncio.wait_for(hub.documents.rested(), 10)
        assert [row[1] for row in rows(tmp_path)] == [3]
        assert hub.documents.count == 0
    assert WORDS.encode() not in stored(tmp_path)
    assert b"a kingfisher" in stored(tmp_path)


async def test_many_changes_are_stored_as_one_while_people_write(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(documents, "COMPACT_AFTER", 10)  # the rate of a tab makes the real 200 slow
    async with running_hub(tmp_path) as hub, seated(hub, "Ada", "Ben") as people:
        ada, ben = await opened(*people)
        for number in range(24):
            await (ada if number % 2 else ben).write_down(f"{number} ")
        await ada.until(lambda: len(ada.text) == len(ben.text) == 62)
        await hub.host.settled()
        kept = await hub.host.read(
            lambda db: db.execute("select count(*), max(n) from doc_update").fetchone()
        )
        assert kept[0] < 15
        assert kept[1] == 24
        (late,) = await opened(people[0])
        assert late.text == ada.text == ben.text


async def test_notes_that_nobody_has_changed_for_long_are_gone_from_the_file(tmp_path: Path) -> None:
    async with running_hub(tmp_path, notes_days=7) as hub:
        async with seated(hub, "Ada") as people:
            (ada,) = await opened(*people)
            await ada.write_down(WORDS)
        now = hub.host.clock.now()
        await hub.documents.expire(now + round(6.9 * DAY_MS))
        assert rows(tmp_path)
        await hub.documents.expire(now + round(7.1 * DAY_MS))
        assert rows(tmp_path) == []
    assert WORDS.encode() not in stored(tmp_path)


async def test_nothing_on_disk_says_who_wrote_what(tmp_path: Path) -> None:
    async with running_hub(tmp_path) as hub, seated(hub, "Ada") as people:
        (ada,) = await opened(*people)
        await ada.write_down(WORDS)
        ((*_, change),) = rows(tmp_path)
        assert WORDS.encode() in change
        assert people[0].id.encode() not in change


async def test_the_text_of_notes_can_be_read_by_the_hub_whether_open_or_not(tmp_path: Path) -> None:
    async with running_hub(tmp_path) as hub, seated(hub, "Ada") as people:
        (ada,) = await opened(*people)
        await ada.write_down(WORDS)
        assert await hub.documents.text(NOTES) == WORDS
        await ada.call("doc.close")
        await asyncio.wait_for(hub.documents.rested(), 10)
        assert await hub.documents.text(NOTES) == WORDS
        assert await hub.documents.text(DocId("room:prism:notes")) == ""


async def test_a_change_that_the_disk_did_not_take_is_refused_told_to_nobody_and_taken_later(
    tmp_path: Path,
) -> None:
    async with running_hub(tmp_path) as hub, seated(hub, "Ada", "Ben") as people:
        ada, ben = await opened(*people)
        await ada.write_down("first ")
        with closing(sqlite3.connect(tmp_path / "hub.db", isolation_level=None)) as holder:
            holder.execute("begin immediate")
            with pytest.raises(Refused) as refused:
                await ada.write_down("second")
            assert (refused.value.code, refused.value.error["retry"]) == ("storage.unavailable", True)
            await ben.until(lambda: ben.resets == 1, "the call to open it again")
            assert ben.text == "first "
            holder.execute("rollback")
        await people[0].wait(lambda: not hub.host.refusing)
        await ada.open()
        await ben.open()
        assert (ada.text, ben.text) == ("first second", "first second")
        assert [row[1] for row in rows(tmp_path)][-1] == 2
