"""Titles without a name: "the ministry's spokeswoman", "NATO leaders", "the foreign minister"."""

from __future__ import annotations

import re

from demarche.actors.belonging import STATE_OFFICES
from demarche.actors.descriptions import organisation_by_noun
from demarche.actors.found import Found
from demarche.actors.institutions import officers_of
from demarche.actors.page import Page
from demarche.actors.persons import Person
from demarche.actors.salience import candidate_of
from demarche.actors.several import mention_of_title, of_several
from demarche.actors.spoken_of import FOR_INSTITUTION, FOR_OFFICE, organisation_owning, state_at
from demarche.actors.titles import Title
from demarche.actors.units import plain_modifier
from demarche.knowledge.forms import slug
from demarche.records import Actor, Party

STATE_WORDS = frozenset(
    {"military", "defence", "defense", "security", "intelligence", "government", "army", "ministry"}
)
# "The Varnian leader" is its president, or whoever else heads it.
LEADING = frozenset({"leader", "head of state", "head of government", "ruler", "strongman", "top leader"})
# Offices whose names are all one office's: "the premier" is the prime minister named before.
SAME_OFFICE = frozenset({"prime minister", "foreign minister", "defence minister", "interior minister"})
DEPUTIES = frozenset({"deputy", "vice", "assistant", "under"})
# What news calls somebody it has named before, and the classes of office that go by it.
PUBLIC = ("minister", "official", "head", "envoy", "legislator", "military", "spokesperson")
DIPLOMATS = ("envoy", "minister", "spokesperson")
LOOSE = {
    "official": PUBLIC, "top official": PUBLIC, "senior official": PUBLIC, "government official": PUBLIC,
    "public official": PUBLIC, "functionary": PUBLIC, "dignitary": PUBLIC, "diplomat": DIPLOMATS,
    "senior diplomat": DIPLOMATS, "envoy": ("envoy",), "senator": ("legislator",),
    "lawmaker": ("legislator",), "legislator": ("legislator",), "deputy": ("legislator",), "mp": ("legislator",),
    "congressman": ("legislator",), "congresswoman": ("legislator",), "parliamentarian": ("legislator",),
    "commander": ("military",), "admiral": ("military",), "rear admiral": ("military",), "general": ("military",),
    "colonel": ("military",), "officer": ("military", "official"),
    "representative": ("envoy", "official", "legislator"),
}  # fmt: skip
HEADS = frozenset({"supreme leader", "president", "prime minister"})
LED_BY = ("president", "prime minister", "premier", "chancellor", "king", "emir", "sultan", "leader", "head of")
# Who is at the top of a body, by whatever word.
HEADING = frozenset(
    {"chief", "head", "director", "director general", "director-general", "president", "chair", "chairman",
     "chairwoman", "chairperson", "secretary-general", "secretary general", "boss", "leader", "commander",
     "navy commander", "executive director", "managing director", "chief executive", "administrator"}
)  # fmt: skip
SPEAKING = ("head", "minister", "envoy", "military", "official", "legislator")


def settle_titles(
    page: Page, titles: tuple[Title, ...], found: tuple[Found, ...], people: tuple[Person, ...]
) -> tuple[Found, ...]:
    """Mentions for titles that stand without a name; those that nothing settles have none."""
    result: list[Found] = []
    for title in titles:
        before = tuple(m for m in sorted((*found, *result), key=lambda m: m.start) if m.start < title.start)
        mention = _settle(page, title, before, found, people)
        if mention is not None:
            result.append(mention)
    return tuple(result)


def _settle(
    page: Page, title: Title, before: tuple[Found, ...], found: tuple[Found, ...], people: tuple[Person, ...]
) -> Found | None:
    if title.office.office_class == "spokesperson":
        return _spokesperson(page, title, before, found, people)
    joint = of_several(page, title, before) if title.plural and title.office.office_class in SPEAKING else None
    if joint is not None:
        return joint
    if title.plural and title.party is not None and title.office.office_class in SPEAKING:
        actor = title.holder or page.knowledge.actors.get(title.party)
        return mention_of_title(page, title, actor, "holders", 0.85, plural=True)
    if title.plural and title.office.office_class in SPEAKING:
        return _members(page, title, before) or _of_body(page, title)
    if title.office.office_class not in SPEAKING:
        return None
    return _officer(page, title, before, found, people)


