"""How long one turn of the event loop takes by its own processor time: what makes ticks late on any machine,
and is not swayed by what else a machine does.
"""

import asyncio
import time
from collections.abc import Generator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any


@dataclass
class Turns:
    """``longest`` is in milliseconds, since it was set to 0 last."""

    longest: float = 0.0

    def taken(self) -> float:
        """The longest turn since this was asked last."""
        longest, self.longest = self.longest, 0.0
        return longest


@contextmanager
def watched() -> Generator[Turns]:
    """Look at every turn of asyncio's own loop in this process."""
    turns, handle = Turns(), asyncio.Handle
    run: Any = handle._run

    def timed(self: asyncio.Handle) -> None:
        began = time.thread_time()
        run(self)
        turns.longest = max(turns.longest, (time.thread_time() - began) * 1000)

    handle._run = timed  # type: ignore[method-assign]
    try:
        yield turns
    finally:
        handle._run = run
