"""Which words name the speaker: by syntax where the cue has a subject of its own, else as the reader marked them.

All spans here are half-open token indices into the `Doc`.
"""

from __future__ import annotations

from spacy.tokens import Doc, Token

from demarche.statements.clauses import noun_phrase
from demarche.statements.sayings import Saying


def source_spans(doc: Doc, saying: Saying) -> list[tuple[int, int]]:
    """Token spans that may be the source, the likeliest first: syntax if the cue has its own subject, else reader."""
    return [_without_dateline(doc, span) for span in _source_spans(doc, saying)]


def _without_dateline(doc: Doc, span: tuple[int, int]) -> tuple[int, int]:
    """ "HASK - Varnia" is Varnia: the place a story is filed from does not speak."""
    opens = span[0] == 0 or doc[span[0] - 1].is_space or bool(doc[span[0]].is_sent_start)
    for at in range(span[0] + 1, span[1] - 1):
        if doc[at].text not in {"-", "–", "—", "--"} or doc[at - 1].whitespace_ == "":
            continue
        capitals = all(t.is_upper or not t.is_alpha for t in doc[span[0] : at])
        if capitals or (opens and at - span[0] <= 3 and doc[at + 1].text[0].isupper()):
            return at + 1, span[1]
    return _before_verb(doc, span)


def _before_verb(doc: Doc, span: tuple[int, int]) -> tuple[int, int]:
    """A source up to the finite verb right behind its head: "[Many] snubbed the president, saying"."""
    at = head_of(doc, *span).i + 1
    while at < span[1] and doc[at].pos_ == "ADV":
        at += 1
    if at >= span[1] - 1 or doc[at].tag_ not in {"VBD", "VBZ"} or doc[at].pos_ != "VERB":
        return span
    if doc[at].dep_ in {"acl:relcl", "compound"} or doc[at + 1].lower_ in {
        "by",
        "on",
        "in",
        "from",
        "to",
        "at",
        "with",
    }:
        return span  # "a statement released on Thursday by the ministry"
    return span[0], at


def _source_spans(doc: Doc, saying: Saying) -> list[tuple[int, int]]:
    attribution = doc._.attributions[saying.attribution] if saying.attribution is not None else None
    marked = [(s.start, s.end) for s in attribution.source] if attribution is not None else []
    sentence = doc[saying.head].sent
    marked = [
        s for s in marked if (s[0] < sentence.end and s[1] > sentence.start) or _neighbouring(doc, s, saying.head)
    ]
    if saying.arguments.passive:
        # "Moren was warned that ...": who is told does not speak
        told = {at for i in saying.arguments.addressee for at in range(*noun_phrase(doc[i]))}
        marked = [s for s in marked if not told & set(range(*s))]
    marked.sort(key=lambda s: abs(s[0] - saying.head))
    by_syntax = saying.arguments.source
    whole = [s for s in marked if not _relative(doc, s)]
    if whole and (len(whole) < len(marked) or (by_syntax is not None and _relative(doc, by_syntax))):
        return whole  # "The Union, [which mediates], urged": the parse or the reader took the clause for who speaks
    if by_syntax is None:
        return marked
    agreeing = [s for s in marked if s[0] < by_syntax[1] and by_syntax[0] < s[1]]
    if agreeing:
        start, end = agreeing[0]
        if by_syntax[0] + 8 < start and end >= by_syntax[1] - 4 and doc[start - 1].text == ",":
            return [agreeing[0]]  # "... by director Wang, who ..., spokesman Lo told": the parse ran both together
        joined = (min(by_syntax[0], agreeing[0][0]), max(by_syntax[1], agreeing[0][1]))
        return [joined if joined[1] - joined[0] <= 25 else by_syntax]
    beside = marked[0] if marked else None
    if beside is not None and by_syntax[1] <= beside[0] and _just_before(doc, beside[1], saying.head):
        return [*marked, by_syntax]  # "... by director Wang, who ..., the spokesman told": the nearer one tells
    if saying.arguments.bare_speaker and marked and doc[saying.head].dep_ != "conj":
        return [*marked, by_syntax]
    return [by_syntax, *marked]


def _relative(doc: Doc, span: tuple[int, int]) -> bool:
    """Whether a span is a relative clause, or its words behind the pronoun."""
    return any(doc[at].lower_ in {"which", "who"} for at in (span[0], span[0] - 1) if at >= 0)


def _just_before(doc: Doc, end: int, cue: int) -> bool:
    """Nothing but auxiliaries, adverbs and brackets between a span's end and the cue."""
    inside = 0
    for token in doc[end:cue]:
        inside += (token.text in {"(", "["}) - (token.text in {")", "]"})
        if inside == 0 and not (token.pos_ in {"AUX", "ADV", "PART"} or token.text in {")", "]"}):
            return False
    return end <= cue


def _neighbouring(doc: Doc, span: tuple[int, int], head: int) -> bool:
    """In the same paragraph as the cue."""
    low, high = sorted((span[0], head))
    return "\n\n" not in doc[low : high + 1].text


def head_of(doc: Doc, start: int, end: int) -> Token:
    """The word of a span that the others hang on."""
    tokens = doc[start:end]
    root: Token = tokens.root
    return root
