"""The dateline a report opens with: place, day and agency in the many orders that agencies and papers print them.

A place in capitals is a dateline's wherever a dash, colon or agency ends it; one in mixed case only with an agency or a
day after it, or where the gazetteer knows the city.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache
from importlib.resources import files

from demarche.articles.days import WrittenDate, find_dates
from demarche.articles.furniture import read_table
from demarche.articles.lines import key
from demarche.records import Block, Record

_TIME = (
    r"(?i:(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec|mon|tues|wednes|thurs|fri|satur|sun)(?:\w*day)?\b|"
    r"(?:january|february|march|april|june|july|august|september|october|november|december)\b)"
)
_UPPER = "[A-Z\u00c0-\u00de]"
_COUNTRY = rf",\s*(?!{_TIME})[A-Z][\w.]+(?:\s[A-Z][\w.]+)?(?=\s*(?:[,(/\[|:–—-]|\.\s))"
_REGION = rf"(?:,\s*(?:[A-Z]\.){{2,3}}|{_COUNTRY})?(?:\s*\[[A-Z][\w ]+\])?"
_CAPITALS = re.compile(
    rf"(?P<place>(?!{_TIME}){_UPPER}(?:{_UPPER}|[.’'-])+"
    rf"(?:[ /-](?:{_UPPER}(?:{_UPPER}|[.’'-])+|DC|of|de|del|la))*{_REGION})"
)
_MIXED = re.compile(
    rf"(?P<place>(?!{_TIME}){_UPPER}[\w’'-]+(?:[ /-](?:{_UPPER}[\w’'-]+|de|del|la|of|al|es)){{0,3}}{_REGION})"
)
_GAP = re.compile(r"\s*(?:[,.:|(\[]|--|[-–—])?\s*")
_BRACKETED = re.compile(
    r"\s*[,.:]?\s*(?:\(([^()]{2,40})\)|/([^/]{2,30})/|\|\s*([^|]{2,30}?)\s*(?=\|)|\[([^\[\]]{2,40})\])"
)
_BARE_AGENCY = re.compile(r"\s*[,.:|]\s*((?:[A-Z][\w.]*)(?:\s[A-Z][\w.]*){0,3})(?=\s*(?:--|[-–—:.|,]))")
_SPOKEN = re.compile(r"(?=[A-Z\u00c0-\u00de“\"‘'«(\d])")
_END = re.compile(r"\s*[.)\]]?\s*(?:--|[-–—:|])\s*|\s*\.\s+|\s*[)\]]\s*")
_SIGN = re.compile(r"[A-Z][\w.&/-]*(?: [A-Z&][\w.&-]*){0,4}")
_REACH = 4  # blocks of the body's beginning in which a dateline is looked for


class Dateline(Record, frozen=True):
    """The opening of a report: place as written, the date in it, the agency that signs it."""

    place: str | None
    when: WrittenDate | None
    agency: str | None
    text: str


def find_dateline(blocks: Sequence[Block]) -> Dateline | None:
    """The dateline of the first body blocks, or of a line of its own above them; ``None`` where there is none.

    >>> find_dateline([Block(role="body", text="OSTRAVA, July 11 (Reuters) - The talks ended.")]).place
    'OSTRAVA'
    """
    body = [block for block in blocks if block.role == "body"][:_REACH]
    for block in body:
        if (found := read_dateline(_opened(block.text) if is_dateline(block.text) else block.text)) is not None:
            return found
    above = [b.text for b in blocks[: blocks.index(body[0])] if b.role in ("furniture", "byline")] if body else []
    alone = (read_dateline(_opened(text)) for text in above[-6:] if is_dateline(text))
    return next((d for d in alone if d and d.place and is_city(d.place)), None)


def read_dateline(text: str) -> Dateline | None:
    """The dateline that `text` opens with, or ``None``."""
    text = text[:200]
    for capitals, pattern in ((True, _CAPITALS), (False, _MIXED)):
        match = pattern.match(text)
        if match is None:
            continue
        place, start = match.group("place").strip(" ,-"), match.end()
        if "," in place and agency_named(place.rpartition(",")[2]):
            place = place.rpartition(",")[0]  # Tehran, IRNA -
            start = len(place)
        place = place if re.search(r"\.\w\.$", place) else place.rstrip(".")
        if not _may_be_place(place):
            continue
        when, agency, signed, end = _credits(text, start)
        ending = _ending(text, end, signed, when is not None)
        if ending is None:
            continue
        known = is_city(place)
        strong = "." not in text[end:ending].strip()[:1]
        if agency or (when and (strong or known)) or ((capitals or known) and strong and not _clause(text, ending)):
            return Dateline(place=place, when=when, agency=agency, text=text[:ending].strip())
    when, agency, signed, end = _credits(text, 0)
    if agency and signed and (ending := _ending(text, end, signed, when is not None)) is not None:
        return Dateline(place=None, when=when, agency=agency, text=text[:ending].strip())
    return None


def is_dateline(text: str) -> bool:
    """Whether a line is a dateline and nothing else, as in old agency copies.

    >>> is_dateline("OSTRAVA, July 11 (Reuters)")
    True
    """
    if len(text) >= 60:
        return False
    found = read_dateline(_opened(text))
    return found is not None and found.text.endswith("—") and found.place is not None and found.when is not None


def _opened(text: str) -> str:
    """A dateline as it stands when a report follows on its line."""
    return f"{text.rstrip(' —–-')} — X"


def _credits(text: str, start: int) -> tuple[WrittenDate | None, str | None, bool, int]:
    """The day and the agency written from `start` on, whether something that looks a signature stood in brackets, and
    the offset where they end."""
    when: WrittenDate | None = None
    agency: str | None = None
    signed = False
    position = start
    for _ in range(4):
        gap = _GAP.match(text, position)
        begin = gap.end() if gap else position
        date = next(iter(find_dates(text[begin : begin + 40])), None)
        if when is None and date is not None and date.start == 0 and date.day is not None:
            when, position = date, begin + len(date.text.rstrip("."))
            continue
        if (bracket := _BRACKETED.match(text, position)) and (name := next(filter(None, bracket.groups()), None)):
            known = agency_named(name)
            if known is None and not _SIGN.fullmatch(name):
                break
            agency, signed, position = agency or known, True, bracket.end()
            continue
        if (bare := _BARE_AGENCY.match(text, position)) and (known := agency_named(bare.group(1))):
            agency, position = agency or known, bare.end()
            continue
        break
    return when, agency, signed, position


def _ending(text: str, end: int, signed: bool, dated: bool) -> int | None:
    """Where the report begins after the dateline that ends at `end`; ``None`` where no dateline ends so."""
    if match := _END.match(text, end):
        full_stop = match.group().strip() == "."
        if (not full_stop or signed or dated) and _SPOKEN.match(text, match.end()):
            return match.end()
        # "KABUL – dozens were killed": a dash in capitals' wake goes before small letters too
        return match.end() if re.search(r"[-–—]", match.group()) and match.end() < len(text) else None
    return end if signed and end < len(text) else None


def _clause(text: str, ending: int) -> bool:
    """Whether what follows reads as an apposition or a list: "Tolm – a town of gardeners – was quiet"."""
    return text[ending : ending + 1].islower()


def _may_be_place(place: str) -> bool:
    first = place.split(",")[0]
    return (len(first) >= 4 and first.upper() not in _no_place()) or is_city(place)


@lru_cache(maxsize=4_096)
def agency_named(text: str) -> str | None:
    """The agency's name if `text` is one of the forms agencies sign with.

    >>> agency_named("Agence France-Presse")
    'AFP'
    """
    return _agencies().get(text.strip(" ./()[]"))


@lru_cache(maxsize=1)
def _agencies() -> dict[str, str]:
    return {form: row["name"] for row in read_table("agencies.toml")["agency"] for form in row["forms"]}


@lru_cache(maxsize=1)
def _no_place() -> frozenset[str]:
    return frozenset(read_table("agencies.toml")["no_place"])


def is_city(place: str) -> bool:
    """Whether the gazetteer knows a city of that name (a region after a comma is passed over)."""
    first = re.split(r"[,\[/]", place)[0]
    return key(first) in _cities() or key(place) in _cities()


@lru_cache(maxsize=1)
def _cities() -> frozenset[str]:
    """Names and other spellings of the gazetteer's cities, as keys."""
    text = files("demarche.knowledge").joinpath("places", "cities.tsv").read_text(encoding="utf-8")
    rows = [line.split("\t") for line in text.splitlines() if line and not line.startswith("#")][1:]
    return frozenset(
        key(name) for row in rows for name in (row[0], *(row[5].split("|") if len(row) > 5 else ())) if name
    )
