"""Tickets: what turns a visit into a socket. Short-lived and single-use, so that a cookie alone opens none
(CSWSH).
"""

import secrets

from rooms.ids import VisitorId

LIFE_MS = 30_000


class Tickets:
    """Tickets not yet used, in memory only."""

    def __init__(self) -> None:
        self._open: dict[str, tuple[VisitorId, int]] = {}

    def issue(self, visitor: VisitorId, now: int) -> str:
        """A ticket for one socket within 30 s."""
        self._open = {each: entry for each, entry in self._open.items() if entry[1] > now}
        ticket = secrets.token_urlsafe(24)
        self._open[ticket] = (visitor, now + LIFE_MS)
        return ticket

    def redeem(self, ticket: object, now: int) -> VisitorId | None:
        """Whose ticket it is, once."""
        entry = self._open.pop(ticket, None) if isinstance(ticket, str) else None
        return entry[0] if entry and entry[1] > now else None
