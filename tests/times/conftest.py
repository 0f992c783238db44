"""The reader, loaded once for the tests of this folder."""

from __future__ import annotations

import pytest
from spacy.language import Language

from demarche.sentences import load_reader
from demarche.settings import Settings


@pytest.fixture(scope="session")
def nlp() -> Language:
    return load_reader(Settings())
