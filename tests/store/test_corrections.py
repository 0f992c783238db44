"""Corrections append, hold, and can be undone; nothing that was read is overwritten."""

from __future__ import annotations

import pytest
from tests.readings import full, page

from demarche.errors import QueryError
from demarche.store import Store

SOURCE = page()
READING = full(SOURCE)
ARTICLE = READING.article.id


@pytest.fixture
def filled(store: Store) -> Store:
    store.add([(SOURCE, READING)])
    return store


def test_a_correction_holds_until_it_is_undone(filled: Store) -> None:
    number = filled.correct("statement", f"{ARTICLE}.s1", "act", "warn", who="ib")
    assert filled.reading(ARTICLE).statements[0].act == "warn"
    assert filled.reading(ARTICLE, as_read=True) == READING
    undoing = filled.undo(number, who="jv")
    assert list(filled.readings()) == [READING]
    filled.undo(undoing, who="ib")
    assert filled.reading(ARTICLE).statements[0].act == "warn"
    rows = filled.corrections()
    assert [(row.who, row.old, row.new, row.undoes, row.undone_by) for row in rows] == [
        ("ib", '"urge"', '"warn"', None, 2),
        ("jv", '"warn"', '"urge"', 1, 3),
        ("ib", '"urge"', '"warn"', 2, None),
    ]


def test_the_last_of_several_holds(filled: Store) -> None:
    filled.correct("article", ARTICLE, "title", "One", who="ib")
    second = filled.correct("article", ARTICLE, "title", "Two", who="ib")
    assert filled.reading(ARTICLE).article.title == "Two"
    assert filled.corrections()[1].old == '"One"'
    filled.undo(second, who="ib")
    assert filled.reading(ARTICLE).article.title == "One"


def test_lists_and_datings(filled: Store) -> None:
    filled.correct("statement", f"{ARTICLE}.s1", "addressees", ["EU"], who="ib")
    filled.correct("event", f"{ARTICLE}.e1", "target", [], who="ib")
    filled.correct("article", ARTICLE, "published", {"date": "2024-05-15"}, who="ib")
    reading = filled.reading(ARTICLE)
    assert reading.statements[0].addressees == ("EU",)
    assert reading.events[0].target == ()
    assert reading.article.published.date == "2024-05-15"


def test_what_is_withdrawn_is_gone_and_can_come_back(filled: Store) -> None:
    number = filled.correct("event", f"{ARTICLE}.e1", "withdrawn", True, who="ib")
    assert [event.id for event in filled.reading(ARTICLE).events] == [f"{ARTICLE}.e2"]
    filled.correct("event", f"{ARTICLE}.e1", "status", "alleged", who="ib")
    filled.undo(number, who="ib")
    assert [event.status for event in filled.reading(ARTICLE).events] == ["alleged", "planned"]


def test_a_correction_outlives_a_new_reading(filled: Store) -> None:
    filled.correct("statement", f"{ARTICLE}.s1", "act", "warn", who="ib")
    filled.add([(SOURCE, READING)])
    assert filled.reading(ARTICLE).statements[0].act == "warn"


@pytest.mark.parametrize(
    ("kind", "target", "field", "new", "message"),
    [
        ("statement", "nope", "act", "warn", "There is no statement 'nope'"),
        ("event", f"{ARTICLE}.s1", "status", "denied", "There is no event"),
        ("statement", f"{ARTICLE}.s1", "act", "shout", "act cannot be"),
        ("statement", f"{ARTICLE}.s1", "id", "x", "id of the statement cannot be corrected"),
        ("statement", f"{ARTICLE}.s1", "withdrawn", "yes", "withdrawn is true or false"),
        ("article", ARTICLE, "text", "x", "text of the article cannot be corrected"),
        ("event", f"{ARTICLE}.e1", "target", "EU", "target cannot be"),
    ],
)
def test_what_cannot_be_corrected(filled: Store, kind: str, target: str, field: str, new: object, message: str) -> None:
    with pytest.raises(QueryError, match=message):
        filled.correct(kind, target, field, new, who="ib")  # type: ignore[arg-type]
    assert filled.corrections() == []


def test_what_cannot_be_undone(filled: Store) -> None:
    with pytest.raises(QueryError, match="There is no correction 7"):
        filled.undo(7, who="ib")
    number = filled.correct("article", ARTICLE, "news", False, who="ib")
    filled.undo(number, who="ib")
    with pytest.raises(QueryError, match="is undone already, by 2"):
        filled.undo(number, who="ib")
