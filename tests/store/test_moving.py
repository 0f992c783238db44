"""Articles moved to another story or split off: the move holds, outlives a new linking, and can be undone."""

from __future__ import annotations

import pytest
from tests.web.invented import linkage, pages

from demarche.errors import QueryError
from demarche.records import Dating, Linkage, Story, Storyline
from demarche.store import Store
from demarche.store.moving import alone, dated, moved

ONE = Story(id="story-one", title="One", articles=("a", "b", "c"), copies=(("a", "b"),))
TWO = Story(id="story-two", title="Two", articles=("d",))


@pytest.mark.parametrize(
    ("moves", "expected", "why"),
    [
        ({}, {"story-one": "abc", "story-two": "d"}, "nothing is moved"),
        ({"c": ["d"]}, {"story-one": "ab", "story-two": "cd"}, "to the story of another article"),
        ({"d": ["a"]}, {"story-one": "abcd"}, "a story that loses its last article is gone"),
        ({"c": []}, {"story-one": "ab", alone("c"): "c", "story-two": "d"}, "split off"),
        ({"d": []}, {"story-one": "abc", "story-two": "d"}, "it stands alone already"),
        ({"c": ["a", "b", "d"]}, {"story-one": "abc", "story-two": "d"}, "most of its mates are where it is"),
        ({"c": ["gone"]}, {"story-one": "ab", alone("c"): "c", "story-two": "d"}, "its mates are no more"),
        ({"gone": ["x"]}, {"story-one": "abc", "story-two": "d"}, "the article is no more"),
        ({"new": ["d"]}, {"story-one": "abc", "story-two": "dnew"}, "an article that was in no story"),
    ],
)
def test_moves(moves: dict[str, list[str]], expected: dict[str, str], why: str) -> None:
    stories = moved((ONE, TWO), moves, {"c": "The third"})
    assert {story.id: "".join(story.articles) for story in stories} == expected, why
    assert moved(stories, moves, {}) == stories, "twice is once"


def test_what_goes_with_the_members() -> None:
    stories = {story.id: story for story in moved((ONE, TWO), {"b": []}, {"b": "The second"})}
    assert stories["story-one"].copies == ()
    assert stories[alone("b")].title == "The second"
    published = {"a": Dating(earliest="2024-05-01", latest="2024-05-09"), "c": Dating(date="2024-05-03")}
    bounds = dated(stories["story-one"], published)
    assert (bounds.earliest, bounds.latest) == ("2024-05-01", "2024-05-09")


@pytest.fixture
def record(store: Store) -> Store:
    store.add(pages())
    store.write_linkage(linkage())
    return store


def members(store: Store) -> dict[str, tuple[str, ...]]:
    return {story.id: story.articles for story in store.linkage().stories}


def test_a_move_holds_and_is_undone(record: Store) -> None:
    before = record.linkage()
    number = record.correct("article", "second", "story", [], "tester")
    assert members(record) == {
        "story-ports": ("first",),
        "story-hostile": ("hostile",),
        alone("second"): ("second",),
    }
    assert record.reading("second").story == alone("second")
    assert record.linkage().stories[0].latest == "2024-05-14"  # the day of the one that is left
    assert record.corrections()[0].old == '["first"]'
    record.undo(number, "tester")
    assert sorted(record.linkage().stories, key=lambda story: story.id) == sorted(
        before.stories, key=lambda story: story.id
    )


def test_the_last_of_several_moves_holds(record: Store) -> None:
    record.correct("article", "second", "story", [], "tester")
    second = record.correct("article", "second", "story", ["hostile"], "tester")
    assert members(record) == {"story-ports": ("first",), "story-hostile": ("hostile", "second")}
    record.undo(second, "tester")
    assert members(record)[alone("second")] == ("second",)


def test_a_move_outlives_a_new_linking(record: Store) -> None:
    record.correct("article", "second", "story", ["hostile"], "tester")
    anew = Linkage(
        stories=(
            Story(id="story-other", title="Ports", articles=("first", "second"), latest="2024-05-15"),
            Story(id="story-more", title="Hostile", articles=("hostile",)),
        ),
        storylines=(Storyline(id="line", title="Ports", stories=("story-other", "story-gone"), parties=()),),
    )
    found = record.moved(anew)
    assert {story.id: story.articles for story in found.stories} == {
        "story-other": ("first",),
        "story-more": ("hostile", "second"),
    }
    assert [line.stories for line in found.storylines] == [("story-other",)]
    assert {story.id: story.latest for story in found.stories} == {
        "story-other": "2024-05-14",
        "story-more": "2024-05-15",
    }


def test_a_corrected_day_moves_the_days_of_the_story(record: Store) -> None:
    number = record.correct("article", "second", "published", {"date": "2024-05-20"}, "tester")
    assert {story.id: story.latest for story in record.linkage().stories}["story-ports"] == "2024-05-20"
    record.undo(number, "tester")
    assert {story.id: story.latest for story in record.linkage().stories}["story-ports"] == "2024-05-15"


@pytest.mark.parametrize(
    ("kind", "target", "field", "new", "why"),
    [
        ("article", "second", "story", "story-ports", "articles are named, not a story"),
        ("article", "second", "story", ["second"], "not with itself"),
        ("statement", "first.s1", "date", "2024-02-30", "no such day"),
        ("event", "first.e1", "date", "soon", "no date"),
        ("article", "first", "published", {"date": "24-5"}, "no date"),
    ],
)
def test_wrong_values(record: Store, kind: str, target: str, field: str, new: object, why: str) -> None:
    with pytest.raises(QueryError):
        record.correct(kind, target, field, new, "tester")  # type: ignore[arg-type]
    assert record.corrections() == [], why
