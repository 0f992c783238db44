"""Titles in the plural that stand for officers of several states, and the mention that a title makes."""

from __future__ import annotations

import re

import msgspec

from demarche.actors.found import Found
from demarche.actors.page import Page
from demarche.actors.pairs import joint_actor, recent_pair
from demarche.actors.titles import Title
from demarche.actors.units import Holder, holder_of
from demarche.records import Actor, Reason

LEADERS = ("leaders", "officials", "ministers", "presidents")
LISTED = re.compile(r"[’']?, (?:and )?(?:the )?|,? and (?:the )?")
SEVERAL_BACK = 12  # sentences from "the presidents of A and B" to "the presidents"


def of_several(page: Page, title: Title, before: tuple[Found, ...]) -> Found | None:
    """The officers of several states as one: "the presidents [of Varnia, Ostrava and Marlund]", and "the presidents",
    "the three leaders", after that."""
    if title.party is None:
        return _the_same_several(page, title, before) if title.definite else None
    parties, at = [title.party], title.last
    listed = _listed_before(page, title)
    if listed is not None:
        actors = tuple(page.knowledge.actors[p] for p in (listed.party, title.party) if p in page.knowledge.actors)
        both = msgspec.structs.replace(title, start=page.words[listed.first].start, first=listed.first)
        return mention_of_title(
            page, both, joint_actor(page.knowledge, actors), "holders-of-several", 0.85, plural=True
        )
    while at < len(page.words) and (link := LISTED.match(page.text, page.words[at - 1].end)) is not None:
        unit = page.opening.get(page.word_at(link.end()))
        holder = holder_of(page, unit) if unit is not None else None
        if unit is None or holder is None or holder.party not in page.knowledge.states:
            break
        parties.append(holder.party)
        at = unit.last
    if len(parties) < 2 or " and " not in page.text[title.end : page.words[at - 1].end]:
        return None
    actors = tuple(page.knowledge.actors[party] for party in parties if party in page.knowledge.actors)
    several = msgspec.structs.replace(title, end=page.words[at - 1].end, last=at)
    return mention_of_title(page, several, joint_actor(page.knowledge, actors), "holders-of-several", 0.85, plural=True)


def _the_same_several(page: Page, title: Title, before: tuple[Found, ...]) -> Found | None:
    """ "The presidents", "the three leaders": those of several states named before, else the two who have just met."""
    if page.lower(page.word_at(title.head) - 1) in ("two", "both"):
        return None  # those are looked for as a pair
    near = (m for m in reversed(before) if m.reasons and m.reasons[0].rule == "holders-of-several")
    last = next(near, None)
    if last is not None and page.sentence_of(title.start) - page.sentence_of(last.start) <= SEVERAL_BACK:
        noun = page.words[page.word_at(last.head)].folded
        if page.words[page.word_at(title.head)].folded in (*LEADERS, noun):
            return mention_of_title(page, title, last.actor, "holders-of-several", 0.7, plural=True)
    joint = recent_pair(page, title.start, before)
    return mention_of_title(page, title, joint, "pair", 0.65, plural=True) if joint is not None else None


def _listed_before(page: Page, title: Title) -> Holder | None:
    """The state that a headline sets before another with a comma for "and": "[Varnian], Ostravan leaders agree"."""
    block = next((b for b in page.article.blocks if b.role == "title" and b.end is not None), None)
    if block is None or block.end is None or title.start >= block.end:
        return None
    if page.text[title.start - 2 : title.start] != ", " or title.holder is None:
        return None
    unit = page.closing.get(title.first)
    listed = holder_of(page, unit) if unit is not None else None
    return listed if listed is not None and listed.party in page.knowledge.states else None


def mention_of_title(
    page: Page, title: Title, actor: Actor | None, rule: str, score: float, plural: bool = False, human: bool = False
) -> Found | None:
    """The mention that a title without a name makes of `actor`, its article taken in; ``None`` where there is none."""
    if actor is None:
        return None
    start = title.start
    before = page.word_at(start) - 1
    if page.lower(before) in ("the", "a", "an") and page.joined(before, before + 1):
        start = page.words[before].start
    words = page.text[start : title.end]
    return Found(
        start=start, end=title.end, head=title.head, actor=actor, form="description", score=score,
        reasons=(Reason(rule=rule, score=score, words=words),), number="plural" if plural else "singular",
        human=human or plural, gender=title.gender,
    )  # fmt: skip
