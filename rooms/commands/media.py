"""Sound and picture."""

from dataclasses import dataclass
from typing import Literal

from rooms.commands.base import Command
from rooms.events.media import StagePart
from rooms.ids import RoomId, SourceId


@dataclass(frozen=True, slots=True)
class SetMedia(Command):
    """Say whether one's microphone and camera are on."""

    mic: bool
    cam: bool


@dataclass(frozen=True, slots=True)
class ShareScreen(Command):
    """Share one's screen with those one hears here and now, and with nobody else later."""


@dataclass(frozen=True, slots=True)
class EndScreen(Command):
    """Share one's screen no more."""


@dataclass(frozen=True, slots=True)
class JoinMedia(Command):
    """Ask for sound and picture in this ``tab`` (a name of the client's own); the newest tab has them. With
    ``keep`` a connection that stands stays, unless the hub that came back knows nothing of it.
    """

    tab: str = ""
    keep: bool = False


@dataclass(frozen=True, slots=True)
class WatchStage(Command):
    """Ask for the sound and picture of one stage, without being in the hub; or for a part of it, as those in
    its hall do. ``keep``: as when one joins.
    """

    stage: RoomId
    tab: str = ""
    part: StagePart = "all"
    keep: bool = False


@dataclass(frozen=True, slots=True)
class AnswerMedia(Command):
    """Answer the offer this ``tab`` got."""

    sdp: str
    tab: str = ""


@dataclass(frozen=True, slots=True)
class LeaveMedia(Command):
    """Have no more sound and picture in this ``tab``."""

    tab: str = ""


@dataclass(frozen=True, slots=True)
class MakeStageKey(Command):
    """Give a stage's camera a new key, by its hash."""

    stage: RoomId
    hash: str


@dataclass(frozen=True, slots=True)
class ReportSource(Command):
    """The state of a stage's camera as the media plane sees it. Given by the server."""

    stage: RoomId
    source: SourceId | None
    status: Literal["on", "silent", "off"]
