"""Where what was said begins and ends, by the tree and the quotation marks, where the first reading goes past it.

All spans here are half-open character offsets into `Article.text`.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from spacy.tokens import Doc, Token

from demarche.statements.clauses import PASSIVE_SUBJECTS, RELATIVE, SUBJECTS, children
from demarche.statements.contents import CharSpan, covered, overlap, token_chars
from demarche.statements.quotations import OPENING, STRAIGHT, Quotation
from demarche.statements.sayings import Saying
from demarche.statements.speakers import Speaker
from demarche.statements.texts import text_of

# A full stop or a colon between words of the outlet and a quotation.
_BEFORE_QUOTE = re.compile(r"(?<=[\w)”\"’%])\s*[.:!?]\s*(?=[“\"„«])")
# "disagreed, asking, “What is wrong?”", "quotes the envoy as saying: “...”": the participle is a cue as well.
_PARTICIPLE = re.compile(
    r"(?:[^“\"]{0,60}\bas\s+)?(?:asking|saying|adding|stating|arguing|writing|noting|warning|insisting)\s*[,:]?\s*$"
)
_FULL_STOP = re.compile(r"(?<=[a-z]{4})[.!?]\s+(?=[A-Z“\"])")
_DATELINE = re.compile(r"[A-Z][A-Z .'’/]{2,}(?:,[^–—\n-]{0,30})?\s*(?:\([^)\n]*\)\s*)?[–—-]+\s+")
# "..., she said, adding that ...", "..., he said at a hearing, according to the agency"
_TELLS_ON = re.compile(r"(?:[^,“\"]{0,60})?,\s+(?:\w+ing|according)\b")
_QUOTED_SAYINGS = frozenset({"say", "tell", "object", "judge", "express"})
_POINTERS = frozenset({"this", "these", "following", "as", "so", "thus"})


def words_of(doc: Doc, span: CharSpan) -> list[Token]:
    """The words of a span, punctuation and white space left out."""
    tokens = doc.char_span(*span, alignment_mode="expand") or ()
    return [t for t in tokens if not t.is_punct and not t.is_space]


def own_object(doc: Doc, saying: Saying, spans: Sequence[CharSpan]) -> list[CharSpan]:
    """The spans of syntax, or the cue's object where they are another's clause.

    "Kuwait: An official underscored the need" hangs the saying on the place; in "rejects those claims and the agency
    has blamed colonialism" the second clause is read as what is rejected.
    """
    head = doc[saying.head]
    objects = [o for o in children(head, "obj") if o.i > head.i]
    spans = [span for span in spans if words_of(doc, span)]
    if saying.frame not in {"object", "say"} or not objects or not spans:
        return spans
    before = all(end <= head.idx for _, end in spans)
    named = before and not any(t.pos_ in {"VERB", "AUX"} for span in spans for t in words_of(doc, span))
    first = words_of(doc, spans[0])[:1]
    beside = bool(first) and first[0].lower_ in {"and", "but", "while"} and spans[0][0] >= objects[0].idx
    beside = beside and any(children(c, *SUBJECTS, *PASSIVE_SUBJECTS) for c in children(head, "ccomp"))
    # "played down the row at a briefing, where she said ...": what was played down stands before the clause
    clause = saying.frame == "object" and not children(head, "ccomp") and spans[0][0] > objects[0].idx
    if not (named or beside or clause):
        return spans
    thing = token_chars(doc, (objects[0].left_edge.i, _end_before(objects[0], first[0].i if beside else None)))
    if clause and spans[0][0] - thing[1] <= 1:
        return [(thing[0], spans[0][1]), *spans[1:]]  # "declared the water a right"
    return [thing]


def _end_before(thing: Token, limit: int | None) -> int:
    end = thing.right_edge.i + 1
    return min(end, limit) if limit is not None else end


def without_speakers_clause(doc: Doc, spans: Sequence[CharSpan], speaker: Speaker) -> list[CharSpan]:
    """Without the clause that describes the speaker: "Moren, whose silence was noted, maintains that ...".

    Also "..., said Moren, who insisted on the need": what she insisted on is another statement.
    """
    if speaker.span is None:
        return list(spans)
    kept = []
    for span in spans:
        first = words_of(doc, span)[:1]
        between = text_of(doc)[speaker.span.end : span[0]] if span[0] >= speaker.span.end else "-"
        if first and first[0].lower_ in RELATIVE - {"that"} and not any(c.isalnum() for c in between):
            continue
        kept.append(span)
    return kept


def after_relative(doc: Doc, saying: Saying, spans: Sequence[CharSpan]) -> list[CharSpan]:
    """What "..., who commented: “...”" reports stands behind its "who", not in the sentence it describes."""
    head = doc[saying.head]
    pronouns = [c.idx for c in children(head, *SUBJECTS) if c.lower_ in {"who", "which"} and c.i < head.i]
    if not pronouns or saying.frame not in {"say", "tell", "object"}:
        return list(spans)
    return [span for span in spans if span[0] >= pronouns[0]]


def before_next_deed(doc: Doc, saying: Saying, span: CharSpan) -> CharSpan:
    """A thing said up to what its speaker did besides: "rejected the plan and sought another"."""
    head = doc[saying.head]
    clause = saying.frame in {"say", "tell"} and bool(children(head, "ccomp", "parataxis"))
    if clause or saying.frame in {"according", "noun", "label"} or span[0] < head.idx:
        return span
    for verb in children(head, "conj"):
        joined = children(verb, "cc")
        if (
            verb.tag_ in {"VBD", "VBZ"}
            and joined
            and span[0] < joined[0].idx < span[1] <= doc[head.sent.end - 1].idx + 1
        ):
            return span[0], joined[0].idx
    return span


def without_apposition(doc: Doc, spans: Sequence[CharSpan], quotations: Sequence[Quotation]) -> tuple[CharSpan, ...]:
    """A whole quotation without the outlet's gloss behind it: "“He was close to Moren,” the envoy's grandfather"."""
    kept = []
    for start, end in spans:
        quotation = next((q for q in quotations if q.start == start and q.closed and q.end < end), None)
        if quotation is not None and text_of(doc)[quotation.inner_end - 1 : quotation.inner_end] in {",", "."}:
            gloss = words_of(doc, (quotation.end, end))
            if len(gloss) <= 6 and not any(t.pos_ in {"VERB", "AUX", "CCONJ", "SCONJ"} for t in gloss):
                end = quotation.end
        kept.append((start, end))
    return tuple(kept)


