"""Storylines: stories of one dispute, months apart, under a name that says which."""

from __future__ import annotations

import msgspec
import pytest
from tests.stories.invented import article

from demarche.records import Actor, Cast, Dating, Mention, Reading, Span, Statement, Story
from demarche.stories.embedding import shipped_embedder
from demarche.stories.linking import with_vectors
from demarche.stories.profiles import profile_reading
from demarche.stories.storylines import Course, chief_parties, course_of, find_storylines
from demarche.stories.terms import shipped_weights

PAGES = {
    "locks-1": (
        "2023-02-10",
        "VAR KST",
        "Kestria shuts the Ondel locks to Varnian barges\n\nKestria closed the Ondel locks to barges from Varnia on "
        "Friday, saying unpaid tolls on the canal had reached 40 million crowns. Varnia said the closure of the Ondel "
        "locks broke the canal treaty of Lesna.",
    ),
    "locks-2": (
        "2023-05-19",
        "VAR KST",
        "Varnia takes the dispute over the Ondel locks to court\n\nVarnia asked the river court in Lesna on Friday to "
        "open the Ondel locks, three months after Kestria closed the canal to its barges over tolls.",
    ),
    "locks-3": (
        "2023-08-04",
        "KST",
        "Kestria reopens Ondel locks after toll accord\n\nThe first barges passed the Ondel locks on Friday after "
        "Kestria and Varnia agreed on canal tolls in Lesna.",
    ),
    "vaccine": (
        "2023-05-20",
        "VAR KST",
        "Kestria sends vaccine to flooded Varnian province\n\nKestria flew vaccine against cholera to Varnia on "
        "Saturday after floods in the province of Hale drove thousands from their homes.",
    ),
    "ferries": (
        "2023-08-05",
        "BLM TRK",
        "Belmark and Tirsk quarrel over ferry fares\n\nTirsk called the new fares for ferries from Belmark an insult "
        "to its islanders on Saturday.",
    ),
}


def reading(name: str) -> Reading:
    day, parties, text = PAGES[name]
    page = article(name, text, Dating(date=day, earliest=day, latest=day))
    states = {"Kestria": "KST", "Varnia": "VAR", "Varnian": "VAR", "Belmark": "BLM", "Tirsk": "TRK"}
    mentions = [
        Mention(start=place, end=place + len(word), text=word, actor=party, form="name", party=party)
        for word, party in states.items()
        for place in range(len(text))
        if text.startswith(word, place) and not text[place + len(word) :][:1].isalpha()
    ]
    said = tuple(
        Statement(
            id=f"{name}.{number}", speaker=party, party=party, speaker_span=None, cue=None, kind="indirect",
            act="state", content=(Span(start=0, end=4, text=text[:4]),),
        )
        for number, party in enumerate(parties.split())
    )  # fmt: skip
    actors = tuple(Actor(id=party, name=party, kind="state", party=party) for party in sorted(set(states.values())))
    return Reading(article=page, cast=Cast(actors=actors, mentions=tuple(mentions)), statements=said)


def course(name: str) -> Course:
    told = reading(name)
    weights = shipped_weights()
    profiles = with_vectors([profile_reading(told, weights)], shipped_embedder())
    day = PAGES[name][0]
    story = Story(id=f"story {name}", title=name, articles=(name,), earliest=day, latest=day)
    return course_of(story, profiles, [told])


@pytest.fixture(scope="module")
def courses() -> list[Course]:
    return [course(name) for name in PAGES]


def test_months_of_one_dispute_are_one_storyline_and_other_affairs_are_not(courses: list[Course]) -> None:
    (line,) = find_storylines(courses, shipped_weights())
    assert line.stories == ("story locks-1", "story locks-2", "story locks-3")
    assert (line.earliest, line.latest) == ("2023-02-10", "2023-08-04")
    assert find_storylines(courses[::-1], shipped_weights()) == [line]


def test_its_name_tells_parties_and_matter(courses: list[Course]) -> None:
    (line,) = find_storylines(courses, shipped_weights())
    assert line.parties == ("KST", "VAR")
    parties, _, matter = line.title.partition(": ")
    assert parties == "KST and VAR"
    assert matter.startswith("Ondel, ")
    assert "Kestria" not in matter
    assert "Varnia" not in matter


def test_undated_stories_give_it_no_days(courses: list[Course]) -> None:
    undated = [
        msgspec.structs.replace(each, story=msgspec.structs.replace(each.story, earliest="1996-01-01"))
        for each in courses
    ]
    (line,) = find_storylines(undated, shipped_weights())
    assert (line.earliest, line.latest) == (None, None)


def test_parties_by_the_way_are_no_chief_parties() -> None:
    assert chief_parties([reading("locks-1")]) == ("KST", "VAR")
    many = [
        msgspec.structs.replace(reading("locks-3"), statements=reading("locks-3").statements * 6),
        reading("ferries"),
    ]
    assert chief_parties(many) == ("KST",)
    assert chief_parties([]) == ()
