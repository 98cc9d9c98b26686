"""What the passing of time does: peers forgotten, tables that end with their hub, a worker left alone."""

import asyncio
import contextlib
from collections.abc import AsyncGenerator
from pathlib import Path

from media import control
from media.control import Hello
from media.engine import FORGOTTEN_AFTER, Engine, Place
from media.events import PeerGone, WorkerEvent
from media.process import Connection
from media.udp import UdpPort
from media.wants import PeerWant, Stamp, WantTable
from media.worker import Worker
from rooms.ids import PeerId

from .studio import until

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


async def test_a_peer_without_a_sign_is_forgotten_after_thirty_seconds() -> None:
    events: list[WorkerEvent] = []
    async with open_port() as port:
        engine = Engine(port, HERE, events.append)
        engine.join(ANNA, "anna", (1, 1), publish=True)
        now = asyncio.get_running_loop().time()
        engine.tick(1, now + FORGOTTEN_AFTER - 1)
        assert ANNA in engine.router.peers
        engine.tick(2, now + FORGOTTEN_AFTER + 1)
        assert events == [PeerGone(ANNA, "timeout")]
        await engine.close()


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
