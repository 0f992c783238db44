"""Which party a person speaks for: the titles of the text, the terms of the knowledge, the place, the article."""

from __future__ import annotations

import re

from demarche.actors.home import likeliest_state, own_state
from demarche.actors.names import NameSpan, core
from demarche.actors.page import Page
from demarche.actors.persons import Person
from demarche.actors.spoken_of import organisation_owning, organisation_spoken_of, state_spoken_of
from demarche.actors.titles import Title
from demarche.actors.units import Employer, Holder, holder_before, holder_from, organisation_from
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
# Who speaks for nobody but himself, whatever state he lives in.
PRIVATE = frozenset(
    {
        "resident", "witness", "survivor", "refugee", "teacher", "student", "farmer", "shopkeeper", "volunteer",
        "driver", "villager", "celebrity", "actor", "actress", "singer", "coach", "footballer", "player", "striker",
        "goalkeeper", "midfielder", "athlete", "widow", "mother", "father", "brother", "sister", "wife", "husband",
        "son", "daughter", "nephew", "cousin", "worker", "trader", "fisherman", "taxi driver", "housewife", "suspect",
        "victim", "tycoon", "billionaire", "poet", "novelist", "filmmaker", "film director", "musician", "artist",
        "composer", "executive", "chief executive officer", "ceo", "entrepreneur", "businessman", "businesswoman",
    }
)  # fmt: skip
AGE = re.compile(r",? (?:\(\d\d\)|aged \d\d|\d\d,|who (?:lives|works|runs|fled|lost))|, an? \w+ (?:from|in|who)\b")


def party_of_person(page: Page, person: Person) -> tuple[Party | None, Actor | None, tuple[Reason, ...]]:
    """The party a person speaks for, the known actor it is, and why: the text's titles before the knowledge's terms."""
    stated = [title for title in person.titles if title.party is not None]
    stated.sort(key=lambda title: (title.former, title.office.office_class in ("society", "press")))
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
        if possessor is not None and not inside and possessor.sort in owning:
            return (
                possessor.party,
                None,
                (Reason(rule="possessor", words=page.text[page.words[possessor.first].start : name.end]),),
            )
        employer = _employer_after(page, name)
        if employer is not None and employer.party is not None:
            words = page.text[name.start : page.words[employer.last - 1].end]
            return employer.party, None, (Reason(rule="employer", words=words),)
    return _party_of_office(page, person)


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
            hosts = _hosts(page, title)
            spoken = state_spoken_of(page, min(title.start, person.spans[0].start))
            if spoken is not None and spoken[0] not in hosts:
                return spoken[0], None, (spoken[1],)
            state = likeliest_state(page) if title.office.office_class in ONLY_STATES else None
            if state is not None and state not in hosts:
                return state, None, (Reason(rule="likeliest-state", score=0.3, words=page.knowledge.party_name(state)),)
    return None, None, ()


def _private(page: Page, name: NameSpan) -> bool:
    """Whether a name is introduced like that of nobody in office: "lamplighter Osk Dellan", "Osk Dellan, 34," """
    before = page.token_at(page.words[name.first - 1].start) if name.first > 0 else None
    trade = before is not None and before.pos_ == "NOUN" and before.text.islower()
    straight = page.text[page.words[name.first - 1].end : name.start].strip(" ,") == "" if name.first > 0 else False
    return (trade and straight) or AGE.match(page.text, name.end) is not None


def _hosts(page: Page, title: Title) -> frozenset[Party]:
    """The states inside the title of an envoy, which he is sent to: "special envoy to Ostrava"."""
    if title.office.office_class != "envoy":
        return frozenset()
    inside = (unit for unit in page.units if title.start <= unit.start and unit.end <= title.end)
    return frozenset(name.referent for unit in inside for name in unit.match.of("name", "capital"))


def state_at_home(page: Page, person: Person) -> tuple[Party, Reason] | None:
    """The state that the article is about, for somebody named in full whom nothing places elsewhere."""
    abroad = any(title.holder is not None and title.office.office_class == "expert" for title in person.titles)
    private = any(title.office.office_class == "press" or title.phrase in PRIVATE for title in person.titles)
    unknown = not person.titles and any(_private(page, name) for name in person.spans)
    if abroad or private or unknown or len(core(person.words)) < 2:
        return None
    home = own_state(page)
    if home is None:
        return None
    return home, Reason(rule="article's own state", score=0.4, words=page.knowledge.party_name(home))


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
    if page.lower(name.last) not in ("from", "of", "at", "with") or not page.joined(name.last - 1, name.last):
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
