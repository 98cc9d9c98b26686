"""The hub's clock goes on where its journal ended, whatever the machine's clock says."""

import sqlite3
from contextlib import closing
from pathlib import Path

from server.clock import HubClock
from tests.running import running_hub
from tests.visitor import visitor

HOUR_MS = 3_600_000


def test_a_clock_begins_no_earlier_than_it_is_told_and_never_goes_back() -> None:
    floor = HubClock().now() + HOUR_MS
    clock = HubClock(floor)
    told = [clock.now() for _ in range(1000)]
    assert told[0] >= floor
    assert told == sorted(told)


async def test_a_hub_on_a_machine_with_an_old_clock_writes_no_event_into_the_past(tmp_path: Path) -> None:
    async with running_hub(tmp_path) as hub, visitor(hub.url, "Ann"):
        later = hub.host.clock.now() + HOUR_MS
    with closing(sqlite3.connect(tmp_path / "hub.db")) as db, db:
        db.execute("update journal set at = ? where seq = (select max(seq) from journal)", (later,))
        db.execute("delete from snapshot")
    async with running_hub(tmp_path) as hub, visitor(hub.url, "Bo") as bo:
        answer = await bo.do("chat.post", channel="hub", body="now")
        rows = await hub.host.read(
            lambda db: db.execute("select seq, at from journal order by seq").fetchall()
        )
    times = dict(rows)
    assert times[answer["seq"]] >= later
    assert list(times.values()) == sorted(times.values())
