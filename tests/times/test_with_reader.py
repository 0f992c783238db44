"""What needs the reader's tags and syntax.

Months that are verbs, where a clause looks, which time governs which predicate.
"""

from __future__ import annotations

import pytest
from spacy.language import Language

from demarche.records import Article, Dating
from demarche.sentences import read_sentences
from demarche.times import tag_times, time_of


def article(text: str, date: str | None = "2024-03-14") -> Article:
    return Article(
        id="a",
        uri="a",
        sha256="",
        retrieved=None,
        news=True,
        title=None,
        text=text,
        blocks=(),
        published=Dating(date=date, earliest=date, latest=date),
    )


LOOKING = [
    ("The team planned a rally for Saturday.", "Saturday", "2024-03-16", "a plan looks ahead"),
    ("The minister is to meet the envoy on Monday.", "Monday", "2024-03-18", "is to"),
    ("The minister came to meet the envoy on Monday.", "Monday", "2024-03-11", "a purpose of the past"),
    ("The minister met the envoy on Monday.", "Monday", "2024-03-11", "a simple past"),
    ("The council will vote in May.", "May", "2024-05", "the May to come"),
    ("The council voted in May.", "May", "2023-05", "the May gone by"),
    ("The talks were postponed until Tuesday.", "Tuesday", "2024-03-19", "put off until"),
    ("Lawyers want to get around Wednesday's ruling.", "Wednesday", "2024-03-13", "a ruling named by its day is out"),
    ("Valdora has decided to admit the two states in early June.", "early June", "2024-06", "a decision looks ahead"),
]


@pytest.mark.parametrize(("text", "words", "value", "why"), LOOKING, ids=[row[0] for row in LOOKING])
def test_where_a_clause_looks(nlp: Language, text: str, words: str, value: str, why: str) -> None:
    page = article(text)
    timexes = tag_times(page, read_sentences(nlp, page), None)
    assert [(timex.text, timex.value) for timex in timexes] == [(words, value)], why


GOVERNED = [
    ("The envoy left on Monday and her deputy arrived on Tuesday.", "left", "2024-03-11", "its own clause"),
    ("The envoy left on Monday and her deputy arrived on Tuesday.", "arrived", "2024-03-12", "its own clause"),
    ("The ministers met on Friday and agreed on a truce.", "agreed", "2024-03-08", "the first verb's date holds"),
    ("The minister said on Tuesday that the port was shut in 2019.", "said", "2024-03-12", "the act of saying"),
    ("The minister said on Tuesday that the port was shut in 2019.", "shut", "2019", "what was said"),
    ("Last year, Varnia expelled the envoy.", "expelled", "2023", "fronted"),
    ("The envoy was expelled.", "expelled", None, "the text does not say"),
    ("They have met for three days.", "met", None, "a length is no date"),
]  # fmt: skip


@pytest.mark.parametrize(
    ("text", "predicate", "date", "why"), GOVERNED, ids=[f"{row[1]}: {row[0]}" for row in GOVERNED]
)
def test_the_time_that_governs(nlp: Language, text: str, predicate: str, date: str | None, why: str) -> None:
    page = article(text)
    doc = read_sentences(nlp, page)
    start = text.index(predicate)
    assert time_of(tag_times(page, doc, None), page, doc, start, start + len(predicate))[0] == date, why


def test_a_quotation_does_not_date_the_saying(nlp: Language) -> None:
    text = "“We left on Monday,” the envoy said."
    page = article(text)
    doc = read_sentences(nlp, page)
    timexes = tag_times(page, doc, None)
    start = text.index("said")
    quoted = (0, text.index("”") + 1)
    assert time_of(timexes, page, doc, start, start + 4, apart=[quoted]) == (None, None, None)
