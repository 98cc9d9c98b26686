"""The tables of a hub's file, for migrations and reads. The write path uses plain statements
(``statements.py``).
"""

from sqlalchemy import BigInteger, Column, Index, Integer, LargeBinary, MetaData, Table, Text

METADATA = MetaData()

JOURNAL = Table(
    "journal",
    METADATA,
    Column("seq", Integer, primary_key=True, autoincrement=False),
    Column("hub_id", Text, nullable=False),
    Column("at", BigInteger, nullable=False),
    Column("actor", Text, nullable=False),
    Column("cmd_id", Text, nullable=False),
    Column("type", Text, nullable=False),
    Column("v", Integer, nullable=False),
    Column("data", Text, nullable=False),
)
"""The recovery log: one row an event, ``seq`` gapless. Texts of messages are not in it."""

COMMAND = Table(
    "command",
    METADATA,
    Column("cmd_id", Text, primary_key=True),
    Column("actor", Text, primary_key=True),
    Column("hub_id", Text, nullable=False),
    Column("seq", Integer, nullable=False),
    Column("at", BigInteger, nullable=False),
    sqlite_with_rowid=False,
)
"""Which command got which answer, kept 48 h: a repeat gets the old one."""

MESSAGE = Table(
    "message",
    METADATA,
    Column("id", Text, primary_key=True),
    Column("hub_id", Text, nullable=False),
    Column("seq", Integer, nullable=False),
    Column("channel", Text, nullable=False),
    Column("author", Text, nullable=False),
    Column("at", BigInteger, nullable=False),
    Column("body", Text),
    Column("expires_at", BigInteger, nullable=False),
    Index("message_by_channel", "channel", "seq"),
)
"""Message texts; ``body`` is null where a host deleted it."""

AUDIT = Table(
    "audit",
    METADATA,
    Column("seq", Integer, primary_key=True, autoincrement=False),
    Column("hub_id", Text, nullable=False),
    Column("at", BigInteger, nullable=False),
    Column("actor", Text, nullable=False),
    Column("act", Text, nullable=False),
    Column("target", Text, nullable=False),
    Column("expires_at", BigInteger, nullable=False),
    Column("detail", Text),
)
"""What hosts did: who, what, to whom, when; ``detail`` is the role that was granted."""

PLACE = Table(
    "place",
    METADATA,
    Column("visitor", Text, primary_key=True),
    Column("hub_id", Text, nullable=False),
    Column("floor", Text, nullable=False),
    Column("x", Integer, nullable=False),
    Column("y", Integer, nullable=False),
    Column("at", BigInteger, nullable=False),
    sqlite_with_rowid=False,
)
"""Where each visitor who is here stands: one row a visitor, overwritten. No history is kept."""

SESSION = Table(
    "session",
    METADATA,
    Column("hash", Text, primary_key=True),
    Column("hub_id", Text, nullable=False),
    Column("visitor", Text, nullable=False),
    Column("created_at", BigInteger, nullable=False),
    Column("expires_at", BigInteger, nullable=False),
    sqlite_with_rowid=False,
)
"""Which browser is which visitor: the cookie's SHA-256, never the cookie."""

ADMIN_LINK = Table(
    "admin_link",
    METADATA,
    Column("hash", Text, primary_key=True),
    Column("hub_id", Text, nullable=False),
    Column("expires_at", BigInteger, nullable=False),
    Column("used_at", BigInteger),
    sqlite_with_rowid=False,
)
"""Links that made, or may make, an administrator: the token's SHA-256. A used one stays on record, since the
start asks whether there ever was one.
"""

INVITE = Table(
    "invite",
    METADATA,
    Column("id", Text, primary_key=True),
    Column("hub_id", Text, nullable=False),
    Column("maker", Text, nullable=False),
    Column("at", BigInteger, nullable=False),
    Column("expires_at", BigInteger, nullable=False),
    sqlite_with_rowid=False,
)
"""Who made which invite link, and when; its role and uses are durable state."""

REPORT_LINE = Table(
    "report_line",
    METADATA,
    Column("report", Text, primary_key=True),
    Column("n", Integer, primary_key=True),
    Column("hub_id", Text, nullable=False),
    Column("author", Text, nullable=False),
    Column("at", BigInteger, nullable=False),
    Column("body", Text),
    Column("expires_at", BigInteger, nullable=False),
    sqlite_with_rowid=False,
)
"""The words of a report (``n`` 0), whom it is about (-1), and what was said around its message."""

FILES = Table(
    "files",
    METADATA,
    Column("id", Text, primary_key=True),
    Column("hub_id", Text, nullable=False),
    Column("kind", Text, nullable=False),
    Column("name", Text, nullable=False),
    Column("type", Text, nullable=False),
    Column("size", BigInteger, nullable=False),
    Column("owner", Text),
    Column("stage", Text),
    Column("made_at", BigInteger, nullable=False),
    Column("expires_at", BigInteger),
    sqlite_with_rowid=False,
)
"""What lies in the folder of files: what it is, whose, and until when. The bytes are not in the database."""

SNAPSHOT = Table(
    "snapshot",
    METADATA,
    Column("seq", Integer, primary_key=True, autoincrement=False),
    Column("hub_id", Text, nullable=False),
    Column("at", BigInteger, nullable=False),
    Column("state", LargeBinary, nullable=False),
    Column("sha256", Text, nullable=False),
)
"""The durable state at a batch boundary, zlib-compressed JSON; two are kept."""

DOC_UPDATE = Table(
    "doc_update",
    METADATA,
    Column("doc", Text, primary_key=True),
    Column("n", Integer, primary_key=True),
    Column("hub_id", Text, nullable=False),
    Column("at", BigInteger, nullable=False),
    Column("bytes", LargeBinary, nullable=False),
    sqlite_with_rowid=False,
)
"""Shared documents: one row an update, ``n`` counted a document; after compaction one row holds them all. Who
wrote an update is not kept.
"""
