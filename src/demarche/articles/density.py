"""readability-lxml over a tree at hand: its scores, without the parsing and cleaning that take most of its time."""

from __future__ import annotations

from copy import deepcopy
from functools import lru_cache

from lxml import etree
from lxml.html import HtmlElement
from readability import Document
from readability.readability import REGEXES

# What holds no running text. `head` stays: readability asks for the document whole.
_SILENT = (
    "script", "style", "noscript", "template", "svg", "iframe", "object", "canvas", "button", "input", "textarea",
    "audio", "video",
)  # fmt: skip


class ParsedDocument(Document):  # type: ignore[misc]
    """readability's document made of a parsed page, which it leaves as it is."""

    def _parse(self, given: HtmlElement) -> HtmlElement:
        own = deepcopy(given)  # asked again where the first, strict pass finds too little
        etree.strip_elements(own, *_SILENT, etree.Comment, with_tail=False)
        return own

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


@lru_cache(maxsize=20_000)  # the classes of a site's template come with each of its pages
def _unlikely(names: str) -> bool:
    return bool(REGEXES["unlikelyCandidatesRe"].search(names) and not REGEXES["okMaybeItsACandidateRe"].search(names))


def _length(elem: HtmlElement) -> int:
    return len(" ".join((elem.text_content() or "").split()))
