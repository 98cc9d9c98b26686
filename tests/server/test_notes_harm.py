"""Shared notes against those who mean harm: what one client sends costs the others nothing."""

from contextlib import AsyncExitStack
from pathlib import Path
from typing import Any

import pytest
from pycrdt import Doc, Text, merge_updates

from rooms.ids import DocId
from rooms.model.breakouts import LATE_MS
from server.auth.limits import COMMANDS
from server.live.link import DEAF_SIZE
from server.notes.worker import STUCK, Documents
from tests.editor import b64
from tests.running import running_hub
from tests.server.small_hub import claimed, hub_of
from tests.server.test_breakouts import planned, started
from tests.server.test_lines import Deaf, hub_connections
from tests.server.test_notes import WORDS, code, opened, rows, seated
from tests.until import until
from tests.visitor import Refused, visitor

BROKEN_UPDATE = bytes.fromhex(
    "0105be81b187abfe9d04000401047465787402686581be81b187abfe9d04010784be81b187abfe9d04040620776f726c"
    "642701016d016b000800be81b187abfe9d040b037c3f8000007c400000007c4000000000"
)
"""It can be read, but its array lies in what is no shared type: the library fails half way through."""


async def test_an_update_the_library_fails_at_is_refused_and_no_other_document_is_reset(
    tmp_path: Path,
) -> None:
    async with (
        running_hub(tmp_path) as hub,
        seated(hub, "Ada") as people,
        seated(hub, "Ben", room="prism") as far,
    ):
        (ada,), (ben,) = await opened(*people), await opened(*far, doc="room:prism:notes")
        process = hub.documents.process
        assert await code(ada, "doc.update", data=b64(BROKEN_UPDATE)) == "doc.invalid"
        await ada.until(lambda: ada.resets == 1, "the call to open it again")
        assert rows(tmp_path) == []
        assert (hub.documents.process, ben.resets) == (process, 0)
        assert await ben.write_down(WORDS) == 1
        await ada.open()
        assert await ada.write_down(WORDS) == 1


async def test_the_notes_of_a_group_are_closed_when_its_round_ends_and_gone_with_its_plan(
    tmp_path: Path,
) -> None:
    async with running_hub(tmp_path) as hub, visitor(hub.url, "Ann") as ann, visitor(hub.url, "Gus") as gus:
        plan = await planned(await claimed(ann), walk=False)
        round_ = await started(ann, plan, {gus.id: 0})
        notes = f"group:{plan['spec']['groups'][0]['id']}:notes"
        await gus.told("breakout.seated", visitor=gus.id)
        (tab,) = await opened(gus, doc=notes)
        assert tab.write
        await ann.do("breakout.close", round=round_, seconds=0)
        await tab.until(lambda: tab.rights == [{"doc": notes, "read": True, "write": False}], "the end")
        await gus.told("breakout.returned", visitor=gus.id)
        await ann.do("breakout.remove", plan=plan["plan"])
        await tab.until(lambda: tab.rights[1:] == [{"doc": notes, "read": False, "write": False}], "the rest")


async def test_what_was_written_before_a_round_ended_comes_in_for_a_minute_after_it(tmp_path: Path) -> None:
    async with running_hub(tmp_path) as hub, visitor(hub.url, "Ann") as ann, visitor(hub.url, "Gus") as gus:
        plan = await planned(await claimed(ann), walk=False)
        round_ = await started(ann, plan, {gus.id: 0})
        board = f"group:{plan['spec']['groups'][0]['id']}"
        await gus.told("breakout.seated", visitor=gus.id)
        (tab,) = await opened(gus, doc=f"{board}:notes")
        await tab.write_down(WORDS)
        state = tab.shared.get_state()
        tab.shared["text"].insert(len(WORDS), ", and flies")
        stroke = tab.shared.get_update(state)
        await ann.do("breakout.close", round=round_, seconds=0)
        await tab.until(lambda: [each["write"] for each in tab.rights] == [False], "the end")
        await tab.send(stroke)
        assert await hub.documents.text(DocId(tab.doc)) == f"{WORDS}, and flies"
        await gus.do("card.add", board=board, column="ideas", text="half a thought")
        hub_of(hub).clock.add(LATE_MS)
        with pytest.raises(Refused, match=r"board\.frozen"):
            await tab.write_down("too late")


