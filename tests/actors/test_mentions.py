# ruff: noqa: E501 - a row of a table stays on one line
"""Who the words stand for: rows of text, the words asked about, the actor's name, its party, and why."""

from __future__ import annotations

import re

import pytest

from demarche.actors import actor_of, mention_at

from .conftest import Casting

# The words asked about are the last occurrence in the text, or stand between double brackets.
NAMES = [
    (
        "The [[Varnian Foreign Ministry]] refused.",
        "Ministry of Outer Affairs (Varnia)",
        "VRN",
        "adjective and ministry",
    ),
    ("[[Norway's Ministry of Foreign Affairs]] refused.", "Ministry of Foreign Affairs (Norway)", "NOR", "possessor"),
    (
        "The [[Ministry of Foreign Affairs of Norway]] refused.",
        "Ministry of Foreign Affairs (Norway)",
        "NOR",
        "of the state",
    ),
    (
        "[[Norway's mission to the European Union]] refused.",
        "Mission of Norway to the European Union",
        "NOR",
        "a mission",
    ),
    ("The [[Norwegian Embassy in Accra]] closed.", "Embassy of Norway in Ghana", "NOR", "the capital's state is host"),
    ("The [[embassy of Norway in Ghana]] closed.", "Embassy of Norway in Ghana", "NOR", "of the state, in the state"),
    ("[[Norwegian state media]] reported a delay.", "Norwegian state media", "NOR", "state media keep their name"),
    ("[[Varnian officials]] refused.", "Officials (Varnia)", "VRN", "officials speak for the state"),
    ("The [[Varnian government]] refused.", "Varnia", "VRN", "a government is its state"),
    ("The [[Knesset]] met.", "Knesset (Israel)", "ISR", "a parliament by its own name"),
    (
        "The League of Straits met. [[League leaders]] refused.",
        "League of Straits",
        "LOS",
        "plural office of what was named",
    ),
    ("[[Straits Council]] members met.", "Straits Council", "LOS", "an organ of an organisation"),
    ("The [[nine-member bloc]] met in Tarn.", "League of Straits", "LOS", "a description of one organisation alone"),
    ("[[Dawn Front]] fighters withdrew.", "Dawn Front", "VRNDAW", "an armed group has a party of its own"),
    ("[[Reuters]] reported it.", "Reuters", None, "a private outlet speaks for nobody"),
    ("Friends of [[Michael Jordan]] wept.", "Michael Jordan", None, "no state in a person's name"),
]

PERSONS = [
    ("[[Varnian President Osk Dellan]] refused.", "Osk Dellan", "VRN", "title before the name"),
    ("[[Osk Dellan]], a senior representative for the Varnian president, left Oslo.", "Osk Dellan", "VRN", "whose man he is"),
    ("The UN secretary-general's special representative for Varnia, [[Osk Dellan]], left.", "Osk Dellan", "UN",
     "not of the state he is sent to"),
    ("[[Osk Dellan]], the president of Varnia, refused.", "Osk Dellan", "VRN", "title after the name"),
    ("The president of Varnia, [[Osk Dellan]], refused.", "Osk Dellan", "VRN", "title before a comma"),
    ("[[Varnian Ambassador to Norway Osk Dellan]] refused.", "Osk Dellan", "VRN", "an envoy's host is not its party"),
    ("[[Osk Dellan]], Varnia's ambassador to the UN, refused.", "Osk Dellan", "VRN", "an envoy's host, after the name"),
    ("[[Osk Dellan]], a professor at Oslo University in Norway, doubted it.", "Osk Dellan", "NOR", "an expert's country"),
    ("[[Osk Dellan]], a Varnia specialist, doubted it.", "Osk Dellan", None, "knows Varnia, may come from anywhere"),
    ("[[Foreign Ministry spokesman Osk Dellan]] said Varnia and the Varnian fleet were ready. Varnia waits.",
     "Osk Dellan", "VRN", "no state beside the ministry: the article's own"),
    ("[[Osk Dellan]] from the League of Straits said so.", "Osk Dellan", "LOS", "where somebody is from"),
    ("[[Varnian President Osk Dellan's spokesman, Tov Rask]], agreed.", "Tov Rask", "VRN", "somebody's spokesman"),
    ("Varnian President Osk Dellan left. [[Dellan's spokesman, Tov Rask]], agreed.", "Tov Rask", "VRN", "a person's man"),
    ("[[League of Straits chief and acting interior minister Osk Dellan]] agreed.", "Osk Dellan", "LOS", "two offices"),
    ("[[Varnia's minister of intelligence Osk Dellan]] agreed.", "Osk Dellan", "VRN", "the field of an office"),
    ("The UN special rapporteur on arbitrary killings, [[Osk Dellan]], agreed.", "Osk Dellan", "UN", "a field after on"),
    ("[[Osk Dellan]], a scholar at the state-run Varnian Academy, agreed.", "Osk Dellan", "VRN", "words before the academy"),
    ("[[Varnia's Osk Dellan]] said so.", "Osk Dellan", "VRN", "a possessor"),
    ("[[Osk Dellan]] said so.", "Osk Dellan", None, "nothing says whose"),
    ("Varnian analyst Tov Moren spoke. [[Moren]] left.", "Tov Moren", "VRN", "the article's own Moren, not the known one"),
    ("[[Moren]] left.", "Moren", None, "a surname alone names nobody who is no head"),
]  # fmt: skip

