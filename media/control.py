"""The control protocol between hub and worker: typed messages in length-prefixed msgpack frames on a Unix
socket.

Dictionaries exist only in here: every message is a frozen dataclass, packed under its class name. A frame
that is no
known message raises ControlError and ends the connection.
"""

import asyncio
import dataclasses
import struct
from typing import Any, cast

import msgpack  # pyright: ignore[reportMissingTypeStubs]

from rooms.ids import PeerId, SourceId

from . import events
from .errors import ControlError
from .wants import PeerWant, RecordWant, Stamp, WantTable

PROTOCOL = 3
"""Version of these messages; a hub ends a worker that speaks another."""

_msgpack: Any = msgpack
_LENGTH = struct.Struct("!L")
_MAX_FRAME = 32 << 20
_TYPE = "!"


@dataclasses.dataclass(frozen=True, slots=True)
class Hello:
    """The worker's first words: what it is, and the peers and newest table it holds."""

    protocol: int
    pid: int
    port: int
    addresses: tuple[str, ...]
    stamp: Stamp
    peers: tuple[PeerId, ...]


@dataclasses.dataclass(frozen=True, slots=True)
class Join:
    """Make a peer and offer it slots; one of the same name is replaced. Answered by Done with the offer."""

    peer: PeerId
    origin: str
    audio_slots: int
    video_slots: int
    publish: bool


@dataclasses.dataclass(frozen=True, slots=True)
class Accept:
    """The peer's answer to our offer. Answered by an empty Done."""

    peer: PeerId
    sdp: str


@dataclasses.dataclass(frozen=True, slots=True)
class Ingest:
    """A WHIP offer. Answered by Done with our answer."""

    peer: PeerId
    origin: str
    sdp: str


@dataclasses.dataclass(frozen=True, slots=True)
class Leave:
    """Forget a peer. Answered by an empty Done, also when it is not there."""

    peer: PeerId


@dataclasses.dataclass(frozen=True, slots=True)
class Want:
    """The whole table; never answered."""

    stamp: Stamp
    table: WantTable


@dataclasses.dataclass(frozen=True, slots=True)
class RequestKeyframe:
    """Ask a source for a key frame; never answered."""

    source: SourceId


@dataclasses.dataclass(frozen=True, slots=True)
class Stats:
    """Ask for counters. Answered by Counted."""


@dataclasses.dataclass(frozen=True, slots=True)
class Shutdown:
    """End the worker now; never answered."""


@dataclasses.dataclass(frozen=True, slots=True)
class Request:
    """A command that wants an answer; `number` names it in the answer."""

    number: int
    command: Join | Accept | Ingest | Leave | Stats


@dataclasses.dataclass(frozen=True, slots=True)
class Done:
    """The command was carried out; `text` is the description it asked for, or empty."""

    number: int
    text: str = ""


@dataclasses.dataclass(frozen=True, slots=True)
class Refused:
    """The command was refused, as MediaRefused says."""

    number: int
    code: int
    reason: str


@dataclasses.dataclass(frozen=True, slots=True)
class Counted:
    """Counters of the worker since its start, and CPU seconds it used."""

    number: int
    counters: dict[str, int]
    cpu: float


@dataclasses.dataclass(frozen=True, slots=True)
class Replaced:
    """Another hub has taken the worker; the connection ends."""


Answer = Done | Refused | Counted
FromHub = Request | Want | RequestKeyframe | Shutdown
FromWorker = Hello | Answer | Replaced | events.WorkerEvent

_MESSAGES: tuple[type, ...] = (
    *(Hello, Join, Accept, Ingest, Leave, Want, RequestKeyframe, Stats, Shutdown, Request),
    *(Done, Refused, Counted, Replaced, Stamp, WantTable, PeerWant, RecordWant),
    *(events.PeerConnected, events.PeerGone, events.SourceUp, events.SourceSilent, events.SourceBack),
    *(events.SourceDown, events.SlotsMapped, events.Speaking, events.Quality),
    *(events.PartWritten, events.RecordingEnded),
)
_BY_NAME = {message.__name__: message for message in _MESSAGES}


def _to_dict(value: Any) -> dict[str, Any]:
    names = (field.name for field in dataclasses.fields(value))
    return {_TYPE: type(value).__name__, **{name: getattr(value, name) for name in names}}


def _from_dict(value: dict[str, Any]) -> Any:
    name = value.pop(_TYPE, None)
    return _BY_NAME[name](**value) if name is not None else value


def pack(message: FromHub | FromWorker) -> bytes:
    """One frame: four bytes of length, then msgpack."""
    body = cast("bytes", _msgpack.packb(message, default=_to_dict))
    return _LENGTH.pack(len(body)) + body


def unpack(body: bytes) -> FromHub | FromWorker:
    """The message of a frame without its length; raises ControlError."""
    try:
        message = _msgpack.unpackb(body, object_hook=_from_dict, use_list=False)
    except (ValueError, TypeError, KeyError) as error:
        raise ControlError(f"unreadable control frame: {error}") from error
    if type(message) not in _MESSAGES:
        raise ControlError("not a control message")
    return cast("FromHub | FromWorker", message)


async def read(reader: asyncio.StreamReader) -> FromHub | FromWorker | None:
    """The next message, None at the end of the connection; raises ControlError."""
    try:
        (length,) = _LENGTH.unpack(await reader.readexactly(_LENGTH.size))
        if length > _MAX_FRAME:
            raise ControlError("control frame is too long")
        return unpack(await reader.readexactly(length))
    except (asyncio.IncompleteReadError, ConnectionError):
        return None
