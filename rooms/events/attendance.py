"""Who sits in the real hall of a stage, and where they are shown."""

from dataclasses import dataclass
from typing import ClassVar

from rooms.events.base import Durable, Live
from rooms.ids import FloorId, RoomId, VisitorId


@dataclass(frozen=True, slots=True)
class VisitorOnSite(Durable):
    """A person sits in the real hall of ``stage`` since ``at`` (UTC milliseconds; 0 where no journal tells),
    or in none any more.
    """

    TYPE: ClassVar[str] = "visitor.on_site"
    V: ClassVar[int] = 2
    visitor: VisitorId
    stage: RoomId | None
    at: int


@dataclass(frozen=True, slots=True)
class VisitorCheckedIn(Durable):
    """A host let a person into the real hall of ``stage`` at its door."""

    TYPE: ClassVar[str] = "visitor.checked_in"
    visitor: VisitorId
    stage: RoomId
    at: int


@dataclass(frozen=True, slots=True)
class FigureSeated(Live):
    """Somebody in the real hall of ``stage`` who has no avatar is shown there; ``state`` as of an avatar."""

    TYPE: ClassVar[str] = "figure.seated"
    visitor: VisitorId
    stage: RoomId
    floor: FloorId
    x: int
    y: int
    state: int


@dataclass(frozen=True, slots=True)
class FigureGone(Live):
    """Somebody is no longer shown in a real hall: they left it, or came in with an avatar."""

    TYPE: ClassVar[str] = "figure.gone"
    visitor: VisitorId
