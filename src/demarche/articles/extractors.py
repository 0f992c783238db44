"""Main text of an HTML page: three extractors of different kinds, and the one that the others bear out.

trafilatura (Barbaresi 2021) reads tags and paths, readability-lxml the density of a subtree, the line model the words
and neighbours of each line. The candidate whose word 4-grams overlap most with the others' is kept.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from copy import deepcopy
from typing import Any

from lxml import etree
from lxml.html import HtmlElement

from demarche.articles.lines import split_lines, visible
from demarche.articles.prose import words_of
from demarche.articles.roles import label_lines
from demarche.records import Record

_BLOCKS = frozenset(
    [
        "address",
        "article",
        "aside",
        "blockquote",
        "body",
        "br",
        "caption",
        "center",
        "dd",
        "details",
        "dialog",
        "div",
        "dl",
        "dt",
        "fieldset",
        "figcaption",
        "figure",
        "footer",
        "form",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "header",
        "hr",
        "html",
        "legend",
        "li",
        "main",
        "nav",
        "ol",
        "option",
        "p",
        "pre",
        "section",
        "select",
        "summary",
        "table",
        "tbody",
        "td",
        "tfoot",
        "th",
        "thead",
        "title",
        "tr",
        "ul",
    ]
)
_SILENT = frozenset(
    [
        "script",
        "style",
        "noscript",
        "template",
        "svg",
        "iframe",
        "object",
        "canvas",
        "head",
        "button",
        "input",
        "textarea",
        "audio",
        "video",
    ]
)
_WEIGHED = frozenset({"form", "math"})  # trafilatura keeps some of these
_AGREED = 0.8  # overlap of two extractors from which the third is not asked
_MOST_LINES = 4_000  # a page of more lines is not given to the line model: no article is that long


class Extraction(Record, frozen=True):
    """The text one extractor takes for the article's, a paragraph a line."""

    name: str
    paragraphs: tuple[str, ...]


def extract_main(tree: HtmlElement, lines: Callable[[], Sequence[FlatLine]], extractor: str) -> Extraction:
    """The main text of a parsed page: `extractor` "fast" asks trafilatura alone, "best" compares three.

    `lines` flattens the page (`flatten_marked`); it is asked only where the first two disagree.
    """
    if extractor == "fast":
        return by_trafilatura(tree, fast=True)
    if is_unnamed(tree) and (alone := by_lines(lines())).paragraphs:
        return alone  # the others go by the names of its parts, and by their links
    first = by_trafilatura(tree)
    second = by_readability(tree)
    if _overlap(_grams(first), _grams(second)) >= _AGREED:
        return first
    candidates = [c for c in (first, second, by_lines(lines())) if c.paragraphs]
    return choose(candidates) if candidates else Extraction(name="none", paragraphs=())


def is_unnamed(tree: HtmlElement) -> bool:
    """Whether a page's markup names none of its parts, as hand-written and converted pages do."""
    total = named = 0
    for node in tree.iter("div", "section", "table", "td", *_PARTS):
        if node.tag in _PARTS:
            return False
        total += 1
        named += node.get("class") is not None or node.get("id") is not None
    return named <= _FEW_NAMED * total


_PARTS = ("article", "main", "nav", "aside", "footer", "header")
_FEW_NAMED = 0.05  # share of the elements that hold others


def choose(candidates: Sequence[Extraction]) -> Extraction:
    """The candidate that shares most 4-grams with the others; the first one given where they tie."""
    grams = [_grams(candidate) for candidate in candidates]

    def support(i: int) -> float:
        return sum(_overlap(grams[i], grams[j]) for j in range(len(grams)) if j != i)

    return candidates[max(range(len(candidates)), key=lambda i: (round(support(i), 3), -i))]


def by_trafilatura(tree: HtmlElement, fast: bool = False) -> Extraction:
    """trafilatura with precision favoured unless `fast`, no comments, no tables.

    Its own fallbacks (a readability among them) are left out: they take a third of its time, and the other extractors
    stand in for them.
    """
    import trafilatura
    from trafilatura.settings import MANUALLY_CLEANED

    own = deepcopy(tree)
    if not fast:  # what it takes out in the end; its many searches before that are the quicker for it
        etree.strip_elements(own, *(tag for tag in MANUALLY_CLEANED if tag not in _WEIGHED), with_tail=False)
    text = trafilatura.extract(
        own,
        favor_precision=not fast,
        fast=True,
        include_comments=False,
        include_tables=False,
        deduplicate=False,
    )
    return Extraction(name="trafilatura", paragraphs=_paragraphs(text or ""))


def by_readability(tree: HtmlElement) -> Extraction:
    """readability-lxml's best subtree, a line for each block element."""
    from readability.readability import Unparseable

    from demarche.articles.density import ParsedDocument

    try:
        summary = etree.HTML(ParsedDocument(tree).summary(html_partial=True))
    except (Unparseable, etree.LxmlError, ValueError, TypeError, AssertionError, AttributeError):
        return Extraction(name="readability", paragraphs=())
    return Extraction(name="readability", paragraphs=tuple(flatten(summary)) if summary is not None else ())


def by_lines(page: Sequence[FlatLine]) -> Extraction:
    """The body lines of the flattened page, as for dirty text."""
    lines = split_lines("\n".join(line.text for line in page))
    if len(lines) > _MOST_LINES:
        return Extraction(name="lines", paragraphs=())
    verdicts = label_lines(lines).verdicts
    return Extraction(
        name="lines",
        paragraphs=tuple(line.text for line, verdict in zip(lines, verdicts, strict=True) if verdict.role == "body"),
    )


def flatten(tree: Any) -> list[str]:
    """The lines of a parsed page: the text between the borders of block elements, in order."""
    return [line.text for line in flatten_marked(tree)]


class FlatLine(Record, frozen=True):
    """A line of a flattened page, and whether it stands in a picture's caption element."""

    text: str
    caption: bool = False


def flatten_marked(tree: Any) -> list[FlatLine]:
    """As `flatten`, with the lines of `figcaption` marked."""
    found: list[FlatLine] = []
    pieces: list[str] = []
    depth = 0

    def close() -> None:
        if pieces and (text := visible(" ".join("".join(pieces).split()))):
            found.append(FlatLine(text=text, caption=depth > 0))
        pieces.clear()

    walk = etree.iterwalk(tree, events=("start", "end", "comment", "pi"))
    for event, node in walk:
        tag = node.tag if isinstance(node.tag, str) else ""
        if tag in _BLOCKS:
            close()
        if event == "start":
            depth += tag == "figcaption"
            if tag in _SILENT:
                walk.skip_subtree()
            elif node.text:
                pieces.append(node.text)
        else:
            depth -= event == "end" and tag == "figcaption"
            if node.tail:
                pieces.append(node.tail)
    close()
    return found


def _paragraphs(text: str) -> tuple[str, ...]:
    return tuple(line for raw in text.splitlines() if (line := " ".join(visible(raw).split())))


def _grams(candidate: Extraction) -> frozenset[tuple[str, ...]]:
    words = [word for paragraph in candidate.paragraphs for word in words_of(paragraph)]
    return frozenset(zip(words, words[1:], words[2:], words[3:], strict=False)) or frozenset({tuple(words)})


def _overlap(one: frozenset[tuple[str, ...]], other: frozenset[tuple[str, ...]]) -> float:
    """The harmonic mean of precision and recall of one set of 4-grams by the other."""
    return 2 * len(one & other) / max(len(one) + len(other), 1)