async def test_whoever_goes_on_to_the_next_group_with_the_line_cut_brings_the_last_lines_in(
    tmp_path: Path,
) -> None:
    async with running_hub(tmp_path) as hub, AsyncExitStack() as stack:
        names = ("Ann", "Gus", "Eve")
        ann, gus, eve = [await stack.enter_async_context(visitor(hub.url, each)) for each in names]
        plan = await planned(await claimed(ann), walk=False)
        await started(ann, plan, {gus.id: 0, eve.id: 1})
        await gus.told("breakout.seated", visitor=gus.id)
        (tab,) = await opened(gus, doc=f"group:{plan['spec']['groups'][0]['id']}:notes")
        await gus.drop()
        tab.shared["text"].insert(0, WORDS)
        await started(ann, plan, {eve.id: 0})
        await gus.connect()
        await tab.open()
        assert not tab.write
        await tab.send(tab.shared.get_update(tab.server))
        assert await hub.documents.text(DocId(tab.doc)) == WORDS
        hub_of(hub).clock.add(LATE_MS)
        await tab.call("doc.cursor", cursor="still:here")
        assert tab.rights == [{"doc": tab.doc, "read": False, "write": False}], "told before the answer"
        assert await code(tab, "doc.open", have="") == "board.outside"


def written(text: str) -> tuple[bytes, bytes]:
    """All that an author wrote, and the last change alone."""
    doc: Doc[Any] = Doc()
    doc["text"] = body = Text()
    body.insert(0, "first")
    state = doc.get_state()
    body.insert(len(str(body)), text)
    return doc.get_update(), doc.get_update(state)


def test_a_change_of_two_authors_is_refused_whole_when_one_of_them_is_behind() -> None:
    documents = Documents()
    documents.do("load", "notes", [])
    whole, late = written("late")
    both = merge_updates(written("other")[0], late)
    assert documents.do("apply", "notes", both) == [False, "Behind"]
    assert documents.do("text", "notes", None) == [True, ""]
    assert documents.do("apply", "notes", whole) == [True, whole]
    assert documents.do("apply", "notes", both)[0]


def test_a_change_that_stands_on_another_authors_missing_one_leaves_nothing_in_memory() -> None:
    documents = Documents()
    documents.do("load", "notes", [])
    base: Doc[Any] = Doc()
    base["text"] = Text("base")
    after: Doc[Any] = Doc()
    after["text"] = body = Text()
    after.apply_update(base.get_update())
    state = after.get_state()
    body.insert(4, "!")
    assert documents.do("apply", "notes", after.get_update(state)) == [False, STUCK]
    assert documents.do("text", "notes", None) == [False, "KeyError"]


async def test_who_opens_a_document_again_and_again_is_told_to_wait(tmp_path: Path) -> None:
    async with running_hub(tmp_path) as hub, seated(hub, "Ada") as people:
        (ada,) = await opened(*people)

        async def flood() -> None:
            for _ in range(round(COMMANDS.burst) * 3):
                await ada.call("doc.open", have="")

        with pytest.raises(Refused, match=r"rate\.exceeded"):
            await flood()


async def test_who_opens_a_long_document_again_and_again_and_reads_nothing_is_cut_off(
    tmp_path: Path,
) -> None:
    async with running_hub(tmp_path) as hub, seated(hub, "Ada") as people:
        (ada,) = await opened(*people)
        while len(ada.text) < 600_000:
            await ada.write_down("x" * 30_000)
        deaf = await Deaf(ada.person).connect()
        link = hub_connections(hub)[-1].link
        line, most = link.transport, 0
        assert line is not None
        for number in range(round(COMMANDS.burst)):
            await deaf.ws.send_str(f'42{number}["doc.open",{{"doc":"{ada.doc}","have":""}}]')

        def cut() -> bool:
            nonlocal most
            most = max(most, link.put - link.taken)
            return line.is_closing()

        await until(cut, "the end of the line")
        assert most < DEAF_SIZE + 2 * len(ada.text)
        await deaf.close()
