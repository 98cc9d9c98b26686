"""Recordings over real sockets and HTTP: seen by all, answered by each, found again, listed and let go."""

import sqlite3
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from media.backend import PartName
from media.recording import BLACK
from media.sound import SILENCE
from media.webm import PICTURE, Block, Picture, Writer
from rooms import commands as c
from rooms.hub import SYSTEM_ACTOR
from rooms.ids import RoomId
from server import ticker
from server.app import Running
from server.clock import new_id
from server.effects import recordings
from tests.rooms.world import talk
from tests.running import running_hub
from tests.server.model import Model
from tests.server.small_hub import claimed, granted, hub_of, peopled
from tests.server.test_captions import cues
from tests.server.test_slides import until
from tests.visitor import Refused, Visitor, visitor

Json = dict[str, Any]
DAY_MS = 86_400_000


async def listed(person: Visitor) -> list[Json]:
    """The recordings of the hall."""
    return (await person.get("/api/stages/hall/recordings"))["recordings"]


def written(folder: Path, recording: str, at: int, seconds: int = 3) -> PartName:
    """A part as the media plane leaves it."""
    name = PartName(recording, at, seconds * 1000, ".webm")
    folder.mkdir(exist_ok=True)
    with (folder / name.text).open("x+b") as file:
        writer = Writer(file)
        writer.begin(Picture("vp8", 320, 180), ("Programme",), at)
        writer.write(Block(0, PICTURE, True, BLACK))
        for time in range(0, seconds * 1000, 20):
            writer.write(Block(time, PICTURE + 1, True, SILENCE))
        writer.finish()
    return name


async def text_of(person: Visitor, path: str, **query: str) -> str:
    """A file of WebVTT."""
    async with person.http.get(person.url + path, params=query) as response:
        assert response.status == 200
        assert response.headers["Content-Type"] == "text/vtt; charset=utf-8"
        return await response.text()


async def test_all_see_that_it_runs_late_comers_too_and_answers_reach_the_hosts_alone(tmp_path: Path) -> None:
    async with peopled(tmp_path, "Ann", "Sue", "Tim") as (hub, (ann, sue, tim)):
        await granted(ann, sue, "speaker")
        with pytest.raises(Refused, match=r"right\.missing"):
            await sue.do("recording.start", stage="hall")
        with pytest.raises(Refused, match=r"recording\.not_now"):
            await sue.do("recording.consent", stage="hall", yes=True)
        await ann.do("recording.start", stage="hall")
        for each in (sue, tim):
            await each.told("recording.started", stage="hall")
        await sue.do("recording.consent", stage="hall", yes=True)
        await ann.told("recording.answered", visitor=sue.id, yes=True)
        await tim.do("recording.consent", stage="hall", yes=False)
        await ann.told("recording.answered", visitor=tim.id, yes=False)
        assert not [each for each in tim.events if each[0] == "recording.answered" and sue.id in str(each)]
        async with visitor(hub.url, "Zoe") as zoe:
            seen = zoe.snapshot["recordings"]["hall"]
            assert (seen["mine"], seen["answers"]) == (None, {})
        with pytest.raises(Refused, match=r"right\.missing"):
            await sue.do("recording.stop", stage="hall")
        await ann.do("recording.stop", stage="hall")
        await tim.told("recording.stopped", reason="host")
        acts = [each["act"] for each in (await ann.get("/api/audit"))["audit"]]
        assert [each for each in acts if each.startswith("recording.")] == [
            "recording.stopped", "recording.started",
        ]  # fmt: skip


async def test_parts_found_at_a_start_are_kept_with_captions_and_chapters_and_read_by_hosts_alone(
    tmp_path: Path,
) -> None:
    async with visitor("") as ann, visitor("") as tim:
        async with running_hub(tmp_path) as hub:
            ann.url = tim.url = hub.url
            await ann.join("Ann")
            await tim.join("Tim")
            await claimed(ann)
            await ann.connect()
            await ann.do("recording.start", stage="hall")
            (running,) = await listed(ann)
            await ann.do("caption.say", stage="hall", language="de", body="Guten Tag")
            await ann.do("recording.stop", stage="hall")
            at = running["at"]
            written(tmp_path / "recordings", running["recording"], at)
            written(tmp_path / "recordings", "unknown", at)
            await ann.drop()
        async with running_hub(tmp_path) as hub:
            ann.url = tim.url = hub.url
            await ann.connect()
            session = talk("opening", at - 60_000, title="Opening")
            await hub.host.ask(SYSTEM_ACTOR, new_id(), c.ImportSessions((session,)))
            await until(lambda: not list((tmp_path / "recordings").iterdir()))
            (found,) = await listed(ann)
            (part,) = found["parts"]
            assert (part["at"], part["length"], part["type"]) == (at, 3000, "video/webm")
            assert found["until"] - running["at"] >= 30 * DAY_MS
            assert found["languages"] == ["de"]
            path = f"/api/recordings/{found['recording']}"
            said = cues(await text_of(ann, f"{path}/captions.vtt", file=part["file"], language="de"))
            assert [body for _, _, body in said] == ["Guten Tag"]
            chapters = cues(await text_of(ann, f"{path}/chapters.vtt", file=part["file"]))
            assert chapters == [(0, 3000, "Opening")]
            for person, status in ((ann, 200), (tim, 404)):
                async with person.http.get(f"{hub.url}/files/{part['file']}") as response:
                    assert response.status == status
            for address in ("/api/stages/hall/recordings", f"{path}/chapters.vtt?file={part['file']}"):
                with pytest.raises(Refused, match=r"right\.missing"):
                    await tim.get(address)


