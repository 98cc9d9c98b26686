"""A real hub in this process on free loopback ports, and one as a process of its own, to be killed."""

import asyncio
import contextlib
import os
import signal
import sys
import tempfile
from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path

from server.app import Running, running
from server.settings import Settings
from tests.until import until

END_S = 10.0
"""How long a hub with a media worker may take to end in peace, before it is killed."""
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
    output: Path | None = None
    """What it said; a file, for its media worker may outlive it and would hold a pipe open."""

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
        with tempfile.NamedTemporaryFile(delete=False) as output:
            self.output = Path(output.name)
            process = self.process = await asyncio.create_subprocess_exec(
                sys.executable, "-m", "server", "run",
                cwd=ROOT, env={**os.environ, **settings, **self.environment},
                stdout=output, stderr=asyncio.subprocess.STDOUT,
            )  # fmt: skip
        await until(lambda: "Administrator" in self._said or process.returncode is not None, "the hub", 30)
        if "is up" not in self._said:
            raise AssertionError(f"the hub did not start:\n{self._said}")

    @property
    def _said(self) -> str:
        return self.output.read_text() if self.output else ""

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
        if self.output is not None:
            self.output.unlink(missing_ok=True)
            self.output = None


@asynccontextmanager
async def hub_process(data: Path, port: int, **environment: str) -> AsyncGenerator[HubProcess]:
    """A started hub process, ended at the end in peace if it has a media worker to end."""
    hub = HubProcess(data, port, environment)
    try:
        await hub.start()
        yield hub
    finally:
        if "FOYER_MEDIA" in environment:
            with contextlib.suppress(TimeoutError):
                await asyncio.wait_for(hub.stop(), END_S)
        await hub.kill()
