from __future__ import annotations

import pytest
from lxml import html

from demarche.articles import read_article
from demarche.articles.extractors import Extraction, choose, flatten, is_unnamed
from demarche.articles.page_tree import mend_lines
from demarche.errors import ArticleError
from demarche.records import Article, Source
from demarche.settings import Settings

PAGE = """<!doctype html><html lang="en"><head><title>Varnia shuts its border | The Ostrava Post</title>
<meta property="og:title" content="Varnia shuts its border">
<meta property="og:site_name" content="The Ostrava Post">
<script type="application/ld+json">{"@context": "https://schema.org", "@type": "NewsArticle", "headline": "Varnia shuts its border",
 "datePublished": "2024-03-05T10:00:00+01:00", "author": [{"@type": "Person", "name": "Ana Example"}], "publisher": {"name": "The Ostrava Post"}}</script>
<style>.x{color:red}</style></head><body>
<nav><ul><li><a href="/">Home</a></li><li><a href="/w">World</a></li></ul></nav>
<article><h1>Varnia shuts its border</h1><p class="byline">By Ana Example</p>
<figure><img src="a.jpg"><figcaption>Guards at the northern gate on Monday.</figcaption></figure>
<p>Varnia closed its northern border on Monday, the interior ministry said in a statement that gave no reasons for the step.</p>
<p>The neighbouring government called the step regrettable and asked for talks in the coming days.</p>
<p>ALSO READ: Grain prices jump on border news</p>
<p>“We want talks,” its spokesman said, adding that the ambassador had been told of it in the morning.</p>
<p>The border was shut once before, in spring, when the two states quarrelled over the fees for transit by rail.</p></article>
<aside><h3>Most read</h3><ul><li><a href="/1">Storm closes ports in the north</a></li></ul></aside>
<footer>© 2024 The Ostrava Post. All rights reserved.</footer><script>var x = "Varnia";</script></body></html>"""


def _read(content: str, extractor: str = "best") -> Article:
    return read_article(
        Source(uri="https://post.example/a", sha256="0", media_type="text/html", content=content),
        Settings(extractor=extractor),  # type: ignore[arg-type]
    )


@pytest.mark.parametrize("extractor", ["best", "fast"])
def test_a_page_with_everything(extractor: str):
    article = _read(PAGE, extractor)
    assert article.title == "Varnia shuts its border"
    assert (article.outlet, article.authors) == ("The Ostrava Post", ("Ana Example",))
    assert article.published.date == "2024-03-05"
    assert article.published.basis[0].where == "JSON-LD datePublished"
    lines = article.text.split("\n\n")
    assert lines[:2] == ["Varnia shuts its border", "Guards at the northern gate on Monday."]
    assert (
        len(
            [line for line in lines if line.startswith(("Varnia closed", "The neighbouring", "“We want", "The border"))]
        )
        == 4
    )
    assert not any(word in article.text for word in ("ALSO READ", "Storm", "Most read", "©", "var x", "By Ana"))
    assert article.news


def test_a_page_without_an_article_is_an_index_or_refused():
    listing = (
        "<html><body><ul>"
        + "".join(f"<li><a href='/{i}'>Headline number {i} of today</a></li>" for i in range(30))
        + "</ul></body></html>"
    )
    assert not _read(listing).news
    for nothing in ("", "<html><body></body></html>", "<html><head><script>var a = 1</script></head></html>"):
        with pytest.raises(ArticleError):
            _read(nothing)


def test_broken_markup_and_hostile_data_are_survived():
    broken = (
        PAGE.replace("</p>", "")
        .replace('"@type": "NewsArticle"', '"@type": ["NewsArticle", {"x": [[[]]]}]')
        .replace("</article>", "<p>\x00<b>")
    )
    assert _read(broken).title == "Varnia shuts its border"
    assert _read(PAGE.replace('{"@context"', '{{"@context"')).title == "Varnia shuts its border"


def test_the_candidate_the_others_bear_out_is_chosen():
    said = "the two states opened talks on the border in spring and nobody expects a result"
    alone = Extraction(name="alone", paragraphs=("sign up to our newsletter and never miss a story again",))
    first, second = Extraction(name="first", paragraphs=(said,)), Extraction(name="second", paragraphs=(said, "more"))
    assert choose([alone, first, second]).name == "first"


def test_flattening_keeps_inline_words_together_and_drops_scripts():
    tree = html.fromstring(
        "<div><p>One <b>two</b>,<br>three</p><script>no</script><!-- no --> tail<ul><li>a</li><li>b</li></ul></div>"
    )
    assert flatten(tree) == ["One two,", "three", "tail", "a", "b"]


PARAGRAPHS = (
    "Varnia closed its northern border on Monday, the interior ministry said in a statement that gave no reasons.",
    "The neighbouring government called the step regrettable and asked for talks in the coming days.",
    "“We want talks,” its spokesman said, adding that the ambassador had been told of it in the morning.",
    "The border was shut once before, in spring, when the two states quarrelled over the fees for transit by rail.",
)


@pytest.mark.parametrize("extractor", ["best", "fast"])
def test_line_breaks_of_the_source_part_no_sentences(extractor: str):
    emphasis, line_break = " <em>the</em>\n     ", " in\r\n"
    written = [text.replace(" the ", emphasis, 2).replace(" in ", line_break, 1) for text in PARAGRAPHS]
    broken = "".join(f"<p>{text}</p>" for text in written)
    article = _read(f"<html><body><div class='a'><article>{broken}</article></div></body></html>", extractor)
    assert [block.text for block in article.blocks if block.role == "body"] == list(PARAGRAPHS)


def test_preformatted_text_keeps_its_lines():
    tree = html.fromstring(
        "<div><p>Two\n  words</p><pre>one\ntwo <b>three\nfour</b> five\nsix</pre>and\nmore text</div>"
    )
    mend_lines(tree)
    assert tree.findtext("p") == "Two words"
    assert "".join(tree.find("pre").itertext()) == "one\ntwo three\nfour five\nsix"
    assert tree.find("pre").tail == "and more text"


UNNAMED = [
    ("<div><p>{}</p></div>", True, "bare divs"),
    ("<table><tr><td>{}</td></tr></table>", True, "an old page laid out by tables"),
    ("<p>{}</p>", True, "paragraphs alone"),
    ("<div class='story'><p>{}</p></div>", False, "a classed div"),
    ("<main><p>{}</p></main>", False, "an element that says what it is"),
]


@pytest.mark.parametrize(("page", "unnamed", "why"), UNNAMED)
def test_pages_whose_parts_have_no_names(page: str, unnamed: bool, why: str):
    assert is_unnamed(html.fromstring(f"<html><body>{page}</body></html>")) is unnamed, why


def test_a_page_without_names_is_read_by_its_lines():
    furniture = "<div>Home</div><div>World</div><div>Most read</div>"
    teasers = "".join(f"<p>{text}</p>" for text in ("Storm shuts ports all along the coast", "Read more"))
    text = "".join(f"<p>{paragraph}</p>" for paragraph in PARAGRAPHS)
    article = _read(f"<html><body><div>{furniture}</div><div>{text}</div><div>{teasers}</div></body></html>")
    assert [block.text for block in article.blocks if block.role == "body"] == list(PARAGRAPHS)
    assert {block.reason for block in article.blocks if block.role == "body"} == {"lines"}
