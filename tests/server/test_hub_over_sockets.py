"""The hub over real sockets, with a stock Socket.IO client."""

from pathlib import Path

import pytest

from tests.running import running_hub
from tests.visitor import Refused, visitor


async def test_two_people_see_each_other_and_what_is_said(tmp_path: Path) -> None:
    async with running_hub(tmp_path) as hub, visitor(hub.url, "Ann") as ann, visitor(hub.url, "Bo") as bo:
        await ann.told("visitor.joined", name="Bo")
        answer = await bo.do("chat.post", channel="hub", body="Hello")
        posted = await ann.told("message.posted", body="Hello")
        assert posted["seq"] == answer["seq"]
        assert posted["data"]["author"] == bo.id
        assert ann.gaps == bo.gaps == 0


async def test_a_walk_of_one_is_seen_by_the_other(tmp_path: Path) -> None:
    async with running_hub(tmp_path) as hub, visitor(hub.url, "Ann") as ann, visitor(hub.url, "Bo") as bo:
        await bo.do("walk.to", room="garden")
        await ann.told("avatar.appeared", visitor=bo.id)
        lane = ann.lane(bo.id)
        start = ann.positions.get(lane)
        await ann.wait(lambda: lane in ann.positions and ann.positions[lane] != start)


async def test_a_command_without_the_right_changes_nothing(tmp_path: Path) -> None:
    async with running_hub(tmp_path) as hub, visitor(hub.url, "Ann") as ann:
        with pytest.raises(Refused, match="right.missing"):
            await ann.do("room.lock", room="training")
