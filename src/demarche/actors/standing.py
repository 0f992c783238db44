"""How strongly an article points to each state, before anything is asked about one speaker.

The reading is a choice among the states the article names and "none of them", in the form of a conditional logit
(McFadden, "Conditional logit analysis of qualitative choice behavior", 1974): each kind of evidence has a weight in
natural logarithms of odds, the logarithm of one and its count multiplies it, and shares are the softmax of the sums.
"""

from __future__ import annotations

import math
from collections.abc import Mapping

from demarche.records import Party, Record

# Fitted on 597 articles of national outlets, the outlet's state taken for the state the article is at home in
# (training/home_states.py), rounded; the outlet's own weight is set by hand, since that fit cannot tell it.
WEIGHTS: Mapping[str, float] = {
    "currency": 2.4,  # "R75 000": nobody but its own people is told prices in it
    "outlet": 2.0,
    "paragraphs": 2.0,  # the share of paragraphs that name the state (no count)
    "dateline": 1.5,
    "bare officer": 1.3,  # a known officer introduced without his state: "President Osk Dellan"
    "lead": 1.2,  # headline and first paragraph
    "political party": 0.9,
    "body": 0.9,  # the state's name inside an organisation's: "Varnian Railways"
    "town": 0.9,
    "known person": 0.8,
    "medium": 0.9,  # a paper or broadcaster that is not quoted the world over
    "armed group": -0.3,
    "possessor": 0.5,
    "capital": 0.3,
    "place": 0.5,  # "in Varnia"
    "adjective": 0.35,
    "officer": 0.1,  # "Varnian president": how officers of other states are told, and one's own abroad
    "name": 0.15,
    "region": 0.1,
    "capital as government": 0.1,
    "institution": -0.4,  # "the Varnian foreign ministry": one's own is but "the foreign ministry"
}
DOMESTIC = frozenset({"currency", "outlet", "dateline", "bare officer", "political party", "medium"})
CLEAR = 1.3  # how many times the share of the next state a leading one has
NOWHERE = -0.4  # the log-weight of none of the states named


class Home(Record, frozen=True):
    """The evidence for each state: kinds of evidence with their counts (a share for "paragraphs")."""

    evidence: Mapping[Party, Mapping[str, float]] = {}

    @property
    def weights(self) -> dict[Party, float]:
        """The log-weight of each state."""
        return {party: weight_of(found) for party, found in self.evidence.items()}

    def leading(self, least: float) -> Party | None:
        """The state with the largest share, if that is `least` or more."""
        return leading(shares(self.weights), least)

    def domestic(self, party: Party) -> float:
        """The log-weight of what shows an outlet of the state itself, which tells nobody's country unless foreign."""
        return weight_of({kind: n for kind, n in self.evidence.get(party, {}).items() if kind in DOMESTIC})

    def told(self, party: Party) -> str:
        """The kinds of evidence for a state, the weightiest first: "dateline, capital, place"."""
        found = self.evidence.get(party, {})
        kinds = sorted(found, key=lambda kind: (-WEIGHTS[kind] * found[kind], kind))
        return ", ".join(kind for kind in kinds if WEIGHTS[kind] > 0 and kind != "paragraphs")


def weight_of(found: Mapping[str, float]) -> float:
    """The log-weight of a state by its evidence."""
    return sum(WEIGHTS[kind] * (count if kind == "paragraphs" else math.log1p(count)) for kind, count in found.items())


def shares(weights: Mapping[Party, float]) -> dict[Party, float]:
    """The share of each state of one, none of them counted too: the softmax of log-weights.

    >>> {party: round(share, 2) for party, share in shares({"VRN": 2.0, "OST": 0.0}).items()}
    {'VRN': 0.82, 'OST': 0.11}
    """
    top = max((NOWHERE, *weights.values()))
    powers = {party: math.exp(weight - top) for party, weight in weights.items()}
    whole = sum(powers.values()) + math.exp(NOWHERE - top)
    return {party: power / whole for party, power in powers.items()}


def leading(found: Mapping[Party, float], least: float) -> Party | None:
    """The state with the largest share, if that is `least` or more and the next one's is clearly smaller.

    >>> leading({"VRN": 0.5, "OST": 0.3}, 0.4), leading({"VRN": 0.45, "OST": 0.4}, 0.4)
    ('VRN', None)
    """
    ranked = sorted(found, key=lambda party: (-found[party], party))
    if not ranked or found[ranked[0]] < least:
        return None
    clear = len(ranked) == 1 or found[ranked[0]] >= CLEAR * found[ranked[1]]
    return ranked[0] if clear else None
