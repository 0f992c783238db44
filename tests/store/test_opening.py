"""Records that are none, newer, older, locked or out of reach: told, not crashed over."""

from __future__ import annotations

import re
import sqlite3
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import text
from tests.readings import bare, page

from demarche.errors import OptionalPartError, RecordError
from demarche.store import Store, open_record, opening
from demarche.store.opening import MIGRATIONS, record_url
from demarche.store.schema import REVISION, VERSION_TABLE, metadata


def test_opening_twice_keeps_what_is_there(record: str) -> None:
    source = page()
    with open_record(record, create=True) as store:
        store.add([(source, bare(source))])
    with open_record(record) as store:
        assert list(store.readings()) == [bare(source)]


def test_the_migrations_make_the_tables_that_the_code_names(store: Store) -> None:
    def ours(thing: object, name: str | None, kind: str, reflected: bool, other: object) -> bool:
        # The search tables and columns differ between the databases and are made by the migration alone.
        return not (reflected and other is None and "search" in (name or ""))

    with store.engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"version_table": VERSION_TABLE, "include_object": ours})
        assert compare_metadata(context, metadata) == []


def test_the_newest_migration_is_the_one_that_the_code_expects() -> None:
    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS))
    assert ScriptDirectory.from_config(config).get_current_head() == REVISION


def test_there_is_none(tmp_path: Path) -> None:
    with pytest.raises(RecordError, match=r"There is no record at .*none.db; make one with: demarche read"):
        open_record(str(tmp_path / "none.db"))
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b"some words, and many more of them", "the file is not a SQLite database"),
        (b"SQLite format 3\x00" + b"\xff" * 4096, "cannot be used"),
    ],
)
def test_a_file_that_is_no_record(tmp_path: Path, content: bytes, message: str) -> None:
    path = tmp_path / "notes.db"
    path.write_bytes(content)
    with pytest.raises(RecordError, match=message):
        open_record(str(path), create=True)
    assert path.read_bytes() == content


def test_a_database_of_something_else_is_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "other.db"
    connection = sqlite3.connect(path)
    connection.execute("CREATE TABLE songs (title TEXT)")
    connection.commit()
    connection.close()
    with pytest.raises(RecordError, match=r"a database of something else, which holds songs"):
        open_record(str(path), create=True)


def test_a_record_of_a_newer_version(record: str) -> None:
    with open_record(record, create=True) as store, store.engine.begin() as connection:
        connection.execute(text(f"UPDATE {VERSION_TABLE} SET version_num = '9999'"))
    with pytest.raises(RecordError, match=r"written by a newer Demarche \(its revision is 9999"):
        open_record(record, create=True)


def test_an_empty_file_becomes_a_record_only_when_asked(tmp_path: Path) -> None:
    path = tmp_path / "empty.db"
    path.touch()
    with pytest.raises(RecordError, match=r"is empty; fill it with: demarche read"):
        open_record(str(path))
    with open_record(str(path), create=True) as store:
        assert store.counts()["articles"] == 0


def test_a_folder_and_a_missing_folder(tmp_path: Path) -> None:
    with pytest.raises(RecordError, match="is a folder, not a record"):
        open_record(str(tmp_path), create=True)
    with pytest.raises(RecordError, match=r"The folder .*/no does not exist"):
        open_record(str(tmp_path / "no" / "record.db"), create=True)


def test_a_locked_record_says_so(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def impatient(connection: sqlite3.Connection, record: object) -> None:
        connection.isolation_level = None
        connection.execute("PRAGMA busy_timeout = 50")

    monkeypatch.setattr(opening, "_set_up_sqlite", impatient)
    path = tmp_path / "record.db"
    source = page()
    with open_record(str(path), create=True) as store:
        other = sqlite3.connect(path, isolation_level=None)
        other.execute("BEGIN EXCLUSIVE")
        with pytest.raises(RecordError, match="another program is writing to it"):
            store.add([(source, bare(source))])
        other.close()


def test_a_server_that_cannot_be_reached_hides_the_password() -> None:
    with pytest.raises(RecordError, match=re.escape("postgresql+psycopg://reader:***@127.0.0.1:9/x cannot be used")):
        open_record("postgresql://reader:secret@127.0.0.1:9/x", create=True)


def test_urls() -> None:
    assert record_url("news/record.db").database == "news/record.db"
    assert record_url("postgresql://h/x").drivername == "postgresql+psycopg"
    assert record_url("sqlite:///x.db").database == "x.db"
    with pytest.raises(RecordError, match="cannot hold a record"):
        record_url("mysql://h/x")
    with pytest.raises(RecordError, match="is no database URL"):
        record_url("://")


def test_without_the_driver_the_install_command_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    def missing(url: object) -> None:
        raise ModuleNotFoundError("No module named 'psycopg'")

    monkeypatch.setattr(opening, "create_engine", missing)
    with pytest.raises(OptionalPartError, match=re.escape("pip install 'demarche[postgres]'")):
        open_record("postgresql://h/x", create=True)
