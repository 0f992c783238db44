"""Deeds told in a roundabout way: by where somebody is, whose work it was, what he is, and what is not told with it."""

from __future__ import annotations

from pathlib import Path

import pytest
from msgspec import structs
from spacy.language import Language
from tests.events.conftest import Events, article_of, brief, cast_of, said

from demarche.events import find_events
from demarche.events.clauses import is_passive
from demarche.events.parties import measured
from demarche.knowledge import Knowledge, load_knowledge
from demarche.records import Actor, Cast, Mention
from demarche.sentences import read_sentences

OWN_STATES = Path(__file__).parents[1] / "statements" / "actors.toml"

TELLS = [
    ("A Varnian destroyer sailed through the strait on Monday.", ["MOBILIZE VAR> happened"], "force shown to nobody"),
    ("A raid on Tamaria carried out by Varnian troops killed two people on Monday.", ["ASSAULT VAR>TMR happened"],
     "who carried out a deed"),
    ("The shelling of Tamaria was attributed to Varnia.", ["ASSAULT VAR>TMR alleged"], "to whom a deed is laid"),
    ("After touring Tamaria, the Varnian minister said that it was a fine country.", ["CONSULT VAR>TMR happened"],
     "the subject behind a fronted clause"),
    ("Varnia recalled its ambassador from Tamaria while putting off the choice of a successor.",
     ["SANCTION VAR>TMR happened"], "an object that the parser gave to the clause behind it"),
    ("Varnia turned a blind eye to the demands of Tamaria.", ["REJECT VAR>TMR happened"], "a demand ignored"),
    ("Varnia has decided to send an ambassador to Tamaria.", ["SUPPORT VAR>TMR planned"], "an envoy decided on"),
    ("Varnia threatened to take countermeasures if Norwyn joins Tamaria.", ["THREATEN VAR>NRW happened"],
     "whose deed the threat depends on"),
    ("Varnia will respond if Norwyn joins the pact.", ["THREATEN VAR>NRW happened"], "what will be done in answer"),
    ("Clashes broke out between Varnian and Tamarian forces on Monday.", ["ASSAULT VAR>TMR happened"],
     "what broke out between two"),
    ("Varnian troops were sent to Tamaria on Monday.", ["MOBILIZE VAR>TMR happened"], "whose troops were sent"),
    ("The support given to Tamaria by Varnia surprised nobody.", ["SUPPORT VAR>TMR happened"], "given to, given by"),
    ("Varnia became a member of the Pelagic Alliance.", ["SUPPORT VAR>PELA happened"], "a membership"),
    ("Varnia opened an embassy in Tamaria on Monday.", ["SUPPORT VAR>TMR happened"], "an embassy opened"),
    ("Varnia will build a hospital in Tamaria.", ["AID VAR>TMR planned"], "something built abroad"),
    ("Varnian hackers broke into Tamarian computers.", ["COERCE VAR>TMR happened"], "hackers"),
    ("Varnia and Tamaria agreed to act against Norwyn.", ["AGREE VAR>TMR happened"], "agreed between the two"),
    ("Varnia and Tamaria agreed to hold talks.", ["AGREE VAR>TMR happened", "CONSULT VAR>TMR planned"],
     "the talks agreed on are yet to come"),
    ("Varnia ordered the Tamarian ambassador to leave the country.", ["SANCTION VAR>TMR happened"], "sent away"),
    ("Varnian shelling killed two people in Tamaria.", ["ASSAULT VAR>TMR happened"], "killed by shelling"),
    ("Varnian troops have withdrawn from Tamaria.", ["RETREAT VAR>TMR happened"], "a perfect is no passive"),
    ("Varnia and Tamaria met on Monday. An agreement was reached on gas.",
     ["CONSULT VAR>TMR happened", "AGREE VAR>TMR happened"], "reached by those who met"),
    ("Varnia and Tamaria met on Monday. Diplomatic ties were restored in 2011.",
     ["CONSULT VAR>TMR happened", "SUPPORT VAR>TMR background"], "ties between the two in play"),
    ("Tamaria vetoed a Varnian-drafted resolution.", ["REJECT TMR>VAR happened"], "whose draft it is"),
]  # fmt: skip

TELLS_NOT = [
    ("A Varnian ferry sailed through the strait on Monday.", "a ferry shows no force"),
    ("Varnia is the first country to hope for rain in Tamaria.", "hoping does nothing"),
    ("Varnia will respond to the weather forecast.", "a forecast is threatened by nobody"),
    ("Varnia will build a hospital in Lurova.", "something built at home"),
    ("Varnia has not rushed to schedule talks with Tamaria.", "talks that nobody hurries to hold"),
    ("Varnia wants Tamaria.", "asks for nothing to be done"),
    ("Varnia threw two parties on Monday.", "parties of another kind"),
    ("Varnia was accepted as a member.", "accepted by nobody told"),
]


@pytest.mark.parametrize(("text", "expected", "why"), TELLS, ids=[row[2] for row in TELLS])
def test_what_is_told_in_passing(events: Events, text: str, expected: list[str], why: str) -> None:
    assert brief(events(text)) == expected, why


@pytest.mark.parametrize(("text", "why"), TELLS_NOT, ids=[row[1] for row in TELLS_NOT])
def test_what_tells_nothing(events: Events, text: str, why: str) -> None:
    assert brief(events(text)) == [], why


