"""Workshops with minors by real packets: a running hub, its real worker, and who gets what a child sends."""

from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest

from rooms.roles import Role
from tests.media.probe import Probe, talk
from tests.server.guarded import OTHER, ROOM, TABLE, Scene, workshop
from tests.server.small_hub import hub_of
from tests.server.test_media_rights import heard, nothing_reaches
from tests.visitor import Visitor

pytestmark = pytest.mark.media


@dataclass
class Air:
    """Everybody's sound and picture: of an adult, two children, an administrator who is not of the workshop
    and stands as near as may be, and of two who talk with each other elsewhere.
    """

    ann: Probe
    kit: Probe
    rob: Probe
    chief: Probe
    others: tuple[Probe, Probe]

    async def silent(self, speaker: Probe, listener: Probe, *devices: str) -> None:
        """See that nothing of one reaches another."""
        await nothing_reaches(listener, speaker, self.others, *devices)


@asynccontextmanager
async def on_air(folder: Path) -> AsyncGenerator[tuple[Scene, Air]]:
    """The workshop, where everybody sends whatever they may."""
    async with workshop(folder, filled=False, media=True) as scene:
        kit, rob = await scene.child("kit"), await scene.child("rob")
        far = (scene.outside[Role.GUEST], scene.outside[Role.MEMBER])
        air = Air(
            await heard(scene.ann, ROOM),
            await heard(kit, ROOM),
            await heard(rob, ROOM),
            await heard(scene.outside[Role.ADMINISTRATOR], OTHER),
            (await heard(far[0], "prism"), await heard(far[1], "prism")),
        )
        yield scene, air
        for each in (air.ann, air.kit, air.rob, air.chief, *air.others):
            await each.close()


async def press(scene: Scene, child: Visitor, *, on: bool) -> None:
    """The child takes the key to talk, or lets go of it; named adults learn of it."""
    hub_of(scene.hub).clock.add(1000)
    scene.ann.events.clear()
    await child.do("minors.talk", on=on)
    await scene.ann.told("minors.talking", visitor=child.id)


async def test_a_childs_picture_reaches_the_adults_and_nobody_else_and_theirs_everybody_inside(
    tmp_path: Path,
) -> None:
    async with on_air(tmp_path) as (_, air):
        await talk(air.kit, air.ann, device="cam")
        await talk(air.rob, air.ann, device="cam")
        for child in (air.kit, air.rob):
            await talk(air.ann, child, device="cam")
        for listener in (air.rob, air.chief):
            await air.silent(air.kit, listener, "cam", "screen")
        for speaker in (air.ann, air.chief):
            await air.silent(speaker, air.kit if speaker is air.chief else air.chief)


async def test_a_childs_voice_is_heard_inside_while_it_holds_the_key_and_by_nobody_outside(
    tmp_path: Path,
) -> None:
    async with on_air(tmp_path) as (scene, air):
        kit = scene.children["kit"]
        for listener in (air.ann, air.rob, air.chief):
            await air.silent(air.kit, listener, "mic")
        for listener in (air.ann, air.rob):
            await press(scene, kit, on=True)
            await talk(air.kit, listener)
            await press(scene, kit, on=False)
        await air.silent(air.kit, air.ann, "mic")
        await press(scene, kit, on=True)
        await air.silent(air.kit, air.chief, "mic")


async def test_nothing_goes_between_one_adult_and_one_child_alone_until_somebody_comes(
    tmp_path: Path,
) -> None:
    async with on_air(tmp_path) as (scene, air):
        kit = scene.children["kit"]
        for person in (kit, scene.ann):
            await person.do("room.enter", room=TABLE)
        await scene.eva.told("minors.alone", on=True)
        await press(scene, kit, on=True)
        await air.silent(air.kit, air.ann)
        await air.silent(air.ann, air.kit)
        await scene.eva.do("room.enter", room=TABLE)
        await scene.eva.told("minors.alone", on=False)
        await talk(air.kit, air.ann, device="cam")
        await talk(air.ann, air.kit)
