"""Ids that live on while articles arrive, and the log of what became of the others."""

from __future__ import annotations

import pytest

from demarche.records import Incident, Linkage, Story, Storyline, Utterance
from demarche.stories.lineage import carry, carry_ids

Groups = dict[str, tuple[str, ...]]


def grouped(text: str) -> Groups:
    """`s1: a b | s2: c` as groups by id."""
    found: Groups = {}
    for part in filter(None, text.split("|")):
        name, _, members = part.partition(":")
        found[name.strip()] = tuple(members.split())
    return found


@pytest.mark.parametrize(
    ("known", "found", "named", "log", "why"),
    [
        ("", "s3: z", "s3: z", "", "what is new has no history"),
        ("s1: b c", "s9: a b c", "s1: a b c", "", "a story that grows keeps its id though an earlier article came"),
        ("s1: a | s2: b c", "s1: a b c", "s2: a b c", "s1 merged s2", "of two that became one the larger gives the id"),
        ("s1: a | s2: b", "s1: a b", "s1: a b", "s2 merged s1", "of equals the lower id"),
        ("s1: a b c", "s1: a | s7: b c", "story-other: a | s1: b c", "s1 split story-other", "most of it keeps the id"),
        ("s1: a b | s2: c d", "s1: a b c | s4: d", "s1: a b c | s2: d", "s2 split s1", "a part that went elsewhere"),
        ("s1: a b", "s5: c", "s5: c", "s1 ended", "its articles are no news any more"),
        ("s1: a b | s2: c", "s1: a c | s2: b", "s1: a c | s2: b", "s1 split s2; s2 merged s1", "articles that changed"),
    ],
)
def test_ids_go_where_most_members_go(known: str, found: str, named: str, log: str, why: str) -> None:
    given, lines = carry("story", grouped(known), grouped(found))
    expected = {members: name for name, members in grouped(named).items()}
    for group, members in grouped(found).items():
        if expected[members] == "story-other":
            assert given[group].startswith("story-"), why
            assert given[group] not in grouped(known), why
        else:
            assert given[group] == expected[members], why
    assert len(set(given.values())) == len(given), why
    told = "; ".join(sorted(f"{line.before} {line.change} {line.after or ''}".strip() for line in lines))
    for line in lines:
        if line.after is not None and line.after.startswith("story-"):
            told = told.replace(line.after, "story-other")
    assert told == log, why


def linkage(stories: Groups, utterances: Groups, incidents: Groups) -> Linkage:
    return Linkage(
        stories=tuple(Story(id=n, title=n, articles=m, storyline=f"line {n}") for n, m in stories.items()),
        storylines=tuple(Storyline(id=f"line {n}", title=n, stories=(n,)) for n in stories),
        utterances=tuple(Utterance(id=n, statements=m, speaker=None, party=None) for n, m in utterances.items()),
        incidents=tuple(
            Incident(id=n, type="AGREE", source=(), target=(), events=m, tellings=1, status="happened")
            for n, m in incidents.items()
        ),
    )


def test_incidents_utterances_and_storylines_keep_theirs_too() -> None:
    before = linkage(grouped("s1: b c"), grouped("u1: b1 c1"), grouped("i1: b1 | i2: c1"))
    now = linkage(grouped("s9: a b c | s2: d"), grouped("u9: a1 b1 c1"), grouped("i1: a1 b1 c1 | i5: d1"))
    carried, log = carry_ids(before, now)
    assert [(each.id, each.storyline) for each in carried.stories] == [("s1", "line s1"), ("s2", "line s2")]
    assert [(each.id, each.stories) for each in carried.storylines] == [("line s1", ("s1",)), ("line s2", ("s2",))]
    assert [each.id for each in carried.utterances] == ["u1"]
    assert [(each.id, each.events) for each in carried.incidents] == [("i1", ("a1", "b1", "c1")), ("i5", ("d1",))]
    assert [(line.kind, line.before, line.change, line.after) for line in log] == [("incident", "i2", "merged", "i1")]


def test_the_same_again_changes_nothing() -> None:
    found = linkage(grouped("s1: a b | s2: c"), grouped("u1: a1 c1"), grouped("i1: a1"))
    assert carry_ids(found, found) == (found, ())
    assert carry_ids(Linkage(), found) == (found, ())
