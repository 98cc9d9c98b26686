"""Finds the callback that held the event loop, and where it was at that moment.

Two limits, since the machine is shared: time on the processor, which other processes cannot lengthen, and a
generous limit on the clock, which also finds a callback that sleeps or waits for a disk. Time in which the
thread was ready and other programs had the processors does not count (Linux, `proc_pid_schedstat(5)`).
"""

import asyncio
import sys
import threading
import time
import traceback
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import Self

BUSY_S = 0.25
"""Seconds of processor time that one callback may take."""

HELD_S = 1.0
"""Seconds on the clock that one callback may take."""

LOOK_EVERY_S = 0.1


@dataclass(frozen=True, slots=True)
class Blocked:
    """One callback over a limit, in seconds, by name, with the stack it was last seen in."""

    name: str
    busy: float
    held: float
    stack: str

    def __str__(self) -> str:
        return (
            f"{self.name} held the event loop for {self.held:.2f} s ({self.busy:.2f} s of them computing); "
            f"do it in a thread, in pieces, or mark the test may_block(reason)\n{self.stack}"
        )


class LoopGuard:
    """While entered, times every callback of this thread's loop; `worst` is the longest over a limit."""

    def __init__(self) -> None:
        self.worst: Blocked | None = None
        self._thread = threading.get_ident()
        self._began: float | None = None
        self._scheduled = Path(f"/proc/self/task/{threading.get_native_id()}/schedstat")
        self._ready = self._ready_s()
        self._stack = ""
        self._ended = threading.Event()
        self._watch = threading.Thread(target=self._look, name="loop guard", daemon=True)

    def __enter__(self) -> Self:
        original = self._original = asyncio.Handle._run  # type: ignore[attr-defined]

        def run(handle: asyncio.Handle) -> None:
            if threading.get_ident() != self._thread:
                original(handle)
                return
            self._stack = ""
            began, busy = time.perf_counter(), time.thread_time()
            self._began = began
            original(handle)
            self._began = None
            held = time.perf_counter() - began
            if held > HELD_S:
                held -= self._ready_s() - self._ready
            self._judge(handle, time.thread_time() - busy, held)

        asyncio.Handle._run = run  # type: ignore[attr-defined]
        self._watch.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        asyncio.Handle._run = self._original  # type: ignore[attr-defined]
        self._ended.set()
        self._watch.join()

    def _judge(self, handle: asyncio.Handle, busy: float, held: float) -> None:
        if busy <= BUSY_S and held <= HELD_S:
            return
        if self.worst is None or held > self.worst.held:
            self.worst = Blocked(_name(handle), busy, held, self._stack)

    def _ready_s(self) -> float:
        """Seconds that the loop's thread was ready to run and did not; 0 where the system does not tell."""
        try:
            return int(self._scheduled.read_text().split()[1]) / 1e9
        except OSError:
            return 0.0

    def _look(self) -> None:
        """In a thread of its own: note the stack of a callback that is taking long."""
        while not self._ended.wait(LOOK_EVERY_S):
            began = self._began
            if began is None or time.perf_counter() - began < LOOK_EVERY_S:
                self._ready = self._ready_s()
                continue
            frame = sys._current_frames().get(self._thread)
            self._stack = "".join(traceback.format_stack(frame)[-4:])


def _name(handle: asyncio.Handle) -> str:
    """What a handle runs; on a busy machine the watching thread may have seen no stack of it."""
    callback: object = handle._callback  # type: ignore[attr-defined]
    task = getattr(callback, "__self__", None)
    if isinstance(task, asyncio.Task):
        return str(task.get_coro())
    return repr(callback)
