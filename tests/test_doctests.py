"""The examples in docstrings run."""

from __future__ import annotations

import doctest
import importlib
import pkgutil

import pytest

import demarche

# Alembic's env.py runs only under Alembic.
MODULES = sorted(
    module.name
    for module in pkgutil.walk_packages(demarche.__path__, "demarche.")
    if not module.name.startswith("demarche.store.migrations")
)


@pytest.mark.parametrize("name", MODULES)
def test_examples(name: str) -> None:
    assert doctest.testmod(importlib.import_module(name)).failed == 0