STATUSES = [
    ("Varnia often accuses Tamaria of spying.", "background", "a habit"),
    ("Varnia reportedly attacked Tamaria on Monday.", "alleged", "hearsay"),
    ("Varnia accused Tamaria of spying.", "happened", "no habit"),
    ("The ministers of Varnia and Tamaria are expected to meet in Lurova.", "planned", "a meeting expected"),
]


@pytest.mark.parametrize(("text", "status", "why"), STATUSES, ids=[row[2] for row in STATUSES])
def test_how_far_it_is_established(events: Events, text: str, status: str, why: str) -> None:
    assert [event.status for event in events(text)] == [status], why


APART = [
    ("Varnia summoned the Tamarian ambassador on Monday. Varnia later criticised Tamaria for its raids.", 2,
     "a summons and a word of censure"),
    ("Varnia summoned the Tamarian ambassador on Monday and protested against the raids.", 1, "one step"),
    ("The Varnian minister visited Tamaria on Monday. The Varnian minister met the Tamarian minister on Monday.", 2,
     "a visit and a meeting"),
    ("The Varnian minister flew to Tamaria on Monday for talks with the Tamarian minister.", 1,
     "what the visit is made for"),
    ("Varnia arrested ten Tamarian sailors on Monday. Varnia arrested a Tamarian teacher.", 2, "other people seized"),
    ("Varnia arrested ten Tamarian sailors on Monday. Varnia arrested the sailors of Tamaria.", 1, "the same ones"),
    ("A Varnian destroyer sailed through the strait on Monday. On Tuesday the destroyer sailed near the islands.", 2,
     "the same ship on another day"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "count", "why"), APART, ids=[row[2] for row in APART])
def test_what_is_one_act(events: Events, text: str, count: int, why: str) -> None:
    assert len(events(text)) == count, why


def with_persons(text: str, persons: dict[str, str]) -> Cast:
    """The cast of a text with persons of these parties."""
    cast = cast_of(text)
    actors = [Actor(id=name, name=name, kind="person", party=party) for name, party in persons.items()]
    mentions = [
        Mention(start=text.index(n), end=text.index(n) + len(n), text=n, actor=n, form="name", party=p)
        for n, p in persons.items()
    ]
    return structs.replace(cast, actors=(*cast.actors, *actors), mentions=(*cast.mentions, *mentions))


@pytest.fixture(scope="module")
def own_states() -> Knowledge:
    return load_knowledge((str(OWN_STATES),))


SOJOURNS = [
    ("The Varnian foreign minister, Lina Tarn, is in Tamaria for talks.", ["CONSULT VAR>TMR happened"], "is in"),
    ("Varnian Foreign Minister Lina Tarn is due in Tamaria next week.", ["CONSULT VAR>TMR planned"], "is due in"),
    ("Lina Tarn is in good health.", [], "no place"),
    ("Ambassador Lina Tarn is in Tamaria for a year.", [], "an ambassador lives there"),
]


@pytest.mark.parametrize(("text", "expected", "why"), SOJOURNS, ids=[row[2] for row in SOJOURNS])
def test_where_somebody_is(reader: Language, own_states: Knowledge, text: str, expected: list[str], why: str) -> None:
    article = article_of(text)
    found = find_events(
        article, read_sentences(reader, article), with_persons(text, {"Lina Tarn": "VAR"}), (), (), own_states
    )
    assert brief(found) == expected, why


def test_a_predicate_blames(events: Events) -> None:
    text = "Varnia said that Norwyn was behind the attack on the port."
    statement = said(text, "Norwyn was behind the attack on the port", "said", "VAR", "state")
    assert "ACCUSE VAR>NRW happened" in brief(events(text, statement))
    other = "Varnia said that Norwyn was not behind the attack on the port."
    statement = said(other, "Norwyn was not behind the attack on the port", "said", "VAR", "state")
    assert brief(events(other, statement)) == []


HEARERS = [
    ("The minister urged governors to pay.", ["REQUEST VAR>VAR happened"], "a minister's governors"),
    ("The minister urged allies to pay.", [], "allies are other states"),
    ("The minister urged Tamarian governors to pay.", ["REQUEST VAR>TMR happened"], "those of another state"),
]


@pytest.mark.parametrize(("text", "expected", "why"), HEARERS, ids=[row[2] for row in HEARERS])
def test_a_states_own_hearers(
    reader: Language, own_states: Knowledge, text: str, expected: list[str], why: str
) -> None:
    article = article_of(text)
    cast = with_persons(text, {"The minister": "VAR"})
    assert brief(find_events(article, read_sentences(reader, article), cast, (), (), own_states)) == expected, why


def test_what_somebody_calls_something_stands_for_it(reader: Language) -> None:
    doc = read_sentences(reader, article_of("The army bombed what it calls rebel camps."))
    what = next(token for token in doc if token.lower_ == "what")
    assert measured(what).text == "camps"


def test_two_subjects_alike_are_no_passive(reader: Language) -> None:
    doc = read_sentences(reader, article_of("The troops have withdrawn from the town."))
    assert not is_passive(next(token for token in doc if token.lower_ == "withdrawn"))