def _members(page: Page, title: Title, before: tuple[Found, ...]) -> Found | None:
    """ "alliance leaders", "the bloc's foreign ministers": the organisation named before that goes by the noun."""
    for at in range(max(0, title.first - 2), page.word_at(title.head)):
        actor = organisation_by_noun(page, page.lower(at), before)
        if actor is not None:
            return mention_of_title(page, title, actor, "holders", 0.8, plural=True)
    return None


def _of_body(page: Page, title: Title) -> Found | None:
    """ "Foreign Ministry officials" where the ministry is that of the state spoken of."""
    guessed = state_at(page, title.start, FOR_INSTITUTION) if _of_state(page, title) else None
    state = page.knowledge.actors.get(guessed[0]) if guessed is not None else None
    if state is None:
        return None
    words = page.text[page.words[title.first].start : page.words[page.word_at(title.head)].end]
    return mention_of_title(page, title, officers_of(page, state, words), "officer", 0.4, plural=True)


def _spokesperson(
    page: Page, title: Title, before: tuple[Found, ...], found: tuple[Found, ...], people: tuple[Person, ...]
) -> Found | None:
    """A spokesperson without a name speaks as the named one of the same party met before, else as the institution."""
    named = _named_holder(page, title, before or found, "spokesperson", people)
    if named is not None:
        return named
    institution = title.institution.actor if title.institution is not None else None
    if institution is not None:
        return mention_of_title(page, title, institution, "spokesperson", 0.95)
    earlier = [
        m for m in before if m.reasons and any(r.rule == "spokesperson" for r in m.reasons) and m.actor is not None
    ]
    if title.party is not None:
        same = [m for m in earlier if m.actor is not None and m.actor.party == title.party]
        actor = same[-1].actor if same else title.holder
        if actor is not None and actor.kind == "person":
            actor = page.knowledge.actors.get(title.party, actor)
        return mention_of_title(page, title, actor, "spokesperson", 0.85)
    if title.definite and earlier:
        return mention_of_title(page, title, earlier[-1].actor, "spokesperson", 0.8)
    if title.definite and not re.match(r"[ ](?:for|of|at)\b", page.text[title.end :]):
        bodies = [m for m in before if m.actor is not None and m.actor.kind in ("institution", "organisation")]
        if bodies:
            return mention_of_title(page, title, bodies[-1].actor, "spokesperson", 0.5)
    elif not title.plural:
        body = _body_speaking(page, title, before)
        return mention_of_title(page, title, body, "spokesperson", 0.5) if body is not None else None
    return None


def _body_speaking(page: Page, title: Title, before: tuple[Found, ...]) -> Actor | None:
    """The institution or organisation that is the subject of this sentence or the one before: "The ministry denied it.
    Nobody was hurt, [a spokesman] said." """
    here = page.sentence_of(title.start)
    for mention in reversed(before):
        if here - page.sentence_of(mention.start) > 1:
            return None
        body = mention.actor is not None and mention.actor.kind in ("institution", "organisation")
        if body and candidate_of(page, mention).subject and not page.quoted(mention.start):
            return mention.actor
    return None


def _named_holder(
    page: Page, title: Title, nearby: tuple[Found, ...], office_class: str, people: tuple[Person, ...]
) -> Found | None:
    """The nearest named person whose title is of this class and who speaks for the same party."""
    for mention in reversed(nearby):
        if not mention.human or mention.actor is None or mention.actor.kind != "person":
            continue
        person = next(
            (p for p in people if any(s.start >= mention.start and s.end <= mention.end for s in p.spans)), None
        )
        held = person is not None and any(t.office.office_class == office_class for t in person.titles)
        if person is None or not (held or _known_spokesperson(page, mention.actor)):
            continue
        if title.party is not None and mention.actor.party != title.party:
            continue
        if title.gender and person.gender and title.gender != person.gender:
            continue
        if title.institution is not None and title.institution.actor is not None:
            offices = {t.institution.actor.id for t in person.titles if t.institution and t.institution.actor}
            if offices and title.institution.actor.id not in offices:
                continue
        if title.party is None and not title.definite:
            continue
        return mention_of_title(page, title, mention.actor, "named-holder", 0.85, human=True)
    return None


