"""Headlines that tell two sayings side by side: "Varnia blames Ostrovia, Keldoria denies"."""

from __future__ import annotations

from collections.abc import Sequence

import msgspec
from spacy.tokens import Doc

from demarche.statements.contents import CharSpan, trim
from demarche.statements.draft import Draft
from demarche.statements.quotations import QUOTE_CHARS
from demarche.statements.texts import text_of


def side_by_side(doc: Doc, drafts: Sequence[Draft]) -> list[Draft]:
    """Drafts of a headline, each with what its own clause says.

    The parser makes one clause the object of the other. A clause that stands before "X says" is none of X's words where
    others follow; "X denies" at the end is none of what stands before it, and X denies what that one says.
    """
    told = [_after_the_cue(text_of(doc), draft) for draft in drafts]
    for number, outer in enumerate(told):
        for place, last in enumerate(told):
            if place == number or not (outer.headline and last.headline) or last.cue is None or outer.cue is None:
                continue
            cut = _before(text_of(doc), outer, last)
            if cut is None:
                continue
            outer = told[number] = msgspec.structs.replace(outer, content=cut)
            if any(start <= outer.cue[0] < end for start, end in last.content if outer.cue is not None):
                told[place] = msgspec.structs.replace(last, content=cut)
    return told


def _after_the_cue(text: str, draft: Draft) -> Draft:
    """Without what stands before the cue, where something is said behind it.

    Unless it is in quotation marks, or the cue stands between commas: "Attack, Varnia says, was unprovoked".
    """
    if not draft.headline or draft.cue is None or text[draft.cue[1] :].lstrip().startswith(","):
        return draft
    behind = tuple(span for span in draft.content if span[0] >= draft.cue[1])
    quoted = any(set(QUOTE_CHARS) & set(text[span[0] : span[1]]) for span in draft.content if span not in behind)
    return msgspec.structs.replace(draft, content=behind) if behind and not quoted else draft


def _before(text: str, outer: Draft, last: Draft) -> tuple[CharSpan, ...] | None:
    """The content of `outer` without the words "..., X denies" it ends with; ``None`` where it does not."""
    if last.cue is None or last.speaker.span is None:
        return None
    begins = last.speaker.span.start
    for place, (start, end) in enumerate(outer.content):
        if start < begins and last.cue[1] <= end and not any(c.isalnum() for c in text[last.cue[1] : end]):
            rest = trim(text, (start, begins))
            return (*outer.content[:place], rest) if rest is not None else None
    return None
