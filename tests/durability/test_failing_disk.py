"""A disk that does not take writes: nobody is told yes in vain, the hub lives on, and it heals by itself."""

import asyncio
import json
import os
import shutil
import sqlite3
import subprocess
import sys
from collections.abc import AsyncGenerator, Generator
from contextlib import asynccontextmanager, contextmanager
from pathlib import Path

import pytest

from rooms.ids import VisitorId
from server.app import Running
from tests.durability.checker import Outcome
from tests.durability.trouble import Talk, broken_promises, ready
from tests.running import ROOT, running_hub
from tests.visitor import Visitor, visitor

NO_LATER_THAN_S = 2.5
PLACE = "select x, y from place where visitor = ?"


@contextmanager
def locked(file: Path) -> Generator[None]:
    """Another program holds the file's write lock."""
    other = sqlite3.connect(file, isolation_level=None)
    other.execute("begin immediate")
    try:
        yield
    finally:
        other.execute("rollback")
        other.close()


@asynccontextmanager
async def talking(data: Path) -> AsyncGenerator[tuple[Running, list[Talk], Visitor]]:
    """A hub in which two people talk and one is quiet."""
    async with (
        running_hub(data) as hub,
        visitor(hub.url, "Ann") as ann,
        visitor(hub.url, "Bo") as bo,
        visitor(hub.url, "Cy") as cy,
    ):
        talks = [Talk(ann), Talk(bo)]
        tasks = [asyncio.create_task(each.go_on()) for each in talks]
        await asyncio.gather(*(each.told(Outcome.OK, 0) for each in talks))
        yield hub, talks, cy
        for each in talks:
            each.ended.set()
        await asyncio.gather(*tasks)
        assert await broken_promises(hub, talks) == []
        assert ann.gaps == bo.gaps == cy.gaps == 0


async def test_a_short_lock_is_waited_for_and_nobody_is_refused(tmp_path: Path) -> None:
    async with talking(tmp_path) as (hub, talks, cy):
        with locked(hub.settings.file):
            await asyncio.sleep(0.5)
            assert await ready(hub, cy) == 200
        await asyncio.gather(*(each.told(Outcome.OK, len(each.history)) for each in talks))
        assert [each.refusals for each in talks] == [[], []]
        assert 0.3 < max(each.took for each in talks) < NO_LATER_THAN_S


async def test_a_long_lock_is_told_in_time_and_heals_by_itself(tmp_path: Path) -> None:
    async with talking(tmp_path) as (hub, talks, cy):
        with locked(hub.settings.file):
            await asyncio.gather(*(each.told(Outcome.FAIL, 0) for each in talks))
            assert await ready(hub, cy) == 503
            assert (await cy.do("presence.set", status="busy"))["live"] is True
            await cy.do("walk.to", room="contact")
            await cy.told("walk.ended", visitor=cy.id, why="arrived")
        await asyncio.gather(*(each.told(Outcome.OK, len(each.history)) for each in talks))
        assert await ready(hub, cy) == 200
        await stored_where_it_stands(hub, cy)
        assert {code for each in talks for code in each.refusals} == {"storage.unavailable"}
        assert max(each.took for each in talks) < NO_LATER_THAN_S


async def stored_where_it_stands(hub: Running, person: Visitor) -> None:
    """Wait until the file knows where somebody walked to while it took no writes."""
    avatar = hub.host.hub.state.live.avatars[VisitorId(person.id)]
    for _ in range(200):
        if await hub.host.read(lambda db: db.execute(PLACE, (person.id,)).fetchone()) == (avatar.x, avatar.y):
            return
        await asyncio.sleep(0.05)
    pytest.fail("the place was never stored")


def test_a_full_disk_loses_nothing_that_was_acknowledged(tmp_path: Path) -> None:
    """On a small disk of its own, in a process of its own (``full_disk.py``)."""
    inside = f"mount -t tmpfs -o size=6m tmpfs {tmp_path} && exec {sys.executable} -m {FULL} {tmp_path}"
    command = ("unshare", "-rm", "sh", "-c", inside)
    if not small_disks():
        reason = "no mounts of one's own here: unshare -rm needs user namespaces"
        pytest.fail(reason) if os.environ.get("CI") == "true" else pytest.skip(reason)
    ran = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False, timeout=60)
    assert ran.returncode == 0, ran.stderr
    found = json.loads(ran.stdout.splitlines()[-1])
    assert found == {"before": 200, "full": 503, "after": 200, "codes": ["storage.unavailable"], "broken": []}


FULL = "tests.durability.full_disk"


def small_disks() -> bool:
    """Whether this machine lets a process mount a disk in memory of its own."""
    if shutil.which("unshare") is None:
        return False
    tried = subprocess.run(
        ("unshare", "-rm", "mount", "-t", "tmpfs", "tmpfs", "/mnt"), capture_output=True, check=False
    )
    return tried.returncode == 0
