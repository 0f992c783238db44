"""What tests of several stages share: where the records lie, and how hypothesis draws."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings
from sqlalchemy import create_engine, text

from demarche.store import Store, open_record
from demarche.store.schema import metadata

# The machine decides how long an example takes, not the code; the draws are the same in every run.
settings.register_profile(
    "demarche", deadline=None, derandomize=True, max_examples=60, suppress_health_check=[HealthCheck.too_slow]
)
settings.load_profile("demarche")

POSTGRES = os.environ.get("DEMARCHE_TEST_POSTGRES")


DATABASES = ("sqlite", "postgresql")


@pytest.fixture(params=DATABASES)
def record(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """A record that does not exist yet: a file, and an empty PostgreSQL schema where a server is named."""
    if request.param == "sqlite":
        yield str(tmp_path / "record.db")
    else:
        with _schema("fresh") as url:
            yield url


@pytest.fixture(scope="session")
def empty_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An empty record, to be copied: making the tables takes longer than most tests."""
    path = tmp_path_factory.mktemp("empty") / "record.db"
    open_record(str(path), create=True).close()
    return path


@pytest.fixture(scope="session")
def sample_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A record of the bundled sample as the shipped reader reads it, to be copied: reading takes ten seconds."""
    from demarche.runs import read_inputs
    from demarche.sample import ACTORS, FOLDER
    from demarche.settings import Settings

    path = tmp_path_factory.mktemp("sample") / "sample.db"
    with open_record(str(path), create=True) as store:
        read_inputs((str(FOLDER),), Settings.load({}, record=str(path), actors=(str(ACTORS),)), store)
    return path


@pytest.fixture(scope="session")
def postgres() -> Iterator[Store]:
    """A record on PostgreSQL that many tests use one after the other, emptied in between."""
    with _schema("shared") as url, open_record(url, create=True) as opened:
        yield opened


@pytest.fixture(params=DATABASES)
def store(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Store]:
    """An empty record on either database."""
    if request.param == "sqlite":
        path = tmp_path / "record.db"
        shutil.copy(request.getfixturevalue("empty_file"), path)
        with open_record(str(path)) as opened:
            yield opened
    else:
        opened = request.getfixturevalue("postgres")
        yield opened
        with opened.engine.begin() as connection:
            connection.execute(text(f"TRUNCATE {', '.join(metadata.tables)} RESTART IDENTITY"))


@contextmanager
def _schema(name: str) -> Iterator[str]:
    if not POSTGRES:
        pytest.skip("no PostgreSQL server: DEMARCHE_TEST_POSTGRES is not set (.ci/run starts one)")
    server = create_engine(POSTGRES, isolation_level="AUTOCOMMIT")
    drop = text(f"DROP SCHEMA IF EXISTS demarche_{name} CASCADE")
    with server.connect() as connection:
        connection.execute(drop)
        connection.execute(text(f"CREATE SCHEMA demarche_{name}"))
    yield server.url.update_query_dict({"options": f"-csearch_path=demarche_{name}"}).render_as_string(
        hide_password=False
    )
    with server.connect() as connection:
        connection.execute(drop)
    server.dispose()
