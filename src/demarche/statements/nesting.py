"""Sayings told inside sayings, and the same words found under two cues."""

from __future__ import annotations

from collections.abc import Sequence

from spacy.tokens import Doc

from demarche.statements.content import FIRST_PERSON
from demarche.statements.contents import agreement, covered
from demarche.statements.draft import Draft
from demarche.statements.speakers import NOBODY


def settle(doc: Doc, drafts: Sequence[Draft]) -> list[Draft]:
    """Of sayings told inside one another by the same speaker, the innermost that carry their own act are kept."""
    text = doc.text
    kept: list[Draft] = []
    words = [covered(text, d.content) for d in drafts]
    for index, draft in enumerate(drafts):
        if draft.saying is None or draft.cue is None:
            kept.append(draft)
            continue
        within = [
            outer for number, outer in enumerate(drafts)
            if number != index and any(s <= draft.cue[0] and draft.cue[1] <= e for s, e in outer.content)
        ]  # fmt: skip
        if any(
            _same_voice(outer, draft) and not (outer.saying and outer.saying.frame == "according") for outer in within
        ):
            continue
        source = draft.saying.arguments.source_head
        if within and source is not None and doc[source].lower_ in FIRST_PERSON:
            continue
        if within and draft.saying.attribution is None and draft.verdict.act in {"state", "assert"}:
            continue
        if draft.saying.frame == "according":
            inner = [
                (number, other) for number, other in enumerate(drafts)
                if number != index and other.cue is not None and any(s <= other.cue[0] < e for s, e in draft.content)
                and not other.headline
            ]  # fmt: skip
            same = [n for n, other in inner if _same_voice(draft, other) or other.speaker is NOBODY]
            if same and len(set().union(*(words[n] for n in same))) * 2 >= len(words[index]):
                continue
        kept.append(draft)
    return _one_each(text, kept)


def _same_voice(a: Draft, b: Draft) -> bool:
    if a.speaker.actor is not None and a.speaker.actor == b.speaker.actor:
        return True
    return a.speaker.party is not None and a.speaker.party == b.speaker.party


def _one_each(text: str, drafts: Sequence[Draft]) -> list[Draft]:
    """Of drafts with all but the same words, the one with the more telling cue."""
    kept: list[Draft] = []
    for draft in drafts:
        twin = next((k for k in kept if agreement(text, k.content, draft.content) > 0.8), None)
        if twin is None:
            kept.append(draft)
        elif _telling(draft) > _telling(twin):
            kept[kept.index(twin)] = draft
    return kept


def _telling(draft: Draft) -> tuple[bool, bool, float]:
    return (draft.speaker.actor is not None, draft.verdict.act not in {"state", "assert"}, draft.confidence)
