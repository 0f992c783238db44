import random

from hypothesis import given
from hypothesis import strategies as st
from tests.stories.invented import article

from demarche.records import Dating
from demarche.stories.copies import common_agency, contains_most, copy_groups, find_copies, fingerprints, is_copy

WORDS = [
    f"{head}{tail}" for head in "bcdfglmnprst" for tail in ("arin", "olde", "ushek", "imor", "antel", "ivo", "erra")
]


def made_up(seed: int, length: int = 260) -> str:
    chance = random.Random(seed)
    return " ".join(chance.choice(WORDS) + ("." if place % 17 == 16 else "") for place in range(length))


def pairs(texts: dict[str, str]) -> set[tuple[str, str]]:
    return {(copy.one, copy.other) for copy in find_copies({name: fingerprints(text) for name, text in texts.items()})}


def test_third_of_a_text_between_menus_is_a_copy() -> None:
    wire = made_up(1)
    page = f"{made_up(8, 40)} {' '.join(wire.split()[90:170])} {made_up(9, 40)}"
    assert pairs({"wire": wire, "page": page, "other": made_up(2)}) == {("page", "wire")}


def test_shared_quotation_makes_no_copy() -> None:
    quotation = "“" + made_up(5, 40) + "”"
    one = f"{made_up(6, 90)} {quotation} {made_up(7, 90)}"
    other = f"{made_up(10, 90)} {quotation} {made_up(11, 90)}"
    assert pairs({"one": one, "other": other}) == set()


def test_text_of_quotations_is_still_found() -> None:
    told = f"He said: “{made_up(3, 200)}”"
    assert pairs({"one": told, "two": "Elsewhere " + told}) == {("one", "two")}


@given(st.integers(0, 10_000), st.permutations(["a", "b", "c"]))
def test_order_of_articles_changes_nothing(seed: int, order: list[str]) -> None:
    texts = {"a": made_up(seed), "b": made_up(seed) + " " + made_up(seed + 1, 20), "c": made_up(seed + 2)}
    assert pairs({name: texts[name] for name in order}) == {("a", "b")}


def test_few_shared_words_prove_nothing() -> None:
    assert not is_copy(0, 0, 0)
    assert not is_copy(3, 8, 100)
    assert is_copy(50, 60, 400)
    assert not contains_most(10, 20, 20)


def test_origin_is_the_agency_then_the_earliest() -> None:
    late = article("late", made_up(1), Dating(date="2024-05-03"), agency="Morrow Wire")
    early = article("early", made_up(1), Dating(date="2024-05-02"))
    agency = article("wire", made_up(1), Dating(date="2024-05-04"), agency="Morrow Wire", outlet="Morrow Wire")
    prints = {page.id: fingerprints(page.text) for page in (late, early)}
    assert copy_groups([late, early], find_copies(prints)) == [("early", "late")]
    prints[agency.id] = fingerprints(agency.text)
    assert copy_groups([late, early, agency], find_copies(prints)) == [("wire", "early", "late")]
    assert common_agency([late, early]) == "Morrow Wire"
    assert common_agency([early]) is None
