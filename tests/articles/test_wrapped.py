from __future__ import annotations

import itertools
import textwrap

from hypothesis import given
from hypothesis import strategies as st

from demarche.articles import read_article
from demarche.articles.lines import split_lines
from demarche.articles.wrapped import unwrap
from demarche.records import Source
from demarche.settings import Settings

PARAGRAPHS = (
    "KELD, May 3 (Reuters) - The foreign minister of Varnia said on Monday that her government would reopen the "
    "northern border to lorries before the end of the summer, and to travellers a month after that.",
    '"We have waited long enough," Ilka Moren told reporters after talks with her colleague from Ostrania, who had '
    "come to Keld with a delegation of forty officials and business people.",
    "Both sides accused each other last year of shelling villages along the river, where no shots have been heard "
    "since a truce was signed in March.",
)
TITLE = "Varnia to reopen its northern border"


def wrapped(width: int, joint: str = "\n\n") -> str:
    return joint.join([TITLE, *(textwrap.fill(text, width) for text in PARAGRAPHS)])


def test_paragraphs_of_a_wrapped_page_are_whole_again():
    for width in (60, 72, 80):
        assert [line.text for line in unwrap(split_lines(wrapped(width)))] == [TITLE, *PARAGRAPHS], width


def test_paragraphs_without_an_empty_line_between_them_end_at_their_short_line():
    content = "\n".join([TITLE, "", *(textwrap.fill(text, 72) for text in PARAGRAPHS)])
    assert [line.text for line in unwrap(split_lines(content))] == [TITLE, *PARAGRAPHS]


def test_the_article_of_a_wrapped_page_has_whole_sentences():
    source = Source(uri="a.txt", sha256="0", media_type="text/plain", content=wrapped(70))
    article = read_article(source, Settings())
    assert article.title == TITLE
    assert [block.text for block in article.blocks if block.role == "body"] == list(PARAGRAPHS)
    for block in article.blocks:
        assert source.content[block.source_start : block.source_end].split() == block.text.split()


def test_other_pages_stay_as_they_are():
    pages = {
        "paragraphs in one line each": "\n".join([TITLE, *PARAGRAPHS]),
        "a list of short items": "Home\nWorld news\nmore from the region\nsport\nweather\nabout us\ncontact",
        "few lines broken by hand": "The ministers met in Keld on Monday, and they\nagreed on little.\n"
        + PARAGRAPHS[0],
    }
    for why, content in pages.items():
        assert unwrap(split_lines(content)) == split_lines(content), why


@given(st.text(alphabet="ab ,.\n-", max_size=600))
def test_no_word_is_lost_and_offsets_hold(content: str):
    lines, joined = split_lines(content), unwrap(split_lines(content))
    assert "".join(line.text for line in joined).replace(" ", "") == "".join(line.text for line in lines).replace(
        " ", ""
    )
    assert all(a.end <= b.start for a, b in itertools.pairwise(joined))
