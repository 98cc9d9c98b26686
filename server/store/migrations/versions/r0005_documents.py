"""Shared documents: their updates, one row each."""

from alembic import op

revision = "0005"
down_revision = "0004"


def upgrade() -> None:
    """Create it."""
    op.execute(
        """create table doc_update (
        doc text not null, n integer not null, hub_id text not null, at bigint not null, bytes blob not null,
        primary key (doc, n)) without rowid"""
    )


def downgrade() -> None:
    """Drop it."""
    op.drop_table("doc_update")
