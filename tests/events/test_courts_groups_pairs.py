"""Foreign trials, armed groups, the two in play, headlines, recalled and unhesitating acts; and what only looks so."""

from __future__ import annotations

from pathlib import Path

import pytest
from msgspec import structs
from spacy.language import Language
from tests.events.conftest import Events, article_of, brief, cast_of, said

from demarche.events import find_events
from demarche.events.clauses import read_clause, surface_subjects
from demarche.events.parties import Parties
from demarche.events.trials import trying_state
from demarche.knowledge import Knowledge, load_knowledge
from demarche.records import Actor, Article, Cast, Event, Mention
from demarche.sentences import read_sentences
from demarche.times import tag_times

OWN_STATES = Path(__file__).parents[1] / "statements" / "actors.toml"

TELLS = [
    ("The admiral spoke of the joint naval exercises between Varnia and Tamaria.", ["COOPERATE VAR>TMR background"],
     "exercises that there are"),
    ("Joint exercises between Varnia and Tamaria began on Monday.", ["COOPERATE VAR>TMR happened"],
     "exercises that begin are news"),
    ("The quarrel is over the agreement between Varnia and Tamaria.", ["AGREE VAR>TMR background"],
     "an agreement between two"),
    ("Varnia announced its readiness to share its maps with Tamaria.", ["AGREE VAR>TMR planned"],
     "a readiness is offered"),
    ("Varnia vetoed a draft resolution put forward by Norwyn and Tamaria.", ["REJECT VAR>NRW+TMR happened"],
     "a list of drafters stays a list"),
    ("Varnia's foreign minister is on Friday to meet his Tamarian counterpart.", ["CONSULT VAR>TMR planned"],
     "a day read as the predicate"),
    ("Varnia would not hesitate to expel Tamarian diplomats.", ["THREATEN VAR>TMR happened"],
     "what one will not hesitate to do is threatened"),
    ("Varnia accused Tamaria of spying. In 2012 the two republics fought a war.",
     ["ACCUSE VAR>TMR happened", "ASSAULT VAR>TMR background"], "the two are those that quarrel"),
    ("A threatening letter from Varnia to Tamaria was found.", ["THREATEN VAR>TMR happened"], "a threat by letter"),
]  # fmt: skip

TELLS_NOT = [
    ("Norwyn renewed an aid operation in Tamaria.", "ASSAULT", "help is no attack"),
    ("Varnia launched a rescue operation in Tamaria.", "ASSAULT", "a rescue is no attack"),
    ("Unrest is spreading in Varnia.", "PROTEST", "unrest may be anything"),
    ("Varnia accused Tamaria of spying. They gather news in Norwyn.", "CONSULT", "they need not be the two"),
    ("Varnia hesitated to expel Tamarian diplomats.", "THREATEN", "who hesitates does not threaten"),
    ("In Varnia, Tamaria is famous.", "CONSULT", "a place before the comma is no subject"),
]


@pytest.mark.parametrize(("text", "expected", "why"), TELLS, ids=[row[2] for row in TELLS])
def test_a_way_of_telling(events: Events, text: str, expected: list[str], why: str) -> None:
    assert brief(events(text)) == expected, why


@pytest.mark.parametrize(("text", "kind", "why"), TELLS_NOT, ids=[row[2] for row in TELLS_NOT])
def test_what_only_looks_so(events: Events, text: str, kind: str, why: str) -> None:
    assert kind not in {event.type for event in events(text)}, why


def test_two_names_before_a_headlines_verb(reader: Language) -> None:
    doc = read_sentences(reader, article_of("Armenia, Azerbaijan trade fire"))
    assert surface_subjects(doc[3]) == [doc[0], doc[2]]


def test_a_promise_each_way_is_two(events: Events) -> None:
    text = "Varnia is ready to help Tamaria. Tamaria is ready to join Varnia."
    assert brief(events(text)) == ["AGREE VAR>TMR planned", "AGREE TMR>VAR planned"]


@pytest.fixture(scope="module")
def own_states() -> Knowledge:
    return load_knowledge((str(OWN_STATES),))


def read(
    reader: Language, knowledge: Knowledge, text: str, named: dict[str, tuple[str, str]]
) -> tuple[Article, tuple[Event, ...]]:
    """The events of a text whose cast also holds `named`: name -> (kind, party)."""
    article = article_of(text)
    doc = read_sentences(reader, article)
    cast = with_named(cast_of(text), text, named)
    return article, find_events(article, doc, cast, tag_times(article, doc, knowledge), (), knowledge)


def with_named(cast: Cast, text: str, named: dict[str, tuple[str, str]]) -> Cast:
    actors, mentions = list(cast.actors), list(cast.mentions)
    for name, (kind, party) in named.items():
        actors.append(Actor(id=name, name=name, kind=kind, party=party))
        at = text.find(name)
        while at >= 0:
            mentions.append(Mention(start=at, end=at + len(name), text=name, actor=name, form="name", party=party))
            at = text.find(name, at + 1)
    return Cast(actors=tuple(actors), mentions=tuple(sorted(mentions, key=lambda m: m.start)))


