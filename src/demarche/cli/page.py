"""An article drawn for the terminal: its head, its blocks with what was read out of them, the lists below."""

from __future__ import annotations

from collections.abc import Iterator

from rich.text import Text

from demarche.cli.listing import FAINT, STATUS, event_text, statement_text
from demarche.records import Article, Block, Reading
from demarche.store import Done, Said

ROLE = {"title": "bold", "body": "", "caption": "italic", "byline": "dim", "furniture": "dim"}
SAID = "underline"
MARGIN = 10


def page_texts(reading: Reading, *, whole: bool = False) -> Iterator[Text]:
    """The lines of a page; with `whole`, the furniture and bylines that are kept out of the text, too."""
    yield from _head(reading)
    for block in reading.article.blocks:
        if block.start is not None or whole or block.role == "byline":
            yield _block(reading, block)
    if reading.statements:
        yield Text("\nSaid", "bold")
        for number, statement in enumerate(reading.statements, 1):
            yield Text(f"{number:>3} ") + statement_text(Said(reading=reading, statement=statement))
    if reading.events:
        yield Text("\nDone", "bold")
        for number, event in enumerate(reading.events, 1):
            yield Text(f"{_letter(number):>3} ") + event_text(Done(reading=reading, event=event))


def _head(reading: Reading) -> Iterator[Text]:
    article = reading.article
    yield Text(article.title or "(no title)", "bold")
    facts = (
        article.outlet,
        ", ".join(article.authors),
        article.agency,
        article.dateline,
        published_words(article),
        None if article.news else f"not news ({article.genre})",
        f"language {article.language}" if article.language != "en" else None,
        "breaks off" if article.incomplete else None,
        f"story {reading.story}" if reading.story else None,
    )
    yield Text(" · ".join(fact for fact in facts if fact), FAINT)
    yield Text(f"{article.id}  {article.uri}\n", FAINT)


def published_words(article: Article) -> str:
    """When it was published, in words: the date, or the interval that is left."""
    dating = article.published
    if dating.date:
        return f"published {dating.date}"
    if dating.earliest and dating.latest:
        return f"published between {dating.earliest} and {dating.latest}"
    if dating.latest:
        return f"published by {dating.latest}"
    return f"published {dating.earliest} or later" if dating.earliest else "publication date unknown"


def _block(reading: Reading, block: Block) -> Text:
    text = Text(block.role.ljust(MARGIN), FAINT)
    words = Text(block.text, ROLE[block.role])
    if block.start is not None and block.end is not None:
        # From the end to the start, so that the numbers set in do not move what is still to be marked.
        for start, end, style, mark in sorted(_marks(reading, block.start, block.end), reverse=True):
            words.stylize(style, start, end)
            words = words[:end] + Text(mark, FAINT) + words[end:]
    return text + words + Text("\n")


def _marks(reading: Reading, start: int, end: int) -> Iterator[tuple[int, int, str, str]]:
    """What is marked within a block: offsets in the block, the style, and the number in the lists below."""
    for number, statement in enumerate(reading.statements, 1):
        for span in statement.content:
            if start <= span.start and span.end <= end:
                yield span.start - start, span.end - start, SAID, f"[{number}]"
    for number, event in enumerate(reading.events, 1):
        for span in event.evidence:
            if start <= span.start and span.end <= end:
                yield span.start - start, span.end - start, STATUS[event.status], f"[{_letter(number)}]"


def _letter(number: int) -> str:
    """a, b, ... z, aa, ab ...

    >>> _letter(1), _letter(27)
    ('a', 'aa')
    """
    letters = ""
    while number:
        number, rest = divmod(number - 1, 26)
        letters = chr(ord("a") + rest) + letters
    return letters
