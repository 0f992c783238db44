"""Title phrases: "NATO Secretary-General", "spokesperson for the ministry", "Russian Ambassador to the US"."""

from __future__ import annotations

from collections.abc import Iterator

from demarche.actors.found import Found
from demarche.actors.names import GIVEN_OFFICES
from demarche.actors.page import Page, Unit, skip_possessive
from demarche.actors.served import served_after
from demarche.actors.units import (
    Employer,
    Holder,
    holder_before,
    holder_of,
    organisation_before,
    plain_modifier,
)
from demarche.knowledge.record import Gender, Office
from demarche.records import Actor, Party, Record

WOMEN = frozenset(
    [
        "woman",
        "women",
        "queen",
        "princess",
        "empress",
        "lady",
        "mrs",
        "ms",
        "madam",
        "baroness",
        "duchess",
        "actress",
        "mother",
        "sister",
        "wife",
        "widow",
        "daughter",
        "miss",
        "dame",
    ]
)
MEN = frozenset(
    [
        "man",
        "men",
        "king",
        "prince",
        "emperor",
        "lord",
        "mr",
        "sir",
        "baron",
        "duke",
        "father",
        "brother",
        "husband",
        "son",
        "emir",
        "sultan",
        "imam",
        "pope",
        "cardinal",
        "bishop",
        "archbishop",
        "herr",
    ]
)
# "Her counterpart" is of another party than she is.
OPPOSITE = frozenset({"counterpart", "counterparts", "opposite number", "colleague"})
OPENED = frozenset({"(", "“", '"', "[", "‘", "'"})
CLOSED = frozenset({")", "”", '"', "]", "’", "'"})
TALKS = frozenset({"talks", "summit", "process", "meeting", "conference", "accord", "accords", "deal", "agreement",
                   "negotiations", "forum"})  # fmt: skip
FORMER = frozenset({"former", "ex", "late", "then", "retired"})


class Title(Record, frozen=True):
    """An office named in the text: its span, the words around it that belong to it, and for whom it is held.

    `start`/`end` are offsets into `Article.text` of the whole phrase, article left out; `head` that of the office word.
    `institution` is the institution mention inside it, which may still lack its state.
    """

    start: int
    end: int
    head: int
    first: int
    last: int
    office: Office
    phrase: str
    party: Party | None
    holder: Actor | None
    institution: Found | None
    gender: Gender | None
    plural: bool
    former: bool
    definite: bool


def find_titles(page: Page, institutions: tuple[Found, ...], names: frozenset[int]) -> tuple[Title, ...]:
    """All title phrases of the page, in order; courtesy titles ("Mr") are left to the persons.

    `names` are the indices of the words that persons' names begin with.
    """

    ending = {page.word_at(found.end): found for found in institutions}
    beginning = {page.word_at(found.start): found for found in institutions}
    titles = []
    for unit in page.units:
        readings = unit.match.of("office")
        if not readings:
            continue
        office = page.knowledge.offices[readings[0].referent]
        if page.lower(unit.first) in GIVEN_OFFICES and page.lower(unit.last) in ("al", "bin", "el", "ibn"):
            continue
        if office.office_class != "courtesy":
            titles.append(_title(page, unit, office, ending, beginning, names))
    titles += _members_of_parliament(page, beginning)
    return tuple(sorted(titles, key=lambda title: title.start))


def _members_of_parliament(page: Page, beginning: dict[int, Found]) -> Iterator[Title]:
    """ "A member of the Varnian parliament" and of its committees: a legislator."""
    for at, word in enumerate(page.words):
        if word.folded != "member" or page.lower(at + 1) != "of":
            continue
        inside = beginning.get(at + 2) or (beginning.get(at + 3) if page.lower(at + 2) == "the" else None)
        if inside is None or inside.kind != "parliament" or page.lower(at - 1) in ("former", "ex"):
            continue
        last = page.word_at(inside.end)
        actor = inside.actor
        yield Title(
            start=word.start, end=page.words[last - 1].end, head=word.start, first=at, last=last,
            office=page.knowledge.offices["legislator"], phrase="member of parliament",
            party=actor.party if actor is not None else None, holder=actor, institution=inside, gender=None,
            plural=False, former=False, definite=page.lower(at - 1) == "the",
        )  # fmt: skip


