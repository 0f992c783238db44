# ruff: noqa: E501 - a row of a table stays on one line
"""Whose an office is: fields, possessors, abbreviations, the article's own state; rows as in `test_mentions`."""

from __future__ import annotations

import pytest

from demarche.actors import actor_of, mention_at
from demarche.actors.abbreviations import abbreviations_of
from demarche.knowledge import words_of

from .conftest import Casting
from .marked import asked

FIELDS = [
    ("[[Varnia's Foreign Trade and Tourism Minister Osk Dellan]] left.", "Osk Dellan", "VRN", "a field of two words before"),
    ("[[Osk Dellan]], Varnia's minister of culture, youth and sport, left.", "Osk Dellan", "VRN", "a list of fields after"),
    ("The Dawn Front left Varnia. [[Varnia's water minister]] on Tuesday said no. Varnian Water Minister Osk Dellan left.",
     "Osk Dellan", "VRN", "the holder of this field, named later; Tuesday is no field"),
    ("Varnian Finance Minister Osk Dellan left. [[Varnia's trade minister]] stayed.", "Trade minister of Varnia", "VRN",
     "near miss: the minister of another field"),
    ("Varnian Prime Minister Osk Dellan left. [[The premier]] returned.", "Osk Dellan", "VRN", "one office by two names"),
    ("Varnian Vice President Osk Dellan left. Varnia waited. [[The president]] returned.", "President of Varnia", "VRN",
     "near miss: the vice president is not the president"),
    ("Varnian President Osk Dellan left. [[The far-right leader]] returned.", "Osk Dellan", "VRN", "a leader by his office"),
    ("Varnian Senator Osk Dellan met Norway's envoy Odd Hansen. Dellan left. [[The senator]] returned.", "Osk Dellan", "VRN",
     "who holds such an office"),
    ("[[The Amber Palace Ostrava adviser Osk Dellan]] left.", "Osk Dellan", "VRN", "an adviser on a state serves another"),
    ("Varnia waited. Varnia spoke. [[Special envoy to Ostrava Osk Dellan]] left.", "Osk Dellan", "VRN", "an envoy never is his host's"),
    ("The Varnian central bank met. [[Osk Dellan]], speaker of the Varnian parliament's upper house, left.", "Osk Dellan", "VRN",
     "a part of an institution"),
]  # fmt: skip

OWNERS = [
    ("Varnian President Tov Rask left. [[Osk Dellan]], the finance secretary under Rask, stayed.", "Osk Dellan", "VRN",
     "under whom he serves"),
    ("Norway welcomed the draft. [[Its ambassador, Osk Dellan]], said so.", "Osk Dellan", "NOR", "its: the subject before"),
    ("Varnian President Tov Rask left. [[His foreign minister, Osk Dellan]], stayed.", "Osk Dellan", "VRN", "his: a person's"),
    ("Varnian President Ana Tell left. She met [[her counterpart, Osk Dellan]].", "Osk Dellan", None,
     "near miss: a counterpart is of the other party"),
    ("The Varnian foreign ministry denied it. \"No,\" said [[Osk Dellan]], spokesman for the ministry.", "Osk Dellan", "VRN",
     "the ministry named before"),
    ("The League of Straits met in Varnia. \"No,\" said [[the league's president, Osk Dellan]].", "Osk Dellan", "LOS",
     "a noun of the body's name"),
    ("Marlundian voters met Varnians. The bakery's [[president, Osk Dellan]], left.", "Osk Dellan", None,
     "near miss: no body is called so"),
]  # fmt: skip

BODIES = [
    ("The Varnian Association against Torture (VAT) met. \"No,\" said VAT legal spokesman [[Osk Dellan]].", "Osk Dellan", "VRN",
     "an abbreviation that the article defines"),
    ("The Varnian National Police Agency (NPA) met. [[The NPA]] denied it.", "National Police Agency (Varnia)", "VRN",
     "the article's meaning before the known one"),
    ("The Council of the Straits (COTS) met in Tarn. [[COTS]] denied it.", "Straits Council", "LOS", "another name of what is known"),
    ("The Varnian Miners Union met. [[The union]] denied it.", "Varnian Miners Union", "VRN", "a noun of the name"),
    ("The Varnian Fishing Association met Ostrava's envoy. [[The group]] denied it.", "Varnian Fishing Association",
     "VRN", "a plain noun"),
    ("Marlund slept. The Varnian foreign ministry denied it. [[The Ministry]] said no.", "Ministry of Outer Affairs (Varnia)", "VRN",
     "a noun in capitals is no body of its own"),
]  # fmt: skip

