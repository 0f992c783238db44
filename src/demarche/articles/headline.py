"""The title of a page of plain lines: the true headline among its copies, truncations and the site's name."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from functools import lru_cache

import msgspec

from demarche.articles.datelines import is_dateline, read_dateline
from demarche.articles.days import find_dates, is_date_line
from demarche.articles.furniture import Verdict, read_table
from demarche.articles.interjected import speaks_of_page
from demarche.articles.lines import Line, key
from demarche.articles.prose import is_prose, is_sentence, stems, words_of
from demarche.records import Record

_HEADING = re.compile(r"#{1,4}\s+(?:\*\*)?|\*\*(?=.*\*\*$)|={2,4}\s+")  # as copies in Markdown have it
_BAR = re.compile(r"\s*(?:\||\s»|\s::|\s·|\s•)\s+")
_DASH = re.compile(r"\s+[-–—]\s+")
_ELLIPSIS = re.compile(r"\s*(?:\.{3}|…|\[…\]|\[\.\.\.\])\s*$")
_CREDITED = re.compile(r"\([^()]*/[^()]*\)$")  # a picture's credit: (Agency/Pool)
_SUFFIX = re.compile(r"\s*[|»:·•–—-]|\s*$")
_BULLET = re.compile(r"^[*+•·▪◦‣›»>o]\s")
_NAME = re.compile(r"[A-Z][\w’'-]+ (?:[A-Z]\.? )?[A-Z][\w’'-]+")
_CODE = re.compile(r"(?:[a-z]*\d+[a-z]+\d*|\d{5,}|[0-9a-f]{8,})[\da-z]*", re.I)
_MEASURE = re.compile(r"^[\d.,/½¼¾]+\s*(?:g|kg|ml|l|dl|cl|oz|lbs?|tbsp|tsp|cups?|tablespoons?|teaspoons?)\b", re.I)
_CLOCK = re.compile(r"\b\d{1,2}[:.]\d\d\b.*\b(?:19|20)\d\d\b")
_PARTED = re.compile(r"\s*[|•·»]\s*|\s{2,}")
_BARRED = re.compile(r"\s[|•·»]\s|\s{3,}")
_TURN = re.compile(r"([A-Z][\w.’'-]*(?: [A-Z][\w.’'-]*){0,4}): \S")
_REACH = 40  # lines above the body in which a headline is looked for
_COMPARED = 8  # candidates whose copies on the page are looked for
_MARGIN = 1.1  # how much worse than the line below it a headline may score
_DECK = 1.6  # the same for one directly above it
_LEAST = 0.5  # score below which no line is called the title


class Headline(Record, frozen=True):
    """The title: which line holds it, the part of that line it is (offsets into `Line.text`), which lines repeat it."""

    line: int
    start: int
    end: int
    text: str
    copies: tuple[int, ...]
    score: float


def find_headline(lines: Sequence[Line], verdicts: Sequence[Verdict | None], body_start: int) -> Headline | None:
    """The best headline among the lines up to `body_start`, or ``None`` where none looks like one."""
    reach = [i for i in range(min(body_start + 1, len(lines))) if i < 4 or i >= body_start - _REACH]
    near = [line.text for line in lines[body_start : body_start + 40]]
    text = [near[0], *(line for line in near[1:] if is_sentence(line))] if near else []  # no teasers' words
    below, after_first = stems(" ".join(text)), stems(" ".join(text[1:]))
    found: list[Headline] = []
    for i in reach:
        if not _may_be(i, lines, verdicts, body_start):
            continue
        start, end = clean_title(lines[i].text)
        title = lines[i].text[start:end]
        score = _score(title, below if i < body_start else after_first)
        if i > 0 or body_start != 1:  # nothing but the headline stands above a text that shares no word with it
            score -= 0.0 if stems(title) & below else 0.6
        score += 0.3 * (end - start == len(lines[i].text)) - 0.03 * (body_start - i)
        score += _credited_below(i, lines, verdicts)
        found.append(Headline(line=i, start=start, end=end, text=title, copies=(), score=score))
    compared: list[Headline] = []
    for one in sorted(found, key=lambda one: -one.score)[:_COMPARED]:
        copies = tuple(j for j in reach if j != one.line and _repeats(lines[j].text, one.text))
        # a section's or a channel's name is repeated too
        score = one.score + min(len(copies), 2) * (1.5 if len(words_of(one.text)) >= 4 else 0.5)
        compared.append(msgspec.structs.replace(one, copies=copies, score=score))
    best = max(compared, key=lambda one: (one.score, -one.line), default=None)
    if best is None or best.score < _LEAST or _stands_apart(best, below, verdicts[:body_start]):
        return None
    # the headline stands above its deck, which shares as many words with the text
    matter = below | stems(best.text)
    above = [
        one
        for one in compared
        if _close_above(one, best, verdicts)
        and one.score >= best.score - (_MARGIN if one.line < best.line - 1 else _DECK)
        and len(stems(one.text) & matter) >= (1 if one.score >= best.score - _MARGIN else 2)
    ]
    return min(above, key=lambda one: one.line) if above and not best.copies else best


def _stands_apart(best: Headline, below: frozenset[str], verdicts: Sequence[Verdict | None]) -> bool:
    """Whether the best candidate is no headline: nothing but a word in common with the text and the menu between."""
    if best.copies or len(stems(best.text) & below) > 1:
        return False
    return any(verdict is not None and verdict.rule in _CHROME for verdict in verdicts[best.line + 1 :])


_CHROME = frozenset({"page-stamp", "timed-link"})  # what shows a page without a headline


def _close_above(one: Headline, best: Headline, verdicts: Sequence[Verdict | None]) -> bool:
    """Whether `one` stands at most two lines above `best`, not counting share links, dates and the like between."""
    between = sum(verdicts[i] is None for i in range(one.line + 1, best.line)) if one.line < best.line else 9
    return between <= 1 and best.line - one.line <= 6


def _credited_below(i: int, lines: Sequence[Line], verdicts: Sequence[Verdict | None]) -> float:
    """What a byline or a day within the three lines below adds: they stand under headlines, hardly under teasers."""
    for j in range(i + 1, min(i + 4, len(lines))):
        verdict = verdicts[j]
        if verdict is not None and verdict.rule in _BYLINES:
            return 0.8
        if verdict is None and is_date_line(lines[j].text):
            return 0.4
    return 0.0


_BYLINES = frozenset({"byline", "byline-dated", "byline-role", "agency-line", "date-labelled"})


def _may_be(i: int, lines: Sequence[Line], verdicts: Sequence[Verdict | None], body_start: int) -> bool:
    """Whether the line can be a headline: of its length, not settled by a sure rule, and no paragraph of the text."""
    text, words = lines[i].text, len(words_of(lines[i].text))
    verdict = verdicts[i]
    if len(text) > 500 or not 3 <= words <= 45 or (verdict is not None and verdict.rule != "capital-link"):
        return False
    if (
        _BULLET.match(text)
        or _MEASURE.match(text)
        or read_dateline(text) is not None
        or is_dateline(text)
        or is_date_line(text)
        or _is_menu(text)
        or speaks_of_page(text, ())
        or (words <= 3 and _NAME.fullmatch(text))
        or _is_turn(i, lines)
    ):
        return False
    if i < body_start:
        return True
    if any(_is_suffixed(lines[j].text, text) for j in range(min(3, i))):
        return True  # the document's title, with the site's name after it
    last = text.rstrip("”\"’'")[-1:]
    below = lines[i + 1 : i + 2] if last in ".…:;," else lines[i + 1 : i + 4]
    return words <= (12 if last in ".…:;," else 24) and any(is_sentence(line.text) for line in below)


def _is_menu(text: str) -> bool:
    """Whether the line is short links in a row: "Sign in   |   Basket (0)", "Home   World   Sport"."""
    pieces = [piece for piece in _PARTED.split(text) if piece.strip()]
    least = 2 if _BARRED.search(text) else 3
    return len(pieces) >= least and all(len(words_of(piece)) <= 3 for piece in pieces)


def _is_turn(i: int, lines: Sequence[Line]) -> bool:
    """Whether a line begins a transcript: "Harbour News: Will the talks go on?", speaker after speaker below."""
    if not _TURN.match(lines[i].text):
        return False
    # copies of a headline, "Grain: Prices jump", are no turns, and sections of a page name few of its lines
    texts = dict.fromkeys(line.text for line in lines[i : i + _REACH] if len(words_of(line.text)) >= 4)
    speakers = Counter(turn[1] for text in texts if (turn := _TURN.match(text)) is not None)
    return speakers.total() >= max(3, 0.4 * len(texts)) and max(speakers.values()) >= 2


def _score(text: str, body: frozenset[str]) -> float:
    words = words_of(text)
    own = stems(text)
    score = 3.4 * len(own & body) / (len(own) + 1)  # few words stand in the text by chance
    score += 0.5 if 5 <= len(words) <= 18 else 0.0
    score -= 1.0 if len(words) > 28 else 0.0
    score -= 0.7 if len(words) < 4 else 0.0
    score -= 1.5 if text.endswith((".", ":", ",", ";")) and not _ELLIPSIS.search(text) else 0.0
    score -= 1.0 if _ELLIPSIS.search(text) else 0.0
    score -= 1.5 if text[:1].islower() else 0.0
    score -= 1.5 if len(words) <= 5 and (_is_site(text) or _is_body(text)) else 0.0
    score -= 2.5 if (dash := _DASH.search(text)) and _is_site(text[: dash.start()]) else 0.0  # a site and its motto
    score -= 2.0 if _CREDITED.search(text) else 0.0
    score -= 1.5 if len(words) <= 8 and (_CLOCK.search(text) or any(d.full for d in find_dates(text))) else 0.0
    score -= 3.0 if sum(_CODE.fullmatch(word) is not None for word in words) * 2 >= len(words) else 0.0
    score -= 1.5 if is_prose(text) and len(words) > 18 else 0.0
    return score


def _is_suffixed(line: str, title: str) -> bool:
    """Whether `line` is the title and a site's name after a separator."""
    return line.startswith(title) and _SUFFIX.match(line, len(title)) is not None


