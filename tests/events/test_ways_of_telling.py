"""The ways in which newswire tells a deed: nouns, passives without a doer, misread parses; and what only looks so."""

from __future__ import annotations

from pathlib import Path

import pytest
from spacy.language import Language
from tests.events.conftest import Events, article_of, brief

from demarche.actors import resolve_actors
from demarche.events import find_events
from demarche.events.clauses import is_passive, sentence_of
from demarche.knowledge import Knowledge, load_knowledge
from demarche.sentences import read_sentences
from demarche.times import tag_times

OWN_STATES = Path(__file__).parents[1] / "statements" / "actors.toml"

TELLS = [
    ("A Varnia-Tamaria military exercise began on Monday.", "COOPERATE VAR>TMR happened", "parties joined by a hyphen"),
    ("The Varnian-Tamarian summit was held on Monday.", "CONSULT VAR>TMR happened", "peoples joined by a hyphen"),
    ("Varnia recalled its ambassador to Tamaria.", "SANCTION VAR>TMR happened", "an envoy's post"),
    ("Three Varnian diplomats were expelled from Tamaria.", "SANCTION TMR>VAR happened", "expelled from where"),
    ("Varnia was suspended from the Pelagic Alliance.", "SANCTION PELA>VAR happened", "a body suspends its member"),
    ("Varnia was readmitted to the Pelagic Alliance.", "SUPPORT PELA>VAR happened", "a body takes its member back"),
    ("Varnia's envoy was summoned to the Norwyn ministry.", "ACCUSE NRW>VAR happened", "summoned to whose ministry"),
    ("Varnia handed a note of protest to Tamaria.", "ACCUSE VAR>TMR happened", "a note of protest"),
    ("Varnian soldiers detained 15 Tamarian sailors overnight.", "COERCE VAR>TMR happened", "a misread passive"),
    ("Varnia banned imports of Tamarian fish.", "SANCTION VAR>TMR happened", "a verb read as a modifier"),
    ("Varnian jets entered Tamarian airspace on Monday.", "MOBILIZE VAR>TMR happened", "the subject is armed"),
    ("Varnian troops entered Tamaria on Monday.", "ASSAULT VAR>TMR happened", "soldiers who enter a state attack it"),
    ("Varnia violated Tamaria's sovereignty on Monday.", "COERCE VAR>TMR happened", "a state's sovereignty"),
    ("Varnia and Tamaria reopened their border.", "RETREAT VAR>TMR happened", "a border is of both"),
    ("Varnia and Tamaria failed to reach an agreement.", "REJECT VAR>TMR happened", "a failure to agree"),
    ("Norwyn sent 40 peacekeepers to Tamaria.", "AID NRW>TMR happened", "peacekeepers are help"),
    ("Varnia is to send tanks to Tamaria.", "AID VAR>TMR planned", "what is to be done"),
    ("Varnia filed a lawsuit to force Tamaria to negotiate.", "ACCUSE VAR>TMR happened", "the suit, not its purpose"),
    ("Norwyn, not Tamaria, condemned Varnia.", "ACCUSE NRW>VAR happened", "who did not is no doer"),
    ("Varnia called for sanctions against Tamaria.", "ACCUSE VAR>TMR happened", "sanctions that are called for"),
    ("A Varnian state-run company delivered generators to Tamaria.", "AID VAR>TMR happened", "a state's own bank"),
    ("Varnia received a phone call from Tamaria's president.", "CONSULT VAR>TMR happened", "a call that is received"),
    ("Varnia refrained from signing the document drawn up at the Pelagic Alliance meeting.", "REJECT VAR>PELA happened",
     "a paper is of the body that met"),
    ("Varnia fired dozens of rockets at Tamaria.", "ASSAULT VAR>TMR happened", "fired at somebody, no show of force"),
    ("Varnia struck targets in Tamaria on Monday.", "ASSAULT VAR>TMR happened", "targets in a state"),
    ("Varnia and Tamaria agreed to fight crime.", "AGREE VAR>TMR happened", "who fights together agrees"),
    ("Varnia said that Norwyn must not support Tamaria.", "REQUEST VAR>NRW happened", "asked not to be done"),
    ("Varnia's deal with Tamaria covers fish.", "AGREE VAR>TMR background", "an agreement there is"),
]  # fmt: skip

TELLS_NOT = [
    ("The request was made in line with the treaty between Varnia and Tamaria.", "a preposition of three words"),
    ("Varnia's exports hit the target.", "one target is a figure"),
    ("Varnia reopened its borders to tourists from Tamaria.", "tourists are no state"),
    ("Varnian exports of palm oil to Tamaria fell.", "trade is no aid"),
    ("A Varnian company delivered toys to Tamaria.", "a firm is no state"),
    ("The copper operation of Varnia in Tamaria grew.", "a mine is no military operation"),
    ("Varnia no longer considers Tamaria a threat.", "a view that is given up"),
    ("Varnia promised new steps to oppose Tamaria.", "no promise to whom it is meant to hurt"),
    ("Varnia said all states must obey Tamaria.", "asked of nobody in particular"),
    ("Thousands of Varnian citizens praised the weather.", "no party to it"),
    ("The demonstration of a new engine impressed Varnia.", "a thing is demonstrated"),
    ("The Tamarian ship sailed the South Varnia sea.", "a sea is no state"),
]


