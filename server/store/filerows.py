"""What is known of each file: its row, and its name."""

import sqlite3
from dataclasses import dataclass, replace

from rooms.ids import FileId, HubId, RoomId, VisitorId
from server.store.statements import Row

MB = 1024 * 1024
NAME_MOST = 120
"""Characters of a name."""
RESERVE = 64 * MB
"""Bytes of the disk that uploads leave free: the hub's journal needs them more."""


@dataclass(frozen=True, slots=True)
class File:
    """A file and its row. Times are UTC milliseconds; without ``expires_at`` it stays until it is removed.

    ``owner`` is the person with whom it is erased; None for what belongs to nobody in particular.
    """

    id: FileId
    kind: str
    name: str
    type: str
    size: int
    owner: VisitorId | None
    stage: RoomId | None
    made_at: int
    expires_at: int | None

    def typed(self, kind: str) -> "File":
        """The same, once it is known what it is."""
        return replace(self, type=kind)


@dataclass(frozen=True, slots=True)
class New:
    """What is known of a file before it is there."""

    kind: str
    name: str
    type: str = "application/octet-stream"
    owner: VisitorId | None = None
    stage: RoomId | None = None
    expires_at: int | None = None


@dataclass(frozen=True, slots=True)
class Room:
    """How many bytes one upload, all files together may have, and how many the disk keeps free."""

    file_most: int
    files_most: int
    reserve: int = RESERVE


def clean_name(name: str) -> str:
    """A name to show and to save under: no paths, no control characters, at most ``NAME_MOST`` characters."""
    last = name.replace("\\", "/").rpartition("/")[2]
    plain = "".join(each for each in last if each.isprintable()).strip(" .")
    stem, dot, suffix = plain.rpartition(".")
    ending = f".{suffix}" if dot and len(suffix) <= 8 else ""
    return f"{(stem if ending else plain)[: NAME_MOST - len(ending)]}{ending}" or "file"


def row_of(file: File, hub_id: HubId) -> Row:
    """A file's row, as its statement takes it."""
    return (
        file.id, hub_id, file.kind, file.name, file.type, file.size, file.owner, file.stage, file.made_at,
        file.expires_at,
    )  # fmt: skip


_ROWS = (
    "select id, kind, name, type, size, owner, stage, made_at, expires_at from files "
    "where hub_id = ? order by made_at, id"
)


def stored(db: sqlite3.Connection, hub_id: HubId) -> list[File]:
    """Every row of a hub, the oldest first."""
    return [File(*row) for row in db.execute(_ROWS, (hub_id,))]