def _repeats(line: str, title: str) -> bool:
    """Whether `line` is the title again: the same, cut short, glued to a breadcrumb, or with a site's name after it."""
    mine, (other, cut) = key(title).replace(" ", ""), _letters(line)
    if not mine or not other:
        return False
    if mine == other:
        return True
    if cut and len(other) >= 15:
        return mine.startswith(other) or any(mine.startswith(other[k:]) for k in range(1, min(60, len(other) - 14)))
    if len(mine) < 15 or len(other) > len(mine) + 70:
        return False
    if other.endswith(mine) or (other.startswith(mine) and _SUFFIX.match(line, len(title)) is not None):
        return not is_prose(line) or len(other) - len(mine) < 30
    return False


@lru_cache(maxsize=2_048)  # each of a page's candidates is compared with the same lines
def _letters(line: str) -> tuple[str, bool]:
    """The line's letters and digits without what cuts it short, and whether something does."""
    cut = _ELLIPSIS.search(line) is not None
    return key(_ELLIPSIS.sub("", line) if cut else line).replace(" ", ""), cut


def clean_title(text: str) -> tuple[int, int]:
    """Offsets of the headline in `text`: without the site's name after it, a kicker and a mark-up sign before it.

    >>> title = "Varnia closes its border | Updates on the northern crisis"
    >>> title[slice(*clean_title(title))]
    'Varnia closes its border'
    """
    start, end = (match.end() if (match := _HEADING.match(text)) else 0), len(text)
    if start and text[:start].strip("# ") == "**" and text.endswith("**"):
        end -= 2
    while match := _last(_BAR, text, start, end):
        rest, tail = text[start : match.start()], text[match.end() : end]
        if len(words_of(rest)) >= 3 and len(words_of(tail)) <= max(8, len(words_of(rest)) - 1):
            end = match.start()
        elif len(words_of(rest)) <= 3 and key(rest) in _sites()[1]:
            start = match.end()
        else:
            break
    if (match := _last(_DASH, text, start, end)) and len(words_of(text[start : match.start()])) >= 3:
        tail = text[match.end() : end]
        if _is_site(tail):
            end = match.start()
    return start, start + len(text[start:end].rstrip(" |–—-»·"))


