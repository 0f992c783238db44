from __future__ import annotations

import pytest

from demarche.articles.headline import clean_title
from demarche.articles.lines import split_lines
from demarche.articles.rules import rule_lines

BODY = "\n\nVarnia shut its northern border on Monday without giving a reason, the ministry said.\n\nThe border was shut once before, in spring, when the two states quarrelled over fees.\n"


@pytest.mark.parametrize(
    ("written", "title", "why"),
    [
        ("Varnia shuts border | The Northern Courier", "Varnia shuts border", "a site after a bar"),
        ("Varnia shuts border | World | The Northern Courier", "Varnia shuts border", "section and site"),
        ("Varnia shuts border - Northern News", "Varnia shuts border", "a site after a dash"),
        ("Varnia shuts border – paper.example.com", "Varnia shuts border", "a domain"),
        ("Opinion | Why the border matters to us all", "Why the border matters to us all", "a kicker"),
        ("Varnia shuts border - and nobody knows why", "Varnia shuts border - and nobody knows why", "a clause after a dash"),
        ("# Varnia shuts border", "Varnia shuts border", "a mark of Markdown"),
        ("**Varnia shuts border**", "Varnia shuts border", "bold in Markdown"),
        ("Varnia - Ostrava talks fail again", "Varnia - Ostrava talks fail again", "a dash between states"),
        ("Varnia shuts border: ministry", "Varnia shuts border: ministry", "a colon is the headline's"),
    ],
)  # fmt: skip
def test_clean_title(written: str, title: str, why: str):
    assert written[slice(*clean_title(written))] == title, why


@pytest.mark.parametrize(
    ("top", "title", "why"),
    [
        ("Varnia shuts border", "Varnia shuts border", "alone"),
        ("HomeWorldVarnia shuts...\n\nVarnia shuts border without a word", "Varnia shuts border without a word", "a glued, truncated breadcrumb"),
        ("Home / World / Varnia shuts border\nVarnia shuts border", "Varnia shuts border", "a breadcrumb that repeats it"),
        ("Varnia shuts border - Northern News\nMenu\nVarnia shuts border", "Varnia shuts border", "the document's title above"),
        ("Grain prices jump again\nStorm closes ports in the north\nVarnia shuts border in the north", "Varnia shuts border in the north", "headlines of others above"),
        ("World\n\nVarnia shuts border\n\nNobody was told before the gates were closed, officials on the other side say.", "Varnia shuts border", "a deck below"),
        ("Home World Politics Opinion Contact us Log in\nVarnia shuts border", "Varnia shuts border", "a row of menu words above"),
        ("* Storm closes northern ports\n* Grain prices jump again\nVarnia shuts border", "Varnia shuts border", "list items above"),
        ("Varnia shuts border\nAna Example\n5 March 2024", "Varnia shuts border", "the author's name below"),
        ("The Northern Courier\nNorthern Courier\nVarnia shuts border", "Varnia shuts border", "the site's own name, twice"),
        ("Ministry of the Interior\nRepublic of Varnia\nStatement on the closure of the northern border", "Statement on the closure of the northern border", "a ministry's page"),
        ("Notes on a small sea\n5 March 2024\nVarnia shuts border", "Varnia shuts border", "a motto that shares no word with the text"),
        ("Varnia closes northern gates\nBorder shut without a reason as the ministry keeps silent about the quarrel", "Varnia closes northern gates", "a deck that shares more words with the text"),
        ("Varnia shuts border, calls it ‘repairs’", "Varnia shuts border, calls it ‘repairs’", "ends in a quotation"),
    ],
)  # fmt: skip
def test_headline(top: str, title: str, why: str):
    headline = rule_lines(split_lines(top + BODY)).headline
    assert headline is not None, why
    assert headline.text == title, why


@pytest.mark.parametrize(
    ("top", "why"),
    [
        ("", "the text alone"),
        ("Sport Videos Advertise Search Contact us E-Paper Politics", "a menu"),
        ("0000017f efed df98 a5ff efed72740000", "an identifier"),
        ("500 g rye flour", "a measure"),
        ("Sign in   |   Basket (0)", "two links in a row"),
        ("Home Page   Keld News   Opinion   Life", "links parted by their spaces"),
        ("KELD, August 21 (Xinhua) --", "a dateline on its own line"),
        ("June 30, 2024", "a day"),
        ("The Northern Post - independent since 1921", "a site and its motto"),
        (
            "Saved articles of yours\nYou are browsing as a guest. Sunday, March 10, 2024",
            "no word of the text, and the page's own line below",
        ),
        ("KELD (AFP) — Varnia shuts its border.", "the dateline of a lead cut short"),
    ],
)
def test_no_headline_where_the_page_has_none(top: str, why: str):
    assert rule_lines(split_lines(top + BODY)).headline is None, why


def test_a_question_of_a_transcript_is_no_headline():
    page = (
        "Regular Press Conference of the Varnian Foreign Ministry\nHome >> Spokesperson\n2024-05-24 18:40\n"
        "Harbour News: The summit in Keld issued a statement that names Varnia. What is your comment?\n"
        "Ina Morel: We have taken note of it and will answer it in the days to come.\n"
        "Harbour News: Will Varnia take part in the next summit?\n"
        "Ina Morel: We are looking at the invitation and have nothing more to say about it.\n"
    )
    lines = split_lines(page)
    headline = rule_lines(lines).headline
    assert headline is not None
    assert headline.text == "Regular Press Conference of the Varnian Foreign Ministry"


def test_copies_of_a_headline_with_a_colon_are_no_transcript():
    page = (
        "Keld: Ministers open talks on the border | The Courier\nHome\nKeld: Ministers open talks on the border\n"
        "Grain: Prices jump after the news from the valley\nKeld: Ministers open talks on the border\n"
        "The two ministers opened talks on the border in Keld on Monday, officials said in the capital.\n"
        "Nobody expects a result this week, but both sides have told their experts to prepare a draft.\n"
        "The talks follow months of quarrels over transit fees between the two neighbours.\n"
        "The border was shut in spring, when police accused smugglers of bribing the guards.\n"
    )
    headline = rule_lines(split_lines(page)).headline
    assert headline is not None
    assert headline.text == "Keld: Ministers open talks on the border"
