"""Real browsers hear and see each other through the worker, and nobody else does."""

import asyncio
import os
import signal

import pytest

from media.backend import BackendLost, PeerWant, Quality, SourceBack, SourceSilent, WantTable
from tests.tools import programs
from tests.until import until

from .relay import relay
from .studio import Studio, Visitor, firefox, studio

pytestmark = [pytest.mark.browser, pytest.mark.media]


async def walk(hall: Studio, anna: Visitor, ben: Visitor, cleo: Visitor) -> None:
    """Anna goes from Ben to Cleo: same slots, no new offer, and Ben is cut off."""
    hall.want({"anna": [cleo], "cleo": [anna], "ben": []})
    await asyncio.gather(
        anna.hears("a0", 1600), anna.sees("v0", "green"), cleo.hears("a0", 440), cleo.sees("v0", "red")
    )
    await asyncio.gather(ben.sees("v0", None), ben.hears("a0", 0))
    before, goal = await ben.packets(), sum((await anna.packets()).values()) + 100

    async def more() -> bool:
        return sum((await anna.packets()).values()) >= goal

    await until(more, "anna goes on receiving")
    assert await ben.packets() == before, "who is not entitled gets no packet"
    assert await anna.page.evaluate("[offers, pc.signalingState]") == [0, "stable"]


async def mute_by_the_server(hall: Studio, anna: Visitor, cleo: Visitor) -> None:
    """Anna goes on sending, nobody hears her; her picture stays off too."""
    hall.want({"anna": [cleo], "cleo": [anna]}, muted="anna")
    await asyncio.gather(cleo.hears("a0", 0), cleo.sees("v0", None), anna.hears("a0", 1600))
    hall.want({"anna": [cleo], "cleo": [anna]})
    await asyncio.gather(cleo.hears("a0", 440), cleo.sees("v0", "red"))


async def mute_by_oneself(hall: Studio, anna: Visitor, cleo: Visitor) -> None:
    """Anna switches her devices off and on again; the hub is told, and all comes back."""
    hall.events.clear()
    for device in ("mic", "cam"):
        await anna.page.evaluate("device => sending(device, false)", device)
    await asyncio.gather(hall.event(SourceSilent(anna.mic), 3), hall.event(SourceSilent(anna.cam), 3))
    for device in ("mic", "cam"):
        await anna.page.evaluate("device => sending(device, true)", device)
    await asyncio.gather(hall.event(SourceBack(anna.mic)), hall.event(SourceBack(anna.cam)))
    await asyncio.gather(cleo.hears("a0", 440), cleo.sees("v0", "red"))


async def lose_the_worker(hall: Studio, anna: Visitor, ben: Visitor) -> None:
    """The worker is killed; new offers on the same pages bring all back under the same table."""
    hall.want({"anna": [ben], "ben": [anna]})
    killed = hall.backend.pid
    os.kill(killed, signal.SIGKILL)
    await hall.event(BackendLost())
    await until(lambda: hall.backend.pid != killed, "another worker")
    await anna.join(tone=440, colour="#f00")
    await ben.join(tone=1000, colour="#00f")
    await asyncio.gather(
        anna.hears("a0", 1000), anna.sees("v0", "blue"), ben.hears("a0", 440), ben.sees("v0", "red")
    )


async def test_visitors_meet_walk_on_fall_silent_and_survive_a_crash() -> None:
    async with studio() as hall:
        anna, ben, cleo = [await hall.page(name) for name in ("anna", "ben", "cleo")]
        await anna.join(tone=440, colour="#f00", width=640, height=360)
        await ben.join(tone=1000, colour="#00f")
        await cleo.join(tone=1600, colour="#080")
        hall.want({"anna": [ben], "ben": [anna], "cleo": []})
        await asyncio.gather(
            anna.hears("a0", 1000), anna.sees("v0", "blue"), ben.hears("a0", 440), ben.sees("v0", "red")
        )
        assert sum((await cleo.packets()).values()) == 0
        await until(lambda: ben.page.evaluate("seen.v0.width === 640"), "the better layer")
        await until(lambda: any(quality.rtt_ms is not None for quality in hall.of(Quality)), "a round trip")
        await walk(hall, anna, ben, cleo)
        await mute_by_the_server(hall, anna, cleo)
        await mute_by_oneself(hall, anna, cleo)
        await lose_the_worker(hall, anna, ben)


async def test_more_pictures_than_slots_show_the_first_and_keep_their_places() -> None:
    async with studio() as hall:
        viewer = await hall.page("viewer")
        await viewer.join(audio_slots=1, video_slots=2, publish=False)
        others = [await hall.page(name) for name in ("anna", "ben", "cleo")]
        for other, colour in zip(others, ("#f00", "#00f", "#080"), strict=True):
            await other.join(colour=colour)
        allow = {other.id: PeerWant(allow=("mic", "cam")) for other in others}
        anna, ben, cleo = (other.cam for other in others)
        hall.backend.want(WantTable({}, {**allow, viewer.id: PeerWant(video=(anna, ben, cleo))}))
        await asyncio.gather(viewer.sees("v0", "red"), viewer.sees("v1", "blue"))
        hall.backend.want(WantTable({}, {**allow, viewer.id: PeerWant(video=(anna, ben, cleo), pinned=cleo)}))
        await asyncio.gather(viewer.sees("v0", "red"), viewer.sees("v1", "green"))


async def test_packets_lost_on_both_ways_are_sent_again() -> None:
    async with studio() as hall:
        anna, ben = await hall.page("anna"), await hall.page("ben")
        async with relay(hall.backend.port) as up, relay(hall.backend.port) as down:
            await anna.join(tone=440, colour="#f00", port=up.port)
            await ben.join(publish=False, port=down.port)
            hall.want({"ben": [anna]})
            await asyncio.gather(ben.sees("v0", "red"), ben.hears("a0", 440))
            for network in (down, up):
                before = await ben.page.evaluate("reception('v0')")
                network.drop = 10
                await until(lambda network=network: network.dropped >= 6, "the loss")
                network.drop = 0
                goal = before["frames"] + 75

                async def went_on(goal: int = goal) -> bool:
                    return (await ben.page.evaluate("reception('v0')"))["frames"] >= goal

                await until(went_on, "pictures go on")
                after = await ben.page.evaluate("reception('v0')")
                assert after["nacks"] > before["nacks"]
                assert (after["lost"], after["keys"]) == (0, before["keys"]), "all came again, no key frame"


@pytest.mark.firefox
async def test_firefox_sees_and_is_seen() -> None:
    address = programs.other_address()
    assert address
    async with studio(addresses=(address,)) as hall, firefox() as page:
        anna, ben = await hall.page("anna"), Visitor(hall, page, "ben")
        await page.goto(hall.url)
        await anna.join(colour="#f00")
        await ben.join(colour="#00f")
        hall.want({"anna": [ben], "ben": [anna]})
        await asyncio.gather(anna.sees("v0", "blue"), ben.sees("v0", "red"))