def within_brackets(text: str, spans: Sequence[CharSpan], cue: CharSpan) -> list[CharSpan]:
    """What is said in brackets with its cue: "(Lurova is “in a different league,” the slogan claimed)"."""
    opened = text.rfind("(", max(0, cue[0] - 300), cue[0])
    if opened < 0 or ")" in text[opened : cue[0]] or "\n" in text[opened : cue[0]]:
        return list(spans)
    inside = [(max(start, opened + 1), end) for start, end in spans if end > opened + 1]
    return inside if covered(text, inside) else list(spans)


def up_to_quotation(
    doc: Doc, saying: Saying, spans: Sequence[CharSpan], quotations: Sequence[Quotation], cue: CharSpan
) -> tuple[CharSpan, ...]:
    """Reported words up to the full stop or colon before a quotation of its own: "urged calm: “We must ...”".

    The quotation is a statement more, which goes on with the speaker.
    """
    if saying.frame in {"noun", "label", "according"} or not spans:
        return tuple(spans)
    before = [span for span in spans if span[0] < cue[1]]
    kept: list[CharSpan] = []
    for span in spans[len(before) :]:
        follows = next((q for q in quotations if span[0] < q.start < span[1] and _sets_in(doc, span, q)), None)
        if follows is not None:
            kept.append((span[0], _stop_before(text_of(doc), follows.start)))
            break
        if kept and any(q.start == span[0] and _sets_in(doc, (kept[0][0], q.start + 1), q) for q in quotations):
            break
        kept.append(span)
    return (*before, *kept)


def _stop_before(text: str, at: int) -> int:
    while at > 0 and (text[at - 1].isspace() or text[at - 1] in ":."):
        at -= 1
    return at


def _sets_in(doc: Doc, span: CharSpan, quotation: Quotation) -> bool:
    """A sentence or more in quotation marks after a full stop or colon, with words enough before it."""
    text = text_of(doc)
    if _BEFORE_QUOTE.search(text, max(span[0], quotation.start - 6), quotation.start + 1) is None:
        return False
    if quote_around_start(text, quotation) or len(covered(text, [(quotation.start, quotation.end)])) < 4:
        return False
    before = words_of(doc, (span[0], quotation.start))
    if len(before) < 3 or before[0].lower_ in _POINTERS:
        return False
    return text[quotation.inner_start : quotation.inner_start + 1].isupper()


def quote_around_start(text: str, quotation: Quotation) -> bool:
    """Whether the mark before a quotation is an opening one too, so that nothing ends there."""
    before = text[: quotation.start].rstrip()[-1:]
    return before in OPENING


def whole_quotation(
    doc: Doc,
    saying: Saying,
    spans: Sequence[CharSpan],
    quotations: Sequence[Quotation],
    speaker: Speaker,
    cue: CharSpan,
) -> tuple[CharSpan, ...]:
    """The whole of the quotation that ends where the cue's clause begins: "“First: ... Fourth: ...,” she suggested"."""
    text = text_of(doc)
    if saying.frame not in _QUOTED_SAYINGS:
        return tuple(spans)
    low = min(cue[0], speaker.span.start if speaker.span is not None and speaker.span.start < cue[0] else cue[0])
    for quotation in quotations:
        gap = text[quotation.end : low]
        if quotation.end > low or any(c.isalnum() for c in gap) or "\n" in gap or len(gap) > 4:
            continue
        touched = [span for span in spans if overlap(span, (quotation.start, quotation.end))]
        before = _left_open(doc, quotations, quotation)
        if not touched or (not before and covered(text, [(quotation.start, quotation.end)]) <= covered(text, touched)):
            continue
        start = quotation.start if before else min(quotation.start, touched[0][0])
        end = max(quotation.end, touched[-1][1])
        return (*before, (start, end), *(s for s in spans if s[0] >= quotation.end))
    return tuple(spans)


