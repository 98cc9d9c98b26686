"""Recordings made from real browsers: what is in them, and that nothing of those who are not wanted is."""

import asyncio
import os
import signal
from pathlib import Path

import pytest

from media.backend import (
    BackendLost,
    PartName,
    PartWritten,
    PeerWant,
    RecordingEnded,
    RecordWant,
    WantTable,
    WorkerBackend,
    folder_beside,
)
from media.partfile import GROWING
from tests.until import until

from .film import Film, watch
from .studio import Studio, Visitor, studio
from .test_worker import reaped

pytestmark = [pytest.mark.browser, pytest.mark.media]

TONES = {"ada": 440, "bob": 1000, "cem": 1600}
COLOURS = {"ada": "red", "bob": "blue", "cem": "green"}


def record(
    hall: Studio, *, wanted: list[Visitor], everybody: list[Visitor], pinned: Visitor | None = None
) -> None:
    """Let all send and nobody hear, and record those who want it."""
    peers = {each.id: PeerWant(allow=("mic", "cam")) for each in everybody}
    want = RecordWant(
        "one", tuple(each.mic for each in wanted), tuple(each.cam for each in wanted), pinned and pinned.cam
    )
    hall.backend.want(WantTable({}, peers, (want,)))


def stop(hall: Studio, everybody: list[Visitor]) -> None:
    """Record no more."""
    hall.backend.want(WantTable({}, {each.id: PeerWant(allow=("mic", "cam")) for each in everybody}))


async def part(hall: Studio, number: int = 1) -> PartName:
    """The part that is finished as that one."""
    await until(lambda: len(hall.of(PartWritten)) >= number, "a part is written")
    name = PartName.read(hall.of(PartWritten)[number - 1].name)
    assert name is not None
    return name


def folder(hall: Studio) -> Path:
    """Where the worker writes."""
    return folder_beside(hall.settings.socket)


async def film(hall: Studio, name: PartName) -> Film:
    """What is in a part."""
    return await asyncio.to_thread(watch, folder(hall) / name.text, TONES.values())


async def grown(hall: Studio, size: int) -> None:
    """Wait until so many bytes more are written."""

    def written() -> int:
        return sum(each.stat().st_size for each in folder(hall).glob(f"*{GROWING}"))

    goal = written() + size
    await until(lambda: written() >= goal, "the file grows")


async def test_who_refused_is_not_in_it_and_who_takes_back_is_out_at_once() -> None:
    async with studio() as hall:
        ada, _, cem = everybody = [await hall.page(name) for name in TONES]
        for each in everybody:
            await each.join(tone=TONES[each.id], colour=COLOURS[each.id])
        record(hall, wanted=[ada, cem], everybody=everybody, pinned=ada)
        await grown(hall, 60_000)
        record(hall, wanted=[cem], everybody=everybody)
        await grown(hall, 60_000)
        stop(hall, everybody)
        name = await part(hall)
        shown = await film(hall, name)
        assert shown.seen() - {"other"} == {"red", "black", "green"}, "in turn, and never blue"
        assert shown.heard_anywhere() == {TONES["ada"], TONES["cem"]}
        assert shown.length is not None
        assert abs(shown.length - len(shown.tones[0]) / 5) < 0.5, "the sound has no hole"
        last = max(at for at, colour in shown.colours if colour == "red")
        assert shown.after(last + 0.5) == {TONES["cem"]}, "sound and picture end together"


async def test_a_killed_worker_leaves_a_playable_part_and_the_next_one_goes_on_in_another() -> None:
    async with studio() as hall:
        ada = await hall.page("ada")
        await ada.join(tone=440, colour="red")
        record(hall, wanted=[ada], everybody=[ada])
        await grown(hall, 30_000)
        os.kill(hall.backend.pid, signal.SIGKILL)
        left = await part(hall)
        assert (await film(hall, left)).heard() == {440}
        await until(lambda: hall.of(BackendLost), "the hub knows")
        await ada.join(tone=1000, colour="blue")
        await grown(hall, 30_000)
        stop(hall, [ada])
        later = await film(hall, await part(hall, 2))
        assert (later.heard(), "blue" in later.seen()) == ({1000}, True)


async def test_a_recording_goes_on_in_its_part_when_another_hub_takes_the_worker_over() -> None:
    async with studio(browser=False) as hall:
        table = WantTable(records=(RecordWant("one"),))
        hall.backend.want(table)
        await grown(hall, 300)
        await hall.backend.abandon()
        successor = WorkerBackend(hall.settings, hall.events.append)
        await successor.start()
        successor.want(table)
        await grown(hall, 300)
        successor.want(WantTable())
        await part(hall)
        assert len(list(folder(hall).iterdir())) == 1
        await successor.close()
        await reaped(hall.backend)


async def test_a_picture_in_another_codec_begins_a_new_part_that_plays_too() -> None:
    async with studio() as hall:
        ada, hall_camera = await hall.page("ada"), await hall.page("bob")
        await ada.join(tone=440, colour="red")
        both = [ada, hall_camera]
        record(hall, wanted=both, everybody=both, pinned=hall_camera)
        await grown(hall, 30_000)
        await hall_camera.ingest(1000, "blue", "h264")
        assert (await part(hall)).suffix == ".webm"
        await grown(hall, 60_000)
        stop(hall, both)
        name = await part(hall, 2)
        shown = await film(hall, name)
        assert (name.suffix, shown.seen() - {"other"}) == (".mkv", {"blue"})
        assert shown.heard_anywhere() == {440, 1000}


async def test_a_disk_without_room_ends_the_recording_by_name_and_once() -> None:
    async with studio(browser=False) as hall:
        hall.backend.want(WantTable(records=(RecordWant("one", spare=1 << 60),)))
        await hall.event(RecordingEnded("one", "disk"))
        assert not list(folder(hall).iterdir())
        hall.backend.want(WantTable(records=(RecordWant("one"), RecordWant("two"))))
        await until(lambda: len(hall.of(RecordingEnded)) == 2, "it stays ended, and says so again")
        await grown(hall, 1)
        assert not list(folder(hall).glob("one.*"))


async def test_a_recording_of_nobody_is_black_and_silent_and_as_long_as_it_was() -> None:
    async with studio(browser=False) as hall:
        hall.backend.want(WantTable(records=(RecordWant("one"),)))
        await grown(hall, 300)
        hall.backend.want(WantTable())
        shown = await film(hall, await part(hall))
        assert (shown.seen(), shown.heard_anywhere()) == ({"black"}, set())
