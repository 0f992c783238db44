"""Quotations without a cue of their own, which go on with the speaker before."""

from __future__ import annotations

from collections.abc import Sequence

import msgspec
from spacy.tokens import Doc

from demarche.records import Cast, Reason
from demarche.statements.acts import decide_act
from demarche.statements.addressees import find_addressees
from demarche.statements.content import Content
from demarche.statements.contents import CharSpan, covered, overlap
from demarche.statements.draft import Draft
from demarche.statements.quotations import Quotation
from demarche.statements.texts import text_of


def with_floating(
    doc: Doc,
    drafts: list[Draft],
    quotations: Sequence[Quotation],
    spoken: Sequence[CharSpan],
    title_end: int,
    cast: Cast,
) -> list[Draft]:
    """Adds quotations that stand alone and continue the speaker before; joins paragraphs of one long quotation."""
    text = text_of(doc)
    result = list(drafts)
    for quotation in quotations:
        span = (quotation.start, quotation.end)
        if quotation.start < title_end:
            continue
        told = [d for d in result if _told_in(d, span)]
        others = [d for d in result if d not in told]
        taken = any(overlap(span, c) for d in others for c in d.content)
        holds_cue = any(d.cue is not None and overlap(span, d.cue) for d in others)
        if taken or holds_cue or len(covered(text, [span])) < 3 or not _stands_alone(doc, span):
            continue
        # "“... the envoys said it was over. ...”": whoever speaks here tells what the envoys said
        result = [d for d in result if d not in told or (d.saying is not None and d.saying.attribution is not None)]
        before = [d for d in others if d.content and max(e for _, e in d.content) <= quotation.start]
        previous = max(before, key=lambda d: max(e for _, e in d.content), default=None)
        onward = _carried_on(quotation, quotations, result)
        if onward is not None:
            # "“They closed the border. ¶ “We were sent away,” he said": the paragraph before its cue's
            result[onward] = msgspec.structs.replace(result[onward], content=(span, *result[onward].content))
            continue
        if previous is None or previous.headline:
            continue
        gap = text[max(e for _, e in previous.content) : quotation.start]
        if gap.count("\n\n") > 1 or (gap.count("\n\n") == 1 and len(covered(text, [span])) < 6):
            continue
        position = result.index(previous)
        if (
            quotation.continues
            and gap.count("\n\n") == 1
            and any(
                q.end == e or q.start <= e - 1 < q.end for _, e in previous.content for q in quotations if not q.closed
            )
        ):
            result[position] = msgspec.structs.replace(previous, content=(*previous.content, span))
            continue
        tokens = tuple(t.i for t in (doc.char_span(*span, alignment_mode="expand") or ()) if not t.is_space)
        verdict = decide_act(
            doc,
            "state",
            "say",
            "",
            Content(tokens=tokens, party=previous.speaker.party, speaker=previous.speaker.actor, direct=True),
            cast,
        )
        addressees = find_addressees(doc, cast, verdict.act, (), verdict.targets, [span], previous.speaker.party)
        reason = Reason(rule="continues the speaker before")
        result.append(
            Draft(
                saying=None,
                speaker=msgspec.structs.replace(previous.speaker, span=None, reason=reason),
                cue=None,
                content=(span,),
                headline=False,
                verdict=verdict,
                addressees=addressees,
                confidence=0.6 * previous.confidence,
            )
        )
    return sorted(result, key=lambda d: min(s for s, _ in d.content))


def _told_in(draft: Draft, span: CharSpan) -> bool:
    """Whether a saying lies in a quotation with all its words, and is but a part of it."""
    if draft.cue is None or not span[0] < draft.cue[0] < draft.cue[1] < span[1]:
        return False
    # what stands at its very beginning is what the cue in it closes: "“We take no orders, the minister declared."
    return all(span[0] + 1 < start and end <= span[1] for start, end in draft.content)


def _carried_on(quotation: Quotation, quotations: Sequence[Quotation], drafts: Sequence[Draft]) -> int | None:
    """The draft whose quotation carries this one, left open at its paragraph's end, on in the next paragraph."""
    if quotation.closed:
        return None
    following = next((q for q in quotations if q.start >= quotation.end), None)
    if following is None or not following.continues:
        return None
    for number, draft in enumerate(drafts):
        begins = bool(draft.content) and draft.content[0][0] == following.start
        if begins and draft.cue is not None and draft.cue[0] > following.start:
            return number
    return None


def _stands_alone(doc: Doc, span: CharSpan) -> bool:
    """The quotation is a sentence or more of its own, not words set into the outlet's sentence."""
    before = text_of(doc)[: span[0]].rstrip(" ")
    after = text_of(doc)[span[1] :].lstrip(" ")
    opens = before == "" or before[-1] in '\n.!?…”":' or text_of(doc)[span[0] - 1] == "\n"
    closes = (
        after == ""
        or after[0] in "\n"
        or after[0].isupper()
        or text_of(doc)[span[1] - 2 : span[1] - 1] in {".", "!", "?"}
    )
    closes |= after[:1] in {".", ",", ";"} and after[1:2] in {"", "\n"}  # "... like that"."
    return opens and closes