def _known_spokesperson(page: Page, actor: Actor) -> bool:
    """Whether the knowledge has a person as a spokesperson at the article's date."""
    dating = page.article.published
    known = page.knowledge.actors.get(actor.id)
    role = (
        page.knowledge.role_at(known, dating.date or dating.earliest, dating.date or dating.latest) if known else None
    )
    return role is not None and "spokes" in role.title.lower()


def _officer(
    page: Page, title: Title, before: tuple[Found, ...], found: tuple[Found, ...], people: tuple[Person, ...]
) -> Found | None:
    """ "the Varnian president": the person of that office named in the article, or the office itself."""
    office = title.office
    if title.definite and title.phrase in LOOSE:
        called = _called_loosely(page, title, before, people)
        if called is not None or title.party is None:
            return called
    after = tuple(mention for mention in found if mention.start > title.end)
    for mention in (*reversed(before), *after):
        if not mention.human or mention.actor is None or mention.actor.kind != "person":
            continue
        whose = (title.party is None and title.definite) or (title.party == mention.actor.party and title.party)
        person = next(
            (p for p in people if any(s.start >= mention.start and s.end <= mention.end for s in p.spans)), None
        )
        same = person is not None and _same_post(title, person)
        if same or (whose and _holds(page, title, mention.actor)):
            return mention_of_title(page, title, mention.actor, "named-holder", 0.8, human=True)
    party = title.party
    score = 0.75
    if party is None:
        body = organisation_owning(page, title)
        if body is not None and body.party is not None:
            head = _head_of(title, body, before, people)
            return mention_of_title(page, title, head or body, "officer", 0.6, human=True)
        guessed = None
        words = {page.lower(at) for at in range(title.first - 1, page.word_at(title.head))}
        elsewhere = page.lower(title.last) in ("of", "for", "at") and page.joined(title.last - 1, title.last)
        if words & page.knowledge.context["foreign-modifiers"] or office.title == "secretary-general":
            return None  # "a European diplomat", "the secretary-general": of whom, nobody says
        if elsewhere and office.office_class != "minister":
            return None  # "the president of the Circle"
        if title.definite and (office.office_class in ("head", "minister") or title.phrase == "speaker"):
            guessed = state_at(page, title.start, FOR_OFFICE, office=page.text[title.start : title.end].lower())
        elif _of_state(page, title) or (title.phrase in ("official", "senior official") and _public(page, title)):
            guessed = state_at(page, title.start, FOR_INSTITUTION)
        party, score = (guessed[0], 0.4) if guessed is not None else (None, 0.0)
    if party is None:
        return None
    if office.office_class in ("official", "legislator", "military", "envoy") and "chief" not in title.phrase:
        return mention_of_title(page, title, _nameless(page, title, party), "officer", score, human=True)
    body = title.holder if title.holder is not None and title.holder.kind == "institution" else None
    whole = body.name.removesuffix(f" ({page.knowledge.party_name(party)})") if body is not None else None
    name = f"{title.phrase.capitalize()} of {whole or page.knowledge.party_name(party)}"
    of_body = f"{body.id}/{slug(office.title)}" if body is not None else f"{party}/{slug(office.title)}"
    actor = Actor(id=of_body, name=name, kind="person", party=party, sector=office.sector)
    return mention_of_title(page, title, actor, "office", score, human=True)


def _nameless(page: Page, title: Title, party: Party) -> Actor:
    """An officer whom the text does not name, as somebody of their own: "Senior official (Varnia)"."""
    first = page.word_at(title.head) - len(title.phrase.split()) + 1
    while first > title.first and plain_modifier(page, first - 1) and page.joined(first - 1, first):
        first -= 1
    words = page.text[page.words[first].start : page.words[page.word_at(title.head)].end].lower()
    name = f"{words[:1].upper()}{words[1:]} ({page.knowledge.party_name(party)})"
    return Actor(id=f"{party}/{slug(name)}", name=name, kind="institution", party=party, sector=title.office.sector)


def _called_loosely(page: Page, title: Title, before: tuple[Found, ...], people: tuple[Person, ...]) -> Found | None:
    """ "The official", "the senator": whoever was the subject last and holds an office of that class, named or not."""
    for mention in reversed(before):
        if not mention.human or mention.actor is None or not candidate_of(page, mention).subject:
            continue
        if title.party is not None and mention.actor.party is not None and mention.actor.party[:3] != title.party[:3]:
            continue
        if mention.reasons[0].rule == "officer":
            classes = {
                page.knowledge.offices[name.referent].office_class
                for unit in page.units
                if mention.start <= unit.start and unit.end <= mention.end
                for name in unit.match.of("office")
            }
            if classes & set(LOOSE[title.phrase]):
                return mention_of_title(page, title, mention.actor, "named-holder", 0.7, human=True)
        spans = ((p, s) for p in people for s in p.spans if mention.start <= s.start and s.end <= mention.end)
        person = next((p for p, _ in spans), None)
        if person is not None and any(_goes_by(title, held) for held in person.titles):
            return mention_of_title(page, title, mention.actor, "named-holder", 0.7, human=True)
    return None


