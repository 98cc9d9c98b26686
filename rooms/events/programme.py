"""What takes place when and where, and who wants to be there."""

from dataclasses import dataclass
from typing import ClassVar, Literal

from rooms.events.base import Durable
from rooms.ids import RoomId, SessionId, VisitorId

Mode = Literal["on_site", "remote", "both"]
"""How one can take part."""


@dataclass(frozen=True, slots=True)
class Session:
    """One item of the programme, from ``starts_at`` up to ``ends_at`` (UTC milliseconds).

    ``room`` is a room of the hub; ``place`` is the name of where it is in the real house. ``code`` is the id
    it has where it was imported from. A capacity of 0 is unknown. The text of ``abstract`` is kept back from
    those who are told of the session: they read it by its own request.
    """

    id: SessionId
    code: str
    title: str
    abstract: str
    room: RoomId | None
    place: str
    starts_at: int
    ends_at: int
    kind: str
    language: str
    speakers: tuple[str, ...]
    mode: Mode
    capacity_on_site: int
    capacity_remote: int
    cancelled: bool = False


@dataclass(frozen=True, slots=True)
class SessionsSet(Durable):
    """These sessions are as told here from now on: new ones, and others than before."""

    TYPE: ClassVar[str] = "session.set"
    sessions: tuple[Session, ...]


@dataclass(frozen=True, slots=True)
class SessionsRemoved(Durable):
    """These sessions are in the programme no more."""

    TYPE: ClassVar[str] = "session.removed"
    sessions: tuple[SessionId, ...]


@dataclass(frozen=True, slots=True)
class AgendaMarked(Durable):
    """A person wants to be there; only that person learns of it."""

    TYPE: ClassVar[str] = "agenda.marked"
    visitor: VisitorId
    session: SessionId


@dataclass(frozen=True, slots=True)
class AgendaUnmarked(Durable):
    """A person does not want to be there any more."""

    TYPE: ClassVar[str] = "agenda.unmarked"
    visitor: VisitorId
    session: SessionId


@dataclass(frozen=True, slots=True)
class FeedMade(Durable):
    """The address of a person's calendar has a new secret, of which ``feed`` is the SHA-256; the old one
    ends.
    """

    TYPE: ClassVar[str] = "agenda.feed_made"
    visitor: VisitorId
    feed: str