def _last(pattern: re.Pattern[str], text: str, start: int, end: int) -> re.Match[str] | None:
    found = list(pattern.finditer(text, start, end))
    return found[-1] if found else None


def _is_site(tail: str) -> bool:
    """Whether a title's last segment is a site's name: short, capitalised, with a word that names use, or a domain."""
    words = tail.split()
    if not words or len(words) > 6:
        return False
    if re.fullmatch(r"(?:[\w-]+\.)+[a-z]{2,6}", tail, re.I):
        return True
    capital = all(
        word[:1].isupper() or word[:1].isdigit() or word.casefold() in ("of", "the", "and", "&", "for", "in")
        for word in words
    )
    return capital and bool(_sites()[0] & set(key(tail).split()))


def _is_body(text: str) -> bool:
    """Whether a line is nothing but the name of the ministry or embassy whose page it is."""
    words = text.split()
    small = ("of", "the", "and", "for", "in", "to")
    return all(word[:1].isupper() or word in small for word in words) and bool(_sites()[2] & set(key(text).split()))


@lru_cache(maxsize=1)
def _sites() -> tuple[frozenset[str], frozenset[str], frozenset[str]]:
    """Words of site names, kickers, words of bodies' names; as keys."""
    table = read_table("sites.toml")
    words, kickers, bodies = (frozenset(map(key, table[name])) for name in ("site_words", "kickers", "bodies"))
    return words, kickers, bodies
