from __future__ import annotations

import pytest

from demarche.articles import read_article
from demarche.articles.glued import part_glued
from demarche.articles.lines import split_lines
from demarche.records import Article, Source
from demarche.settings import Settings

LEAD = (
    "Sorrel on Sunday cut its ties with Lothar and gave the ambassador two days to leave, the ministry in Lesna said."
)
TEXT = (
    f"{LEAD} The ministry accused Lothar of paying smugglers on the island. Lothar rejected the charge as baseless. "
    "“We regret the step,” a spokesman in Rikar told reporters. The two states have quarrelled over fishing since 2019."
)
TITLE = "Sorrel cuts ties with Lothar, expels ambassador"


def _read(content: str) -> Article:
    return read_article(Source(uri="a.txt", sha256="0", media_type="text/plain", content=content), Settings())


@pytest.mark.parametrize(
    ("page", "published", "why"),
    [
        (f"Home World {TITLE} {TITLE} By News Desk August 11, 2024 {TEXT} Share this article Facebook Twitter", "2024-08-11", "menu, title twice, byline and day"),
        (f"{TITLE} {TITLE} LESNA, Aug. 11, 2024 (AFP) - {TEXT}", "2024-08-11", "title twice, then a dateline"),
        (f"{TITLE} {TEXT} Sign up to our newsletter.", None, "the text opens with the headline's own words"),
    ],
)  # fmt: skip
def test_a_page_in_one_line(page: str, published: str | None, why: str):
    if published is None:
        page = page.replace("Sorrel on Sunday cut", "Sorrel cuts off Lothar: it cut")
    article = _read(page)
    assert article.title == TITLE, why
    assert article.published.date == published, why
    body = " ".join(block.text for block in article.blocks if block.role == "body")
    assert "quarrelled over fishing since 2019." in body, why
    assert "Share this" not in article.text, why
    assert "newsletter" not in article.text, why
    for block in article.blocks:
        assert page[block.source_start : block.source_end] == block.text, why


def test_pages_with_lines_stay_as_they_are():
    lines = split_lines(f"{TITLE}\n\n" + "\n\n".join(TEXT.split(". ")))
    assert part_glued(lines) == lines
    short = split_lines("One sentence. Another one. A third.")
    assert part_glued(short) == short
