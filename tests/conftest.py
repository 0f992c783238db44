"""What tests of several stages share: where the records lie, and how hypothesis draws."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings
from sqlalchemy import create_engine, text

from demarche.store import Store, open_record

# The machine decides how long an example takes, not the code; the draws are the same in every run.
settings.register_profile(
    "demarche", deadline=None, derandomize=True, max_examples=60, suppress_health_check=[HealthCheck.too_slow]
)
settings.load_profile("demarche")

POSTGRES = os.environ.get("DEMARCHE_TEST_POSTGRES")


@pytest.fixture(params=["sqlite", "postgresql"])
def record(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """A record that does not exist yet: a file, and a fresh PostgreSQL database where a server is named."""
    if request.param == "sqlite":
        yield str(tmp_path / "record.db")
        return
    if not POSTGRES:
        pytest.skip("no PostgreSQL server: DEMARCHE_TEST_POSTGRES is not set (.ci/run starts one)")
    server = create_engine(POSTGRES, isolation_level="AUTOCOMMIT")
    with server.connect() as connection:
        connection.execute(text("DROP DATABASE IF EXISTS demarche_test WITH (FORCE)"))
        connection.execute(text("CREATE DATABASE demarche_test"))
    yield server.url.set(database="demarche_test").render_as_string(hide_password=False)
    with server.connect() as connection:
        connection.execute(text("DROP DATABASE IF EXISTS demarche_test WITH (FORCE)"))
    server.dispose()


@pytest.fixture
def store(record: str) -> Iterator[Store]:
    """An empty record on either database."""
    with open_record(record, create=True) as opened:
        yield opened
