"""What an event is, and the small words events share."""

from dataclasses import dataclass
from typing import ClassVar, Literal, TypeVar

from rooms.ids import FloorId

Status = Literal["here", "away", "busy", "lost"]
"""Presence: ``lost`` is a dropped connection whose place is still kept."""

SourceStatus = Literal["on", "silent", "off"]


@dataclass(frozen=True, slots=True)
class Spot:
    """A point of the hub: a floor and the foot of an avatar in pixels."""

    floor: FloorId
    x: int
    y: int


class Event:
    """What happened. Subclasses are frozen dataclasses."""

    __slots__ = ()
    TYPE: ClassVar[str]
    V: ClassVar[int] = 1


E = TypeVar("E", bound=Event)


class Durable(Event):
    """An event that is journalled before anybody hears of it."""

    __slots__ = ()


class Live(Event):
    """An event that is true only as long as the server runs."""

    __slots__ = ()
