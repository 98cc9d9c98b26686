"""What a host takes from somebody ends in the media plane: a running hub, its real worker, real packets."""

import re
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import aiohttp
import pytest

from rooms.ids import PeerId
from tests.media.probe import Probe, talk
from tests.server.small_hub import peopled
from tests.server.test_whip import CHROMIUM, PRINT
from tests.until import until
from tests.visitor import Refused, Visitor

pytestmark = pytest.mark.media
ROUNDS = 3
"""How often it is looked again that nothing comes any more."""


def port_of(sdp: str) -> int:
    """The media port that a description names."""
    return int(re.findall(r"a=candidate:\S+ 1 udp \d+ 127\.0\.0\.1 (\d+) ", sdp)[0])


@dataclass
class Desk:
    """Asks for sound and picture as a tab of somebody does."""

    person: Visitor
    port: int = 0

    async def join(self, peer: PeerId, *, audio_slots: int, video_slots: int) -> str:
        """The hub's offer; the hub decides how many slots there are."""
        await self.person.do("media.join", tab="tab")
        offer: str = (await self.person.told("media.offer"))["sdp"]
        self.port = port_of(offer)
        return offer

    async def accept(self, peer: PeerId, sdp: str) -> None:
        """Bring the answer."""
        await self.person.do("media.answer", tab="tab", sdp=sdp)


async def heard(person: Visitor, room: str = "lens") -> Probe:
    """Somebody in a room who sends sound and picture."""
    await person.do("room.enter", room=room)
    probe = Probe(person.id, Desk(person))
    await probe.join()
    await person.do("media.publish", mic=True, cam=True)
    return probe


async def nothing_reaches(
    listener: Probe, speaker: Probe, others: tuple[Probe, Probe], *devices: str
) -> None:
    """Wait until nothing that somebody sends reaches another, and see that it stays so.

    ``others`` talk after each attempt: what came before them at the worker's port was handled.
    """

    async def silent() -> bool:
        before = listener.total
        for _ in range(10):
            for device in devices or ("mic", "cam"):
                speaker.speak(device)
        await talk(*others)
        return listener.total == before

    await until(silent, "the end of sound and picture")
    for _ in range(ROUNDS):
        assert await silent()


def told_who_speaks(person: Visitor) -> list[tuple[str, set[str]]]:
    """The tabs of somebody that were told who speaks, and who it was."""
    frames = [payload for name, payload in person.events if name == "media.speaking"]
    return [(each["tab"], set(each["sources"])) for each in frames]


async def test_who_speaks_is_told_in_the_tab_that_hears_it_until_it_is_silent_and_nowhere_else(
    tmp_path: Path,
) -> None:
    async with peopled(tmp_path, "Ann", "Bo", "Cy", "Di", media=True) as (_, (_ann, bo, cy, di)):
        bos, cys, dis = await heard(bo), await heard(cy), await heard(di, "prism")
        await cy.do("media.watch", stage="hall", tab="watch")
        await cy.told("media.offer", tab="watch")
        begins, ends = ("tab", {bos.mic}), ("tab", set[str]())

        def speaks() -> bool:
            bos.speak()
            return begins in told_who_speaks(cy)

        await until(speaks, "Cy is told that Bo speaks")
        await cy.wait(lambda: told_who_speaks(cy)[-1] == ends, "silence")
        assert {tab for tab, _ in told_who_speaks(cy)} == {"tab"}, (
            "nothing in the tab that hears another room"
        )
        cy.events.clear()
        await cy.do("media.join", tab="tab", keep=True)
        await cy.wait(lambda: told_who_speaks(cy) == [ends], "told again what holds")
        await di.do("media.publish", mic=False, cam=False)
        assert told_who_speaks(di) == []
        for probe in (bos, cys, dis):
            await probe.close()


