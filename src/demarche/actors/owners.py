"""Whose an office is where the text says so by a possessor or a bare noun: "President Dellan's [spokesman]", "its
[ambassador]", "[spokesman] for the ministry"."""

from __future__ import annotations

import re

import msgspec

from demarche.actors.descriptions import institution_by_noun, organisation_by_noun
from demarche.actors.found import Found
from demarche.actors.page import Page
from demarche.actors.salience import candidate_of
from demarche.actors.titles import OPPOSITE, Title
from demarche.records import Actor

PERSONAL = frozenset({"his", "her"})
IMPERSONAL = frozenset({"its", "their"})
OF_NOUN = re.compile(r"[ ](?:of|for|at|with|from|in)[ ](?:the|its|their)[ ](?P<noun>[\w-]+)(?![\w’'-])", re.I)
SERVING = (" under ", " to ", " of ", " for ")
SENTENCES_BACK = 2


def with_owner(page: Page, title: Title, found: tuple[Found, ...]) -> Title:
    """`title` with the party of whoever possesses it, as far as `found` (mentions in text order) shows one."""
    if title.party is not None or title.institution is not None:
        return title
    named = _named_possessor(page, title, found)
    if named is not None:
        return _held_for(page, title, named)
    if page.lower(title.first - 1) in PERSONAL | IMPERSONAL and page.joined(title.first - 1, title.first):
        if title.phrase in OPPOSITE:
            return title
        owner = _antecedent(page, title, found)
        return _held_for(page, title, owner) if owner is not None else title
    superior = _superior(page, title, found)
    if superior is not None:
        return _held_for(page, title, superior)
    body = OF_NOUN.match(page.text, title.end)
    if body is not None and title.holder is None:
        before = tuple(m for m in found if m.end <= title.start)
        noun = body["noun"].lower()
        owner = institution_by_noun(page, noun, before) or organisation_by_noun(page, noun, before)
        return _held_for(page, title, owner) if owner is not None else title
    return title


def _held_for(page: Page, title: Title, owner: Actor) -> Title:
    holder = page.knowledge.actors.get(owner.party or "", owner) if owner.kind == "person" else owner
    return msgspec.structs.replace(title, party=owner.party, holder=holder)


def _superior(page: Page, title: Title, found: tuple[Found, ...]) -> Actor | None:
    """The person named right after an office as whom it is held under: "an aide [to President Dellan]"."""
    for link in SERVING if title.office.office_class in ("official", "minister", "expert", "society") else ():
        if not page.text.startswith(link, title.end):
            continue
        for owner in found:
            if owner.start == title.end + len(link) and owner.human and owner.actor is not None and owner.actor.party:
                return owner.actor
    return None


def _named_possessor(page: Page, title: Title, found: tuple[Found, ...]) -> Actor | None:
    """The person right before the office: "Varnian President Osk Dellan's |spokesman"."""
    for mark in ("'s ", "’s ", "' ", "’ "):
        if not page.text.endswith(mark, 0, title.start):
            continue
        for owner in found:
            ends = owner.end == title.start - len(mark) and owner.human
            if ends and owner.actor is not None and owner.actor.party is not None:
                return owner.actor
    return None


def _antecedent(page: Page, title: Title, found: tuple[Found, ...]) -> Actor | None:
    """Who "its" or "his" before an office is: the subject of this sentence so far, else of the one or two before it."""
    human = page.lower(title.first - 1) in PERSONAL
    here = page.sentence_of(title.start)
    for back in range(SENTENCES_BACK + 1):
        fitting = [
            mention
            for mention in found
            if mention.actor is not None
            and mention.actor.party is not None
            and mention.end < title.start
            and page.sentence_of(mention.start) == here - back
            and mention.human == human
            and not page.quoted(mention.start)
        ]
        subjects = [mention for mention in fitting if candidate_of(page, mention).subject]
        if subjects:
            return subjects[0 if back else -1].actor
        if fitting:
            parties = {mention.actor.party for mention in fitting if mention.actor is not None}
            return fitting[-1].actor if len(parties) == 1 else None
    return None
