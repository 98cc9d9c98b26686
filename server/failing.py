"""How a hub ends that cannot go on: at once, and so that its supervisor sees it and starts it again."""

import asyncio
import os
import sys

import structlog

log = structlog.get_logger()


def fatal(task: "asyncio.Task[None]") -> None:
    """Without ticks, or a watch over media, there is no hub: say so loudly, the supervisor restarts."""
    error = None if task.cancelled() else task.exception()
    if error is not None:
        log.critical("duty.failed", exc_info=error)
        asyncio.get_running_loop().call_soon(_raise, error)


def _raise(error: BaseException) -> None:
    raise SystemExit(f"the hub cannot go on: {error}")


def stop(error: BaseException) -> None:
    """Without a journal not even a clean end is possible: everything in it would wait for a commit."""
    sys.stderr.flush()
    os._exit(1)
