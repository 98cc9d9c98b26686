"""What lies in the folder of files: one row each."""

from alembic import op

revision = "0004"
down_revision = "0003"


def upgrade() -> None:
    """Create it."""
    op.execute(
        """create table files (
        id text not null primary key, hub_id text not null, kind text not null, name text not null,
        type text not null, size bigint not null, owner text, stage text, made_at bigint not null,
        expires_at bigint) without rowid"""
    )


def downgrade() -> None:
    """Drop it."""
    op.drop_table("files")
