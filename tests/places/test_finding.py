"""Named places: spellings, what is only an actor's name, and where an act is put."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from demarche.places import find_places, load_gazetteer, place_of

FOUND = [
    ("Talks were held in Vílnius.", "Vilnius", "LTU", "in", "an accent"),
    ("Talks were held in Kiev.", "Kyiv", "UKR", "in", "an older spelling"),
    ("They met in Washington, DC.", "Washington", "USA", "in", "the district is part of the name"),
    ("They met in the Lithuanian capital Vilnius.", "Vilnius", "LTU", "in", "a capital before the name"),
    ("They met near the port of Odessa.", "Odesa", "UKR", "near", "a noun of place before the name"),
    ("They met in southern Lebanon.", "Lebanon", "LBN", "in", "a part of a state"),
    ("Ships sailed in the South China Sea.", "South China Sea", None, "in", "a sea, not China"),
    ("They met in Ivory Coast.", "Ivory Coast", "CIV", "in", "the name news uses"),
    ("The base in Kosovo was shut.", "Kosovo", "XKX", "in", "a user-assigned code"),
    ("Beijing said it would pay.", "Beijing", "CHN", None, "somebody who speaks"),
    ("In Beijing’s view it is over.", "Beijing", "CHN", None, "a possessive is no place"),
]

NONE = [
    ("The Washington Post wrote it.", "a paper"),
    ("It was a nice day.", "an adjective"),
    ("Nice work, he said.", "an adjective with a capital"),
    ("Jordan Alvarez left.", "a first name"),
    ("The Vienna Convention applies.", "a treaty"),
]

PUT = [
    ("The ministers met in Beijing on Friday.", "Beijing"),
    ("Washington urged Ostrava to leave at a meeting in Geneva.", "Geneva"),
    ("Washington urged Ostrava to leave.", None),
    ("The embassy in Kabul protested.", None),
    ("They fought in Ukraine, near Bakhmut.", "Bakhmut"),
]


@pytest.mark.parametrize(("text", "name", "country", "preposition", "why"), FOUND, ids=[row[0] for row in FOUND])
def test_places_by_any_spelling(text: str, name: str, country: str | None, preposition: str | None, why: str) -> None:
    (place,) = find_places(text)
    assert (place.name, place.country, place.preposition) == (name, country, preposition), why


@pytest.mark.parametrize(("text", "why"), NONE, ids=[row[0] for row in NONE])
def test_words_that_are_no_places(text: str, why: str) -> None:
    assert find_places(text) == (), why


@pytest.mark.parametrize(("text", "name"), PUT, ids=[row[0] for row in PUT])
def test_where_an_act_is_put(text: str, name: str | None) -> None:
    place = place_of(text, None, 0, len(text))
    assert (place.name if place else None) == name


def test_the_gazetteer_has_every_capital_once_and_sane_coordinates() -> None:
    entries = set(load_gazetteer().named.values())
    capitals = [entry.country for entry in entries if entry.kind == "capital"]
    assert len(capitals) == len(set(capitals)) > 180
    for entry in entries:
        assert entry.lat is None or (-90 <= entry.lat <= 90 and entry.lon is not None and -180 <= entry.lon <= 180)
        assert entry.country is None or (len(entry.country) == 3 and entry.country.isupper())


@given(
    st.lists(
        st.sampled_from(["in", "Kiev", "Washington, DC", "near", "the", "said", "Nice", ".", "Gulf of Oman"]),
        max_size=15,
    ).map(" ".join)
)
def test_spans_are_exact(text: str) -> None:
    for place in find_places(text):
        assert text[place.start : place.end] == place.text
