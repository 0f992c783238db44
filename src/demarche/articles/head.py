"""What an HTML page says of itself: title, outlet, authors and publication date, each with where it says so."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from typing import Any

from lxml.html import HtmlElement

from demarche.articles.headline import clean_title
from demarche.articles.lines import key, visible
from demarche.records import Basis, Record

_ARTICLE = re.compile(r"Article|Posting|Report")
_DAY = re.compile(r"\s*((?:19|20)\d\d-\d\d-\d\d)")
_DATE_NAMES = (
    "article:published_time",
    "datepublished",
    "og:published_time",
    "og:article:published_time",
    "date",
    "dc.date",
    "dc.date.issued",
    "dc.date.created",
    "dcterms.created",
    "dcterms.date",
    "dcterms.issued",
    "pubdate",
    "publishdate",
    "publish-date",
    "publication_date",
    "parsely-pub-date",
    "sailthru.date",
    "article.published",
    "article_date_original",
    "cxenseparse:recs:publishtime",
    "originalpublicationdate",
)


class Head(Record, frozen=True):
    """A page's own account, each value as written; `kinds` are its JSON-LD and Open Graph types."""

    title: str | None = None
    outlet: str | None = None
    authors: tuple[str, ...] = ()
    published: tuple[Basis, ...] = ()
    kinds: tuple[str, ...] = ()
    language: str | None = None


def read_head(tree: HtmlElement) -> Head:
    """The head of a parsed page (and its JSON-LD and `time` elements, wherever they stand)."""
    told: dict[str, str] = {}
    for node in tree.iter("meta"):
        name = (node.get("property") or node.get("name") or node.get("itemprop") or "").lower()
        told.setdefault(name, visible(node.get("content") or ""))
    linked = list(_linked(tree))
    outlet = told.get("og:site_name") or next(_publishers(linked), None) or told.get("application-name")
    language = re.match(r"[a-z]{2}", (tree.get("lang") or told.get("og:locale") or "").lower())
    return Head(
        title=_title(tree, told, linked, outlet),
        outlet=outlet or None,
        authors=tuple(dict.fromkeys(_authors(linked, told)))[:12],
        published=tuple(_dates(linked, told, tree)),
        kinds=tuple(dict.fromkeys([*(str(row.get("@type")) for row in linked), *filter(None, [told.get("og:type")])])),
        language=language.group() if language else None,
    )


def _title(tree: HtmlElement, told: Mapping[str, str], linked: list[dict[str, Any]], outlet: str | None) -> str | None:
    """The headline that two of the page's accounts share, best account first; without the site's name."""
    h1 = [visible(" ".join(node.itertext())) for node in tree.iter("h1")]
    document = tree.find(".//title")
    candidates = [
        told.get("og:title"),
        *(visible(str(row["headline"])) for row in linked if isinstance(row.get("headline"), str)),
        *h1[:3],
        told.get("twitter:title"),
        visible(" ".join(document.itertext())) if document is not None else None,
    ]
    cleaned = [_without_site(" ".join(text.split()), outlet) for text in candidates if text and len(text) > 2]
    shared = [text for text in cleaned if sum(key(other).startswith(key(text)) for other in cleaned) > 1 and key(text)]
    if shared:
        longest = max(shared[:3], key=len)
        return longest if key(longest).startswith(key(shared[0])) else shared[0]
    return next((text for text in cleaned if key(text) != key(outlet or "")), None)


def _without_site(text: str, outlet: str | None) -> str:
    if outlet:
        text = re.sub(rf"\s*[|–—:»·-]+\s*(?:the\s+)?{re.escape(outlet)}\s*$", "", text, flags=re.I) or text
    return text[slice(*clean_title(text))] or text


def _linked(tree: HtmlElement) -> Iterator[dict[str, Any]]:
    """The objects of the page's JSON-LD that describe an article."""
    for node in tree.iter("script"):
        if "ld+json" not in (node.get("type") or "").lower() or not node.text:
            continue
        try:
            queue = [json.loads(node.text, strict=False)]
        except (ValueError, RecursionError):
            continue
        for _ in range(500):  # a page's graph is small; a hostile one is not followed
            if not queue:
                break
            item = queue.pop(0)
            if isinstance(item, list):
                queue += item
            elif isinstance(item, dict):
                queue += [item[name] for name in ("@graph", "mainEntity", "itemListElement") if name in item]
                if _ARTICLE.search(str(item.get("@type"))):
                    yield item


def _publishers(linked: list[dict[str, Any]]) -> Iterator[str]:
    for row in linked:
        publisher = row.get("publisher")
        for body in publisher if isinstance(publisher, list) else [publisher]:
            if isinstance(body, dict) and isinstance(body.get("name"), str) and visible(body["name"]):
                yield visible(body["name"])


def _authors(linked: list[dict[str, Any]], told: Mapping[str, str]) -> Iterator[str]:
    found = False
    for row in linked:
        people = row.get("author")
        for person in people if isinstance(people, list) else [people]:
            name = person.get("name") if isinstance(person, dict) else person
            if isinstance(name, str) and visible(name) and len(name) < 80 and "://" not in name:
                found = True
                yield visible(name)
    written = told.get("author") or told.get("article:author") or told.get("dc.creator") or ""
    if not found and written and "://" not in written and len(written) < 80:
        yield written


def _dates(linked: list[dict[str, Any]], told: Mapping[str, str], tree: HtmlElement) -> Iterator[Basis]:
    """The publication day by JSON-LD and meta elements; by htmldate's rules (Barbaresi 2020) where they say nothing."""
    written = [("JSON-LD datePublished", str(row["datePublished"])) for row in linked if row.get("datePublished")]
    written += [(name, told[name]) for name in _DATE_NAMES if told.get(name)]
    days = [(where, text, match.group(1)) for where, text in written if (match := _DAY.match(text))]
    for where, text, day in days[:2]:
        yield Basis(kind="metadata", text=text, where=where, earliest=day, latest=day)
    if not days:
        from htmldate import find_date

        day = find_date(tree, extensive_search=False, original_date=True)
        if day:
            yield Basis(kind="metadata", text=day, where="htmldate", earliest=day, latest=day)
