"""What the media plane reports upward. Levels are loudness 0 to 127, times milliseconds, rates bits per
second."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from rooms.ids import PeerId, SourceId

from .partfile import EndReason
from .rtp import Codec, Kind

GoneReason = Literal["left", "closed", "timeout", "failed"]
"""left: on request; closed: the other end said goodbye; timeout: 30 s without a sign; failed:
no handshake."""


@dataclass(frozen=True, slots=True)
class PeerConnected:
    """Media can flow; `receives` names the codecs the peer can play."""

    peer: PeerId
    receives: tuple[Codec, ...]


@dataclass(frozen=True, slots=True)
class PeerGone:
    """The peer and all it had are forgotten."""

    peer: PeerId
    reason: GoneReason


@dataclass(frozen=True, slots=True)
class SourceUp:
    """First packet of a microphone or camera."""

    source: SourceId
    kind: Kind
    codec: Codec


@dataclass(frozen=True, slots=True)
class SourceSilent:
    """No packet for 1 s from a source that may send: switched off, or its network is cut."""

    source: SourceId


@dataclass(frozen=True, slots=True)
class SourceBack:
    """Packets again after SourceSilent."""

    source: SourceId


@dataclass(frozen=True, slots=True)
class SourceDown:
    """The source is gone with its peer."""

    source: SourceId


@dataclass(frozen=True, slots=True)
class SlotsMapped:
    """What each slot of the peer carries now; sent whole whenever it changes."""

    peer: PeerId
    slots: Mapping[str, SourceId | None]


@dataclass(frozen=True, slots=True)
class Speaking:
    """Who speaks, with loudness; at most five times a second, and once empty when all fall silent."""

    levels: Mapping[SourceId, int]


@dataclass(frozen=True, slots=True)
class Quality:
    """How the connection of one peer does, every 2 s; `rtt_ms` is None until known, `loss` a share 0 to 1."""

    peer: PeerId
    rtt_ms: int | None
    loss: float
    bitrate: int


@dataclass(frozen=True, slots=True)
class PartWritten:
    """A part of a recording is whole; `name` is that of its file."""

    recording: str
    name: str


@dataclass(frozen=True, slots=True)
class RecordingEnded:
    """Nothing more of a recording can be written; told again with each table that still wants it."""

    recording: str
    reason: EndReason


@dataclass(frozen=True, slots=True)
class BackendLost:
    """The worker is gone and another one starts: all peers need a new offer."""


WorkerEvent = (
    PeerConnected
    | PeerGone
    | SourceUp
    | SourceSilent
    | SourceBack
    | SourceDown
    | SlotsMapped
    | Speaking
    | Quality
    | PartWritten
    | RecordingEnded
)
Event = WorkerEvent | BackendLost
