"""The exact words that were said: reader and syntax reconciled, mended with the quotation marks, trimmed.

All spans here are half-open character offsets into `Article.text`.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from spacy.tokens import Doc

from demarche.records import QuoteKind
from demarche.statements.quotations import CLOSING, OPENING, STRAIGHT, Quotation, quoted_share
from demarche.statements.texts import text_of

CharSpan = tuple[int, int]

_LEAD = re.compile(
    r"(?:\s|[,;:…)\]–—-]|\bthat\b(?!\s+(?:is|was|are|were|would|will|has|had|of|a|an)\b)(?=\s))+", re.IGNORECASE
)
_TAIL = re.compile(r"(?:\s+(?:that|which|and|but|or)\s*$|(?:\s|[,;:–—(\[-]|(?<![.!?…])[.](?=\s*$))+$)")
_DAY = r"(?:\s*,?\s+(?:on\s+)?(?:(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day|yesterday|today)(?:,\s+\w+\s+\d+,?)?)?"
_ADDRESSED = re.compile(
    r"[”\"’]?" + _DAY + r"\s*(?:,\s*)?(?:of|for|with|about|over|against|to the effect that|that)\s+", re.IGNORECASE
)
_ASKED = re.compile(_DAY + r"[\s,]*(?=(?:not\s+)?to\s|[“\"‘„«])", re.IGNORECASE)
# "its “deep state” of rewriting history": what somebody is accused of begins with a gerund or a quotation.
_CHARGE = re.compile(r"\bof\s+([“\"‘']?\w+ing\b|[“\"‘'])")
# "accused its rivals, such as Varnia and Ostrovia, [of trying] to ruin it"
_CHARGE_SET_OFF = re.compile(r",\s+of\s+(\w+ing\b)")
_AFTERMATH = re.compile(
    r"[,\s]+(?:after|following|in response to|in reaction to|in retaliation for|amid|in the wake of|as)\s"
    r"|,\s+(?:a|an|the)\s+(?:charge|claim|accusation|allegation|move|demand|call|step|request|suggestion)\b"
    r"|\s+in\s+(?:a|an)\s+(?:\w+\s+)?(?:move|bid|effort|attempt|step)\s+(?:to|that|aimed|meant)\b"
    r"|\s+in\s+(?:a|an|its|his|her|their)\s+(?:\w+\s+)?(?:post|statement|letter|interview|speech|message|tweet|video)\b",
    re.IGNORECASE,
)
_WORD = re.compile(r"\w+")


def token_chars(doc: Doc, span: tuple[int, int]) -> CharSpan:
    """A half-open token span as character offsets, without the white space it ends with."""
    first, last = doc[span[0]], doc[span[1] - 1]
    while last.is_space and last.i > first.i:
        last = last.nbor(-1)
    return first.idx, last.idx + len(last)


def overlap(a: CharSpan, b: CharSpan) -> int:
    """How many characters two spans share."""
    return max(0, min(a[1], b[1]) - max(a[0], b[0]))


def covered(text: str, spans: Sequence[CharSpan]) -> set[int]:
    """Start offsets of the words that lie inside any of `spans`."""
    return {match.start() for start, end in spans for match in _WORD.finditer(text, start, end)}


def agreement(text: str, a: Sequence[CharSpan], b: Sequence[CharSpan]) -> float:
    """Jaccard overlap, in words, of two sets of spans (0..1)."""
    left, right = covered(text, a), covered(text, b)
    return len(left & right) / len(left | right) if left | right else 0.0


def subtract(span: CharSpan, holes: Sequence[CharSpan]) -> list[CharSpan]:
    """`span` less the parts that `holes` take, in text order."""
    pieces = [span]
    for hole in holes:
        pieces = [
            part
            for start, end in pieces
            for part in ((start, min(end, hole[0])), (max(start, hole[1]), end))
            if part[0] < part[1]
        ]
    return pieces


def trim(text: str, span: CharSpan) -> CharSpan | None:
    """Without the complementiser, loose punctuation and white space at the edges; ``None`` if nothing is left."""
    start, end = span
    lead = _LEAD.match(text, start, end)
    if lead:
        start = lead.end()
    tail = _TAIL.search(text, start, end)
    if tail and tail.start() > start:
        end = tail.start()
    odd = text[start:end].count('"') % 2 == 1
    if odd and start + 1 < end and text[start] in STRAIGHT and text[start + 1].isspace():
        start += 1  # the mark that closed what stands before
    while start < end and text[start] in CLOSING + "’" and text[start] not in OPENING:
        start += 1
    while start < end and text[start].isspace():
        start += 1
    while end > start and (text[end - 1].isspace() or (text[end - 1] in OPENING and not _closes(text, start, end))):
        end -= 1
    if end < len(text) and text[end] == ")" and text[start:end].count("(") > text[start:end].count(")"):
        end += 1
    if end < len(text) and text[end] == "." and text[start:end].count("“") > text[start:end].count("”"):
        end += 1
    if text[start:end].lower() in {"that", "which", "who", "this", "it"}:
        return None
    return (start, end) if any(c.isalnum() for c in text[start:end]) else None


def _closes(text: str, start: int, end: int) -> bool:
    """An opening mark at the very end that closes what an earlier one opened (mistyped)."""
    return any(c in OPENING + STRAIGHT for c in text[start : end - 1])


def quote_around(quotations: Sequence[Quotation], at: int) -> Quotation | None:
    """The quotation that holds character `at`, if any."""
    return next((q for q in quotations if q.start <= at < q.end), None)


def mend(
    text: str,
    spans: Sequence[CharSpan],
    quotations: Sequence[Quotation],
    cue: CharSpan,
    holes: Sequence[CharSpan],
) -> tuple[CharSpan, ...]:
    """Content spans with whole quotations in place of halves, less cue and speaker, trimmed and joined.

    A span that begins or ends inside a quotation the cue is not part of is stretched to that quotation's marks.
    """
    around_cue = quote_around(quotations, cue[0])
    pieces: list[CharSpan] = []
    for span in spans:
        start, end = span
        for quotation in quotations:
            if quotation is around_cue or not overlap((start, end), (quotation.start, quotation.end)):
                continue
            inner = covered(text, [(max(start, quotation.start), min(end, quotation.end))])
            if len(inner) * 2 < len(covered(text, [(quotation.start, quotation.end)])) and quotation.start < start:
                continue  # a sliver of a long quotation is the reader's slip, not its words
            start, end = min(start, quotation.start), max(end, quotation.end)
        pieces.extend(subtract((start, end), holes))
    trimmed = [piece for piece in (trim(text, p) for p in pieces) if piece is not None]
    return join(text, trimmed)


def join(text: str, spans: Sequence[CharSpan]) -> tuple[CharSpan, ...]:
    """Overlapping spans, and spans that only punctuation and white space part, made one."""
    joined: list[CharSpan] = []
    for start, end in sorted(spans):
        between = text[joined[-1][1] : start] if joined else ""
        if joined and not any(c.isalnum() for c in between) and "\n\n" not in between:
            joined[-1] = (joined[-1][0], max(end, joined[-1][1]))
            continue
        joined.append((start, end))
    return tuple(joined)


def names_charge(text: str, spans: Sequence[CharSpan]) -> bool:
    """Whether somebody is accused of something in these words: "Varnia of shelling the port"."""
    return any(_charge(text, start, end) is not None for start, end in spans)


def _charge(text: str, start: int, end: int) -> re.Match[str] | None:
    near = _CHARGE.search(text, start, min(end, start + 90))
    return near or _CHARGE_SET_OFF.search(text, start, min(end, start + 200))


def without_addressee(text: str, span: CharSpan, addressees: Sequence[CharSpan], frame: str = "") -> CharSpan:
    """The content after whom it is laid on: "Varnia of shelling the port" -> "shelling the port"."""
    start, end = span
    for addressee in addressees:
        within = addressee[0] < start < addressee[1]  # "appealed to [the League for help]"
        if (within or (text[start : addressee[0]].strip() == "" and start <= addressee[0])) and addressee[1] < end:
            link = _ADDRESSED.match(text, addressee[1], end)
            if link:
                return link.end(), end
            asked = _ASKED.match(text, addressee[1], end)
            if asked:
                return asked.end(), end
    charge = _charge(text, start, end) if frame == "accuse" else None
    if charge:
        return charge.start(1), end
    link = re.match(r"\s*(?:of|for)\s+", text[start:end])
    return (start + link.end(), end) if link else span


def cut_aftermath(text: str, span: CharSpan, quotations: Sequence[Quotation]) -> CharSpan:
    """Without a trailing "after ...", "in response to ...", which tells what came before, not what was asked."""
    clause = text[span[0] : span[0] + 5].lower() == "that " or text[: span[0]].endswith("that ")
    if clause:
        return span  # "deplored that children are recruited after a peace was made"
    for match in _AFTERMATH.finditer(text, span[0] + 1, span[1]):
        word = match.group().strip(", \n").lower()
        if word == "as" or quote_around(quotations, match.start()) is not None:
            continue
        if len(covered(text, [(span[0], match.start())])) >= 2:
            return span[0], match.start()
    return span


def kind_of(doc: Doc, spans: Sequence[CharSpan], quotations: Sequence[Quotation]) -> QuoteKind:
    """Direct if the words are one quoted clause or more, mixed if some stand in quotation marks, else indirect.

    Quoted fragments ("its “deep regret”") are mixed: the sentence around them is the outlet's.
    """
    text = text_of(doc)
    total = len(covered(text, spans))
    share = sum(quoted_share(quotations, *span, text) * len(covered(text, [span])) for span in spans) / max(1, total)
    if share < 0.97:
        return "mixed" if share > 0 else "indirect"
    return "direct" if any(_sentence_like(doc, span) for span in spans) else "mixed"


def _sentence_like(doc: Doc, span: CharSpan) -> bool:
    """Begins as a sentence does, or holds a finite clause that does not hang on a word outside."""
    tokens = doc.char_span(span[0], span[1], alignment_mode="contract")
    if tokens is None:
        return False
    words = [t for t in tokens if t.is_alpha]
    if not words or words[0].lower_ == "to":
        return False
    if words[0].text[0].isupper() and re.search(r"[.!?]\W*$", text_of(doc)[span[0] : span[1]]):
        return True  # "“Not today.”"
    clause = any(
        t.dep_.startswith(("nsubj", "expl")) and t.head.i in range(tokens.start, tokens.end)
        and not t.head.dep_.startswith(("acl", "advcl"))
        for t in tokens
    )  # fmt: skip
    capital = words[0].text[0].isupper() and words[0].pos_ != "PROPN"
    return len(words) >= 3 and (clause or (capital and len(words) >= 4))


def inside_sentence(doc: Doc, head: int, span: CharSpan) -> bool:
    """Whether a character span lies in the sentence of token `head`."""
    sentence = doc[head].sent
    return span[0] >= sentence.start_char and span[1] <= sentence.end_char


def same_paragraph(text: str, a: int, b: int) -> bool:
    """Whether no paragraph ends between two characters."""
    low, high = sorted((a, b))
    return "\n\n" not in text[low:high]
