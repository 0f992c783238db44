"""Sayings told inside sayings, and the same words found under two cues."""

from __future__ import annotations

from collections.abc import Sequence

import msgspec
from spacy.tokens import Doc, Token

from demarche.statements.clauses import children, is_participle
from demarche.statements.content import first_person
from demarche.statements.contents import CharSpan, agreement, covered, overlap, quote_around, trim
from demarche.statements.draft import Draft, same_sentence, same_voice
from demarche.statements.quotations import QUOTE_CHARS, Quotation
from demarche.statements.speakers import NOBODY
from demarche.statements.texts import text_of
from demarche.statements.words import load_contents

LINKS = frozenset({",", "and", ";", "–", "—"})


def settle(doc: Doc, drafts: Sequence[Draft]) -> list[Draft]:
    """Of sayings told inside one another by the same speaker, the innermost that carry their own act are kept."""
    text = text_of(doc)
    kept: list[Draft] = []
    words = [covered(text, d.content) for d in drafts]
    gone = {index for index, draft in enumerate(drafts) if _told_by_another(doc, draft, drafts)}
    for index, draft in enumerate(drafts):
        if index in gone:
            continue
        if _passes_on(draft):
            inner = [
                (number, other) for number, other in enumerate(drafts)
                if number not in gone and other.cue is not None
                and any(s <= other.cue[0] < e for s, e in draft.content) and number != index and not other.headline
            ]  # fmt: skip
            person = draft.speaker.kind == "person"
            same = [
                n
                for n, other in inner
                if (other.speaker is NOBODY and draft.saying is not None and draft.saying.frame == "according")
                or (other.speaker.actor == draft.speaker.actor if person else same_voice(draft, other))
            ]
            unknown = draft.speaker.actor is None and draft.speaker.party is None
            media = draft.speaker.kind == "media" or unknown
            relayed = [n for n, other in inner if _relays(draft, other)] if media else []
            same = same or relayed  # "according to the agency, X denied": what X said is told once
            told = set().union(*(words[n] | (_frame_words(text, drafts[n]) if n in relayed else set()) for n in same))
            if same and len(told) * 2 >= len(words[index]):
                continue
        kept.append(draft)
    return _answered(doc, _one_each(text, kept))


def _told_by_another(doc: Doc, draft: Draft, drafts: Sequence[Draft]) -> bool:
    """Whether a saying stands in what another one tells, and is told with it."""
    if draft.saying is None or draft.cue is None:
        return False
    cue = draft.cue
    within = [o for o in drafts if o is not draft and any(s <= cue[0] and cue[1] <= e for s, e in o.content)]
    if any(same_voice(outer, draft) and not _relays(outer, draft) for outer in within):
        return True
    source = draft.saying.arguments.source_head
    if within and source is not None and first_person(doc[source]):
        return True
    if within and draft.saying.attribution is None and draft.verdict.act in {"state", "assert"}:
        return True
    if within and {draft.verdict.act, draft.saying.act} & {"agree", "hope", "support"}:
        return True  # "both sides agreed to go on, it added": the outer statement tells it
    return bool(within) and _told_by_the_outer(doc, draft, within)


def _frame_words(text: str, draft: Draft) -> set[int]:
    """The words of a saying's own source and cue."""
    source = [(draft.speaker.span.start, draft.speaker.span.end)] if draft.speaker.span is not None else []
    return covered(text, [*source, *([draft.cue] if draft.cue is not None else [])])


def _passes_on(draft: Draft) -> bool:
    """Whether a saying may only pass on another's: "according to X", "..., the agency said", "the agency reported"."""
    if draft.saying is None or draft.cue is None:
        return False
    if draft.saying.frame == "according":
        return True
    behind = bool(draft.content) and draft.content[0][0] < draft.cue[0]
    return draft.speaker.kind == "media" and (behind or draft.saying.lemma in {"report", "quote", "cite"})


def _relays(outer: Draft, inner: Draft) -> bool:
    """Whether the outer saying only passes on the inner one."""
    if outer.saying is not None and outer.saying.frame == "according":
        return True
    named = inner.speaker.actor is not None or inner.speaker.party is not None
    return _passes_on(outer) and named and inner.speaker.kind != "media"


