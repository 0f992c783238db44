"""What stands beside a word: the state, organisation or institution that a phrase belongs to."""

from __future__ import annotations

import re

import msgspec

from demarche.actors.origin import city_state
from demarche.actors.page import Page, Unit, skip_possessive
from demarche.knowledge import fold
from demarche.knowledge.forms import slug
from demarche.knowledge.lexicon import Sort
from demarche.records import Actor, Party, Record

PARTY_SORTS: tuple[Sort, ...] = (
    "name", "adjective", "people", "capital", "metonym", "organ", "region", "description",
)  # fmt: skip


# Bodies that every state has, and only states: a "Directorate of Customs" belongs to the article's home state.
PUBLIC_BODY = re.compile(
    r"\b(?:Ministry|Ministries|Directorate|Prosecutor|Prosecution|Supreme Court|High Court|Constitutional Court|"
    r"Tribunal|"
    r"Parliament|Senate|Election Commission|Electoral|Police|Customs|Coast Guard|Tax Authority|Revenue|Central Bank|"
    r"National Security|Attorney General|Armed Forces|Air Force|Navy|Federal|Gendarmerie|Bureau of|Department of)\b"
)


PUBLIC_BODY_SHARE = 0.55
BRACKETED = re.compile(r"[ ]?\([A-Z][\w&.-]{1,9}\)")


class Holder(Record, frozen=True):
    """The party (and actor) that a unit stands for, and the words it takes (half-open word indices)."""

    party: Party
    actor: Actor
    first: int
    last: int
    sort: str


class Employer(Record, frozen=True):
    """An organisation that the knowledge does not hold, in front of or after an office; it may belong to no party."""

    party: Party | None
    actor: Actor
    first: int
    last: int
    sort: str = "organisation"


def holder_of(page: Page, unit: Unit) -> Holder | None:
    """The party a unit stands for; private media and persons have none. A region stands for its state."""
    names = unit.match.of(*PARTY_SORTS)
    # "Security Council" is the UN's organ before it is a kind of institution; "Emirati" and "UAE" are the same party.
    for name in names:
        actor = page.knowledge.actors.get(name.referent)
        if actor is not None and actor.party is not None:
            return Holder(party=actor.party, actor=actor, first=unit.first, last=unit.last, sort=name.sort)
    return None


def holder_before(page: Page, at: int) -> Holder | None:
    """The state or organisation whose name ends right before word `at` ("Chinese |ministry", "China's |ministry")."""
    left = at - 1
    if left < 0 or not page.joined(left, at):
        return None
    left = skip_possessive(page, left)
    unit = page.closing.get(left + 1)
    return holder_of(page, unit) if unit is not None else city_holder(page, left + 1, ending=True)


def organisation_before(page: Page, at: int) -> Employer | None:
    """An organisation the reader saw right before word `at` ("Straits Trust |director"), whoever it belongs to."""
    left = skip_possessive(page, at - 1)
    for first, last in page.organisations:
        if last == left + 1 and first < at and page.joined(at - 1, at):
            return organisation_holder(page, first, last)
    return None


def organisation_from(page: Page, at: int) -> Employer | None:
    """An organisation the reader saw from word `at` on, an article before it left out."""
    if page.lower(at) == "the":
        at += 1
    for first, last in page.organisations:
        if first == at or (first == at - 1 and page.lower(first) == "the"):
            return organisation_holder(page, first, last)
    return None


def named_place_of_work(page: Page, at: int) -> Employer | None:
    """The capitalised words from word `at` on as an organisation that the reader missed: "George Marsh University"."""
    if page.lower(at) == "the":
        at += 1
    last = at
    while last < len(page.words) and (page.words[last].text[0].isupper() or page.lower(last) in ("of", "for", "and")):
        if last > at and not page.joined(last - 1, last):
            break
        last += 1
    while last > at and page.words[last - 1].text[0].islower():
        last -= 1
    return organisation_holder(page, at, last) if last - at >= 2 else None


def organisation_holder(page: Page, first: int, last: int) -> Employer:
    """An organisation that the knowledge does not hold, as an employer; its party is that of a place in its name."""
    actor = organisation_named(page, page.words[first].start, page.words[last - 1].end)
    return Employer(party=actor.party, actor=actor, first=first, last=last)


