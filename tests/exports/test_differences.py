"""What changed between two releases: what is matched with what, and which fields are told."""

from __future__ import annotations

import gzip
from pathlib import Path
from shutil import copy

import pytest
from msgspec.structs import replace
from tests.web import invented

from demarche.errors import QueryError
from demarche.exports import export
from demarche.exports.differences import Change, differences
from demarche.exports.releases import Done, Origin, Published, Released, Said, Speaker, Words, read_release
from demarche.store import open_record

HOLM = Speaker(id="VAR:holm", name="Petra Holm", party="VAR")


def said(number: int, words: str, **fields: object) -> Said:
    given = {"speaker": HOLM, "content": (Words(text=words),), "kind": "indirect", "act": "urge", **fields}
    return Said(id=f"a.s{number}", **given)  # type: ignore[arg-type]


def done(number: int, words: str, **fields: object) -> Done:
    given = {"type": "REQUEST", "source": ("VAR",), "target": ("OST",), "status": "happened", **fields}
    return Done(id=f"a.e{number}", evidence=(Words(text=words),), **given)  # type: ignore[arg-type]


PORTS, TOLLS = said(1, "to open the ports to every ship"), said(2, "the tolls would be halved in spring", act="pledge")
URGED, CLOSED = done(1, "urged Ostrava to open the ports"), done(2, "closed the strait", type="COERCE")
PAGE = Released(
    id="a",
    source=Origin(uri="pages/a.txt", sha256="f00"),
    title="Open ports",
    published=Published(date="2024-05-14"),
    text="Open ports\n\nHolm spoke.",
    statements=(PORTS, TOLLS),
    events=(URGED, CLOSED),
)


def told(change: Change) -> tuple[str, str, str | None, str | None, str | None]:
    return change.what, change.kind, change.field, change.old, change.new


@pytest.mark.parametrize(
    ("new", "expected"),
    [
        pytest.param({}, [], id="the same"),
        pytest.param({"title": "Ports"}, [("changed", "article", "title", "Open ports", "Ports")], id="a title"),
        pytest.param(
            {"published": Published(earliest="2024-05-01")},
            [
                ("changed", "article", "published", "2024-05-14", None),
                ("changed", "article", "earliest", None, "2024-05-01"),
            ],
            id="a date that is no longer sure",
        ),
        pytest.param(
            {"statements": (replace(PORTS, act="demand", addressees=("OST", "MRL")), TOLLS)},
            [
                ("changed", "statement", "act", "urge", "demand"),
                ("changed", "statement", "addressees", None, "OST;MRL"),
            ],
            id="an act and who is asked",
        ),
        pytest.param(
            {"statements": (said(1, "talks were near"), replace(PORTS, id="a.s2"), replace(TOLLS, id="a.s3"))},
            [("added", "statement", None, None, None)],
            id="one more in front renumbers the others, which are the same",
        ),
        pytest.param(
            {"statements": (TOLLS, PORTS)}, [], id="another order is no change"
        ),
        pytest.param(
            {"statements": (PORTS,)}, [("removed", "statement", None, None, None)], id="one that went"
        ),
        pytest.param(
            {"statements": (said(1, "to open the northern ports to every ship"), TOLLS)},
            [
                (
                    "changed", "statement", "content",
                    "to open the ports to every ship", "to open the northern ports to every ship",
                )
            ],
            id="other bounds of one statement",
        ),
        pytest.param(
            {"statements": (said(1, "a wholly different thing"), TOLLS)},
            [("added", "statement", None, None, None), ("removed", "statement", None, None, None)],
            id="other words are another statement",
        ),
        pytest.param(
            {"events": (replace(URGED, status="alleged"), CLOSED)},
            [("changed", "event", "status", "happened", "alleged")],
            id="a status",
        ),
        pytest.param(
            {"events": (replace(URGED, type="AGREE"), CLOSED)},
            [("changed", "event", "type", "REQUEST", "AGREE")],
            id="the same passage, read as another type",
        ),
        pytest.param(
            {"events": (URGED, replace(CLOSED, evidence=(Words(text="shut every harbour"),)))},
            [("changed", "event", "evidence", "closed the strait", "shut every harbour")],
            id="the same deed by another passage",
        ),
        pytest.param(
            {"events": (URGED, CLOSED, done(3, "urged Ostrava to open the ports", type="ACCUSE"))},
            [("added", "event", None, None, None)],
            id="a second event of one passage",
        ),
    ],
)  # fmt: skip
def test_what_is_told_of_an_article(new: dict[str, object], expected: list[object]) -> None:
    other = replace(PAGE, **new)  # type: ignore[arg-type]
    found = differences([PAGE], [other])
    assert [told(change) for change in found.changes] == expected
    back = differences([other], [PAGE])
    swapped = {"added": "removed", "removed": "added", "changed": "changed"}
    assert sorted(swapped[change.what] for change in back.changes) == sorted(change.what for change in found.changes)


