from __future__ import annotations

import pytest

from demarche.articles import read_article
from demarche.articles.credits import find_agency, find_authors, find_outlet, is_site_of
from demarche.articles.datelines import find_dateline
from demarche.records import Block, Source
from demarche.settings import Settings


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
        ("CAIRO - 26 July 2022: The minister met envoys.", "CAIRO", None, "the day after the dash"),
        ("MOSCOW, August 5. /TASS/. The ministry said no.", "MOSCOW", "TASS", "an agency between slashes"),
        (
            "Moscow. 5 August. INTERFAX.COM - The ministry said no.",
            "Moscow",
            "Interfax",
            "full stops between the parts",
        ),
        ("SEOUL, Aug. 5 (Yonhap) -- The ministry said no.", "SEOUL", "Yonhap", "a month's short form is no region"),
        ("Aug 5 (Reuters) - The ministry said no.", None, "Reuters", "no place"),
        ("(Reuters) - The ministry said no.", None, "Reuters", "the agency alone"),
        ("Baku, August 5, AZERTAC. The ministry said no.", "Baku", "AZERTAC", "commas all the way"),
        ("Accra, Aug. 5, GNA – The ministry said no.", "Accra", "GNA", "an agency between comma and dash"),
        ("Tehran, IRNA - The ministry said no.", "Tehran", "IRNA", "an agency where a region might stand"),
        ("Kigali, Rwanda | AFP | The ministry said no.", "Kigali, Rwanda", "AFP", "bars"),
        ("GENEVA (5 August 2024) – Experts met.", "GENEVA", None, "the day in brackets"),
        ("Washington, D.C. – The department said no.", "Washington, D.C.", None, "a district"),
        ("Lusaka—The ministry said no.", "Lusaka", None, "mixed case, a city of the gazetteer"),
        ("Beirut: The ministry said no.", "Beirut", None, "a city before a colon"),
        ("Kathmandu, August 5: The ministry said no.", "Kathmandu", None, "a day before a colon"),
        ("Minister: The talks ended.", None, None, "a speaker's label"),
        ("EXPLAINER - Why the talks ended", None, None, "a kicker in capitals"),
        ("Beirut - a city of two seas - was quiet.", None, None, "an apposition to a city"),
        ("Sunday, March 10, 2024 - The talks ended.", None, None, "a weekday is no place"),
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


SITES = [
    ("OSTRAVA TODAY", "https://www.ostravatoday.example/news/1", True, "an outlet's name in the place of the dateline"),
    ("The Keld Courier", "https://thekeldcourier.example.hk/a", True, "small letters"),
    ("KELD", "https://ostravatoday.example/keld", False, "a place in the address, not in the host"),
    ("LONDON", "https://london.example/a", False, "a city's own site"),
    ("OSTRAVA TODAY", "page.txt", False, "no address"),
]


@pytest.mark.parametrize(("name", "address", "expected", "why"), SITES)
def test_the_site_of_an_address(name: str, address: str, expected: bool, why: str):
    assert is_site_of(name, address) is expected, why


def test_an_outlet_that_signs_where_the_place_stands_is_no_dateline():
    text = "The storm reached the southern coast of Varnia on Friday, the weather service said in the capital."
    page = f"https://ostravatoday.example/storm\n\nStorm reaches the southern coast\n\nOSTRAVA TODAY – {text}\n\n{text[:-1]} again."
    article = read_article(Source(uri="a.txt", sha256="0", media_type="text/plain", content=page), Settings())
    assert (article.outlet, article.dateline) == ("OSTRAVA TODAY", None)


LAST_WORDS = [
    ("The talks will go on, officials said. PTI", "PTI", "the agency's letters after the stop"),
    ("The talks will go on, officials said. AFP-JIJI", None, "two agencies in one are not known"),
    ("The talks will go on in the USA.", None, "the sentence's own letters"),
    ("The ship is back, officials said. NATO", None, "no agency"),
]


@pytest.mark.parametrize(("last", "agency", "why"), LAST_WORDS)
def test_an_agency_at_the_end_of_the_text(last: str, agency: str | None, why: str):
    assert find_agency(_body("Talks opened in Keld on Monday.", last), None) == agency, why
