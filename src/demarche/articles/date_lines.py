"""The lines that hold a day and little else, and whose day it is: the article's, the visit's, or nobody knows.

A line between headline and text is the article's where a credit stands beside it, or where it stands there alone. A day
among menu lines, one with its weekday as banners print it, and one on a page without a headline may as well be the day
of the visit: it bounds the article and dates it only where the text itself names that day (`published`).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import Literal

from demarche.articles.datelines import agency_named
from demarche.articles.days import WrittenDate, find_dates, is_date_line
from demarche.articles.furniture import Verdict, load_lexicon, read_table
from demarche.articles.lines import Line, key
from demarche.articles.prose import words_of
from demarche.articles.roles import Labelled
from demarche.records import Record

Place = Literal["banner", "loose", "header", "tail"]

_ADDRESS = re.compile(r"https?://[\w.-]+\.[a-z]{2,}(?::\d+)?(?:/\S*)?", re.I)
_CLOCK = re.compile(r"\b\d{1,2}[:.]\d{2}\b")
_PUBLISHED = re.compile(r"\b(?:publish(?:ed)?|posted|issued|created|released?|date)\b", re.I)
_UPDATED = re.compile(r"\b(?:updat(?:ed?|ing)|modified|last)\b", re.I)
_UPDATE_FIRST = re.compile(r"\W*(?:last )?(?:updated?|modified)", re.I)
# "Today is ...", "You are browsing as a guest. ...", "Printed from ... on ...", "E-Paper ...", "Keld 12°C, ..."
_VISIT = re.compile(
    r"\b(?:today|current (?:date|time)|it is now|right now|browsing|visit(?:ed|ing)?|logged in|printed|generated|"
    r"retrieved|accessed|archived|captured|cached|crawled|downloaded|snapshot|e-?paper|print edition|today's paper)\b|"
    r"\b(?:vol|volume|issue|no)\b\.? ?\d+|°",
    re.I,
)
_FIRST_PUBLISHED = re.compile(r"\W*(?:first|originally) published\b", re.I)
_ALSO_PUBLISHED = re.compile(r"\b(?:publish(?:ed)?|posted)\b", re.I)
_AUTHOR = re.compile(
    r"[A-Z][\w’'-]+(?: [A-Z]\.)?(?: (?:de|van|von|bin|al|el))?(?: [A-Z][\w’'-]+){1,2}|[A-Z]{2,}(?: [A-Z]{2,}){1,2}"
)
_NEAR_TAIL = 4  # lines below the text in which its own day may stand
_CREDITS = frozenset({"byline", "byline-dated", "byline-role", "agency-line", "reporting-credit", "name-by-byline"})
_ROWS = frozenset({"menu-row", "breadcrumb", "breadcrumb-glued"})


class DateLine(Record, frozen=True):
    """A line that holds a date and little else, and what it says of itself.

    `place`: "banner" is the visit's or the site's, "loose" anybody's, "header" and "tail" the article's own, above and
    below its text.
    """

    date: WrittenDate
    text: str
    place: Place
    label: str | None = None  # "published", "updated"


def label_of(text: str) -> str | None:
    """Whether a date line says that it is the publication's or an update's.

    >>> label_of("Published: 12 March 2024 | Updated: 13 March 2024")
    'published'
    """
    if _PUBLISHED.search(text) and not _UPDATE_FIRST.match(text):
        return "published"
    return "updated" if _UPDATED.search(text) else None


def find_date_lines(lines: Sequence[Line], labelled: Labelled) -> list[DateLine]:
    """The date lines of a page of plain lines, in order; those of comments and of other articles are none."""
    return list(_date_lines(lines, labelled))


def _date_lines(lines: Sequence[Line], labelled: Labelled) -> Iterator[DateLine]:
    verdicts, headline = labelled.verdicts, labelled.headline
    body = [i for i, verdict in enumerate(verdicts) if verdict.role == "body"]
    title = headline.line if headline is not None else -1
    text = [i for i in body if i > title and verdicts[i].rule != "deck"]  # days stand under the deck, too
    first, last = (text[0], body[-1]) if text else (len(lines), len(lines))
    second = next(iter(text[1:]), last)
    copies = headline.copies if headline is not None else ()
    last_copy = max([title, *(copy for copy in copies if copy < first)])
    banners: list[str] = []
    for i, line in enumerate(lines):
        date = _lone_date(lines, i, verdicts[i])
        if date is None:
            continue
        label = label_of(line.text) or _label_above(lines, i)
        under_lead = text[:1] == [first] and first < i < second and _CLOCK.search(line.text) and is_date_line(line.text)
        place: Place | None
        if _VISIT.search(line.text) and not _ALSO_PUBLISHED.search(line.text):
            place = "banner"
        elif i > last:
            place = "tail" if label == "published" and _closes_text(lines, verdicts, last, i) else None
        elif i > first and not under_lead:
            place = None  # in a box between paragraphs
        elif label == "published":
            place = "header"
        elif i < title or (i < last_copy and date.weekday is not None):
            place = "banner"
        else:
            later = date.iso is not None and any(shown > date.iso for shown in banners)
            own = under_lead or _is_own(lines, labelled, i, title, first, other_banner=later)
            place = "header" if own else "loose"
        if place is None:
            continue
        if place in ("banner", "loose") and date.full and date.iso:
            banners.append(date.iso)
        yield DateLine(date=date, text=line.text, place=place, label=label)


def _lone_date(lines: Sequence[Line], i: int, verdict: Verdict) -> WrittenDate | None:
    """The first date with its day of a line that holds little else."""
    text = lines[i].text
    if verdict.role in ("body", "title", "caption") or verdict.rule.startswith("comment-") or _ADDRESS.fullmatch(text):
        return None  # the day in an address is its page's, which may be another one
    words = len(words_of(text))
    if words > 24:
        return None
    date = next((date for date in find_dates(text) if date.day is not None), None)
    if date is None:
        return None
    bare = words <= 12 or verdict.role == "byline" or label_of(text) or _label_above(lines, i)
    return date if bare else None


def _label_above(lines: Sequence[Line], i: int) -> str | None:
    """ "Published" on a line of its own labels the date below it."""
    return label_of(lines[i - 1].text) if i and len(words_of(lines[i - 1].text)) <= 3 else None


def _closes_text(lines: Sequence[Line], verdicts: Sequence[Verdict], last: int, i: int) -> bool:
    """Whether line `i` stands just below the text: no heading of other articles or of comments between."""
    between = range(last + 1, i)
    tail = load_lexicon().tail
    if _FIRST_PUBLISHED.match(lines[i].text):  # teasers are not told so
        return True
    return len(between) < _NEAR_TAIL and not any(verdicts[j].ends or key(lines[j].text) in tail for j in between)


def _is_own(lines: Sequence[Line], labelled: Labelled, i: int, title: int, first: int, *, other_banner: bool) -> bool:
    """Whether the day at line `i`, above the text and not above the headline, is the article's."""
    text, verdict = lines[i].text, labelled.verdicts[i]
    if other_banner:
        return True  # the later day of two is the visit's
    kinds = [_kind(lines[j], labelled.verdicts[j]) for j in range(max(title + 1, 0), min(first, len(lines)))]
    here = i - max(title + 1, 0)
    above = [kind for kind in kinds[:here] if kind != "share"]
    below = [kind for kind in kinds[here + 1 :] if kind != "share"]
    if verdict.rule == "byline-dated" or _names_author(text) or "credit" in (*above[-1:], *below[:1]):
        return True
    dates = find_dates(text)
    banner_form = any(date.weekday is not None for date in dates) and not _CLOCK.search(text)
    return title >= 0 and not banner_form and "site" not in (*above, *below[:2])


