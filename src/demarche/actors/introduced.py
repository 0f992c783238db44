"""Persons named only after their office: "Varnia's finance minister denied it. ... "No," Ilka Moren wrote."""

from __future__ import annotations

import re

import msgspec

from demarche.actors.belonging import state_at_home
from demarche.actors.found import Found
from demarche.actors.page import Page
from demarche.actors.persons import Person
from demarche.actors.salience import candidate_of
from demarche.actors.titles import OPPOSITE
from demarche.knowledge.forms import slug
from demarche.records import Actor, Party, Reason, Role

GUESSED = frozenset({"home-state", "speaking-state", "subject-state", "nearest-state", "headline"})
OFFICE_RULES = ("office", "officer")
# What follows the name of somebody new who has an introduction of their own: an age, a clause, a description.
OWN_INTRODUCTION = re.compile(r"[ ]?[,(–—][ ]?(?:\d|who\b|whose\b|an?\b|the\b|from\b|of\b)")
# What may stand between a possessor and the name of somebody of his: "'s eldest daughter ", "His daughter ".
RELATED = re.compile(r"(?:[’']s?|(?P<his>(?<![\w’'])(?:[Hh]is|[Hh]er))) (?:[a-z][\w-]+ ){1,3}$")
RELATED_BACK = 4
SENTENCES_BACK = 3
SCORE = 0.55


def introduce_by_office(page: Page, found: tuple[Found, ...]) -> tuple[Found, ...]:
    """`found` with the party of an office for the person named without one as speaker in the sentences after it.

    Only where one office without a name was the subject there, and nobody else was named as a subject in between.
    """
    changed: dict[str, tuple[Actor, Reason]] = {}
    seen: set[str] = set()
    for mention in found:
        actor = mention.actor
        if actor is None or actor.kind != "person" or actor.id in seen or mention.form != "name":
            continue
        seen.add(actor.id)
        unplaced = actor.party is None or any(reason.rule in GUESSED for reason in mention.reasons)
        plain = unplaced and all(role.of is None for role in actor.roles) and actor.id not in page.knowledge.actors
        if not plain or " " not in actor.name or OWN_INTRODUCTION.match(page.text, mention.end):
            continue
        office = _office_before(page, mention, found) if candidate_of(page, mention).speaker else None
        if office is not None and office.actor is not None and office.actor.party is not None:
            changed[actor.id] = _holder(page, actor, office)
            changed.setdefault(office.actor.id, changed[actor.id])  # who was "the minister" all along
    return tuple(_with(mention, changed) for mention in found)


def speak_for_bodies(page: Page, found: tuple[Found, ...], people: tuple[Person, ...]) -> tuple[Found, ...]:
    """`found` with the party of the body that has just spoken for spokespersons whose state was but guessed: "The
    ministry [of Varnia's] rejected this. “No,” spokesman [Osk Dellan] said."."""
    changed: dict[str, tuple[Actor, Reason]] = {}
    owners = {span.start: person for person in people for span in person.spans}
    for mention in found:
        actor = mention.actor
        if actor is None or actor.kind != "person" or actor.id in changed or actor.id in page.knowledge.actors:
            continue
        person = next((owners[at] for at in range(mention.start, mention.end) if at in owners), None)
        if person is None or not any(reason.rule in GUESSED for reason in mention.reasons):
            continue
        if any(t.office.office_class == "spokesperson" and t.holder is None for t in person.titles):
            body = _body_before(page, mention, found)
            if body is not None and body.actor is not None and body.actor.party not in (None, actor.party):
                party = body.actor.party or ""
                held = msgspec.structs.replace(actor, id=f"person/{slug(actor.name)}/{party}", party=party)
                words = page.text[body.start : body.end]
                changed[actor.id] = held, Reason(rule="body-before", score=SCORE, words=words)
    return tuple(_with(mention, changed) for mention in found)


