"""What an act of a host gave, such as a role."""

from alembic import op

revision = "0003"
down_revision = "0002"


def upgrade() -> None:
    """Give the audit list its detail; rows of before have none."""
    op.execute("alter table audit add column detail text")


def downgrade() -> None:
    """Take it away."""
    op.execute("alter table audit drop column detail")
