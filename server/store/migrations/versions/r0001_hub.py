"""The first tables, written out: a revision stays as it was, whatever today's tables are."""

from alembic import op

revision = "0001"
down_revision = None

_TABLES = {
    "journal": """
        seq integer not null primary key, hub_id text not null, at bigint not null, actor text not null,
        cmd_id text not null, type text not null, v integer not null, data text not null""",
    "command": """
        cmd_id text not null, actor text not null, hub_id text not null, seq integer not null,
        at bigint not null, primary key (cmd_id, actor)""",
    "message": """
        id text not null primary key, hub_id text not null, seq integer not null, channel text not null,
        author text not null, at bigint not null, body text, expires_at bigint not null""",
    "audit": """
        seq integer not null primary key, hub_id text not null, at bigint not null, actor text not null,
        act text not null, target text not null, expires_at bigint not null""",
    "place": """
        visitor text not null primary key, hub_id text not null, floor text not null, x integer not null,
        y integer not null, at bigint not null""",
    "session": """
        hash text not null primary key, hub_id text not null, visitor text not null,
        created_at bigint not null, expires_at bigint not null""",
    "snapshot": """
        seq integer not null primary key, hub_id text not null, at bigint not null, state blob not null,
        sha256 text not null""",
}
_WITHOUT_ROWID = ("command", "place", "session")


def upgrade() -> None:
    """Create them."""
    for name, columns in _TABLES.items():
        op.execute(f"create table {name} ({columns}){' without rowid' if name in _WITHOUT_ROWID else ''}")
    op.execute("create index message_by_channel on message (channel, seq)")


def downgrade() -> None:
    """Drop them."""
    for name in _TABLES:
        op.drop_table(name)
