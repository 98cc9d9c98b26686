"""The updates of shared documents on disk: one row an update, one row a document after compaction."""

import sqlite3
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Stored:
    """A document as it lies on disk: the number of its last update, and all of them in order."""

    n: int
    updates: list[bytes]


def read_document(db: sqlite3.Connection, doc: str) -> Stored:
    """A document; one that nobody has written yet has number 0."""
    rows = db.execute("select n, bytes from doc_update where doc = ? order by n", (doc,)).fetchall()
    return Stored(rows[-1][0] if rows else 0, [each for _, each in rows])


def count_documents(db: sqlite3.Connection) -> int:
    """How many documents hold anything."""
    return db.execute("select count(distinct doc) from doc_update").fetchone()[0]


def compact(db: sqlite3.Connection, doc: str, n: int, state: bytes) -> None:
    """Put one row that holds everything up to update ``n`` in place of all those; what was deleted in the
    document is not in it any more.
    """
    db.execute("begin immediate")
    db.execute("delete from doc_update where doc = ? and n < ?", (doc, n))
    db.execute("update doc_update set bytes = ? where doc = ? and n = ?", (state, doc, n))
    db.execute("commit")


def expire_documents(db: sqlite3.Connection, before: int) -> list[str]:
    """Delete the documents that nobody has changed since ``before`` (UTC milliseconds); which."""
    old = "select doc from doc_update group by doc having max(at) < ?"
    found = [doc for (doc,) in db.execute(old, (before,))]
    db.execute("begin immediate")
    db.executemany("delete from doc_update where doc = ?", [(each,) for each in found])
    db.execute("commit")
    return found