def test_another_text_is_told_by_its_length() -> None:
    (change,) = differences([PAGE], [replace(PAGE, text=PAGE.text.replace("spoke", "waved"))]).changes
    assert (change.field, str(change.old)[:13]) == ("text", "23 characters")
    assert change.old != change.new


@pytest.mark.parametrize(
    ("uri", "sha256", "expected"),
    [
        ("elsewhere/a.txt", "f00", []),  # moved: the same bytes
        ("pages/a.txt", "bad", []),  # crawled anew: the same address
        ("pages/b.txt", "bad", ["added", "added", "added", "added", "added", *["removed"] * 5]),
    ],
)
def test_pages_are_matched_by_bytes_then_address(uri: str, sha256: str, expected: list[str]) -> None:
    other = replace(PAGE, id="b", source=Origin(uri=uri, sha256=sha256))
    found = differences([PAGE], [other])
    assert [change.what for change in found.changes] == expected
    assert [tally.added for tally in found.tallies] == ([1, 2, 2] if expected else [0, 0, 0])


def test_copies_of_one_page_are_not_mixed_up() -> None:
    twins = [replace(PAGE, id=name, source=Origin(uri=f"{name}.txt", sha256="f00")) for name in "bc"]
    found = differences([PAGE, *twins], [PAGE, twins[1]])
    assert [change.old_id for change in found.changes if change.kind == "article"] == ["b"]


def test_tallies_and_fields() -> None:
    other = replace(PAGE, statements=(replace(PORTS, act="demand", date="2024"), replace(TOLLS, act="state")))
    found = differences([PAGE], [other])
    assert [(t.kind, t.old, t.new, t.changed) for t in found.tallies] == [
        ("article", 1, 1, 0), ("statement", 2, 2, 2), ("event", 2, 2, 0),
    ]  # fmt: skip
    assert found.fields == {"statement act": 2, "statement date": 1}
    assert found.changes[0].line == "Petra Holm (VAR) demand: to open the ports to every ship"


@pytest.fixture
def record(tmp_path: Path, empty_file: Path) -> str:
    path = str(copy(empty_file, tmp_path / "kept.db"))
    with open_record(path) as store:
        store.add(invented.pages())
        store.write_linkage(invented.linkage())
    return path


def test_a_record_and_its_release_are_equal(record: str, tmp_path: Path) -> None:
    release, packed = tmp_path / "one.jsonl", tmp_path / "one.jsonl.gz"
    with open_record(record) as store, release.open("wb") as out:
        export(store, "articles", "jsonl", out)
    packed.write_bytes(gzip.compress(release.read_bytes()))
    held = list(read_release(record))
    assert len(held) == 3
    assert sum(len(article.statements) for article in held) == 4
    for name in (release, packed):
        assert differences(held, read_release(str(name))).changes == ()
    with open_record(record) as store:
        store.correct("statement", "first.s2", "act", "deny", "tester")
    (change,) = differences(read_release(str(release)), read_release(record)).changes
    assert (change.new_id, *told(change)) == ("first.s2", "changed", "statement", "act", "reject", "deny")


def test_a_release_of_another_version_is_read(tmp_path: Path) -> None:
    path = tmp_path / "old.jsonl"
    path.write_text('{"id": "a", "source": {"uri": "a.txt"}, "mood": "sour", "events": [{"id": "a.e1"}]}\n\n', "utf-8")
    (article,) = read_release(str(path))
    assert (article.id, article.statements, article.events[0].type) == ("a", (), None)


@pytest.mark.parametrize(
    ("name", "content", "message"),
    [
        ("none.jsonl", None, "none.jsonl cannot be read: No such file"),
        ("bad.jsonl", b'{"id": "a", "source": {"uri": "a"}}\n[]\n', "line 2 is no article"),
        ("bad.jsonl.gz", b"no gzip", "cannot be read: Not a gzipped file"),
    ],
)
def test_what_is_no_release_is_told(tmp_path: Path, name: str, content: bytes | None, message: str) -> None:
    if content is not None:
        (tmp_path / name).write_bytes(content)
    with pytest.raises(QueryError, match=message):
        list(read_release(str(tmp_path / name)))
