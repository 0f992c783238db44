"""HTML -> the parts of the page: the main text by the extractors, captions beside it, credits and dates by the head."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache, partial

from demarche.articles.assemble import Part
from demarche.articles.dirty_text import Page, read_text
from demarche.articles.extractors import FlatLine, extract_main, flatten_marked
from demarche.articles.furniture import Verdict, load_lexicon
from demarche.articles.head import Head, read_head
from demarche.articles.lines import Line, key
from demarche.articles.page_tree import drop_silent, mend_lines, parse_page
from demarche.articles.prose import closes_sentence, words_of
from demarche.articles.rules import BY_PLACE, rule_lines

_REPEATS = frozenset({"repeated-line", "pull-quote", "title-copy"})
_LARGE = 3_000_000  # characters of markup above which only the fast extractor is asked


def read_markup(content: str, extractor: str) -> tuple[Page, Head]:
    """The parts of an HTML page and what its head says. `extractor` is `Settings.extractor`.

    A page in which no extractor finds a text is read line by line, as dirty text is; one without any visible text has
    no parts.
    """
    tree = parse_page(content)
    if tree is None:
        return read_text("" if "<" in content else content), Head()
    head = read_head(tree)
    drop_silent(tree)
    mend_lines(tree)
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
    for i, (text, verdict) in enumerate(zip(paragraphs, _verdicts(paragraphs, title), strict=True)):
        for caption in captions.get(i, ()):
            if caption not in seen:
                seen.add(caption)
                yield Part(role="caption", text=caption, reason="figcaption")
        if text in seen or (title and key(text) == key(title)):
            continue
        if verdict is None or (verdict.rule == "prompt" and closes_sentence(text) and len(words_of(text)) > 30):
            yield Part(role="body", text=text, reason=extractor)
        else:
            yield Part(role=verdict.role, text=text, reason=verdict.rule)


def _verdicts(paragraphs: Sequence[str], title: str | None) -> list[Verdict | None]:
    """What the rules say of the paragraphs under their title, ``None`` where they leave them to the article.

    An extractor has chosen them already, so their place alone drops none, but for what comes after a heading that only
    stands below articles.
    """
    above = [title] if title else []
    lines = [Line(start=0, end=len(text), text=text, blank_before=1) for text in (*above, *paragraphs)]
    ruled = rule_lines(lines)
    # recipes and tables repeat their lines; a report has a pull quote or two
    lists = sum(verdict.rule in _REPEATS for verdict in ruled.verdicts) > 4
    left_to_article = {*BY_PLACE, "headline", *(_REPEATS if lists else ())}
    found: list[Verdict | None] = []
    left = False
    for i, verdict in enumerate(ruled.verdicts):
        left = left or (i >= ruled.body[1] and (verdict.ends or key(lines[i].text) in load_lexicon().tail))
        out = left and verdict.rule == "outside-body"
        found.append(verdict if out or verdict.rule not in left_to_article else None)
    return found[len(above) :]


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
