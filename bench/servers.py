"""The servers that are measured, each as a process of its own on a free loopback port, and the way in."""

import asyncio
import os
import sys
import tempfile
from collections.abc import AsyncGenerator, Iterable
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path

from bench.line import browser, ticket
from tests.running import ROOT, hub_process
from tests.tools.programs import free_port

BEHIND_ONE_ADDRESS = 50
"""People who share an address of 127.0.0.0/8: the hub lets a flood from one in only slowly."""


@dataclass(frozen=True, slots=True)
class Server:
    """A running server."""

    url: str
    port: int
    pid: int


@asynccontextmanager
async def foyer() -> AsyncGenerator[Server]:
    """A fresh hub as ``make run`` starts it, with the Jena pack, without the media worker."""
    with tempfile.TemporaryDirectory() as folder:
        async with hub_process(Path(folder), free_port()) as hub:
            assert hub.process is not None
            yield Server(hub.url, hub.port, hub.process.pid)


@asynccontextmanager
async def naive() -> AsyncGenerator[Server]:
    """The plain python-socketio server of ``bench/_naive.py``."""
    port = free_port()
    process = await asyncio.create_subprocess_exec(
        sys.executable, "-m", "bench._naive", str(port), cwd=ROOT, stdout=asyncio.subprocess.PIPE
    )
    assert process.stdout is not None
    try:
        async with asyncio.timeout(30):
            assert await process.stdout.readline() == b"up\n"
        yield Server(f"http://127.0.0.1:{port}", port, process.pid)
    finally:
        process.kill()
        await process.wait()


async def tickets(hub: Server, count: int) -> AsyncGenerator[str]:
    """So many people join over HTTP; what lets each of them open one socket, and soon expires."""
    for number in range(count):
        async with browser(number // BEHIND_ONE_ADDRESS) as http:
            yield await ticket(http, hub.url, f"Person {number}")


def processor(server: Server) -> float:
    """Seconds of processor that a server's process has used."""
    with open(f"/proc/{server.pid}/stat") as stat:
        fields = stat.read().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def share(values: Iterable[float], part: float) -> float:
    """The value that ``part`` of all are not above."""
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, int(len(ordered) * part))]
