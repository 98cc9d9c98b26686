"""A real hub in this process on free loopback ports, and one as a process of its own, to be killed."""

import asyncio
import contextlib
import os
import signal
import sys
from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path

from server.app import Running, running
from server.settings import Settings

END_S = 10.0
"""How long a hub with a media worker may take to end in peace, before it is killed."""
REST_S = 0.2
"""How long the last words of a hub that ended are waited for."""
ROOT = Path(__file__).resolve().parent.parent
PACK = ROOT / "hubs" / "jena"


def hub_settings(data: Path, **changes: object) -> Settings:
    """Settings for a test: free ports, loopback only, no media unless asked for."""
    values: dict[str, object] = {
        "port": 0, "lan": False, "data": data, "pack": PACK, "media": False, "media_port": 0,
        "log_level": "error", "admin_token": "test-admin",
    }  # fmt: skip
    return Settings.model_validate({**values, **changes})


@asynccontextmanager
async def running_hub(data: Path, **changes: object) -> AsyncGenerator[Running]:
    """A hub in this process and loop."""
    async with running(hub_settings(data, **changes)) as hub:
        yield hub


@dataclass
class HubProcess:
    """A hub as ``make run`` starts it; ``kill`` is SIGKILL, ``stop`` is SIGTERM."""

    data: Path
    port: int
    environment: dict[str, str] = field(default_factory=dict[str, str])
    process: asyncio.subprocess.Process | None = None
    output: list[str] = field(default_factory=list[str])
    _reader: "asyncio.Task[None] | None" = None

    @property
    def url(self) -> str:
        """Its address."""
        return f"http://127.0.0.1:{self.port}"

    async def start(self) -> None:
        """Start it and wait until it says that it is up."""
        settings = {
            "PORT": str(self.port), "FOYER_LAN": "false", "FOYER_DATA": str(self.data),
            "FOYER_PACK": str(PACK), "FOYER_MEDIA": "false", "FOYER_ADMIN_TOKEN": "test-admin",
            "FOYER_LOG_LEVEL": "warning",
        }  # fmt: skip
        self.output = []
        self.process = await asyncio.create_subprocess_exec(
            sys.executable, "-m", "server", "run",
            cwd=ROOT, env={**os.environ, **settings, **self.environment},
            stdout=asyncio.subprocess.PIPE, stderr=asyncio.subprocess.STDOUT,
        )  # fmt: skip
        up = asyncio.Event()
        self._reader = asyncio.create_task(self._read(self.process, up))
        async with asyncio.timeout(30):
            await up.wait()
        if not any("is up" in line for line in self.output):
            raise AssertionError("the hub did not start:\n" + "".join(self.output))

    async def _read(self, process: asyncio.subprocess.Process, up: asyncio.Event) -> None:
        assert process.stdout is not None
        async for line in process.stdout:
            self.output.append(line.decode())
            if "Administrator" in self.output[-1]:
                up.set()
        up.set()

    async def kill(self) -> None:
        """End it as a power cut would end the process."""
        await self._end(signal.SIGKILL)

    async def stop(self) -> None:
        """End it politely."""
        await self._end(signal.SIGTERM)

    async def _end(self, how: signal.Signals) -> None:
        if self.process is not None and self.process.returncode is None:
            self.process.send_signal(how)
            await self.process.wait()
        if self._reader is not None:
            # its media worker may live on, and holds the other end of the pipe
            await asyncio.wait((self._reader,), timeout=REST_S)
            self._reader.cancel()


@asynccontextmanager
async def hub_process(data: Path, port: int, **environment: str) -> AsyncGenerator[HubProcess]:
    """A started hub process, ended at the end in peace if it has a media worker to end."""
    hub = HubProcess(data, port, environment)
    try:
        await hub.start()
        yield hub
    finally:
        with contextlib.suppress(TimeoutError):
            async with asyncio.timeout(END_S if "FOYER_MEDIA" in environment else 0):
                await hub.stop()
        await hub.kill()
