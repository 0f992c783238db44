import pytest

from demarche.stories.profiles import explicit_days, names_in, numbers_in, ordinal, profile_text
from demarche.stories.terms import cosine, shipped_weights, stem


@pytest.mark.parametrize(
    ("one", "other", "alike", "why"),
    [
        ("accused", "accusing", True, "inflection of one verb"),
        ("talks", "talk", True, "plural"),
        ("countries", "country", True, "plural in -ies"),
        ("Varnia's", "Varnia", True, "possessive"),
        ("planned", "plan", True, "doubled consonant"),
        ("crisis", "cris", False, "a final s that is no plural"),
        ("thing", "th", False, "no verb is left when -ing goes"),
        ("premier", "premise", False, "two words"),
    ],
)
def test_stem(one: str, other: str, alike: bool, why: str) -> None:
    assert (stem(one) == stem(other)) is alike, why


def test_names_leave_out_words_that_only_open_a_sentence() -> None:
    found = names_in("Patrols went on. Kestria denied it. The envoy of Kestria met Odo Halvern. Mira Tolland spoke.")
    assert "patrol" not in found
    assert {"kestria", "odo", "halvern", "mira", "tolland"} <= set(found)


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("Published July 11, 2024", {"2024-07-11"}),
        ("on the 3rd March 2021 and 2021-03-04", {"2021-03-03", "2021-03-04"}),
        ("in May 2020", set()),
        ("February 31, 2020", set()),
    ],
)
def test_explicit_days(text: str, days: set[str]) -> None:
    assert explicit_days(text) == {ordinal(day) for day in days}


def test_numbers_leave_out_years_and_single_digits() -> None:
    assert numbers_in(["1,200", "2024", "3", "40"]) == {"1200", "40"}


def test_ordinal_of_a_prefix_is_its_first_or_last_day() -> None:
    assert ordinal("2024-02", last=True) == ordinal("2024-02-29")
    assert ordinal("2023") == ordinal("2023-01-01")
    assert ordinal(None) is None


def test_state_names_weigh_less_than_persons() -> None:
    weights = shipped_weights()
    assert weights("china") < 2.0 < weights("halvern")


def test_profile_of_nothing_compares_as_nothing() -> None:
    empty = profile_text("e", None, " — ", shipped_weights())
    full = profile_text("f", "Talks fail", "Talks between Varnia and Kestria failed on Monday.", shipped_weights())
    assert cosine(empty.terms, full.terms) == 0.0
    assert full.weekdays == {"monday"}
