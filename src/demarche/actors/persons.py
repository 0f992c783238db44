"""Persons of an article: names grouped into people, their titles read, their mentions."""

from __future__ import annotations

import msgspec
from rapidfuzz.distance import OSA

from demarche.actors.found import Found
from demarche.actors.names import NameSpan, core, display, famous, gender_of_name, is_short_of, monarch
from demarche.actors.page import Page
from demarche.actors.titles import Title
from demarche.actors.units import holder_before
from demarche.knowledge.forms import slug
from demarche.knowledge.record import Gender
from demarche.records import Actor, Party, Reason, Record, Role

SLIP_OF_ONE, SLIP_OF_TWO = 6, 9  # letters of a surname from which on so many slips leave it recognisable
ADMINISTRATIONS = frozenset({"administration", "government", "cabinet", "regime", "presidency", "team", "camp"})


class Person(Record, frozen=True):
    """Somebody the article names: the fullest name, the places of all names, the titles read beside them."""

    words: tuple[str, ...]
    name: str
    spans: tuple[NameSpan, ...]
    titles: tuple[Title, ...] = ()
    known: tuple[str, ...] = ()
    gender: Gender | None = None


def group_names(page: Page, names: tuple[NameSpan, ...], beside: dict[int, tuple[Title, ...]]) -> tuple[Person, ...]:
    """Names grouped into people: full names first, then each short name with the nearest person it can stand for."""
    people: list[Person] = []
    for name in names:
        if len(core(name.words)) > 1 or name.known:
            at = _same_person(name, people)
            people = _joined(page, people, at, name, beside)
    for name in names:
        if len(core(name.words)) > 1 or name.known:
            continue
        at = _nearest(page, name, people, beside)
        reigning = any(title.office.title == "monarch" for title in beside.get(name.start, ()))
        if reigning and (at is None or not people[at].known) and (king := monarch(page, name)) is not None:
            name = msgspec.structs.replace(name, known=(king.id,))
            at = _same_person(name, people)
        if at is None and (actor := _famous(page, name, beside)) is not None:
            name = msgspec.structs.replace(name, known=(actor.id,))
            at = _same_person(name, people)
        if at is None and not name.known:
            at = _misspelt(name, people)
        people = _joined(page, people, at, name, beside)
    return tuple(people)


def _misspelt(name: NameSpan, people: list[Person]) -> int | None:
    """The one person of the article whose surname a surname alone is but a slip of: "Dellen" for "Osk Dellan".

    By optimal string alignment distance: one letter changed, left out, put in or swapped, two in a long name.
    """
    word = core(name.words)[-1]
    most = 0 if len(word) < SLIP_OF_ONE else 1 if len(word) < SLIP_OF_TWO else 2
    alike = [
        at
        for at, person in enumerate(people)
        if len(core(person.words)) > 1
        and core(person.words)[-1][0] == word[0]
        and 0 < OSA.distance(core(person.words)[-1], word, score_cutoff=most) <= most
        and not (name.gender and person.gender and name.gender != person.gender)
    ]
    return alike[0] if len(alike) == 1 else None


def _famous(page: Page, name: NameSpan, beside: dict[int, tuple[Title, ...]]) -> Actor | None:
    """The one head with this surname whose party the article names; of several the one in office at its date."""
    bearers = [actor for actor in famous(page, name) if _supported(page, name, actor, beside)]
    if len(bearers) > 1:
        dating = page.article.published
        day = dating.date or dating.latest or dating.earliest
        bearers = [
            actor
            for actor in bearers
            if any((r.start or "") <= (day or "9999") and (r.end or "9999") >= (day or "9999") for r in actor.roles)
        ]
    return bearers[0] if len(bearers) == 1 else None


def _supported(page: Page, name: NameSpan, actor: Actor, beside: dict[int, tuple[Title, ...]]) -> bool:
    """Whether the article names a party that a famous bearer of the surname held office for."""
    parties = {role.of for role in actor.roles}
    if any(title.party is not None and title.party not in parties for title in beside.get(name.start, ())):
        return False
    return any(found.referent in parties for unit in page.units for found in unit.match.names)


def _joined(
    page: Page, people: list[Person], at: int | None, name: NameSpan, beside: dict[int, tuple[Title, ...]]
) -> list[Person]:
    """`people` with one more name, of person `at` or of somebody new."""
    titles = beside.get(name.start, ())
    gender = gender_of_name(page, name, name.words) or next((t.gender for t in titles if t.gender), None)
    text = display(page.text[name.start : name.end])
    if at is None:
        fresh = Person(words=name.words, name=text, spans=(name,), titles=titles, known=name.known, gender=gender)
        return [*people, fresh]
    person = people[at]
    fuller = len(core(name.words)) > len(core(person.words))
    merged = msgspec.structs.replace(
        person,
        words=name.words if fuller else person.words,
        name=text if fuller else person.name,
        spans=(*person.spans, name),
        titles=person.titles + titles,
        known=person.known or name.known,
        gender=person.gender or gender,
    )
    return [*people[:at], merged, *people[at + 1 :]]


