"""The worker process seen from the hub: adopt a running one or start another, and the typed connection to
it."""

import asyncio
import contextlib
import itertools
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from . import control
from .control import Accept, Counted, Done, Hello, Ingest, Join, Leave, Refused, Request, Stats
from .errors import ControlError, MediaRefused

_START_WITHIN = 30.0  # seconds: a machine may be at its limit just then
_ANSWER_WITHIN = 10.0
_END_WITHIN = 3.0
_POLL = 0.02
_ROOT = Path(__file__).resolve().parent.parent

Process = subprocess.Popen[bytes]


@dataclass(frozen=True, slots=True)
class WorkerSettings:
    """How to run the worker: control socket, UDP port (0: any free one), own and announced addresses."""

    socket: Path
    udp: int
    addresses: tuple[str, ...]
    announced: tuple[str, ...] = ()

    def arguments(self) -> list[str]:
        """The command line after the interpreter."""
        own = [part for address in self.addresses for part in ("--address", address)]
        mapped = [part for address in self.announced for part in ("--announce", address)]
        return ["-m", "media", "--socket", str(self.socket), "--udp", str(self.udp), *own, *mapped]

    def fits(self, hello: Hello) -> bool:
        """Whether a running worker is what these settings ask for."""
        same_port = self.udp in (0, hello.port)
        return (
            hello.protocol == control.PROTOCOL
            and same_port
            and hello.addresses
            == (
                *self.announced,
                *self.addresses,
            )
        )


class Connection:
    """A control connection to one worker; answers are matched to their requests, the rest goes to
    `on_message`."""

    def __init__(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self._reader = reader
        self._writer = writer
        self._numbers = itertools.count(1)
        self._waiting: dict[int, asyncio.Future[control.Answer]] = {}

    @classmethod
    async def open(cls, socket: Path) -> tuple["Connection", Hello]:
        """Connect and read the worker's first words; raises OSError, ControlError or TimeoutError."""
        reader, writer = await asyncio.open_unix_connection(str(socket))
        try:
            async with asyncio.timeout(2):
                hello = await control.read(reader)
            if not isinstance(hello, Hello):
                raise ControlError("the worker did not say what it is")
        except BaseException:
            writer.close()
            raise
        return cls(reader, writer), hello

    def send(self, message: control.FromHub) -> None:
        """Send a message that wants no answer; lost when the worker is gone."""
        if not self._writer.is_closing():
            self._writer.write(control.pack(message))

    async def drained(self) -> None:
        """Wait until the worker has taken what was sent."""
        with contextlib.suppress(ConnectionError):
            await self._writer.drain()

    async def request(self, command: Join | Accept | Ingest | Leave | Stats) -> Done | Counted:
        """Carry out a command; raises MediaRefused, with 503 when the worker is gone or deaf."""
        number = next(self._numbers)
        answered = self._waiting[number] = asyncio.get_running_loop().create_future()
        self.send(Request(number, command))
        try:
            async with asyncio.timeout(_ANSWER_WITHIN):
                answer = await answered
        except TimeoutError as error:
            raise MediaRefused(503, "the media worker does not answer") from error
        finally:
            self._waiting.pop(number, None)
        if isinstance(answer, Refused):
            raise MediaRefused(answer.code, answer.reason)
        return answer

    async def pump(self, on_message: Callable[[control.FromHub | control.FromWorker], None]) -> None:
        """Read until the worker is gone; then everybody who still waits is refused with 503."""
        try:
            while (message := await control.read(self._reader)) is not None:
                if isinstance(message, Done | Refused | Counted):
                    self._resolve(message)
                else:
                    on_message(message)
        finally:
            self._writer.close()
            for number in list(self._waiting):
                self._resolve(Refused(number, 503, "the media worker is gone"))

    def _resolve(self, answer: control.Answer) -> None:
        waiting = self._waiting.get(answer.number)
        if waiting and not waiting.done():
            waiting.set_result(answer)

    def close(self) -> None:
        """Leave the worker alone."""
        self._writer.close()


async def adopt(settings: WorkerSettings) -> tuple[Connection, Hello] | None:
    """Take over a worker another hub left behind; one that does not fit is told to end.
    None when there is none."""
    try:
        connection, hello = await Connection.open(settings.socket)
    except (OSError, ControlError, TimeoutError):
        return None
    if settings.fits(hello):
        return connection, hello
    await _end(connection, settings.socket)
    return None


async def _end(connection: Connection, socket: Path) -> None:
    connection.send(control.Shutdown())
    await connection.drained()
    with contextlib.suppress(TimeoutError):
        async with asyncio.timeout(_END_WITHIN):
            await connection.pump(lambda message: None)


async def start(settings: WorkerSettings) -> tuple[Process, Connection, Hello]:
    """Start a worker and connect to it; raises MediaRefused (503) when it cannot start."""
    process = _spawn(settings)
    try:
        async with asyncio.timeout(_START_WITHIN):
            while process.poll() is None:
                with contextlib.suppress(OSError):
                    return process, *await Connection.open(settings.socket)
                await asyncio.sleep(_POLL)
    except TimeoutError:
        await end(process)
    raise MediaRefused(503, "the media worker did not start; is its UDP port taken?")


def _spawn(settings: WorkerSettings) -> Process:
    """A process in a session of its own: it outlives a hub that is killed, and Ctrl-C is the hub's."""
    settings.socket.unlink(missing_ok=True)
    return subprocess.Popen([sys.executable, *settings.arguments()], cwd=_ROOT, start_new_session=True)


async def end(process: Process) -> None:
    """Wait for the process a moment, then make it end."""
    await asyncio.to_thread(_wait, process)


def _wait(process: Process) -> None:
    try:
        process.wait(_END_WITHIN)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()
