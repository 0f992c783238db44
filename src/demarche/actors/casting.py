"""The cast of an article: every mention of an actor, resolved."""

from __future__ import annotations

import msgspec
from spacy.tokens import Doc

from demarche.actors.appositions import titles_of
from demarche.actors.belonging import party_of_person
from demarche.actors.descriptions import find_descriptions, settle_institutions
from demarche.actors.found import Found
from demarche.actors.home import with_home
from demarche.actors.institutions import find_institutions
from demarche.actors.introduced import bring_home, introduce_by_office, speak_for_bodies
from demarche.actors.names import find_names
from demarche.actors.owners import with_owner
from demarche.actors.page import Page, read_page
from demarche.actors.pairs import joint_subjects
from demarche.actors.parties import find_parties, find_unknown_organisations
from demarche.actors.persons import Person, group_names, mentions_of_person, person_actor
from demarche.actors.pointing import find_pointing
from demarche.actors.pronouns import resolve_pronouns
from demarche.actors.spokespersons import settle_titles
from demarche.actors.titles import Title, find_titles
from demarche.actors.units import with_organisations
from demarche.actors.unnamed import find_unnamed, settle_bodies, who_speaks
from demarche.knowledge import Knowledge
from demarche.records import Actor, Article, Cast, Mention

AT_HOME = 0.5  # the share of a state in the page from which on the page is at home in it
BY_TITLE = ("apposition", "named-holder", "officer", "office", "spokesperson")


def resolve_actors(article: Article, doc: Doc, knowledge: Knowledge) -> Cast:
    """The actors of an article and where it names them, in text order (a longer mention before those inside it).

    Names and known phrases come first, then titles and institutions, descriptions, and pronouns last; what cannot be
    settled has no mention. All offsets are into `article.text`.
    """
    page = with_organisations(with_home(read_page(article, doc, knowledge)))
    names = find_names(page)
    spans = tuple((name.start, name.end) for name in names)
    institutions = tuple(
        found for found in find_institutions(page) if not any(s < found.end and found.start < e for s, e in spans)
    )
    titles = find_titles(page, institutions, frozenset(name.first for name in names))
    beside = titles_of(page, names, titles)
    people = group_names(page, names, beside)
    parties = find_parties(page, spans)
    institutions = settle_institutions(page, tuple(sorted((*institutions, *parties), key=_order)))
    titles = tuple(_with_institution(title, institutions) for title in titles)
    persons = _cast_people(page, people, titles, beside)
    owners = tuple(sorted((*institutions, *persons), key=_order))
    titles = tuple(with_owner(page, title, owners) for title in titles)
    persons = _cast_people(page, people, titles, beside)
    found = tuple(sorted((*institutions, *persons), key=_order))
    attached = {title.head for group in beside.values() for title in group}
    free = tuple(title for title in titles if title.head not in attached)
    found = introduce_by_office(page, _sorted(found, settle_titles(page, free, found, people)))
    found = bring_home(page, found, people)
    speaking = who_speaks(page)
    found = settle_bodies(page, _sorted(found, find_unknown_organisations(page, found)), speaking)
    found = _with_possessors(page, found)
    found = speak_for_bodies(page, _sorted(found, find_descriptions(page, found)), people)
    found = _sorted(found, find_unnamed(page, found, speaking))
    found = _sorted(found, find_pointing(page, found))
    found = _sorted(found, resolve_pronouns(page, found))
    return _cast(page, _sorted(found, joint_subjects(page, found)))


def _with_possessors(page: Page, found: tuple[Found, ...]) -> tuple[Found, ...]:
    """Names with their owner right before them: "the U.N.'s [Security Council]", "Lebanese [Hezbollah]".

    An outlet so introduced, "Varnia's [Morning Post]", is of that state throughout.
    """
    placed: dict[str, Actor] = {}
    ends = {mention.end: mention for mention in found if mention.form in ("name", "metonym")}
    result = []
    for mention in found:
        owner = None
        for mark in ("'s ", "’s ", " "):
            if page.text.endswith(mark, 0, mention.start):
                owner = ends.get(mention.start - len(mark))
                if owner is not None and (mark != " " or owner.reasons[0].rule == "demonym"):
                    break
                owner = None
        extends = mention.form == "name" or mention.reasons[0].rule in BY_TITLE
        if owner is not None and extends and mention.reasons[0].rule != "demonym":
            mention = msgspec.structs.replace(mention, start=owner.start)
            if mention.actor is not None and mention.actor.kind == "media" and owner.actor is not None:
                placed[mention.actor.id] = msgspec.structs.replace(
                    mention.actor, party=mention.actor.party or owner.actor.party
                )
        result.append(mention)
    return tuple(
        msgspec.structs.replace(m, actor=placed[m.actor.id]) if m.actor is not None and m.actor.id in placed else m
        for m in sorted(result, key=_order)
    )


def _order(found: Found) -> tuple[int, int]:
    return found.start, -found.end


def _sorted(found: tuple[Found, ...], more: tuple[Found, ...]) -> tuple[Found, ...]:
    return tuple(sorted((*found, *more), key=_order))


def _with_institution(title: Title, institutions: tuple[Found, ...]) -> Title:
    """A title whose institution has found its state by now."""
    if title.institution is None or title.party is not None:
        return title
    for found in institutions:
        if found.start == title.institution.start and found.kind == title.institution.kind and found.actor is not None:
            return msgspec.structs.replace(title, party=found.actor.party, holder=found.actor, institution=found)
    return title


def _cast_people(
    page: Page, people: tuple[Person, ...], titles: tuple[Title, ...], beside: dict[int, tuple[Title, ...]]
) -> tuple[Found, ...]:
    """Mentions of all persons, with their titles as settled so far."""
    settled = {title.head: title for title in titles}
    found: list[Found] = []
    for person in people:
        person = msgspec.structs.replace(person, titles=tuple(settled[title.head] for title in person.titles))
        party, known, reasons = party_of_person(page, person)
        actor = person_actor(page, person, party, known)
        found += mentions_of_person(page, person, actor, beside, reasons)
    return tuple(found)


def _cast(page: Page, found: tuple[Found, ...]) -> Cast:
    """Mentions and the actors they stand for; of two mentions of the same words the surer one stays."""
    best: dict[tuple[int, int], Found] = {}
    for mention in found:
        if mention.actor is None:
            continue
        span = (mention.start, mention.end)
        if span not in best or best[span].score < mention.score:
            best[span] = mention
    actors: dict[str, Actor] = {}
    mentions = []
    for start, end in sorted(best, key=lambda span: (span[0], -span[1])):
        mention = best[start, end]
        assert mention.actor is not None
        actors.setdefault(mention.actor.id, mention.actor)
        mentions.append(
            Mention(
                start=start,
                end=end,
                text=page.text[start:end],
                actor=mention.actor.id,
                form=mention.form,
                party=mention.actor.party,
                score=round(mention.score, 2),
                reasons=mention.reasons,
            )
        )
    return Cast(actors=tuple(actors.values()), mentions=tuple(mentions), home=page.home.leading(AT_HOME))