TRIALS = [
    (
        "Tarn stood before a Varnian court. Tarn is scheduled to be sentenced in July.",
        "TMR",
        ["SANCTION VAR>TMR planned"],
        "the court that the article names",
    ),
    (
        "Tarn stood before a Varnian court and a Norwyn judge. Tarn was convicted on Monday.",
        "TMR",
        ["SANCTION TMR>TMR happened"],
        "courts of two states: nobody's but his own",
    ),
]


@pytest.mark.parametrize(("text", "party", "expected", "why"), TRIALS, ids=[row[3] for row in TRIALS])
def test_who_tries_a_foreigner(
    reader: Language, own_states: Knowledge, text: str, party: str, expected: list[str], why: str
) -> None:
    _, found = read(reader, own_states, text, {"Tarn": ("person", party)})
    assert [line for line in brief(found) if line.startswith("SANCTION")] == expected, why


def test_a_court_tries_only_where_the_verb_is_of_a_trial(reader: Language, own_states: Knowledge) -> None:
    text = "Tarn stood before a Varnian court. Tarn was praised."
    doc = read_sentences(reader, article_of(text))
    parties = Parties(doc, with_named(cast_of(text), text, {"Tarn": ("person", "TMR")}), (), own_states.states)
    praised = next(token for token in doc if token.lower_ == "praised")
    assert trying_state(parties, read_clause(praised)) == []


GROUPS = [
    ("Red Dawn fighters opened fire on residents on Monday.", ["ASSAULT VARDAWN>VAR happened"], "their own people"),
    ("Red Dawn fighters looted shops on Monday.", ["ASSAULT VARDAWN>VAR happened"], "what people live by"),
    ("Red Dawn fighters attacked Tamaria on Monday.", ["ASSAULT VARDAWN>TMR happened"], "the state that is named"),
    ("Tamarian soldiers opened fire on residents on Monday.", [], "an army's victims may be anybody's"),
]


@pytest.mark.parametrize(("text", "expected", "why"), GROUPS, ids=[row[2] for row in GROUPS])
def test_whom_a_group_strikes(
    reader: Language, own_states: Knowledge, text: str, expected: list[str], why: str
) -> None:
    _, found = read(reader, own_states, text, {"Red Dawn": ("organisation", "VARDAWN")})
    assert brief(found) == expected, why


def test_the_state_of_a_group(reader: Language, own_states: Knowledge) -> None:
    text = "Varnia left."
    parties = Parties(read_sentences(reader, article_of(text)), cast_of(text), (), own_states.states)
    assert [parties.own_state(code) for code in ("VARDAWN", "VAR", "PELA")] == ["VAR", None, None]


def test_who_made_the_remarks_met(events: Events) -> None:
    text = "Varnia praised the talks. The admiral made these remarks in a meeting with Tamaria's envoy."
    praise = said(text, "the talks", "praised", "VAR", "praise")
    assert "CONSULT VAR>TMR happened" in brief(events(text, praise))
    assert "CONSULT VAR>TMR happened" not in brief(events(text))


def test_who_says_what_another_must_do(events: Events) -> None:
    text = "Varnia rejects Tamaria's claims on Norwyn, says Tamaria must leave"
    says = said(text, "Tamaria must leave", "says", "VAR", "demand")
    assert "REQUEST VAR>TMR happened" in brief(events(text, says))


def test_a_demand_of_who_must_act(events: Events) -> None:
    text = '"Tamaria must leave the island," the president said on Monday.'
    demand = said(text, "Tamaria must leave the island", "said", "VAR", "demand")
    assert brief(events(text, demand)) == ["REQUEST VAR>TMR happened"]


def test_a_request_is_made_to_who_refuses_it(events: Events) -> None:
    text = "Norwyn made several requests to attend. Varnia rejected Norwyn's request."
    asked = said(text, "to attend", "made", "NRW", "urge")
    assert "REQUEST NRW>VAR happened" in brief(events(text, asked))


def test_a_strike_reported_by_who_is_at_odds(events: Events) -> None:
    strike = "Tamarian forces had launched a strike"
    quarrel = f"Varnia accused Tamaria of spying. Varnia said {strike}."
    apart = f"Norwyn waited. Varnia said {strike}."
    for text, told in ((quarrel, True), (apart, False)):
        reported = said(text, strike, "said", "VAR", "state")
        assert ("ASSAULT TMR>VAR alleged" in brief(events(text, reported))) == told


def test_what_was_said_long_ago_is_recalled(events: Events) -> None:
    text = "Varnia also warned that Tamaria would pay a price."
    warned = said(text, "Tamaria would pay a price", "warned", "VAR", "threaten")
    for date, status in (("1979", "background"), ("2031-05-13", "happened")):
        found = events(text, structs.replace(warned, date=date))
        assert [event.status for event in found if event.type == "THREATEN"] == [status]
        assert all((event.date or "").startswith(date[:4]) for event in found if event.type == "THREATEN")


def test_two_armies_are_those_that_quarrel(events: Events) -> None:
    text = "Varnia accused Tamaria of spying. Varnia's envoy met Norwyn's envoy. In 2012 the two armies fought a war."
    assert "ASSAULT VAR>TMR background" in brief(events(text))
    asked = "Norwyn urged Varnia to wait. In 2012 the two armies fought a war."
    assert "ASSAULT" not in {event.type for event in events(asked)}
