"""Which party a person speaks for: the titles of the text, the terms of the knowledge, the place, the article."""

from __future__ import annotations

import re

from demarche.actors.names import NameSpan, core
from demarche.actors.page import Page, Unit, skip_possessive
from demarche.actors.persons import Person
from demarche.actors.spoken_of import (
    FOR_INSTITUTION,
    FOR_OFFICE,
    FOR_PERSON,
    FOR_STRANGER,
    FOR_UNTOLD,
    FOR_VOICE,
    OWN_OUTLET,
    organisation_owning,
    organisation_spoken_of,
    state_at,
)
from demarche.actors.titles import OPPOSITE, Title, bracketed
from demarche.actors.units import (
    Employer,
    Holder,
    holder_before,
    holder_from,
    organisation_from,
    plain_modifier,
)
from demarche.knowledge import fold
from demarche.records import Actor, Party, Reason

PUBLIC = ("head", "minister", "legislator", "military", "spokesperson", "envoy")
ONLY_STATES = ("minister", "legislator", "military", "envoy")
OFFICERS = ("head", "official", "spokesperson", "minister")
# Offices of the class "official" that only states have; a "director" or "chair" may be anybody's.
STATE_OFFICES = frozenset(
    {
        "governor", "central bank governor", "attorney general", "prosecutor general", "chief prosecutor",
        "chief justice", "senior official", "diplomat",
        "senior diplomat", "chief election officer", "election chief", "undersecretary",
        "permanent secretary", "deputy secretary", "assistant secretary", "national security adviser",
        "national security advisor", "security adviser", "security advisor", "deputy national security adviser",
        "deputy national security advisor", "presidential adviser", "presidential aide", "regional governor",
        "secretary of the security council", "vice-governor", "vice governor", "deputy governor", "state prosecutor",
        "deputy attorney general", "under secretary", "principal secretary", "district commissioner",
    }
)  # fmt: skip
INTRODUCED = re.compile(r"[ ]?[,(–—][ ]?(?:\d|who\b|whose\b|an?\b|the\b|from\b|of\b|aged\b|[a-z]+ (?:of|at|for)\b)")
GAVE_NAME = re.compile(r"\b(?:named|called|name|name as|name was|identified as|identified only as)[ ,]*[“\"]?$")
INTRODUCTION = 8  # words between a state and the name of whom it introduces


def party_of_person(page: Page, person: Person) -> tuple[Party | None, Actor | None, tuple[Reason, ...]]:
    """The party a person speaks for, the known actor it is, and why: the text's titles before the knowledge's terms."""
    stated = [title for title in person.titles if title.party is not None]
    society = ("society", "press")  # but "his Ostravan counterpart, the minister, Osk Dellan" is Ostravan
    stated.sort(key=lambda t: (t.former, t.phrase not in OPPOSITE, t.office.office_class in society))
    known = _known(page, person, stated)
    if not stated and known is None:
        return _party_by_place(page, person)
    if stated:
        title = stated[0]
        return title.party, known, (Reason(rule="title", words=page.text[title.start : title.end]),)
    if known is not None:
        dating = page.article.published
        role = page.knowledge.role_at(known, dating.date or dating.earliest, dating.date or dating.latest)
        if role is not None:
            term = f"{role.title}, {role.of} {role.start or ''}..{role.end or ''}"
            return role.of, known, (Reason(rule="office-held", words=term),)
        return known.party, known, (Reason(rule="known-person", words=known.name),)
    return None, None, ()


def _party_by_place(page: Page, person: Person) -> tuple[Party | None, Actor | None, tuple[Reason, ...]]:
    """The party of an unknown person: the state or organisation that possesses the name, or, for a holder of public
    office without a state, the one the article is at home in."""
    for name in person.spans:
        possessor = holder_before(page, name.first)
        start = page.words[possessor.first].start if possessor is not None else -1
        # "special envoy to [Ostrava] Osk Dellan" is not Ostrava's.
        inside = any(title.start <= start < title.end for title in person.titles)
        owning = ("name", "adjective", "capital", "region", "metonym")
        # "the envoy of Varnia to [Ostrava] Osk Dellan" is not Ostrava's either.
        inside = inside or (possessor is not None and page.lower(possessor.first - 1) in ("to", "and"))
        if possessor is not None and not inside and possessor.sort in owning:
            return (
                possessor.party,
                None,
                (Reason(rule="possessor", words=page.text[page.words[possessor.first].start : name.end]),),
            )
        told = _told_before(page, name)
        if told is not None and not inside:
            return (
                told.party,
                None,
                (Reason(rule="possessor", words=page.text[page.words[told.first].start : name.end]),),
            )
        employer = _employer_after(page, name)
        if employer is not None and employer.party is not None:
            words = page.text[name.start : page.words[employer.last - 1].end]
            return employer.party, None, (Reason(rule="employer", words=words),)
    return _party_of_office(page, person)


