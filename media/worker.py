"""The worker process: the engine behind a control socket, outliving its hub by 15 seconds."""

import asyncio
import os
import time
from pathlib import Path

import structlog

from . import control
from .control import (
    Accept,
    Counted,
    Done,
    Hello,
    Ingest,
    Join,
    Leave,
    Refused,
    Replaced,
    Request,
    RequestKeyframe,
    Shutdown,
    Stats,
    Want,
)
from .engine import Engine, Place
from .errors import ControlError, MediaRefused
from .partfile import folder_beside
from .udp import UdpPort
from .wants import Stamp, WantTable

ALONE_FOR = 15.0
"""Seconds the worker forwards its last table without a hub, before it ends."""

_MAX_UNSENT = 8 << 20  # bytes of events a stuck hub may leave unread

log = structlog.get_logger("media")


class Worker:
    """Holds at most one hub connection; a newer hub replaces the older."""

    def __init__(self, socket: Path, port: UdpPort, place: Place, alone_for: float = ALONE_FOR) -> None:
        self._socket = socket
        self._port = port
        self._place = place
        self._alone_for = alone_for
        self._hub: asyncio.StreamWriter | None = None
        self._ended = asyncio.Event()
        self._patience: asyncio.TimerHandle | None = None
        self._engine = Engine(port, place, self._send, folder_beside(socket))
        self._engine.on_failure = self._ended.set

    @property
    def table(self) -> WantTable:
        """The table in force."""
        return self._engine.router.table

    async def run(self) -> None:
        """Serve until told to end, or until no hub came back in time."""
        server = await self._listen()
        self._start_patience()
        try:
            async with self._engine:
                await self._ended.wait()
        finally:
            server.close()
            self._socket.unlink(missing_ok=True)
            if self._hub:
                self._hub.close()

    async def _listen(self) -> asyncio.Server:
        """Listen on the socket, which only our own user may open."""
        self._socket.unlink(missing_ok=True)
        before = os.umask(0o177)
        try:
            return await asyncio.start_unix_server(self._attach, path=str(self._socket))
        finally:
            os.umask(before)

    def _start_patience(self) -> None:
        self._stop_patience()
        self._patience = asyncio.get_running_loop().call_later(self._alone_for, self._lose_patience)

    def _stop_patience(self) -> None:
        if self._patience:
            self._patience.cancel()
            self._patience = None

    def _lose_patience(self) -> None:
        """Without a hub, end; with one that sent no table of its own, the old table holds no longer."""
        self._patience = None
        if self._hub is None:
            log.info("no hub, ending")
            self._ended.set()
        else:
            stamp = self._engine.router.stamp
            self._engine.want(Stamp(stamp.epoch, stamp.version + 1), WantTable())

    async def _attach(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        """Serve one hub until it goes away or another takes over."""
        if self._hub:
            self._send(Replaced())
            self._hub.close()
        self._hub = writer
        if self._patience is None:
            self._start_patience()
        self._send(self._hello())
        self._engine.router.announce_all()
        try:
            while (message := await control.read(reader)) is not None and self._hub is writer:
                self._carry_out(message)
        except ControlError as error:
            log.warning("control connection ended", reason=str(error))
        finally:
            writer.close()
            if self._hub is writer:
                self._hub = None
                self._start_patience()

    def _hello(self) -> Hello:
        router = self._engine.router
        addresses = (*self._place.announced, *self._place.addresses)
        return Hello(
            control.PROTOCOL, os.getpid(), self._port.number, addresses, router.stamp, tuple(router.peers)
        )

    def _carry_out(self, message: control.FromHub | control.FromWorker) -> None:
        if isinstance(message, Want):
            self._stop_patience()
            self._engine.want(message.stamp, message.table)
        elif isinstance(message, RequestKeyframe):
            self._engine.request_keyframe(message.source)
        elif isinstance(message, Shutdown):
            self._ended.set()
        elif isinstance(message, Request):
            self._send(self._answer(message))
        else:
            raise ControlError(f"a hub does not send {type(message).__name__}")

    def _answer(self, request: Request) -> control.Answer:
        command = request.command
        try:
            if isinstance(command, Stats):
                return Counted(request.number, dict(self._port.counters), time.process_time())
            return Done(request.number, self._command(command))
        except MediaRefused as refusal:
            return Refused(request.number, refusal.code, refusal.reason)
        except Exception:
            log.exception("request failed", command=type(command).__name__)
            return Refused(request.number, 400, "this cannot be used")

    def _command(self, command: Join | Accept | Ingest | Leave) -> str:
        if isinstance(command, Join):
            slots = (command.audio_slots, command.video_slots)
            return self._engine.join(command.peer, command.origin, slots, publish=command.publish)
        if isinstance(command, Ingest):
            return self._engine.ingest(command.peer, command.origin, command.sdp)
        if isinstance(command, Accept):
            self._engine.accept(command.peer, command.sdp)
        else:
            self._engine.leave(command.peer)
        return ""

    def _send(self, message: control.FromWorker) -> None:
        hub = self._hub
        if hub is None or hub.is_closing():
            return
        if hub.transport.get_write_buffer_size() > _MAX_UNSENT:
            log.warning("the hub does not read, cutting it off")
            hub.transport.abort()
            return
        hub.write(control.pack(message))


async def serve(socket: Path, udp: int, place: Place) -> None:
    """Bind the media port and run a worker; raises OSError when the port is taken."""
    port = UdpPort()
    await port.open(place.addresses, udp)
    log.info("media worker ready", port=port.number, addresses=place.addresses)
    try:
        await Worker(socket, port, place).run()
    finally:
        port.close()
