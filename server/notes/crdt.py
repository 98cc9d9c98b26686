"""The hub's end of the process that merges documents: jobs go there in batches, one batch under way."""

import asyncio
import contextlib
import sys
from asyncio.subprocess import PIPE, Process
from collections.abc import Callable
from pathlib import Path
from typing import Any

import structlog

from server.notes.worker import LENGTH, packed, unpacked

log = structlog.get_logger()

ANSWER_WITHIN_S = 10.0
"""Seconds after which the process counts as stuck; it is ended and its documents are read anew."""
ROOT = Path(__file__).resolve().parents[2]

Job = list[Any]


class Failed(Exception):
    """A job came to nothing; ``reason`` is the process's word for it, ``lost`` when it has ended itself."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


Done = Callable[[Failed | None, Any], None]


class Crdt:
    """Jobs in, answers out, in order. The process starts with the first job, and anew when it has ended:
    ``on_lost`` is called then, since it has forgotten every document.
    """

    def __init__(self) -> None:
        self.on_lost: Callable[[], None] = lambda: None
        self._waiting: list[tuple[Job, Done]] = []
        self.process: Process | None = None
        self._task: asyncio.Task[None] | None = None
        self._closed = False

    def submit(self, verb: str, doc: str, argument: Any, done: Done) -> None:
        """Give a job; ``done(failed, value)`` is called in the loop, in the order of the jobs."""
        self._waiting.append(([verb, doc, argument], done))
        if self._task is None:
            self._task = asyncio.get_running_loop().create_task(self._work())

    async def ask(self, verb: str, doc: str, argument: Any = None) -> Any:
        """Give a job and wait for its value.

        :raises Failed: it came to nothing.
        """
        future: asyncio.Future[Any] = asyncio.get_running_loop().create_future()

        def done(failed: Failed | None, value: Any) -> None:
            if not future.done():
                future.set_exception(failed) if failed else future.set_result(value)

        self.submit(verb, doc, argument, done)
        return await future

    async def close(self) -> None:
        """End the process."""
        self._closed = True
        if self._task is not None:
            await asyncio.gather(self._task, return_exceptions=True)
        await self._end()

    async def _work(self) -> None:
        """Send what waits as one batch, again and again, until nothing waits."""
        while self._waiting:
            batch, self._waiting = self._waiting, []
            try:
                answers = await self._exchange([job for job, _ in batch])
            except (OSError, EOFError, TimeoutError, ValueError) as error:
                log.error("notes.lost", error=repr(error))
                await self._end()
                self.on_lost()
                answers = [[False, "lost"]] * len(batch)
            for (_, done), (is_done, value) in zip(batch, answers, strict=True):
                self._tell(done, None if is_done else Failed(str(value)), value)
        self._task = None

    def _tell(self, done: Done, failed: Failed | None, value: Any) -> None:
        try:
            done(failed, None if failed else value)
        except Exception:
            log.exception("notes.failed")

    async def _exchange(self, jobs: list[Job]) -> list[list[Any]]:
        if self._closed:
            raise EOFError
        process = self.process = self.process or await _start()
        assert process.stdin is not None
        assert process.stdout is not None
        async with asyncio.timeout(ANSWER_WITHIN_S):
            process.stdin.write(packed(jobs))
            await process.stdin.drain()
            head = await process.stdout.readexactly(LENGTH.size)
            return unpacked(await process.stdout.readexactly(LENGTH.unpack(head)[0]))

    async def _end(self) -> None:
        process, self.process = self.process, None
        if process is not None:
            with contextlib.suppress(ProcessLookupError):
                process.kill()
            await process.wait()
            if process.stdin is not None:
                process.stdin.close()


async def _start() -> Process:
    """A session of its own, so that the terminal's Ctrl-C reaches the hub alone."""
    return await asyncio.create_subprocess_exec(
        sys.executable, "-m", "server.notes.worker", cwd=ROOT, stdin=PIPE, stdout=PIPE, start_new_session=True
    )