def _left_open(doc: Doc, quotations: Sequence[Quotation], last: Quotation) -> list[CharSpan]:
    """Quotations that run on into `last`: each left open, the next opened anew right behind it."""
    text = text_of(doc)
    found: list[CharSpan] = []
    cues = [doc[a.cue[0].start].idx for a in doc._.attributions]
    for quotation in reversed([q for q in quotations if q.end <= last.start]):
        gap = text[quotation.end : last.start]
        if quotation.closed or gap.strip() or gap.count("\n\n") > 1 or text[last.start : last.start + 1].isalnum():
            break
        if any(quotation.start < cue < quotation.end for cue in cues):
            break  # "“We take no orders, the minister declared.": it has a cue of its own
        found.insert(0, (quotation.start, quotation.end))
        last = quotation
    return found


def from_sentence_start(
    doc: Doc,
    saying: Saying,
    spans: Sequence[CharSpan],
    quotations: Sequence[Quotation],
    speaker: Speaker,
    cue: CharSpan,
) -> list[CharSpan]:
    """What a closing ", she said." reports, from the sentence's beginning: all before it, where nothing is quoted.

    "The mine is the largest in the land – and an asset for both, he added": not from the dash on.
    """
    text, sentence = text_of(doc), doc[saying.head].sent
    if saying.frame not in {"say", "tell", "object"} or not spans or speaker.span is None:
        return list(spans)
    low, high = min(cue[0], speaker.span.start), max(cue[1], speaker.span.end)
    tail = len(covered(text, [(high, sentence.end_char)])) <= 4 or _TELLS_ON.match(text, high) is not None
    closes = tail and max(end for _, end in spans) <= low
    gap = text[max(end for _, end in spans) : low]
    start = _first_word(text, sentence.start_char)
    if not closes or any(c.isalnum() for c in gap) or spans[0][0] <= start or not text[:low].rstrip().endswith(","):
        return list(spans)
    stops = list(_FULL_STOP.finditer(text, start, spans[0][0]))
    start = stops[-1].end() if stops else start
    if any(q.start <= spans[0][0] and q.end > start for q in quotations) or not _whole_clause(doc, start, spans[0][0]):
        return list(spans)
    return [(start, max(end for _, end in spans))]


def _first_word(text: str, at: int) -> int:
    """Where a sentence begins, after the place and agency a paragraph opens with ("LUROVA (TNA) – ")."""
    opening = at == 0 or text[:at].endswith("\n")
    dateline = _DATELINE.match(text, at) if opening else None
    return dateline.end() if dateline is not None else at


def _whole_clause(doc: Doc, start: int, end: int) -> bool:
    """Whether the words before the content are of its clause, not a saying of their own with another's speaker."""
    skipped = words_of(doc, (start, end))
    return bool(skipped) and not any(t.lower_ in {"said", "says", "told", "according"} for t in skipped)


def after_participle(doc: Doc, span: CharSpan, quotations: Sequence[Quotation]) -> CharSpan:
    """ "asking, “What is wrong?”" as content is the quotation alone."""
    for quotation in quotations:
        if (
            span[0] < quotation.start < span[1]
            and _PARTICIPLE.match(text_of(doc)[span[0] : quotation.start]) is not None
        ):
            return quotation.start, span[1]
    return span


def opens_quotation(text: str, at: int) -> bool:
    """Whether a quotation mark stands at character `at`."""
    return text[at : at + 1] in (*OPENING, *STRAIGHT)


def inverted_source(doc: Doc, saying: Saying, speaker: Speaker) -> list[CharSpan]:
    """The whole noun phrase after an inverted cue: "..., states the 2013 report", of which "report" speaks."""
    source, head = saying.arguments.source, doc[saying.head]
    if source is None or speaker.span is None or source[0] <= head.i or saying.frame not in {"say", "tell", "object"}:
        return []
    whole = token_chars(doc, source)
    return [whole] if whole[0] <= speaker.span.start and speaker.span.end <= whole[1] else []


def told_after(doc: Doc, saying: Saying, spans: Sequence[CharSpan], parsed: Sequence[CharSpan]) -> list[CharSpan]:
    """What somebody is told, without whom: "told his country's agency on Thursday that ..." begins at "that"."""
    if (saying.frame != "tell" and saying.lemma != "ask") or not parsed:
        return list(spans)
    head = doc[saying.head]
    clause = min(start for start, _ in parsed)
    cut: list[CharSpan] = []
    for start, end in spans:
        between = words_of(doc, (start, clause)) if head.idx < start < clause < end else []
        addressed = bool(between) and not any(t.pos_ in {"VERB", "AUX"} for t in between)
        quoted = opens_quotation(text_of(doc), start)
        cut.append((clause, end) if addressed and not quoted else (start, end))
    return cut
