"""The role of every line of a page by rules alone: its own words, the page's title, then what surrounds it.

What a line's place alone says (`BY_PLACE`) is a first guess, which `roles` has the line model look over.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from demarche.articles.datelines import is_dateline
from demarche.articles.days import is_date_line
from demarche.articles.furniture import Verdict, judge_line, load_lexicon
from demarche.articles.headline import Headline, find_headline
from demarche.articles.interjected import mark_among_paragraphs
from demarche.articles.lines import Line, key
from demarche.articles.prose import (
    FUNCTION_WORDS,
    closes_sentence,
    content_words,
    is_prose,
    is_sentence,
    stems,
    words_of,
)
from demarche.records import Record

_NAME = re.compile(r"(?:(?:Dr|Prof|Sir|Amb)\.?\s+)?(?:[A-Z][\w.’'-]*\s+){1,3}[A-Z][\w.’'-]+")
_NAMES = re.compile(rf"{_NAME.pattern}(?:(?:,| and| &)\s+{_NAME.pattern}){{0,3}}")
_BIO = re.compile(
    r"^(?:The (?:author|writer)|[A-Z][\w.’'-]+(?:\s+[A-Z][\w.’'-]+){1,3}),?\s+"
    r"(?:is|was|has been|serves as|works as|teaches)\b"
    r".{0,80}\b(?:fellow|professor|lecturer|analyst|author|director|researcher|scholar|ambassador|commentator|student|"
    r"expert|consultant|"
    r"journalist|editor|columnist|writer|correspondent|chair|founder|member)\b"
)
# an asterisk before a name at the end of a column: "*Ana Example is the chair of an institute"
_STARRED = re.compile(
    r"^\*+\s*(?:(?:Dr|Prof|Mr|Mrs|Ms)\.?\s+)?[A-Z][\w.’'-]+(?:\s+[A-Z][\w.’'-]+){1,3},?\s+"
    r"(?:is|was|has been|serves|works|teaches|writes)\b"
)
_BIO_RULES = frozenset({"author-bio", "bio-fragment", "byline-role", "date-labelled"})
_BY = frozenset({"by", "written by", "author", "about the author", "posted by", "published by", "about author"})
_SAME_TEXT = 0.3  # the same for the very next paragraph, by the beginnings of words
_SAME_MATTER = 0.2  # share of words that a text resumed after a box has in common with the text before it
_MOST_LINES = 4_000  # a page of more lines is no article: its pull quotes are not looked for
_NEAR_END = 2  # lines below the text in which its last, short sentence may stand
_DATELINE = 4  # lines above the text in which a dateline may stand on its own
_ENOUGH = 3  # lines of prose after which a heading such as "Related articles" can end the article


BY_PLACE = ("lead", "deck", "prose", "short-sentence", "between-prose", "outside-body", "above-body")


class Ruled(Record, frozen=True):
    """A verdict for every line of a page, its headline, and the line indices [start, end) of its running text."""

    verdicts: tuple[Verdict, ...]
    headline: Headline | None
    body: tuple[int, int]


def rule_lines(lines: Sequence[Line]) -> Ruled:
    """A role for every line, in order. An empty page has none."""
    sure: list[Verdict | None] = [judge_line(line.text) for line in lines]
    _mark_teasers(lines, sure)
    body = find_body(lines, sure)
    body = _past_captions(lines, sure, body)
    headline = find_headline(lines, sure, body[0])
    if headline is not None and headline.line == body[0]:
        body = (body[0] + 1, max(body[1], body[0] + 1))
    verdicts: list[Verdict | None] = list(sure)
    if headline is not None:
        for copy in headline.copies:
            verdicts[copy] = Verdict(role="furniture", rule="title-copy")
        verdicts[headline.line] = Verdict(role="title", rule="headline")
    _mark_days(lines, verdicts, body)
    _mark_repeats(lines, verdicts)
    _mark_link_lists(lines, verdicts)
    _mark_names(lines, verdicts, headline, body)
    mark_among_paragraphs(lines, verdicts, body)
    for i, line in enumerate(lines):
        if verdicts[i] is None:
            verdicts[i] = _by_place(i, line, body, headline, lines)
    return Ruled(verdicts=tuple(v for v in verdicts if v is not None), headline=headline, body=body)


def find_body(lines: Sequence[Line], sure: Sequence[Verdict | None]) -> tuple[int, int]:
    """Line indices [start, end) of the article's running text, by prose alone; (n, n) where there is none."""
    prose = [i for i, line in enumerate(lines) if sure[i] is None and is_sentence(line.text)]
    if not prose:
        longest = max(range(len(lines)), key=lambda i: len(lines[i].text), default=-1)
        return (longest, longest + 1) if lines and len(words_of(lines[longest].text)) >= 8 else (len(lines), len(lines))
    known = frozenset(prose)
    start = next((i for i in prose if sum(j in known for j in range(i, i + 6)) >= 2), prose[0])
    end, read = start, 0
    for i in prose:
        if i < start:
            continue
        if end > start and _left_article(lines, sure, end, i, read):
            break
        end = i + 1
        read += 1
    return start, end


