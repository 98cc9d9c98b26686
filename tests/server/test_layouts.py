"""A stage's layout is told to those who come later and outlives the server; a viewer's own ends with it."""

from pathlib import Path

from rooms.ids import RoomId, VisitorId
from rooms.layouts import layout_of
from server.app import Running
from tests.running import running_hub
from tests.server.small_hub import claimed
from tests.visitor import visitor

HALL = RoomId("hall")


def seen(hub: Running, person: str) -> str:
    """The layout in which the hub sends the stage to somebody."""
    return layout_of(hub.host.hub.state, HALL, VisitorId(person))


async def test_a_layout_is_kept_for_late_comers_and_over_a_restart(tmp_path: Path) -> None:
    async with running_hub(tmp_path) as hub, visitor(hub.url, "Ann") as ann, visitor(hub.url, "Bo") as bo:
        await claimed(ann)
        await ann.do("stage.layout", stage="hall", layout="gallery")
        assert (await bo.told("stage.laid_out"))["data"] == {"stage": "hall", "layout": "gallery"}
        await bo.do("stage.view", stage="hall", layout="picture")
        assert (seen(hub, ann.id), seen(hub, bo.id)) == ("gallery", "picture")
        async with visitor(hub.url, "Cy") as late:
            assert (await late.told("hub.snapshot"))["layouts"] == {"hall": "gallery"}
    async with running_hub(tmp_path) as hub, visitor(hub.url, "Di") as later:
        assert (await later.told("hub.snapshot"))["layouts"] == {"hall": "gallery"}
        assert seen(hub, bo.id) == "gallery"
