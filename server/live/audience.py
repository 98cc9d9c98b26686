"""The outbound side: every committed event to every connection entitled to it, without gaps for each."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

import structlog

from rooms.errors import Refusal
from rooms.events import Event
from rooms.ids import VisitorId
from rooms.minors.wall import hides
from rooms.project import author, only_for, project
from rooms.roles import Actor
from rooms.state import State
from server.batch import Told
from server.host import Host
from server.live import view
from server.live.link import Link, event_text
from server.store.recovery import Recorded

log = structlog.get_logger()


@dataclass(slots=True, eq=False)
class Connection:
    """One tab of one visitor. ``last`` is the last durable number sent; ``ready`` once its first state went
    out; ``synced`` is where on the line the newest such state ends. One that ``watches`` shows a stage alone
    and has no avatar.
    """

    sid: str
    visitor: VisitorId
    link: Link
    language: str
    watches: bool = False
    last: int = 0
    ready: bool = False
    synced: int = 0

    @property
    def awaits_state(self) -> bool:
        """Whether a whole state is on its way to the client: another one would say the same."""
        return not self.ready or self.link.taken < self.synced


class Audience:
    """All connections of the hub, by socket and by visitor."""

    def __init__(self, host: Host, hub_start: str) -> None:
        self._host = host
        self._hub_start = hub_start
        self.connections: dict[str, Connection] = {}
        self.by_visitor: dict[VisitorId, list[Connection]] = {}
        self.on_deaf: Callable[[Connection], None] = lambda connection: None
        self.on_gone: Callable[[Connection], None] = lambda connection: None

    @property
    def _state(self) -> State:
        return self._host.hub.state

    def add(self, connection: Connection, last: int | None) -> None:
        """Take a connection in and send it the hub's state, or what it missed since ``last``."""
        self.connections[connection.sid] = connection
        self.by_visitor.setdefault(connection.visitor, []).append(connection)
        self.synchronise(connection, last)

    def remove(self, sid: str) -> Connection | None:
        """Let a connection go."""
        connection = self.connections.pop(sid, None)
        if connection is not None:
            mine = self.by_visitor[connection.visitor]
            mine.remove(connection)
            if not mine:
                del self.by_visitor[connection.visitor]
            self.on_gone(connection)
        return connection

    def synchronise(self, connection: Connection, last: int | None) -> None:
        """Send the missed events, or a snapshot: taken now, at a batch boundary, sent after the commit of
        what it holds. A connection for which there is none is cut off: its client comes again.
        """
        connection.ready = False
        boundary = self._state.durable.seq
        since = last if last is not None and self._covers(last) else None
        try:
            text = self._first(connection.visitor, resumed=since is not None)
        except Exception:
            log.exception("state.failed", visitor=connection.visitor)
            self.on_deaf(connection)
            return

        def send(committed: bool) -> None:
            if connection.sid not in self.connections:
                return
            if not committed:
                self.synchronise(connection, last)
                return
            connection.last, connection.ready = boundary if since is None else since, True
            if since is not None:
                self._tell(self._missed(since, boundary), [connection])
            self.send(connection, text)
            connection.synced = connection.link.put

        self._host.after_commit(send)

    def _first(self, visitor: VisitorId, *, resumed: bool) -> str:
        """The first state of a connection, on the wire."""
        shown = view.resumed if resumed else view.snapshot
        state = shown(self._state, visitor, self._host.clock.now())
        return event_text(
            "hub.resumed" if resumed else "hub.snapshot", {"hub_start": self._hub_start, **state}
        )

    def _covers(self, last: int) -> bool:
        """Whether everything after ``last`` is still in memory."""
        recent, committed = self._host.recent, self._host.committed
        return last == committed or (last < committed and bool(recent) and recent[0].seq <= last + 1)

    def _missed(self, last: int, upto: int) -> list[Recorded | Told]:
        return [each for each in self._host.recent if last < each.seq <= upto]

    def publish(self, out: list[Recorded | Told]) -> None:
        """Send committed events to everybody who is ready."""
        self._tell(out, [each for each in self.connections.values() if each.ready])

    def _tell(self, out: list[Recorded | Told], connections: Iterable[Connection]) -> None:
        everybody, viewers = list(connections), dict[VisitorId, Actor | None]()
        for item in out:
            texts: dict[tuple[int, int], str] = {}
            shapes: dict[int, Event] = {}
            concerned = only_for(item.event)
            for connection in filter(_is_ready, everybody):
                if concerned is not None and connection.visitor not in concerned:
                    continue
                try:
                    if connection.visitor not in viewers:
                        viewers[connection.visitor] = self._viewer(connection.visitor)
                    self._offer(item, connection, viewers[connection.visitor], texts, shapes)
                except Exception:
                    log.exception("event.failed", kind=item.event.TYPE, visitor=connection.visitor)
                    self.synchronise(connection, None)

    def _offer(
        self,
        item: Recorded | Told,
        connection: Connection,
        viewer: Actor | None,
        texts: dict[tuple[int, int], str],
        shapes: dict[int, Event],
    ) -> None:
        """Send one event to one connection if it may see it; equal texts are encoded once."""
        durable = isinstance(item, Recorded)
        if durable and item.seq <= connection.last:
            return
        shown = self._shown(item, connection, viewer)
        if shown is None:
            return
        shapes[id(shown)] = shown
        key = (id(shown), connection.last if durable else 0)
        if key not in texts:
            texts[key] = event_text(shown.TYPE, _payload(item, shown, connection.last))
        if durable:
            connection.last = item.seq
        self.send(connection, texts[key])

    def _viewer(self, visitor: VisitorId) -> Actor | None:
        """Who looks, with the rights of now: all that goes out together has happened already."""
        try:
            return self._state.actor(visitor)
        except Refusal:
            return None

    def _shown(self, item: Recorded | Told, connection: Connection, viewer: Actor | None) -> Event | None:
        if viewer is None:
            return None
        shown = project(self._state, item.event, viewer, item.at)
        if shown is None or not isinstance(item, Recorded):
            return shown
        by = author(shown, item.by)
        return None if by is not None and hides(self._state, connection.visitor, by) else shown

    def send(self, connection: Connection, text: str) -> None:
        """Send a text to one connection; one that reads nothing any more is cut off."""
        if not connection.link.send(text):
            self.on_deaf(connection)

    def whisper(self, visitor: VisitorId, name: str, payload: object) -> None:
        """Send something that is no event of the hub to all tabs of one visitor."""
        text = event_text(name, payload)
        for connection in self.by_visitor.get(visitor, ()):
            self.send(connection, text)

    def shout(self, name: str, payload: object) -> None:
        """Send something that is no event of the hub to everybody."""
        text = event_text(name, payload)
        for connection in list(self.connections.values()):
            self.send(connection, text)


def _is_ready(connection: Connection) -> bool:
    return connection.ready


def _payload(item: Recorded | Told, shown: Event, previous: int) -> dict[str, Any]:
    if isinstance(item, Recorded):
        return {"seq": item.seq, "prev": previous, "at": item.at, "by": author(shown, item.by), "data": shown}
    return {"at": item.at, "data": shown}