def _mark_teasers(lines: Sequence[Line], sure: list[Verdict | None]) -> None:
    """Lines cut short are the beginnings of other articles where several stand together, or behind a bullet."""
    cut = [
        i
        for i, line in enumerate(lines)
        if sure[i] is None and line.text[-1] in _CUT_AT and _CUT.search(line.text) and len(words_of(line.text)) <= 60
    ]
    for i in cut:
        if _BULLET.match(lines[i].text) or sum(0 < abs(i - other) <= _TOGETHER for other in cut) >= 2:
            sure[i] = Verdict(role="furniture", rule="teaser")


_HOUR = re.compile(r"\b\d{1,2}:\d{2}\b|\b\d{1,2}\.\d{2} ?[ap]\.?m\b", re.I)
_CUT = re.compile(
    r"(?:\w[”\"’']?\s?(?:\.{3}|…)|\[(?:\.{3}|…)\])\s*"
    r"(?:\[?(?:read|view|see|learn) more\]?|continue reading|more|less|[»›>]+)?\W*$",
    re.I,
)
_CUT_AT = frozenset(".…]»›>eEgGsS ")  # what such lines end in
_BULLET = re.compile(r"[*•·◦▪‣–—+>»-]\s")
_TOGETHER = 8  # lines


def _past_captions(lines: Sequence[Line], sure: list[Verdict | None], body: tuple[int, int]) -> tuple[int, int]:
    """Where the text begins after pictures' captions that read as sentences: signed in brackets, or printed twice.

    Notes them in `sure`.
    """
    start, end = body
    while start < end - 1:
        twice = any(lines[start].text == lines[j].text for j in (start - 1, start + 1) if 0 <= j < len(lines))
        if not (_SIGNED_CAPTION.search(lines[start].text) or twice) or len(words_of(lines[start].text)) > 60:
            break
        later = next((i for i in range(start + 1, end) if sure[i] is None and is_sentence(lines[i].text)), None)
        if later is None or later > start + 8:
            break
        sure[start] = Verdict(role="caption", rule="caption-above")
        start = later
    return start, end


# "The two ministers in Keld. (Ministry of Defence)": a paragraph is signed so by agencies only, and at the end
_SIGNED_CAPTION = re.compile(r"[.!?”\"]\s*[\[(][A-Z][^()\[\]]{2,60}[\])]\.?$")


def _left_article(lines: Sequence[Line], sure: Sequence[Verdict | None], end: int, here: int, read: int) -> bool:
    """Whether the lines between the last prose and this one say that the article was over."""
    if read < _ENOUGH:
        return False
    closed = next((i for i in range(here - 1, end - 1, -1) if (verdict := sure[i]) is not None and verdict.ends), None)
    if closed is not None:
        return not _goes_on(lines, sure, closed, here)
    lexicon = load_lexicon()
    if not any(key(lines[i].text) in lexicon.tail for i in range(end, here)):
        return False
    if here - end < 8 and sum(sure[i] is not None for i in range(end, here)) < 2:
        return False
    told = stems(" ".join(lines[i].text for i in range(max(end - 30, 0), end) if sure[i] is None))
    resumed = stems(" ".join(line.text for line in lines[here : here + 4]))
    return len(resumed & told) < _SAME_MATTER * len(resumed)


def _goes_on(lines: Sequence[Line], sure: Sequence[Verdict | None], closed: int, here: int) -> bool:
    """Whether the text goes on below a link to the comments: at once, in its own words, and not as readers write."""
    text = _QUOTATION.sub("", lines[here].text)
    if here - closed > 2 or _READER.search(text) or not is_prose(lines[here].text):
        return False
    told = stems(" ".join(lines[i].text for i in range(max(closed - 30, 0), closed) if sure[i] is None))
    own = stems(lines[here].text)
    return len(own & told) >= _SAME_TEXT * len(own)


