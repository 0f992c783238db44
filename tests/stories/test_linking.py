import random

import msgspec
import pytest
from tests.stories.invented import article, read_invented

from demarche.records import Dating, Event, Reading, Span
from demarche.stories import link
from demarche.stories.embedding import shipped_embedder
from demarche.stories.replies import find_replies
from demarche.stories.sayings import sayings_of
from demarche.stories.terms import shipped_weights
from demarche.stories.utterances import find_utterances

INVENTED = read_invented()
TOPICS = sorted({reading.article.id[0] for reading in INVENTED.readings})


def told(topic: str) -> list[Reading]:
    return [reading for reading in INVENTED.readings if reading.article.id[0] == topic]


@pytest.fixture(scope="module")
def found() -> tuple[set[tuple[str, str]], set[tuple[str, str]]]:
    same: set[tuple[str, str]] = set()
    replies: set[tuple[str, str]] = set()
    for topic in TOPICS:
        sayings = sayings_of(told(topic), shipped_weights(), shipped_embedder())
        utterances = find_utterances(sayings, {})
        same |= {(a, b) for each in utterances for a in each.statements for b in each.statements if a[:2] < b[:2]}
        articles = {reading.article.id: reading.article for reading in told(topic)}
        replies |= {(reply.answers, reply.statement) for reply in find_replies(sayings, articles, utterances)}
    return same, replies


def test_paraphrases_are_found_and_little_else(found: tuple[set[tuple[str, str]], set[tuple[str, str]]]) -> None:
    same, _ = found
    assert len(same & INVENTED.same) >= 0.6 * len(INVENTED.same)
    assert len(same & INVENTED.same) >= 0.9 * len(same)


def test_replies_are_found_and_little_else(found: tuple[set[tuple[str, str]], set[tuple[str, str]]]) -> None:
    _, replies = found
    assert len(replies & INVENTED.replies) >= 0.7 * len(INVENTED.replies)
    assert len(replies & (INVENTED.replies | INVENTED.maybe)) >= 0.75 * len(replies)


@pytest.mark.parametrize(
    ("earlier", "later", "why"),
    [
        ("a2.2", "a2.1", "the answer is told first: denied ... after Varnia complained"),
        ("c1.3", "c1.4", "dismissed the accusations"),
        ("b2.1", "b2.2", "In response to the cut opens the sentence"),
        ("c2.2", "c2.1", "hit back ... after the bloc criticised"),
        ("f2.2", "f2.3", "replied that"),
    ],
)
def test_reply(earlier: str, later: str, why: str, found: tuple[set[tuple[str, str]], set[tuple[str, str]]]) -> None:
    assert (earlier, later) in found[1], why
    assert (later, earlier) not in found[1], why


@pytest.mark.parametrize(
    ("one", "other", "why"),
    [
        ("a1.5", "a2.5", "one speaker, two subjects"),
        ("c1.5", "c2.6", "one speaker and addressee: a demand and a charge"),
        ("f1.4", "f2.4", "one minister, another announcement"),
        ("d1.5", "d2.5", "two parties"),
    ],
)
def test_other_statements_stay_apart(
    one: str, other: str, why: str, found: tuple[set[tuple[str, str]], set[tuple[str, str]]]
) -> None:
    assert (one, other) not in found[0], why


def test_link_does_not_depend_on_order() -> None:
    readings = list(INVENTED.readings)
    first = link(readings)
    random.Random(4).shuffle(readings)
    assert link(readings) == first


def test_each_article_is_in_one_story_and_no_news_in_none() -> None:
    page = msgspec.structs.replace(INVENTED.readings[0].article, id="zz", news=False)
    linkage = link([*INVENTED.readings, Reading(article=page)])
    members = [name for story in linkage.stories for name in story.articles]
    assert sorted(members) == sorted(reading.article.id for reading in INVENTED.readings)


def test_stories_of_other_quarrels_stay_apart() -> None:
    for story in link(INVENTED.readings).stories:
        assert len({name[0] for name in story.articles}) == 1


def test_nothing_links_to_nothing() -> None:
    assert link([]).stories == ()


def event(identifier: str, text: str, words: str, **fields: object) -> Event:
    start = text.index(words)
    known: dict[str, object] = {"type": "COERCE", "status": "happened", "source": ("KST",), "target": ("MDR",)}
    return Event(
        id=identifier,
        evidence=(Span(start=start, end=start + len(words), text=words),),
        **(known | fields),  # type: ignore[arg-type]
    )


WIRE = (
    "Kestria expelled 14 Maldorian envoys on Friday over harbour maps. The interior ministry in Port Sable said "
    "the envoys had paid dock workers for drawings of the naval base. Maldoria called the expulsion of its 14 "
    "envoys baseless."
)


def wire_readings() -> list[Reading]:
    one = article("one", WIRE, Dating(date="2024-05-03", earliest="2024-05-03", latest="2024-05-03"))
    two = article("two", WIRE + " Read more.", Dating(latest="2024-06-30"))
    clause = "Kestria expelled 14 Maldorian envoys on Friday"
    return [
        Reading(article=one, events=(event("one.e1", one.text, clause, date="2024-05-03"),)),
        Reading(article=two, events=(event("two.e1", two.text, clause, date="2024-05-03", status="alleged"),)),
    ]


def test_copies_count_as_one_telling_and_date_each_other() -> None:
    linkage = link(wire_readings())
    (story,) = linkage.stories
    assert story.copies == (("one", "two"),)
    (incident,) = linkage.incidents
    assert incident.events == ("one.e1", "two.e1")
    assert incident.tellings == 1
    assert any(line.startswith("status: ") for line in incident.differences)
    ((dated, dating),) = linkage.datings
    assert dated == "two"
    assert dating.date == "2024-05-03"
    assert dating.basis[-1].kind == "story-mate"


def test_other_days_are_other_incidents() -> None:
    first, second = wire_readings()
    later = msgspec.structs.replace(second.events[0], date="2024-05-20")
    linkage = link([first, msgspec.structs.replace(second, events=(later,))])
    assert len(linkage.incidents) == 2


def test_own_bounds_of_an_article_are_kept() -> None:
    first, second = wire_readings()
    old = msgspec.structs.replace(second.article, published=Dating(latest="2024-04-01"))
    assert link([first, msgspec.structs.replace(second, article=old)]).datings == ()
