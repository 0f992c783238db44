"""The bundled sample: what its pages are for must hold with the shipped reader."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from tests.sample.captures import ARCHIVE, archive

from demarche.knowledge.own import read_own_actors
from demarche.records import Linkage, Reading, Statement
from demarche.sample import ACTORS
from demarche.store import open_record

NO_NEWS = {"rye-loaf.txt", "coast-daily-world-index.html"}
STORIES = (
    {
        "harbour-talks.html",
        "lesna-crossing-reopens.txt",
        "agency-lesna-belvar-times.txt",
        "agency-lesna-kolm-evening.html",
        "translated-lesna.txt",
    },
    {
        "ferry-signals-courier.html",
        "ferry-signals-coast-daily.txt",
        "ferry-signals-league.txt",
        "captains-sailed-blind",
    },
    {
        "shipyard-sanctions-courier.html",
        "shipyard-sanctions-coast-daily.txt",
        "shipyard-sanctions-radio.txt",
        "shipyards",
    },
)
PUBLISHED = {
    "harbour-talks.html": "2024-05-16",  # metadata
    "lesna-crossing-reopens.txt": "2024-05-16",  # its date line; the banner's day is the crawl's
    "agency-lesna-belvar-times.txt": "2024-05-15",  # its date line and dateline; the banner's day is the crawl's
    "agency-lesna-kolm-evening.html": "2024-05-15",  # JSON-LD
    "translated-lesna.txt": "2024-05-16",
    "ferry-signals-courier.html": "2024-06-04",
    "ferry-signals-coast-daily.txt": "2024-06-05",
    "ferry-signals-league.txt": "2024-06-06",
    "captains-sailed-blind": "2024-06-04",  # from the archive, captured a day later
    "shipyard-sanctions-courier.html": "2024-07-10",
    "shipyard-sanctions-coast-daily.txt": "2024-07-11",
    "shipyard-sanctions-radio.txt": "2024-07-11",
    "shipyards": "2024-07-11",  # from the archive, captured a day later
}
# Words of menus, prompts, credits and links to other pages: none may stand inside a statement or an event.
FURNITURE = re.compile(
    r"READ:|ALSO READ|Also read|Read more|Share|Leave a|LEAVE A|Please enter|comment|Subscribe|newsletter|Most read|"
    r"RELATED|Related|©|Photo|Copyright|cookies|Harbour dues|herring|Dredging|Tram drivers|correspondent"
)


@pytest.fixture(scope="module")
def record(sample_file: Path) -> Iterator[tuple[dict[str, Reading], Linkage]]:
    with open_record(str(sample_file)) as store:
        assert list(store.failures()) == []
        yield {Path(reading.article.uri).name: reading for reading in store.readings()}, store.linkage()


def said(record: tuple[dict[str, Reading], Linkage], page: str) -> tuple[Statement, ...]:
    return record[0][page].statements


def test_the_archive_is_what_its_script_writes() -> None:
    assert ARCHIVE.read_bytes() == archive()


def test_the_actor_file_names_the_invented_parties() -> None:
    own = read_own_actors(ACTORS)
    assert {state.party for state in own.state} == {"VRN", "OSR", "MRL"}
    assert {organisation.party for organisation in own.organisation} == {"LOS", "DAWN"}


def test_every_page_is_read_and_only_two_are_no_news(record: tuple[dict[str, Reading], Linkage]) -> None:
    readings, _ = record
    assert set(readings) == set(PUBLISHED) | NO_NEWS
    assert {name for name, reading in readings.items() if not reading.article.news} == NO_NEWS
    for name in NO_NEWS:
        assert readings[name].statements == ()
        assert readings[name].events == ()


def test_publication_days(record: tuple[dict[str, Reading], Linkage]) -> None:
    readings, _ = record
    assert {name: readings[name].article.published.date for name in PUBLISHED} == PUBLISHED


def test_every_news_page_has_an_outlet_and_a_title(record: tuple[dict[str, Reading], Linkage]) -> None:
    for name in PUBLISHED:
        article = record[0][name].article
        assert article.outlet, name
        assert article.title, name
        assert not re.search(r"\||\.\.\.", article.title), name


def test_three_stories_and_one_pair_of_wire_copies(record: tuple[dict[str, Reading], Linkage]) -> None:
    readings, linkage = record
    names = {reading.article.id: name for name, reading in readings.items()}
    stories = [{names[id_] for id_ in story.articles} for story in linkage.stories if len(story.articles) > 1]
    assert sorted(stories, key=sorted) == sorted(STORIES, key=sorted)
    copies = [{names[id_] for id_ in copy} for story in linkage.stories for copy in story.copies if len(copy) > 1]
    assert copies == [{"agency-lesna-belvar-times.txt", "agency-lesna-kolm-evening.html"}]


def test_no_statement_or_event_from_furniture(record: tuple[dict[str, Reading], Linkage]) -> None:
    for name, reading in record[0].items():
        for statement in reading.statements:
            for span in statement.content:
                assert reading.article.text[span.start : span.end] == span.text
                assert not FURNITURE.search(span.text), (name, span.text)
        for event in reading.events:
            for span in event.evidence:
                assert not FURNITURE.search(span.text), (name, span.text)


def test_the_charge_and_its_denial_are_linked_across_pages(record: tuple[dict[str, Reading], Linkage]) -> None:
    readings, linkage = record
    statements = {s.id: s for reading in readings.values() for s in reading.statements}
    dyads = {(statements[reply.statement].party, statements[reply.answers].party) for reply in linkage.replies}
    assert ("VRN", "OSR") in dyads


def test_same_words_in_two_outlets_are_one_utterance(record: tuple[dict[str, Reading], Linkage]) -> None:
    readings, linkage = record
    blind = {s.id for r in readings.values() for s in r.statements if any("forty minutes" in c.text for c in s.content)}
    assert any(len(blind & set(utterance.statements)) >= 2 for utterance in linkage.utterances)


@pytest.mark.parametrize(
    ("status", "type_", "source", "target"),
    [
        ("happened", "SANCTION", "MRL", "VRN"),
        ("happened", "ACCUSE", "OSR", "VRN"),
        ("alleged", "ASSAULT", "VRN", "OSR"),  # "also said that Varnian soldiers attacked ..."
        ("denied", "AID", "VRN", "DAWN"),  # "denied having supplied the group"
        ("planned", "CONSULT", "VRN", "OSR"),  # "plan to meet again"
        ("background", "ASSAULT", "DAWN", "MRL"),  # "attacked ... in April", three months before
    ],
)
def test_one_event_of_each_status(
    record: tuple[dict[str, Reading], Linkage], status: str, type_: str, source: str, target: str
) -> None:
    found = [event for reading in record[0].values() for event in reading.events]
    told = [(event.status, event.type, {*event.source, *event.target}) for event in found]
    assert any(
        (its_status, its_type) == (status, type_) and {source, target} <= parties
        for its_status, its_type, parties in told
    ), told


@pytest.mark.parametrize(
    ("page", "party", "words", "acts"),
    [
        ("ferry-signals-courier.html", "VRN", "We have jammed nobody's signals", {"deny", "state"}),
        ("ferry-signals-coast-daily.txt", "VRN", "Kolm should check its own", {"demand", "urge", "deny", "accuse"}),
        ("ferry-signals-courier.html", "OSR", "switch these transmitters off", {"demand"}),
        ("ferry-signals-league.txt", "LOS", "to keep calm", {"urge"}),
        ("shipyard-sanctions-courier.html", "MRL", "will not do business in Tarn", {"state", "threaten", "warn"}),
        ("shipyards", "VRN", "Not one boat went to the Dawn Front", {"deny", "state"}),
    ],
)
def test_who_said_what(
    record: tuple[dict[str, Reading], Linkage], page: str, party: str, words: str, acts: set[str]
) -> None:
    found = [s for s in said(record, page) if not s.headline and any(words in span.text for span in s.content)]
    assert any(s.party == party and s.act in acts for s in found), [(s.party, s.act) for s in found]
