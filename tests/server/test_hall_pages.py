"""The pages of a hall: for the phones of those who sit there, for its screen, and the code for phones."""

from pathlib import Path
from typing import Any

import aiohttp
import pytest

from rooms.ids import VisitorId
from tests.running import running_hub
from tests.visitor import visitor

HTML = {"Accept": "text/html"}


async def answer(url: str) -> tuple[int, dict[str, Any]]:
    """What somebody without a visit is told at an address for programs."""
    async with aiohttp.ClientSession() as session, session.get(url) as response:
        return response.status, await response.json()


@pytest.mark.parametrize("page", ["hall", "screen"])
async def test_a_hall_has_its_pages_without_joining_and_other_rooms_have_none(
    tmp_path: Path, page: str
) -> None:
    async with running_hub(tmp_path) as hub, aiohttp.ClientSession(headers=HTML) as session:
        async with session.get(f"{hub.url}/{page}/hall") as response:
            text = await response.text()
        assert response.status == 200
        assert f'"view": "{page}"' in text
        async with session.get(f"{hub.url}/{page}/showroom") as response:
            assert response.status == 404


async def test_the_code_for_phones_leads_to_where_they_reach_the_hub(tmp_path: Path) -> None:
    async with running_hub(tmp_path, public_origin="https://hub.example.org") as hub:
        status, told = await answer(f"{hub.url}/api/stages/hall/hall")
        assert status == 200
        assert told["link"] == "https://hub.example.org/hall/hall"
        assert told["qr"].startswith("<svg")


async def test_without_a_public_origin_the_code_leads_to_the_address_it_was_asked_at(tmp_path: Path) -> None:
    async with running_hub(tmp_path) as hub:
        _, told = await answer(f"{hub.url}/api/stages/hall/hall")
        assert told["link"] == f"{hub.url}/hall/hall"


async def test_a_room_that_is_no_stage_has_no_code(tmp_path: Path) -> None:
    async with running_hub(tmp_path) as hub:
        status, told = await answer(f"{hub.url}/api/stages/showroom/hall")
        assert (status, told["error"]["code"]) == (404, "stage.unknown")


async def test_phones_and_screens_ask_from_the_hall_and_count_as_nobody_on_the_map(tmp_path: Path) -> None:
    async with running_hub(tmp_path) as hub, visitor(hub.url, "Ann") as ann, visitor(hub.url) as phone:
        await (await phone.join("Lena")).connect(view="stage")
        await phone.do("visitor.attend", stage="hall")
        await phone.do("stage.raise", stage="hall", seat="row 7")
        hand = (await ann.told("stage.entry_added"))["data"]
        assert (hand["hall"], hand["seat"]) == (True, "row 7")
        assert list(hub.host.hub.state.live.presence) == [ann.id]


async def test_a_screen_sees_who_walks_around_its_stage_and_moves_nobody(tmp_path: Path) -> None:
    async with (
        running_hub(tmp_path) as hub, visitor(hub.url, "Ann") as ann,
        visitor(hub.url) as screen, visitor(hub.url) as phone,
    ):  # fmt: skip
        await ann.do("room.enter", room="hall")
        for each, view in ((screen, "screen"), (phone, "stage")):
            await (await each.join("Hall")).connect(view=view, stage="hall")
        assert screen.snapshot["live"]["you"] is None
        lane, body = ann.lane(ann.id), hub.host.hub.state.live.avatars[VisitorId(ann.id)]
        await screen.wait(lambda: screen.positions.get(lane, ())[:2] == (body.x, body.y))
        there = body.x
        await ann.move(there + 8, body.y, epoch=body.epoch)
        await screen.wait(lambda: screen.positions[lane][0] == there + 8, "it follows at once")
        await screen.move(there, body.y, epoch=body.epoch)
        assert not phone.positions
        assert list(hub.host.hub.state.live.presence) == [ann.id]
        assert body.x == there + 8