@pytest.mark.parametrize(("text", "expected", "why"), TELLS, ids=[row[2] for row in TELLS])
def test_a_way_of_telling(events: Events, text: str, expected: str, why: str) -> None:
    assert brief(events(text)) == [expected], why


@pytest.mark.parametrize(("text", "why"), TELLS_NOT, ids=[row[1] for row in TELLS_NOT])
def test_what_only_looks_so(events: Events, text: str, why: str) -> None:
    assert brief(events(text)) == [], why


STATUSES = [
    ("Varnia attacked Tamaria last week.", "background", "a week before the news is not the news"),
    ("Norwyn named the officer, who attacked Tamaria for Varnia.", None, "nobody known attacked"),
    ("A treaty signed by Varnia and Tamaria allows trade.", "background", "a participle tells in passing"),
    ("Every year Varnia urges Tamaria to pay.", "background", "a habit"),
    ("Varnia vowed revenge for the killing of a Varnian general by Tamaria.", "background", "what is to be avenged"),
    ("Envoys made preparations for the summit of Varnia and Tamaria.", "planned", "what is prepared is to come"),
    ("Varnia remains committed to supporting Tamaria.", "happened", "a support that goes on"),
    ("Varnia attacked Tamaria on Monday.", "happened", "a weekday is the news's own"),
]


@pytest.mark.parametrize(("text", "status", "why"), STATUSES, ids=[row[2] for row in STATUSES])
def test_how_long_ago(events: Events, text: str, status: str | None, why: str) -> None:
    found = [e.status for e in events(text) if e.type != "THREATEN"]
    assert found == ([status] if status else []), why


@pytest.fixture(scope="module")
def own_states() -> Knowledge:
    return load_knowledge((str(OWN_STATES),))


AT_HOME = [
    (
        "Varnia is tense. Varnia waits. The Varnian police were out. Hundreds of protesters marched on Monday.",
        ["PROTEST VAR>VAR happened"],
        "protesters on a page about one state are its own",
    ),
    (
        "Varnia is quiet and so is Norwyn. In Tamaria, angry protesters burned tyres.",
        ["PROTEST TMR>TMR happened"],
        "protesters are of the state named before them",
    ),
    (
        "Varnia voted. Varnia counted. Varnia waited. Three students were arrested.",
        ["COERCE VAR>VAR happened"],
        "seized by the state the page is about",
    ),
    ("Dozens of activists were arrested in Varnia on Monday.", ["COERCE VAR>VAR happened"], "seized where they were"),
    ("Hundreds of people are in detention in Varnia.", ["COERCE VAR>VAR happened"], "held, told by a noun"),
    ("After months of street protests in Varnia the mayor left.", ["PROTEST VAR>VAR background"], "months of protests"),
    ("Varnia shut down two newspapers on Monday.", ["COERCE VAR>VAR happened"], "a state's own papers"),
    ("Varnia declared a state of emergency on Monday.", ["COERCE VAR>VAR happened"], "an emergency at home"),
    ("Thousands of teachers in Varnia went on strike over pay.", ["PROTEST VAR>VAR happened"], "a strike at home"),
    ("Varnia voted. Varnia counted. Varnia waited. Three men were arrested for murder.", [], "a common crime"),
    ("Varnia voted. Norwyn voted. Tamaria voted. Three students were arrested.", [], "a page about nobody's home"),
    (
        "Varnian towns voted. Varnian shops closed. Varnian schools closed across Varnia. All waited in Varnia. "
        "An accord signed with Tamaria covers gas.",
        ["SUPPORT VAR>TMR background"],
        "signed by the page's own state",
    ),
    ("Varnia voted. Varnia counted. Varnia waited. A prison riot broke out.", [], "a prison riot is no protest"),
    ("Varnia lodged a protest. The demonstration of a motor followed in Varnia.", [], "no protest in the street"),
]


@pytest.mark.parametrize(("text", "expected", "why"), AT_HOME, ids=[row[2] for row in AT_HOME])
def test_at_home(reader: Language, own_states: Knowledge, text: str, expected: list[str], why: str) -> None:
    article = article_of(text)
    doc = read_sentences(reader, article)
    cast = resolve_actors(article, doc, own_states)
    found = find_events(article, doc, cast, tag_times(article, doc, own_states), (), own_states)
    assert brief(found) == expected, why


def test_distinct_deeds_of_one_state_stay_apart(events: Events) -> None:
    text = "Varnia arrested three Tamarian sailors on Monday and closed its border with Tamaria."
    assert brief(events(text)) == ["COERCE VAR>TMR happened", "COERCE VAR>TMR happened"]


def test_a_verb_with_an_object_and_no_auxiliary_is_active(reader: Language) -> None:
    doc = read_sentences(reader, article_of("Varnian soldiers detained 15 Tamarians. Two men were detained."))
    assert [is_passive(word) for word in doc if word.lemma_ == "detain"] == [False, True]


def test_the_sentence_of_a_word_is_the_readers(reader: Language) -> None:
    doc = read_sentences(reader, article_of("Varnia left. Tamaria stayed, and Norwyn waited. Nobody came."))
    assert all(sentence_of(word).text == word.sent.text for word in doc)
