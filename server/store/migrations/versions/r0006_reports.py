"""The words of reports, and what was said around what they are about."""

from alembic import op

revision = "0006"
down_revision = "0005"


def upgrade() -> None:
    """Create the table."""
    op.execute(
        """create table report_line (
        report text not null, n integer not null, hub_id text not null, author text not null,
        at bigint not null, body text, expires_at bigint not null, primary key (report, n)) without rowid"""
    )


def downgrade() -> None:
    """Drop it."""
    op.drop_table("report_line")
