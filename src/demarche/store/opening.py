"""A record is found, checked, made or brought up to date here; every other module gets a working engine."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Engine, create_engine, event, inspect, text
from sqlalchemy.engine import URL, make_url
from sqlalchemy.exc import ArgumentError, DBAPIError, NoSuchModuleError

from demarche.errors import OptionalPartError, RecordError
from demarche.store.schema import REVISION, VERSION_TABLE, metadata

SQLITE_MAGIC = b"SQLite format 3\x00"
MIGRATIONS = Path(__file__).parent / "migrations"


def record_url(record: str) -> URL:
    """The database URL of a record that is named by a path, a ``sqlite://`` or a ``postgresql://`` URL.

    Raises `RecordError` for any other kind of URL.

    >>> str(record_url("demarche.db"))
    'sqlite:///demarche.db'
    """
    if "://" not in record:
        return URL.create("sqlite", database=record)
    try:
        url = make_url(record)
    except ArgumentError as error:
        raise RecordError(f"{record} is no database URL; a record is a file or a postgresql:// URL.") from error
    if url.drivername in ("postgresql", "postgres"):
        return url.set(drivername="postgresql+psycopg")
    if url.get_backend_name() not in ("sqlite", "postgresql"):
        raise RecordError(f"{_shown(url)} cannot hold a record; give a file or a postgresql:// URL.")
    return url


def open_engine(record: str, *, create: bool) -> Engine:
    """An engine on a record of the present version.

    With `create`, a record that is not there is made, and an older one brought up to date; without, both are errors.

    Raises `RecordError` where there is none, the file or database is something else, is of a newer version, or cannot
    be opened; `OptionalPartError` where the PostgreSQL driver is missing.
    """
    url = record_url(record)
    if url.get_backend_name() == "sqlite":
        _check_file(url, create=create)
    try:
        engine = create_engine(url)
    except (ModuleNotFoundError, NoSuchModuleError) as error:
        raise OptionalPartError("A record on PostgreSQL needs its driver: pip install 'demarche[postgres]'") from error
    if engine.dialect.name == "sqlite":
        event.listen(engine, "connect", _set_up_sqlite)
        event.listen(engine, "begin", _begin)
    try:
        with told(url), engine.begin() as connection:
            _check_version(connection, url, create=create)
    except RecordError:
        engine.dispose()
        raise
    return engine


@contextmanager
def told(url: URL) -> Iterator[None]:
    """Turns the database's own errors into `RecordError`s that say what to do."""
    try:
        yield
    except DBAPIError as error:
        reason = str(error.orig).strip().splitlines()[0] if error.orig else str(error)
        hint = "check that it is a record and not damaged"
        if "locked" in reason:
            hint = "another program is writing to it; try again when it has finished"
        elif "readonly" in reason or "read-only" in reason or "unable to open" in reason:
            hint = "check the folder and its permissions"
        elif "full" in reason:
            hint = "make room on the disk; what was stored before is safe"
        elif url.get_backend_name() == "postgresql":
            hint = "check that the server runs and that the URL's user may use the database"
        raise RecordError(f"The record {_shown(url)} cannot be used: {reason}; {hint}.") from error


def _check_file(url: URL, *, create: bool) -> None:
    name = url.database
    if not name or name == ":memory:":
        return
    path = Path(name)
    if path.is_dir():
        raise RecordError(f"{path} is a folder, not a record; name a file in it with --record.")
    if not path.exists():
        if not create:
            raise RecordError(f"There is no record at {path}; make one with: demarche read INPUT... --record {path}")
        if not path.absolute().parent.is_dir():
            raise RecordError(f"The folder {path.absolute().parent} does not exist, so no record can be made in it.")
        return
    if not os.access(path, os.R_OK):
        raise RecordError(f"The record {path} cannot be opened: permission denied.")
    with path.open("rb") as stream:
        head = stream.read(16)
    if head and head != SQLITE_MAGIC:
        raise RecordError(f"{path} is no record: the file is not a SQLite database. Name another with --record.")


def _check_version(connection: Connection, url: URL, *, create: bool) -> None:
    tables = set(inspect(connection).get_table_names())
    if VERSION_TABLE in tables:
        found = connection.execute(text(f"SELECT version_num FROM {VERSION_TABLE}")).scalar()
        if found == REVISION:
            return
        if found not in _revisions():
            raise RecordError(
                f"The record {_shown(url)} was written by a newer Demarche (its revision is {found}, this program's"
                f" {REVISION}); upgrade Demarche to use it."
            )
    elif tables and (connection.dialect.name == "sqlite" or tables & set(metadata.tables)):
        raise RecordError(
            f"{_shown(url)} is no record: it is a database of something else, which holds"
            f" {', '.join(sorted(tables)[:3])}. Name another with --record."
        )
    elif not create:
        raise RecordError(f"{_shown(url)} is empty; fill it with: demarche read INPUT... --record {_shown(url)}")
    _migrate(connection)


def _revisions() -> set[str]:
    return {path.name.split("_")[0] for path in (MIGRATIONS / "versions").glob("[0-9]*.py")}


def _migrate(connection: Connection) -> None:
    # Alembic takes a fifth of a second to load, and most openings find the record up to date.
    from alembic import command
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS).replace("%", "%%"))
    config.attributes["connection"] = connection
    command.upgrade(config, "head")


def _set_up_sqlite(connection: Any, _: object) -> None:
    # The driver's own transactions do not cover table changes; `_begin` opens them instead.
    connection.isolation_level = None
    cursor = connection.cursor()
    cursor.execute("PRAGMA busy_timeout = 30000")
    cursor.execute("PRAGMA journal_mode = WAL")
    # In WAL mode NORMAL loses no consistency; a power cut may cost the last batch, which the next run reads again.
    cursor.execute("PRAGMA synchronous = NORMAL")
    cursor.execute("PRAGMA foreign_keys = ON")
    cursor.close()


def _begin(connection: Connection) -> None:
    connection.exec_driver_sql("BEGIN")


def _shown(url: URL) -> str:
    if url.get_backend_name() == "sqlite":
        return url.database or ":memory:"
    return url.render_as_string(hide_password=True)
