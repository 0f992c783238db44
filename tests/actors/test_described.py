# ruff: noqa: E501 - a row of a table stays on one line
"""Whose somebody is by what the page tells elsewhere: an organisation explained once, a slip in a name, a town."""

from __future__ import annotations

import pytest

from demarche.actors import actor_of, mention_at

from .conftest import Casting
from .marked import asked

ORGANISATIONS = [
    ("[[Sund Inter Plc]] (SNI), a Varnian producer of clean energy, said no. Norway waited.", "Sund Inter Plc", "VRN",
     "explained behind the abbreviation"),
    ("Norway waited. Sund Inter Plc (SNI), a Varnian producer of clean energy, said no. “No,” said [[Ilka Tors]], managing director of SNI.",
     "Ilka Tors", "VRN", "the abbreviation holds letters from inside the words"),
    ("Norway waited. Ambrin Steel, a Varnian steel maker, said no. “No,” said [[Ilka Tors]], who is also chief executive of Ambrin.",
     "Ilka Tors", "VRN", "a short form of a name explained elsewhere"),
    ("Varnia waited. [[Tov Rask]], the chief of the African union's mission, agreed.", "Tov Rask", "AU",
     "an organisation with small letters"),
    ("Varnia waited. “No,” said [[Tov Rask]], director of rights group Amnesty International.", "Tov Rask", "AMNESTY",
     "words between that say what the organisation is"),
    ("Varnia waited. It is over, said [[analyst Tov Rask]], of the International Crisis Group.", "Tov Rask", "ICG",
     "an employer behind a comma"),
]  # fmt: skip

OUTLETS = [
    (
        "The ring was caught, according to [[Varnia's Sabah newspaper]].",
        "Daily Sabah",
        "VRN",
        "whose outlet it is here",
    ),
    (
        "The ring was caught, according to [[the Sabah newspaper]].",
        "Daily Sabah",
        None,
        "near miss: nothing says whose",
    ),
]

NAMELESS = [
    ("Norway and Varnia met. [[Residents of Hiroshima]] said they were glad.", "Residents of Hiroshima", "JPN", "a town in their words"),
    ("Varnia met. The Varnian count is slow. “No,” [[a Foreign Ministry source]] said.", "Foreign Ministry source (Varnia)", "VRN",
     "the body in their words"),
    ("Varnia met. The Varnian count is slow. “No,” a Foreign Ministry source said. The talks ended, [[the source]] added.",
     "Foreign Ministry source (Varnia)", "VRN", "who was called so before"),
    ("Norway and Varnia met. A top aide of Varnian President Osk Dellan said no. “No,” [[the aide]] who gave no name said.",
     "Top aide (Varnia)", "VRN", "an aide of somebody named"),
]  # fmt: skip

CALLED = [
    ("The commander of the Royal Navy of Varnia, Rear Admiral Osk Dellan, met Norway's envoy. [[The commander of the Varnian Navy]] agreed.",
     "Osk Dellan", "VRN", "a navy by another of its names"),
    ("Osk Dellan, the commander of the Varnian Navy, met Norway's envoy. [[The Varnian navy commander]] agreed.", "Osk Dellan", "VRN",
     "the branch before the rank"),
    ("Osk Dellan, a member of the Varnian parliament's security committee, spoke. “No,” [[the lawmaker]] said.", "Osk Dellan", "VRN",
     "a member of parliament"),
    ("The Varnian navy commander spoke. “No,” [[the lawmaker]] said.", "Lawmaker (Varnia)", "VRN",
     "near miss: a commander is no lawmaker"),
    ("Osk Dellan, the deputy prime minister of Varnia, spoke. “No,” [[the Varnian Coastlander official]] said.", "Osk Dellan", "VRN",
     "an official of this state, by his people"),
    ("Director of the U.S. Federal Bureau of Investigation (FBI) Osk Dellan spoke. “No,” [[the FBI chief]] said.", "Osk Dellan", "USA",
     "the head of the same body by another word"),
    ("Varnian Foreign Ministry spokesman Osk Dellan left. “No,” [[the senior diplomat]] said.", "Osk Dellan", "VRN",
     "a ministry's spokesman is a diplomat"),
    ("EU foreign policy chief Josep Borrell left. [[The top EU diplomat]] agreed.", "Josep Borrell", "EU", "ranks before the state"),
    ("The IAEA chief, Osk Dellan, left. “No,” [[the agency's head]] said.", "Osk Dellan", "IAEA", "the head of the body he heads"),
    ("Varnia met. Varnians waited across Varnia. The spokesperson of the parliament's defence committee, [[Osk Dellan]], agreed.",
     "Osk Dellan", "VRN", "a part of a parliament"),
    ("Norway waited. Norwegians met in Norway. [[The Belvar talks' coordinator Osk Dellan]] agreed.", "Osk Dellan", None,
     "talks held in a capital are not its government's"),
]  # fmt: skip

