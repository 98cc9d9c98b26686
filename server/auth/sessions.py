"""Visits: which browser is which visitor. The cookie is random, the table holds its hash, a restart forgets
nothing.
"""

import hashlib
import secrets
import sqlite3
from collections.abc import Collection, Iterable

from rooms.ids import HubId, VisitorId
from server.store.journal import Rows

DAY_MS = 24 * 3600 * 1000
ARRIVE_WITHIN_MS = 3600 * 1000
"""How long somebody who joined is known who never asks for a ticket."""


def digest(secret: str) -> str:
    """The SHA-256 of a secret, as the tables hold it; a header may hold bytes that are no text."""
    return hashlib.sha256(secret.encode("utf-8", "surrogateescape")).hexdigest()


class Sessions:
    """All visits, in memory for lookups; every change is a row the host writes with its command."""

    def __init__(self, hub_id: HubId, days: int) -> None:
        self._hub_id = hub_id
        self._days = days
        self._known: dict[str, tuple[VisitorId, int]] = {}

    def load(self, rows: Iterable[tuple[str, str, int]]) -> None:
        """Take (hash, visitor, expires_at) as stored."""
        self._known = {hashed: (VisitorId(visitor), expires) for hashed, visitor, expires in rows}

    def open(self, visitor: VisitorId, now: int) -> tuple[str, Rows]:
        """A new visit: the cookie's value, and the row to write. It is short until it is renewed."""
        secret = secrets.token_urlsafe(32)
        expires = now + ARRIVE_WITHIN_MS
        self._known[digest(secret)] = (visitor, expires)
        return secret, {"session": [(digest(secret), self._hub_id, visitor, now, expires)]}

    def renew(self, secret: str, now: int) -> Rows:
        """Whoever comes stays known: the visit ends so many days from now. The row to write; none when it was
        renewed within a day.
        """
        return self._prolong([digest(secret)], now)

    def stay(self, visitors: Collection[VisitorId], now: int) -> Rows:
        """Whoever is connected stays known, however long the line holds: as if they had come now."""
        return self._prolong([each for each, (whose, _) in self._known.items() if whose in visitors], now)

    def _prolong(self, visits: Iterable[str], now: int) -> Rows:
        later = now + self._days * DAY_MS
        due = [each for each in visits if later - self._known[each][1] >= DAY_MS]
        self._known |= {each: (self._known[each][0], later) for each in due}
        return {"session.renewed": [(each, later) for each in due]} if due else {}

    def visitor(self, secret: str | None, now: int) -> VisitorId | None:
        """Whose browser this is, if the visit is known and not over."""
        found = self._known.get(digest(secret)) if secret else None
        return found[0] if found and found[1] > now else None

    def known(self, now: int) -> set[VisitorId]:
        """Everybody whom some browser still knows; visits that are over are dropped."""
        self._known = {hashed: entry for hashed, entry in self._known.items() if entry[1] > now}
        return {visitor for visitor, _ in self._known.values()}

    def forget(self, visitor: VisitorId) -> None:
        """End all visits of somebody; the rows go with the event that said so."""
        for hashed in [each for each, (whose, _) in self._known.items() if whose == visitor]:
            del self._known[hashed]


def stored(db: sqlite3.Connection) -> list[tuple[str, str, int]]:
    """All visits on disk."""
    return db.execute("select hash, visitor, expires_at from session").fetchall()
