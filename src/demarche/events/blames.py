"""Accusations told by a predicate inside what somebody says: "said Varnia was behind the attack", "was to blame"."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from spacy.tokens import Doc, Token

from demarche.events.clauses import case_of
from demarche.events.lexicon import Frame
from demarche.events.parties import Parties, Standing
from demarche.events.phrases import load_phrases
from demarche.events.tellings import Telling, without
from demarche.records import Statement

BLAME = Frame(type="ACCUSE", mode="allege", contexts=("diplomatic",), speech=True)
GUILTY = frozenset(("accountable", "complicit", "culpable", "guilty", "responsible"))


def blame_tellings(doc: Doc, statements: Sequence[Statement], parties: Parties) -> Iterator[Telling]:
    """The accusations that the contents of statements make of a subject other than the speaker.

    The statement's own cue, where its act is an accusation, tells it already; then nothing is added.
    """
    for statement in statements:
        if statement.party is None or statement.act in ("accuse", "condemn"):
            continue
        speaker = [Standing(p, statement.speaker, True, False) for p in statement.party.split("+") if p]
        for span in statement.content:
            tokens = doc.char_span(span.start, span.end, alignment_mode="expand")
            for word in tokens if tokens is not None else ():
                blamed = without(_blamed_by(word, parties), speaker)
                if blamed:
                    yield Telling(
                        frame=BLAME,
                        trigger=word,
                        governor=word,
                        source=tuple(speaker),
                        target=tuple(blamed),
                        rule=f"predicate:{word.lower_}",
                        confidence=0.7,
                        statement=statement.id,
                    )


def _blamed_by(word: Token, parties: Parties) -> list[Standing]:
    """Who is the subject of a blaming predicate: "responsible", "to blame", "behind" a deed; negated, nobody."""
    copula = any(child.dep_ == "cop" for child in word.children)
    behind = case_of(word) == "behind" and word.lemma_.lower() in load_phrases().deeds
    if not copula or not (word.lower_ in GUILTY or behind):
        return []
    negation = load_phrases().status.negation
    if any(child.lower_ in negation or child.lower_ in ("if", "whether") for child in word.children):
        return []
    return [s for c in word.children if c.dep_ == "nsubj" for s in parties.acting(c)]
