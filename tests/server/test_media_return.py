"""Who comes back to a hub that was started anew has sound and picture at once: what stood goes on, and what
was lost with the machine is offered again without a wait for the browser to miss it.
"""

import asyncio
import os
import signal
from collections.abc import AsyncGenerator
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from media.process import Connection
from rooms import commands as c
from rooms.ids import PeerId
from tests.durability.holder import ANN, host_on
from tests.media.probe import Probe, talk
from tests.running import HubProcess, hub_process
from tests.server.small_hub import media_without_worker, peopled
from tests.server.test_media_rights import heard
from tests.tools.programs import free_port
from tests.until import until
from tests.visitor import Visitor, visitor

pytestmark = pytest.mark.media


@dataclass
class Two:
    """Two people who talk, each with a connection of their own."""

    hub: HubProcess
    people: tuple[Visitor, Visitor]
    lines: tuple[Probe, Probe]

    async def back(self) -> None:
        """Both come back as a page does whose connection stands as far as it knows."""
        for each in self.people:
            each.events.clear()
            await each.connect()
            await each.do("media.publish", mic=True, cam=True)
            await each.do("media.join", tab="tab", keep=True)


@asynccontextmanager
async def talking(folder: Path) -> AsyncGenerator[Two]:
    """A hub as a process with its own media worker, and two people in a room of it."""
    async with AsyncExitStack() as stack:
        settings = {"FOYER_MEDIA": "true", "FOYER_MEDIA_PORT": "0"}
        hub = await stack.enter_async_context(hub_process(folder, free_port(), **settings))
        ann, bo = [await stack.enter_async_context(visitor(hub.url, name)) for name in ("Ann", "Bo")]
        lines = (await heard(ann), await heard(bo))
        await talk(*lines)
        yield Two(hub, (ann, bo), lines)
        for each in lines:
            await each.close()


def carried(person: Visitor) -> set[str]:
    """The sources that a person's slots carry, as they were told last."""
    told: list[dict[str, Any]] = [data["slots"] for name, data in person.events if name == "media.slots"]
    return {source for source in told[-1].values() if source} if told else set()


async def test_after_a_hub_is_killed_sound_and_picture_go_on_and_the_page_is_told_what_they_are(
    tmp_path: Path,
) -> None:
    async with talking(tmp_path) as two:
        await two.hub.kill()
        await talk(*two.lines)
        await two.hub.start()
        await two.back()
        ann, bo = two.people
        await until(lambda: carried(bo) == {f"{ann.id}/mic"}, "what Bo's slots carry")
        await talk(*two.lines)
        assert "media.offer" not in [name for each in two.people for name, _ in each.events]


async def test_a_page_whose_media_worker_died_with_the_hub_gets_an_offer_at_once(tmp_path: Path) -> None:
    async with talking(tmp_path) as two:
        await two.hub.kill()
        await ended(tmp_path / "media.sock")
        await two.hub.start()
        await two.back()
        for person in two.people:
            offer = await person.told("media.offer")
            assert offer["tab"] == "tab"


async def ended(socket: Path) -> None:
    """End a worker as a power cut does."""
    connection, hello = await Connection.open(socket)
    os.kill(hello.pid, signal.SIGKILL)
    async with asyncio.timeout(10):
        await connection.pump(lambda message: None)


async def test_a_tab_that_comes_back_takes_nothing_from_one_that_asked_later(tmp_path: Path) -> None:
    async with peopled(tmp_path, "Ann", media=True) as (_, (ann,)):
        for tab in ("old", "new"):
            await ann.do("media.join", tab=tab)
            assert (await ann.told("media.offer"))["tab"] == tab
            ann.events.clear()
        await ann.do("media.join", tab="old", keep=True)
        assert await ann.told("media.lost") == {"tab": "old", "reason": "elsewhere"}
        await ann.do("media.join", tab="new", keep=True)
        await ann.do("media.join", tab="old")
        assert (await ann.told("media.offer"))["tab"] == "old"
        assert [data for name, data in ann.events if name == "media.lost"][1:] == [
            {"tab": "new", "reason": "elsewhere"}
        ]


async def test_what_could_not_be_had_is_nothing_to_keep(tmp_path: Path) -> None:
    async with host_on(tmp_path / "hub.db") as host:
        media, backend = media_without_worker(host, tmp_path)
        await host.ask(ANN, "arrive", c.Arrive())
        await host.ask(ANN, "join", c.JoinMedia("tab"))
        await until(lambda: not media._tasks, "the refusal")
        media.after_step()
        assert backend._table is not None
        assert PeerId(ANN.visitor) not in backend._table.peers