def _same_person(name: NameSpan, people: list[Person]) -> int | None:
    for at, person in enumerate(people):
        if name.known and person.known:
            if set(name.known) & set(person.known):
                return at
            continue
        alike = is_short_of(name.words, person.words) or is_short_of(person.words, name.words)
        if alike and not (name.gender and person.gender and name.gender != person.gender):
            return at
    return None


def _nearest(page: Page, name: NameSpan, people: list[Person], beside: dict[int, tuple[Title, ...]]) -> int | None:
    """The person a short name stands for: by surname before given name, the nearest before it, else the first after."""
    offices = {title.office.title for title in beside.get(name.start, ()) if title.office.office_class != "society"}
    scored = []
    for at, person in enumerate(people):
        if not is_short_of(name.words, person.words):
            continue
        if name.gender and person.gender and name.gender != person.gender:
            continue
        others = {title.office.title for title in person.titles}
        parties = {t.party for t in beside.get(name.start, ()) if t.party}
        if (
            parties
            and not parties & ({t.party for t in person.titles} | {None})
            and any(t.party for t in person.titles)
        ):
            continue  # "President Moren" of Varnia is not "Ostravan analyst Tov Moren"
        before = max((span.end for span in person.spans if span.end <= name.start), default=-1)
        family = name.words[-1] in (core(person.words)[-1], core(person.words)[0])
        scored.append((bool(offices & others), family, before, -at))
    if not scored:
        return None
    return -max(scored)[3]


def person_actor(page: Page, person: Person, party: Party | None, known: Actor | None) -> Actor:
    """The person as an actor: the known one with this article's party, or a new one with the roles read here."""
    roles = tuple(
        dict.fromkeys(
            (_role_title(page, title), title.party or (title.holder.name if title.holder else None))
            for title in person.titles
            if title.office.office_class != "courtesy"
        )
    )
    read = tuple(Role(title=title, of=of) for title, of in roles)
    sector = next((title.office.sector for title in person.titles), None)
    if known is not None:
        aliases = tuple(dict.fromkeys((*known.aliases, *(() if person.name == known.name else (person.name,)))))
        return msgspec.structs.replace(known, party=party, sector=sector or known.sector, aliases=aliases)
    suffix = f"/{party}" if party else ""
    return Actor(
        id=f"person/{slug(person.name)}{suffix}",
        name=person.name,
        kind="person",
        party=party,
        sector=sector,
        roles=read,
    )


def _role_title(page: Page, title: Title) -> str:
    return display(page.text[title.start : title.end]).removeprefix("the ").strip(" ,")


def mentions_of_person(
    page: Page, person: Person, actor: Actor, beside: dict[int, tuple[Title, ...]], reasons: tuple[Reason, ...]
) -> tuple[Found, ...]:
    """A mention for each name, with the title right before it, and one for each title set off by a comma."""
    found = []
    full = core(person.words)
    for name in person.spans:
        start, titles = name.start, beside.get(name.start, ())
        for title in titles:
            gap = page.text[title.end : start]
            if title.end <= name.start and len(gap.strip()) < 8 and "," not in gap:
                start = min(start, title.start)
            else:
                found.append(
                    Found(
                        start=title.start,
                        end=title.end,
                        head=title.head,
                        actor=actor,
                        form="description",
                        reasons=(Reason(rule="apposition", words=page.text[title.start : title.end]),),
                        score=0.9,
                        party=actor.party,
                        human=True,
                        gender=person.gender,
                    )
                )
        possessor = holder_before(page, name.first)
        if start == name.start and possessor is not None and possessor.party == actor.party:
            start = page.words[possessor.first].start  # "Varnia's Ilka Moren"
        if page.lower(name.last) in ADMINISTRATIONS and page.joined(name.last - 1, name.last):
            state = page.knowledge.actors.get(actor.party or "")
            if state is not None:
                end = page.words[name.last].end
                reason = Reason(rule="administration", words=page.text[start:end])
                found.append(
                    Found(
                        start=start,
                        end=end,
                        head=end - 1,
                        actor=state,
                        form="description",
                        reasons=(reason,),
                        score=0.95,
                    )
                )
                continue
        short = len(core(name.words)) < len(full)
        rule = Reason(rule="short-name" if short else "name", words=page.text[name.start : name.end])
        found.append(
            Found(
                start=start,
                end=name.end,
                head=name.end - 1,
                actor=actor,
                form="name",
                reasons=(rule, *reasons),
                score=0.9 if short else 1.0,
                party=actor.party,
                human=True,
                gender=person.gender,
            )
        )
    return tuple(found)