async def hosting(ann: Visitor, hub: Running) -> None:
    """She comes to a hub that has just been started, and is its administrator."""
    ann.url = hub.url
    await ann.join("Ann")
    await claimed(ann)
    await ann.connect()


async def test_a_recording_of_too_many_parts_ends_and_what_is_too_much_stays_until_it_is_deleted(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(recordings, "MOST", 5)  # the real 500 parts are too many files to write
    folder = tmp_path / "recordings"
    async with visitor("") as ann:
        async with running_hub(tmp_path) as hub:
            await hosting(ann, hub)
            await ann.do("recording.start", stage="hall")
            (running,) = await listed(ann)
            for number in range(7):
                written(folder, running["recording"], running["at"] + number, 1)
            await ann.drop()
        async with running_hub(tmp_path) as hub:
            ann.url = hub.url
            await ann.connect()
            await ann.wait(lambda: hub.host.hub.state.durable.recording.running(RoomId("hall")) is None)
            await until(lambda: len(list(folder.iterdir())) == 2)
            (found,) = await listed(ann)
            assert (found["reason"], len(found["parts"])) == ("failed", 5)
            await ann.do("recording.remove", recording=found["recording"])
            await until(lambda: not list(folder.iterdir()))


async def test_a_recording_is_deleted_with_its_bytes_by_hosts_and_by_time(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(ticker, "SWEEP_S", 0.2)  # hourly, by a clock that is not put forward
    store = tmp_path / "files"
    async with visitor("") as ann:
        async with running_hub(tmp_path) as hub:
            await hosting(ann, hub)
            for _ in range(2):
                await ann.do("recording.start", stage="hall")
                newest = next(each for each in await listed(ann) if each["stopped_at"] is None)
                await ann.do("recording.stop", stage="hall")
                written(tmp_path / "recordings", newest["recording"], newest["at"])
            await ann.drop()
        async with running_hub(tmp_path) as hub:
            ann.url = hub.url
            await ann.connect()
            await until(lambda: not list((tmp_path / "recordings").iterdir()))
            assert len(list(store.iterdir())) == 2
            kept = {each["recording"]: each["parts"][0]["file"] for each in await listed(ann)}
            (first, gone), (second, stays) = kept.items()
            await ann.do("recording.remove", recording=first)
            await ann.told("recording.removed", recording=first)
            await until(lambda: [each.name for each in store.iterdir()] == [stays])
            async with ann.http.get(f"{hub.url}/files/{gone}") as response:
                assert response.status == 404
            hub_of(hub).clock.add(31 * DAY_MS)
            await ann.told("recording.removed", recording=second)
            await until(lambda: not list(store.iterdir()))
            rows = await hub.host.read(lambda db: db.execute("select 1 from files").fetchall())
            assert rows == []


async def test_what_is_recorded_goes_through_the_media_worker_into_the_list(tmp_path: Path) -> None:
    async with running_hub(tmp_path, media=True) as hub, visitor(hub.url, "Ann") as ann:
        await claimed(ann)
        await ann.do("recording.start", stage="hall")
        folder = tmp_path / "recordings"
        await until(lambda: any(each.stat().st_size > 900 for each in folder.glob("*")))
        await ann.do("recording.stop", stage="hall")
        await ann.told("recording.filed")
        (found,) = await listed(ann)
        assert found["parts"][0]["length"] > 500
        assert not list(folder.iterdir())
        async with ann.http.get(f"{hub.url}/files/{found['parts'][0]['file']}") as response:
            assert (await response.read()).startswith(b"\x1a\x45\xdf\xa3")


async def test_a_full_disk_ends_a_recording_for_all_to_see(tmp_path: Path) -> None:
    async with (
        running_hub(tmp_path, media=True, recording_spare_mb=1 << 40) as hub, visitor(hub.url, "Ann") as ann
    ):  # fmt: skip
        await claimed(ann)
        await ann.do("recording.start", stage="hall")
        await ann.told("recording.stopped", reason="disk")


async def test_a_recording_ends_after_the_hours_it_may_last(tmp_path: Path) -> None:
    async with running_hub(tmp_path, recording_hours=1) as hub, visitor(hub.url, "Ann") as ann:
        await claimed(ann)
        await ann.do("recording.start", stage="hall")
        hub_of(hub).clock.add(3_600_000)
        await ann.told("recording.stopped", reason="time")


async def test_a_recording_ends_in_time_though_the_disk_refused_it_at_first(tmp_path: Path) -> None:
    async with running_hub(tmp_path, recording_hours=1) as hub, visitor(hub.url, "Ann") as ann:
        await claimed(ann)
        await ann.do("recording.start", stage="hall")
        with closing(sqlite3.connect(tmp_path / "hub.db", isolation_level=None)) as holder:
            holder.execute("begin immediate")
            hub_of(hub).clock.add(3_600_000)
            await until(lambda: bool(hub.host.refusing))
            holder.execute("rollback")
        await ann.told("recording.stopped", reason="time")


async def test_who_comes_knows_what_who_stayed_knows(tmp_path: Path) -> None:
    async with (
        running_hub(tmp_path) as hub, visitor(hub.url, "Ann") as ann, visitor(hub.url, "Tim") as tim
    ):  # fmt: skip
        await claimed(ann)
        await ann.do("recording.start", stage="hall")
        await tim.told("recording.started")
        await ann.do("recording.consent", stage="hall", yes=True)
        await tim.do("recording.consent", stage="hall", yes=False)
        await ann.told("recording.answered", visitor=tim.id)
        for person in (ann, tim):
            stayed = Model.of(person).plain()["recordings"]
            await person.drop()
            person.last = None
            await person.connect()
            assert Model.of(person).plain()["recordings"] == stayed
