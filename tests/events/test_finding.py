"""What a sentence tells: triggers, parties, types; and what looks like an event and is none."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.events.conftest import Events, article_of, brief, cast_of, said

TELLS = [
    ("Varnia accused Tamaria of arming rebels.", "ACCUSE VAR>TMR happened", "plain verb"),
    ("Tamaria was condemned by Varnia on Monday.", "ACCUSE VAR>TMR happened", "passive turned round"),
    ("Varnia and Keldoria condemned Tamaria.", "ACCUSE VAR+KLD>TMR happened", "lists stay lists"),
    ("Varnia held talks with Tamaria on Monday.", "CONSULT VAR>TMR happened", "light verb"),
    ("Varnia imposed sanctions on Tamaria.", "SANCTION VAR>TMR happened", "light verb, phrase of the noun"),
    ("Varnia lodged a protest with Tamaria.", "ACCUSE VAR>TMR happened", "a protest that is lodged"),
    ("Varnia urged Tamaria to leave the bay.", "REQUEST VAR>TMR happened", "asking by an infinitive"),
    ("Varnia and Tamaria signed an agreement on Monday.", "SUPPORT VAR>TMR happened", "both sides are the subject"),
    ("Varnian troops attacked a Tamarian base.", "ASSAULT VAR>TMR happened", "troops act for their state"),
    ("Varnia summoned the Tamarian ambassador.", "ACCUSE VAR>TMR happened", "summoning is no meeting"),
    ("Varnia expelled three Tamarian diplomats.", "SANCTION VAR>TMR happened", "diplomats"),
    ("Varnia thanked Tamaria for its help.", "SUPPORT VAR>TMR happened", "thanks"),
    ("Varnia refused to meet Tamaria.", "REJECT VAR>TMR happened", "a refusal, not the meeting"),
    ("Norwyn refused to provide military aid to Varnia.", "REJECT NRW>VAR happened", "a refusal of help, not of words"),
    ("Varnia will not lift its sanctions on Tamaria.", "REJECT VAR>TMR happened", "a negated future refuses"),
    ("Varnia plans to send weapons to Tamaria.", "AID VAR>TMR planned", "an intention"),
    ("Varnia agreed to send weapons to Tamaria.", "AGREE VAR>TMR happened", "the promise is told once"),
    ("Varnia is considering sanctions on Tamaria.", "SANCTION VAR>TMR hypothetical", "only considered"),
    ("Tamaria braces for Varnian sanctions.", "SANCTION VAR>TMR hypothetical", "the subject suffers"),
    ("Varnia invaded Tamaria in 2024.", "ASSAULT VAR>TMR background", "years before the news"),
    (
        "The move comes a week after Varnia imposed sanctions on 40 Tamarian officials accused of rigging the vote.",
        "SANCTION VAR>TMR background",
        "a phrase that the parser takes for a second subject",
    ),
]  # fmt: skip

TELLS_NOT = [
    ("Varnia did not plan to send weapons to Tamaria.", "no intention"),
    ("Varnia struck a deal with its farmers.", "a deal is no strike"),
    ("The Varnian parliament shot down a proposal on housing.", "a proposal is not shot"),
    ("Varnia attacked down the left and scored.", "sport"),
    ("Tamarian tourists visited a museum in Varnia.", "tourists act for nobody"),
    ("Varnian shares hit a record.", "a record is no target"),
    ("Varnia did not attack Tamaria.", "told by the outlet not to have happened"),
    ("Varnia declined to comment.", "answers nobody"),
    ("Norwyn declined to provide details of its aid to Varnia.", "withholds words, not help"),
    ("The election battle in Varnia goes on.", "no party fights"),
    ("Varnia met its climate target.", "a target is not met as a person is"),
]


@pytest.mark.parametrize(("text", "expected", "why"), TELLS, ids=[row[2] for row in TELLS])
def test_a_sentence_tells_one_event(events: Events, text: str, expected: str, why: str) -> None:
    assert brief(events(text)) == [expected], why


@pytest.mark.parametrize(("text", "why"), TELLS_NOT, ids=[row[1] for row in TELLS_NOT])
def test_near_misses_tell_none(events: Events, text: str, why: str) -> None:
    assert brief(events(text)) == [], why


def test_tellings_of_one_act_are_merged_with_all_their_evidence(events: Events) -> None:
    text = "Varnia condemned Tamaria on Monday. Varnia again denounced Tamaria over the raid."
    found = events(text)
    assert brief(found) == ["ACCUSE VAR>TMR happened"]
    assert len(found[0].evidence) == 2


def test_acts_of_different_years_stay_apart(events: Events) -> None:
    found = events("Varnia condemned Tamaria on Monday. In 2024 Varnia condemned Tamaria too.")
    assert sorted(event.status for event in found) == ["background", "happened"]


def test_the_last_round_is_another_than_that_of_the_news(events: Events) -> None:
    text = "Varnia and Tamaria held a ninth round of talks. The previous round of their talks was in March last year."
    assert sorted(event.status for event in events(text)) == ["background", "happened"]


def test_a_claim_is_another_event_than_the_accusation(events: Events) -> None:
    found = events("Varnia accused Tamaria of bombing a Varnian port.")
    assert brief(found) == ["ACCUSE VAR>TMR happened", "ASSAULT TMR>VAR alleged"]


def test_what_a_party_denies_having_done_is_denied(events: Events) -> None:
    text = '"We never sold weapons to Tamaria," Varnia insisted.'
    content = "We never sold weapons to Tamaria"
    found = events(text, said(text, content, "insisted", "VAR", "deny"))
    assert brief(found) == ["AID VAR>TMR denied"]
    assert found[0].via == "s-insisted"


def test_a_report_by_another_is_alleged_and_by_the_doer_happened(events: Events) -> None:
    text = "Varnian troops attacked a Tamarian base, Tamaria said."
    content = "Varnian troops attacked a Tamarian base"
    assert events(text, said(text, content, "said", "TMR", "state"))[0].status == "alleged"
    text = "Varnian troops attacked a Tamarian base, Varnia said."
    assert events(text, said(text, content, "said", "VAR", "announce"))[0].status == "happened"


def test_a_denial_answers_the_accuser(events: Events) -> None:
    found = events("Varnia accused Tamaria of spying. Tamaria dismissed the allegation.")
    assert "REJECT TMR>VAR happened" in brief(found)


def test_every_event_keeps_the_words_its_status_rests_on(events: Events) -> None:
    found = events("Varnia may impose sanctions on Tamaria.")
    assert found[0].status == "hypothetical"
    assert any(reason.rule.startswith("status:") and reason.words == "may" for reason in found[0].reasons)


SENTENCES = [row[0] for row in TELLS] + [row[0] for row in TELLS_NOT]


@settings(max_examples=25, deadline=None)
@given(order=st.lists(st.sampled_from(SENTENCES), min_size=1, max_size=4))
def test_evidence_and_triggers_are_the_words_they_point_at(events: Events, order: list[str]) -> None:
    text = " ".join(order)
    for event in events(text):
        for span in (*event.evidence, event.trigger):
            assert span is not None
            assert text[span.start : span.end] == span.text
            assert span.text == span.text.strip()
        assert event.source
        assert not set(event.source) & set(event.target)


def test_the_same_article_gives_the_same_events(events: Events) -> None:
    text = " ".join(SENTENCES)
    assert events(text) == events(text)
    assert article_of(text).text == text
    assert cast_of(text).mentions
