"""The two parties in play: whom "the two armies" and "both sides" stand for."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from spacy.tokens import Span

from demarche.events.parties import Standing
from demarche.events.tellings import Telling
from demarche.records import EventType, Party

QUARRELS: frozenset[EventType] = frozenset(
    ("ACCUSE", "ASSAULT", "COERCE", "MOBILIZE", "REJECT", "SANCTION", "THREATEN")
)
FOES = frozenset(("army", "foe", "force", "navy", "republic", "rival"))


def two_in_play(dealt: Sequence[Standing], found: Sequence[Telling], sentence: Span) -> list[Standing]:
    """Whom "the two" of a sentence are: those who last met or agreed; of armies and foes, those who quarrel."""
    last = list(dealt) if len(dealt) == 2 else []
    foes = any(token.lemma_.lower() in FOES for token in sentence)
    return (quarrelling(found) or last) if foes else (last or quarrelling(found))


def quarrelling(found: Sequence[Telling]) -> list[Standing]:
    """The two parties that have quarrelled or fought most often so far, the later ones where two are as frequent.

    "Varnia accused Norwyn of raids. ... The two republics fought a war in 2020": Varnia and Norwyn.
    """
    dyads: Counter[frozenset[Party]] = Counter()
    sides: dict[frozenset[Party], list[Standing]] = {}
    for telling in found:
        if telling.frame.type not in QUARRELS or len(telling.source) != 1 or len(telling.target) != 1:
            continue
        both = [telling.source[0], telling.target[0]]
        dyad = frozenset(standing.party for standing in both)
        if len(dyad) == 2:
            dyads[dyad] += 1
            sides[dyad] = both
    most = max(dyads.values(), default=0)
    return next((sides[dyad] for dyad in reversed(list(sides)) if dyads[dyad] == most), [])
