"""What is gone of a workshop with minors is gone: from what others are told, from memory and from disk."""

from pathlib import Path

import pytest

from rooms.roles import Role
from server.http import history
from server.notes import documents
from server.store.recovery import recover
from tests.running import running_hub
from tests.server.guarded import HOUR_MS, NICKS, ROOM, SECRET, workshop
from tests.server.small_hub import claimed
from tests.server.test_notes import opened, rows
from tests.server.test_retention import stored
from tests.until import until
from tests.visitor import Refused, visitor

NOTES = f"room:{ROOM}:notes"


async def test_who_comes_back_learns_nothing_of_a_child_that_was_sent_away_meanwhile(tmp_path: Path) -> None:
    async with workshop(tmp_path, filled=False) as scene:
        outside = [scene.outside[Role.MODERATOR], scene.outside[Role.MEMBER]]
        for each in outside:
            await each.drop()
        kit = await scene.child("kit")
        await kit.do("chat.post", channel=f"room:{ROOM}", body=SECRET)
        await scene.ann.do("minors.refuse", workshop=scene.id, visitor=kit.id)
        await scene.ann.told("visitor.erased", visitor=kit.id)
        for each in outside:
            await each.connect()
            assert each.events[-1][0] == "hub.resumed"
            assert scene.leaked(scene.told(each)) == []


async def test_a_child_that_is_sent_away_is_in_no_byte_of_the_disk_soon_after(tmp_path: Path) -> None:
    async with workshop(tmp_path, filled=False) as scene:
        kit = await scene.child("kit")
        assert NICKS["kit"].encode() in stored(tmp_path)
        await scene.ann.do("minors.refuse", workshop=scene.id, visitor=kit.id)
        await until(lambda: NICKS["kit"].encode() not in stored(tmp_path))


async def test_who_was_sent_away_before_a_crash_is_in_no_byte_of_the_disk_after_the_next_start(
    tmp_path: Path,
) -> None:
    async with workshop(tmp_path, filled=False) as scene:
        kit = await scene.child("kit")
        scene.hub.host.on_out = lambda out: None  # nothing happens after the commit, as in a crash
        await scene.ann.do("minors.refuse", workshop=scene.id, visitor=kit.id)
        recovered = await scene.hub.host.read(lambda db: recover(db, scene.hub.host.hub.state.rules))
        assert list(recovered.gone) == [kit.id]
    async with running_hub(tmp_path) as hub:
        await until(lambda: NICKS["kit"].encode() not in stored(tmp_path))
        assert not any(NICKS["kit"] in repr(each) for each in hub.host.recent)


async def test_the_notes_of_a_workshop_go_from_disk_in_the_commit_that_clears_it(tmp_path: Path) -> None:
    async with workshop(tmp_path, filled=False) as scene:
        kit = await scene.child("kit")
        (editor,) = await opened(kit, doc=NOTES)
        await editor.write_down("heron")
        assert rows(tmp_path)
        await scene.ann.do("minors.end", workshop=scene.id)
        await scene.ann.told("minors.ended")
        scene.hub.host.on_out = lambda out: None  # nothing happens after the commit, as in a crash
        await scene.ann.do("minors.clear", workshop=scene.id)
        assert rows(tmp_path) == []


async def test_notes_that_were_open_when_a_workshop_was_cleared_are_read_anew_by_the_next(
    tmp_path: Path,
) -> None:
    async with workshop(tmp_path, filled=False) as scene:
        (editor,) = await opened(scene.ann, doc=NOTES)
        await editor.write_down("heron")
        await scene.ann.do("minors.end", workshop=scene.id)
        await scene.ann.do("minors.clear", workshop=scene.id)
        await scene.ann.told("minors.cleared")
        async with visitor(scene.hub.url, "Nan") as nan:
            await nan.do("room.enter", room=ROOM)
            (late,) = await opened(nan, doc=NOTES)
            assert late.text == ""
            await late.write_down("owl")
            assert [row[1] for row in rows(tmp_path)] == [1]


async def test_the_children_inside_learn_who_comes_by_a_whole_state_and_the_adults_by_the_event(
    tmp_path: Path,
) -> None:
    async with workshop(tmp_path, filled=False) as scene:
        kit = await scene.child("kit")
        adult = scene.ann.snapshot
        rob = await scene.child("rob")
        await kit.wait(lambda: rob.id in kit.snapshot["visitors"], "the other child")
        await scene.ann.told("minors.admitted", visitor=rob.id)
        assert scene.ann.snapshot is adult
        assert kit.id in rob.snapshot["visitors"]


async def test_notes_of_a_workshop_are_full_sooner_than_others(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(documents, "GUARDED_MOST", 1024)
    async with workshop(tmp_path, filled=False) as scene:
        (editor,) = await opened(scene.ann, doc=NOTES)
        await editor.write_down("heron " * 100)
        with pytest.raises(Refused, match=r"doc\.full"):
            await editor.write_down("owl " * 200)


async def test_what_a_room_said_before_its_workshop_takes_no_place_among_what_a_search_finds(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(history, "FOUND_MOST", 1)
    async with running_hub(tmp_path) as hub, visitor(hub.url, "Ann") as ann, visitor(hub.url, "Eva") as eva:
        await claimed(ann)
        await ann.do("chat.post", channel="hub", body="the weir is open")
        await ann.do("room.enter", room=ROOM)
        for words in ("the weir", "that weir"):
            await ann.do("chat.post", channel=f"room:{ROOM}", body=words)
        adults, ends_at = [ann.id, eva.id], hub.host.clock.now() + HOUR_MS
        await ann.do("minors.open", title="Robots", rooms=[ROOM], adults=adults, ends_at=ends_at)
        found = await ann.get("/api/messages/search?q=weir")
        assert [each["body"] for each in found["messages"]] == ["the weir is open"]
        assert not found["more"]
