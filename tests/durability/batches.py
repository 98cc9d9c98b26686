"""Commits so many batches to a file: ``python -m tests.durability.batches FILE COUNT [normal]``.

``normal`` is a wrong journal: SQLite syncs only at checkpoints.
"""

import asyncio
import sys
from pathlib import Path

from server.store import journal
from tests.durability.holder import Speaker, host_on


async def main(file: Path, count: int) -> None:
    """One line a batch, each after the answer to the one before."""
    async with host_on(file) as host:
        speaker = Speaker(host, file)
        for number in range(count):
            speaker.say(f"line {number}")
            await speaker.answered()


if __name__ == "__main__":
    if sys.argv[3:] == ["normal"]:
        journal.PRAGMAS["synchronous"] = 1
    asyncio.run(main(Path(sys.argv[1]), int(sys.argv[2])))
