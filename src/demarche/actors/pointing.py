"""Words that point back to somebody by place or age: "the latter", "the former", "the 39-year-old"."""

from __future__ import annotations

import re

from demarche.actors.found import Found
from demarche.actors.page import Page
from demarche.actors.salience import candidate_of
from demarche.records import Reason

_LAST_OR_FIRST = re.compile(r"\b[Tt]he (latter|former)\b(?![’']s|-)")
_AGED = re.compile(
    r"\b[Tt]he (\d{2})-year-old\b(?=[,.]| (?:also |then )?(?:\w+ed|said|says|told|has|had|was|is|who|wrote)\b)"
)
_SURE = 0.8
_WITHIN = 2  # sentences back


def find_pointing(page: Page, found: tuple[Found, ...]) -> tuple[Found, ...]:
    """Mentions of the two named last, by their order, and of a person by the age the article gave.

    Offsets are into `Article.text`. Words that go on with a noun ("the former president") point to nobody here.
    """
    result: list[Found] = []
    for match in _LAST_OR_FIRST.finditer(page.text):
        after = page.token_at(match.end() + 1)
        if after is None or after.pos_ in ("NOUN", "PROPN", "ADJ", "NUM", "ADP"):
            continue
        pair = _two_before(page, match.start(), found)
        if pair is not None:
            result.append(_as(page, match, pair[0] if match.group(1) == "former" else pair[1]))
    for match in _AGED.finditer(page.text):
        person = _aged(page, match.start(), match.group(1), found)
        if person is not None:
            result.append(_as(page, match, person))
    return tuple(result)


def _two_before(page: Page, at: int, found: tuple[Found, ...]) -> tuple[Found, Found] | None:
    """The two named last, persons if two of them are; what stands inside another's words is no name of its own."""
    here = page.sentence_of(at)
    names = [
        m for m in found
        if m.end <= at and m.actor is not None and m.form != "pronoun" and here - page.sentence_of(m.start) < _WITHIN
        and not any(o is not m and o.start <= m.start and m.end <= o.end and o.actor != m.actor for o in found)
    ]  # fmt: skip
    people = [m for m in names if m.human]
    for pool in (people, names):
        distinct = list({m.actor.id: m for m in pool if m.actor is not None}.values())
        if len(distinct) >= 2:
            return distinct[-2], distinct[-1]
    return None


def _aged(page: Page, at: int, age: str, found: tuple[Found, ...]) -> Found | None:
    """The person whose name was followed by that age, else the last who was a subject."""
    people = [m for m in found if m.end <= at and m.human and m.form == "name" and m.actor is not None]
    told = [m for m in people if re.match(rf",? \(?{age}\b", page.text[m.end : m.end + 6]) is not None]
    acting = [m for m in people if candidate_of(page, m).subject]
    return next(iter(reversed(told or acting or people)), None)


def _as(page: Page, match: re.Match[str], other: Found) -> Found:
    return Found(
        start=match.start(), end=match.end(), head=match.start(1), actor=other.actor, form="description", score=_SURE,
        party=other.party, number=other.number, human=other.human, gender=other.gender, kind=other.kind,
        reasons=(Reason(rule="pointing", score=_SURE, words=page.text[other.start : other.end]),),
    )  # fmt: skip
