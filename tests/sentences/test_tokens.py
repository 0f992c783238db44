"""The tokenizer on the marks, spaces and invisible characters of web copies."""

from __future__ import annotations

import pytest
import spacy
from hypothesis import given
from hypothesis import strategies as st

from demarche.sentences.tokens import cut_points, repair_tokenizer

NLP = repair_tokenizer(spacy.blank("en"))

CASES = [
    ("in confrontation“between friends”and", "in confrontation “ between friends ” and", "marks without any space"),
    ("in Beijing“in a letter", "in Beijing “ in a letter", "an opening mark for a space"),
    ("the drones.”assured the envoy", "the drones . ” assured the envoy", "full stop, mark, cue in one run"),
    ("he said:“We will”", "he said : “ We will ”", "colon and mark"),
    ('he said:"No."The envoy', 'he said : " No . " The envoy', "straight marks"),
    ("he left.”“We stay", "he left . ” “ We stay", "two quotations that touch"),
    ("talks ended.The envoy", "talks ended . The envoy", "two sentences that touch"),
    ("in May 2024.The envoy", "in May 2024 . The envoy", "the same after a number"),
    ("at 10:30 p.m.The envoy", "at 10:30 p.m. The envoy", "the abbreviation keeps its dot"),
    ("(Varnews)—The envoy", "( Varnews ) — The envoy", "dateline and em dash"),
    ("Lond–Parr and 2019–2021", "Lond – Parr and 2019 – 2021", "en dashes between words and years"),
    ("Rome;the men,who", "Rome ; the men , who", "semicolon and comma"),
    ("word...Another and on…The", "word ... Another and on … The", "ellipses of both kinds"),
    ("the ‘grave’challenge", "the ‘ grave ’ challenge", "a closing single mark is no apostrophe here"),
    ("the 'special operation'in Varnia", "the ' special operation ' in Varnia", "the same, straight"),
    ("‘We will’,said he", "‘ We will ’ , said he", "mark, comma, cue"),
    ("U.S.-led talks in the U.S.", "U.S. - led talks in the U.S.", "the state's name by itself"),
    ("J.Stolm met Mr.Brandt", "J. Stolm met Mr. Brandt", "initials and titles without a space"),
    ("on Wed and the id", "on Wed and the id", 'no "we\'d", no "I\'d"'),
    ("the pact (8) holds", "the pact ( 8 ) holds", "no smiley"),
    # Near misses: what must stay whole.
    ("it costs $3.5m or 1,000 a day", "it costs $ 3.5 m or 1,000 a day", "numbers"),
    ("see www.example.org/a.B?c=d,e now", "see www.example.org/a.B?c=d,e now", "an address"),
    ("press@varnia.example said", "press@varnia.example said", "a mail address"),
    ("O’Brien, d’Or and they’re", "O’Brien , d’Or and they ’re", "apostrophes"),
    ("‘We won’t,’ he said", "‘ We wo n’t , ’ he said", "an apostrophe inside single marks"),
    ("Varnia’s U.N. envoy", "Varnia ’s U.N. envoy", "possessive, abbreviation"),
    ("at 10:30 on 3.5.2024", "at 10:30 on 3.5.2024", "time and date"),
]


@pytest.mark.parametrize(("text", "expected", "why"), CASES)
def test_tokens(text: str, expected: str, why: str) -> None:
    assert [token.text for token in NLP.make_doc(text)] == expected.split(), why


INVISIBLES = [
    ("\u200b“Peace” \ufeffsaid", ["\u200b", "“", "Peace", "”", "\ufeff", "said"], "at the edge: alone"),
    ("Bei\u200bburg and Var\u00adnia", ["Bei\u200bburg", "and", "Var\u00adnia"], "inside a word: kept"),
    ("Varnews\u00a0— Lond", ["Varnews", "\u00a0", "—", "Lond"], "a no-break space is a space"),
]


@pytest.mark.parametrize(("text", "expected", "why"), INVISIBLES)
def test_invisible_characters(text: str, expected: list[str], why: str) -> None:
    assert [token.text for token in NLP.make_doc(text)] == expected, why


_DIRTY = st.text(
    alphabet=st.sampled_from(
        [*"aZ9 .,;:!?-–—()[]“”‘’\"'«»…", "\n", "\t", "\u00a0", "\u200b", "\u00ad", "é", "中", "🙂"]
    ),
    max_size=60,
)


@given(st.one_of(_DIRTY, st.text(max_size=60)))
def test_offsets_are_those_of_the_text(text: str) -> None:
    doc = NLP.make_doc(text)
    assert doc.text == text
    for token in doc:
        assert text[token.idx : token.idx + len(token)] == token.text


@given(_DIRTY)
def test_cuts_stand_between_characters_that_touch(text: str) -> None:
    cuts = cut_points(text)
    assert cuts == sorted(set(cuts))
    assert all(not text[cut - 1].isspace() and not text[cut].isspace() for cut in cuts)


def test_a_long_run_without_spaces_takes_linear_time() -> None:
    doc = NLP.make_doc("!" * 60_000 + "a" * 60_000)
    assert len(doc.text) == 120_000
    assert max(len(token) for token in doc) <= 400


def test_the_repair_is_made_once() -> None:
    nlp = repair_tokenizer(spacy.blank("en"))
    tokenizer = nlp.tokenizer
    assert repair_tokenizer(nlp).tokenizer is tokenizer


def test_a_pipeline_with_the_repair_is_written_and_read_back(tmp_path) -> None:
    nlp = repair_tokenizer(spacy.blank("en"))
    nlp.tokenizer.to_disk(tmp_path / "tokenizer")
    again = repair_tokenizer(spacy.blank("en"))
    again.tokenizer.from_disk(tmp_path / "tokenizer")
    text = "drones.”assured the envoy"
    assert [token.text for token in again(text)] == [token.text for token in nlp(text)]