SEVERAL = [
    ("The presidents of Norway, Varnia and Marlund met. [[The presidents]] agreed.", "Norway and Varnia and Marlund", "NOR+VRN+MRL",
     "the presidents of three states"),
    ("The foreign ministers of Norway and Varnia met. [[They]] agreed.", "Norway and Varnia", "NOR+VRN", "of two"),
    ("The presidents of Norway, Varnia and Marlund met. [[The three leaders]] agreed.", "Norway and Varnia and Marlund", "NOR+VRN+MRL",
     "the same by another noun"),
    ("The ministers of Norway and Varnia met. Varnian President Osk Dellan and Marlundian Premier Tov Rask agreed. [[The two leaders]] left.",
     "Osk Dellan and Tov Rask", "VRN+MRL", "near miss: two others have come in"),
]  # fmt: skip

MET = "Varnian Prime Minister Osk Dellan and Marlundian Prime Minister Tov Rask met."
PAIRS = [
    (f"{MET} [[The two prime ministers]] agreed.", "Osk Dellan and Tov Rask", "VRN+MRL", "two officers by their office"),
    (f"{MET} [[Both heads of government]] agreed.", "Osk Dellan and Tov Rask", "VRN+MRL", "an office of several words"),
    (f"{MET} [[The leaders]] agreed.", "Osk Dellan and Tov Rask", "VRN+MRL", "no number"),
    (f"{MET} [[The pair]] agreed.", "Osk Dellan and Tov Rask", "VRN+MRL", "a pair"),
    (f"{MET} [[The two]] also agreed.", "Osk Dellan and Tov Rask", "VRN+MRL", "two of nothing"),
    (f"{MET} [[Both]] agreed.", "Osk Dellan and Tov Rask", "VRN+MRL", "both of nothing"),
    ("Varnian President Osk Dellan met with Marlundian President Tov Rask. [[The presidents]] agreed.", "Varnia and Marlund", "VRN+MRL",
     "one met with the other"),
]  # fmt: skip

STATES_OWN = [
    ("Varnia spoke. Norway waits for the United States. [[Treasury Secretary Osk Dellan]] left.", "Osk Dellan", "USA",
     "an office of one state only"),
    ("Varnia spoke. [[Defence Secretary Osk Dellan]] left.", "Osk Dellan", "VRN", "near miss: an office of several"),
    ("Varnian President Ana Tell left. She met her Norwegian counterpart, the finance minister, [[Osk Dellan]].", "Osk Dellan", "NOR",
     "a counterpart, introduced with the office"),
    ("Norway waited. The head of Varnia's delegation said no. “No,” [[Rear Admiral Osk Dellan]] told us.", "Osk Dellan", "VRN",
     "a rank tells no state, the office before does"),
    ("Norway waited. “No,” said [[Osk Dellan]], a former adviser on Varnia at Oslo University.", "Osk Dellan", "NOR",
     "an adviser on a state is not its"),
]  # fmt: skip

