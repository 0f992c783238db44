from __future__ import annotations

import pytest

from demarche.articles.lines import split_lines
from demarche.articles.rules import rule_lines

TITLE = "Varnia to reopen its northern border"
BODY = (
    "The foreign minister of Varnia said on Monday that her government would reopen the border before the summer.",
    "Officials in Ostrava welcomed the announcement and called on the ministry to publish a timetable.",
    "The border was shut in spring, when police accused smugglers of bribing the guards at the northern gate.",
    "Both sides will meet again in Keld next week, and their experts have been told to prepare a draft.",
)
CUT = (
    "Grain prices jump after the news from the border KELD: Traders in the capital's market said on Tuesday that...",
    "Storm shuts ports all along the coast OSTRAVA: The port authority closed three harbours on Monday because…",
    "Envoy returns to her post after a year LESNA: The ambassador arrived in the morning and was met by [...]",
)
CAPTION = "Guards at the northern gate on Monday. (Photo: Ana Example/AFP)"


def rules_of(*lines: str) -> dict[str, list[str]]:
    """The rules that each line got, by the line."""
    found: dict[str, list[str]] = {}
    parted = split_lines("\n\n".join(lines))
    for line, verdict in zip(parted, rule_lines(parted).verdicts, strict=True):
        found.setdefault(line.text, []).append(f"{verdict.role}:{verdict.rule}")
    return found


TEASERS = [
    ((*CUT, TITLE, *BODY), CUT, "three beginnings above the headline"),
    ((TITLE, *BODY, *CUT), CUT, "and below the text"),
    (
        (TITLE, *BODY, "* Grain prices jump, and so do those of…"),
        ("* Grain prices jump, and so do those of…",),
        "a bullet",
    ),
    ((TITLE, *BODY, CUT[0] + " Read More", CUT[1], CUT[2]), (CUT[0] + " Read More",), "the link printed after it"),
]


@pytest.mark.parametrize(("lines", "teasers", "why"), TEASERS)
def test_beginnings_of_other_articles_are_furniture(lines: tuple[str, ...], teasers: tuple[str, ...], why: str) -> None:
    found = rules_of(*lines)
    assert [found[text] for text in teasers] == [["furniture:teaser"]] * len(teasers), why
    assert all(found[text][0].startswith("body:") for text in BODY), why


def test_a_sentence_that_breaks_off_alone_is_no_teaser() -> None:
    last = "Asked whether the fees would be lowered at last, she said that she would rather not say…"
    assert rules_of(TITLE, *BODY, last)[last][0].startswith("body:")


def test_a_gallery_s_caption_is_kept_once() -> None:
    assert rules_of(TITLE, CAPTION, *BODY[:2], CAPTION, *BODY[2:], CAPTION)[CAPTION] == [
        "caption:caption-credited",
        "furniture:repeated-line",
        "furniture:repeated-line",
    ]


LAST = [
    (
        "The two sides blame each other for the price of grain in the valley, the Ostrava Post reports",
        "body",
        "its stop lost",
    ),
    ("Grain prices jump after border news", "furniture", "a headline"),
    (
        "Lumber, Grain, Wool, Salt, Copper, Iron, Tin, Coal, Oil, Gas, Fish, Fruit, Wine, Beer, Tea",
        "furniture",
        "a list",
    ),
]


@pytest.mark.parametrize(("last", "role", "why"), LAST)
def test_the_last_line_of_a_page(last: str, role: str, why: str) -> None:
    assert rules_of(TITLE, *BODY, last)[last][0].startswith(role), why


def test_a_starred_name_at_the_end_is_an_author_s() -> None:
    bio = "*Ana Example is the chair of an institute of diplomacy in Keld, and writes about rivers"
    assert rules_of(TITLE, *BODY, bio)[bio] == ["byline:author-bio"]
    note = "*The fees are those of last year, and are to be paid in the coin of Varnia, the ministry said."
    assert rules_of(TITLE, *BODY, note)[note][0].startswith("body:")


def test_a_day_with_its_hour_inside_the_text_is_a_byline() -> None:
    found = rules_of(TITLE, *BODY[:2], "July 12, 2024 10:30 am IST", *BODY[2:])
    assert found["July 12, 2024 10:30 am IST"] == ["byline:date-line"]
    assert rules_of(TITLE, *BODY[:2], "July 12, 2024", *BODY[2:])["July 12, 2024"][0].startswith("body:")


def test_a_menu_s_heading_lists_nothing_below_the_headline() -> None:
    deck = "The border will reopen to lorries before the summer, the government of Varnia says"
    found = rules_of("Home", "Latest news", "Storm shuts ports along the coast", TITLE, deck, *BODY)
    assert found[deck] == ["body:deck"]
    assert found["Storm shuts ports along the coast"] == ["furniture:link-list"]
