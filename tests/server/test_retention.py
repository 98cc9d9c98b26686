"""What is over is gone from the file, and who is forgotten is in none of its bytes."""

import asyncio
import sqlite3
import zlib
from contextlib import closing
from pathlib import Path

import pytest

from rooms import commands as c
from rooms.hub import SYSTEM_ACTOR
from server import ticker
from server.app import Running
from server.auth.sessions import ARRIVE_WITHIN_MS, DAY_MS
from server.batch import Told
from server.clock import new_id
from server.http.keys import SERVICES
from server.live.fanout import FanOut
from server.store.recovery import Recorded
from server.store.retention import sweep
from tests.running import running_hub
from tests.server.small_hub import claimed, granted, hub_of
from tests.server.test_boxes import device, pair
from tests.visitor import visitor

NAME, WORDS, DIRECT = "Wilhelmina-Oktavia", "the heron stands by the weir", "only you know of the owl"


def count(path: Path, table: str) -> int:
    """The rows of a table on disk."""
    with closing(sqlite3.connect(path / "hub.db")) as db:
        return db.execute(f"select count(*) from {table}").fetchone()[0]


def stored(path: Path) -> bytes:
    """Every byte of the hub's file and of what lies beside it, and what its snapshots hold packed."""
    with closing(sqlite3.connect(path / "hub.db")) as db:
        packed = [zlib.decompress(state) for (state,) in db.execute("select state from snapshot")]
    return b"".join([*(each.read_bytes() for each in sorted(path.glob("hub.db*"))), *packed])


async def swept(hub: Running, days: float) -> None:
    """One run of the job, so many days later."""
    now = hub.host.clock.now() + round(days * DAY_MS)
    await hub.host.read(lambda db: sweep(db, now))


@pytest.mark.parametrize(
    ("table", "kept_days"), [("message", 7), ("audit", 365), ("session", 20), ("command", 2), ("invite", 1)]
)
async def test_what_has_expired_is_gone_from_the_file_and_nothing_before(
    tmp_path: Path, table: str, kept_days: int
) -> None:
    async with (
        running_hub(tmp_path, message_days=7, visit_days=20) as hub,
        visitor(hub.url, "Ada") as ada,
        visitor(hub.url, "Ben") as ben,
    ):
        await granted(await claimed(ada), ben, "moderator")
        await ben.do("chat.post", channel="hub", body=WORDS)
        await ada.post("/api/invites", {"role": "guest", "hours": 24, "uses": 1})
        there = count(tmp_path, table)
        assert there
        await swept(hub, kept_days - 0.01)
        assert count(tmp_path, table) == there
        await swept(hub, kept_days + 0.01)
        assert count(tmp_path, table) == 0


async def test_the_words_of_an_expired_message_are_in_no_byte_of_the_file(tmp_path: Path) -> None:
    async with running_hub(tmp_path, message_days=7) as hub, visitor(hub.url, "Ada") as ada:
        await ada.do("chat.post", channel="hub", body=WORDS)
        assert WORDS.encode() in stored(tmp_path)
        await swept(hub, 7.01)
    assert WORDS.encode() not in stored(tmp_path)


async def test_a_forgotten_persons_name_and_words_are_in_no_byte_of_the_file(tmp_path: Path) -> None:
    async with (
        running_hub(tmp_path) as hub,
        visitor(hub.url, NAME) as gone,
        visitor(hub.url, "Ben") as ben,
    ):
        await gone.do("chat.post", channel="hub", body=WORDS)
        await gone.do("chat.post", channel=f"dm:{':'.join(sorted((gone.id, ben.id)))}", body=DIRECT)
        await ben.do("chat.post", channel="hub", body="the kingfisher too")
        await hub.app[SERVICES].snapshots.take()
        before = await asyncio.to_thread(stored, tmp_path)
        assert all(each.encode() in before for each in (NAME, WORDS, DIRECT))
        await gone.post("/api/leave?forget=1")
        after = await asyncio.to_thread(stored, tmp_path)
        assert not [each for each in (NAME, WORDS, DIRECT) if each.encode() in after]
        assert b"the kingfisher too" in after
        history = (await ben.get("/api/messages?channel=hub"))["messages"]
        assert [each["body"] for each in history] == ["the kingfisher too"]


