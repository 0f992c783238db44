from __future__ import annotations

from pathlib import Path

import pytest

from demarche.pipeline import Pipeline
from demarche.settings import Settings

ACTORS = Path(__file__).parent / "actors.toml"


@pytest.fixture(scope="session")
def pipeline() -> Pipeline:
    """The whole pipeline, with the invented states of `actors.toml`."""
    return Pipeline(Settings(actors=(str(ACTORS),)))
