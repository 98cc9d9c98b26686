"""What is to be on no disk any more is cleared again and again until it is, whatever stood in the way."""

import asyncio
import sqlite3
from collections.abc import Generator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any

import pytest

from server import snapshots, ticker
from server.http.keys import SERVICES
from tests.running import running_hub
from tests.server.small_hub import claimed, hub_of
from tests.server.test_polls import on_disk, opened
from tests.server.test_retention import NAME, stored
from tests.until import until
from tests.visitor import Visitor, visitor


@pytest.fixture(autouse=True)
def quick(monkeypatch: pytest.MonkeyPatch) -> None:
    """A look whether a snapshot is due comes soon."""
    monkeypatch.setattr(ticker, "SNAPSHOT_LOOK_S", 0.2)
    monkeypatch.setattr(snapshots, "RETRY_MS", 100)


@contextmanager
def refusing(patched: pytest.MonkeyPatch) -> Generator[list[bool]]:
    """A disk that takes everything but snapshots; what was tried."""
    tries: list[bool] = []

    def refused(*_: Any, alone: bool = False) -> bool:
        tries.append(alone)
        raise sqlite3.OperationalError("disk I/O error")

    with patched.context() as broken:
        broken.setattr(snapshots, "store_snapshot", refused)
        yield tries


async def gone(path: Path, word: str) -> None:
    """Wait until a word is in no byte of the hub's file and of what lies beside it."""

    async def is_gone() -> bool:
        return word.encode() not in await asyncio.to_thread(stored, path)

    await until(is_gone, f"nothing on disk of {word}", 20)


async def test_who_is_forgotten_while_somebody_reads_the_file_is_on_no_disk_once_they_let_go(
    tmp_path: Path,
) -> None:
    async with running_hub(tmp_path) as hub, visitor(hub.url, NAME) as leaving:
        with closing(sqlite3.connect(tmp_path / "hub.db", isolation_level=None)) as backup:
            backup.execute("begin")
            assert backup.execute("select count(*) from journal").fetchone()[0]
            assert await leaving.post("/api/leave?forget=1") == {"ok": True}
            assert NAME.encode() in await asyncio.to_thread(stored, tmp_path)
            backup.execute("rollback")
        await gone(tmp_path, NAME)


async def test_who_is_forgotten_while_the_disk_refuses_snapshots_is_on_no_disk_once_it_takes_them(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with (
        running_hub(tmp_path) as hub,
        visitor(hub.url, NAME) as leaving,
        visitor(hub.url, "Ben") as ben,
    ):
        await hub.app[SERVICES].snapshots.take()
        with refusing(monkeypatch) as tries:
            assert await leaving.post("/api/leave?forget=1") == {"ok": True}
            await ben.told("visitor.erased", visitor=leaving.id)
            assert (await leaving.get("/api/me"))["visitor"] is None
            await until(lambda: len(tries) > 2, "another try")
        assert all(tries)
        await gone(tmp_path, NAME)


async def test_the_ballots_of_a_poll_closed_while_the_disk_refuses_snapshots_go_once_it_takes_them(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with running_hub(tmp_path) as hub, visitor(hub.url, "Ann") as ann:
        with refusing(monkeypatch) as tries:
            await voted(ann)
            await until(lambda: tries, "a try")
        await gone(tmp_path, "Quinoa")


async def test_a_hub_that_ends_before_the_disk_took_it_clears_it_as_it_ends(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(ticker, "SNAPSHOT_LOOK_S", 600)
    async with running_hub(tmp_path) as hub, visitor(hub.url, "Ann") as ann:
        await hub.app[SERVICES].snapshots.take()
        with refusing(monkeypatch) as tries:
            await voted(ann)
            await until(lambda: tries, "a try")
    assert b"Quinoa" not in await asyncio.to_thread(on_disk, tmp_path)


async def test_what_a_crash_left_on_disk_is_cleared_at_the_next_start(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with refusing(monkeypatch) as tries:
        async with running_hub(tmp_path) as hub, visitor(hub.url, "Ann") as ann:
            await voted(ann)
            await until(lambda: tries, "a try")
    assert b"Quinoa" in await asyncio.to_thread(stored, tmp_path)
    async with running_hub(tmp_path):
        await gone(tmp_path, "Quinoa")


async def test_one_erased_after_the_copy_for_another_is_cleared_too(tmp_path: Path) -> None:
    async with running_hub(tmp_path) as hub, visitor(hub.url, NAME) as late:
        taken = hub.app[SERVICES].snapshots
        first = asyncio.create_task(taken.take(alone=True))
        await asyncio.sleep(0)
        await late.post("/api/leave?forget=1")
        assert await first
        await gone(tmp_path, NAME)
        assert not await taken.take_if_due(), "nothing is owed any more"


async def voted(ann: Visitor) -> None:
    """An anonymous poll that somebody voted in, closed."""
    await claimed(ann)
    poll = await opened(ann, kind="words", options=[], anonymous=True)
    await ann.do("poll.vote", poll=poll, words=["Quinoa"])
    await ann.do("poll.vote", poll=poll, words=["Periwinkle"])
    await ann.do("poll.close", poll=poll)


async def test_a_disk_that_refuses_is_asked_more_and_more_seldom(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(snapshots, "RETRY_MS", 5_000)
    async with running_hub(tmp_path) as hub:
        clock, own = hub_of(hub).clock, snapshots.Snapshots(hub.host, hub.host.committed)
        with refusing(monkeypatch) as tries:
            assert not await own.take(alone=True)
            counted: list[int] = []
            for _ in range(7):
                assert not await own.take_if_due()
                counted.append(len(tries))
                clock.add(5_000)
        assert counted == [1, 2, 2, 3, 3, 3, 3]
        clock.add(snapshots.RETRY_MOST_MS)
        assert await own.take_if_due()
