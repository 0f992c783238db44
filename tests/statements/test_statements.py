"""Who said what to whom, on sentences of our own about invented states."""

from __future__ import annotations

import pytest
from tests.statements.cases import CASES, SILENT, Said
from tests.statements.exchanges import EXCHANGES, UNSAID, WORDS, Exchange
from tests.statements.pages import read, words_of

from demarche.pipeline import Pipeline
from demarche.records import Reading, Statement


def found(reading: Reading, said: Said) -> bool:
    wanted = words_of(said.words)
    for statement in reading.statements:
        words = words_of(" ".join(span.text for span in statement.content))
        if len(words & wanted) / len(words | wanted) < 0.7 or statement.cue is None:
            continue
        if said.cue.split()[0] not in statement.cue.text:
            continue
        exact = (statement.party, statement.kind, statement.act) == (said.party, said.kind, said.act)
        if exact and set(said.addressees) <= set(statement.addressees):
            return True
    return False


def shown(reading: Reading) -> str:
    return "; ".join(
        f"{s.party}|{s.cue.text if s.cue else None}|{' / '.join(c.text for c in s.content)}"
        f"|{s.kind}|{s.act}|{s.addressees}"
        for s in reading.statements
    )


@pytest.mark.parametrize(("why", "text", "expected"), CASES, ids=[case[0] for case in CASES])
def test_statements(pipeline: Pipeline, why: str, text: str, expected: list[Said]) -> None:
    reading = read(pipeline, text)
    missing = [said for said in expected if not found(reading, said)]
    assert not missing, f"{why}: found {shown(reading)}"


def agreeing(reading: Reading, words: str) -> list[Statement]:
    """Statements whose content is these words but for a few."""
    wanted = words_of(words)
    return [
        s for s in reading.statements
        if len(wanted & (has := words_of(" ".join(c.text for c in s.content)))) / len(wanted | has) >= 0.8
    ]  # fmt: skip


@pytest.mark.parametrize("exchange", EXCHANGES, ids=[exchange.why for exchange in EXCHANGES])
def test_act_and_addressees(pipeline: Pipeline, exchange: Exchange) -> None:
    reading = read(pipeline, *exchange.paragraphs)
    told = agreeing(reading, exchange.words)
    assert [(s.act, tuple(sorted(s.addressees))) for s in told] == [(exchange.act, exchange.addressees)], shown(reading)


@pytest.mark.parametrize(("why", "paragraphs", "words"), WORDS, ids=[case[0] for case in WORDS])
def test_where_the_words_end(pipeline: Pipeline, why: str, paragraphs: tuple[str, ...], words: str) -> None:
    reading = read(pipeline, *paragraphs)
    contents = [words_of(" ".join(c.text for c in s.content)) for s in reading.statements]
    assert contents == [words_of(words)], f"{why}: found {shown(reading)}"


@pytest.mark.parametrize(("text", "why"), [*SILENT, *UNSAID], ids=[case[1] for case in [*SILENT, *UNSAID]])
def test_nothing_is_said(pipeline: Pipeline, text: str, why: str) -> None:
    reading = read(pipeline, text)
    assert not reading.statements, f"{why}: found {shown(reading)}"


def test_spans_are_the_words(pipeline: Pipeline) -> None:
    reading = read(pipeline, *(text for _, text, _ in CASES), title="Varnia accuses Ostrovia of “shelling Hask”")
    text = reading.article.text
    assert reading.statements
    for statement in reading.statements:
        for span in (*statement.content, *filter(None, (statement.cue, statement.speaker_span))):
            assert text[span.start : span.end] == span.text
    assert any(s.headline for s in reading.statements)
    assert len({s.id for s in reading.statements}) == len(reading.statements)


def test_a_quotation_continued_is_the_same_speaker(pipeline: Pipeline) -> None:
    reading = read(
        pipeline,
        "“We waited for a year,” Varnian President Hask Oram said. “Nobody came to the table in all that time.”",
    )
    assert len(reading.statements) == 2
    assert {s.party for s in reading.statements} == {"VAR"}
    assert reading.statements[1].cue is None


def test_an_article_names_who_spoke_for_the_state(pipeline: Pipeline) -> None:
    reading = read(
        pipeline,
        "Varnia criticised Ostrovia on Tuesday for “closing the strait” to its ships.",
        "The remarks were made by Varnian Foreign Ministry spokeswoman Dessa Korl at a briefing.",
    )
    actors = {actor.id: actor.name for actor in reading.cast.actors}
    assert [actors.get(s.speaker or "") for s in reading.statements] == ["Dessa Korl"]


def test_no_span_ends_with_the_space_before_the_next_paragraph(pipeline: Pipeline) -> None:
    reading = read(pipeline, "The port of Lurova was closed on Monday, said Petra Holm", "Nobody was hurt.")
    spans = [s.speaker_span for s in reading.statements if s.speaker_span is not None]
    assert [span.text for span in spans] == ["Petra Holm"]
