from __future__ import annotations

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from demarche.articles import read_article
from demarche.articles.assemble import Part, assemble
from demarche.errors import ArticleError
from demarche.records import Source
from demarche.settings import Settings

LINES = (
    "Varnia shuts its northern border", "HomeWorldVarnia shuts its northern...", "Varnia shut its northern border on Monday, the ministry said in a statement.",
    "“We will not be bullied,” she said.", "ALSO READ: Grain prices jump", "Advertisement", "RELATED ARTICLES", "By Ana Example", "March 5, 2024", "[gallery id=\"1\"]",
    "Envoys in Tolm on July 3, 2023. (AFP)", "Leave a Reply", "…", "\u200b", "\u00ad", "x" * 300, "<p>", "Nobody\u00a0was hurt\u00ad. ", "1", "Source: AFP", "{{ x }}",
)  # fmt: skip
PAGES = st.lists(st.sampled_from(LINES), max_size=14).flatmap(
    lambda lines: st.sampled_from(["\n", "\n\n", "\r\n", " "]).map(lambda joint: joint.join(lines))
)


def _source(content: str, kind: str = "text/plain") -> Source:
    return Source(uri="page", sha256="0", media_type=kind, content=content)  # type: ignore[arg-type]


@given(PAGES)
@settings(deadline=None, max_examples=80)
def test_spans_hold_whatever_the_lines(content: str):
    _check(content)


@given(st.text(max_size=400))
@settings(deadline=None, max_examples=60)
def test_any_text_is_read_or_refused(content: str):
    _check(content)


def _check(content: str) -> None:
    try:
        article = read_article(_source(content), Settings())
    except ArticleError:
        return
    inside = [block for block in article.blocks if block.start is not None]
    assert all(article.text[block.start : block.end] == block.text for block in inside)
    assert article.text == "\n\n".join(block.text for block in inside)
    assert all((block.start is None) == (block.role in ("furniture", "byline")) for block in article.blocks)
    assert all(0 <= block.source_start < block.source_end <= len(content) for block in article.blocks)
    assert read_article(_source(content), Settings()) == article
    msgspec.json.encode(article)


@given(PAGES)
@settings(deadline=None, max_examples=30)
def test_reading_the_clean_text_again_keeps_its_paragraphs(content: str):
    """A text that has been cleaned is not cleaned away: what was body stays in the text."""
    try:
        article = read_article(_source(content), Settings())
    except ArticleError:
        return
    prose = [b.text for b in article.blocks if b.role == "body" and len(b.text.split()) >= 10]
    if prose:
        again = read_article(_source(article.text), Settings())
        assert set(prose) <= {block.text for block in again.blocks if block.start is not None}


@given(st.text(alphabet="<>/=\"' abcdivp&;!-\n\x00é", max_size=300))
@settings(deadline=None, max_examples=60)
def test_any_markup_is_read_or_refused(content: str):
    try:
        article = read_article(_source(content, "text/html"), Settings(extractor="fast"))
    except ArticleError:
        return
    assert all(article.text[b.start : b.end] == b.text for b in article.blocks if b.start is not None)


def test_an_empty_page_is_refused_with_its_name():
    with pytest.raises(ArticleError, match="page holds no text"):
        read_article(_source(" \n\u200b"), Settings())


def test_a_page_of_one_giant_line_and_one_of_many_lines_are_read():
    sentence = "The two governments opened their talks in Tolm on Monday, officials said. "
    assert len(read_article(_source(sentence * 20_000), Settings()).text) == len(sentence) * 20_000 - 1
    many = read_article(_source("\n".join(f"{i} {sentence}" for i in range(3_000))), Settings())
    assert len(many.blocks) == 3_000


def test_the_title_comes_first_and_the_rest_in_page_order():
    text, blocks = assemble(
        [Part(role="body", text="a deck"), Part(role="title", text="T"), Part(role="furniture", text="f"), Part(role="caption", text="c")]
    )  # fmt: skip
    assert text == "T\n\na deck\n\nc"
    assert [(b.role, b.start, b.end) for b in blocks] == [
        ("title", 0, 1), ("body", 3, 9), ("furniture", None, None), ("caption", 11, 12)
    ]  # fmt: skip
