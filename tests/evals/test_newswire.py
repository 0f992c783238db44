"""Pages rebuilt from articles and gold filled in from them, on articles of our own; what is kept of the gold."""

from __future__ import annotations

from collections.abc import Iterator
from hashlib import sha256
from pathlib import Path

import pytest
from evals.newswire import GOLD, PARTS, Page, filled, headline, read_floors, read_pages, read_rows, rebuilt, teaser

ARTICLES = {
    "varnia_1": "http://news.example/world/envoy-leaves-lurova_after_talks-120045.html?ref=home\r\n\r\n"
    "LUROVA - The envoy left on Monday.\r\n\r\n\r\n\r\n“We will be back,” Ilka Moren said.\n",
    "varnia_2": "http://news.example/world/Ostrovia-denies-it-all/\nOstrovia denied it.",
}
LINES = (
    "Home World Search",
    {"around": "Home » World » {}...", "title": 12},
    {"around": "{}", "title": 99},
    [0, 2],
    {"around": "READ ALSO: {}", "address": "varnia_2"},
    [2, 3],
    "Privacy Policy | Terms of Use",
)
TEXT = """\
Home World Search
Home » World » Envoy leaves...
Envoy leaves lurova after talks
LUROVA - The envoy left on Monday.

READ ALSO: Ostrovia denies it all
“We will be back,” Ilka Moren said.
Privacy Policy | Terms of Use
"""
PAGE = Page("a", "varnia_1", sha256(TEXT.encode()).hexdigest(), LINES)


def test_a_page_is_rebuilt_byte_for_byte() -> None:
    assert rebuilt(PAGE, ARTICLES) == TEXT


@pytest.mark.parametrize(
    ("changed", "why"),
    [
        (PAGE._replace(lines=LINES[1:]), "a line of ours is missing"),
        (PAGE._replace(lines=(*LINES[:3], [0, 1], *LINES[4:])), "an empty line of the article is missing"),
        (PAGE._replace(article="varnia_2"), "another article"),
    ],
)
def test_another_page_than_the_annotated_one_is_refused(changed: Page, why: str) -> None:
    with pytest.raises(ValueError, match="not the one annotated"):
        rebuilt(changed, ARTICLES)


def test_an_article_that_changed_is_refused() -> None:
    with pytest.raises(ValueError, match="varnia_1"):
        rebuilt(PAGE, ARTICLES | {"varnia_1": ARTICLES["varnia_1"].replace("Monday", "Tuesday")})


def test_an_article_that_is_not_there_is_named() -> None:
    with pytest.raises(KeyError, match="varnia_2"):
        rebuilt(PAGE, {"varnia_1": ARTICLES["varnia_1"]})


@pytest.mark.parametrize(
    ("address", "expected", "why"),
    [
        ("http://a.example/x/envoy-leaves-lurova-120045.html", "Envoy leaves lurova", "number and ending are no words"),
        ("http://a.example/talks_in_Brenn/", "Talks in Brenn", "the last step, capitals kept"),
        ("http://a.example/the-9-who-left.shtml", "The 9 who left", "a short number is a word"),
    ],
)
def test_headline_of_an_address(address: str, expected: str, why: str) -> None:
    assert headline(address) == expected, why


def test_a_link_to_another_article_is_cut_at_80() -> None:
    assert teaser("http://a.example/" + "Talks-" * 20 + "\nText") == ("Talks " + "talks " * 20)[:80]


def test_gold_is_filled_from_the_page() -> None:
    said = TEXT.index("“We will be back,”")
    gold = {
        "article": "varnia_1",
        "title": [49, 80],
        "keep": [[81, 87]],
        "drop": [[0, 4]],
        "caption": [],
        "statements": [{"id": "s1", "speaker": "Ilka Moren", "content": [[said, said + 18]]}],
        "events": [],
    }
    row = filled(gold, TEXT)
    assert row["file"] == "varnia_1.txt"
    assert (row["title"], row["keep"], row["drop"]) == ("Envoy leaves lurova after talks", ["LUROVA"], ["Home"])
    assert row["statements"][0]["content"] == [{"start": said, "end": said + 18, "text": "“We will be back,”"}]
    assert filled(gold | {"title": None}, TEXT)["title"] is None


def strings(value: object) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for inner in value.values():
            yield from strings(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from strings(inner)


@pytest.mark.parametrize("part", PARTS)
def test_gold_holds_no_sentence_and_every_page_has_its_row(part: str) -> None:
    rows = read_rows(GOLD / f"gold_{part}.jsonl")
    assert {row["article"] for row in rows} == {page.article for page in read_pages() if page.part == part}
    assert max(len(text) for text in strings(rows)) < 90, "names, codes and dates are short; a quotation is not"
    for row in rows:
        spans = [row["title"] or [0, 1], *row["keep"], *row["drop"], *row["caption"]]
        spans += [span for said in row["statements"] for span in said["content"]]
        assert all(0 <= start < end for start, end in spans), row["id"]


def test_the_parts_do_not_overlap() -> None:
    articles = [page.article for page in read_pages()]
    assert len(articles) == len(set(articles)) == 70


def test_floors_are_of_known_parts() -> None:
    floors = read_floors()
    assert {name.split(", ")[0] for name in floors} == set(PARTS)
    assert all(0 < floor < 1 for floor in floors.values())
    assert Path(GOLD / "README.md").exists()
