"""HTML -> the parts of the page: the main text by the extractors, captions beside it, credits and dates by the head."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache, partial

from demarche.articles.assemble import Part
from demarche.articles.dirty_text import Page, read_text
from demarche.articles.extractors import FlatLine, extract_main, flatten_marked
from demarche.articles.furniture import judge_line
from demarche.articles.head import Head, read_head
from demarche.articles.lines import key
from demarche.articles.prose import closes_sentence, words_of

_LARGE = 3_000_000  # characters of markup above which only the fast extractor is asked


def read_markup(content: str, extractor: str) -> tuple[Page, Head]:
    """The parts of an HTML page and what its head says. `extractor` is `Settings.extractor`.

    A page in which no extractor finds a text is read line by line, as dirty text is; one without any visible text has
    no parts.
    """
    from trafilatura.utils import load_html

    tree = load_html(content)
    if tree is None:
        return read_text("" if "<" in content else content), Head()
    head = read_head(tree)
    lines = cache(partial(flatten_marked, tree))
    main = extract_main(tree, lines, extractor if len(content) <= _LARGE else "fast")
    if not main.paragraphs:
        return _without_places(read_text("\n".join(line.text for line in lines()))), head
    page = lines() if next(tree.iter("figcaption"), None) is not None else []
    parts = list(_parts(main.paragraphs, head.title, page, main.name))
    return Page(parts=tuple(parts), date_lines=()), head


def _parts(paragraphs: Sequence[str], title: str | None, page: Sequence[FlatLine], extractor: str) -> Iterator[Part]:
    """Title, paragraphs by role, and the captions that stand among them on the page."""
    if title:
        yield Part(role="title", text=title, reason="head")
    captions = _captions_before(paragraphs, page)
    seen: set[str] = set()
    for i, text in enumerate(paragraphs):
        for caption in captions.get(i, ()):
            if caption not in seen:
                seen.add(caption)
                yield Part(role="caption", text=caption, reason="figcaption")
        phrase = key(text)
        if text in seen or (title and phrase == key(title)):
            continue
        verdict = judge_line(text)
        if verdict is None or (verdict.rule == "prompt" and closes_sentence(text) and len(words_of(text)) > 30):
            yield Part(role="body", text=text, reason=extractor)
        else:
            yield Part(role=verdict.role, text=text, reason=verdict.rule)


def _captions_before(paragraphs: Sequence[str], page: Sequence[FlatLine]) -> dict[int, list[str]]:
    """For each paragraph the captions that stand between it and the one above (for the first, those close above it)."""
    places = {key(text): i for i, text in reversed(list(enumerate(paragraphs)))}
    found: dict[int, list[str]] = {}
    waiting: list[str] = []
    read = False
    for line in page:
        if line.caption and len(words_of(line.text)) >= 4:
            waiting.append(line.text)
            continue
        place = places.get(key(line.text))
        if place is not None:
            found.setdefault(place, []).extend(waiting if read else waiting[-1:])
            waiting, read = [], True
    return found


def _without_places(page: Page) -> Page:
    """The parts of a flattened page: their offsets would point into the flattened text, which nobody keeps."""
    parts = tuple(Part(role=part.role, text=part.text, reason=part.reason) for part in page.parts)
    return Page(parts=parts, date_lines=page.date_lines, title_tail=page.title_tail)
