"""A hub's file and its tables."""

import sqlite3
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import create_engine

from server.store.journal import StorageError
from server.store.migrate import NEWEST, is_newest, migrate
from server.store.schema import METADATA
from server.store.upgrade import SCRIPTS


def test_the_newest_revision_is_the_head_of_the_scripts() -> None:
    config = Config()
    config.set_main_option("script_location", str(SCRIPTS))
    assert ScriptDirectory.from_config(config).get_current_head() == NEWEST


def test_a_new_file_gets_its_tables_once(tmp_path: Path) -> None:
    path = tmp_path / "hub.db"
    migrate(path)
    migrate(path)
    with closing(sqlite3.connect(path)) as db:
        tables = {name for (name,) in db.execute("select name from sqlite_master where type = 'table'")}
    assert {"journal", "command", "message", "audit", "place", "session", "snapshot"} <= tables


def test_the_revisions_together_make_todays_tables(tmp_path: Path) -> None:
    migrate(tmp_path / "hub.db")
    engine = create_engine(f"sqlite:///{tmp_path / 'hub.db'}")
    with closing(engine.connect()) as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True})
        assert compare_metadata(context, METADATA) == []
    engine.dispose()


def test_hubs_that_start_at_once_in_one_process_get_their_tables_each(tmp_path: Path) -> None:
    files = [tmp_path / f"{number % 4}.db" for number in range(8)]
    with ThreadPoolExecutor(len(files)) as pool:
        list(pool.map(migrate, files))
    assert all(is_newest(each) for each in files)


def test_a_file_of_a_newer_version_is_refused_by_name(tmp_path: Path) -> None:
    path = tmp_path / "hub.db"
    migrate(path)
    with closing(sqlite3.connect(path)) as db, db:
        db.execute("update alembic_version set version_num = '9999'")
    with pytest.raises(StorageError, match="newer version"):
        migrate(path)


def test_what_is_no_hub_is_refused_by_name(tmp_path: Path) -> None:
    path = tmp_path / "hub.db"
    path.write_bytes(b"no database at all, only words" * 100)
    with pytest.raises(StorageError, match="storage.unreadable"):
        migrate(path)
