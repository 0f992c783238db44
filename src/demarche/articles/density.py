"""readability-lxml over a tree at hand: its scores, without the parsing and cleaning that take most of its time."""

from __future__ import annotations

from copy import deepcopy
from functools import lru_cache
from typing import Any

from lxml.html import HtmlElement
from readability import Document
from readability.readability import REGEXES


class ParsedDocument(Document):  # type: ignore[misc]
    """readability's document made of a parsed page, which it leaves as it is."""

    def _parse(self, given: HtmlElement) -> HtmlElement:
        return deepcopy(given)  # asked again where the first, strict pass finds too little

    def get_link_density(self, elem: HtmlElement) -> float:
        """The share of an element's characters that stand in links, runs of white space counted once."""
        linked = sum(_length(link) for link in elem.iterfind(".//a"))
        return linked / max(_length(elem), 1)

    def remove_unlikely_candidates(self) -> None:
        """Drops what its class or id calls a menu, comments or the like, unless an article or code stands in it."""
        for elem in self.html.xpath(".//*[@class or @id]"):
            if elem.tag in ("html", "body") or not _unlikely(f"{elem.get('class', '')} {elem.get('id', '')}"):
                continue
            if not elem.xpath(
                "ancestor-or-self::pre | ancestor-or-self::code | descendant-or-self::main | "
                "descendant-or-self::article | descendant-or-self::math"
            ):
                elem.drop_tree()

    def score_paragraphs(self) -> dict[HtmlElement, dict[str, Any]]:
        """The elements around paragraphs, scored by the paragraphs' length and commas and by their own links."""
        candidates: dict[HtmlElement, dict[str, Any]] = {}
        for name in ("p", "pre", "td", "blockquote"):
            for elem in self.html.findall(f".//{name}"):
                parent = elem.getparent()
                text = _visible(elem)
                if parent is None or len(text) < self.min_text_length:
                    continue
                grandparent = parent.getparent()
                score = 1 + len(text.split(",")) + min(len(text) / 100, 3)
                for above, share in ((parent, 1.0), (grandparent, 0.5)):
                    if above is None:
                        continue
                    if above not in candidates:
                        candidates[above] = self.score_node(above)
                    candidates[above]["content_score"] += score * share
        for elem, candidate in candidates.items():
            candidate["content_score"] *= 1 - self.get_link_density(elem)
        return candidates

    def transform_misused_divs_into_paragraphs(self) -> None:
        """Turns divs that hold no block into paragraphs, and wraps the loose text and inline elements of the others.

        readability writes every element out to look for blocks in it, and parses each new paragraph.
        """
        holding = _holders(self.html)
        for elem in self.html.findall(".//div"):
            if elem not in holding:
                elem.tag = "p"
        for elem in self.html.findall(".//div"):
            _wrap_loose(elem, holding)


def _holders(tree: HtmlElement) -> set[HtmlElement]:
    """The elements with a block below them."""
    found: set[HtmlElement] = set()
    for block in tree.iter(*_BLOCKS):
        for above in block.iterancestors():
            if above in found:
                break
            found.add(above)
    return found


# readability looks for what begins with a block's name, so that pictures and the like are blocks, too
_BLOCKS = (
    "blockquote", "dl", "div", "img", "ol", "p", "pre", "table", "ul", "picture", "param", "progress", "plaintext",
)  # fmt: skip
_INLINE = frozenset(["a", "b", "cite", "code", "em", "font", "i", "small", "span", "strong", "sub", "sup", "u"])


def _wrap_loose(elem: HtmlElement, holding: set[HtmlElement]) -> None:
    """Puts runs of text and inline elements directly below `elem` into paragraphs; line breaks part them."""
    children = list(elem)
    paragraph = None
    if elem.text and elem.text.strip():
        paragraph = elem.makeelement("p")
        paragraph.text, elem.text = elem.text, None
        elem.insert(0, paragraph)
    for child in children:
        if child.tag not in _INLINE or child in holding:
            paragraph = None
            continue
        if paragraph is None:
            paragraph = elem.makeelement("p")
            child.addprevious(paragraph)
        paragraph.append(child)
    for child in reversed(list(elem)):
        if child.tail and child.tail.strip():
            loose = elem.makeelement("p")
            loose.text, child.tail = child.tail, None
            child.addnext(loose)
        if child.tag == "br":
            child.drop_tree()


@lru_cache(maxsize=20_000)  # the classes of a site's template come with each of its pages
def _unlikely(names: str) -> bool:
    return bool(REGEXES["unlikelyCandidatesRe"].search(names) and not REGEXES["okMaybeItsACandidateRe"].search(names))


def _visible(elem: HtmlElement) -> str:
    return " ".join((elem.text_content() or "").split())


def _length(elem: HtmlElement) -> int:
    return len(_visible(elem))