def _told_before(page: Page, name: NameSpan) -> Holder | None:
    """The state before the words that introduce a name and are no known office: "Varnian [host] Osk Dellan", "Varnia's
    [National Director of Pastures (NDP)] Osk Dellan"."""
    at = name.first
    short = bracketed(page, at)
    at = short if short is not None else at
    for _ in range(INTRODUCTION):
        if at != name.first and at != short and (found := holder_before(page, at)) is not None:
            unit = page.opening.get(found.first)
            owns = page.lower(found.last) == "s" and page.between(found.last - 1, found.last) in ("'", "’")
            adjective = unit is not None and bool(unit.match.of("adjective"))
            return found if (owns or adjective) and found.sort in ("name", "adjective") else None
        if at == 0 or (not page.joined(at - 1, at) and at != short):
            return None
        word = page.words[at - 1]
        linking = word.folded in ("of", "for", "and", "the") and at not in (name.first, short)
        if not (plain_modifier(page, at - 1) or word.text[0].isupper() or linking):
            return None
        at -= 1
    return None


def _party_of_office(page: Page, person: Person) -> tuple[Party | None, Actor | None, tuple[Reason, ...]]:
    """The party of an officer of whom nothing says whose: the organisation or state the article is speaking of."""
    open_titles = [title for title in person.titles if title.holder is None]
    for title in open_titles:
        if title.office.office_class in OFFICERS:
            body = organisation_owning(page, title)
            if body is None and title.office.title == "secretary-general":
                body = organisation_spoken_of(page, title.start)
            if body is not None and body.party is not None:
                words = f"{page.text[title.start : title.end]} ({body.name})"
                return body.party, None, (Reason(rule="organisation-spoken-of", score=0.6, words=words),)
    for title in open_titles:
        if _of_somebody_else(page, title):
            continue
        if title.office.office_class in PUBLIC or title.phrase in STATE_OFFICES:
            least = FOR_OFFICE if title.office.office_class in ONLY_STATES else FOR_INSTITUTION
            office = page.text[title.start : title.end].lower()
            start = min(title.start, person.spans[0].start)
            guessed = state_at(page, start, least, _hosts(page, title), office=office)
            if guessed is not None:
                return guessed[0], None, (guessed[1],)
    return None, None, ()


def _gave_name(page: Page, name: NameSpan) -> bool:
    """Whether words before a name say that it is one: "a resident named Ilka", "who gave only her first name, Ilka"."""
    return GAVE_NAME.search(page.text, max(0, name.start - 30), name.start) is not None


def _introduced(page: Page, name: NameSpan) -> bool:
    """Whether words beside a name tell who bears it: "lamplighter Osk Dellan", "Osk Dellan, 34,", "Dellan, who"."""
    before = page.token_at(page.words[name.first - 1].start) if name.first > 0 else None
    straight = page.text[page.words[name.first - 1].end : name.start].strip(" ,") == "" if name.first > 0 else False
    told = before is not None and before.pos_ in ("NOUN", "PROPN") and straight and before.dep_ != "obj"
    return told or INTRODUCED.match(page.text, name.end) is not None


def _hosts(page: Page, title: Title) -> frozenset[Party]:
    """The states inside the title of an envoy, which he is sent to: "special envoy to Ostrava"."""
    if title.office.office_class != "envoy":
        return frozenset()
    inside = (unit for unit in page.units if title.start <= unit.start and unit.end <= title.end)
    return frozenset(name.referent for unit in inside for name in unit.match.of("name", "capital"))


