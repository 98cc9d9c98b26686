"""Bringing a hub's file to today's tables. One that has them costs a look: Alembic loads only to work."""

import sqlite3
from contextlib import closing
from pathlib import Path
from threading import Lock

NEWEST = "0006"
"""The newest revision; a test holds it against the scripts."""


_TURN = Lock()
"""Alembic's context is one of the whole process: hubs that start at once in one wait for each other."""


def migrate(path: Path) -> None:
    """Create or upgrade the file.

    :raises StorageError: it was written by a newer version, or is no hub's file.
    """
    if is_newest(path):
        return
    # Half a second of every start, and of the time a crashed hub is away, would go into this import.
    with _TURN:
        from server.store.upgrade import upgrade

        if not is_newest(path):
            upgrade(path)


def is_newest(path: Path) -> bool:
    """Whether it is a hub's file with today's tables."""
    return _revision(path) == NEWEST


def _revision(path: Path) -> str | None:
    """The revision a file says it has; None for a new or unreadable one."""
    if not path.is_file():
        return None
    try:
        with closing(sqlite3.connect(path)) as db:
            row = db.execute("select version_num from alembic_version").fetchone()
    except sqlite3.Error:
        return None
    return row[0] if row else None
