"""Parties named together: "Varnia and the League", "both sides", "the two leaders"."""

from __future__ import annotations

import re

from demarche.actors.found import Found
from demarche.actors.page import Page
from demarche.actors.salience import candidate_of
from demarche.knowledge import Knowledge
from demarche.records import Actor, Party, Reason

BETWEEN = re.compile(r"[’']?s? ?,? (?:and|&) (?:the |its |his |her |their )?| ?, (?:the )?")
RECENT = 6  # sentences
LONGEST = 5  # a list of more parties than these does not act as one


def coordinations(page: Page, found: tuple[Found, ...]) -> tuple[Found, ...]:
    """Parties or persons joined by "and", each group as one joint mention, for "they" to look back to."""
    outer = _outermost(found)
    result: list[Found] = []
    chain: list[Found] = []
    for mention in outer:
        if chain and BETWEEN.fullmatch(page.text[chain[-1].end : mention.start]):
            chain.append(mention)
            continue
        result += _joint(page, chain)
        chain = [mention]
    return (*result, *_joint(page, chain))


def joint_subjects(page: Page, found: tuple[Found, ...]) -> tuple[Found, ...]:
    """Coordinations that are a subject: "Varnia and Marlund [accused ...]" speak and act as one."""
    return tuple(joint for joint in coordinations(page, found) if candidate_of(page, joint).subject)


def _outermost(found: tuple[Found, ...]) -> list[Found]:
    """Mentions that lie in no other, in order, pronouns and pairs left out."""
    kept: list[Found] = []
    for mention in sorted(found, key=lambda m: (m.start, -m.end)):
        if mention.actor is None or mention.form == "pronoun" or "+" in (mention.actor.party or ""):
            continue
        if kept and mention.end <= kept[-1].end:
            continue
        kept.append(mention)
    return kept


def _joint(page: Page, chain: list[Found]) -> list[Found]:
    if not 2 <= len(chain) <= LONGEST or not re.search(r"\band\b|&", page.text[chain[-2].end : chain[-1].start]):
        return []
    actor = joint_actor(page.knowledge, tuple(m.actor for m in chain if m.actor is not None))
    if actor is None:
        return []
    start, end = chain[0].start, chain[-1].end
    reason = Reason(rule="coordination", words=page.text[start:end])
    human = all(mention.human for mention in chain)
    return [
        Found(
            start=start,
            end=end,
            head=chain[0].head,
            actor=actor,
            form="description",
            reasons=(reason,),
            score=0.8,
            number="plural",
            human=human,
        )
    ]


def joint_actor(knowledge: Knowledge, actors: tuple[Actor, ...]) -> Actor | None:
    """Actors that act as one: party "CHN+NATO", named after persons where all are, else after their parties."""
    parties = tuple(dict.fromkeys(actor.party for actor in actors if actor.party is not None))
    if len(parties) < 2:
        return None
    joined = "+".join(parties)
    if all(actor.kind == "person" for actor in actors):
        ids = "+".join(dict.fromkeys(actor.id for actor in actors))
        return Actor(id=ids, name=" and ".join(actor.name for actor in actors), kind="group", party=joined)
    return Actor(id=joined, name=" and ".join(knowledge.party_name(p) for p in parties), kind="group", party=joined)


def pair_before(page: Page, at: int, noun: str, before: tuple[Found, ...]) -> Actor | None:
    """The two parties that "both sides" (at word `at`) means.

    The pair met before; else two joined by "and" as far back as five sentences; else the two of the nearest sentence
    that names exactly two.
    """
    here = page.sentence_of(page.words[at].start)
    for mention in reversed(before):
        if mention.reasons[0].rule == "pair" and here - page.sentence_of(mention.start) <= 8:
            return mention.actor
    near = tuple(m for m in before if here - page.sentence_of(m.start) <= 5)
    people = noun in (
        "leaders",
        "ministers",
        "presidents",
        "men",
        "diplomats",
        "envoys",
        "foreign",
        "officials",
        "premiers",
    )
    joints = [
        candidate_of(page, joint)
        for joint in coordinations(page, near)
        if joint.actor is not None and (joint.actor.party or "").count("+") == 1 and (people or not joint.human)
    ]
    subjects = [joint for joint in joints if joint.subject] or [joint for joint in joints if joint.sentence >= here - 1]
    if subjects:
        return subjects[-1].found.actor
    only = _only_two(page, near)
    return only if only is not None or not joints else joints[-1].found.actor


def recent_pair(page: Page, start: int, before: tuple[Found, ...]) -> Actor | None:
    """The two people who acted together in the sentences before `start`: "A met B. [The leaders] agreed"."""
    here = page.sentence_of(start)
    near = tuple(m for m in before if 0 <= here - page.sentence_of(m.start) <= RECENT)
    spoke = [m for m in near if m.reasons[0].rule == "pair"]
    joints = [
        joint
        for joint in coordinations(page, near)
        if joint.actor is not None and (joint.actor.party or "").count("+") == 1 and joint.human
    ]
    acting = [joint for joint in joints if candidate_of(page, joint).subject]
    latest = max((*spoke, *acting), key=lambda mention: mention.start, default=None)
    if latest is not None:
        return latest.actor
    return _only_two(page, tuple(m for m in near if m.human and here - page.sentence_of(m.start) <= 1))


def _only_two(page: Page, near: tuple[Found, ...]) -> Actor | None:
    by_sentence: dict[int, dict[Party, None]] = {}
    for mention in _outermost(near):
        if mention.actor is not None and mention.actor.party is not None:
            by_sentence.setdefault(page.sentence_of(mention.start), {})[mention.actor.party] = None
    for sentence in sorted(by_sentence, reverse=True):
        parties = tuple(by_sentence[sentence])
        actors = tuple(page.knowledge.actors[party] for party in parties if party in page.knowledge.actors)
        if len(parties) == 2 and len(actors) == 2:
            return joint_actor(page.knowledge, actors)
    return None
