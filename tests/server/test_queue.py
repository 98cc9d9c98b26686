"""The queue of a stage over real sockets: seen alike by all, kept over broken lines and restarts."""

from pathlib import Path
from typing import Any

import pytest

from tests.running import running_hub
from tests.server.model import Model
from tests.server.small_hub import claimed
from tests.visitor import Refused, Visitor, visitor

Json = dict[str, Any]


def shown(person: Visitor) -> dict[str, Json]:
    """The hall's queue as somebody knows it after all that was told."""
    return Model.of(person).plain()["queues"]["hall"]["entries"]


async def entry_of(person: Visitor, **fields: object) -> str:
    """Wait for an entry to be told, and name it."""
    return (await person.told("stage.entry_added", **fields))["data"]["entry"]


async def test_a_question_and_a_hand_stand_in_one_line_for_all_until_a_host_takes_them(
    tmp_path: Path,
) -> None:
    async with (
        running_hub(tmp_path) as hub, visitor(hub.url, "Ann") as ann,
        visitor(hub.url, "Gus") as gus, visitor(hub.url, "Tim") as tim,
    ):  # fmt: skip
        await claimed(ann)
        await gus.do("room.enter", room="hall")
        await gus.do("stage.raise", stage="hall")
        await tim.do("visitor.attend", stage="hall")
        await tim.do("stage.ask", stage="hall", body="Which licence?")
        hand, question = await entry_of(ann, kind="hand"), await entry_of(ann, kind="question")
        await gus.do("stage.vote", entry=question)
        everybody = (ann, gus, tim)
        for person in everybody:
            await person.told("stage.votes", votes={question: 1})
            seen = shown(person)
            assert list(seen) == [hand, question]
            assert [each["hall"] for each in seen.values()] == [False, True]
            assert seen[question]["voted"] is (person is gus)
        await ann.do("stage.admit", entry=hand)
        for person in everybody:
            await person.told("stage.entry_changed", entry=hand, state="admitted")
            assert person.gaps == 0


async def test_the_queue_outlasts_a_broken_line_and_a_restart(tmp_path: Path) -> None:
    async with running_hub(tmp_path) as hub, visitor(hub.url, "Ann") as ann, visitor(hub.url, "Gus") as gus:
        await claimed(ann)
        await ann.do("stage.rule", stage="hall", order="alternate", moderated=True, anonymous_allowed=True)
        await gus.do("stage.ask", stage="hall", body="Why?", anonymous=True)
        entry = await entry_of(ann, kind="question")
        await gus.drop()
        await ann.do("stage.approve", entry=entry)
        await ann.do("stage.vote", entry=entry)
        await gus.connect()
        await gus.told("stage.entry_approved", entry=entry)
        assert gus.snapshot["seq"] < (gus.last or 0), "it was resumed, not started anew"
        assert shown(gus)[entry]["state"] == "waiting"
        resumed = next(payload for name, payload in reversed(gus.events) if name == "hub.resumed")
        assert resumed["live"]["votes"] == {entry: 1}
    async with running_hub(tmp_path) as hub, visitor(hub.url, "Eve") as eve:
        seen = shown(eve)[entry]
        assert (seen["votes"], seen["visitor"], seen["state"]) == (1, None, "waiting")
        assert Model.of(eve).state["queues"]["hall"]["order"] == "alternate"


async def test_who_asks_without_a_name_is_told_to_nobody_by_anything_that_is_sent(tmp_path: Path) -> None:
    async with running_hub(tmp_path) as hub, visitor(hub.url, "Ann") as ann, visitor(hub.url, "Gus") as gus:
        await claimed(ann)
        await ann.do("stage.rule", stage="hall", order="arrival", moderated=False, anonymous_allowed=True)
        await gus.do("stage.ask", stage="hall", body="Why?", anonymous=True)
        entry = await entry_of(gus, visitor=gus.id)
        await gus.do("stage.withdraw", entry=entry)
        added = await ann.told("stage.entry_added", entry=entry)
        gone = await ann.told("stage.entry_withdrawn", entry=entry)
        assert [each["by"] for each in (added, gone)] == [None, None]
        assert gus.id not in str(added) + str(gone)
        assert (await gus.told("stage.entry_withdrawn"))["by"] == gus.id


async def test_a_text_that_was_taken_back_reaches_nobody_who_comes_back_later(tmp_path: Path) -> None:
    async with running_hub(tmp_path) as hub, visitor(hub.url, "Ann") as ann, visitor(hub.url, "Gus") as gus:
        await ann.drop()
        await gus.do("stage.ask", stage="hall", body="A slip of the pen")
        await gus.do("stage.withdraw", entry=await entry_of(gus, kind="question"))
        assert "slip" not in str(list(hub.host.recent))
        await ann.connect()
        assert "slip" not in str(ann.events)


async def test_a_vote_that_is_sent_again_counts_once(tmp_path: Path) -> None:
    async with running_hub(tmp_path) as hub, visitor(hub.url, "Ann") as ann, visitor(hub.url, "Gus") as gus:
        await gus.do("stage.ask", stage="hall", body="Why?")
        entry = await entry_of(ann, kind="question")
        first = await ann.do("stage.vote", cmd_id="one", entry=entry)
        again = await ann.do("stage.vote", cmd_id="one", entry=entry)
        assert first == again
        assert (await ann.do("stage.vote", entry=entry))["ok"]
        assert hub.host.hub.state.durable.queue.count(entry) == 1  # type: ignore[arg-type]


async def test_what_a_host_does_stands_in_the_audit_list_and_a_guest_may_not(tmp_path: Path) -> None:
    async with running_hub(tmp_path) as hub, visitor(hub.url, "Ann") as ann, visitor(hub.url, "Gus") as gus:
        await claimed(ann)
        await gus.do("stage.ask", stage="hall", body="Why?")
        entry = await entry_of(gus, kind="question")
        with pytest.raises(Refused, match=r"right\.missing"):
            await gus.do("stage.done", entry=entry)
        await ann.do("stage.pin", entry=entry)
        await ann.do("stage.done", entry=entry)
        rows = (await ann.get("/api/audit"))["audit"]
        acts = [(row["act"], row["target"]) for row in rows]
        assert ("stage.entry_pinned", entry) in acts
        assert ("stage.entry_changed", entry) in acts
        assert "stage.entry_added" not in {type_ for type_, _ in acts}
