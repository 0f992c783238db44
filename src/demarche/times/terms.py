"""Who held an office when: a person named with a title was in it when the article was written."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from typing import TYPE_CHECKING

from demarche.records import Article
from demarche.times.days import Interval, interval_of
from demarche.times.evidence import LAST, Evidence

if TYPE_CHECKING:
    from demarche.knowledge import Knowledge

NO_LONGER = re.compile(
    r"\b(?:former|then|ex|late|onetime|deposed|ousted|outgoing|predecessor|successor|future|incoming|elect)\b",
    re.IGNORECASE,
)


def terms_of_office(article: Article, knowledge: Knowledge | None, most: int = 6) -> Iterator[Evidence]:
    """For persons named with the title of an office they held.

    The terms of it. `most` pieces at most, in text order.
    """
    if knowledge is None:
        return
    told: set[str] = set()
    for person, start, end in _named_persons(article.text, knowledge):
        if person in told or len(told) >= most:
            continue
        beside = article.text[max(0, start - 60) : start].rsplit("\n", 1)[-1]
        behind = article.text[end : end + 50].split("\n", 1)[0]
        if NO_LONGER.search(beside) or NO_LONGER.search(behind[:20]):
            continue
        spans: dict[str, list[Interval]] = defaultdict(list)
        for role in knowledge.actors[person].roles:
            if role.start is not None:
                last = interval_of(role.end).last if role.end else LAST
                spans[role.title].append(
                    Interval(first=interval_of(role.start).first, last=max(last, interval_of(role.start).first))
                )
        titles = [title for title in spans if _has(beside, title) or re.match(rf",\s+{re.escape(title)}", behind)]
        if titles:
            told.add(person)
            title = max(titles, key=len)
            words, where = article.text[start:end], f"term of office: {title}"
            yield Evidence(kind="mention", text=words, where=where, spans=tuple(spans[title]), weight=0.6)


def _named_persons(text: str, knowledge: Knowledge) -> Iterator[tuple[str, int, int]]:
    """(actor id, start, end) of persons with dated roles that the text names in full."""
    for match in knowledge.find(text):
        for name in match.of("person"):
            actor = knowledge.actors.get(name.referent)
            if actor is not None and actor.kind == "person" and any(role.start for role in actor.roles):
                yield actor.id, match.start, match.end


def _has(beside: str, title: str) -> bool:
    """Whether the title stands right before the name, hyphens and case aside."""
    plain = beside.replace("-", " ").lower()
    return bool(re.search(rf"\b{re.escape(title.replace('-', ' ').lower())}\W+(?:\w+\W+)?$", plain))
