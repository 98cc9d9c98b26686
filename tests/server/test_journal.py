"""The journal's thread: a broken connection does not end it, and without it there is no hub."""

import asyncio
import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest

from server.store.journal import CHECKPOINT_AFTER, JournalThread
from tests.running import ROOT


async def test_a_connection_that_takes_nothing_any_more_does_not_end_the_thread(tmp_path: Path) -> None:
    journal = JournalThread(tmp_path / "hub.db", asyncio.get_running_loop())
    journal._commits = CHECKPOINT_AFTER
    await journal.run(lambda db: db.close())
    for _ in range(3):
        with pytest.raises(sqlite3.ProgrammingError):
            await journal.run(lambda db: db.execute("begin immediate"))
    assert await journal.run(lambda db: 5) == 5
    assert journal._commits == CHECKPOINT_AFTER
    journal.close()


NO_THREAD = """
import asyncio, sys, tempfile, os
from pathlib import Path
sys.path.insert(0, os.getcwd())
from tests.running import running_hub

def end(db):
    raise SystemExit("the thread ends")

async def main():
    async with running_hub(Path(tempfile.mkdtemp())) as hub:
        hub.host.journal.call(end, lambda error, result: None)
        await asyncio.Event().wait()

asyncio.run(main())
"""


def test_a_hub_whose_journal_has_ended_ends_with_it() -> None:
    done = subprocess.run(
        (sys.executable, "-c", NO_THREAD), cwd=ROOT, capture_output=True, text=True, timeout=30, check=False
    )
    assert done.returncode == 1
    assert "journal.failed" in done.stdout + done.stderr
