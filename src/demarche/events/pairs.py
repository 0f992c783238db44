"""The two parties in play: whom "the two armies" and "both sides" stand for."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from demarche.events.parties import Standing
from demarche.events.tellings import Telling
from demarche.records import Party


def quarrelling(found: Sequence[Telling]) -> list[Standing]:
    """The two parties that have dealt with each other most often so far, the later ones where two are as frequent.

    "Varnia accused Norwyn of raids. ... The two republics fought a war in 2020": Varnia and Norwyn.
    """
    dyads: Counter[frozenset[Party]] = Counter()
    sides: dict[frozenset[Party], list[Standing]] = {}
    for telling in found:
        if len(telling.source) != 1 or len(telling.target) != 1:
            continue
        both = [telling.source[0], telling.target[0]]
        dyad = frozenset(standing.party for standing in both)
        if len(dyad) == 2:
            dyads[dyad] += 1
            sides[dyad] = both
    most = max(dyads.values(), default=0)
    return next((sides[dyad] for dyad in reversed(list(sides)) if dyads[dyad] == most), [])
