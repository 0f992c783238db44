from __future__ import annotations

import pytest

from demarche.articles import read_article
from demarche.articles.genre import breaks_off, judge_page
from demarche.articles.page_kinds import find_phrases
from demarche.records import Block, Source
from demarche.settings import Settings

REPORT = (
    "The foreign minister of Varnia said on Monday that her government would reopen the border.",
    "Officials in Ostrava welcomed the announcement and called on the ministry to publish a timetable.",
    "The border was shut in spring, when police accused smugglers of bribing guards.",
)


def _blocks(*texts: str, furniture: tuple[str, ...] = ()) -> list[Block]:
    return [Block(role="body", text=t) for t in texts] + [Block(role="furniture", text=t) for t in furniture]


@pytest.mark.parametrize(
    ("title", "texts", "news", "why"),
    [
        ("Varnia to reopen border", REPORT, True, "a report"),
        ("Minister praises oven makers", (*REPORT, "She visited an oven factory and stirred a saucepan with a whisk."), True, "a report that names an oven"),
        ("Varnia bans imports of phones", (*REPORT, "The warranty of phones already in stock is not touched, the ministry said."), True, "a report about goods"),
        ("How to make plum dumplings", ("Preheat the oven and boil a cup of water in a large saucepan for ten minutes.", "Stir in two tablespoons of sugar and whisk until the butter is melted, then garnish and serve."), False, "a recipe"),
        ("Wall map", ("A large political map on heavy paper, in stock now, with free shipping on every order.", "Add to cart before Friday. SKU 88213. Customer reviews and the return policy stand below the product description."), False, "a product"),
        ("About us", ("We offer solutions for logistics, and our services are trusted by forty firms around the coast.", "Our mission is to help; contact us today for a free quote, and learn more about our products and our values."), False, "a firm's page"),
        (None, (), False, "nothing"),
    ],
)  # fmt: skip
def test_news(title: str | None, texts: tuple[str, ...], news: bool, why: str):
    assert judge_page(title, _blocks(*texts), "page.txt", "en").news == news, why


def test_another_language_is_not_judged_by_english_words():
    text = "El gobierno cerró la frontera norte el lunes sin dar explicaciones, según un comunicado del ministerio del Interior que no dio detalles. Los trenes no circulan."
    assert judge_page("Frontera", _blocks(text), "page.txt", "es").news


@pytest.mark.parametrize(
    ("text", "after", "expected", "why"),
    [
        ("The admiral said in her letter that she…", (), True, "an ellipsis"),
        ("The admiral said in her letter that she [...]", (), True, "an ellipsis in brackets"),
        ("The admiral resigned.", ("Subscribe to continue reading",), True, "a paywall"),
        ("The admiral resigned.", ("RELATED ARTICLES",), False, "a whole text"),
        ("“I am tired … and glad,” she said.", (), False, "an ellipsis inside"),
    ],
)
def test_incomplete(text: str, after: tuple[str, ...], expected: bool, why: str):
    assert breaks_off(_blocks(text, furniture=after)) == expected, why


KINDS = [
    ("Add the flour, whisk it and bake for 40 minutes.", "recipe", ["whisk", "bake for"], "in the text's order"),
    ("Stir 250 g of it in.", "recipe", ["250 g"], "a number and what it measures"),
    ("The government of Slovenia serves its people.", "recipe", [], "words that hold a cook's word"),
    ("I believe we must act; I Think so.", "opinion", ["I believe", "we must", "I Think"], "as written"),
    (
        "Step 3: click on the map, then click the dot.",
        "how-to",
        ["Step 3", "click on the", "click the"],
        "longer first",
    ),
    ("It fell[4][5] and rose [edit]", "encyclopedia", ["[4][5]", "[edit]"], "brackets are words"),
    ("Third-party cookies need your consent.", "legal-page", ["Third-party cookies", "your consent"], "with a hyphen"),
    ("ŉ İ I believe so.", "opinion", ["i believe"], "letters that are more where they are small"),
]


@pytest.mark.parametrize(("text", "kind", "phrases", "why"), KINDS)
def test_phrases_of_a_kind_of_page(text: str, kind: str, phrases: list[str], why: str):
    assert find_phrases(text).get(kind, []) == phrases, why


LABELLED = [
    (("Home", "Opinion", "Sport", "Weather", "Opinion", "Travel"), (), "report", "menus name every section"),
    (("World", "Opinion"), ("By Ana Example, columnist",), "opinion", "kicker and byline"),
    (("Home > Opinion > Letters from the valley by Ana Example", "Opinion"), (), "opinion", "breadcrumb and kicker"),
    (("World",), ("Opinion", "By Ana Example"), "report", "one label alone"),
]


@pytest.mark.parametrize(("above", "below", "genre", "why"), LABELLED)
def test_what_labels_the_page_itself(above: tuple[str, ...], below: tuple[str, ...], genre: str, why: str):
    lines = [*above, "Varnia to reopen its northern border", *below, *REPORT]
    source = Source(uri="a.txt", sha256="0", media_type="text/plain", content="\n\n".join(lines))
    assert read_article(source, Settings()).genre == genre, why
