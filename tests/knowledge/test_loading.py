"""The shipped tables: complete, consistent, quick to load."""

from __future__ import annotations

import subprocess
import sys
from itertools import pairwise
from pathlib import Path

import pytest

from demarche.errors import KnowledgeError
from demarche.knowledge import load_knowledge, tables
from demarche.knowledge.tables import read_table
from demarche.records import Actor, Role

KNOWLEDGE = load_knowledge()


def test_extent() -> None:
    organisations = [entry for entry in KNOWLEDGE.organisations.values() if not entry.group]
    groups = [entry for entry in KNOWLEDGE.organisations.values() if entry.group]
    assert len(KNOWLEDGE.states) >= 200
    assert len(organisations) >= 120
    assert len(groups) >= 80
    assert {"XKX", "TWN", "HKG", "PSE"} <= set(KNOWLEDGE.states)
    assert {"AFGTAL", "LBNHEZ", "PSEHMS", "YEMHOU"} <= {group.party for group in groups}


def test_loaded_once() -> None:
    assert load_knowledge() is KNOWLEDGE
    assert load_knowledge(()) is KNOWLEDGE


def test_every_state_has_an_adjective_or_a_reason() -> None:
    without = {state.party for state in KNOWLEDGE.states.values() if not state.adjectives}
    # These use the noun ("Liechtenstein officials") or share the adjective of another state ("Congolese", "Dominican").
    assert without <= {"COG", "DMA", "LIE", "VAT", "FLK", "FRO", "AND", "HKG"}


def test_codes_of_organisations_are_no_states() -> None:
    assert not set(KNOWLEDGE.states) & set(KNOWLEDGE.organisations)


def test_terms_of_one_office_do_not_overlap() -> None:
    heads = {"President", "Prime Minister", "Chancellor"}
    for party in ("USA", "GBR", "DEU", "FRA", "UKR", "KOR", "JPN", "NATO"):
        for title in heads | {"Secretary General"}:
            terms = sorted(
                (role.start, role.end or "9999")
                for actor in KNOWLEDGE.actors.values()
                for role in actor.roles
                if role.of == party and role.title == title and role.start
            )
            for (_, end), (start, _) in pairwise(terms):
                assert end <= start, (party, title, end, start)


ROLE_AT = [
    ("2016-05-01", "2016-05-01", "VRN", "in the first term"),
    ("2021-06-30", "2021-06-30", "VRN", "a month is held to its end"),
    ("2023-01-01", "2023-12-31", "LOS", "an open term"),
    ("2010-01-01", "2010-01-01", "VRN", "before all: the first"),
    (None, None, "LOS", "no date: the latest"),
]


@pytest.mark.parametrize(("earliest", "latest", "party", "why"), ROLE_AT)
def test_role_at(earliest: str | None, latest: str | None, party: str, why: str) -> None:
    moren = Actor(
        id="person/ilka-moren",
        name="Ilka Moren",
        kind="person",
        roles=(
            Role(title="Secretary-General", of="LOS", start="2021-07"),
            Role(title="Foreign Minister", of="VRN", start="2015-02", end="2021-06"),
        ),
    )
    role = KNOWLEDGE.role_at(moren, earliest, latest)
    assert role is not None, why
    assert role.of == party, why


def test_institution_names() -> None:
    assert KNOWLEDGE.institution("NOR", "foreign-ministry").name == "Ministry of Foreign Affairs (Norway)"
    assert KNOWLEDGE.institution("CHN", "defence-ministry").name == "Ministry of National Defense (China)"
    assert KNOWLEDGE.institution("CHN", "state-media").name == "Chinese state media"
    assert KNOWLEDGE.institution("CHN", "state-media").kind == "media"


FAULTY = [
    ("a,b\n1,2\n", "source", "no header of comments"),
    ("# Source: own\na,b\n1,2\n", "licence", "no licence"),
    ("# Source: own. Licence: own.\na,c\n1,2\n", "columns", "another column"),
    ("# Source: own. Licence: own.\na,b\n1,2\n3\n", "line 4", "a cell missing"),
    ("# Source: own. Licence: own.\na,b\n,2\n", "'a' is empty", "a required cell empty"),
]


@pytest.mark.parametrize(("content", "said", "why"), FAULTY)
def test_faulty_tables_are_refused(
    content: str, said: str, why: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "table.csv").write_text(content, encoding="utf-8")
    monkeypatch.setattr(tables, "FOLDER", tmp_path)
    with pytest.raises(KnowledgeError, match=said):
        list(read_table("table.csv", ("a", "b"), ("a",)))


def test_loads_without_the_model() -> None:
    code = "import sys, demarche.knowledge as k; k.load_knowledge(); assert 'spacy' not in sys.modules; print('alone')"
    result = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert result.stdout == "alone\n"
