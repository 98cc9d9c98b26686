"""Administrator links: the first one, printed at start, and those an operator asks for on purpose.

The first is good only while the hub never had an administrator, over all restarts: a token fixed in the
environment may be read by others later. A link made on purpose is a row with the token's hash, written beside
a running hub, honoured once within a day.
"""

import asyncio
import secrets
import sqlite3
from contextlib import closing
from dataclasses import dataclass, field
from pathlib import Path

from rooms.ids import HubId
from rooms.roles import Role
from rooms.state import Durable
from server.auth.sessions import DAY_MS, digest
from server.settings import Settings
from server.store.journal import Rows
from server.store.migrate import is_newest


@dataclass(slots=True)
class AdminLinks:
    """What a claim is held against. ``token`` is the first link's secret, ``""`` when there is none;
    claims go one by one, in ``turn``.
    """

    token: str
    turn: asyncio.Lock = field(default_factory=asyncio.Lock)

    def is_first(self, token: str) -> bool:
        """Whether this is the first link's secret, still unused."""
        return bool(self.token) and secrets.compare_digest(self.token.encode(), token.encode())

    def spend(self) -> None:
        """There is an administrator: the first link is worth nothing any more."""
        self.token = ""


def first_link(db: sqlite3.Connection, durable: Durable, token: str) -> AdminLinks:
    """The first link of this start; none where an administrator is, or ever was."""
    there = any(each.role is Role.ADMINISTRATOR for each in durable.visitors.values())
    was = db.execute("select 1 from admin_link where used_at is not null").fetchone()
    return AdminLinks("" if there or was else token or secrets.token_urlsafe(24))


def admin_address(settings: Settings, local: str, token: str) -> str:
    """Where an administrator link leads: the address visitors use, else the one on this machine."""
    return f"{settings.public_origin or local}/admin#token={token}"


def is_open(db: sqlite3.Connection, token: str, now: int) -> bool:
    """Whether a link made on purpose has this secret, and was not used and is not over."""
    query = "select 1 from admin_link where hash = ? and used_at is null and expires_at > ?"
    return db.execute(query, (digest(token), now)).fetchone() is not None


def used(token: str, hub_id: HubId, now: int) -> Rows:
    """The row that says that a link was used, for the transaction of its claim."""
    return {"admin_link.used": [(digest(token), hub_id, now, now)]}


def make_link(path: Path, hub_id: HubId, now: int) -> str | None:
    """The secret of a new link, good once within a day; one made earlier and not used counts no more.

    None where ``path`` is no hub's file of this version. The hub may be running on it.
    """
    if not is_newest(path):
        return None
    token = secrets.token_urlsafe(24)
    with closing(sqlite3.connect(path, timeout=10)) as db, db:
        db.execute("delete from admin_link where used_at is null")
        row = (digest(token), hub_id, now + DAY_MS)
        db.execute("insert into admin_link (hash, hub_id, expires_at) values (?, ?, ?)", row)
    return token
