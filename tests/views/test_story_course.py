"""A story in its storyline, under an id it has given up, and with its copies counted."""

from __future__ import annotations

import msgspec
import pytest
from tests.web.invented import linkage, pages

from demarche.errors import QueryError
from demarche.records import Descent, Story, Storyline
from demarche.store import Store
from demarche.views.brief import markdown, read_brief
from demarche.views.story import read_story

LINE = Storyline(id="line", title="Varnia and Ostrava: Lesna", stories=("story-ports", "story-sound"), parties=("VAR",))
STORIES = (
    Story(
        id="story-ports", title="Ports", articles=("first", "second"), copies=(("first", "second"),), storyline="line"
    ),
    Story(id="story-sound", title="Sound", articles=("third",), earliest="2024-06-01", storyline="line"),
)
MERGED = (
    Descent(kind="story", before="story-oldest", after="story-old", change="merged"),
    Descent(kind="story", before="story-old", after="story-ports", change="merged"),
    Descent(kind="incident", before="story-other", after="story-ports", change="merged"),
)


@pytest.fixture
def record(store: Store) -> Store:
    store.add(pages())
    found = msgspec.structs.replace(linkage(), stories=STORIES, storylines=(LINE,))
    store.write_linkage(found, MERGED)
    return store


def test_a_story_names_its_storyline_and_the_other_stories_of_it(record: Store) -> None:
    course = read_story(record, "story-ports").storyline
    assert course is not None
    assert course.title == "Varnia and Ostrava: Lesna"
    assert [(mate.id, mate.earliest) for mate in course.mates] == [("story-sound", "2024-06-01")]


def test_an_id_given_up_leads_to_where_the_story_went(record: Store) -> None:
    assert read_story(record, "story-oldest").id == "story-ports"
    with pytest.raises(QueryError):
        read_story(record, "story-other")


def test_a_briefing_says_how_many_articles_are_copies(record: Store) -> None:
    (story,) = read_brief(record, ["story-ports"]).stories
    assert story.told_by == "2 articles, 1 of them the text of another"
    assert "1 of them the text of another" in markdown(read_brief(record, ["story-ports"]))