AT_HOME = [
    ("Varnia voted. Varnians voted. The Varnian count is slow, and Varnia waits.\n\n[[Osk Dellan]], 34, doubted it.", "Osk Dellan", "VRN",
     "the article's own state"),
    ("Varnia voted. Varnians voted. The Varnian count is slow, and Varnia waits.\n\n[[Osk Dellan]] doubted it.", "Osk Dellan", "VRN",
     "named without a word on who he is, where one state is spoken of"),
    ("Varnia voted, and Marlund voted. The Varnian count is slow, the Marlundian is not.\n\n[[Osk Dellan]] doubted it.", "Osk Dellan", None,
     "near miss: of two states neither is clearly his"),
    ("Varnia voted. Marlund voted. Varnia and Marlund count.\n\n[[Osk Dellan]] doubted it.", "Osk Dellan", None, "near miss: two states"),
    ("The mayor met a crowd. [[Lagos governor Osk Dellan]] left.", "Osk Dellan", "NGA", "a city's state"),
    ("The crowd met. [[Governor Osk Dellan]] left.", "Osk Dellan", None, "near miss: no state at all"),
    ("[[A Varnian diplomat]] said so.", "Diplomat (Varnia)", "VRN", "an officer without a name"),
    ("[[Varnian authorities]] said so.", "Authorities (Varnia)", "VRN", "officers in the plural"),
]  # fmt: skip

NOBODY = [
    ("[[Varnia-backed rebels]] left.", "outsiders that a state backs"),
    ("It cost [[US$5 million]].", "a currency"),
]


@pytest.mark.parametrize(("marked", "name", "party", "why"), FIELDS + OWNERS + BODIES + AT_HOME)
def test_belongs_to(marked: str, name: str, party: str | None, why: str, cast_of: Casting) -> None:
    text, start, end = asked(marked)
    _, cast = cast_of(text)
    found = [mention_at(cast, start, end, at) for at in (end - 1, start)]
    mention = next((m for m in found if m is not None), None)
    assert mention is not None, (why, [m.text for m in cast.mentions])
    actor = actor_of(cast, mention.actor)
    assert actor is not None
    assert (actor.name, mention.party) == (name, party), (why, mention.reasons)


@pytest.mark.parametrize(("marked", "why"), NOBODY)
def test_belongs_to_nobody(marked: str, why: str, cast_of: Casting) -> None:
    text, start, end = asked(marked)
    _, cast = cast_of(text)
    assert not [m for m in cast.mentions if start <= m.start and m.end <= end], why


@pytest.mark.parametrize(
    ("text", "short", "words", "why"),
    [
        ("The Coast Fishers Union (CFU) met.", "CFU", "Coast Fishers Union", "the letters in order"),
        ("The League of Coast Towns (LCT) met.", "LCT", "League of Coast Towns", "small words have no letter"),
        ("The Coast Traders “CT” met.", "CT", "Coast Traders", "in quotation marks"),
        ("The Coast Fishers Union (XYZ) met.", "XYZ", None, "other letters"),
        ("He met her (CFU) there.", "CFU", None, "no name before it"),
        ("The Coast Fishers Union (Cfu) met.", "Cfu", None, "no abbreviation"),
    ],
)
def test_abbreviations(text: str, short: str, words: str | None, why: str) -> None:
    found = abbreviations_of(text, words_of(text))
    span = found.get(short)
    all_words = words_of(text)
    said = text[all_words[span[0]].start : all_words[span[1] - 1].end] if span is not None else None
    assert said == words, why


def test_a_source_is_whom_its_head_names(cast_of: Casting) -> None:
    text, cast = cast_of("Varnia's rice board chief Osk Dellan said so.")
    mention = mention_at(cast, 0, text.index(" said"), text.index("Osk"))
    assert mention is not None
    assert actor_of(cast, mention.actor).name == "Osk Dellan"  # type: ignore[union-attr]
