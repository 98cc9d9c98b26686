"""Real browsers hear and see each other through the worker."""

import asyncio

import pytest

from .studio import studio

pytestmark = [pytest.mark.browser, pytest.mark.media]


async def test_two_visitors_hear_and_see_each_other() -> None:
    async with studio() as hall:
        anna, ben = await hall.page("anna"), await hall.page("ben")
        await anna.join(tone=440, colour="#f00")
        await ben.join(tone=1000, colour="#00f")
        hall.want({"anna": [ben], "ben": [anna]})
        await asyncio.gather(
            anna.hears("a0", 1000), anna.sees("v0", "blue"), ben.hears("a0", 440), ben.sees("v0", "red")
        )
