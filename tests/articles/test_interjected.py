"""Lines among the paragraphs: those in the words of buttons and boxes, and those that only look like it."""

from __future__ import annotations

import pytest

from demarche.articles.interjected import calls_reader, speaks_of_page
from demarche.articles.lines import split_lines
from demarche.articles.rules import rule_lines

TITLE = "Varnia to reopen its northern border"
BODY = (
    "The foreign minister of Varnia said on Monday that her government would reopen the border before the summer.",
    "Officials in Ostrava welcomed the announcement and called on the ministry to publish a timetable.",
    "The border was shut in spring, when police accused smugglers of bribing the guards at the northern gate.",
    "Both sides will meet again in Keld next week, and their experts have been told to prepare a draft.",
)
OF_PAGE = [
    ("Tap the bell for alerts", "a strong word, and another"),
    ("Set as preferred source on Google", "a network's name"),
    ("Buy the print edition", "an order and the paper's words"),
    ("Ask our reporter a question", "an order that speaks of us"),
    ("Your free articles this month: 2 of 5", "a meter"),
    ("Read the e-paper", "a letter parted by its hyphen"),
    ("Thank you, you are now subscribed", "an answer of a form"),
    ("Font: small medium large", "a choice"),
    ("1x 1.5x 2x", "a player's speeds"),
    ("5h", "the hour of a comment"),
    ("Special offer: three months for the price of one", "numbers say nothing"),
    ("Page 2", "a counter"),
]
OF_ARTICLE = [
    ("What you need to know", "a question's sub-heading"),
    ("Votes without results", "words that stand in the text", ("votes", "results")),
    ("Highlights of the draft", "a sub-heading"),
    ("Read the treaty again", "an order with the matter's own word"),
    ("The next step", "a sub-heading"),
    ("Time to decide", "a sub-heading"),
    ("“Subscribe to nothing”", "a quotation"),
    ("Moren said the website was down", "somebody speaks"),
    ("02-7511500", "a telephone number"),
    ("Gas, grain and salt", "goods"),
]


@pytest.mark.parametrize(("text", "why"), OF_PAGE)
def test_lines_in_a_pages_own_words(text: str, why: str) -> None:
    assert speaks_of_page(text, told=()), why


@pytest.mark.parametrize("row", OF_ARTICLE, ids=[row[1] for row in OF_ARTICLE])
def test_sub_headings_are_none(row: tuple[str, ...]) -> None:
    assert not speaks_of_page(row[0], told=row[2] if len(row) > 2 else ())


@pytest.mark.parametrize(
    ("text", "calls", "why"),
    [
        ("Get all the headlines of the coast in one mail. Almost done: confirm your address.", True, "an order"),
        ("Join our podcast for a talk about your week, every Friday.", True, "an order, and what is ours"),
        ("Join the pact or leave it, the minister told the deputies in your newsletter.", False, "somebody speaks"),
        ("Officials in Ostrava asked readers to send your letters to the newsletter.", False, "no order"),
        ("Get ready for a long winter, the valley's farmers tell each other.", False, "nothing of the page"),
    ],
)
def test_calls_to_the_reader(text: str, calls: bool, why: str) -> None:
    assert calls_reader(text) is calls, why


def _rules(*lines: str) -> dict[str, str]:
    parted = split_lines("\n\n".join(lines))
    return {line.text: verdict.rule for line, verdict in zip(parted, rule_lines(parted).verdicts, strict=True)}


def test_a_line_that_shares_no_word_with_the_text_is_another_articles() -> None:
    teaser = "Poets camp beside the salt lake"
    capitals = ("GOLDEN STRIPES", "ORCHARD FAIR OPENS ITS LONGEST SEASON")
    found = _rules(TITLE, *BODY[:2], teaser, BODY[2], *capitals, BODY[3])
    assert [found[text] for text in (teaser, *capitals)] == ["foreign"] * 3


def test_a_sub_heading_or_a_list_is_not() -> None:
    heading, listed = (
        "What the two ministries may do",
        ("- Salt: 40 tonnes", "- Wool: 12 bales of it", "- Tin: none left"),
    )
    found = _rules(TITLE, *BODY[:2], heading, BODY[2], *listed, BODY[3])
    assert {found[text] for text in (heading, *listed)} == {"between-prose"}


COMMENTS = (
    "Conversations (2)",
    "seagull_88",
    "Let them have it, my uncle said so years ago!!",
    "rolf77 wrote:",
    "First!",
)


def test_what_readers_write_below_is_not_the_articles() -> None:
    parted = split_lines("\n\n".join((TITLE, *BODY, *COMMENTS)))
    roles = [verdict.role for verdict in rule_lines(parted).verdicts]
    assert roles == ["title", *["body"] * 4, *["furniture"] * 5]


@pytest.mark.parametrize("link", ["Comments (14)", "12 comments", "Log in to comment", "Your comments"])
def test_the_text_goes_on_below_a_link_to_its_comments(link: str) -> None:
    more = "Smugglers at the northern gate were told to leave before the border is opened, police in Varnia said."
    found = _rules(TITLE, *BODY, link, more)
    assert found[more] == "prose"


def test_a_dateline_on_a_line_of_its_own_belongs_to_the_text() -> None:
    found = _rules("Wire room", "Random despatch | Help", "KELD, August 21 (Xinhua) --", *BODY)
    assert found["KELD, August 21 (Xinhua) --"] == "dateline"
