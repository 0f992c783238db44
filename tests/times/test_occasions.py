"""Reference events: which words name which, and what a user's own file adds."""

from __future__ import annotations

from pathlib import Path

import pytest

from demarche.errors import KnowledgeError
from demarche.knowledge import load_knowledge
from demarche.records import Article, Dating
from demarche.times import load_occasions, tag_times
from demarche.times.occasions import find_occasions

NAMED = [
    ("at the NATO summit in Vilnius", "nato-summit-2023-vilnius"),
    ("the Vilnius summit of the alliance, NATO said", "nato-summit-2023-vilnius"),
    ("the 2024 NATO summit", "nato-summit-2024-washington"),
    ("NATO’s summit in The Hague", "nato-summit-2025-the-hague"),
    ("the G7 summit in Hiroshima", "g7-summit-2023-hiroshima"),
    ("the Group of 20 summit in Bali", "g20-summit-2022-bali"),
    ("the BRICS summit in Kazan", "brics-summit-2024-kazan"),
    ("the Shanghai Cooperation Organisation summit in Samarkand", "sco-summit-2022-samarkand"),
    ("the APEC summit in San Francisco", "apec-summit-2023-san-francisco"),
    ("pledges made at COP26", "climate-conference-2021-glasgow"),
    ("the Beijing Winter Olympics", "winter-games-2022-beijing"),
    ("the 2008 Olympics", "summer-games-2008-beijing"),
    ("after Croatia joined the North Atlantic Treaty Organization", "nato-accession-croatia"),
    ("Finland's accession to NATO", "nato-accession-finland"),
    ("when Croatia became a member of the European Union", "eu-accession-croatia"),
    ("since Russia’s full-scale invasion of Ukraine", "invasion-of-ukraine"),
    ("after the fall of the Berlin Wall", "fall-of-the-berlin-wall"),
]

NOT_NAMED = [
    ("a NATO summit", "which one?"),
    ("a summit in Vilnius on schooling", "no alliance near"),
    ("Sweden may join NATO", "it has not"),
    ("fears of an invasion of Ukraine", "feared, not done"),
    ("the Olympics", "which ones?"),
    ("Vilnius said the summit was over", "the place does not belong to it"),
]


@pytest.mark.parametrize(("text", "identifier"), NAMED, ids=[row[0] for row in NAMED])
def test_words_that_name_an_occasion(text: str, identifier: str) -> None:
    (found,) = find_occasions(text, load_occasions())
    assert found.meaning.ids == (identifier,)  # type: ignore[union-attr]


@pytest.mark.parametrize(("text", "why"), NOT_NAMED, ids=[row[0] for row in NOT_NAMED])
def test_words_that_name_none(text: str, why: str) -> None:
    assert find_occasions(text, load_occasions()) == (), why


def test_two_editions_are_told_apart_by_the_articles_date() -> None:
    def value(date: str) -> str | None:
        page = Article(
            id="a",
            uri="a",
            sha256="",
            retrieved=None,
            news=True,
            title=None,
            text="They met at the NATO summit in Washington.",
            blocks=(),
            published=Dating(date=date, earliest=date, latest=date),
        )
        return tag_times(page, None, None)[0].value

    assert value("1999-05-02") == "1999-04"
    assert value("2024-07-12") == "2024-07"


def test_every_event_ends_after_it_begins_and_has_a_name_or_an_edition() -> None:
    occasions = load_occasions()
    assert len(occasions.events) > 300
    for event in occasions.events.values():
        assert event.days.first <= event.days.last
        assert event.names or (event.series in occasions.series and event.places), event.id


def test_a_users_file_adds_events(tmp_path: Path) -> None:
    own = tmp_path / "own.tsv"
    own.write_text("port-blast\tother\t2031-05-04\t2031-05-04\tValdora\tgreat port blast\n", encoding="utf-8")
    (found,) = find_occasions("since the great port blast", load_occasions((own,)))
    assert found.meaning.ids == ("port-blast",)  # type: ignore[union-attr]


def test_a_faulty_file_names_its_line(tmp_path: Path) -> None:
    own = tmp_path / "own.tsv"
    own.write_text("# mine\nport-blast\tother\t2031-05-04\t2030-05-04\t\tgreat port blast\n", encoding="utf-8")
    with pytest.raises(KnowledgeError, match="line 2"):
        load_occasions((own,))


def test_a_users_file_goes_in_with_the_actor_files(tmp_path: Path) -> None:
    own = tmp_path / "own.tsv"
    own.write_text("port-blast\tother\t2031-05-04\t2031-05-04\tValdora\tgreat port blast\n", encoding="utf-8")
    knowledge = load_knowledge((own,))
    page = Article(
        id="a",
        uri="a",
        sha256="",
        retrieved=None,
        news=True,
        title=None,
        text="The quay was rebuilt a week after the great port blast.",
        blocks=(),
        published=Dating(),
    )
    timex = tag_times(page, None, knowledge)[0]
    assert (timex.text, timex.value, timex.anchor) == ("a week", "2031-W19", "reference-event:port-blast")
