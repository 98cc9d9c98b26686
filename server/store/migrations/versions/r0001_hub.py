"""The first tables."""

from alembic import op

from server.store.schema import METADATA

revision = "0001"
down_revision = None

_TABLES = ("journal", "command", "message", "audit", "place", "session", "snapshot", "secret")


def upgrade() -> None:
    """Create them."""
    METADATA.create_all(op.get_bind(), tables=[METADATA.tables[name] for name in _TABLES])


def downgrade() -> None:
    """Drop them."""
    METADATA.drop_all(op.get_bind(), tables=[METADATA.tables[name] for name in _TABLES])
