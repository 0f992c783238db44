"""What changed between two records or releases: articles, statements and events that came, went or have other fields.

Ids number what an article holds in its order, so one more statement renumbers those behind it. Things are therefore
matched by what they say: the same words first, then the most alike.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Literal, TypeVar

import msgspec

from demarche.exports.releases import (
    Done,
    Released,
    Said,
    Value,
    article_fields,
    event_fields,
    event_line,
    statement_fields,
    statement_line,
    statement_words,
)
from demarche.records import Record

What = Literal["added", "removed", "changed"]
Thing = Literal["article", "statement", "event"]
T = TypeVar("T", Said, Done)

ALIKE = 0.5  # how many of their words two things share to be taken for one
WORD = re.compile(r"\w+")


class Change(Record, frozen=True):
    """A thing that came or went, or one of its fields that is another. Ids are those of the old and of the new side.

    `line` says what the thing is on the new side, or was; `old` and `new` are a field's values, the items of a list
    joined by a semicolon.
    """

    what: What
    kind: Thing
    article: str
    uri: str
    title: str | None
    old_id: str | None
    new_id: str | None
    line: str
    field: str | None = None
    old: Value = None
    new: Value = None


class Tally(Record, frozen=True):
    """How many things of a kind each side has, and what became of them."""

    kind: Thing
    old: int
    new: int
    added: int
    removed: int
    changed: int


class Differences(Record, frozen=True):
    """All changes, by article in the order of the new side, with what went last; and their numbers."""

    tallies: tuple[Tally, ...]
    fields: dict[str, int]  # "statement act": in how many it changed, the most frequent first
    changes: tuple[Change, ...]


def differences(old: Iterable[Released], new: Iterable[Released]) -> Differences:
    """What is other in `new` than in `old`. Both are held in memory."""
    before, after = list(old), list(new)
    changes: list[Change] = []
    for first, second in _paired_articles(before, after):
        changes += _article_changes(first, second)
    sizes = [_sizes(before), _sizes(after)]
    kinds: tuple[Thing, ...] = ("article", "statement", "event")
    fields = Counter(f"{change.kind} {change.field}" for change in changes if change.field)
    return Differences(
        tallies=tuple(
            Tally(
                kind=kind,
                old=sizes[0][kind],
                new=sizes[1][kind],
                added=sum(change.kind == kind and change.what == "added" for change in changes),
                removed=sum(change.kind == kind and change.what == "removed" for change in changes),
                changed=len(
                    {(c.article, c.new_id) for c in changes if c.kind == kind and c.what == "changed"},
                ),
            )
            for kind in kinds
        ),
        fields=dict(sorted(fields.items(), key=lambda item: (-item[1], item[0]))),
        changes=tuple(changes),
    )


def _sizes(released: Sequence[Released]) -> dict[Thing, int]:
    return {
        "article": len(released),
        "statement": sum(len(article.statements) for article in released),
        "event": sum(len(article.events) for article in released),
    }


def _paired_articles(
    old: Sequence[Released], new: Sequence[Released]
) -> Iterator[tuple[Released | None, Released | None]]:
    """Articles by id; of the rest those with the same bytes (a file that was moved), then with the same address."""
    pairs: dict[int, Released] = {}
    free = list(old)
    keys: tuple[Callable[[Released], str], ...] = (
        lambda article: article.id,
        lambda article: article.source.sha256,
        lambda article: article.source.uri,
    )
    for key in keys:
        held: dict[str, list[Released]] = {}
        for article in free:
            if key(article):
                held.setdefault(key(article), []).append(article)
        for place, article in enumerate(new):
            if place not in pairs and len(held.get(key(article), ())) == 1:
                pairs[place] = held.pop(key(article))[0]
        taken = {id(article) for article in pairs.values()}
        free = [article for article in free if id(article) not in taken]
    yield from ((pairs.get(place), article) for place, article in enumerate(new))
    yield from ((article, None) for article in free)


def _article_changes(old: Released | None, new: Released | None) -> Iterator[Change]:
    """What changed of an article and in it; of one that came or went, all that it holds came or went with it."""
    article = new or old
    assert article is not None

    def change(what: What, kind: Thing, sides: tuple[str | None, str | None], line: str, **field: Value) -> Change:
        return Change(
            what=what, kind=kind, article=article.id, uri=article.source.uri, title=article.title,
            old_id=sides[0], new_id=sides[1], line=line, **field,
        )  # fmt: skip

    title = article.title or article.source.uri
    if old is None or new is None:
        yield change("added" if new else "removed", "article", _ids(old, new), title)
    else:
        for name, first, second in _other(article_fields(old), article_fields(new)):
            yield change("changed", "article", _ids(old, new), title, field=name, old=first, new=second)
    for before, after in _matched(old.statements if old else (), new.statements if new else (), statement_likeness):
        line = statement_line(after or before)
        if before is None or after is None:
            yield change("added" if after else "removed", "statement", _ids(before, after), line)
        else:
            for name, first, second in _other(statement_fields(before), statement_fields(after)):
                yield change("changed", "statement", _ids(before, after), line, field=name, old=first, new=second)
    for earlier, later in _matched(old.events if old else (), new.events if new else (), event_likeness):
        line = event_line(later or earlier)
        if earlier is None or later is None:
            yield change("added" if later else "removed", "event", _ids(earlier, later), line)
        else:
            for name, first, second in _other(event_fields(earlier), event_fields(later)):
                yield change("changed", "event", _ids(earlier, later), line, field=name, old=first, new=second)


def _ids(old: Released | Said | Done | None, new: Released | Said | Done | None) -> tuple[str | None, str | None]:
    return old.id if old else None, new.id if new else None


def _other(old: dict[str, Value], new: dict[str, Value]) -> Iterator[tuple[str, Value, Value]]:
    return ((name, old[name], new[name]) for name in old if old[name] != new[name])


def _matched(old: Sequence[T], new: Sequence[T], likeness: Callable[[T, T], float]) -> list[tuple[T | None, T | None]]:
    """The things of both sides in pairs, the equal ones first, then the most alike, in the order of `new`.

    Those that went come last.
    """
    partner: dict[int, int] = {}
    same: dict[T, list[int]] = {}
    for i, one in enumerate(old):
        same.setdefault(msgspec.structs.replace(one, id=""), []).append(i)
    for j, other in enumerate(new):
        if places := same.get(msgspec.structs.replace(other, id="")):
            partner[j] = places.pop(0)
    taken = set(partner.values())
    scored = sorted(
        (
            (likeness(one, other), -i, -j)
            for i, one in enumerate(old)
            if i not in taken
            for j, other in enumerate(new)
            if j not in partner
        ),
        reverse=True,
    )
    for score, i, j in scored:
        if score >= ALIKE and -j not in partner and -i not in taken:
            partner[-j] = -i
            taken.add(-i)
    pairs: list[tuple[T | None, T | None]] = [
        (old[partner[j]] if j in partner else None, thing) for j, thing in enumerate(new)
    ]
    return pairs + [(thing, None) for i, thing in enumerate(old) if i not in taken]


def shared(one: str, other: str) -> float:
    """How many of the words of two texts are the same, 0 to 1 (Jaccard, with repetitions).

    >>> shared("open the ports", "to open the ports")
    0.75
    """
    first, second = (Counter(WORD.findall(text.lower())) for text in (one, other))
    union = sum((first | second).values())
    return sum((first & second).values()) / union if union else float(one == other)


def statement_likeness(one: Said, other: Said) -> float:
    """How alike two statements are: by their words; of equals those with the same act and speaker."""
    alike = shared(statement_words(one), statement_words(other))
    return alike + 0.01 * (one.act == other.act) + 0.01 * (one.speaker == other.speaker) if alike >= ALIKE else 0.0


def event_likeness(one: Done, other: Done) -> float:
    """How alike two events are: the passages that tell them, and what they are.

    Two of one passage are apart by their type and parties; an event whose passages changed is the same one where type
    and parties are.
    """
    passages = max((shared(a.text, b.text) for a in one.evidence for b in other.evidence), default=0.0)
    same = (one.type == other.type, one.source == other.source, one.target == other.target)
    if passages < ALIKE and not all(same):
        return 0.0
    return ALIKE + passages + sum(same)
