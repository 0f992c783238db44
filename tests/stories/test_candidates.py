"""The candidate search: who is found, who is not worth looking at, and that order changes nothing."""

from __future__ import annotations

import random

import numpy as np

from demarche.stories import candidates
from demarche.stories.candidates import build_index, candidates_of, find_candidates, index_terms
from demarche.stories.profiles import Profile, profile_text
from demarche.stories.terms import shipped_weights

WEIGHTS = shipped_weights()


def profiles(texts: dict[str, str]) -> list[Profile]:
    return [profile_text(name, None, text, WEIGHTS) for name, text in texts.items()]


def pairs(texts: dict[str, str]) -> set[tuple[str, str]]:
    names = list(texts)
    return {(names[one], names[other]) for one, other in find_candidates(profiles(texts), WEIGHTS).tolist()}


def test_two_rare_terms_make_a_candidate_and_one_does_not() -> None:
    texts = {
        "a": "Odo Halvern met dockers of Port Sable on Friday.",
        "b": "Dockers in Port Sable cheered when Halvern came.",
        "c": "Halvern was born in a village of the hills.",
        "d": "The harvest of barley was poor again this year.",
    }
    assert pairs(texts) == {("a", "b")}


def test_terms_that_too_many_hold_find_nobody() -> None:
    texts = {f"p{number:03d}": "Halvern Sable." for number in range(candidates.LOOKED_AT + 1)}
    assert pairs(texts) == set()
    index = build_index([["halvern", "sable"]] * (candidates.LOOKED_AT // 2), WEIGHTS)
    rank = np.arange(candidates.LOOKED_AT // 2)
    assert len(candidates_of(index, 0, rank)) == candidates.CANDIDATES


def test_no_terms_no_candidates() -> None:
    assert find_candidates([], WEIGHTS).shape == (0, 2)
    assert pairs({"a": "", "b": ""}) == set()


def test_order_of_articles_changes_nothing() -> None:
    chance = random.Random(5)
    words = [f"{head}{tail}" for head in "bdfgklmnrst" for tail in ("arin", "olde", "ushek", "imor")]
    texts = {f"n{number:02d}": " ".join(chance.choices(words, k=12)) for number in range(60)}
    first = {frozenset(pair) for pair in pairs(texts)}
    shuffled = list(texts.items())
    chance.shuffle(shuffled)
    assert {frozenset(pair) for pair in pairs(dict(shuffled))} == first
    assert first


def test_index_holds_each_term_of_each_article() -> None:
    told = profiles({"a": "Odo Halvern met dockers of Port Sable.", "b": "Halvern spoke of Lesna."})
    index = build_index([index_terms(profile) for profile in told], WEIGHTS)
    for article, profile in enumerate(told):
        terms = index.terms[index.rows[article] : index.rows[article + 1]]
        assert len(terms) == len(index_terms(profile))
        assert all(article in index.holders[index.starts[t] : index.starts[t + 1]] for t in terms)