SPOKEN_OF = [
    ("Varnia accused Marlund of arming rebels. [[Government spokeswoman Ana Tell]] said so.", "Ana Tell", "VRN",
     "who has just spoken, not whom it spoke about"),
    ("Varnia will finish its fence with Marlund by May, [[Interior Minister Osk Dellan]] said.", "Osk Dellan", "VRN",
     "the subject of the sentence"),
    ("Norway has warned Varnia. Norway is near Varnia. Varnia waits.\n\n[[Defence Minister Osk Dellan]] left. Varnia "
     "and Varnians wait.", "Osk Dellan", "VRN", "nobody spoke: the article's own state"),
    ("Talks between Varnia and Marlund went on. [[Interior Minister Osk Dellan]] left.", "Osk Dellan", None,
     "two states equally near, neither the subject"),
    ("Varnia accused Marlund. [[Analyst Osk Dellan]] doubted it.", "Osk Dellan", None, "an analyst holds no office"),
    ("Varnia accused Marlund. The baker [[Osk Dellan]] doubted it.", "Osk Dellan", None, "nor does a baker"),
    ("Varnia raised its taxes. Torvik Mines [[spokesman Osk Dellan]] agreed.", "Osk Dellan", None, "a company's man"),
    ("Varnia rejected the claims of Marlund. [[A senior military official]] agreed.", "Senior military official (Varnia)", "VRN",
     "an official without a name"),
    ("The League of Straits met. [[League chair Ilka Tors]] agreed.", "Ilka Tors", "LOS", "the noun of a body"),
    ("The League of Straits met in Varnia. [[Secretary-General Ilka Tors]] left.", "Ilka Tors", "LOS",
     "states have no secretary-general"),
    ("The League of Straits met. Then came the talks. [[Minister of Finance Osk Dellan]] left.", "Osk Dellan", None,
     "the words inside an office are no body's noun"),
    ("Varnia and Marlund met. The company's [[chair Ilka Tors]] agreed.", "Ilka Tors", None, "of no body that is known"),
    ("Varnia's finance minister has accused Marlund. \"They lie,\" [[Ilka Tors]] said.", "Ilka Tors", "VRN",
     "named after the office"),
    ("Varnia's finance minister has accused Marlund. \"They lie,\" said [[Ilka Tors]], a baker.", "Ilka Tors", None,
     "somebody with an introduction of her own"),
    ("Varnia's finance minister met Norway's envoy Odd Hansen. Hansen left. \"No,\" [[Ilka Tors]] said.", "Ilka Tors",
     None, "another person came in between"),
    ("Speaking with her Marlundian counterpart, [[Ilka Tors]] said so.", "Ilka Tors", None, "the comma ends a clause"),
    ("The Varnian foreign ministry denied it. Nobody was hurt, [[a spokesman]] said.", "Ministry of Outer Affairs (Varnia)",
     "VRN", "a spokesman of who spoke before"),
]  # fmt: skip

