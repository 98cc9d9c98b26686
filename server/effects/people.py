"""Effects on people's connections: those sent out are closed with the reason, changed rights are told at
once.
"""

from collections.abc import Callable
from enum import StrEnum

from rooms import events as e
from rooms.ids import VisitorId
from server.auth.sessions import Sessions
from server.batch import Told
from server.host import Host
from server.live import view
from server.live.audience import Audience, Connection
from server.store.recovery import Recorded

Dismiss = Callable[[Connection, str], None]


class Reason(StrEnum):
    """Why a connection ends. Every closing has one."""

    REMOVED = "removed"
    BANNED = "banned"
    LEFT = "left"
    ERASED = "erased"
    REVOKED = "revoked"
    RESTARTING = "restarting"


_ENDING: dict[type[e.Event], Reason] = {
    e.VisitorRemoved: Reason.REMOVED,
    e.VisitorBanned: Reason.BANNED,
    e.VisitorErased: Reason.ERASED,
    e.VisitorLeft: Reason.LEFT,
}
_RIGHTS = (e.RoleGranted, e.VisitorMuted, e.VisitorUnmuted)


class PeopleEffects:
    """Watches what was committed and acts on the connections of the people concerned."""

    def __init__(self, host: Host, audience: Audience, sessions: Sessions, dismiss: Dismiss) -> None:
        self._host = host
        self._audience = audience
        self._sessions = sessions
        self._dismiss = dismiss

    def publish(self, out: list[Recorded | Told]) -> None:
        """Act on what was committed."""
        for item in out:
            event = item.event
            if isinstance(event, e.VisitorRemoved | e.VisitorBanned | e.VisitorErased | e.VisitorLeft):
                self._end(event.visitor, _ENDING[type(event)])
            elif isinstance(event, e.BoxRevoked):
                self._end(event.box, Reason.REVOKED)
            elif isinstance(event, _RIGHTS):
                self._tell_rights(event.visitor)

    def _end(self, visitor: VisitorId, reason: Reason) -> None:
        """Close somebody's connections; who only left the hub may go on watching a stage."""
        if reason in (Reason.ERASED, Reason.REVOKED):
            self._sessions.forget(visitor)
        for connection in list(self._audience.by_visitor.get(visitor, ())):
            if not (connection.watches and reason is Reason.LEFT):
                self._dismiss(connection, reason)

    def _tell_rights(self, visitor: VisitorId) -> None:
        state = self._host.hub.state
        if visitor in state.durable.visitors:
            self._audience.whisper(visitor, "you.changed", view.you(state, visitor, self._host.clock.now()))
