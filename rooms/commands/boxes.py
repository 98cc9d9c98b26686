"""Devices in the real halls, and what a stage shows."""

from dataclasses import dataclass

from rooms.commands.base import Command
from rooms.events.base import SourceStatus, Spot
from rooms.events.boxes import BoxAct, Health
from rooms.ids import PeerId, RoomId, SourceId, VisitorId


@dataclass(frozen=True, slots=True)
class PairBox(Command):
    """Take a device in as a box of a stage; the server has checked its code. With a ``spot`` it is a window
    into the hallway.
    """

    box: VisitorId
    stage: RoomId
    title: str
    spot: Spot | None = None


@dataclass(frozen=True, slots=True)
class RenameBox(Command):
    """Give a box another title."""

    box: VisitorId
    title: str


@dataclass(frozen=True, slots=True)
class RevokeBox(Command):
    """Let a box in no more."""

    box: VisitorId


@dataclass(frozen=True, slots=True)
class UseBox(Command):
    """Say what a box is used as, from afar."""

    box: VisitorId
    mic: bool
    cam: bool
    speaker: bool
    screen: bool = False


@dataclass(frozen=True, slots=True)
class PlaceBox(Command):
    """Let a box stand on the map as a window into the hallway, move it, or None: let it serve its stage."""

    box: VisitorId
    spot: Spot | None


@dataclass(frozen=True, slots=True)
class ChooseUse(Command):
    """Say, as a box, what one is used as."""

    mic: bool
    cam: bool
    speaker: bool
    screen: bool = False


@dataclass(frozen=True, slots=True)
class AskBox(Command):
    """Have a box start its page anew, test its echo, or take another device (counted from 0)."""

    box: VisitorId
    act: BoxAct
    device: int = 0


@dataclass(frozen=True, slots=True)
class ReportHealth(Command):
    """Say, as a box, how one is."""

    health: Health


@dataclass(frozen=True, slots=True)
class ReportDevice(Command):
    """The state of a box's camera or microphone as the media plane sees it. Given by the server."""

    source: SourceId
    status: SourceStatus


@dataclass(frozen=True, slots=True)
class ReportStart(Command):
    """Which peers the media plane still has, as the server starts: what else was there is cut."""

    peers: tuple[PeerId, ...]


@dataclass(frozen=True, slots=True)
class ShowSource(Command):
    """Show a picture of a stage large to everybody; None leaves the choice to the hub."""

    stage: RoomId
    source: SourceId | None
