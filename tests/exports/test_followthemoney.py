"""FollowTheMoney entities: schemas, properties and references as its model (4.11) has them."""

from __future__ import annotations

import io
import json
import re
from pathlib import Path
from shutil import copy
from typing import Any

import pytest
from tests.readings import full, linkage, page
from tests.web import invented

from demarche.errors import QueryError
from demarche.exports import export
from demarche.exports.entities import People, entity_id
from demarche.records import Actor
from demarche.store import Store, open_record

# What the model's YAML files say of the schemas and properties in use: what must be there, and what entities may name.
REQUIRED = {
    "Person": {"name"},
    "PublicBody": {"name"},
    "Organization": {"name"},
    "Representation": {"agent", "client"},
    "Article": {"fileName"},  # of Document
    "Message": {"bodyText", "sender"},
    "Event": {"name"},
}
LEGAL = {"Person", "PublicBody", "Organization"}
THING = {"name", "alias", "country", "wikidataId"}
INTERVAL = {"date", "summary", "recordId", "sourceUrl", "proof", "publisher"}
ALLOWED = {
    "Person": THING | {"position"},
    "PublicBody": THING | {"abbreviation"},
    "Organization": THING | {"abbreviation"},
    "Representation": {"agent", "client", "role"},
    "Article": {
        "title", "fileName", "author", "publisher", "publishedAt", "retrievedAt", "sourceUrl", "language", "bodyText",
    },
    "Message": INTERVAL | {"subject", "bodyText", "sender", "recipients", "author", "inReplyToMessage", "keywords"},
    "Event": INTERVAL | {"name", "location", "country", "involved", "keywords"},
}  # fmt: skip
RANGES = {
    "agent": LEGAL, "client": LEGAL, "sender": LEGAL, "recipients": LEGAL, "involved": LEGAL,
    "proof": {"Article"}, "inReplyToMessage": {"Message"},
}  # fmt: skip
KINDS = ("articles", "statements", "events", "actors")

Entities = dict[str, dict[str, Any]]


@pytest.fixture
def kept(tmp_path: Path, empty_file: Path) -> Store:
    store = open_record(str(copy(empty_file, tmp_path / "kept.db")))
    store.add(invented.pages())
    store.write_linkage(invented.linkage())
    return store


def entities(store: Store, kind: str) -> Entities:
    out = io.BytesIO()
    export(store, kind, "ftm", out)
    lines = [json.loads(line) for line in out.getvalue().splitlines()]
    assert len({line["id"] for line in lines}) == len(lines)
    return {line["id"]: line for line in lines}


def named(found: Entities, schema: str) -> dict[str, dict[str, list[str]]]:
    return {
        e["properties"].get("name", e["properties"].get("subject", ["?"]))[0]: e["properties"]
        for e in found.values()
        if e["schema"] == schema
    }


@pytest.mark.parametrize("kind", KINDS)
def test_the_model_takes_them(kept: Store, kind: str) -> None:
    source = page()
    kept.add([(source, full(source))])
    kept.write_linkage(linkage(full(source)))
    with kept:
        found = entities(kept, kind)
    assert found
    for id_, entity in found.items():
        properties = entity["properties"]
        assert re.fullmatch(r"[0-9a-zA-Z][0-9a-zA-Z.-]*[0-9a-zA-Z]", id_)
        assert REQUIRED[entity["schema"]] <= set(properties) <= ALLOWED[entity["schema"]], entity
        for name, values in properties.items():
            assert values
            assert all(isinstance(value, str) and value for value in values)
            for value in values if name in RANGES else ():
                assert found[value]["schema"] in RANGES[name]  # what is named is there


def test_a_statement_is_a_message(kept: Store) -> None:
    with kept:
        found = entities(kept, "statements")
    messages = named(found, "Message")
    asked = messages["Petra Holm, urge: to open its northern ports to every ship"]
    (sender,), (recipient,), (proof,) = asked["sender"], asked["recipients"], asked["proof"]
    assert found[sender]["properties"]["position"] == ["foreign minister, VAR"]
    assert found[recipient]["properties"]["name"] == ["OST"]  # no page of the record gives its name
    assert found[proof]["properties"]["sourceUrl"] == ["https://courier.example/ports"]
    assert "bodyText" not in found[proof]["properties"]
    assert (asked["date"], asked["keywords"], asked["recordId"]) == (["2024-05-14"], ["urge", "indirect"], ["first.s1"])
    answer = messages["Marek Sulc, reject: a piece of theatre"]
    assert found[answer["inReplyToMessage"][0]]["properties"]["recordId"] == ["first.s1"]


def test_an_event_says_how_far_it_is_established(kept: Store) -> None:
    kept.correct("event", "first.e1", "status", "alleged", "tester")
    with kept:
        found = entities(kept, "events")
    events = named(found, "Event")
    assert "VAR REQUEST OST (alleged)" in events
    assert events["OST REJECT VAR"]["date"] == ["2024-06-02"]
    assert events["OST COERCE (background)"]["keywords"] == ["COERCE", "background"]
    assert len(events["OST REJECT VAR"]["involved"]) == 2


def test_who_speaks_for_whom_is_an_edge(kept: Store) -> None:
    with kept:
        found = entities(kept, "actors")
    (holm,) = (e for e in found.values() if e["properties"].get("name") == ["Petra Holm"])
    edges = [
        (found[e["properties"]["client"][0]]["properties"]["name"], e["properties"].get("role"))
        for e in found.values()
        if e["schema"] == "Representation" and e["properties"]["agent"] == [holm["id"]]
    ]
    assert edges == [(["VAR"], ["foreign minister"])]


def test_ids_are_the_same_in_every_file(kept: Store) -> None:
    with kept:
        actors, statements = entities(kept, "actors"), entities(kept, "statements")
    senders = {value for e in statements.values() for value in e["properties"].get("sender", ())}
    assert senders <= set(actors)


def test_a_statement_without_a_sender_is_no_message(kept: Store) -> None:
    kept.correct("statement", "first.s1", "speaker", None, "tester")
    kept.correct("statement", "first.s1", "party", None, "tester")
    with kept:
        found = entities(kept, "statements")
    assert not any("every ship" in subject for subject in named(found, "Message"))
    assert not any("inReplyToMessage" in e["properties"] for e in found.values())


def test_joint_speakers_are_taken_apart() -> None:
    holm, sulc = invented.HOLM, invented.SULC
    joint = Actor(id=f"{holm.id}+{sulc.id}", name="Petra Holm and Marek Sulc", kind="group", party="VAR+OST")
    both = {actor.id: actor for actor in (holm, sulc, joint)}
    assert People().meet(joint, both) == [entity_id("actor", holm.id), entity_id("actor", sulc.id)]
    assert People().meet(joint, {}) == [entity_id("actor", "VAR"), entity_id("actor", "OST")]


def test_stories_are_no_entities(kept: Store) -> None:
    with pytest.raises(QueryError, match="The format ftm writes articles, statements, events, actors, not stories"):
        entities(kept, "stories")
    kept.close()
