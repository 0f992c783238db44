"""Users' files: TOML actors and Wikidata extracts."""

from __future__ import annotations

import gzip
import json
from pathlib import Path
from typing import Any

import pytest

from demarche.errors import KnowledgeError
from demarche.knowledge import load_knowledge

INVENTED = Path(__file__).parent.parent / "actors" / "invented.toml"


def test_own_states_organisations_and_persons_are_added() -> None:
    knowledge = load_knowledge([INVENTED])
    assert knowledge.party_name("VRN") == "Varnia"
    assert [n.referent for n in knowledge.lexicon.lookup("Varnians")] == ["VRN"]
    assert [n.referent for n in knowledge.lexicon.lookup("Straits Council")] == ["LOS/straits-council"]
    assert knowledge.institution("VRN", "foreign-ministry").name == "Ministry of Outer Affairs (Varnia)"
    assert knowledge.actors["person/ilka-moren"].party == "LOS"
    assert knowledge.genders["person/ilka-moren"] == "f"
    assert knowledge.party_name("NOR") == "Norway", "the shipped ones stay"


def test_own_state_takes_the_place_of_a_shipped_one(tmp_path: Path) -> None:
    file = tmp_path / "mine.toml"
    file.write_text('[[state]]\nparty = "NOR"\nname = "Noreg"\nadjectives = ["Norsk"]\n', encoding="utf-8")
    knowledge = load_knowledge([file])
    assert knowledge.party_name("NOR") == "Noreg"
    assert not [n for n in knowledge.lexicon.lookup("Norwegian") if n.referent == "NOR"]


def test_a_changed_file_is_read_again(tmp_path: Path) -> None:
    import os

    file = tmp_path / "mine.toml"
    file.write_text('[[state]]\nparty = "VRN"\nname = "Varnia"\n', encoding="utf-8")
    assert load_knowledge([file]).party_name("VRN") == "Varnia"
    file.write_text('[[state]]\nparty = "VRN"\nname = "New Varnia"\n', encoding="utf-8")
    os.utime(file, ns=(1, 1))
    assert load_knowledge([file]).party_name("VRN") == "New Varnia"


FAULTY = [
    ("[[state]\n", "not valid TOML", "broken brackets"),
    ('[[state]]\nname = "Varnia"\n', "party", "a state without its party"),
    ('[[state]]\nparty = "VRN"\nname = "Varnia"\ncolour = "red"\n', "colour", "a field nobody knows"),
    ('[[person]]\nname = "Ilka Moren"\ngender = "x"\n', "gender", "a gender that is neither m nor f"),
    ('[[person]]\nname = " "\n', "empty name", "a person without a name"),
]


@pytest.mark.parametrize(("content", "said", "why"), FAULTY)
def test_faulty_files_are_refused_by_name(content: str, said: str, why: str, tmp_path: Path) -> None:
    file = tmp_path / "mine.toml"
    file.write_text(content, encoding="utf-8")
    with pytest.raises(KnowledgeError, match=said) as caught:
        load_knowledge([file])
    assert "mine.toml" in str(caught.value), why


def test_absent_file_is_refused(tmp_path: Path) -> None:
    with pytest.raises(KnowledgeError, match=r"absent\.toml"):
        load_knowledge([tmp_path / "absent.toml"])


def item(value: str) -> dict[str, Any]:
    return {"mainsnak": {"datavalue": {"value": {"id": value}}}, "rank": "normal"}


def day(value: str, precision: int = 11) -> list[dict[str, Any]]:
    return [{"datavalue": {"value": {"time": f"+{value}T00:00:00Z", "precision": precision}}}]


ENTITIES: list[dict[str, Any]] = [
    {
        "id": "Q1",
        "labels": {"en": {"value": "Norway"}},
        "claims": {"P298": [{"mainsnak": {"datavalue": {"value": "NOR"}}}]},
    },
    {"id": "Q2", "labels": {"en": {"value": "Minister of Fjords"}}, "claims": {"P1001": [item("Q1")]}},
    {
        "id": "Q3",
        "labels": {"en": {"value": "Sunniva Tveit"}},
        "aliases": {"en": [{"value": "S. Tveit"}]},
        "claims": {
            "P31": [item("Q5")],
            "P21": [item("Q6581072")],
            "P39": [
                item("Q2") | {"qualifiers": {"P580": day("2018-03-04"), "P582": day("2020-05-00", 10)}},
                item("Q2") | {"rank": "deprecated", "qualifiers": {"P580": day("1999-01-01")}},
            ],
        },
    },
    {
        "id": "Q4",
        "labels": {"en": {"value": "Fjord Coast Union"}},
        "aliases": {"en": [{"value": "FCU"}]},
        "claims": {"P31": [item("Q245065")]},
    },
    {"id": "Q6", "labels": {"en": {"value": "A lake"}}, "claims": {"P31": [item("Q23397")]}},
]


@pytest.mark.parametrize("packed", [False, True], ids=["lines", "gzip array"])
def test_wikidata_extract(packed: bool, tmp_path: Path) -> None:
    lines = "[\n" + ",\n".join(json.dumps(entity) for entity in ENTITIES) + "\n]\n"
    file = tmp_path / ("extract.json.gz" if packed else "extract.json")
    file.write_bytes(gzip.compress(lines.encode()) if packed else lines.encode())
    knowledge = load_knowledge([file])
    tveit = knowledge.actors["person/sunniva-tveit"]
    assert tveit.wikidata == "Q3"
    assert tveit.party == "NOR"
    assert [(r.title, r.of, r.start, r.end) for r in tveit.roles] == [
        ("Minister of Fjords", "NOR", "2018-03-04", "2020-05")
    ]
    assert knowledge.genders[tveit.id] == "f"
    assert knowledge.party_name("FCU") == "Fjord Coast Union"


def test_wikidata_faults_name_the_line(tmp_path: Path) -> None:
    file = tmp_path / "extract.jsonl"
    file.write_text('{"id": "Q1"}\nno json\n', encoding="utf-8")
    with pytest.raises(KnowledgeError, match="line 2"):
        load_knowledge([file])
