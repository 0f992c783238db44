"""Addressees that the saying itself does not name, drawn from the sayings and the words around it.

A denial goes to whoever accused, a second charge to whom the first went, a rejection to whose plan it is. Tried in
order: the sayings of the same sentence, the other party named beside the cue, the party whose saying is answered, the
speaker's own saying right before.
"""

from __future__ import annotations

from collections.abc import Sequence

import msgspec
from spacy.tokens import Doc

from demarche.actors import mentions_in
from demarche.records import Cast, Party
from demarche.statements.addressees import DIRECTED
from demarche.statements.draft import Draft, same_sentence, same_voice

ANSWERS = frozenset({"deny", "reject"})
ONGOING = frozenset({"accuse", "condemn", "demand", "urge", "threaten", "warn", "deny", "reject"})


def direct(doc: Doc, drafts: Sequence[Draft], cast: Cast) -> list[Draft]:
    """`drafts`, in text order, with addressees for acts that are always directed at somebody."""
    directed: list[Draft] = []
    for draft in drafts:
        if draft.verdict.act in DIRECTED | ANSWERS and not draft.addressees and not draft.headline:
            found = (
                _of_sentence(doc, draft, drafts)
                or _answered(draft, directed)
                or _beside(doc, draft, cast)
                or _before(draft, directed)
            )
            draft = msgspec.structs.replace(draft, addressees=found)
        directed.append(draft)
    return directed


def _of_sentence(doc: Doc, draft: Draft, drafts: Sequence[Draft]) -> tuple[Party, ...]:
    """Whom the same speaker addresses in the same sentence: "voiced its anger and denounced Varnia's plan"."""
    beside = [d for d in drafts if d is not draft and same_sentence(doc, d, draft) and same_voice(d, draft)]
    return next((d.addressees for d in beside if d.addressees and d.verdict.act in DIRECTED), ())


def _answered(draft: Draft, before: Sequence[Draft]) -> tuple[Party, ...]:
    """The party that last accused or asked the speaker's, for denials and rejections."""
    own = draft.speaker.party
    if draft.verdict.act not in ANSWERS or own is None:
        return ()
    accuser = next((d.speaker.party for d in reversed(before) if own in d.addressees and d.speaker.party), None)
    return (accuser,) if accuser is not None and accuser != own else ()


def _beside(doc: Doc, draft: Draft, cast: Cast) -> tuple[Party, ...]:
    """The one other party that the cue's sentence names outside what is said."""
    own = set((draft.speaker.party or "").split("+"))
    if draft.saying is None:
        return ()
    sentence = doc[draft.saying.head].sent
    named: list[Party] = []
    for mention in mentions_in(cast, sentence.start_char, sentence.end_char):
        inside = any(s <= mention.start and mention.end <= e for s, e in draft.content)
        speaking = draft.speaker.span is not None and (
            draft.speaker.span.start <= mention.start and mention.end <= draft.speaker.span.end
        )
        if not inside and not speaking and mention.party is not None and mention.form != "pronoun":
            named.extend(p for p in mention.party.split("+") if p not in own)
    unique = tuple(dict.fromkeys(named))
    return unique if len(unique) == 1 else ()


def _before(draft: Draft, before: Sequence[Draft]) -> tuple[Party, ...]:
    """Whom the same speaker addressed in one of the two sayings right before."""
    if draft.verdict.act not in ONGOING:
        return ()
    for last in reversed(before[-2:]):
        same = draft.speaker.actor is not None and draft.speaker.actor == last.speaker.actor
        if same and last.addressees and last.verdict.act in DIRECTED | ANSWERS:
            return last.addressees
    return ()
