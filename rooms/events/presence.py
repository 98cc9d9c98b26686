"""Presence and bodies: true only while the server runs."""

from dataclasses import dataclass
from typing import ClassVar, Literal

from rooms.events.base import Live, Status
from rooms.ids import FloorId, RoomId, VisitorId


@dataclass(frozen=True, slots=True)
class PresenceChanged(Live):
    """A person is here, away, busy, or lost the connection."""

    TYPE: ClassVar[str] = "presence.changed"
    visitor: VisitorId
    status: Status


@dataclass(frozen=True, slots=True)
class VisitorLeft(Live):
    """A person is gone: left by choice, or stayed away longer than the place was kept."""

    TYPE: ClassVar[str] = "visitor.left"
    visitor: VisitorId


@dataclass(frozen=True, slots=True)
class AvatarAppeared(Live):
    """An avatar stands on a floor; ``lane`` is its number in the position records."""

    TYPE: ClassVar[str] = "avatar.appeared"
    visitor: VisitorId
    lane: int
    floor: FloorId
    x: int
    y: int
    state: int


@dataclass(frozen=True, slots=True)
class AvatarGone(Live):
    """An avatar left a floor."""

    TYPE: ClassVar[str] = "avatar.gone"
    visitor: VisitorId
    floor: FloorId
    lane: int


@dataclass(frozen=True, slots=True)
class AvatarPlaced(Live):
    """The server put an avatar somewhere; moves with an older ``epoch`` no longer count."""

    TYPE: ClassVar[str] = "avatar.placed"
    visitor: VisitorId
    floor: FloorId
    x: int
    y: int
    state: int
    epoch: int


@dataclass(frozen=True, slots=True)
class WalkStarted(Live):
    """The server walks a person along ``points`` (x, y pairs in pixels); moves with an older ``epoch`` are
    dropped.
    """

    TYPE: ClassVar[str] = "walk.started"
    visitor: VisitorId
    points: tuple[tuple[int, int], ...]
    epoch: int


@dataclass(frozen=True, slots=True)
class WalkEnded(Live):
    """A walk is over: ``arrived``, ``stopped`` by the walker, or ``blocked`` by a door that closed."""

    TYPE: ClassVar[str] = "walk.ended"
    visitor: VisitorId
    x: int
    y: int
    why: Literal["arrived", "stopped", "blocked"]


@dataclass(frozen=True, slots=True)
class EntryRefused(Live):
    """A step into a room was not allowed: it is ``room.locked`` or ``room.full``."""

    TYPE: ClassVar[str] = "room.refused"
    visitor: VisitorId
    room: RoomId
    code: str
