"""The one retention job: what has expired is deleted, and with ``secure_delete`` overwritten."""

import sqlite3

COMMANDS_KEPT_MS = 48 * 3600 * 1000
"""How long a repeated command gets its old answer."""

_EXPIRING = ("message", "audit", "session", "invite", "files", "report_line")


def sweep(db: sqlite3.Connection, now: int) -> int:
    """Delete every expired row; how many there were."""
    db.execute("begin immediate")
    deleted = 0
    for table in _EXPIRING:
        deleted += db.execute(f"delete from {table} where expires_at <= ?", (now,)).rowcount
    deleted += db.execute("delete from command where at <= ?", (now - COMMANDS_KEPT_MS,)).rowcount
    db.execute("commit")
    return deleted
