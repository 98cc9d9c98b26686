"""Workshops with minors: opened, led by named adults, joined by children with nick names, and gone."""

from dataclasses import dataclass
from typing import ClassVar

from rooms.events.base import Durable, Live
from rooms.ids import GroupId, RoomId, VisitorId, WorkshopId


@dataclass(frozen=True, slots=True)
class MinorsOpened(Durable):
    """A workshop with minors has these rooms from ``at`` until it is cleared; it ends at ``ends_at`` at the
    latest (UTC milliseconds). ``secret`` is that of the link for children; nobody is told it by an event.
    """

    TYPE: ClassVar[str] = "minors.opened"
    workshop: WorkshopId
    title: str
    rooms: tuple[RoomId, ...]
    adults: tuple[VisitorId, ...]
    at: int
    ends_at: int
    secret: str


@dataclass(frozen=True, slots=True)
class MinorsAdultNamed(Durable):
    """A person is one of the named adults of a workshop, or not any more."""

    TYPE: ClassVar[str] = "minors.adult_named"
    workshop: WorkshopId
    visitor: VisitorId
    on: bool


@dataclass(frozen=True, slots=True)
class MinorsProlonged(Durable):
    """A workshop ends at another time."""

    TYPE: ClassVar[str] = "minors.prolonged"
    workshop: WorkshopId
    ends_at: int


@dataclass(frozen=True, slots=True)
class MinorAsked(Durable):
    """A child came by the workshop's link, and waits to be let in."""

    TYPE: ClassVar[str] = "minors.asked"
    workshop: WorkshopId
    visitor: VisitorId


@dataclass(frozen=True, slots=True)
class MinorAdmitted(Durable):
    """A named adult let a child in."""

    TYPE: ClassVar[str] = "minors.admitted"
    workshop: WorkshopId
    visitor: VisitorId


@dataclass(frozen=True, slots=True)
class MinorsEnded(Durable):
    """A workshop is over: its children are gone, its rooms stay closed until all of it is cleared."""

    TYPE: ClassVar[str] = "minors.ended"
    workshop: WorkshopId
    at: int


@dataclass(frozen=True, slots=True)
class MinorsCleared(Durable):
    """Nothing of a workshop is left: neither the ``visitors`` who came for it nor what was written in its
    ``rooms`` since it began.
    """

    TYPE: ClassVar[str] = "minors.cleared"
    workshop: WorkshopId
    visitors: tuple[VisitorId, ...]
    rooms: tuple[RoomId, ...]
    groups: tuple[GroupId, ...]
    since: int


@dataclass(frozen=True, slots=True)
class MinorTalking(Live):
    """A child holds the key to talk, until ``until`` (UTC milliseconds) at the latest; None: not any more."""

    TYPE: ClassVar[str] = "minors.talking"
    visitor: VisitorId
    until: int | None


@dataclass(frozen=True, slots=True)
class MinorAlone(Live):
    """An adult and a child have nobody with them, in a room or at a group's virtual table, so that neither
    hears nor sees the other; ``on`` is False when somebody came or one of them went.
    """

    TYPE: ClassVar[str] = "minors.alone"
    workshop: WorkshopId
    room: RoomId | None
    group: GroupId | None
    adult: VisitorId
    child: VisitorId
    on: bool