def state_at_home(page: Page, person: Person) -> tuple[Party, Reason] | None:
    """The state that the article is about, for somebody named in full whom nothing places elsewhere."""
    one_word = len(core(person.words)) < 2 and not any(_gave_name(page, name) for name in person.spans)
    if one_word or any(title.phrase in OPPOSITE for title in person.titles):
        return None
    offset = person.spans[0].start
    outlet = page.closing.get(skip_possessive(page, person.spans[0].first - 1) + 1)
    if not person.titles and outlet is not None and _is_media(page, outlet):
        return None  # "the Morning Post's [Osk Dellan]": from wherever
    # An expert, a journalist, the man of a body that nobody knows: where none is at home, from anywhere.
    if any(t.office.office_class in ("expert", "press") or (t.holder and not t.holder.party) for t in person.titles):
        bodies = {
            word for title in person.titles if title.holder is not None for word in fold(title.holder.name).split()
        }
        if bodies & page.knowledge.context["worldwide"]:
            return None
        stranger = any(title.office.office_class in ("expert", "press") for title in person.titles)
        guessed = state_at(page, offset, FOR_STRANGER if stranger else FOR_VOICE, local=0.0)
        return guessed if guessed is not None and page.home.domestic(guessed[0]) >= OWN_OUTLET else None
    introduced = bool(person.titles) or any(_introduced(page, n) or _gave_name(page, n) for n in person.spans)
    least = FOR_PERSON if introduced else FOR_UNTOLD
    guessed = state_at(page, offset, least, _opposite(page, offset), local=0.5)
    return guessed if guessed is not None and guessed[0] == page.home.leading(least) else None


def _is_media(page: Page, unit: Unit) -> bool:
    """Whether a unit names an outlet."""
    named = (page.knowledge.actors.get(name.referent) for name in unit.match.of("name"))
    return any(actor is not None and actor.kind == "media" for actor in named)


def _opposite(page: Page, offset: int) -> frozenset[Party]:
    """The states whose people are called somebody's counterparts in the sentence of `offset`."""
    here = page.sentence_of(offset)
    beside = (unit for unit in page.units if page.sentence_of(unit.start) == here and page.lower(unit.last) in OPPOSITE)
    return frozenset(name.referent for unit in beside for name in unit.match.of("adjective", "name"))


def _of_somebody_else(page: Page, title: Title) -> bool:
    """Whether an office belongs to a body that nothing is known of: "Baffin Mines |spokesman", "head of the Circle"."""
    if title.office.title == "secretary-general" or (title.phrase == "leader" and title.institution is None):
        return True  # of parties, unions and gangs
    if title.phrase == "leader":
        return False
    if title.office.office_class not in OFFICERS or title.office.office_class == "minister":
        return False  # only states have ministers, legislators, envoys and soldiers
    if page.lower(title.last) in ("of", "for", "at") and page.joined(title.last - 1, title.last):
        return True
    before = page.word_at(title.start) - 1
    if page.lower(before) == "s" and before > 0 and before - 1 not in page.opening:
        owner = page.token_at(page.words[before - 1].start)
        states = page.knowledge.context["country-nouns"]
        if owner is not None and owner.pos_ == "NOUN" and page.lower(before - 1) not in states:
            return True  # "the bakery's |president"
    token = page.token_at(page.words[before].start) if before >= 0 else None
    if token is None or not page.joined(before, before + 1):
        return False
    return token.pos_ == "PROPN" and not token.is_sent_start and before not in page.opening


def _employer_after(page: Page, name: NameSpan) -> Holder | Employer | None:
    """The organisation or state after "from", "of" or "at" right behind a name: "Ilka Moren from the UN"."""
    link = page.text[page.words[name.last - 1].end : page.words[name.last].start] if name.last < len(page.words) else ""
    if page.lower(name.last) not in ("from", "of", "at", "with") or link not in (" ", ", "):
        return None
    found = holder_from(page, name.last + 1)
    if found is not None and found.sort in ("name", "organ", "region"):
        return found
    return organisation_from(page, name.last + 1)


def _known(page: Page, person: Person, stated: list[Title]) -> Actor | None:
    """The known person of this name, unless the text gives an office for a party that person never served."""
    for actor_id in person.known:
        actor = page.knowledge.actors[actor_id]
        served = {role.of for role in actor.roles} | {actor.party}
        weighty = [t for t in stated if t.office.office_class not in ("society", "press", "expert")]
        if not weighty or any(_within(page, title, served) for title in weighty):
            return actor
    return None


def _within(page: Page, title: Title, served: set[Party | None]) -> bool:
    party = title.party
    return party in served or any(
        other is not None and party is not None and other.startswith(party) for other in served
    )