def _told_by_the_outer(doc: Doc, draft: Draft, within: Sequence[Draft]) -> bool:
    """Whether an inner saying is but a part of what the outer one tells.

    "Customers are urged to ..." in a quotation is the quoted speaker's; "the two leaders pledged", said by one of them,
    is his word.
    """
    within = [o for o in within if not _relays(o, draft)]
    if draft.saying is None or not within:
        return False
    head = doc[draft.saying.head]
    joint = draft.speaker.party is not None and "+" in draft.speaker.party
    if joint and any(o.speaker.party in (draft.speaker.party or "").split("+") for o in within):
        return True
    if draft.saying.attribution is not None or draft.saying.frame in {"according", "noun"}:
        return False
    finite = head.tag_ in {"VBD", "VBZ", "VBP"} or any(c.dep_ == "aux" for c in head.children)
    own = any(c.dep_.startswith("nsubj") and c.pos_ in {"PROPN", "NOUN"} for c in head.children)
    return not (finite and own) or draft.speaker is NOBODY


def part(doc: Doc, drafts: Sequence[Draft], quotations: Sequence[Quotation]) -> list[Draft]:
    """Contents that end where the next saying of the sentence begins.

    "called on X to stop, urging them to talk" is two requests; "saying X had lied and state media called it a threat"
    goes over to another speaker at the "and".
    """
    parted = _nearest(list(drafts))
    for number, outer in enumerate(parted):
        for inner in drafts:
            if inner.saying is None or inner.cue is None or inner is outer or outer.saying is None:
                continue
            span = next((c for c in outer.content if c[0] < inner.cue[0] and inner.cue[1] <= c[1]), None)
            if (
                span is None
                or quote_around(quotations, inner.cue[0]) is not None
                or inner.cue[0] < (outer.cue or (0, 0))[0]
            ):
                continue
            at = _border(doc, outer, inner)
            if at is None and (at := _goes_over(doc, outer, inner)) is not None:
                place = drafts.index(inner)
                parted[place] = msgspec.structs.replace(parted[place], speaker=outer.speaker)
            if at is None or (at <= span[0] and len(outer.content) == 1):
                continue
            kept = [c for c in outer.content if c[1] <= at]
            rest = trim(text_of(doc), (span[0], at)) if at > span[0] else None
            content = (*kept, *([rest] if rest is not None else []))
            if content:
                outer = msgspec.structs.replace(outer, content=content)
                parted[number] = outer
    return parted


def _nearest(drafts: list[Draft]) -> list[Draft]:
    """Each piece of what was said given to one cue, the nearest, where the reader gave it to two side by side."""
    for number, draft in enumerate(drafts):
        for other in drafts:
            if other is draft or draft.cue is None or other.cue is None or len(draft.content) < 2:
                continue
            cue, rival = draft.cue, other.cue
            told_inside = any(s <= rival[0] and rival[1] <= e for s, e in draft.content)
            if told_inside or any(s <= cue[0] and cue[1] <= e for s, e in other.content):
                continue  # the outer saying holds it too
            kept = tuple(
                piece
                for piece in draft.content
                if not any(overlap(piece, theirs) * 5 >= (piece[1] - piece[0]) * 4 for theirs in other.content)
                or _gap(piece, cue) <= _gap(piece, rival)
            )
            if kept and len(kept) < len(draft.content):
                draft = msgspec.structs.replace(draft, content=kept)
                drafts[number] = draft
    return drafts


def _gap(piece: CharSpan, cue: CharSpan) -> int:
    """Characters between a piece of content and a cue."""
    return max(piece[0] - cue[1], cue[0] - piece[1], 0)


def _border(doc: Doc, outer: Draft, inner: Draft) -> int | None:
    """The character offset where the clause of `inner` parts from the content of `outer`; ``None`` if it is inside."""
    if outer.saying is None or inner.saying is None or inner.saying.frame in {"noun", "according"}:
        return None
    head = doc[inner.saying.head]
    first = head.left_edge
    source = inner.saying.arguments.source
    beside = source is not None and source[1] == head.i  # "... and the press called it": its subject stands before it
    if source is not None and beside:
        first = doc[min(first.i, source[0])]
    if is_participle(head) and head.i > 0 and head.nbor(-1).text in {",", "”", '"', "’"}:
        first = head  # "..., adding that": whatever the parse hung on it before the comma
    start = first.i
    while first.lower_ not in LINKS and first.i > 0 and (first.i == start or _mark(first)):
        first = doc[first.i - 1]
    if first.lower_ not in LINKS:
        return None
    if is_participle(head) and same_voice(outer, inner):
        return first.idx
    own_subject = bool(children(head, "nsubj")) or beside
    # A finite verb coordinated with a noun or an infinitive belongs to the saying before: "denied firing and said ...".
    loose = head.head.pos_ in {"NOUN", "PROPN", "ADJ"} or head.head.tag_ in {"VBG", "VB"}
    finite = head.tag_ in {"VBZ", "VBD", "VBP"} and loose
    shared = head.dep_ in {"conj", "root"} and (head.head.i == outer.saying.head or finite) and not own_subject
    if shared and same_voice(outer, inner):
        return first.idx
    if finite_conjunct(head) and not own_subject and same_voice(outer, inner) and _does_more(inner):
        return first.idx  # "assured that they stood by it and called on Varnia to ..."
    speaks_on = is_participle(doc[outer.saying.head]) and outer.speaker.span != inner.speaker.span
    if own_subject and first.lower_ == "and" and speaks_on:
        return first.idx
    return None