SHORT = [
    ("Varnian envoy Osk Dellan met Marlundian envoy Pia Dellan. [[Ms Dellan]] left.", "Pia Dellan", "MRL", "courtesy title"),
    ("Varnian envoy Osk Dellan arrived. [[Dellan]] left.", "Osk Dellan", "VRN", "surname"),
    ("[[Dellan]] arrived. Varnian envoy Osk Dellan left.", "Osk Dellan", "VRN", "a headline's surname, named below"),
    ("Varnian envoy Osk Dellan met Marlundian minister Tov Rask. [[Rask]] left.", "Tov Rask", "MRL", "two people"),
    ("Ostrava heard Tadeo Brask. [[The Ostravan head of state]] left.", "Tadeo Brask", "OSR", "an office by another name"),
    ("Ostravan President Tadeo Brask came. [[The president]] left.", "Tadeo Brask", "OSR", "title alone"),
    ("Ostrava waited. [[President Brask]] left.", "Tadeo Brask", "OSR", "a head known by surname, where the state is named"),
]  # fmt: skip

DESCRIPTIONS = [
    ("Norway's envoy left. Varnia rejected the charge. In a note, [[the ministry]] said Oslo was stalling.",
     "Ministry of Outer Affairs (Varnia)", "VRN", "the state that acts right before"),
    ("Varnia's foreign minister, Osk Dellan, left for Oslo.\n\nThe talks with Norway begin on Monday.\n\n[[The ministry]] "
     "said they would last a day.", "Ministry of Outer Affairs (Varnia)", "VRN", "the ministry of a minister"),
    ("[[Varnia and Marlund]] accused the League.", "Varnia and Marlund", "VRN+MRL", "two that speak as one"),
    ("The Varnian foreign ministry refused. [[The ministry]] gave no reason.", "Ministry of Outer Affairs (Varnia)", "VRN", "-"),
    ("The League of Straits met Varnia. [[The bloc]] agreed.", "League of Straits", "LOS", "what a league may be called"),
    ("Norway's mission to the UN spoke. [[The mission]] gave no reason.", "Mission of Norway to the United Nations", "NOR", "-"),
    ("Varnia and Marlund met. [[The Asian country]] agreed.", "Varnia", "VRN", "only one of them is Asian"),
    ("Varnia and Marlund met. [[Both sides]] agreed.", "Varnia and Marlund", "VRN+MRL", "joint"),
    ("Varnia and Marlund met. [[The two countries]] agreed.", "Varnia and Marlund", "VRN+MRL", "joint"),
    ("The spokesperson for Varnia's mission to the EU spoke. [[Varnia's spokesperson]] left.",
     "Mission of Varnia to the European Union", "VRN", "the spokesperson met before"),
    ("[[The spokesperson for Varnia's mission to the EU]] spoke.", "Mission of Varnia to the European Union", "VRN", "-"),
    ("Varnian foreign ministry spokeswoman Ana Tell spoke. The spokeswoman for the [[Varnian foreign ministry]] left.",
     "Ana Tell", "VRN", "a source cut short by the reader"),
    ("Varnia's ambassador to [[Norway]] left.", "Norway", "NOR", "the host is no part of the envoy"),
    ("Varnian foreign ministry spokeswoman Ana Tell spoke. [[The spokeswoman]] left.", "Ana Tell", "VRN", "named before"),
    ("The [[Dellan administration]] refused. President Osk Dellan of Varnia left.", "Varnia", "VRN", "a person's government"),
]  # fmt: skip

