"""A telling: one place of the article that tells an event, before tellings are merged and dated."""

from __future__ import annotations

from typing import NamedTuple

from spacy.tokens import Doc, Span, Token

from demarche.events.clauses import sentence_of
from demarche.events.lexicon import Frame
from demarche.events.parties import Standing


class Telling(NamedTuple):
    """What one trigger tells.

    `governor` is the word whose tense, negation and embedding decide the status: the trigger itself, or its light verb.
    `planned` marks a governor that says the event is intended. `statement` is set where a statement's act is the event.
    `rule` names what found it, `confidence` in 0..1 how sure the parties are.
    """

    frame: Frame
    trigger: Token
    governor: Token
    source: tuple[Standing, ...]
    target: tuple[Standing, ...]
    rule: str
    confidence: float = 1.0
    nominal: bool = False
    planned: bool = False
    statement: str | None = None

    @property
    def parties(self) -> tuple[frozenset[str], frozenset[str]]:
        """The source and target parties as sets."""
        return frozenset(s.party for s in self.source), frozenset(s.party for s in self.target)


def without(standings: list[Standing], others: list[Standing]) -> list[Standing]:
    """The standings whose party is not among the others'."""
    taken = {other.party for other in others}
    return [standing for standing in standings if standing.party not in taken]


def split_sides(source: list[Standing], target: list[Standing]) -> tuple[list[Standing], list[Standing]]:
    """Both sides of a reciprocal event: where one side names several and the other none, the first faces the rest."""
    target = without(target, source)
    if target and source:
        return source, target
    several = source or target
    return (several[:1], several[1:])


def evidence_span(telling: Telling) -> Span:
    """The words that tell the event: the trigger's clause, without what is coordinated with it, within its sentence.

    For a noun, its phrase and, under a light verb, that verb's clause.
    """
    doc: Doc = telling.trigger.doc
    top = telling.governor
    sentence = sentence_of(top)
    skipped: set[int] = set()
    for child in top.children:
        if (
            child.dep_ in ("conj", "parataxis", "punct", "advcl", "cc", "mark", "discourse")
            and child.i != telling.trigger.i
        ):
            if any(part.i == telling.trigger.i for part in child.subtree):
                continue
            skipped.update(part.i for part in child.subtree)
    kept = [token.i for token in top.subtree if token.i not in skipped and sentence.start <= token.i < sentence.end]
    kept = kept or [telling.trigger.i]
    start, end = min(kept), max(kept) + 1
    while end - 1 > start and (doc[end - 1].is_space or doc[end - 1].is_punct):
        end -= 1
    while start < end - 1 and (doc[start].is_space or doc[start].is_punct):
        start += 1
    return doc[start:end]