_QUOTATION = re.compile('[“"][^“”"]*[”"]')
# how readers write beneath an article and reporters do not
_READER = re.compile(r"\b(?:I|I’m|I'm|my|me|you|your)\b|!!|\?\?|^[a-z]|^[\w .-]{2,24}: \S|\b(?:lol|imho|btw)\b")


def _mark_days(lines: Sequence[Line], verdicts: list[Verdict | None], body: tuple[int, int]) -> None:
    """A day with little beside it, above or below the text, is a byline; inside it, it may head a timeline's part
    unless it tells the hour, too."""
    for i, line in enumerate(lines):
        inside = body[0] < i < body[1] and not _HOUR.search(line.text)
        if verdicts[i] is None and not inside and is_date_line(line.text):
            verdicts[i] = Verdict(role="byline", rule="date-line")


def _mark_repeats(lines: Sequence[Line], verdicts: list[Verdict | None]) -> None:
    """A paragraph or caption that came before is furniture, and so is a pull quote: it stands in a longer line."""
    seen: set[str] = set()
    captions: set[str] = set()
    long_lines = [line.text for line in lines if len(line.text) >= 80] if len(lines) <= _MOST_LINES else []
    for i, line in enumerate(lines):
        if (verdict := verdicts[i]) is not None:
            if verdict.role == "caption":
                if (words := key(line.text)) in captions:  # a gallery prints them with each picture
                    verdicts[i] = Verdict(role="furniture", rule="repeated-line")
                captions.add(words)
            continue
        phrase = key(line.text)
        bare = line.text.strip("“”\"'‘’")
        if len(phrase) >= 60 and phrase in seen and not line.text.endswith("?"):
            verdicts[i] = Verdict(role="furniture", rule="repeated-line")
        elif 40 <= len(line.text) < 200 and any(
            bare in other and len(other) > 1.3 * len(line.text) for other in long_lines
        ):
            verdicts[i] = Verdict(role="furniture", rule="pull-quote")
        seen.add(phrase)


def _mark_link_lists(lines: Sequence[Line], verdicts: list[Verdict | None]) -> None:
    """Headlines under a lone "ALSO READ" or "Related articles" are links, up to the next sentence."""
    lexicon = load_lexicon()
    listing = False
    for i, line in enumerate(lines):
        phrase = key(line.text)
        if (verdict := verdicts[i]) is not None:
            if phrase == "end of list":
                _mark_back(lines, verdicts, i)
            if phrase == "end of list" or verdict.role in ("title", "byline"):
                listing = False  # what stands below a headline or its author is no list's
                continue
            listing = (
                listing
                or phrase in _LISTS
                or verdict.rule == "list-mark"
                or (phrase in lexicon.tail and phrase.startswith(("related", "more")))
            )
            continue
        closed = closes_sentence(line.text) and not line.text.endswith(("?", "’", "'"))
        if not closed and _CLOCKED.match(line.text) and _clocked_beside(lines, i):
            verdicts[i] = Verdict(role="furniture", rule="link-list")
        elif is_sentence(line.text) or closed or not 4 <= len(words_of(line.text)) <= 25:
            listing = False
        elif listing:
            verdicts[i] = Verdict(role="furniture", rule="link-list")


def _mark_back(lines: Sequence[Line], verdicts: list[Verdict | None], end: int) -> None:
    """The lines above "end of list" are the list's, up to the sentence above it."""
    for i in range(end - 1, -1, -1):
        if verdicts[i] is None:
            if is_sentence(lines[i].text) or len(words_of(lines[i].text)) > 25:
                return
            verdicts[i] = Verdict(role="furniture", rule="link-list")


def _clocked_beside(lines: Sequence[Line], i: int) -> bool:
    """Whether the line above or below begins with a time of day, too: the news of the day, a headline each."""
    beside = [lines[j].text for j in (i - 1, i + 1) if 0 <= j < len(lines)]
    return any(_CLOCKED.match(text) and not closes_sentence(text) for text in beside)


_CLOCKED = re.compile(r"^\d{1,2}[:.]\d{2}\s*[|–-]?\s+\S+ \S+ \S")


