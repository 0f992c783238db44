"""Reader and syntax, two witnesses of what was said: where each is to be believed, and which of the two.

All spans here are half-open character offsets into `Article.text`.
"""

from __future__ import annotations

from collections.abc import Sequence

from spacy.tokens import Doc

from demarche.statements.contents import (
    CharSpan,
    agreement,
    covered,
    inside_sentence,
    names_charge,
    overlap,
    quote_around,
    same_paragraph,
)
from demarche.statements.quotations import Quotation, quoted_share
from demarche.statements.sayings import Saying
from demarche.statements.texts import text_of

# A phrase does not end on these.
BROKEN_OFF = frozenset({"ADP", "DET", "PART", "AUX", "SCONJ"})


def plausible(doc: Doc, head: int, span: CharSpan, quotations: Sequence[Quotation]) -> bool:
    """A content span in the cue's own sentence, or quoted and in the same paragraph."""
    if inside_sentence(doc, head, span):
        return True
    sentence = doc[head].sent
    if overlap(span, (sentence.start_char, sentence.end_char)) * 2 > span[1] - span[0]:
        return True
    return quoted_share(quotations, *span, text_of(doc)) > 0.8 and same_paragraph(text_of(doc), doc[head].idx, span[0])


def within_sentence(doc: Doc, head: int, span: CharSpan, quotations: Sequence[Quotation]) -> CharSpan:
    """Reported speech ends with its sentence; only a quotation runs on."""
    sentence = doc[head].sent
    if span[1] > sentence.end_char > span[0] and quote_around(quotations, sentence.end_char - 1) is None:
        return span[0], sentence.end_char
    if span[0] < sentence.start_char < span[1] and quote_around(quotations, sentence.start_char) is None:
        return sentence.start_char, span[1]
    return span


def completed(doc: Doc, span: CharSpan, cue: int, by_syntax: Sequence[CharSpan]) -> CharSpan:
    """The reader's span to the end of the phrase it breaks off in: "to launch a probe into [the stop]"."""
    tokens = doc.char_span(*span, alignment_mode="expand")
    if tokens is None or span[0] < cue:
        return span
    words = [t for t in tokens if not t.is_punct and not t.is_space]
    if len(words) < 3 or words[-1].pos_ not in BROKEN_OFF or words[-1].head.i <= words[-1].i:
        return span
    parsed = next((end for start, end in by_syntax if start < span[1] < end), None)
    if parsed is not None:
        return span[0], parsed
    last = words[-1].head.right_edge
    return (span[0], max(span[1], last.idx + len(last))) if last.sent == words[-1].sent else span


def choose(text: str, saying: Saying, marked: list[CharSpan], by_syntax: list[CharSpan]) -> list[CharSpan]:
    """Reader or syntax: the fuller of two that agree unless it runs wild, syntax where the reader strays."""
    if not marked or not by_syntax:
        return marked or by_syntax
    read, parsed = covered(text, marked), covered(text, by_syntax)
    if not read or not parsed:
        return by_syntax if parsed else marked  # "she said, “”": a span of marks alone
    common = len(read & parsed)
    if (
        saying.lemma in {"apologise", "apologize", "thank", "congratulate"}
        and len(parsed) >= 2
        and common == len(parsed)
    ):
        return by_syntax  # what for, without to whom
    if saying.frame == "express" and common == len(read) and _begins_before(parsed, read):
        return by_syntax  # with the feeling itself
    if (
        saying.frame == "judge"
        and common == len(parsed)
        and _begins_before(read, parsed)
        and _for_reasons(text, by_syntax)
    ):
        return by_syntax  # what for, without whom: "rapped the envoy for staying silent"
    if saying.frame == "accuse" and names_charge(text, marked) and not names_charge(text, by_syntax):
        return marked
    cut_off = common == len(read) and 0 < len(parsed) - len(read) <= 4 and not _begins_before(parsed, read)
    if saying.frame in {"say", "tell"} and cut_off:
        return by_syntax  # the clause to its end, of which the reader lost some words
    if common >= 0.8 * len(parsed):
        wild = len(read) > 2.5 * len(parsed) and len(read) - len(parsed) > 15
        return by_syntax if wild and saying.frame != "say" else marked
    if common >= 0.8 * len(read):
        if (len(read) < 3 or len(read) * 4 < len(parsed) < 30) and saying.frame in {"say", "tell"}:
            return by_syntax  # a word or two of a clause is where the reader broke off
        wild = len(parsed) > 2.5 * len(read) and len(parsed) - len(read) > 12
        return marked if wild or saying.frame == "according" else by_syntax
    if agreement(text, marked, by_syntax) < 0.3 and len(parsed) > 3:
        return by_syntax
    return marked


def _for_reasons(text: str, spans: Sequence[CharSpan]) -> bool:
    """Whether the spans tell what somebody is judged for."""
    return text[spans[0][0] : spans[0][1]].startswith(("for ", "over "))


def _begins_before(parsed: set[int], read: set[int]) -> bool:
    """Whether syntax begins before the reader."""
    return min(parsed) < min(read)