def _goes_over(doc: Doc, outer: Draft, inner: Draft) -> int | None:
    """Where the outer speaker goes on with a verb that the parse gives to whom he speaks of.

    "The ministry said Varnia was stalling [and] called on Varnia to talk": Varnia, who is called on, does not call.
    """
    if inner.saying is None:
        return None
    known = inner.speaker.actor is not None or inner.speaker.party is not None
    source, span = inner.saying.arguments.source_head, inner.speaker.span
    own = source is not None and span is not None and span.start <= doc[source].idx < span.end
    if known and (own or source is None or not same_voice(outer, inner)):
        return None
    head = doc[inner.saying.head]
    before = head.nbor(-1) if head.i > 0 else head
    named = bool(inner.addressees) and outer.speaker.party not in inner.addressees
    if named and finite_conjunct(head) and before.lower_ in {"and", "but"} and not children(head, "nsubj"):
        return before.idx
    return None


def _mark(token: Token) -> bool:
    """Quotation marks between a comma and what follows it: “..., and talks,” saying that."""
    return token.text[0] in QUOTE_CHARS


def finite_conjunct(head: Token) -> bool:
    """A finite verb coordinated with the one before it."""
    finite = head.tag_ in {"VBZ", "VBD", "VBP"} or (head.tag_ == "VBN" and head.head.tag_ == "VBG")
    return head.dep_ == "conj" and finite and head.head.i < head.i


def _does_more(inner: Draft) -> bool:
    """The reader took it for a saying of its own, and it does something by saying."""
    marked = inner.saying is not None and inner.saying.attribution is not None
    return marked and inner.verdict.act not in {"state", "assert", "agree", "hope", "support", "announce"}


def _answered(doc: Doc, drafts: Sequence[Draft]) -> list[Draft]:
    """ "lashed back at the accusation, saying ..." is one statement."""
    kept: list[Draft] = []
    for number, draft in enumerate(drafts):
        following = drafts[number + 1] if number + 1 < len(drafts) else None
        told_again = (
            draft.verdict.act == "condemn"
            and following is not None
            and same_sentence(doc, draft, following)
            and same_voice(draft, following)
            and _bare_claim(doc, draft)
        )
        if not told_again:
            kept.append(draft)
    return kept


def _bare_claim(doc: Doc, draft: Draft) -> bool:
    """Content that only points at what others said: "the accusation", "the remarks"."""
    words = [
        t for start, end in draft.content for t in (doc.char_span(start, end, alignment_mode="expand") or ())
        if t.is_alpha and t.pos_ not in {"DET", "ADP", "PRON", "ADJ"}
    ]  # fmt: skip
    return len(words) == 1 and words[0].lemma_.lower() in load_contents().things.claims


def _one_each(text: str, drafts: Sequence[Draft]) -> list[Draft]:
    """Of drafts with all but the same words, the one with the more telling cue."""
    kept: list[Draft] = []
    for draft in drafts:
        same = (k for k in kept if agreement(text, k.content, draft.content) > 0.8)
        twin = next((k for k in same if not _opposed(k, draft)), None)
        if twin is None:
            kept.append(draft)
        elif _telling(draft) > _telling(twin):
            kept[kept.index(twin)] = draft
    return kept


def _opposed(one: Draft, other: Draft) -> bool:
    """Whether one denies what the other says: "Varnia says the port is closed, Ostrovia denies"."""
    denies = (one.verdict.act == "deny") != (other.verdict.act == "deny")
    return denies and None not in (one.speaker.party, other.speaker.party) and not same_voice(one, other)


def _telling(draft: Draft) -> tuple[bool, bool, bool, float]:
    relayed = draft.saying is not None and draft.saying.frame == "according"  # "..., he said, according to the agency"
    named = draft.speaker.actor is not None
    return (named, not relayed, draft.verdict.act not in {"state", "assert"}, draft.confidence)