def _body_before(page: Page, mention: Found, found: tuple[Found, ...]) -> Found | None:
    """The institution or organisation that was the subject last in this sentence and the one before."""
    here = page.sentence_of(mention.start)
    for other in sorted(found, key=lambda m: -m.start):
        if other.end > mention.start or page.quoted(other.start) or other.actor is None:
            continue
        if here - page.sentence_of(other.start) > 1:
            return None
        if other.actor.kind in ("institution", "organisation") and candidate_of(page, other).subject:
            return other
    return None


def _office_before(page: Page, mention: Found, found: tuple[Found, ...]) -> Found | None:
    """The one office that was a subject in the sentences before a mention."""
    here = page.sentence_of(mention.start)
    offices: list[Found] = []
    for other in found:
        if other.start >= mention.start or here - page.sentence_of(other.start) > SENTENCES_BACK:
            continue
        if page.quoted(other.start) or not other.human or not candidate_of(page, other).subject:
            continue
        if other.form == "name" and other.actor != mention.actor:
            offices = []  # somebody else has come in between
        elif other.form == "description" and other.reasons[0].rule in OFFICE_RULES and other.number == "singular":
            if page.text[other.start : other.end].lower().startswith(("a ", "an ")):
                continue
            offices.append(other)
    parties = {office.actor.party for office in offices if office.actor is not None}
    return offices[-1] if len(parties) == 1 else None


def _holder(page: Page, actor: Actor, office: Found) -> tuple[Actor, Reason]:
    assert office.actor is not None
    assert office.actor.party is not None
    party = office.actor.party
    words = re.sub(r"\s+", " ", page.text[office.start : office.end])
    role = Role(title=words.removeprefix("the ").removeprefix("The "), of=party)
    held = msgspec.structs.replace(
        actor, id=f"person/{slug(actor.name)}/{party}", party=party, sector=office.actor.sector, roles=(role,)
    )
    return held, Reason(rule="office-before", score=SCORE, words=words)


def bring_home(page: Page, found: tuple[Found, ...], people: tuple[Person, ...]) -> tuple[Found, ...]:
    """`found` with the state the article is about for persons who still belong nowhere."""
    changed: dict[str, tuple[Actor, Reason]] = {}
    owners = {span.start: person for person in people for span in person.spans}
    for mention in found:
        actor = mention.actor
        if actor is None or actor.kind != "person" or actor.party is not None or actor.id in changed:
            continue
        if actor.id in page.knowledge.actors:
            continue
        person = next((owners[at] for at in range(mention.start, mention.end) if at in owners), None)
        if person is not None:
            home = _with_whom(page, person.spans[0].start, found, changed) or state_at_home(page, person)
        else:
            home = None
        if home is not None:
            held = msgspec.structs.replace(actor, id=f"person/{slug(actor.name)}/{home[0]}", party=home[0])
            changed[actor.id] = (held, home[1])
    return tuple(_with(mention, changed) for mention in found)


def _with_whom(
    page: Page, start: int, found: tuple[Found, ...], changed: dict[str, tuple[Actor, Reason]]
) -> tuple[Party, Reason] | None:
    """The party of the person whose daughter, lawyer or aide is named: "Dellan's [daughter] Ilka", "his [aide] Tov"."""
    told = RELATED.search(page.text, max(0, start - 60), start)
    noun = page.token_at(page.words[max(0, page.word_at(start) - 1)].start)
    if told is None or noun is None or noun.pos_ != "NOUN" or noun.lower_ in OPPOSITE:
        return None
    here = page.sentence_of(start)
    for other in reversed([other for other in found if other.end <= told.start() and other.human]):
        actor = changed[other.actor.id][0] if other.actor and other.actor.id in changed else other.actor
        if told["his"] is None and other.end != told.start():
            continue
        if actor is None or actor.party is None or here - page.sentence_of(other.start) > RELATED_BACK:
            return None
        return actor.party, Reason(rule="related", score=0.6, words=page.text[other.start : start].strip())
    return None


def _with(mention: Found, changed: dict[str, tuple[Actor, Reason]]) -> Found:
    if mention.actor is None or mention.actor.id not in changed:
        return mention
    actor, reason = changed[mention.actor.id]
    return msgspec.structs.replace(mention, actor=actor, party=actor.party, reasons=(*mention.reasons, reason))
