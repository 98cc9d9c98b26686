"""A damaged file: what can be read back is, and what cannot is said instead of beginning anew."""

import asyncio
import sqlite3
from contextlib import closing
from pathlib import Path

from server.http.keys import SERVICES
from tests.running import running_hub
from tests.server.test_start import failed_start
from tests.visitor import visitor


async def test_a_file_whose_snapshots_are_all_damaged_is_named_and_left_alone(tmp_path: Path) -> None:
    await two_snapshots(tmp_path)
    change(tmp_path, "update snapshot set state = zeroblob(100)")
    said = await asyncio.to_thread(failed_start, tmp_path)
    assert "hub.db" in said
    assert "snapshots are damaged" in said
    assert "Restore a backup" in said


async def test_one_damaged_snapshot_costs_nothing(tmp_path: Path) -> None:
    seq = await two_snapshots(tmp_path)
    change(tmp_path, "update snapshot set state = zeroblob(100) where seq = (select max(seq) from snapshot)")
    async with running_hub(tmp_path) as hub:
        assert hub.host.committed == seq


async def test_a_file_that_lacks_events_is_named_and_left_alone(tmp_path: Path) -> None:
    await two_snapshots(tmp_path)
    newest = "(select max(seq) from snapshot)"
    change(tmp_path, f"delete from snapshot where seq = {newest}")
    change(tmp_path, f"delete from journal where seq = {newest} + 1")
    said = await asyncio.to_thread(failed_start, tmp_path)
    assert "hub.db" in said
    assert "are missing" in said


async def two_snapshots(data: Path) -> int:
    """A hub that ran and ended, with two snapshots and events after the first; its last number."""
    async with running_hub(data) as hub, visitor(hub.url, "Ann") as ann:
        await hub.app[SERVICES].snapshots.take()
        await ann.do("chat.post", channel="hub", body="one")
        await ann.do("chat.post", channel="hub", body="two")
    return hub.host.committed


def change(data: Path, statement: str) -> None:
    """Change a hub's file behind its back."""
    with closing(sqlite3.connect(data / "hub.db", isolation_level=None)) as db:
        db.execute(statement)