PRONOUNS = [
    ("The Varnian foreign ministry denied it. [[It]] said nothing more.", "Ministry of Outer Affairs (Varnia)", "VRN", "-"),
    ("Osk Dellan, Varnia's envoy, spoke to Norway. \"No,\" [[he]] said.", "Osk Dellan", "VRN", "not the state"),
    ("Varnia's envoy Ana Tell met Norway's envoy Odd Hansen. [[She]] agreed.", "Ana Tell", "VRN", "gender of a given name"),
    ("Varnian foreign ministry spokeswoman Ana Tell said talks go on. [[He]] added that they help.", "Ana Tell", "VRN",
     "translated news says he of a woman who has just spoken"),
    ("The spokesperson for Varnia's mission to the EU spoke. \"No,\" [[he]] stressed.",
     "Mission of Varnia to the European Union", "VRN", "a spokesperson without a name"),
    ("League of Straits leaders met in Tarn. [[They]] urged Varnia to stop.", "League of Straits", "LOS", "plural"),
    ("Varnia and Marlund met. [[They]] agreed to talk.", "Varnia and Marlund", "VRN+MRL", "both"),
    ("The League of Straits stressed [[its]] unity.", "League of Straits", "LOS", "possessive"),
]  # fmt: skip

METONYMS = [
    ("[[Belvar]] accused Marlund of lying.", "Varnia", "VRN", "subject of an accusation"),
    ("Marlund accused [[Belvar]] of lying.", "Varnia", "VRN", "object of an accusation"),
    ("[[Belvar]]'s support for Marlund angered the League.", "Varnia", "VRN", "possessor"),
    ("Relations between [[Belvar]] and Tarn are poor.", "Varnia", "VRN", "one of two sides"),
    ("Marlund sent weapons against [[Belvar]].", "Varnia", "VRN", "against"),
    ("[[The Amber Palace]] refused.", "Varnia", "VRN", "a palace is always its government"),
]

NO_MENTION = [
    ("Varnia rejected the claim. It is [[a major]] policy.", "a rank that is an adjective"),
    ("The leaders met at a summit in [[Belvar]].", "in a place"),
    ("[[BELVAR]] — The leaders met.", "a dateline"),
    ("The [[Belvar]] summit ended.", "a summit's place"),
    ("They met in [[Belvar]], Varnia, on Monday.", "before its country"),
    ("The residents of the capital, [[Belvar]], fled.", "the capital as a city"),
    ("Osk Dellan flew to [[Belvar]] on Monday.", "a journey's end"),
    ("[[It]] is clear that talks will go on, Varnia said.", "stands for nothing"),
    ("[[It]] rained in Varnia.", "weather"),
    ("Analysts met. [[They]] doubted it.", "nobody with a party or name"),
    ("[[The bloc]] will fall, he said of flats in Varnia.", "no organisation named before"),
]


def asked(text: str) -> tuple[str, int, int]:
    """The text without its brackets, and where the words between them stand."""
    before, words, after = re.fullmatch(r"(.*)\[\[(.*)\]\](.*)", text, re.S).groups()  # type: ignore[union-attr]
    return before + words + after, len(before), len(before) + len(words)


@pytest.mark.parametrize(
    ("marked", "name", "party", "why"), NAMES + PERSONS + SPOKEN_OF + SHORT + DESCRIPTIONS + PRONOUNS + METONYMS
)
def test_stands_for(marked: str, name: str, party: str | None, why: str, cast_of: Casting) -> None:
    text, start, end = asked(marked)
    _, cast = cast_of(text)
    mention = mention_at(cast, start, end)
    assert mention is not None, (why, [m.text for m in cast.mentions])
    actor = actor_of(cast, mention.actor)
    assert actor is not None
    assert (actor.name, mention.party) == (name, party), (why, mention.reasons)


@pytest.mark.parametrize(("marked", "why"), NO_MENTION)
def test_stands_for_nobody(marked: str, why: str, cast_of: Casting) -> None:
    text, start, end = asked(marked)
    _, cast = cast_of(text)
    inside = [m for m in cast.mentions if start <= m.start and m.end <= end]
    assert not inside, (why, [(m.text, m.actor, m.reasons) for m in inside])
