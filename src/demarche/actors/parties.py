"""States, organisations, groups and media by name, demonym or metonym, and organisations nobody knows yet."""

from __future__ import annotations

import re

from demarche.actors.found import Found
from demarche.actors.metonyms import as_government
from demarche.actors.names import display
from demarche.actors.page import Page, Unit
from demarche.actors.units import organisation_named
from demarche.knowledge.lexicon import capital_lines
from demarche.records import Actor, Reason

# What the reader's names of organisations may drag along: "Council’s", "Department of the", "Bank (".
TRAILING = re.compile(r"(?:[’']s?|\s+(?:of|the|for|and|in|to|&)|[\s(,.;:])+$")


def _in_capitals(page: Page, offset: int) -> bool:
    return any(start <= offset < end for start, end in capital_lines(page.text))


def find_parties(page: Page, taken: tuple[tuple[int, int], ...]) -> tuple[Found, ...]:
    """Mentions by name; `taken` are spans of persons' names, which hold no state ("Jordan" in "Michael Jordan")."""
    found = []
    for unit in page.units:
        if any(start < unit.end and unit.start < end for start, end in taken):
            continue
        mention = _of_unit(page, unit)
        if mention is not None:
            found.append(mention)
    return tuple(found)


def _of_unit(page: Page, unit: Unit) -> Found | None:
    names = unit.match.names
    text = unit.match.text
    if (
        page.text[unit.end : unit.end + 1] in "-‐‑–"
        and page.lower(unit.last) in page.knowledge.context["hyphen-modifiers"]
    ):
        return None  # "Varnia-[backed] rebels" are not Varnia
    for name in names:
        actor = page.knowledge.actors.get(name.referent)
        if actor is None or name.sort in ("organ", "person", "kind", "office", "region"):
            continue
        if name.sort == "description":
            if page.lower(unit.first - 1) not in ("the", "this", "that"):
                return None
            start = page.words[unit.first - 1].start
            reason = Reason(rule="description", words=text)
            return _found(start, unit, actor, "description", reason, 0.95)
        if name.sort in ("capital", "metonym"):
            government, reason = (
                as_government(page, unit) if name.sort == "capital" else (True, Reason(rule="metonym", words=text))
            )
            return _found(unit.start, unit, actor, "metonym", reason, 0.9) if government else None
        if _inside_larger_name(page, unit) or (actor.kind == "media" and _modifies(page, unit)):
            return None
        both = {other.sort for other in names if other.referent == name.referent}
        rule = "name" if "name" in both else "demonym"
        plural = name.sort == "people" or ("people" in both and "adjective" not in both)
        if plural and name.sort == "people" and actor.kind == "state":
            actor = _people(actor, text)
        return _found(unit.start, unit, actor, "name", Reason(rule=rule, words=text), 1.0, plural=plural)
    return None


def _people(state: Actor, text: str) -> Actor:
    """A state's people, who are not its government: "Varnians (Varnia)"."""
    return Actor(id=f"{state.id}/people", name=f"{text} ({state.name})", kind="group", party=state.party, sector="CVL")


def _found(
    start: int, unit: Unit, actor: Actor, form: str, reason: Reason, score: float, plural: bool = False
) -> Found:
    return Found(
        start=start,
        end=unit.end,
        head=unit.end - 1,
        actor=actor,
        form="description" if form == "description" else "metonym" if form == "metonym" else "name",
        reasons=(reason,),
        score=score,
        number="plural" if plural else "singular",
        human=plural,
    )


def _modifies(page: Page, unit: Unit) -> bool:
    """Whether an outlet's name is but an article and an adjective: "The Australian [batsman]"."""
    if not unit.match.text.lower().startswith("the ") or unit.last >= len(page.words):
        return False
    token = page.token_at(page.words[unit.last].start)
    plain = page.between(unit.last - 1, unit.last) == " "
    return plain and token is not None and token.pos_ in ("NOUN", "ADJ", "PROPN") and token.text != "newspaper"


def _inside_larger_name(page: Page, unit: Unit) -> bool:
    """Whether a state's or outlet's name is but a part of another name ("Air India", "New England Patriots")."""
    for entity in page.entities:
        if entity.label == "PER" and entity.start < unit.start and unit.end <= entity.end:
            return True
    return False


def find_unknown_organisations(page: Page, covered: tuple[Found, ...]) -> tuple[Found, ...]:
    """Organisations the reader saw and the knowledge does not hold; their party is that of a state in their name.

    An abbreviation that the article defines is another name of what it stands for.
    """
    spans = sorted((found.start, found.end) for found in covered if found.reasons[0].rule != "demonym")
    actors: dict[str, Actor] = {}
    result = []
    for start, last in _organisation_spans(page):
        inside = [(s, e) for s, e in spans if s < last and start < e]
        if any((s <= start and last <= e) or (s > start and e == last) for s, e in inside):
            continue
        whole = TRAILING.sub("", page.text[start:last])
        end, text = start + len(whole), display(whole)
        if len(text) < 2 or (text.isupper() and _in_capitals(page, start)) or _plain_body(page, text):
            continue
        actor = actors.get(text) or organisation_named(page, start, end)
        actors[text] = actor
        reason = Reason(rule="reader-organisation", words=text)
        result.append(Found(start=start, end=end, head=end - 1, actor=actor, form="name", score=0.7, reasons=(reason,)))
    return tuple(result)


def _organisation_spans(page: Page) -> list[tuple[int, int]]:
    """Offsets of the reader's organisations, and of the abbreviations it did not see as such."""
    seen = [
        (entity.start, entity.end)
        for entity in page.entities
        if entity.label == "ORG" and len(entity.text) > 2 and entity.text[0].isupper()
    ]
    words = (page.words[first] for first, last in page.organisations if last == first + 1)
    short = [(word.start, word.end) for word in words if word.text in page.abbreviations]
    return sorted([*seen, *(s for s in short if not any(a <= s[0] and s[1] <= b for a, b in seen))])


def _plain_body(page: Page, text: str) -> bool:
    """Whether an "organisation" is but a noun in capitals: "the Ministry", "the Foreign Ministry", "the Council"."""
    plain = text.removeprefix("The ").removeprefix("the ")
    if any(name.sort in ("kind", "office") for name in page.knowledge.lexicon.lookup(plain)):
        return True
    return plain.lower() in page.knowledge.context["body-nouns"] | page.knowledge.context["country-nouns"]