def _title(
    page: Page, unit: Unit, office: Office, ending: dict[int, Found], beginning: dict[int, Found], names: frozenset[int]
) -> Title:
    phrase = " ".join(page.words[at].folded for at in range(unit.first, unit.last))
    first, institution, holder = _before(page, unit, ending, office)
    named = office.office_class == "expert" and holder is not None and holder.sort == "name"
    if named and holder is not None and not page.opening[holder.first].match.of("adjective"):
        holder = None  # "a Varnia specialist" knows Varnia; "a Varnian specialist" is from there
    after_institution, after_holder, last = served_after(
        page, _past_field(page, unit.last, office, names), beginning, office
    )
    if institution is None and holder is None:
        institution, holder = after_institution, after_holder
    party, actor = None, None
    if holder is not None:
        party, actor = holder.party, holder.actor
    elif institution is not None and institution.actor is not None:
        party, actor = institution.actor.party, institution.actor
    if page.lower(first) == "the":
        first += 1
    modifiers = {page.lower(at) for at in range(max(0, first - 1), unit.first)}
    article = first - 1  # "the top EU diplomat"
    while article > 0 and page.lower(article) in page.knowledge.context["ranks"] and page.joined(article, article + 1):
        article -= 1
    return Title(
        start=page.words[first].start,
        end=page.words[last - 1].end,
        head=page.words[unit.last - 1].start,
        first=first,
        last=last,
        office=office,
        phrase=phrase,
        party=party,
        holder=actor,
        institution=institution,
        gender=gender_of_title(phrase),
        plural=_is_plural(phrase, office),
        former=bool(modifiers & FORMER),
        definite=_bare_headline(page, unit, first)
        or (page.lower(article) in ("the", "its", "their", "his", "her", "s") and page.joined(article, article + 1)),
    )


def _bare_headline(page: Page, unit: Unit, first: int) -> bool:
    """Whether an office stands for its holder as headlines leave out the article: "[PM] urges calm"."""
    title = next((b for b in page.article.blocks if b.role == "title" and b.end is not None), None)
    if title is None or first != unit.first or page.words[first].start != title.start:
        return False
    token = page.token_at(page.words[unit.last].start) if unit.last < len(page.words) else None
    return token is not None and token.pos_ in ("VERB", "AUX") and page.joined(unit.last - 1, unit.last)


def _served_elsewhere(page: Page, field: Holder, office: Office) -> Holder | None:
    """Who stands before the state an envoy or adviser is concerned with: "[Amber Palace] Ostrava |adviser"."""
    concerned = office.office_class in ("envoy", "expert") or office.title in ("security adviser", "official")
    unit = page.opening.get(field.first)
    bare = field.sort == "name" and page.lower(field.last) != "s"
    if not (concerned and bare and unit is not None) or unit.match.of("adjective"):
        return None
    wider = holder_before(page, field.first)
    return wider if wider is not None and wider.party != field.party else None


def _has_field(office: Office, phrase: str) -> bool:
    """Whether an office is of a field that may stand before it: "Commodities |Minister", "Trade |Undersecretary"."""
    return office.office_class == "minister" or (office.office_class == "official" and "secretary" in phrase)


def _goes_on(page: Page, at: int, fielded: bool) -> bool:
    """Whether "and" (word `at`) joins two fields or offices: "Trade [and] Tourism Minister", "founder [and] chair"."""
    if not page.joined(at - 1, at):
        return False
    unit = page.closing.get(at)
    if unit is not None and unit.match.of("office"):
        return True
    fields = page.knowledge.context["portfolios"]
    inside = page.lower(at + 1) in fields or page.lower(at + 1) in ("minister", "deputy")
    return fielded and inside and page.lower(at - 1) in fields


