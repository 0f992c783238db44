# ruff: noqa: E501 - a row of a table stays on one line
"""Which state an article is at home in, and whoever speaks in it without a word on his own; rows as in `test_offices`."""

from __future__ import annotations

import pytest
from spacy.language import Language

from demarche.actors import actor_of, mention_at
from demarche.actors.home import read_home
from demarche.actors.origin import address_party
from demarche.actors.page import read_page
from demarche.actors.standing import NOWHERE, WEIGHTS, leading, shares, weight_of
from demarche.knowledge import Knowledge
from demarche.sentences import read_sentences

from .conftest import Casting, article_of
from .marked import asked

# A page about one state, as its own papers tell news: officers, towns and bodies without the state's name.
AT_HOME = (
    "Rain stopped the ferries of Varnia on Monday.\n\nPresident Ilka Moren spoke in Belvar.\n\nVarnian Railways runs fewer trains.\n\n"
    "The shops in Varnia stay closed.\n\n{}"
)
# Two states, told alike.
ABROAD = (
    "Varnia and Marlund closed their border on Monday.\n\nVarnian Railways stopped.\n\nMarlundian Railways stopped.\n\n"
    "Varnia waits. Marlund waits.\n\n{}"
)

UNNAMED = [
    (AT_HOME, "[[Protesters]] said that they would stay.", "Protesters (Varnia)", "VRN", "a crowd of the page's state"),
    (AT_HOME, "[[One hospital nurse]] warned that beds were short.", "Hospital nurse (Varnia)", "VRN", "one person without a name"),
    (AT_HOME, "[[The municipality]] said that the roads were open.", "Municipality (Varnia)", "VRN", "a body without a name"),
    (AT_HOME, "[[Engineers in Marlund]] said that the dam held.", "Engineers in Marlund", "MRL", "the place in their own words"),
    (AT_HOME, "[[Marlundian activists]] said that the dam held.", "Marlundian activists", "MRL", "a demonym of their own"),
    (ABROAD, "[[Protesters]] said that they would stay.", None, None, "near miss: of either state"),
    (AT_HOME, "[[A source close to the council]] said that it would fall.", None, None, "near miss: a source that speaks for nobody"),
    (AT_HOME, "[[A report]] said that the dam held.", None, None, "near miss: no people"),
    (AT_HOME, "Ten [[protesters]] were cold.", None, None, "near miss: nobody said anything"),
]  # fmt: skip

NAMED = [
    (AT_HOME, "\"No,\" said [[Tov Rask]], a lawyer.", "VRN", "introduced without a state"),
    (AT_HOME, "\"No,\" said [[Tov Rask]], an analyst at Straits Watch International.", None, "near miss: a worldwide body's"),
    (AT_HOME, "Marlundian singer [[Tov Rask]] said no.", "MRL", "a state before any words that introduce him"),
    (AT_HOME, "Marlund's National Director of Pastures (NDP) [[Osk Dellan]] said no.", "MRL", "an office that nobody knows"),
    (AT_HOME, "Marlundian baker Osk Dellan left. His daughter [[Lina]] said no.", "MRL", "with whom she is"),
    (AT_HOME, "Marlundian Minister Osk Dellan left. His counterpart [[Tov Rask]] said no.", None, "near miss: of the other party"),
    (ABROAD, "\"No,\" said [[Tov Rask]], a lawyer.", None, "near miss: two states"),
]  # fmt: skip

EVIDENCE = [
    ("Flour costs 12 million crowns.", None, "", "nobody's money"),
    ("The dam cost R75 000 and 3 million rand.", "ZAF", "currency", "a sum behind its sign"),
    ("They drove up the N7 and wore N95 masks.", None, "", "near miss: a road, a mask"),
    ("The paper writes about Varnian Railways.", "VRN", "body", "a state's name inside a body's"),
    ("The Varnian president left.", "VRN", "officer", "an officer told with the state"),
    ("President Ilka Moren left.", "VRN", "bare officer", "a known officer told without it"),
    ("They met in Varnia.", "VRN", "place", "a place"),
    ("Marlund signed with Varnia.", "VRN", "", "near miss: a counterpart"),
    ("The Varnian embassy was closed.", "VRN", "institution", "a mission is abroad"),
    ("The governor left Swakopmund.", "NAM", "town", "a town that only one state has"),
]  # fmt: skip


@pytest.mark.parametrize(("page", "marked", "name", "party", "why"), UNNAMED)
def test_who_speaks_without_a_name(
    page: str, marked: str, name: str | None, party: str | None, why: str, cast_of: Casting
) -> None:
    text, start, end = asked(page.format(marked))
    _, cast = cast_of(text, published="2019-05-01")
    mention = next(
        (m for m in cast.mentions if m.start >= start and m.end == end and m.reasons[0].rule == "unnamed"), None
    )
    actor = actor_of(cast, mention.actor) if mention is not None else None
    assert (actor and actor.name, mention and mention.party) == (name, party), (why, [m.text for m in cast.mentions])


@pytest.mark.parametrize(("page", "marked", "party", "why"), NAMED)
def test_who_is_named_without_a_state(page: str, marked: str, party: str | None, why: str, cast_of: Casting) -> None:
    text, start, end = asked(page.format(marked))
    _, cast = cast_of(text, published="2019-05-01")
    mention = mention_at(cast, start, end, start)
    assert mention is not None, why
    assert mention.party == party, (why, mention.reasons)


@pytest.mark.parametrize(("text", "party", "kind", "why"), EVIDENCE)
def test_evidence(text: str, party: str | None, kind: str, why: str, reader: Language, knowledge: Knowledge) -> None:
    article = article_of(text, published="2019-05-01")
    home = read_home(read_page(article, read_sentences(reader, article), knowledge))
    found = {kind for kind in home.evidence.get(party or "", {}) if kind not in ("paragraphs", "known person", "name")}
    assert found == ({kind} if kind else set()), (why, home.evidence)


def test_a_guess_keeps_its_share_and_what_it_rests_on(cast_of: Casting) -> None:
    _, cast = cast_of(AT_HOME.format('"No," said Tov Rask, a lawyer.'), published="2019-05-01")
    mention = next(m for m in cast.mentions if m.text == "Tov Rask")
    guess = next(reason for reason in mention.reasons if reason.score is not None)
    assert 0.75 <= (guess.score or 0) < 1
    assert guess.words is not None
    assert guess.words.startswith("Varnia: ")
    assert "bare officer" in guess.words


def test_weights_of_evidence() -> None:
    assert weight_of({"paragraphs": 0.5}) == WEIGHTS["paragraphs"] * 0.5
    assert weight_of({"town": 3}) < 3 * weight_of({"town": 1}), "what is repeated counts less and less"
    found = shares({"VRN": NOWHERE})
    assert found["VRN"] == pytest.approx(0.5), "none of the states named is a choice too"
    assert leading({"VRN": 0.5, "MRL": 0.45}, 0.4) is None, "no state where two are as likely"
    assert leading({}, 0.4) is None


@pytest.mark.parametrize(
    ("uri", "party", "why"),
    [
        ("https://www.lurova.example.na/news/1", "NAM", "a country's code"),
        ("https://lurova.co.uk/1", "GBR", "ISO's own code is GB"),
        ("https://lurova.tv/1", None, "near miss: a code taken for its sound"),
        ("https://lurova.com/1", None, "no country's code"),
        ("pages/lurova.na", None, "near miss: a file"),
    ],
)
def test_address(uri: str, party: str | None, why: str) -> None:
    assert address_party(uri) == party, why
