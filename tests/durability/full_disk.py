"""A hub whose disk runs full: ``python -m tests.durability.full_disk FOLDER``, the folder being a small disk.

Prints what was seen, as JSON.
"""

import asyncio
import contextlib
import json
import sys
from pathlib import Path

from tests.durability.checker import Outcome
from tests.durability.trouble import Talk, broken_promises, ready
from tests.running import running_hub
from tests.visitor import visitor


def fill(junk: Path) -> None:
    """Leave no byte free."""
    with junk.open("wb", buffering=0) as file, contextlib.suppress(OSError):
        while file.write(bytes(4096)):
            pass


async def main(folder: Path) -> dict[str, object]:
    """Talk, fill the disk, talk on until refused, free it, talk on until heard again."""
    junk = folder / "junk"
    async with running_hub(folder / "data") as hub, visitor(hub.url, "Ann") as ann:
        talk = Talk(ann)
        task = asyncio.create_task(talk.go_on())
        await talk.told(Outcome.OK, 0)
        before = await ready(hub, ann)
        await asyncio.to_thread(fill, junk)
        await talk.told(Outcome.FAIL, 0)
        full = await ready(hub, ann)
        junk.unlink()
        await talk.told(Outcome.OK, len(talk.history))
        after = await ready(hub, ann)
        talk.ended.set()
        await task
        return {
            "before": before, "full": full, "after": after, "codes": sorted(set(talk.refusals)),
            "broken": await broken_promises(hub, [talk]),
        }  # fmt: skip


if __name__ == "__main__":
    sys.stdout.write(json.dumps(asyncio.run(main(Path(sys.argv[1])))) + "\n")
