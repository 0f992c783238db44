"""Persons of an article: names grouped into people, their titles read, their party settled."""

from __future__ import annotations

import msgspec

from demarche.actors.found import Found
from demarche.actors.home import likeliest_state, own_state
from demarche.actors.names import NameSpan, core, display, famous, gender_of_name, is_short_of, monarch
from demarche.actors.page import Page
from demarche.actors.spoken_of import organisation_owning, organisation_spoken_of, state_spoken_of
from demarche.actors.titles import Title
from demarche.actors.units import Employer, Holder, holder_before, holder_from, organisation_from
from demarche.knowledge.forms import slug
from demarche.knowledge.record import Gender
from demarche.records import Actor, Party, Reason, Record, Role

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
        people = _joined(page, people, at, name, beside)
    return tuple(people)


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
    return _party_at_home(page, person)


def _hosts(page: Page, title: Title) -> frozenset[Party]:
    """The states inside the title of an envoy, which he is sent to: "special envoy to Ostrava"."""
    if title.office.office_class != "envoy":
        return frozenset()
    inside = (unit for unit in page.units if title.start <= unit.start and unit.end <= title.end)
    return frozenset(name.referent for unit in inside for name in unit.match.of("name", "capital"))


def _party_at_home(page: Page, person: Person) -> tuple[Party | None, Actor | None, tuple[Reason, ...]]:
    """The state that the article is about, for somebody named in full whom nothing places elsewhere."""
    abroad = any(title.holder is not None and title.office.office_class == "expert" for title in person.titles)
    private = any(title.office.office_class == "press" or title.phrase in PRIVATE for title in person.titles)
    if abroad or private or len(core(person.words)) < 2:
        return None, None, ()
    home = own_state(page)
    if home is None:
        return None, None, ()
    return home, None, (Reason(rule="article's own state", score=0.4, words=page.knowledge.party_name(home)),)


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
