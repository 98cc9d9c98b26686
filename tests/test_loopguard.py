"""The guard over every test: a callback that holds the event loop is found and named."""

import asyncio
import time
from collections.abc import Callable, Coroutine

import pytest

from tests.tools.loopguard import BUSY_S, HELD_S, LoopGuard

pytestmark = pytest.mark.may_block("it provokes what the guard finds")


async def compute() -> None:
    ends = time.thread_time() + BUSY_S * 1.2
    while time.thread_time() < ends:
        pass


async def hold() -> None:
    time.sleep(HELD_S * 1.1)  # noqa: ASYNC251  # the fault itself


@pytest.mark.parametrize("fault", [compute, hold])
def test_a_callback_that_holds_the_loop_is_found_by_name(
    fault: Callable[[], Coroutine[None, None, None]],
) -> None:
    with LoopGuard() as guard:
        asyncio.run(fault())
    assert fault.__name__ in str(guard.worst)


def test_waiting_holds_nothing() -> None:
    with LoopGuard() as guard:
        asyncio.run(asyncio.sleep(HELD_S * 1.1))
    assert guard.worst is None
