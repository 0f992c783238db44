"""Whom a denial or refusal without a named target answers: the party that accused or asked before."""

from __future__ import annotations

from collections.abc import Sequence

from demarche.events.tellings import Telling


def answered(telling: Telling, others: Sequence[Telling]) -> Telling:
    """The telling with its target filled in: the source of the nearest accusation or request aimed at its own source.

    Those told before it are preferred, then those told after.
    """
    if telling.target or telling.frame.type != "REJECT":
        return telling
    sources = {standing.party for standing in telling.source}
    aimed = [
        other
        for other in others
        if other.frame.type in ("ACCUSE", "REQUEST", "THREATEN")
        and sources & {standing.party for standing in other.target}
        and not sources & {standing.party for standing in other.source}
    ]
    if not aimed:
        return telling
    here = telling.trigger.i
    nearest = min(aimed, key=lambda other: (other.trigger.i > here, abs(other.trigger.i - here)))
    return telling._replace(target=nearest.source, confidence=0.7 * telling.confidence)
