"""A disk that takes no more: durable commands are refused by name, everything live goes on, and the hub comes
back by itself.
"""

import json
import shutil
import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest

from server.app import Running
from tests.running import ROOT, running_hub
from tests.visitor import Refused, Visitor, visitor


async def said(person: Visitor, acked: list[int]) -> None:
    """Say something again and again; ``acked`` gets the numbers, the refusal is raised."""
    while len(acked) < 200:
        acked.append((await person.do("chat.post", channel="hub", body="x" * 3000))["seq"])


async def back(hub: Running, person: Visitor) -> int:
    """Wait until the hub takes writes again; the number of the next message."""
    await person.wait(lambda: not hub.host.refusing)
    return (await person.do("chat.post", channel="hub", body="kept again"))["seq"]


async def test_while_another_program_holds_the_file_moving_goes_on(tmp_path: Path) -> None:
    async with running_hub(tmp_path) as hub, visitor(hub.url, "Ann") as ann, visitor(hub.url, "Bo") as bo:
        kept = (await ann.do("chat.post", channel="hub", body="before"))["seq"]
        holder = sqlite3.connect(tmp_path / "hub.db", isolation_level=None)
        holder.execute("begin immediate")
        with pytest.raises(Refused, match="storage.unavailable") as refusal:
            await said(ann, [])
        assert refusal.value.error["retry"]
        assert (await ann.do("presence.set", status="busy"))["live"]
        await bo.told("presence.changed", visitor=ann.id, status="busy")
        await ann.do("walk.to", room="contact")
        lane = bo.lane(ann.id)
        start = bo.positions.get(lane)
        await bo.wait(lambda: bo.positions.get(lane, start) != start)
        with pytest.raises(Refused, match="storage.unavailable"):
            await bo.post("/api/join", {"name": "Bob", "look": {}})
        assert len([p for name, p in bo.events if name == "message.posted"]) == 1
        holder.execute("rollback")
        holder.close()
        assert await back(hub, ann) == kept + 1
        await bo.told("message.posted", body="kept again")
        assert (ann.gaps, bo.gaps) == (0, 0)


async def test_a_full_file_refuses_and_a_larger_one_takes_again_without_loss(tmp_path: Path) -> None:
    async with visitor("") as ann:
        async with running_hub(tmp_path) as hub:
            ann.url = hub.url
            await (await ann.join("Ann")).connect()
            db = hub.host.journal._db
            pages = await hub.host.read(lambda db: db.execute("pragma page_count").fetchone()[0])
            await hub.host.read(lambda db: db.execute(f"pragma max_page_count={pages + 20}").fetchone())
            acked: list[int] = []
            with pytest.raises(Refused, match="storage.unavailable"):
                await said(ann, acked)
            await ann.do("presence.set", status="away")
            assert hub.host.hub.state.durable.seq == acked[-1]
            await hub.host.read(lambda db: db.execute("pragma max_page_count=1000000").fetchone())
            acked.append(await back(hub, ann))
            assert db is hub.host.journal._db
            assert acked == list(range(acked[0], acked[0] + len(acked)))
        async with running_hub(tmp_path) as hub:
            assert hub.host.committed == acked[-1]


FULL_DISK = """
import asyncio, json, sys, os
from pathlib import Path
sys.path.insert(0, os.getcwd())
from tests.running import running_hub
from tests.visitor import Refused, visitor

async def main(folder):
    codes, acked = [], []
    async with running_hub(folder) as hub, visitor(hub.url, "Ann") as ann:
        ballast = folder / "ballast"
        free = os.statvfs(folder)
        ballast.write_bytes(b"x" * max(0, free.f_bavail * free.f_frsize - 150_000))
        for n in range(400):
            hub.host.clock._start += 1000
            try:
                acked.append((await ann.do("chat.post", channel="hub", body="y" * 4000))["seq"])
            except Refused as refused:
                codes.append(refused.code)
                break
        live = (await ann.do("presence.set", status="away")).get("live")
        ballast.unlink()
        async with asyncio.timeout(20):
            while hub.host.refusing:
                await asyncio.sleep(0.05)
        acked.append((await ann.do("chat.post", channel="hub", body="again"))["seq"])
    async with running_hub(folder) as hub:
        print(json.dumps({"codes": codes, "live": live, "acked": acked, "kept": hub.host.committed}))

asyncio.run(main(Path(sys.argv[1])))
"""


def can_mount() -> bool:
    """Whether this machine lets us mount a small disk of our own."""
    if shutil.which("unshare") is None:
        return False
    return subprocess.run(("unshare", "-rm", "true"), capture_output=True, check=False).returncode == 0


@pytest.mark.skipif(not can_mount(), reason="no mount namespace of our own here")
def test_a_full_disk_refuses_and_freed_space_brings_the_hub_back(tmp_path: Path) -> None:
    data = f"{tmp_path}/data"
    run = f'exec "{sys.executable}" -W ignore - "{data}"'
    script = f'mount -t tmpfs -o size=8m tmpfs "{tmp_path}" && mkdir "{data}" && {run}'
    done = subprocess.run(
        ("unshare", "-rm", "sh", "-c", script), input=FULL_DISK, cwd=ROOT, capture_output=True, text=True,
        timeout=60, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stdout + done.stderr
    found = json.loads(done.stdout.splitlines()[-1])
    assert found["codes"] == ["storage.unavailable"]
    assert found["live"] is True
    assert found["acked"] == list(range(found["acked"][0], found["acked"][0] + len(found["acked"])))
    assert found["kept"] == found["acked"][-1]
