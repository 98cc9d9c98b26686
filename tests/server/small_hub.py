"""What tests of the server share: a clock to be put forward, hosts, refused sockets, small packs."""

import shutil
import threading
from collections.abc import AsyncGenerator, Generator
from contextlib import AsyncExitStack, asynccontextmanager, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import socketio
from socketio.exceptions import ConnectionError as Refusal

from media.backend import WorkerBackend, WorkerSettings
from server.app import Running
from server.clock import HubClock
from server.effects.media import MediaEffects
from server.host import Host
from server.live.audience import Audience
from tests.running import PACK, running_hub
from tests.visitor import Visitor, visitor

MODERATION = {"room.lock", "visitor.ban", "visitor.mute", "chat.delete", "invite.create", "audit.read"}


class Forward:
    """A hub's clock that tests put forward instead of waiting."""

    def __init__(self, clock: HubClock) -> None:
        self._clock = clock
        self._start = clock._start

    def add(self, ms: int) -> None:
        """So many milliseconds have passed."""
        self._clock._start += ms


@dataclass
class Inside:
    """A running hub as tests look at it."""

    clock: Forward


def hub_of(running: Running) -> Inside:
    """The handles of a running hub."""
    return Inside(Forward(running.host.clock))


@dataclass
class Hub:
    """A hub's address, to be knocked at."""

    url: str

    async def refusal(self, auth: Any, transport: str = "websocket") -> str:
        """The code with which a socket is refused, ``""`` when it is not."""
        codes: list[str] = []
        client = socketio.AsyncClient(reconnection=False)

        async def refused(error: Any) -> None:
            codes.append(error["data"]["code"])

        client.on("connect_error", refused)
        try:
            await client.connect(self.url, auth=auth, transports=[transport])
        except Refusal as error:
            return codes[0] if codes else str(error)
        await client.disconnect()
        return ""


async def claimed(person: Visitor) -> Visitor:
    """Make somebody administrator by the one-time link of the start."""
    await person.post("/api/admin/claim", {"token": "test-admin"})
    if person.sio is not None:
        await person.told("you.changed", role="administrator")
    return person


@asynccontextmanager
async def peopled(
    folder: Path, *names: str, **changes: object
) -> AsyncGenerator[tuple[Running, list[Visitor]]]:
    """A running hub and people in it, of whom the first is its administrator."""
    async with running_hub(folder, **changes) as hub, AsyncExitStack() as stack:
        people = [await stack.enter_async_context(visitor(hub.url, name)) for name in names]
        await claimed(people[0])
        yield hub, people


@contextmanager
def slow_disk(host: Host) -> Generator[None]:
    """Commits wait until this ends."""
    disk = threading.Event()
    host.journal.call(lambda db: disk.wait(10), lambda error, result: None)
    host.write({"place.left": [("nobody",)]})  # a commit that waits for the disk, and others for it
    try:
        yield
    finally:
        disk.set()


def media_without_worker(host: Host, folder: Path) -> tuple[MediaEffects, WorkerBackend]:
    """The media effects of a host, with a worker that is never started."""
    settings = WorkerSettings(folder / "media.sock", 0, ("127.0.0.1",))
    backend = WorkerBackend(settings, lambda event: None)
    media = MediaEffects(host, Audience(host, "start"), backend)
    host.on_out = media.publish
    return media, backend


async def granted(host: Visitor, person: Visitor, role: str) -> None:
    """Give somebody a role."""
    await host.do("role.grant", visitor=person.id, role=role)


def pack_with(folder: Path, *changes: tuple[str, str]) -> Path:
    """A copy of the default pack whose hub file says something else."""
    shutil.copytree(PACK, folder)
    path = folder / "hub.toml"
    text = path.read_text("utf-8")
    for old, new in changes:
        assert old in text, old
        text = text.replace(old, new)
    path.write_text(text, "utf-8")
    return folder
