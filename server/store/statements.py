"""The statements of the write path: one a table and batch, rows as one JSON array (measured: docs/adr)."""

from collections.abc import Sequence

import orjson

from rooms.ids import SYSTEM

Row = Sequence[str | int | bytes | None]


def _insert(table: str, columns: str, verb: str = "insert") -> str:
    names = columns.split()
    values = ", ".join(f"value->>{n}" for n in range(len(names)))
    return f"{verb} into {table} ({', '.join(names)}) select {values} from json_each(?)"


_BLOBS = frozenset({"doc_update"})
"""Statements whose rows end with bytes: those come as one blob beside the array, each by its place in it."""


def bound(name: str, rows: Sequence[Row]) -> tuple[str | bytes, ...]:
    """What a statement is given for its rows."""
    if name not in _BLOBS:
        return (orjson.dumps(rows).decode(),)
    blobs: list[bytes] = []
    placed: list[Row] = []
    start = 1
    for *values, blob in rows:
        assert isinstance(blob, bytes)
        placed.append((*values, start, len(blob)))
        blobs.append(blob)
        start += len(blob)
    return orjson.dumps(placed).decode(), b"".join(blobs)


STATEMENTS: dict[str, str] = {
    "journal": _insert("journal", "seq hub_id at actor cmd_id type v data"),
    "command": _insert("command", "cmd_id actor hub_id seq at"),
    "message": _insert("message", "id hub_id seq channel author at body expires_at"),
    "report_line": _insert("report_line", "report n hub_id author at body expires_at"),
    "report_line.around": (
        "insert into report_line (report, n, hub_id, author, at, body, expires_at) "
        "select value->>0, said.seq, said.hub_id, said.author, said.at, said.body, value->>2 "
        "from json_each(?) join message as told on told.id = value->>1 join message as said on said.id in "
        "(select id from message where channel = told.channel and seq <= told.seq "
        "order by seq desc limit 10) "
        "or said.id in (select id from message where channel = told.channel and seq > told.seq "
        "order by seq limit 3)"
    ),
    "report_line.nameless": (
        f"update report_line set author = '{SYSTEM}' where n = 0 "
        "and report in (select value->>0 from json_each(?))"
    ),
    "report_line.alone": (
        "delete from report_line where n > 0 and report in (select value->>0 from json_each(?))"
    ),
    "report_line.people": (
        "delete from report_line where report in (select report from report_line "
        "where n <= 0 and author in (select value->>0 from json_each(?)))"
    ),
    "report_line.author": "delete from report_line where author in (select value->>0 from json_each(?))",
    "message.body": (
        "update message set body = mended.value->>1 "
        "from json_each(?) as mended where message.id = mended.value->>0"
    ),
    "message.cleared": "update message set body = null where id in (select value->>0 from json_each(?))",
    "audit": _insert("audit", "seq hub_id at actor act target expires_at detail"),
    "place": _insert("place", "visitor hub_id floor x y at", "insert or replace"),
    "place.left": "delete from place where visitor in (select value->>0 from json_each(?))",
    "session": _insert("session", "hash hub_id visitor created_at expires_at", "insert or replace"),
    "session.renewed": (
        "update session set expires_at = renewed.value->>1 "
        "from json_each(?) as renewed where hash = renewed.value->>0"
    ),
    "session.visitor": "delete from session where visitor in (select value->>0 from json_each(?))",
    "admin_link.used": _insert("admin_link", "hash hub_id expires_at used_at", "insert or replace"),
    "invite": _insert("invite", "id hub_id maker at expires_at"),
    "invite.revoked": "delete from invite where id in (select value->>0 from json_each(?))",
    "doc_update": (
        "insert into doc_update (doc, n, hub_id, at, bytes) select value->>0, value->>1, value->>2, "
        "value->>3, substr(?2, value->>4, value->>5) from json_each(?1)"
    ),
    "doc_update.gone": "delete from doc_update where doc in (select value->>0 from json_each(?))",
    "files": _insert("files", "id hub_id kind name type size owner stage made_at expires_at"),
    "files.gone": "delete from files where id in (select value->>0 from json_each(?))",
    "files.owner": "delete from files where owner in (select value->>0 from json_each(?))",
    "audit.person": (
        "delete from audit where exists (select 1 from json_each(?) "
        "where value->>0 in (audit.actor, audit.target))"
    ),
    "audit.admitted": (
        "delete from audit where act = 'minors.admitted' and target in (select value->>0 from json_each(?))"
    ),
    "command.person": "delete from command where actor in (select value->>0 from json_each(?))",
    "message.channel": (
        "delete from message where exists (select 1 from json_each(?) "
        "where value->>0 = message.channel and message.at >= value->>1)"
    ),
    "message.author": "delete from message where author in (select value->>0 from json_each(?))",
    "message.direct": (
        "delete from message where channel like 'dm:%' and exists (select 1 from json_each(?) "
        "where instr(message.channel, value->>0))"
    ),
}
"""Name to statement; rows go in the order of this table: the journal first; reports before the words they are
about change or go; and what takes words away after what changes them.
"""
