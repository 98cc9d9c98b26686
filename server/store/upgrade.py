"""Alembic at work on a hub's file; a file that is newer than this program is refused."""

from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import create_engine
from sqlalchemy.exc import DatabaseError

from server.store.journal import StorageError

SCRIPTS = Path(__file__).parent / "migrations"


def upgrade(path: Path) -> None:
    """Create or upgrade the file.

    :raises StorageError: it was written by a newer version, or is no hub's file.
    """
    config = Config()
    config.set_main_option("script_location", str(SCRIPTS))
    engine = create_engine(f"sqlite:///{path}")
    try:
        with engine.begin() as connection:
            known = {each.revision for each in ScriptDirectory.from_config(config).walk_revisions()}
            current = MigrationContext.configure(connection).get_current_revision()
            if current is not None and current not in known:
                raise StorageError("storage.newer", file=path.name, found=current)
            config.attributes["connection"] = connection
            command.upgrade(config, "head")
    except DatabaseError as error:
        raise StorageError("storage.unreadable", file=path.name, reason=str(error.orig)) from error
    finally:
        engine.dispose()