def _goes_by(title: Title, held: Title) -> bool:
    """Whether who holds one office goes by another word, too: "the diplomat" for a foreign policy chief."""
    foreign = title.phrase.endswith("diplomat") and "foreign" in held.phrase
    return foreign or held.office.office_class in LOOSE[title.phrase]


def _head_of(title: Title, body: Actor, before: tuple[Found, ...], people: tuple[Person, ...]) -> Actor | None:
    """The person named before at the head of a body: "the agency's [head]"."""
    if title.phrase not in HEADING:
        return None
    for mention in reversed(before):
        spans = (p for p in people if any(s.start >= mention.start and s.end <= mention.end for s in p.spans))
        person = next(spans, None) if mention.human else None
        if person is not None and any(
            t.holder is not None and t.holder.id == body.id and t.phrase in HEADING for t in person.titles
        ):
            return mention.actor
    return None


def _same_post(title: Title, person: Person) -> bool:
    """Whether a person heads the very body that a title names: "the Bureau's chief" is its director."""
    if title.holder is None or title.holder.kind == "state" or title.phrase not in HEADING:
        return False
    return any(t.holder is not None and t.holder.id == title.holder.id and t.phrase in HEADING for t in person.titles)


def _holds(page: Page, title: Title, actor: Actor) -> bool:
    """Whether a person named in the article holds the office, under this name or another."""
    titles = {role.title.lower() for role in actor.roles}
    if not title.former:  # "the minister" is not "the former minister"
        titles = {held for held in titles if not held.startswith(("former ", "ex-"))}
    fields = page.knowledge.context["portfolios"]
    field = {page.lower(at) for at in range(title.first, title.last)} & fields
    below = DEPUTIES & {page.lower(at) for at in range(title.first, title.last)}
    synonyms = title.office.phrases if title.office.title in SAME_OFFICE else ()
    for held in titles:
        if not below and DEPUTIES & set(held.replace("-", " ").split()):
            continue  # "the president" is not the vice president
        *fields_before, last = title.phrase.split()
        if fields_before and last in held and all(word in held for word in fields_before):
            return True  # "the navy commander" is the commander of the navy
        # "The trade minister" is not the minister of finance who was named before.
        if title.phrase in held and all(word in held for word in field):
            return True
        if not below and any(re.search(rf"\b{re.escape(named.lower())}\b", held) for named in synonyms):
            return True
        if title.phrase in LEADING and title.office.title in HEADS and any(head in held for head in LED_BY):
            return True
    return _same_office(page, title, actor)


def _of_state(page: Page, title: Title) -> bool:
    """Whether only states have such an officer: "a senior military official", not "a company official"."""
    if title.phrase in STATE_OFFICES - {"senior official"}:
        return True
    words = {page.lower(at) for at in range(title.first, page.word_at(title.head))}
    return title.office.title == "official" and bool(words & STATE_WORDS)


def _public(page: Page, title: Title) -> bool:
    """Whether nothing but ranks and fields of government stand before "official": no "hospital |official"."""
    lexicon = page.knowledge.context
    words = [page.lower(at) for at in range(title.first, page.word_at(title.head))]
    return all(word in lexicon["ranks"] | lexicon["portfolios"] | STATE_WORDS for word in words)


def _same_office(page: Page, title: Title, actor: Actor) -> bool:
    """Whether a person is known to hold the office under another name: "the top diplomat" is the foreign minister."""
    if title.office.office_class not in ("head", "minister") or title.office.title in ("minister", "supreme leader"):
        return False
    dating = page.article.published
    role = page.knowledge.role_at(actor, dating.date or dating.earliest, dating.date or dating.latest)
    readings = page.knowledge.lexicon.lookup(role.title) if role is not None else ()
    return any(name.sort == "office" and name.referent == title.office.title for name in readings)
