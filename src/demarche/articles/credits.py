"""Who wrote and who sent the article: authors, agency, outlet."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from demarche.articles.datelines import Dateline, agency_named, is_city
from demarche.articles.lines import key
from demarche.records import Block

_BRACKETED = re.compile(r"(?:[(\[/]([A-Z][\w.&/ -]{1,40})[)\]/]\W*|[.!?”\"]\s*(?:--|[-–—])\s*([A-Z][\w./ ]{1,30}))$")
_BARE = re.compile(r"[.!?”\"]\s+([A-Z]{2,}(?:-[A-Z]{2,})?)\W*$")  # the last line's end: "... on Monday. PTI"
_REPORTS = re.compile(r"(?:reports|writes|reported by|report by)\s+((?:[A-Z][\w&’'-]+\s?){1,5})\W*$")
_COPYRIGHT = re.compile(
    r"(?:©|\(c\)|copyright)(?:\s|©|copyright|\(c\)|\d{4}|[-–,])*\s*(?:by\s+)?((?:The\s+)?[A-Z][\w&’' -]{2,40}?)"
    r"(?:[.,|]|\s+(?:all rights|Ltd|LLC|Inc|Limited|20\d\d|Media Group|Pvt|Private|PLC|GmbH|Co\b)|$)",
    re.I,
)
_FIRST_ON = re.compile(r"(?:appeared first on|first appeared on)\s+([A-Z][\w .&’'-]{2,40}?)\.?$")
_BYLINE = re.compile(
    r"^(?:(?:written|reported|edited|posted|published|story|text|report|words|article|contributed|compiled)\s+)?by:?\s+",
    re.I,
)
_NOT_A_NAME = re.compile(
    r"\b(?:staff|reporters?|correspondents?|desk|bureau|agenc(?:y|ies)|editors?|news|writers?|team|online|admin|web|service|wire|daily|times|herald|tribune|gazette|express|chronicle|newspaper|magazine|tv|radio|media|network|updated|published|posted|associated|press|reuters|afp|contributor|columnist|"
    r"special|senior|chief|political|diplomatic|opinion|analyst|journalist)\b",
    re.I,
)
_NAME = re.compile(
    r"[A-Z][\w.’'-]*(?:\s+(?:de|van|von|der|bin|al|el|la|le|du|da|dos|ibn|ben|y)\b)*(?:\s+[A-Z][\w.’'-]*){1,3}"
)


def find_agency(blocks: Sequence[Block], dateline: Dateline | None) -> str | None:
    """The agency that a text is from: by its dateline, its last line's bracket, or its byline; never a photo credit."""
    if dateline is not None and dateline.agency:
        return dateline.agency
    body = [block.text for block in blocks if block.role == "body"]
    for text in body[-4:][::-1]:
        if (match := _BRACKETED.search(text[-200:])) and (name := agency_named(match.group(1) or match.group(2))):
            return name
    if body and (match := _BARE.search(body[-1][-60:])) and (name := agency_named(match.group(1))):
        return name
    for block in blocks:
        if block.role == "byline" and (
            name := next(
                (n for part in re.split(r"(?i:[,/|()]| and |\bby\b)", block.text) if (n := agency_named(part))), None
            )
        ):
            return name
    return None


def find_authors(blocks: Iterable[Block]) -> tuple[str, ...]:
    """The persons that bylines name, in order, once each."""
    names: list[str] = []
    for block in blocks:
        if block.role != "byline" or block.reason not in _NAMING:
            continue
        names += _persons(block)
    return tuple(dict.fromkeys(names))[:12]


_NAMING = frozenset({"byline", "byline-dated", "name-by-byline", "author-bio", "date-line"})


def _persons(block: Block) -> list[str]:
    text = _BYLINE.sub("", block.text)
    if block.reason == "author-bio":
        match = _NAME.match(text)
        return [match.group()] if match else []
    if block.reason == "date-line" and not re.search(r"[|•·]|\s[-–—]\s", text):
        return []  # "New Keld, 5 August 2024" names a place
    text = re.split(r"[|•·]|\s[-–—]\s|\b(?:updated|published|posted)\b", text, maxsplit=1, flags=re.I)[0]
    parts = [part.strip(" .,()") for part in re.split(r"(?i:,|\band\b|&|/|\bwith\b|\bin\b|\bfor\b|\bat\b)", text)]
    found = [part.title() if part.isupper() else part for part in parts]
    return [
        part
        for part in found
        if _NAME.fullmatch(part)
        and not part.startswith("The ")
        and not _NOT_A_NAME.search(part)
        and agency_named(part) is None
    ]


def find_outlet(lead: Iterable[str], footer: Iterable[str], title_tail: str | None) -> str | None:
    """The outlet by its own words: "reports NAME" under the lead, "appeared first on NAME", a copyright line."""
    for text in lead:
        if (match := _REPORTS.search(text[-300:])) and agency_named(match.group(1)) is None:
            return match.group(1).strip()
    lines = [text for text in footer if len(text) < 500]
    for text in lines:
        if match := _FIRST_ON.search(text):
            return match.group(1).strip()
    if title_tail:
        return title_tail
    for text in lines[::-1]:
        if (
            (match := _COPYRIGHT.search(text))
            and match.group(1)[:1].isupper()
            and key(match.group(1)) not in _NO_OUTLET
        ):
            return match.group(1).strip()
    return None


def is_site_of(name: str, address: str) -> bool:
    """Whether a name is that of the site at an address, written as one: an outlet signs where agencies put the place.

    >>> is_site_of("OSTRAVA TODAY", "https://www.ostravatoday.example/news/1")
    True
    """
    host = address.partition("://")[2].partition("/")[0].casefold()
    letters = key(name).replace(" ", "")
    return len(letters) > 3 and not is_city(name) and letters in (part.replace("-", "") for part in host.split("."))


_NO_OUTLET = frozenset({"all rights reserved", "all rights", "all right", "the", "copyright", "reserved"})