async def test_who_is_forgotten_because_no_browser_knows_them_is_in_no_byte_of_the_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(ticker, "SWEEP_S", 0.2)
    async with running_hub(tmp_path, visit_days=20) as hub, visitor(hub.url, "Ben") as ben:
        async with visitor(hub.url, NAME) as gone:
            await hub.app[SERVICES].snapshots.take()
            await gone.post("/api/leave")
        hub_of(hub).clock.add(21 * DAY_MS)
        await ben.told("visitor.erased", visitor=gone.id)
        async with asyncio.timeout(30):
            while NAME.encode() in await asyncio.to_thread(stored, tmp_path):
                pass


async def test_who_joined_and_never_came_is_forgotten_after_an_hour(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(ticker, "SWEEP_S", 0.2)
    async with running_hub(tmp_path) as hub, visitor(hub.url, "Ben") as ben:
        async with visitor(hub.url) as never, visitor(hub.url, "Cy") as away, visitor(hub.url) as admin:
            await never.join(NAME)
            await claimed(await admin.join("Ada"))
            await away.post("/api/leave")
            hub_of(hub).clock.add(ARRIVE_WITHIN_MS - 60_000)
            assert (await never.get("/api/me"))["visitor"]
            hub_of(hub).clock.add(60_000)
            await ben.told("visitor.erased", visitor=never.id)
            for known in (ben, away, admin):
                assert (await known.get("/api/me"))["visitor"]["id"] == known.id
            assert (await never.get("/api/me"))["visitor"] is None


async def test_a_visit_does_not_end_under_those_who_stay_connected(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(ticker, "SWEEP_S", 0.2)
    async with (
        running_hub(tmp_path, visit_days=20) as hub, visitor(hub.url, "Ann") as ann,
        device(hub.url) as box, visitor(hub.url) as watcher,
    ):  # fmt: skip
        await pair(await claimed(ann), box)
        await (await watcher.join("Wim")).connect(view="stage")
        for _ in range(2):  # the second run begins after the first has ended
            async with visitor(hub.url) as never:
                await never.join("Never")
                hub_of(hub).clock.add(21 * DAY_MS)
                await ann.told("visitor.erased", visitor=never.id)
        for each in (box, watcher, ann):
            await each.drop()
        await box.come_in()
        await watcher.connect(view="stage")
        await ann.connect()
        for each in (ann, watcher):
            assert (await each.get("/api/me"))["visitor"]["id"] == each.id


async def test_who_was_erased_meanwhile_keeps_nobody_else_from_being_forgotten(tmp_path: Path) -> None:
    async with running_hub(tmp_path) as hub, visitor(hub.url) as browser:
        host, known, names = (
            hub.host,
            hub.app[SERVICES],
            ("Alpha-Alberta", "Beta-Bernhardine", "Gamma-Gisela"),
        )
        for name in names:
            await browser.join(name)
            browser.http.cookie_jar.clear()
        hub_of(hub).clock.add(ARRIVE_WITHIN_MS)
        job = ticker.Ticker(host, FanOut(host.hub.state), known.snapshots, known.sessions, 7)
        people, publish = host.hub.state.durable.visitors, host.on_out

        def forget_all_others(out: list[Recorded | Told]) -> None:
            publish(out)
            for each in list(people):
                host.submit(SYSTEM_ACTOR, new_id(), c.Erase(each), lambda answer: None)

        host.on_out = forget_all_others
        await job.forget_expired()
        assert not people
        left = await asyncio.to_thread(stored, tmp_path)
        assert not [each for each in names if each.encode() in left]


async def test_a_first_run_that_fails_does_not_end_the_job(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    again, loop = asyncio.Event(), asyncio.get_running_loop()
    runs: list[int] = []

    def fails_once(db: sqlite3.Connection, now: int) -> int:
        runs.append(now)
        if len(runs) == 1:
            raise sqlite3.OperationalError("database is locked")
        loop.call_soon_threadsafe(again.set)
        return 0

    monkeypatch.setattr(ticker, "SWEEP_S", 0.2)
    monkeypatch.setattr(ticker, "sweep", fails_once)
    async with running_hub(tmp_path), asyncio.timeout(10):
        await again.wait()
