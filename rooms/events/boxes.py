"""Devices in the real halls, what a stage shows, and when a source of the hall was cut."""

from dataclasses import dataclass
from typing import ClassVar, Literal

from rooms.events.base import Durable, Live, SourceStatus, Spot
from rooms.ids import RoomId, SourceId, VisitorId

MarkKind = Literal["cut", "back"]

PictureState = Literal["ok", "black", "still", "frozen", "off"]
"""``still``: nothing moves, which may be a slide; ``frozen``: a camera's picture stands still."""
SoundState = Literal["ok", "silent", "clipping", "muted", "off"]
SpeakerState = Literal["ok", "blocked", "off"]
"""``blocked``: the browser lets no sound out before somebody touches the page."""
EchoState = Literal["none", "running", "heard", "unheard", "failed"]
BoxAct = Literal["restart", "echo", "cam", "mic", "speaker"]


@dataclass(frozen=True, slots=True)
class Health:
    """How a box is: what it sees and hears itself, its line, its battery.

    ``level`` 0 to 100; ``rtt`` and ``echo_ms`` in milliseconds, ``loss`` 0 to 1, ``battery`` in percent, all
    None where they are not known. ``cams``, ``mics``, ``speakers`` count its devices; ``cam_at``, ``mic_at``
    and ``speaker_at`` say which one is used, from 0, or -1: their names stay on the device.
    """

    picture: PictureState
    sound: SoundState
    speaker: SpeakerState
    level: int
    rtt: int | None
    loss: float | None
    battery: int | None
    charging: bool
    cams: int
    mics: int
    speakers: int
    cam_at: int
    mic_at: int
    speaker_at: int
    echo: EchoState
    echo_ms: int | None


@dataclass(frozen=True, slots=True)
class BoxPaired(Durable):
    """A device of the venue belongs to a stage from now on: a visitor of role venue, named ``title``."""

    TYPE: ClassVar[str] = "box.paired"
    box: VisitorId
    stage: RoomId
    title: str


@dataclass(frozen=True, slots=True)
class BoxRenamed(Durable):
    """A box goes by another title."""

    TYPE: ClassVar[str] = "box.renamed"
    box: VisitorId
    title: str


@dataclass(frozen=True, slots=True)
class BoxUsed(Durable):
    """What a box is used as: microphone, camera, loudspeaker, venue screen, or several at once."""

    TYPE: ClassVar[str] = "box.used"
    V: ClassVar[int] = 2
    box: VisitorId
    mic: bool
    cam: bool
    speaker: bool
    screen: bool


@dataclass(frozen=True, slots=True)
class BoxPlaced(Durable):
    """A box stands on the map from now on, as a window into the hallway; or, without ``spot``, serves its
    stage.
    """

    TYPE: ClassVar[str] = "box.placed"
    box: VisitorId
    spot: Spot | None


@dataclass(frozen=True, slots=True)
class BoxRevoked(Durable):
    """A box is none any more: nothing is known of it, and its device comes in no more."""

    TYPE: ClassVar[str] = "box.revoked"
    box: VisitorId
    stage: RoomId


@dataclass(frozen=True, slots=True)
class StageShown(Durable):
    """The picture that a stage shows large; None leaves the choice to the hub."""

    TYPE: ClassVar[str] = "stage.shown"
    stage: RoomId
    source: SourceId | None


@dataclass(frozen=True, slots=True)
class StageMarked(Durable):
    """A source of the hall was cut, or is back, from here on."""

    TYPE: ClassVar[str] = "stage.marked"
    stage: RoomId
    kind: MarkKind
    source: SourceId


@dataclass(frozen=True, slots=True)
class BoxReported(Live):
    """How a box is, by itself, every two seconds."""

    TYPE: ClassVar[str] = "box.reported"
    box: VisitorId
    health: Health


@dataclass(frozen=True, slots=True)
class BoxSourceChanged(Live):
    """A box's camera or microphone is ``on``, ``silent`` (its line is cut) or ``off`` by the media plane."""

    TYPE: ClassVar[str] = "box.source"
    box: VisitorId
    source: SourceId
    status: SourceStatus


@dataclass(frozen=True, slots=True)
class BoxAsked(Live):
    """A host asks a box from afar for something; ``device`` counts from 0 where it is to take another one."""

    TYPE: ClassVar[str] = "box.asked"
    box: VisitorId
    act: BoxAct
    device: int
