"""A camera that sends by WHIP's offer and answer: seen by visitors, through cuts and replacement."""

import asyncio

import pytest

from media.backend import (
    MediaRefused,
    PeerWant,
    SlotsMapped,
    SourceBack,
    SourceDown,
    SourceSilent,
    SourceUp,
    WantTable,
)
from rooms.ids import PeerId
from tests.until import until

from .relay import relay
from .studio import Studio, Visitor, studio

pytestmark = [pytest.mark.browser, pytest.mark.media]


def show(hall: Studio, viewer: Visitor, camera: Visitor) -> None:
    """The viewer gets the camera, which may send."""
    want = PeerWant(("stage",), (camera.cam,), pinned=camera.cam)
    peers = {viewer.id: want, camera.id: PeerWant(allow=("mic", "cam"))}
    hall.backend.want(WantTable({"stage": (camera.mic,)}, peers))


async def on_stage(viewer: Visitor, tone: int, colour: str) -> None:
    """The viewer hears and sees what the camera sends."""
    await asyncio.gather(viewer.hears("a0", tone), viewer.sees("v0", colour))


async def through_a_cut(hall: Studio, viewer: Visitor, camera: Visitor) -> None:
    """A cut network is reported within 2 s, and heals in the same session."""
    async with relay(hall.backend.port) as network:
        await camera.ingest(440, "#f00", "vp8", port=network.port)
        await on_stage(viewer, 440, "red")
        network.cut = True
        await asyncio.gather(hall.event(SourceSilent(camera.mic), 2), hall.event(SourceSilent(camera.cam), 2))
        await viewer.sees("v0", None)
        network.cut = False
        await asyncio.gather(hall.event(SourceBack(camera.mic)), hall.event(SourceBack(camera.cam)))
        await on_stage(viewer, 440, "red")


async def replaced(hall: Studio, viewer: Visitor, camera: Visitor) -> None:
    """A second offer under the same name, with another codec: the viewers' slots stay mapped."""
    mapped = len(hall.of(SlotsMapped))
    await camera.ingest(1000, "#00f", "h264")
    await on_stage(viewer, 1000, "blue")
    assert len(hall.of(SlotsMapped)) == mapped
    assert not hall.of(SourceDown)


async def test_a_camera_is_seen_through_a_cut_and_through_its_replacement() -> None:
    async with studio() as hall:
        viewer, camera, second = [await hall.page(name) for name in ("viewer", "stage", "second")]
        second.id = camera.id
        await viewer.join(publish=False)
        show(hall, viewer, camera)
        await through_a_cut(hall, viewer, camera)
        assert SourceUp(camera.cam, "video", "vp8") in hall.events
        await replaced(hall, viewer, second)
        await camera.page.evaluate("pc.close()")
        await on_stage(viewer, 1000, "blue")
        await second.page.evaluate("pc.close()")
        await until(
            lambda: {camera.mic, camera.cam} == {event.source for event in hall.of(SourceDown)}, "the end"
        )


async def test_an_h264_camera_is_seen_from_its_first_offer() -> None:
    async with studio() as hall:
        viewer, camera = await hall.page("viewer"), await hall.page("stage")
        await viewer.join(publish=False)
        show(hall, viewer, camera)
        await camera.ingest(440, "#080", "h264")
        await on_stage(viewer, 440, "green")
        assert SourceUp(camera.cam, "video", "h264") in hall.events
        offer = await camera.page.evaluate(
            "own => whip(own)", {"tone": 440, "colour": "#080", "codec": "av1"}
        )
        with pytest.raises(MediaRefused, match="for video") as refused:
            await hall.backend.ingest(PeerId("other"), offer)
        assert refused.value.code == 406