def _before(
    page: Page, unit: Unit, ending: dict[int, Found], office: Office
) -> tuple[int, Found | None, Holder | Employer | None]:
    """What leads up to an office: "Varnian [deputy] [Foreign Ministry] |spokesman"; the first word it takes."""
    first = unit.first
    phrase = " ".join(page.words[at].folded for at in range(unit.first, unit.last))
    for _ in range(8):
        short = bracketed(page, first)
        if short is not None:
            owner = page.closing.get(short)
            found = holder_of(page, owner) if owner is not None else organisation_before(page, short)
            return (found.first, None, found) if found is not None else (first, None, None)
        if first == 0 or not page.joined(first - 1, first):
            break
        left = skip_possessive(page, first - 1)
        institution = ending.get(left + 1)
        if institution is not None and institution.start < page.words[first].start:
            return page.word_at(institution.start), institution, None
        holder = holder_before(page, first)
        if holder is not None and holder.sort == "capital" and page.lower(first) in TALKS:
            break  # "the Belvar talks' |coordinator" is not Varnia's
        if holder is not None:
            wider = _served_elsewhere(page, holder, office)
            return (wider.first, None, wider) if wider is not None else (holder.first, None, holder)
        organisation = organisation_before(page, first)
        if organisation is not None:
            return organisation.first, None, organisation
        master = page.closing.get(left + 1) if left < first - 1 else None
        if master is not None and master.match.of("office"):
            first = master.first  # "the League chief's special |envoy"
            continue
        previous = page.closing.get(first)
        if (
            page.lower(first - 1) in page.knowledge.context["ranks"]
            or page.lower(first - 1) == "based"
            or plain_modifier(page, first - 1)
            or _of_a_people(page, first - 1)
            or (_has_field(office, phrase) and page.lower(first - 1) in page.knowledge.context["portfolios"])
        ) or (page.lower(first - 1) == "and" and _goes_on(page, first - 1, _has_field(office, phrase))):
            first -= 1
        elif previous is not None and previous.match.of("kind", "office"):
            first = previous.first
        else:
            break
    return first, None, None


def _of_a_people(page: Page, at: int) -> bool:
    """Whether word `at` is an adjective of a people or faith that is no state's: "Varnian [Coastlander] |official"."""
    token = page.token_at(page.words[at].start)
    return token is not None and token.tag_ == "JJ" and token.text[0].isupper() and at + 1 not in page.closing


def bracketed(page: Page, at: int) -> int | None:
    """Index of the abbreviation in brackets or quotation marks right before word `at`: "Coast League [(CL)] |chair"."""
    if at < 2 or not page.words[at - 1].text.isupper() or page.lower(at) == "of":
        return None
    before = page.text[page.words[at - 2].end : page.words[at - 1].start]
    after = page.text[page.words[at - 1].end : page.words[at].start]
    return at - 1 if before.strip() in OPENED and after.strip(" ,") in CLOSED else None


def _past_field(page: Page, last: int, office: Office, names: frozenset[int]) -> int:
    """The word after the field of an office: "minister [of public works] in Varnia", "head [of research]"."""
    if office.office_class not in ("minister", "official", "envoy"):
        return last
    fields = page.knowledge.context["portfolios"]
    if page.lower(last - 1) in fields and page.lower(last - 2) in ("of", "for", "and"):
        at = last  # "minister of culture" is an office of its own: "|, youth and sport"
    elif page.lower(last) in ("of", "for", "on") and page.lower(last + 1) not in page.knowledge.context["not-names"]:
        at = last + 1  # "minister of works", not "minister on Tuesday"
    else:
        return last
    begin = at
    while at < min(last + 7, len(page.words)) and at not in names:
        unit = page.opening.get(at)
        if unit is not None and not unit.match.of("kind", "office"):
            break
        token = page.token_at(page.words[at].start)
        if page.text[page.words[at - 1].end : page.words[at].start] == ", ":
            if page.lower(at) not in fields:
                break
        elif not page.joined(at - 1, at) or token is None or token.pos_ not in ("NOUN", "ADJ", "PROPN", "CCONJ"):
            break
        at += 1
    unit = page.opening.get(at)
    body = unit is not None and any(name.referent in page.knowledge.organisations for name in unit.match.of("name"))
    if body and page.joined(at - 1, at):
        return last  # "director of rights group | Straits Watch": no field, but what the body is
    return at if at > begin else last


def gender_of_title(phrase: str) -> Gender | None:
    """The gender a title shows: "spokeswoman" f, "King" m.

    >>> gender_of_title("spokeswoman"), gender_of_title("minister")
    ('f', None)
    """
    for word in phrase.split():
        if word.endswith(("woman", "women")) or word in WOMEN:
            return "f"
        if word.endswith(("sman", "rman", "ssman", "yman", "hman")) or word in MEN:
            return "m"
    return None


def _is_plural(phrase: str, office: Office) -> bool:
    known = {named.lower() for named in office.phrases}  # "PM" is folded here
    return phrase not in known or phrase.endswith(("men", "women", "people", "persons"))
