"""Coming along with somebody, over sockets: who is told what, and what a line that broke finds again."""

from pathlib import Path

import pytest

from tests.running import running_hub
from tests.server.small_hub import claimed, granted, peopled
from tests.visitor import Refused, visitor


async def test_a_follower_is_led_into_the_room_and_nobody_else_is_told_who_follows(tmp_path: Path) -> None:
    async with peopled(tmp_path, "Lena", "Ada", "Bo") as (_, (lena, ada, bo)):
        await ada.do("follow.start", visitor=lena.id)
        for each in (lena, ada):
            await each.told("follow.started", visitor=ada.id, leader=lena.id)
        await lena.do("room.enter", room="training")
        await lena.do("room.lock", room="training")
        ended = await ada.told("follow.ended", visitor=ada.id, why="locked")
        assert ended["data"]["room"] == "training"
        await lena.do("room.unlock", room="training")
        await ada.do("follow.start", visitor=lena.id)
        await bo.told("room.entered", visitor=ada.id, room="training")
        assert not [name for name, _ in bo.events if name.startswith("follow.")]


async def test_who_does_not_lead_is_asked_and_the_answer_is_told_to_both(tmp_path: Path) -> None:
    async with peopled(tmp_path, "Lena", "Ada", "Bo") as (_, (_, ada, bo)):
        await bo.do("follow.start", visitor=ada.id)
        await ada.told("follow.asked", visitor=bo.id)
        await ada.do("follow.let", visitor=bo.id)
        await bo.told("follow.started", leader=ada.id)
        await ada.do("follow.refuse", visitor=bo.id)
        await bo.told("follow.ended", why="dismissed")
        with pytest.raises(Refused, match="follow.declined"):
            await bo.do("follow.start", visitor=ada.id)


async def test_only_who_leads_asks_people_to_come_along(tmp_path: Path) -> None:
    async with peopled(tmp_path, "Lena", "Ada", "Bo") as (_, (lena, ada, bo)):
        with pytest.raises(Refused, match="right.missing"):
            await ada.do("follow.invite")
        await granted(lena, ada, "speaker")
        await ada.told("you.changed", role="speaker")
        for each in (lena, ada, bo):
            await each.do("room.enter", room="training")
        await ada.do("follow.invite")
        invited = await bo.told("follow.invited", leader=ada.id)
        assert invited["data"]["visitors"] == [bo.id]
        await bo.do("follow.refuse", visitor=ada.id)
        await ada.told("follow.ended", visitor=bo.id, why="declined")


async def test_a_line_that_comes_back_finds_whom_one_follows_and_who_follows_oneself(tmp_path: Path) -> None:
    async with running_hub(tmp_path) as hub, visitor(hub.url, "Lena") as lena, visitor(hub.url, "Ada") as ada:
        await claimed(lena)
        await ada.do("follow.start", visitor=lena.id)
        assert ada.sio is not None
        await ada.sio.disconnect()
        await lena.told("presence.changed", visitor=ada.id, status="lost")
        await ada.connect()
        [back] = [payload for name, payload in ada.events if name == "hub.resumed"]
        assert back["live"]["following"]["leader"] == lena.id
        async with visitor(hub.url, "Bo") as bo:
            following = bo.snapshot["live"]["following"]
            assert (following["leader"], following["followers"], following["open"]) == (None, [], True)


async def test_following_survives_neither_the_end_of_who_leads_nor_a_ban(tmp_path: Path) -> None:
    async with peopled(tmp_path, "Host", "Lena", "Ada") as (_, (host, lena, ada)):
        await granted(host, lena, "speaker")
        await ada.do("follow.start", visitor=lena.id)
        await host.do("visitor.ban", visitor=lena.id)
        await ada.told("follow.ended", leader=lena.id, why="left")