SPOKESMEN = [
    ("OSLO - Norway waited. Norwegians voted in Norway. Varnia's foreign ministry rejected that. The ministry said Oslo had erred. “No,” said [[spokesman Osk Dellan]].",
     "Osk Dellan", "VRN", "the body that spoke just before"),
    ("Norway waited. Norwegians voted in Oslo. Norwegian towns waited across Norway. Belvar has never recognised it. [[Interior Minister Osk Dellan]] left.", "Osk Dellan", "NOR",
     "who did not do something does not speak"),
]  # fmt: skip

COMES_IN = [
    ("Varnian President Osk Dellan said no. He smiled. Marlundian Premier Tov Rask left the room. [[He]] spoke.", "Tov Rask", "MRL",
     "the person named as the subject right before"),
    ("Varnian President Osk Dellan spoke. The room of Tov Rask was dark. [[He]] said so.", "Osk Dellan", "VRN",
     "near miss: named, but not as the subject"),
]  # fmt: skip

INITIALS = [
    ("Norway waited. “No,” said [[Osk R. Dellan]].", "Osk R. Dellan", "NOR", "near miss: nobody known"),
    ("Norway waited. “No,” said [[Tadeo R. Brask]].", "Tadeo Brask", "OSR", "a known person with an initial"),
    ("Norway waited. [[The 57-year-old farmer]] said no.", "57-year-old farmer (Norway)", "NOR", "an age before who speaks"),
]  # fmt: skip

SLIPS = [
    ("Varnian Mayor Osk Dellander left. “No,” said [[Delander]].", "Osk Dellander", "VRN", "a letter left out"),
    ("Varnian Mayor Osk Dellander left. “No,” said [[Dellanger]].", "Osk Dellander", "VRN", "another letter"),
    (
        "Varnian Mayor Osk Rask left. Norway waited. “No,” said [[Raske]].",
        "Raske",
        None,
        "near miss: too short to be a slip",
    ),
]

BODIES = [
    ("[[The Varnian Senate]] met.", "Senate (Varnia)", "a chamber keeps its name"),
    ("The Varnian Senate met. [[The senate]] refused.", "Senate (Varnia)", "the same chamber"),
    ("The Varnian Senate met. [[The Varnian parliament]] refused.", "Parliament (Varnia)", "near miss: the whole"),
    ("[[Varnia's navy]] said no.", "Navy (Varnia)", "a branch of the forces"),
    ("[[Varnian prosecutors]] said no.", "Prosecutors (Varnia)", "officers of the law"),
]


@pytest.mark.parametrize(
    ("marked", "name", "party", "why"),
    ORGANISATIONS
    + OUTLETS
    + NAMELESS
    + CALLED
    + SEVERAL
    + PAIRS
    + STATES_OWN
    + SPOKESMEN
    + COMES_IN
    + INITIALS
    + SLIPS,
)
def test_is_told_elsewhere(marked: str, name: str, party: str | None, why: str, cast_of: Casting) -> None:
    text, start, end = asked(marked)
    _, cast = cast_of(text)
    mention = mention_at(cast, start, end, end - 1)
    assert mention is not None, (why, [m.text for m in cast.mentions])
    actor = actor_of(cast, mention.actor)
    assert actor is not None
    assert (actor.name, actor.party) == (name, party), (why, mention.reasons)


@pytest.mark.parametrize(("marked", "name", "why"), BODIES)
def test_bodies_keep_their_names(marked: str, name: str, why: str, cast_of: Casting) -> None:
    text, start, end = asked(marked)
    _, cast = cast_of(text)
    mention = mention_at(cast, start, end, end - 1)
    assert mention is not None, (why, [m.text for m in cast.mentions])
    actor = actor_of(cast, mention.actor)
    assert actor is not None
    assert actor.name == name, (why, mention.reasons)