def organisation_named(page: Page, start: int, end: int) -> Actor:
    """An organisation by its name in the text (offsets into `Article.text`), an abbreviation by what it stands for."""
    written_out = page.abbreviations.get(page.text[start:end])
    if written_out is not None:
        start, end = page.words[written_out[0]].start, page.words[written_out[1] - 1].end
    party = _party_in(page, start, end)
    text = re.sub(r"\s+", " ", page.text[start:end])
    following = page.word_at(end)
    if party is None and page.lower(following) in ("of", "in") and page.joined(following - 1, following):
        owner = holder_from(page, following + 1)
        party = owner.party if owner is not None and owner.sort != "people" else None
    short = BRACKETED.match(page.text, end)
    explained = short.end() if short is not None else end
    if party is None and page.text[explained : explained + 2] == ", ":
        following = page.word_at(explained)
        at = following + (page.lower(following) in ("a", "an", "the"))
        unit = page.opening.get(at)
        owner = holder_of(page, unit) if unit is not None else None
        owned = unit is not None and page.text[unit.end : unit.end + 2] in ("'s", "’s")
        if owner is not None and (owner.sort == "adjective" or owned):
            party = owner.party  # "Straits Oil, Varnia's largest producer"
    party = party or _told_elsewhere(page, fold(text))
    if PUBLIC_BODY.search(text):
        possessor = holder_before(page, page.word_at(start))
        party = party or (possessor.party if possessor is not None else page.home.leading(PUBLIC_BODY_SHARE))
        if party is not None and party in page.knowledge.states:
            name = text if page.knowledge.party_name(party) in text else f"{text} ({page.knowledge.party_name(party)})"
            return Actor(id=f"{party}/{slug(text)}", name=name, kind="institution", party=party, sector="GOV")
    suffix = f"/{party}" if party else ""
    return Actor(id=f"organisation/{slug(text)}{suffix}", name=text, kind="organisation", party=party)


def with_organisations(page: Page) -> Page:
    """The page with the parties of the organisations it explains in one place and only names in others."""
    found: dict[str, set[Party]] = {}
    for first, last in page.organisations:
        actor = organisation_named(page, page.words[first].start, page.words[last - 1].end)
        if actor.party is not None and actor.kind == "organisation":
            found.setdefault(fold(actor.name), set()).add(actor.party)
    return msgspec.structs.replace(page, told={name: min(told) for name, told in found.items() if len(told) == 1})


def _told_elsewhere(page: Page, name: str) -> Party | None:
    """The party of an organisation (its folded name) explained somewhere else under this name or a longer one."""
    parties = {party for full, party in page.told.items() if full == name or full.startswith(f"{name} ")}
    return next(iter(parties)) if len(parties) == 1 else None


def _party_in(page: Page, start: int, end: int) -> Party | None:
    """The party in an organisation's name: a state or its region anywhere, an organisation at its head."""
    for unit in page.units:
        if not (start <= unit.start and unit.end <= end):
            continue
        for name in unit.match.of("name", "adjective", "region", "capital"):
            head = unit.start == start and name.referent in page.knowledge.organisations
            if name.referent in page.knowledge.states or head:
                return name.referent
        for name in unit.match.of("organ") if unit.start == start else ():
            return page.knowledge.actors[name.referent].party  # "Navy Spokesperson's Unit"
    for at in range(page.word_at(start), page.word_at(end)):
        city = city_holder(page, at, ending=False)
        if city is not None and page.words[city.last - 1].end <= end:
            return city.party  # "University of Torvik"
    return None


def holder_from(page: Page, at: int) -> Holder | None:
    """The state or organisation whose name begins at word `at`, an article before it left out."""
    if page.lower(at) == "the" and at + 1 < len(page.words) and at not in page.opening:
        at += 1
    unit = page.opening.get(at)
    return holder_of(page, unit) if unit is not None else city_holder(page, at, ending=False)


def city_holder(page: Page, at: int, ending: bool) -> Holder | None:
    """The state of a city of the gazetteer that ends before word `at` or begins with it: "Torvik |mayor"."""
    for length in (3, 2, 1):
        first, last = (at - length, at) if ending else (at, at + length)
        if first < 0 or last > len(page.words) or not page.words[first].text[0].isupper():
            continue
        state = city_state(page, page.words[first].start, page.words[last - 1].end)
        if state is not None:
            return Holder(party=state, actor=page.knowledge.actors[state], first=first, last=last, sort="region")
    return None


def plain_modifier(page: Page, at: int) -> bool:
    """Whether word `at` is an ordinary adjective or noun in lower case that may stand inside a title or office name."""
    word = page.words[at]
    if not word.text[0].islower():
        return False
    token = page.token_at(word.start)
    if token is None or token.pos_ not in ("ADJ", "NOUN", "ADV", "NUM", "PROPN"):
        return False
    return word.folded not in ("s", "said", "says", "told")
