"""A power cut: what the write-ahead log held at an acknowledgement is all that is sure to be there later.

A killed process leaves its writes in the machine's memory, so a kill cannot show what a power cut would
lose. Here the log is cut off at random bytes instead, and the syncs that put it on the disk are counted.
"""

import asyncio
import os
import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from random import Random

import pytest

from server.host import Host
from server.store import journal
from tests.durability.checker import Op, read_log
from tests.durability.holder import Speaker, host_on
from tests.durability.wrong_hosts import EagerHost

LINES = 400
CUTS = 200
BATCHES = 60


@dataclass(frozen=True, slots=True)
class Record:
    """A hub's files as they were at the end, and what had been acknowledged at which length of the log."""

    file: Path
    wal: bytes
    start: int
    history: list[Op]
    acknowledged: list[int]


@pytest.fixture
def no_checkpoints(monkeypatch: pytest.MonkeyPatch) -> None:
    """The log only grows: once it starts anew, lengths mean nothing."""
    monkeypatch.setattr(journal, "CHECKPOINT_AFTER", 1 << 30)
    monkeypatch.setitem(journal.PRAGMAS, "wal_autocheckpoint", 0)


async def record(folder: Path, kind: type[Host] = Host) -> Record:
    """Let Ann talk in bursts; a copy of the files is taken while the hub is still up."""
    file, wal = folder / "hub.db", folder / "hub.db-wal"
    rng = Random(7)
    async with host_on(file, kind) as host:
        start = wal.stat().st_size
        speaker = Speaker(host, wal)
        for number in range(LINES):
            speaker.say(f"line {number} " + "z" * rng.randrange(1, 200))
            if rng.random() < 0.4:
                await asyncio.sleep(rng.expovariate(400))
        await speaker.answered()
        await host.settled()
        shutil.copy(file, folder / "kept.db")
        return Record(folder / "kept.db", wal.read_bytes(), start, speaker.history, speaker.wal)


def cut(record: Record, length: int) -> list[str]:
    """What was said according to the files, when only so much of the log had reached the disk."""
    file = record.file.with_name("cut.db")
    for ending in ("", "-wal", "-shm"):
        file.with_name(f"cut.db{ending}").unlink(missing_ok=True)
    shutil.copy(record.file, file)
    file.with_name("cut.db-wal").write_bytes(record.wal[:length])
    return [entry.data["body"] for entry in read_log(file) if entry.type == "message.posted"]


def lost(record: Record) -> int:
    """How many of the cuts lost something acknowledged; a cut that leaves no beginning is an error."""
    rng = Random(11)
    said = [op.fields["body"] for op in record.history]
    bad = 0
    for _ in range(CUTS):
        length = rng.randrange(record.start, len(record.wal) + 1)
        kept = cut(record, length)
        assert kept == said[: len(kept)], "not a beginning of what was said"
        sure = zip(record.acknowledged, said, strict=True)
        bad += any(wal <= length and body not in kept for wal, body in sure)
    return bad


@pytest.mark.usefixtures("no_checkpoints")
async def test_a_log_cut_anywhere_holds_all_that_was_acknowledged_by_then(tmp_path: Path) -> None:
    recorded = await record(tmp_path)
    batches = len(set(recorded.acknowledged))
    assert 20 < batches < LINES, "bursts share commits"
    assert await asyncio.to_thread(lost, recorded) == 0


@pytest.mark.usefixtures("no_checkpoints")
async def test_an_acknowledgement_before_the_commit_does_not_survive_the_cuts(tmp_path: Path) -> None:
    recorded = await record(tmp_path, EagerHost)
    assert await asyncio.to_thread(lost, recorded) > CUTS / 4


def syncs(folder: Path, shim: Path, *words: str) -> int:
    """How often a program that commits ``BATCHES`` batches asked the disk to sync."""
    log = folder / "syncs"
    log.unlink(missing_ok=True)
    subprocess.run(
        (sys.executable, "-m", "tests.durability.batches", str(folder / "hub.db"), str(BATCHES), *words),
        env={**os.environ, "LD_PRELOAD": str(shim), "SYNC_LOG": str(log)},
        check=True,
    )
    return log.stat().st_size


def test_every_commit_is_synced_to_the_disk(tmp_path: Path, shim: Path) -> None:
    assert syncs(tmp_path, shim) >= BATCHES


def test_a_journal_that_leaves_syncs_to_chance_is_noticed(tmp_path: Path, shim: Path) -> None:
    assert syncs(tmp_path, shim, "normal") < BATCHES
