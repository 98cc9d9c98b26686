"""Workshops with minors."""

from dataclasses import dataclass

from rooms.commands.base import Command
from rooms.ids import RoomId, VisitorId, WorkshopId
from rooms.look import Look


@dataclass(frozen=True, slots=True)
class OpenMinors(Command):
    """Turn rooms into those of a workshop with minors, led by the named ``adults``, until ``ends_at`` (UTC
    milliseconds) at the latest.
    """

    title: str
    rooms: tuple[RoomId, ...]
    adults: tuple[VisitorId, ...]
    ends_at: int


@dataclass(frozen=True, slots=True)
class NameAdult(Command):
    """Name an adult of a workshop with minors, or take that back."""

    workshop: WorkshopId
    visitor: VisitorId
    on: bool


@dataclass(frozen=True, slots=True)
class ProlongMinors(Command):
    """Let a workshop with minors end at another time (UTC milliseconds)."""

    workshop: WorkshopId
    ends_at: int


@dataclass(frozen=True, slots=True)
class AskMinor(Command):
    """Come as a child, by the workshop's link, with a nick name: a new visit. Given by the server."""

    workshop: WorkshopId
    nick: str
    look: Look


@dataclass(frozen=True, slots=True)
class AdmitMinor(Command):
    """Let a child in that waits."""

    workshop: WorkshopId
    visitor: VisitorId


@dataclass(frozen=True, slots=True)
class RefuseMinor(Command):
    """Send a child away, waiting or admitted: nothing of the visit is left."""

    workshop: WorkshopId
    visitor: VisitorId


@dataclass(frozen=True, slots=True)
class EndMinors(Command):
    """End a workshop with minors."""

    workshop: WorkshopId


@dataclass(frozen=True, slots=True)
class ClearMinors(Command):
    """Delete everything of a workshop with minors that is over."""

    workshop: WorkshopId


@dataclass(frozen=True, slots=True)
class TalkMinor(Command):
    """Press the key to talk, or let it go."""

    on: bool
