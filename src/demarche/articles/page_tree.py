"""HTML text -> the tree of its elements, and that tree without what holds no words of a page."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING, cast

from lxml import etree
from lxml.html import HtmlComment, HtmlElement, HtmlEntity, HTMLParser, HtmlProcessingInstruction, fromstring

if TYPE_CHECKING:
    from lxml.etree import _ElementUnicodeResult

# What a browser shows no running text of. `head` stays: readability asks for the document whole.
SILENT = (
    "script", "style", "noscript", "template", "svg", "iframe", "object", "canvas", "button", "input", "textarea",
    "audio", "video",
)  # fmt: skip


def parse_page(content: str) -> HtmlElement | None:
    """The tree of a page, ``None`` where it is no HTML: as `trafilatura.utils.load_html` reads it.

    Its elements are all plain `HtmlElement`: lxml's own table of classes (forms, inputs) is asked anew for each element
    that is touched, which takes a tenth of a page's time.
    """
    from trafilatura.utils import is_dubious_html, repair_faulty_html

    beginning = content[:50].lower()
    repaired = repair_faulty_html(content, beginning)
    tree = _parsed(repaired)
    if tree is None or len(tree) < 1:  # a string that declares its encoding is read as bytes only
        tree = _parsed(repaired.encode("utf-8", "surrogatepass"))
    return None if tree is None or (is_dubious_html(beginning) and len(tree) < 2) else tree


def drop_silent(tree: HtmlElement) -> None:
    """Takes scripts, pictures, players and fields out of `tree`, and its comments; the text after them stays."""
    etree.strip_elements(tree, *SILENT, etree.Comment, with_tail=False)


def mend_lines(tree: HtmlElement) -> None:
    """Makes spaces of the line breaks within text, which mean nothing but in preformatted text.

    trafilatura makes paragraphs of some of them: "They signed <b>three\\nagreements</b>" falls into two.
    """
    for text in cast("list[_ElementUnicodeResult]", _BROKEN_TEXT(tree)):
        parent = text.getparent()
        if parent is None:
            continue
        mended = _LINE_BREAKS.sub(" ", text)
        if text.is_tail:
            parent.tail = mended
        else:
            parent.text = mended


_LINE_BREAKS = re.compile(r"\s*[\r\n]\s*")
_BROKEN_TEXT = etree.XPath(
    ".//text()[contains(., '\n') and contains(normalize-space(.), ' ')]"
    "[not(ancestor::pre or ancestor::code or ancestor::textarea)]"
)


def _parsed(content: str | bytes) -> HtmlElement | None:
    try:
        return fromstring(content, parser=_parser())
    except (ValueError, AssertionError, etree.LxmlError):
        return None


@lru_cache(maxsize=1)
def _parser() -> HTMLParser:
    parser = HTMLParser(  # type: ignore[call-arg]  # the stubs do not know `default_doctype`
        collect_ids=False, default_doctype=False, encoding="utf-8", remove_comments=True, remove_pis=True
    )
    parser.set_element_class_lookup(
        etree.ElementDefaultClassLookup(
            element=HtmlElement, comment=HtmlComment, pi=HtmlProcessingInstruction, entity=HtmlEntity
        )
    )
    return parser
