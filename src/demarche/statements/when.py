"""When a statement was made: its own time words, else the same speaker's date before, else the article's."""

from __future__ import annotations

import re
from collections.abc import Sequence

import msgspec
from spacy.tokens import Doc

from demarche.records import Article, Date, Reason, Statement, Timex
from demarche.times import time_of

_REPLY = re.compile(
    r"\b(?:lash\w* back|hit back|fir\w+ back|shot back|in response|in reply|respond\w* to|repl\w+ to"
    r"|(?:at|to|the) (?:the )?(?:accusation|allegation|criticism|claim|charge)s?)\b"
)


def date_statements(
    statements: Sequence[Statement], article: Article, doc: Doc, timexes: Sequence[Timex]
) -> tuple[Statement, ...]:
    """`statements` with their dates; a date that is not the saying's own says so in its reasons."""
    dated: list[Statement] = []
    last: dict[str, tuple[Date, int, str | None]] = {}
    for statement in statements:
        date: Date | None = None
        reason: Reason | None = None
        at = statement.content[0].start
        if statement.cue is not None and not statement.headline:
            date = _own_time(statement, statements, article, doc, timexes)
        if date is None and not statement.headline and _answers(statement, doc) and dated:
            date = dated[-1].date  # "lashed back at the accusation": of the same days as what it answers
        key = statement.party or statement.speaker
        if date is not None:
            if key is not None:
                last[key] = (date, at, statement.speaker)
        elif key is not None and key in last and not statement.headline and _goes_on(article, statement, *last[key]):
            date, reason = last[key][0], Reason(rule="date of the saying before", words=last[key][0])
            last[key] = (date, at, statement.speaker)
        elif article.published.date is not None:
            date, reason = article.published.date, Reason(rule="date of the article")
        reasons = (*statement.reasons, reason) if reason is not None else statement.reasons
        dated.append(msgspec.structs.replace(statement, date=date, reasons=reasons))
    return tuple(dated)


def _goes_on(article: Article, statement: Statement, date: Date, before: int, speaker: str | None) -> bool:
    """Whether a saying has the date of its party's last: at most two paragraph borders between them.

    What a party said in another year ("in 1979 the president threatened") is gone on with by the same speaker only.
    """
    recalled = (article.published.latest or article.published.date or date)[:4] > date[:4]
    if recalled and (speaker is None or statement.speaker != speaker):
        return False
    return article.text.count("\n\n", *sorted((before, statement.content[0].start))) <= 2


def _answers(statement: Statement, doc: Doc) -> bool:
    """The sentence of the cue says that something said before is answered."""
    if statement.cue is None:
        return False
    span = doc.char_span(statement.cue.start, statement.cue.end, alignment_mode="expand")
    return span is not None and _REPLY.search(span.sent.text) is not None


def _own_time(
    statement: Statement, statements: Sequence[Statement], article: Article, doc: Doc, timexes: Sequence[Timex]
) -> Date | None:
    """The date of the saying clause; time words inside what is said, here or beside it, do not date the saying."""
    cue = statement.cue
    if cue is None:
        return None
    said = [
        span for other in statements for span in other.content if not (span.start <= cue.start and cue.end <= span.end)
    ]
    outside = [t for t in timexes if not any(span.start <= t.start and t.end <= span.end for span in said)]
    date, earliest, latest = time_of(outside, article, doc, cue.start, cue.end)
    if date is not None:
        return date
    if earliest is not None and latest is not None and earliest[:7] == latest[:7]:
        return earliest[:7]
    if earliest is not None and latest is not None and earliest[:4] == latest[:4]:
        return earliest[:4]
    return None
