"""Waiting on conditions instead of times."""

import asyncio
from collections.abc import Awaitable, Callable
from typing import Any


async def until(
    condition: Callable[[], Any | Awaitable[Any]], what: str = "the condition", within: float = 8.0
) -> Any:
    """Wait until `condition`, plain or awaitable, is truthy and return its value."""
    value: Any = None
    try:
        async with asyncio.timeout(within):
            while True:
                value = condition()
                if asyncio.iscoroutine(value):
                    value = await value
                if value:
                    return value
                await asyncio.sleep(0.02)
    except TimeoutError:
        raise AssertionError(f"{what} did not come within {within} s; last value {value!r}") from None
