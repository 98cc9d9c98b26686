"""Rooms by command: locks, and where somebody was put."""

from dataclasses import dataclass
from typing import ClassVar

from rooms.events.base import Durable, Spot
from rooms.ids import FloorId, RoomId, VisitorId


@dataclass(frozen=True, slots=True)
class RoomLocked(Durable):
    """A room lets nobody in but those who are admitted."""

    TYPE: ClassVar[str] = "room.locked"
    room: RoomId


@dataclass(frozen=True, slots=True)
class RoomUnlocked(Durable):
    """A room is open again."""

    TYPE: ClassVar[str] = "room.unlocked"
    room: RoomId


@dataclass(frozen=True, slots=True)
class VisitorPlaced(Durable):
    """A person was put in a place by command; ``return_to`` is where a person called away may go back to."""

    TYPE: ClassVar[str] = "visitor.placed"
    visitor: VisitorId
    floor: FloorId
    x: int
    y: int
    room: RoomId | None
    return_to: Spot | None
