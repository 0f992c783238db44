"""Where a sentence surely starts, and where a capital behind a mark starts none."""

from __future__ import annotations

import numpy as np
import pytest

from demarche.models.inputs import NEWLINE, NO_GAP, SPACE
from demarche.sentences.stretches import Stretch
from demarche.sentences.syntax import sentence_starts


def starts_of(words: str, proposed: set[int] | None = None) -> list[int]:
    """Starts found in words set apart by spaces (a "+" before a word: no gap), the network proposing `proposed`."""
    named = words.split()
    forms = [word.removeprefix("+") for word in named]
    gaps = [NO_GAP if word.startswith("+") else SPACE for word in named]
    gaps[0] = NEWLINE
    scores = np.zeros((len(forms), 2), np.float32)
    scores[:, 1] = [1.0 if word in (proposed or {0}) else -1.0 for word in range(len(forms))]
    stretch = Stretch("body", np.arange(len(forms)), forms, gaps, [0])
    found: list[int] = sentence_starts(stretch, {"sent": scores}).tolist()  # type: ignore[arg-type]
    return found


@pytest.mark.parametrize(
    ("words", "found", "why"),
    [
        ("He spoke of the flow +. Officials denied it +.", [0, 6], "a plain word, a full stop, a capital"),
        ("It was signed in 2015 +. Both sides agree +.", [0, 6], "a year before the full stop"),
        ("He said “ +no harm +. +” She left +.", [0, 7], "the mark closes in between"),
        ("It fell to 5 +. No one knew +.", [0], "a number that may be a place in a list"),
        ("He met J +. Okoro there +.", [0], "an initial"),
        ("“ +Why is it late +? +” Brandt asked +.", [0], "who asked, behind the question"),
        ("He wrote +. and left +.", [0], "no capital"),
        ("He said +, Officials knew +.", [0], "a comma ends nothing"),
    ],
)
def test_a_capital_behind_a_full_stop_starts_a_sentence(words: str, found: list[int], why: str) -> None:
    assert starts_of(words) == found, why


def test_what_the_network_proposes_behind_a_comma_is_no_start() -> None:
    assert starts_of("“ +We got it +, +” Ito said +.", {0, 6}) == [0]
