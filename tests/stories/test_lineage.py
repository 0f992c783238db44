from demarche.records import Story
from demarche.stories.lineage import carry_ids


def story(identifier: str, *articles: str) -> Story:
    return Story(id=identifier, title=identifier, articles=articles)


def kinds(known: list[Story], found: list[Story]) -> tuple[dict[str, tuple[str, ...]], set[tuple[str, str, str]]]:
    stories, log = carry_ids(known, found)
    return {each.id: each.articles for each in stories}, {(line.before, line.after, line.kind) for line in log}


def test_story_that_grows_keeps_its_id() -> None:
    named, log = kinds([story("s1", "b", "c")], [story("s9", "a", "b", "c")])
    assert named == {"s1": ("a", "b", "c")}
    assert log == {("s1", "s1", "kept")}


def test_merge_keeps_the_larger_id_and_is_logged() -> None:
    named, log = kinds([story("s1", "a"), story("s2", "b", "c")], [story("s1", "a", "b", "c")])
    assert named == {"s2": ("a", "b", "c")}
    assert log == {("s1", "s2", "merged"), ("s2", "s2", "kept")}


def test_split_gives_the_smaller_part_a_new_id() -> None:
    named, log = kinds([story("s1", "a", "b", "c")], [story("s1", "a"), story("s7", "b", "c")])
    assert named["s1"] == ("b", "c")
    assert log == {("s1", "s1", "kept"), ("s1", "s1-b", "split")}


def test_new_story_has_no_line() -> None:
    named, log = kinds([], [story("s3", "z")])
    assert named == {"s3": ("z",)}
    assert log == set()