def _names_author(text: str) -> bool:
    """Whether a date line names a person or an agency beside the day."""
    for date in find_dates(text)[::-1]:
        text = f"{text[: date.start]}|{text[date.end :]}"
    pieces = (piece.strip(" .,:()*") for piece in re.split(r"[|•·]|\s[-–—]+\s|[-–—](?=\|)|\b(?:by|By|BY)\b", text))
    return any(agency_named(p) or (_AUTHOR.fullmatch(p) and not _chrome_words() & set(key(p).split())) for p in pieces)


def _kind(line: Line, verdict: Verdict) -> str:
    """What a line between headline and text is: "credit", "share", "site" (the site's navigation), or "other"."""
    if verdict.role == "byline" and verdict.rule in _CREDITS:
        # a bare line in capitals or of a paper's words is the site's own name
        named = verdict.rule != "name-by-byline" or not (
            line.text.isupper() or _chrome_words() & set(key(line.text).split())
        )
        return "credit" if named else "other"
    words = key(line.text)
    if verdict.role == "body" or words.count(" ") > 7 or _ADDRESS.fullmatch(line.text):
        return "other"
    if verdict.role == "caption" or verdict.rule in ("reading-time", "counter", "share-count", "no-words"):
        return "share"
    if _share_words() & set(words.split()):
        return "share"
    if verdict.rule in _ROWS or words in load_lexicon().section or _chrome_words() & set(words.split()):
        return "site"
    return "other"


@lru_cache(maxsize=1)
def _share_words() -> frozenset[str]:
    return frozenset(read_table("sites.toml")["share_words"])


@lru_cache(maxsize=1)
def _chrome_words() -> frozenset[str]:
    return frozenset(read_table("sites.toml")["chrome_words"])
