"""Where something stands: the article, its outlet, the very words, and a link into the outlet's own page."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import PurePosixPath
from urllib.parse import quote, urlsplit

from demarche.records import Article, Date, Dating, Event, Reading, Record, Span, Statement

ENDS = 5  # words that a text fragment gives of each end of a long passage
SHORT = 14  # words up to which a passage is given whole


class Evidence(Record, frozen=True):
    """One telling: `record` is the statement's or event's id, `words` stand at `start` of the article's text."""

    article: str
    uri: str
    outlet: str
    title: str
    published: str
    record: str
    start: int
    words: str
    link: str | None


def evidence_of(reading: Reading, record: Statement | Event) -> Evidence:
    """The telling of a statement or event: what was said, or the first of the words that show what was done."""
    spans = record.content if isinstance(record, Statement) else record.evidence[:1]
    article = reading.article
    return Evidence(
        article=article.id,
        uri=article.uri,
        outlet=outlet_of(article),
        title=title_of(article),
        published=published_words(article.published),
        record=record.id,
        start=spans[0].start if spans else 0,
        words=words_of(spans),
        link=text_fragment(article.uri, spans[0].text) if spans else None,
    )


def words_of(spans: Sequence[Span]) -> str:
    """The words of spans in one line, an ellipsis where something stands between them."""
    return " … ".join(" ".join(span.text.split()) for span in spans)


def outlet_of(article: Article) -> str:
    """Who published it, as far as anybody can tell: the outlet, the agency, the host, the file."""
    if article.outlet or article.agency:
        return article.outlet or article.agency or ""
    parts = urlsplit(article.uri)
    if parts.scheme in ("http", "https") and parts.hostname:
        return parts.hostname.removeprefix("www.")
    return PurePosixPath(article.uri).name or article.uri


def title_of(article: Article) -> str:
    """The headline, else the beginning of the text."""
    return article.title or " ".join(article.text[:120].split()[:12]) or "(no text)"


def published_words(dating: Dating) -> str:
    """When an article was published, in words: the date, or the interval that is left.

    >>> published_words(Dating(earliest="2024-07-09", latest="2024-07-21"))
    'between 2024-07-09 and 2024-07-21'
    """
    if dating.date:
        return dating.date
    if dating.earliest and dating.latest:
        return f"between {dating.earliest} and {dating.latest}"
    if dating.latest:
        return f"by {dating.latest}"
    return f"{dating.earliest} or later" if dating.earliest else "undated"


def day_of(record: Statement | Event, published: Dating) -> Date | None:
    """When it was said or done; a statement without a date of its own was said when its article came out."""
    return record.date or (published.date if isinstance(record, Statement) else None)


def text_fragment(uri: str, words: str) -> str | None:
    """A link to these words in the outlet's page (WICG Scroll to Text Fragment), where it has an address on the web.

    >>> text_fragment("https://courier.example/a", "We will wait")
    'https://courier.example/a#:~:text=We%20will%20wait'
    >>> text_fragment("pages/a.txt", "We will wait") is None
    True
    """
    if urlsplit(uri).scheme not in ("http", "https"):
        return None
    listed = words.split()
    if len(listed) > SHORT:
        wanted = ",".join(_encoded(" ".join(part)) for part in (listed[:ENDS], listed[-ENDS:]))
    else:
        wanted = _encoded(" ".join(listed))
    return f"{uri.split('#')[0]}#:~:text={wanted}"


def _encoded(words: str) -> str:
    # The hyphen has a meaning of its own in a text directive, and quote() would leave it.
    return quote(words, safe="").replace("-", "%2D")
