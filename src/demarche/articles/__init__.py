"""Source -> Article: body, furniture, headline, byline, agency, dateline, published.

>>> from demarche.records import Source
>>> from demarche.settings import Settings
>>> lines = ["Border talks open in Lesna", "The two governments met on Monday, an official said.", "RELATED ARTICLES"]
>>> page = "\\n\\n".join(lines)
>>> read_article(Source(uri="a.txt", sha256="0", media_type="text/plain", content=page), Settings()).title
'Border talks open in Lesna'
"""

from __future__ import annotations

import hashlib

from demarche.articles.assemble import assemble
from demarche.articles.credits import find_agency, find_authors, find_outlet, is_site_of
from demarche.articles.datelines import find_dateline
from demarche.articles.dirty_text import Page, read_text
from demarche.articles.genre import breaks_off, judge_page
from demarche.articles.head import Head
from demarche.articles.language import identify_language
from demarche.articles.markup import read_markup
from demarche.articles.published import Evidence, settle
from demarche.errors import ArticleError
from demarche.records import Article, Block, Source
from demarche.settings import Settings

__all__ = ["read_article"]


def read_article(source: Source, settings: Settings) -> Article:
    """The article of a page: its text with every line's role, title, credits, language, verdict and `Dating`.

    Raises `ArticleError` where the page holds no visible character.
    """
    html = source.media_type == "text/html"
    page, head = read_markup(source.content, settings.extractor) if html else (read_text(source.content), Head())
    if not page.parts:
        raise ArticleError(f"{source.uri} holds no text. Check that the page was saved whole; nothing is read from it.")
    return _compose(source, page, head)


def _compose(source: Source, page: Page, head: Head) -> Article:
    text, blocks = assemble(page.parts)
    title = next((block.text for block in blocks if block.role == "title"), None)
    address = source.uri if "://" in source.uri else page.address or source.uri
    dateline = find_dateline(blocks)
    signed = dateline.place if dateline and dateline.place and is_site_of(dateline.place, address) else None
    body = [block for block in blocks if block.role == "body"]
    language = identify_language(_sample(body, text, blocks))
    verdict = judge_page(title, blocks, address, language)
    published = settle(
        Evidence(
            uri=address,
            retrieved=source.retrieved,
            metadata=head.published,
            lines=page.date_lines,
            dateline=dateline.when if dateline else None,
            blocks=blocks,
        )
    )
    return Article(
        id=hashlib.sha256(f"{source.uri}\n{source.sha256}".encode(errors="replace")).hexdigest()[:16],
        uri=source.uri,
        sha256=source.sha256,
        retrieved=source.retrieved,
        news=verdict.news,
        title=title,
        text=text,
        blocks=blocks,
        published=published,
        genre=verdict.genre,
        outlet=head.outlet
        or signed
        or find_outlet([b.text for b in body[:3]], [b.text for b in blocks if b.role == "furniture"], page.title_tail)
        or next((b.text for b in blocks if b.role in ("furniture", "byline") and is_site_of(b.text, address)), None),
        authors=head.authors or find_authors(blocks),
        agency=find_agency(blocks, dateline),
        dateline=dateline.place if dateline and not signed else None,
        language=language,
        incomplete=breaks_off(blocks),
        reasons=verdict.reasons,
    )


def _sample(body: list[Block], text: str, blocks: tuple[Block, ...]) -> str:
    return " ".join(block.text for block in body[:20]) or text or " ".join(block.text for block in blocks[:60])
