"""Administrator links, and who made which invite link."""

from alembic import op

revision = "0002"
down_revision = "0001"

_TABLES = {
    "admin_link": """
        hash text not null primary key, hub_id text not null, expires_at bigint not null, used_at bigint""",
    "invite": """
        id text not null primary key, hub_id text not null, maker text not null, at bigint not null,
        expires_at bigint not null""",
}


def upgrade() -> None:
    """Create them."""
    for name, columns in _TABLES.items():
        op.execute(f"create table {name} ({columns}) without rowid")


def downgrade() -> None:
    """Drop them."""
    for name in _TABLES:
        op.drop_table(name)