_LISTS = frozenset(
    {
        "also read",
        "keep reading",
        "read also",
        "read more",
        "see also",
        "also see",
        "read next",
        "must read",
        "don t miss",
        "recommended",
        "trending",
        "most read",
        "most popular",
        "most commented",
        "most shared",
        "most viewed",
        "most watched",
        "most read this week",
        "popular now",
        "trending now",
        "trending stories",
        "recommended for you",
        "recommended stories",
        "in case you missed it",
        "icymi",
        "up next",
        "next",
        "editor s picks",
        "editors picks",
        "top stories",
        "latest news",
        "more stories",
        "related",
        "related stories",
        "related news",
        "popular stories this week",
        "here s what else you should read",
    }
)


def _mark_names(
    lines: Sequence[Line], verdicts: list[Verdict | None], headline: Headline | None, body: tuple[int, int]
) -> None:
    """A bare name beside a byline, an author's bio or between headline and body is a byline; so is a bio at the end."""
    authors = {line.text for line, verdict in zip(lines, verdicts, strict=True) if _names_author(verdict)}
    for i, line in enumerate(lines):
        if verdicts[i] is not None:
            continue
        if _NAMES.fullmatch(line.text):
            above = i > 0 and key(lines[i - 1].text) in _BY and verdicts[i - 1] is not None
            below = i + 1 < len(lines) and (verdict := verdicts[i + 1]) is not None and verdict.rule in _BIO_RULES
            heads = headline is not None and headline.line < i < body[0] and i - headline.line <= 3
            if above or below or heads:
                verdicts[i] = Verdict(role="byline", rule="name-by-byline")
                authors.add(line.text)
        elif i >= body[1] - 2 and _STARRED.match(line.text) and len(words_of(line.text)) <= 70:
            verdicts[i] = Verdict(role="byline", rule="author-bio")
        elif i >= body[1] - 2 and (match := _BIO.match(line.text)) and len(words_of(line.text)) <= 70:
            known = any(name in match.group() for name in authors)
            if known or line.text.startswith("The ") or i >= body[1] - 1:
                verdicts[i] = Verdict(role="byline", rule="author-bio")


def _names_author(verdict: Verdict | None) -> bool:
    return verdict is not None and verdict.role == "byline" and verdict.rule in ("byline", "byline-dated")


def _by_place(i: int, line: Line, body: tuple[int, int], headline: Headline | None, lines: Sequence[Line]) -> Verdict:
    start, end = body
    sentence = is_sentence(line.text)
    if start <= i < end:
        if i == start and sentence and headline is not None and headline.line < i:
            return Verdict(role="body", rule="lead")
        short = closes_sentence(line.text) and len(words_of(line.text)) >= 4
        return Verdict(role="body", rule="prose" if sentence else "short-sentence" if short else "between-prose")
    if start - _DATELINE <= i < start and is_dateline(line.text):
        return Verdict(role="body", rule="dateline")
    if headline is not None and headline.line < i < start and _is_deck(i, line, headline, lines[start : start + 30]):
        return Verdict(role="body", rule="deck")
    if end <= i <= end + _NEAR_END and closes_sentence(line.text) and len(words_of(line.text)) >= 4:
        told = stems(" ".join(one.text for one in lines[start:end])) if i > end else frozenset()
        if i == end or (stems(line.text) & told and not _READER.search(_QUOTATION.sub("", line.text))):
            return Verdict(role="body", rule="prose")
    if i == end == len(lines) - 1 and _reads_on(line.text):
        return Verdict(role="body", rule="prose")
    # the site's name, its motto and the like between menu and text; a deck is longer or a sentence
    above = i < start and len(words_of(line.text)) < 8 and not closes_sentence(line.text)
    return Verdict(role="furniture", rule="above-body" if above else "outside-body")


def _reads_on(text: str) -> bool:
    """Whether a page's last line reads as running text that lost its end: "..., the broadcaster reports"."""
    words = words_of(text)
    return len(words) >= 14 and sum(word in FUNCTION_WORDS for word in words) >= 0.2 * len(words)


def _is_deck(i: int, line: Line, headline: Headline, text: Sequence[Line]) -> bool:
    """The lines that stand between headline and body and speak of the same matter."""
    words = len(words_of(line.text))
    if is_sentence(line.text) or (closes_sentence(line.text) and words >= 6):
        return True
    own = content_words(line.text)
    shared = own & content_words(" ".join(other.text for other in text))
    return i <= headline.line + 2 and words >= 8 and len(shared) >= 0.25 * max(len(own), 1)
