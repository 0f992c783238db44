"""HTML -> the parts of the page: the main text by an extractor, the credits and dates by the page's metadata."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from typing import Any

from demarche.articles.assemble import Part
from demarche.articles.dirty_text import Page, read_text
from demarche.articles.furniture import judge_line
from demarche.articles.headline import clean_title
from demarche.articles.lines import key, visible
from demarche.records import Basis, Record


class Metadata(Record, frozen=True):
    """What a page says of itself in its head: each value as written, ``None`` where absent."""

    title: str | None = None
    outlet: str | None = None
    authors: tuple[str, ...] = ()
    published: tuple[Basis, ...] = ()


def read_markup(content: str, extractor: str) -> tuple[Page, Metadata]:
    """The parts of an HTML page and its metadata. `extractor` is `Settings.extractor`."""
    import trafilatura
    from trafilatura.utils import load_html

    tree = load_html(content)
    if tree is None:
        return read_text(content if "<" not in content else ""), Metadata()
    metadata = _metadata(tree)
    text = trafilatura.extract(tree, favor_precision=True, include_comments=False, include_tables=False) or ""
    if not text:
        text = trafilatura.extract(content, favor_recall=True, include_comments=False) or ""
    parts = list(_parts(text, metadata.title))
    return Page(parts=tuple(parts), date_lines=()), metadata


def _parts(text: str, title: str | None) -> Iterator[Part]:
    if title:
        yield Part(role="title", text=title, reason="metadata")
    for raw in text.splitlines():
        line = visible(raw)
        if not line or (title and key(line) == key(title)):
            continue
        verdict = judge_line(line)
        role, reason = (verdict.role, verdict.rule) if verdict else ("body", "extractor")
        yield Part(role=role, text=line, reason=reason)


def _metadata(tree: Any) -> Metadata:
    told = {
        (node.get("property") or node.get("name") or node.get("itemprop") or "").lower(): visible(
            node.get("content") or ""
        )
        for node in tree.iter("meta")
    }
    linked = list(_linked(tree))
    headline = next((visible(str(row["headline"])) for row in linked if row.get("headline")), None)
    h1 = [visible(" ".join(node.itertext())) for node in tree.iter("h1")]
    head = tree.find(".//title")
    document = visible(" ".join(head.itertext())) if head is not None else None
    title = _choose([told.get("og:title"), headline, told.get("twitter:title"), *h1[:2], document])
    publisher = next(
        (row["publisher"].get("name") for row in linked if isinstance(row.get("publisher"), Mapping)), None
    )
    outlet = told.get("og:site_name") or (visible(str(publisher)) if publisher else None)
    return Metadata(
        title=title,
        outlet=outlet or None,
        authors=tuple(_authors(linked, told)),
        published=tuple(_dates(linked, told, tree)),
    )


def _choose(candidates: list[str | None]) -> str | None:
    """The first candidate that another one repeats or starts with, cleaned; else the first."""
    cleaned = [text[slice(*clean_title(text))] for text in candidates if text and len(text) > 2]
    for text in cleaned:
        if sum(key(other).startswith(key(text)) for other in cleaned) > 1:
            return text
    return cleaned[0] if cleaned else None


def _linked(tree: Any) -> Iterator[dict[str, Any]]:
    """The objects of the page's JSON-LD that describe an article."""
    for node in tree.iter("script"):
        if (node.get("type") or "").lower() != "application/ld+json" or not node.text:
            continue
        try:
            found = json.loads(node.text, strict=False)
        except ValueError:
            continue
        queue = [found]
        while queue:
            item = queue.pop(0)
            if isinstance(item, list):
                queue += item
            elif isinstance(item, dict):
                queue += [item[k] for k in ("@graph", "mainEntity") if k in item]
                if re.search(r"Article|Posting|Report", str(item.get("@type"))):
                    yield item


def _authors(linked: list[dict[str, Any]], told: Mapping[str, str]) -> Iterator[str]:
    seen: set[str] = set()
    for row in linked:
        people = row.get("author")
        for person in people if isinstance(people, list) else [people]:
            name = (
                visible(str(person.get("name") or ""))
                if isinstance(person, dict)
                else visible(person)
                if isinstance(person, str)
                else ""
            )
            if name and name not in seen and len(name) < 80 and "://" not in name:
                seen.add(name)
                yield name
    written = told.get("author") or told.get("article:author") or ""
    if not seen and written and "://" not in written and len(written) < 80:
        yield written


def _dates(linked: list[dict[str, Any]], told: Mapping[str, str], tree: Any) -> Iterator[Basis]:
    found: list[tuple[str, str]] = []
    found += [("JSON-LD datePublished", str(row["datePublished"])) for row in linked if row.get("datePublished")]
    found += [(name, told[name]) for name in _DATE_NAMES if told.get(name)]
    for where, written in found:
        if match := re.match(r"((?:19|20)\d\d-\d\d-\d\d)", written):
            yield Basis(kind="metadata", text=written, where=where, earliest=match.group(1), latest=match.group(1))
    from htmldate import find_date

    if not found and (day := find_date(tree, extensive_search=False, original_date=True)):
        yield Basis(kind="metadata", text=day, where="htmldate", earliest=day, latest=day)


_DATE_NAMES = (
    "article:published_time",
    "datepublished",
    "og:published_time",
    "date",
    "dc.date.issued",
    "dcterms.created",
    "pubdate",
    "parsely-pub-date",
    "sailthru.date",
)
