from __future__ import annotations

import pytest

from demarche.articles.credits import find_agency, find_authors, find_dateline, find_outlet
from demarche.records import Block


def _body(*texts: str) -> list[Block]:
    return [Block(role="body", text=text) for text in texts]


@pytest.mark.parametrize(
    ("opening", "place", "agency", "why"),
    [
        ("TOLM — The talks ended.", "TOLM", None, "capitals and a dash"),
        ("TOLM, Karst (AP) — The talks ended.", "TOLM, Karst", "AP", "place, state, agency"),
        ("TOLM, July 3 (Xinhua) -- The talks ended.", "TOLM", "Xinhua", "with a date"),
        ("New Tolm [Karst], July 3 (ANI): The talks ended.", "New Tolm [Karst]", "ANI", "mixed case with an agency"),
        ("Tolm (Reuters) - The talks ended.", "Tolm", "Reuters", "mixed case"),
        ("NATO – The alliance met.", None, None, "an acronym is no place"),
        ("Tolm – a town of gardeners – was quiet.", None, None, "an apposition"),
        ("The talks ended.", None, None, "none"),
    ],
)
def test_dateline(opening: str, place: str | None, agency: str | None, why: str):
    dateline = find_dateline(_body(opening))
    assert (dateline.place if dateline else None) == place, why
    assert (dateline.agency if dateline else None) == agency, why


def test_agency_of_the_last_line_and_of_the_byline_but_never_of_a_photograph():
    assert find_agency(_body("Talks ended.", "Nobody was hurt. (ANI)"), None) == "ANI"
    assert find_agency([Block(role="byline", text="By AFP"), *_body("Talks ended.")], None) == "AFP"
    assert find_agency([Block(role="caption", text="Envoys in Tolm. (AFP)"), *_body("Talks ended.")], None) is None


@pytest.mark.parametrize(
    ("byline", "names", "why"),
    [
        ("By Ana Example", ("Ana Example",), "one"),
        ("By ANA EXAMPLE and Bo Sample", ("Ana Example", "Bo Sample"), "capitals, two"),
        ("By Ana Example in Tolm", ("Ana Example",), "with the place she writes from"),
        ("By Ana Example, Political Correspondent", ("Ana Example",), "with her office"),
        ("By Staff Reporter", (), "nobody"),
        ("By Reuters", (), "an agency"),
    ],
)
def test_authors(byline: str, names: tuple[str, ...], why: str):
    assert find_authors([Block(role="byline", text=byline, reason="byline")]) == names, why


def test_outlet_by_its_own_words():
    assert find_outlet(["The two met on Friday…reports Northern Lite News"], (), None) == "Northern Lite News"
    assert find_outlet([], ["The post Talks end appeared first on The Courier."], None) == "The Courier"
    assert find_outlet([], ["© 2024 The Northern Courier. All rights reserved."], None) == "The Northern Courier"
    assert find_outlet(["Talks ended on Friday, reports AFP"], (), None) is None
