"""What the hub remembers of its programme, and of what people marked in it."""

from dataclasses import dataclass, field

from rooms.events.programme import Session
from rooms.ids import RoomId, SessionId, VisitorId


@dataclass(frozen=True, slots=True)
class Planned:
    """A session as it stands: ``revision`` counts its changes, ``changed_at`` is the last (UTC
    milliseconds).
    """

    session: Session
    revision: int
    changed_at: int


@dataclass(slots=True)
class ProgrammeState:
    """All sessions, everybody's marks, and whose calendar each feed (a SHA-256) is."""

    sessions: dict[SessionId, Planned] = field(default_factory=dict[SessionId, Planned])
    agenda: dict[VisitorId, dict[SessionId, None]] = field(
        default_factory=dict[VisitorId, dict[SessionId, None]]
    )
    feeds: dict[str, VisitorId] = field(default_factory=dict[str, VisitorId])

    def copy(self) -> "ProgrammeState":
        """A snapshot."""
        agenda = {visitor: dict(marks) for visitor, marks in self.agenda.items()}
        return ProgrammeState(dict(self.sessions), agenda, dict(self.feeds))

    @property
    def plan(self) -> list[Session]:
        """All sessions in the order in which they take place."""
        return sorted((each.session for each in self.sessions.values()), key=_order)

    def in_room(self, room: RoomId) -> list[Session]:
        """The sessions of a room in their order."""
        return [each for each in self.plan if each.room == room]

    def marks(self, visitor: VisitorId) -> list[Session]:
        """What somebody marked, in its order."""
        marked = self.agenda.get(visitor, {})
        return [each for each in self.plan if each.id in marked]

    def set(self, session: Session, at: int) -> None:
        """Put a session in, in place of what it was."""
        before = self.sessions.get(session.id)
        revision = 0 if before is None else before.revision + 1
        self.sessions[session.id] = Planned(session, revision, at)

    def remove(self, session: SessionId) -> None:
        """Forget a session and every mark of it."""
        self.sessions.pop(session, None)
        for visitor in [each for each, marks in self.agenda.items() if session in marks]:
            self.unmark(visitor, session)

    def unmark(self, visitor: VisitorId, session: SessionId) -> None:
        """Forget a mark."""
        marks = self.agenda.get(visitor, {})
        marks.pop(session, None)
        if not marks:
            self.agenda.pop(visitor, None)

    def give_feed(self, visitor: VisitorId, feed: str) -> None:
        """A person's calendar has this feed and no other."""
        self.take_feed(visitor)
        self.feeds[feed] = visitor

    def take_feed(self, visitor: VisitorId) -> None:
        """A person's calendar has no feed."""
        for feed in [each for each, owner in self.feeds.items() if owner == visitor]:
            del self.feeds[feed]

    def forget(self, visitor: VisitorId) -> None:
        """Nothing of somebody who is erased stays."""
        self.agenda.pop(visitor, None)
        self.take_feed(visitor)


def now_and_next(sessions: list[Session], now: int) -> tuple[Session | None, Session | None]:
    """What takes place at ``now`` (what began last, of several) and what begins next, of sessions in their
    order; what is cancelled is neither.
    """
    held = [each for each in sessions if not each.cancelled]
    running = [each for each in held if each.starts_at <= now < each.ends_at]
    coming = (each for each in held if each.starts_at > now)
    return (running[-1] if running else None), next(coming, None)


def _order(session: Session) -> tuple[int, int, str, str]:
    return session.starts_at, session.ends_at, session.title, session.id
