"""What a state's own people do to each other: two actors of one party, never a state and itself."""

from __future__ import annotations

from spacy.language import Language
from tests.events.conftest import article_of, brief

from demarche.events import find_events
from demarche.knowledge import Knowledge
from demarche.records import Actor, Cast, Mention
from demarche.sentences import read_sentences


def _found(reader: Language, knowledge: Knowledge, text: str, *named: tuple[str, str, str]) -> list[str]:
    """The events of a text about Varnia; `named` are (words, actor id, kind)."""
    actors = tuple(Actor(id=i, name=words, kind=kind, party="VAR") for words, i, kind in named)  # type: ignore[arg-type]
    mentions = tuple(
        Mention(start=text.index(w), end=text.index(w) + len(w), text=w, actor=i, form="name", party="VAR")
        for w, i, _ in named
    )
    article = article_of(text)
    doc = read_sentences(reader, article)
    return brief(find_events(article, doc, Cast(actors=actors, mentions=mentions), (), (), knowledge))


def test_two_actors_of_one_state_deal_with_each_other(reader: Language, knowledge: Knowledge) -> None:
    named = (("The Miners' Union", "union", "group"), ("the government", "government", "institution"))
    text = "The Miners' Union accused the government of breaking its word."
    assert _found(reader, knowledge, text, *named) == ["ACCUSE VAR>VAR happened"]


def test_a_state_does_nothing_to_itself(reader: Language, knowledge: Knowledge) -> None:
    named = (("Varnia", "VAR", "state"), ("the government", "government", "institution"))
    assert _found(reader, knowledge, "Varnia accused the government of breaking its word.", *named) == []


def test_police_arrest_their_own_people(reader: Language, knowledge: Knowledge) -> None:
    text = "The police arrested dozens of protesters on Monday."
    assert _found(reader, knowledge, text, ("The police", "police", "institution")) == ["COERCE VAR>VAR happened"]


def test_a_state_puts_its_own_people_to_death(reader: Language, knowledge: Knowledge) -> None:
    text = "Varnia executed three activists on Monday."
    assert _found(reader, knowledge, text, ("Varnia", "VAR", "state")) == ["ASSAULT VAR>VAR happened"]
    for other in ("Varnia executed its plan on Monday.", "Varnia hung flags in the streets on Monday."):
        assert _found(reader, knowledge, other, ("Varnia", "VAR", "state")) == []


def test_what_the_police_seize_is_nobody(reader: Language, knowledge: Knowledge) -> None:
    text = "The police detained the bus on Monday."
    assert _found(reader, knowledge, text, ("The police", "police", "institution")) == []
