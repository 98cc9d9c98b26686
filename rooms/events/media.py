"""Sound and picture, and the key of a stage's camera."""

from dataclasses import dataclass
from typing import ClassVar, Literal

from rooms.events.base import Durable, Live, SourceStatus
from rooms.ids import RoomId, SourceId, VisitorId

StagePart = Literal["all", "sound", "faces"]
"""``sound``: of an interpreter alone, for a phone in the hall; ``faces``: who is on the stage from afar,
silent, for a screen in the hall.
"""


@dataclass(frozen=True, slots=True)
class StageKeyMade(Durable):
    """A stage's camera has a new key, the old one counts no more; ``hash`` is the key's SHA-256."""

    TYPE: ClassVar[str] = "stage.key_made"
    stage: RoomId
    hash: str


@dataclass(frozen=True, slots=True)
class Share:
    """A shared screen: ``since`` when (UTC milliseconds), and the one circle of sound it is for, such as
    ``room:<room>`` or ``talk:<conversation>``.
    """

    since: int
    circle: str


@dataclass(frozen=True, slots=True)
class MediaChanged(Live):
    """A person's microphone or camera went on or off, or a screen is shared or no more."""

    TYPE: ClassVar[str] = "media.changed"
    visitor: VisitorId
    mic: bool
    cam: bool
    screen: Share | None = None


@dataclass(frozen=True, slots=True)
class MediaJoined(Live):
    """A tab asks for sound and picture: of the hub, or of one ``stage`` that it only watches, or a ``part``
    of that. A connection that stands is one to ``keep``.
    """

    TYPE: ClassVar[str] = "media.joined"
    visitor: VisitorId
    tab: str
    stage: RoomId | None
    part: StagePart = "all"
    keep: bool = False


@dataclass(frozen=True, slots=True)
class MediaAnswered(Live):
    """A tab answered the offer it got, with a session description (RFC 8866)."""

    TYPE: ClassVar[str] = "media.answered"
    visitor: VisitorId
    tab: str
    sdp: str


@dataclass(frozen=True, slots=True)
class MediaLeft(Live):
    """A tab wants no more sound and picture."""

    TYPE: ClassVar[str] = "media.left"
    visitor: VisitorId
    tab: str


@dataclass(frozen=True, slots=True)
class StageSourceChanged(Live):
    """A stage's camera is ``on``, ``silent`` (its line is cut) or ``off``."""

    TYPE: ClassVar[str] = "stage.source"
    stage: RoomId
    source: SourceId | None
    status: SourceStatus