@pytest.mark.parametrize("act", ["visitor.mute", "visitor.remove", "visitor.ban"])
async def test_no_packet_of_whom_a_host_silences_or_sends_out_reaches_anybody(
    tmp_path: Path, act: str
) -> None:
    async with peopled(tmp_path, "Ann", "Bo", "Cy", "Di", "Ed", media=True) as (_, (ann, bo, cy, di, ed)):
        bos, cys = await heard(bo), await heard(cy)
        others = (await heard(di, "prism"), await heard(ed, "prism"))
        for device in ("mic", "cam"):
            await talk(bos, cys, device=device)
            await talk(cys, bos, device=device)
        await ann.do(act, visitor=bo.id)
        await nothing_reaches(cys, bos, others)
        if act == "visitor.mute":
            await talk(cys, bos)
            with pytest.raises(Refused, match="right.missing"):
                await bo.do("media.publish", mic=True, cam=True)
            await ann.do("visitor.unmute", visitor=bo.id)
            await bo.do("media.publish", mic=True, cam=True)
            await talk(bos, cys)
        else:
            await nothing_reaches(bos, cys, others)
        for probe in (bos, cys, *others):
            await probe.close()


async def floor_of(host: Visitor, guest: Visitor) -> str:
    """Give somebody in the hall the floor; the entry that has it."""
    await guest.do("stage.raise", stage="hall")
    entry: str = (await host.told("stage.entry_added"))["data"]["entry"]
    await host.do("stage.admit", entry=entry)
    return entry


@pytest.mark.parametrize("end", ["the floor is taken back", "the room is left", "one is muted"])
async def test_no_packet_of_a_screen_reaches_a_stage_after_its_right_ended(tmp_path: Path, end: str) -> None:
    async with peopled(tmp_path, "Ann", "Bo", "Cy", "Di", "Ed", media=True) as (_, (ann, bo, cy, di, ed)):
        bos, cys = await heard(bo, "hall"), await heard(cy, "hall")
        others = (await heard(di, "prism"), await heard(ed, "prism"))
        with pytest.raises(Refused, match="media.not_on_stage"):
            await bo.do("media.share")
        entry = await floor_of(ann, bo)
        await bo.do("media.share")
        await talk(bos, cys, device="screen")
        cy.events.clear()
        if end == "the floor is taken back":
            await ann.do("stage.done", entry=entry)
        elif end == "the room is left":
            await bo.do("room.enter", room="lens")
        else:
            await ann.do("visitor.mute", visitor=bo.id)
        await nothing_reaches(cys, bos, others, "screen")
        told = await cy.told("media.changed", visitor=bo.id, screen=None)
        assert told["data"]["screen"] is None
        for probe in (bos, cys, *others):
            await probe.close()


async def test_a_camera_sends_to_nobody_once_its_stage_has_a_new_key(tmp_path: Path) -> None:
    async with peopled(tmp_path, "Ann", "Bo", "Di", "Ed", media=True) as (hub, (ann, bo, di, ed)):
        key: str = (await ann.post("/api/stages/hall/key"))["key"]
        bos = await heard(bo, "hall")
        others = (await heard(di), await heard(ed))
        camera = await sending(hub.url, key)
        for device in ("mic", "cam"):
            await talk(camera, bos, device=device)
        await ann.post("/api/stages/hall/key")
        await ann.told("stage.source", status="off")
        await nothing_reaches(bos, camera, others)
        for probe in (camera, bos, *others):
            await probe.close()


async def sending(url: str, key: str) -> Probe:
    """A camera on the stage of the hall."""
    desk: Any = Desk(Visitor(url, aiohttp.ClientSession()))

    async def post(offer: str) -> str:
        own = {"Authorization": f"Bearer {key}", "Content-Type": "application/sdp"}
        async with desk.person.http.post(f"{url}/whip/hall", data=offer.encode(), headers=own) as response:
            answer = await response.text()
            assert response.status == 201, answer
        desk.port = port_of(answer)
        return answer

    camera = Probe("camera", desk)
    await camera.bring(post, CHROMIUM.replace(PRINT, "a=fingerprint:PRINT"))
    await desk.person.close()
    return camera
