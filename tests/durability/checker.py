"""The checker: what clients were told against what the file holds.

A client keeps every command it gave as an ``Op``. ``OK`` was acknowledged, ``FAIL`` was refused, ``UNKNOWN``
has no answer: the server was killed before it came. The rules: an acknowledged command is in the log exactly
once, under the number it was acknowledged with; a refused one is not in it; an unanswered one is in it once
or not at all; what one person did stands in the order in which it was done; numbers have no gaps.
"""

import json
import sqlite3
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from enum import Enum
from pathlib import Path
from typing import Any


class Outcome(Enum):
    """What a client knows of a command."""

    OK = "ok"
    FAIL = "fail"
    UNKNOWN = "unknown"


@dataclass(slots=True)
class Op:
    """One command as its client saw it. ``answers`` are the numbers of all its acknowledgements, None for
    one that changed nothing durable.
    """

    actor: str
    cmd_id: str
    command: str
    fields: dict[str, str]
    outcome: Outcome = Outcome.UNKNOWN
    answers: list[int | None] = field(default_factory=list[int | None])


@dataclass(frozen=True, slots=True)
class Entry:
    """One row of the log; ``data`` of a message with its text."""

    seq: int
    actor: str
    cmd_id: str
    type: str
    data: dict[str, Any]


WRITES = {
    "chat.post": "message.posted",
    "room.enter": "visitor.placed",
    "role.grant": "role.granted",
    "room.lock": "room.locked",
    "room.unlock": "room.unlocked",
}
"""A command and the one event that it writes."""

_LOG = """
select j.seq, j.actor, j.cmd_id, j.type, j.data, m.body
from journal j left join message m on m.seq = j.seq order by j.seq
"""


def read_log(path: Path) -> list[Entry]:
    """The log of a hub that is not running."""
    with sqlite3.connect(path) as db:
        rows = db.execute(_LOG).fetchall()
    db.close()
    return [
        Entry(seq, actor, cmd_id, type_, {**json.loads(data), **({"body": body} if body else {})})
        for seq, actor, cmd_id, type_, data, body in rows
    ]


def violations(history: Sequence[Op], log: Sequence[Entry]) -> list[str]:
    """Every promise that was broken, in words; empty when all were kept."""
    written: dict[tuple[str, str], list[Entry]] = {}
    for entry in log:
        written.setdefault((entry.actor, entry.cmd_id), []).append(entry)
    found = [*_gaps(log), *_twice(log), *_order(history)]
    for op in history:
        found += _judge(op, written.get((op.actor, op.cmd_id), []))
    return found


def _gaps(log: Sequence[Entry]) -> Iterable[str]:
    for number, entry in enumerate(log, 1):
        if entry.seq != number:
            yield f"the log has {entry.seq} where {number} should be"
            return


def _twice(log: Sequence[Entry]) -> Iterable[str]:
    """Every text is said once in these tests, so that a line that stands twice is a command done twice."""
    bodies = Counter(entry.data["body"] for entry in log if entry.data.get("body"))
    return (f"{body!r} stands {count} times in the log" for body, count in bodies.items() if count > 1)


def _order(history: Sequence[Op]) -> Iterable[str]:
    last: dict[str, int] = {}
    for op in history:
        for seq in op.answers[:1]:
            if seq is not None and seq <= last.get(op.actor, 0):
                yield f"{op} was done after {last[op.actor]}"
            last[op.actor] = max(last.get(op.actor, 0), seq or 0)


def _judge(op: Op, rows: list[Entry]) -> Iterable[str]:
    if len(set(op.answers)) > 1:
        yield f"{op} got different answers"
    if len(rows) > 1:
        yield f"{op} is in the log {len(rows)} times"
    if op.outcome is Outcome.FAIL and rows:
        yield f"{op} was refused and is in the log"
    acknowledged = op.answers[0] if op.answers else None
    if op.outcome is Outcome.OK and acknowledged != (rows[0].seq if rows else None):
        yield f"{op} was acknowledged and is not in the log under that number"
    for row in rows:
        wrong = {key for key, value in op.fields.items() if row.data.get(key) != value}
        if row.type != WRITES[op.command] or wrong:
            yield f"{op} is in the log as {row}"
