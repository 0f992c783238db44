"""One kind of name for one form in one document."""

import numpy as np

from demarche.models.decoding import log_softmax
from demarche.models.naming import kinds_shared

LABELS = ("O", "B-PER", "I-PER", "B-LOC", "I-LOC")


def scores(*rows: tuple[float, ...]) -> np.ndarray:
    return log_softmax(np.array(rows, np.float32))


SURE_PERSON, DOUBTFUL_PLACE = (0, 6, 0, 0, 0), (0, 1.5, 0, 2, 0)
INSIDE_PERSON, OUTSIDE = (0, 0, 6, 0, 0), (6, 0, 0, 0, 0)


def best(words: list[str], logs: np.ndarray) -> list[str]:
    return [LABELS[number] for number in kinds_shared(words, logs, LABELS).argmax(1)]


def test_a_doubtful_mention_takes_the_kind_of_the_sure_one() -> None:
    logs = scores(SURE_PERSON, OUTSIDE, DOUBTFUL_PLACE)
    assert best(["Velkan", "left", "Velkan"], logs) == ["B-PER", "O", "B-PER"]


def test_where_a_name_begins_stays_each_places_own() -> None:
    logs = scores(SURE_PERSON, INSIDE_PERSON, OUTSIDE, (0, 0.5, 0, 1, 0))
    assert best(["Ilko", "Velkan", "met", "Velkan"], logs) == ["B-PER", "I-PER", "O", "B-PER"]


def test_capitals_throughout_are_the_same_form() -> None:
    logs = scores(DOUBTFUL_PLACE, OUTSIDE, SURE_PERSON)
    assert best(["VELKAN", "and", "Velkan"], logs) == ["B-PER", "O", "B-PER"]


def test_other_forms_and_plain_words_are_left_alone() -> None:
    logs = scores(SURE_PERSON, DOUBTFUL_PLACE, OUTSIDE, OUTSIDE)
    assert best(["Velkan", "Keld", "may", "may"], logs) == ["B-PER", "B-LOC", "O", "O"]
    assert np.array_equal(kinds_shared(["Velkan", "Keld", "may", "may"], logs, LABELS), logs)


def test_probabilities_stay_probabilities() -> None:
    logs = scores(SURE_PERSON, DOUBTFUL_PLACE, (1, 1, 1, 1, 1), OUTSIDE)
    assert np.allclose(np.exp(kinds_shared(["Velkan"] * 4, logs, LABELS)).sum(1), 1, atol=1e-5)
