"""The cast as a whole: offsets, order, dates of office, and what later stages ask of it."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from spacy.language import Language

from demarche.actors import actor_of, mention_at, mentions_in, parties_in, resolve_actors
from demarche.knowledge import Knowledge
from demarche.records import Actor, Cast
from demarche.sentences import read_sentences

from .conftest import Casting, article_of

TEXT = (
    "BELVAR — Varnian President Osk Dellan and the League of Straits accused Tarn of lying, the Varnian foreign "
    "ministry said.\n\nIts spokesman, Lars Pohl, told Reuters that both sides would meet. “They know it,” he said."
)


def test_mentions_are_exact_and_ordered(cast_of: Casting) -> None:
    text, cast = cast_of(TEXT)
    assert len(cast.mentions) > 8
    assert [(m.start, -m.end) for m in cast.mentions] == sorted((m.start, -m.end) for m in cast.mentions)
    for mention in cast.mentions:
        assert text[mention.start : mention.end] == mention.text
        assert 0 < mention.score <= 1
        assert mention.reasons
        assert actor_of(cast, mention.actor) is not None
    assert len({actor.id for actor in cast.actors}) == len(cast.actors)


def test_same_input_same_output(cast_of: Casting) -> None:
    assert cast_of(TEXT) == cast_of(TEXT)


@pytest.mark.parametrize(
    ("published", "party"),
    [("2018-01-01", "VRN"), ("2023-01-01", "LOS"), (None, "LOS")],
    ids=["minister", "secretary", "undated"],
)
def test_party_follows_the_office_held_at_the_time(published: str | None, party: str, cast_of: Casting) -> None:
    _, cast = cast_of("Ilka Moren spoke.", published=published)
    mention = mention_at(cast, 0, 10)
    assert mention is not None
    assert mention.party == party
    assert any(reason.rule == "office-held" for reason in mention.reasons)


def test_a_title_in_the_text_is_stronger_than_the_term(cast_of: Casting) -> None:
    _, cast = cast_of("Varnian Foreign Minister Ilka Moren spoke.", published="2023-01-01")
    assert {m.party for m in cast.mentions if m.actor == "person/ilka-moren"} == {"VRN"}


def test_a_namesake_of_a_known_person_is_somebody_else(cast_of: Casting) -> None:
    _, cast = cast_of("Marlundian Finance Minister Ilka Moren spoke.", published="2023-01-01")
    mention = mention_at(cast, 0, 41)
    assert mention is not None
    assert mention.actor != "person/ilka-moren"
    assert mention.party == "MRL"


def test_roles_read_from_the_text_are_kept(cast_of: Casting) -> None:
    _, cast = cast_of("Varnian Ambassador to Norway Osk Dellan spoke.")
    dellan = next(actor for actor in cast.actors if actor.name == "Osk Dellan")
    assert [(role.title, role.of) for role in dellan.roles] == [("Varnian Ambassador to Norway", "VRN")]


def test_dateline_gives_the_home_state(cast_of: Casting) -> None:
    _, cast = cast_of("The foreign ministry refused.", dateline="Belvar")
    mention = mention_at(cast, 0, 20)
    assert mention is not None
    assert (mention.party, mention.form) == ("VRN", "description")
    assert mention.score <= 0.5, "a guess from context says so"


def test_without_any_state_the_ministry_stays_open(cast_of: Casting) -> None:
    _, cast = cast_of("The foreign ministry refused.")
    assert cast == Cast()


def test_parties_of_a_span_leave_out_the_host_of_an_envoy(cast_of: Casting) -> None:
    text, cast = cast_of("Varnian Ambassador to Norway Osk Dellan met Marlund and Ostrava.")
    assert parties_in(cast, 0, text.index(" met")) == ("VRN",)
    assert parties_in(cast, text.index("met"), len(text)) == ("MRL", "OSR")
    assert [m.text for m in mentions_in(cast, 0, text.index(" met"))] == ["Varnian Ambassador to Norway Osk Dellan"]


def test_parties_of_a_joint_mention_are_both(cast_of: Casting) -> None:
    text, cast = cast_of("Varnia and Marlund met. Both sides agreed.")
    assert parties_in(cast, text.index("Both"), len(text)) == ("VRN", "MRL")


def test_questions_of_an_empty_cast() -> None:
    empty = Cast()
    assert mention_at(empty, 0, 5) is None
    assert parties_in(empty, 0, 5) == ()
    assert actor_of(empty, "VRN") is None
    assert actor_of(Cast(actors=(Actor(id="VRN", name="Varnia", kind="state"),)), "VRN") is not None


WORDS = st.sampled_from(
    [
        "Varnia",
        "Belvar's",
        "Varnian",
        "the",
        "foreign",
        "ministry",
        "spokesman",
        "Osk",
        "Dellan",
        "said",
        "it",
        ".",
        "“",
        "”",
        ",",
        "he",
        "and",
        "League",
        "of",
        "Straits",
        "both",
        "sides",
        "U.S.",
        "—",
        "They",
        "embassy",
        "in",
        "Tarn",
        "president",
        "\n\n",
    ]
)


@settings(max_examples=25)
@given(words=st.lists(WORDS, max_size=40))
def test_any_text_gives_exact_spans(words: list[str], reader: Language, knowledge: Knowledge) -> None:
    text = " ".join(words).strip()
    article = article_of(text)
    cast = resolve_actors(article, read_sentences(reader, article), knowledge)
    ids = {actor.id for actor in cast.actors}
    for mention in cast.mentions:
        assert text[mention.start : mention.end] == mention.text
        assert mention.text.strip()
        assert mention.actor in ids
