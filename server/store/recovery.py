"""Reading a hub back: the newest whole snapshot, the events after it, and what the host must remember."""

import hashlib
import sqlite3
import time
import zlib
from collections import deque
from dataclasses import dataclass, field
from pathlib import Path

from rooms.events import Durable, Spot
from rooms.hub import Hub
from rooms.ids import FloorId, VisitorId
from rooms.model.minors import Workshop
from rooms.model.rules import Rules
from rooms.state import Durable as DurableState
from server.protocol.codec import read_event, read_state
from server.store.journal import StorageError

RECENT = 5000
"""Events kept in memory for clients that come back."""

_EVENTS = """
select j.seq, j.at, j.actor, j.type, j.v, j.data, coalesce(m.body, edited.body)
from journal j
left join message m on m.seq = j.seq
left join message edited on j.type = 'message.edited' and edited.id = j.data->>'$.message'
where j.seq > ? order by j.seq
"""


@dataclass(frozen=True, slots=True)
class Recorded:
    """A durable event as it happened: its number, time (UTC milliseconds) and actor."""

    seq: int
    at: int
    by: VisitorId
    event: Durable


@dataclass(slots=True)
class Recovered:
    """All that a start, or a rebuild after a failed commit, takes from disk. ``snapshot`` is the number of
    the event up to which a snapshot held it all; what came after was replayed; ``gone`` is what of workshops
    with minors ended in that.
    """

    durable: DurableState
    recent: deque[Recorded]
    answers: dict[tuple[str, str], int]
    last_at: int
    snapshot: int
    gone: dict[str, Workshop] = field(default_factory=dict[str, Workshop])


def recover(db: sqlite3.Connection, rules: Rules) -> Recovered:
    """The durable state by snapshot and replay, through the same ``evolve`` as life.

    :raises StorageError: no snapshot holds, or events are missing after the one that does.
    """
    hub = Hub(rules, newest_snapshot(db))
    recent: deque[Recorded] = deque(maxlen=RECENT)
    start = hub.state.durable.seq
    oldest = max(0, start - RECENT)
    for seq, at, actor, type_, v, data, body in db.execute(_EVENTS, (oldest,)):
        event = read_event(type_, v, data, body)
        recent.append(Recorded(seq, at, VisitorId(actor), event))
        if seq > start:
            if seq != hub.state.durable.seq + 1:
                raise _unreadable(db, f"the events after {hub.state.durable.seq} are missing")
            hub.replay(event, seq, at)
    answers = {(actor, cmd): seq for actor, cmd, seq in db.execute("select actor, cmd_id, seq from command")}
    gone = hub.state.live.minors.gone
    return Recovered(hub.state.durable, recent, answers, hub.state.durable.at, start, gone)


def owner(db: sqlite3.Connection) -> str | None:
    """The id of the hub whose rows these are; None while there are none."""
    query = "select hub_id from snapshot union select hub_id from journal limit 1"
    row = db.execute(query).fetchone()
    return row[0] if row else None


def places(db: sqlite3.Connection, durable: DurableState, rules: Rules) -> list[tuple[VisitorId, Spot]]:
    """Where everybody stood: the stored place, or the newer one of a command."""
    found: list[tuple[VisitorId, Spot]] = []
    for name, floor, x, y, at in db.execute("select visitor, floor, x, y, at from place"):
        visitor = VisitorId(name)
        placed = durable.placed.get(visitor)
        newer = placed is not None and placed.at > at
        found.append((visitor, placed.spot if placed and newer else Spot(FloorId(floor), x, y)))
    return [(visitor, spot) for visitor, spot in found if spot.floor in rules.floors]


def newest_snapshot(db: sqlite3.Connection) -> DurableState | None:
    """The newest snapshot whose checksum holds; a damaged one is passed over for the older.

    :raises StorageError: there are snapshots, and none holds.
    """
    rows = db.execute("select state, sha256 from snapshot order by seq desc").fetchall()
    for blob, digest in rows:
        if hashlib.sha256(blob).hexdigest() == digest:
            return read_state(zlib.decompress(blob))
    if rows:
        raise _unreadable(db, "its snapshots are damaged")
    return None


def _unreadable(db: sqlite3.Connection, reason: str) -> StorageError:
    """To begin anew without a word would look like a hub that has lost everything."""
    path = db.execute("pragma database_list").fetchone()[2]
    return StorageError("storage.unreadable", file=Path(path).name, reason=reason)


CHECKPOINT_TRIES, CHECKPOINT_PAUSE_S = 20, 0.05


def store_snapshot(
    db: sqlite3.Connection, hub_id: str, seq: int, at: int, state: bytes, *, alone: bool = False
) -> bool:
    """Keep a snapshot, forget all but two, and delete the journal's rows that the older of two holds.

    ``alone`` keeps only this one, deletes every row it holds, and empties the write-ahead log; False if
    somebody read the log all the time, and it still holds what was deleted.
    """
    blob = zlib.compress(state, 1)
    db.execute("begin immediate")
    db.execute(
        "insert or replace into snapshot (seq, hub_id, at, state, sha256) values (?, ?, ?, ?, ?)",
        (seq, hub_id, at, blob, hashlib.sha256(blob).hexdigest()),
    )
    newest = "select seq from snapshot order by seq desc limit ?"
    db.execute(f"delete from snapshot where seq not in ({newest})", (1 if alone else 2,))
    kept = [row[0] for row in db.execute("select seq from snapshot")]
    if alone or len(kept) == 2:
        db.execute("delete from journal where seq <= ?", (min(kept),))
    db.execute("commit")
    return not alone or _empty_log(db)


def _empty_log(db: sqlite3.Connection) -> bool:
    """Empty the write-ahead log; again where somebody else, such as a backup, reads the file meanwhile."""
    for _ in range(CHECKPOINT_TRIES):
        is_busy, *_ = db.execute("pragma wal_checkpoint(truncate)").fetchone()
        if not is_busy:
            return True
        time.sleep(CHECKPOINT_PAUSE_S)
    return False


_LEFT_BEHIND = """
select exists (
    select 1 from journal
    where type in ('visitor.erased', 'minors.cleared') or type = 'poll.closed' and data->>'$.anonymous'
)
"""


def left_behind(db: sqlite3.Connection) -> bool:
    """Whether the journal still holds what a snapshot alone was to follow, which deletes those rows, or the
    log does and cannot be emptied now.
    """
    is_busy, *_ = db.execute("pragma wal_checkpoint(truncate)").fetchone()
    return bool(is_busy) or bool(db.execute(_LEFT_BEHIND).fetchone()[0])
