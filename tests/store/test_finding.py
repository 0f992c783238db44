"""Questions to a record with corrections: the filters look at what holds now, and the order of days is kept."""

from __future__ import annotations

import pytest
from tests.web import invented

from demarche.store import Query, Store, find_articles, find_events, find_statements


@pytest.fixture
def reviewed(store: Store) -> Store:
    """`first` is corrected, `second` and `hostile` are as they were read."""
    store.add(invented.pages())
    store.write_linkage(invented.linkage())
    for kind, id_, field, new in (
        ("statement", "first.s1", "act", "demand"),
        ("statement", "first.s2", "party", "MRL"),
        ("statement", "first.s2", "date", "2024-06-01"),
        ("event", "first.e1", "status", "alleged"),
        ("event", "first.e2", "target", ["EU"]),
        ("event", "first.e3", "withdrawn", True),
        ("article", "first", "outlet", "The Daily Tarn"),
    ):
        store.correct(kind, id_, field, new, "tester")  # type: ignore[arg-type]
    return store


@pytest.mark.parametrize(
    ("query", "found", "why"),
    [
        (Query(), ["first.s1", "second.s1", "first.s2", "hostile.s1"], "by day: the corrected one moved behind"),
        (Query(act="demand"), ["first.s1"], "the act that it now has"),
        (Query(act="urge"), ["second.s1"], "not the one that it had"),
        (Query(party="MRL"), ["first.s2"], "the party that it now has"),
        (Query(party="OST"), [], "not the one that it had"),
        (Query(since="2024-06"), ["first.s2"], "the day that it now has"),
        (Query(words="every ship", act="demand"), ["first.s1"], "words and a corrected act"),
        (Query(words="vessels", act="demand"), [], "the words are another's"),
        (Query(outlet="the daily tarn"), ["first.s1", "first.s2"], "the outlet of the corrected article"),
        (Query(limit=2), ["first.s1", "second.s1"], "the first of both together"),
    ],
)
def test_statements(reviewed: Store, query: Query, found: list[str], why: str) -> None:
    assert [said.statement.id for said in find_statements(reviewed, query)] == found, why


@pytest.mark.parametrize(
    ("query", "found", "why"),
    [
        (Query(), ["second.e1", "first.e1", "first.e2"], "by day and address, without the withdrawn one"),
        (Query(status="happened"), ["second.e1", "first.e2"], "no longer the alleged one"),
        (Query(status="alleged"), ["first.e1"], "the status that it now has"),
        (Query(to="EU"), ["first.e2"], "the target that it now has"),
        (Query(party="VAR", type="reject"), [], "its old target is none of its parties"),
        (Query(words="northern ports", type="REQUEST"), ["second.e1", "first.e1"], "words of the articles"),
    ],
)
def test_events(reviewed: Store, query: Query, found: list[str], why: str) -> None:
    assert [done.event.id for done in find_events(reviewed, query)] == found, why


def test_articles(reviewed: Store) -> None:
    assert [r.article.id for r in find_articles(reviewed, Query(words="ports"))] == ["first", "second"]
    assert [r.article.id for r in find_articles(reviewed, Query(outlet="The Tarn Courier"))] == []
    assert [r.article.id for r in find_articles(reviewed, Query(outlet="The Daily Tarn"))] == ["first"]


def test_undone_corrections_ask_for_nothing(reviewed: Store) -> None:
    for correction in reviewed.corrections():
        reviewed.undo(correction.number, "tester")
    assert [said.statement.id for said in find_statements(reviewed, Query(act="urge"))] == ["first.s1", "second.s1"]
    assert [done.event.id for done in find_events(reviewed, Query(type="COERCE"))] == ["first.e3"]
