"""The contract: one article a line, the fields by name, the offsets right."""

from __future__ import annotations

import io
import json

import pytest
from tests.readings import bare, full, linkage, page

from demarche.exports import export
from demarche.exports.articles import article_line
from demarche.records import Statement
from demarche.store import Store

SOURCE = page(retrieved="2024-05-20T08:00:00Z")


@pytest.fixture
def lines(store: Store) -> list[dict[str, object]]:
    reading = full(SOURCE)
    other = page(uri="z.txt", content="Another page.")
    store.add([(other, bare(other, news=False)), (SOURCE, reading)])
    store.write_linkage(linkage(reading))
    out = io.BytesIO()
    assert export(store, "articles", "jsonl", out) == 2
    return [json.loads(line) for line in out.getvalue().decode().splitlines()]


def test_the_fields_are_those_of_the_contract(lines: list[dict[str, object]]) -> None:
    assert list(lines[0]) == [
        "id", "source", "news", "title", "outlet", "authors", "agency", "dateline", "language", "published", "text",
        "blocks", "mentions", "statements", "events", "story",
    ]  # fmt: skip
    assert list(lines[0]["statements"][0]) == [  # type: ignore[index]
        "id", "speaker", "speaker_text", "cue", "content", "kind", "act", "polarity", "addressees", "date", "inside",
        "headline", "utterance", "replies_to",
    ]  # fmt: skip
    assert list(lines[0]["events"][0]) == [  # type: ignore[index]
        "id", "type", "mode", "contexts", "source", "target", "date", "place", "status", "evidence", "via", "incident",
    ]  # fmt: skip


def test_the_values(lines: list[dict[str, object]]) -> None:
    first, second = lines
    id_ = first["id"]
    assert first["source"] == {"uri": SOURCE.uri, "sha256": SOURCE.sha256, "retrieved": "2024-05-20T08:00:00Z"}
    assert first["published"]["date"] == "2024-05-13"  # type: ignore[index]
    assert first["story"] == "story-1"
    said, nested = first["statements"]  # type: ignore[misc]
    assert said["speaker"] == {"id": "VAR:petra-holm", "name": "Petra Holm", "party": "VAR", "kind": "person"}
    assert (said["speaker_text"], said["cue"]) == ("Varnian minister Petra Holm", "urged")
    assert (said["addressees"], said["utterance"]) == (["NATO", "EU"], "utterance-1")
    assert (nested["speaker"], nested["inside"], nested["replies_to"]) == (None, f"{id_}.s1", [f"{id_}.s1"])
    assert [piece["text"] for piece in nested["content"]] == ["We will", "wait,"]
    done = first["events"][0]  # type: ignore[index]
    assert (done["source"], done["target"], done["via"]) == (["VAR"], ["NATO", "EU"], f"{id_}.s1")
    assert done["incident"] == "incident-1"
    assert first["mentions"][1]["name"] == "NATO"  # type: ignore[index]
    assert (second["news"], second["title"], second["statements"], second["story"]) == (False, None, [], None)


def test_offsets_are_into_the_text(lines: list[dict[str, object]]) -> None:
    text = lines[0]["text"]
    assert isinstance(text, str)
    spans = [piece for statement in lines[0]["statements"] for piece in statement["content"]]  # type: ignore[attr-defined]
    spans += [piece for event in lines[0]["events"] for piece in event["evidence"]]  # type: ignore[attr-defined]
    spans += lines[0]["mentions"]  # type: ignore[arg-type]
    spans += [block for block in lines[0]["blocks"] if block["start"] is not None]  # type: ignore[attr-defined]
    assert len(spans) > 8
    for span in spans:
        assert text[span["start"] : span["end"]] == span["text"]


@pytest.mark.parametrize(
    ("speaker", "party", "expected", "why"),
    [
        (None, None, None, "nobody knows who"),
        (None, "CHN", (None, None, "CHN", None), "the party alone is known"),
        ("unheard-of", None, ("unheard-of", "unheard-of", None, None), "an actor that is not in the cast"),
    ],
)
def test_speakers_that_are_half_known(speaker: str | None, party: str | None, expected: object, why: str) -> None:
    source = page()
    statement = Statement(
        id="s", speaker=speaker, party=party, speaker_span=None, cue=None, content=(), kind="direct", act="state"
    )
    reading = type(bare(source))(article=bare(source).article, statements=(statement,))
    line = article_line(reading).statements[0].speaker
    assert (line and (line.id, line.name, line.party, line.kind)) == expected, why
