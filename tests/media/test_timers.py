"""What the passing of time does: peers forgotten, tables that end with their hub, a worker left alone."""

import asyncio
import contextlib
from collections.abc import AsyncGenerator
from pathlib import Path

import pytest

from media import control
from media.control import Hello
from media.engine import FORGOTTEN_AFTER, Engine, Place
from media.events import PeerGone, WorkerEvent
from media.process import Connection
from media.rtcp import receiver_report
from media.source import Source
from media.udp import UdpPort
from media.wants import PeerWant, Stamp, WantTable
from media.worker import Worker
from rooms.ids import PeerId, source_of
from tests.until import until

HERE = Place(("127.0.0.1",))
ANNA = PeerId("anna")


@contextlib.asynccontextmanager
async def open_port() -> AsyncGenerator[UdpPort, None]:
    """A media port of its own."""
    port = UdpPort()
    await port.open(HERE.addresses, 0)
    try:
        yield port
    finally:
        port.close()


@contextlib.asynccontextmanager
async def running(
    socket: Path, alone_for: float
) -> AsyncGenerator[tuple[Worker, "asyncio.Task[None]"], None]:
    """A worker in this process, with less patience than a real one."""
    async with open_port() as port:
        worker = Worker(socket, port, HERE, alone_for)
        task = asyncio.create_task(worker.run())
        await until(socket.exists, "the control socket")
        try:
            yield worker, task
        finally:
            task.cancel()
            await asyncio.gather(task, return_exceptions=True)


async def attach(socket: Path) -> tuple[Connection, Hello]:
    """A hub's connection."""
    return await Connection.open(socket)


async def test_a_peer_without_a_sign_is_forgotten_after_thirty_seconds(tmp_path: Path) -> None:
    events: list[WorkerEvent] = []
    async with open_port() as port:
        engine = Engine(port, HERE, events.append, tmp_path)
        engine.join(ANNA, "anna", (1, 1), publish=True)
        now = asyncio.get_running_loop().time()
        engine.tick(1, now + FORGOTTEN_AFTER - 1)
        assert ANNA in engine.router.peers
        engine.tick(2, now + FORGOTTEN_AFTER + 1)
        assert events == [PeerGone(ANNA, "timeout")]
        await engine.close()


def test_a_sender_report_of_yesterday_is_reported_on_no_more() -> None:
    layer = Source(source_of(ANNA, "mic"), "audio", lambda packet: None).layer("")
    layer.bind(5, "opus")
    layer.reported(7, 0.0)
    assert layer.report(1.0, 0.5)[-2:] == (7, 65536)
    for now in (61.0, 65_536.0, 65_537.0, 1e7):
        report = layer.report(now, 0.5)
        assert report[-2:] == (0, 0)
        assert receiver_report([report])


async def test_a_peer_the_timers_fail_at_is_forgotten_and_the_others_are_not(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    events: list[WorkerEvent] = []
    async with open_port() as port:
        engine = Engine(port, HERE, events.append, tmp_path)
        for name in ("anna", "ben"):
            engine.join(PeerId(name), name, (1, 1), publish=True)
        monkeypatch.setattr(engine.router.peers[ANNA], "report", stumble)
        now = asyncio.get_running_loop().time()
        for ticks in range(5):
            engine.tick(ticks, now)
        assert events == [PeerGone(ANNA, "closed")]
        assert list(engine.router.peers) == ["ben"]
        await engine.close()


async def test_a_worker_whose_timers_fail_ends_so_that_another_is_started(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Engine, "tick", stumble)
    async with running(tmp_path / "s", alone_for=30) as (_, task):
        await asyncio.wait_for(task, 3)


def stumble(*_: object) -> None:
    """A fault in the worker."""
    raise ZeroDivisionError("a fault")


async def test_a_worker_left_alone_ends(tmp_path: Path) -> None:
    async with running(tmp_path / "s", alone_for=0.3) as (_, task):
        hub, _ = await attach(tmp_path / "s")
        hub.close()
        await asyncio.wait_for(task, 3)
        assert not (tmp_path / "s").exists()


async def test_a_hub_that_sends_no_table_ends_the_table_of_the_one_before(tmp_path: Path) -> None:
    async with running(tmp_path / "s", alone_for=0.4) as (worker, task):
        first, _ = await attach(tmp_path / "s")
        pump = asyncio.create_task(first.pump(lambda message: None))
        first.send(control.Want(Stamp(7, 3), WantTable({}, {ANNA: PeerWant(allow=("mic",))})))
        await first.request(control.Stats())
        pump.cancel()
        await asyncio.gather(pump, return_exceptions=True)
        second, hello = await attach(tmp_path / "s")
        assert hello.stamp == Stamp(7, 3)
        await until(lambda: not worker.table.peers, "the end of the table")
        assert not task.done()
        second.close()
