"""Title phrases: "NATO Secretary-General", "spokesperson for the ministry", "Russian Ambassador to the US"."""

from __future__ import annotations

from demarche.actors.found import Found
from demarche.actors.names import GIVEN_OFFICES
from demarche.actors.page import Page, Unit, skip_possessive
from demarche.actors.units import (
    Employer,
    Holder,
    holder_before,
    holder_from,
    holder_of,
    named_place_of_work,
    organisation_before,
    organisation_from,
    plain_modifier,
)
from demarche.knowledge.record import Gender, Office
from demarche.records import Actor, Party, Record

LINKS = frozenset({"of", "for", "to", "at", "from", "in", "with", "on"})
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
DESCRIBING = 4  # words between "of" and an organisation that say what it is
HOMES = ("name", "organ", "region", "capital")
OPENED = frozenset({"(", "“", '"', "[", "‘", "'"})
CLOSED = frozenset({")", "”", '"', "]", "’", "'"})
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
    return tuple(titles)


def _title(
    page: Page, unit: Unit, office: Office, ending: dict[int, Found], beginning: dict[int, Found], names: frozenset[int]
) -> Title:
    phrase = " ".join(page.words[at].folded for at in range(unit.first, unit.last))
    first, institution, holder = _before(page, unit, ending, office)
    named = office.office_class == "expert" and holder is not None and holder.sort == "name"
    if named and holder is not None and not page.opening[holder.first].match.of("adjective"):
        holder = None  # "a Varnia specialist" knows Varnia; "a Varnian specialist" is from there
    after_institution, after_holder, last = _after(page, _past_field(page, unit.last, office, names), beginning, office)
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
        definite=page.lower(first - 1) in ("the", "its", "their", "his", "her", "s") and page.joined(first - 1, first),
    )


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
            or (_has_field(office, phrase) and page.lower(first - 1) in page.knowledge.context["portfolios"])
        ) or (page.lower(first - 1) == "and" and _goes_on(page, first - 1, _has_field(office, phrase))):
            first -= 1
        elif previous is not None and previous.match.of("kind", "office"):
            first = previous.first
        else:
            break
    return first, None, None


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
    return at if at > begin else last


def _after(
    page: Page, last: int, beginning: dict[int, Found], office: Office
) -> tuple[Found | None, Holder | Employer | None, int]:
    """What follows an office: "of the Varnian Foreign Ministry", "to the US" (an envoy's host is not its party)."""
    institution: Found | None = None
    holder: Holder | Employer | None = None
    for _ in range(3):
        link = page.lower(last)
        if link not in LINKS or not page.joined(last - 1, last) or not page.joined(last, last + 1):
            break
        at = last + 1
        hosting = office.office_class == "envoy" and link in ("to", "in", "at", "for", "on")
        # "the spokesman for | the Foreign Ministry": the mention may begin with its article.
        inner = beginning.get(at) or (beginning.get(at + 1) if page.lower(at) == "the" else None)
        if inner is not None:
            if not hosting and institution is None and holder is None:
                institution = inner
            last = _past_part(page, page.word_at(inner.end))
            continue
        found: Holder | Employer | None = holder_from(page, at)
        serves = found is not None and _is_office(page, found.last)  # "adviser to the Varnian [president]"
        hosting = hosting and not serves
        if found is not None and found.sort == "adjective" and not page.opening[found.first].match.of("name"):
            found = found if serves else None
        if found is not None and link in ("in", "on", "with", "from") and found.sort not in HOMES:
            found = None
        found = found or organisation_from(page, at) or _described(page, at)
        if found is None:
            break
        if not hosting and institution is None and (holder is None or holder.party is None):
            holder = found
        last = _past_office(page, found.last) if serves else found.last
    unplaced = institution is None and (holder is None or holder.party is None)
    if unplaced and office.office_class in ("expert", "press", "society", "official"):
        holder = _workplace(page, last, beginning) or holder
    return institution, holder, last


def _described(page: Page, at: int) -> Holder | Employer | None:
    """The organisation named behind the words that say what it is: "director of | rights group Straits Watch"."""
    first = at
    while first - at < DESCRIBING and plain_modifier(page, first) and page.joined(first, first + 1):
        first += 1
    if first == at or first >= len(page.words):
        return None
    found = organisation_from(page, first)
    unit = page.opening.get(first)
    known = holder_of(page, unit) if unit is not None else None
    return known if known is not None and known.party in page.knowledge.organisations else found


def _is_office(page: Page, at: int) -> bool:
    """Whether an office begins at word `at`, right behind the word before."""
    unit = page.opening.get(at)
    return unit is not None and bool(unit.match.of("office")) and page.joined(at - 1, at)


def _past_office(page: Page, at: int) -> int:
    """The word after the office at word `at`; the office itself where its holder's name follows."""
    last = page.opening[at].last
    named = last < len(page.words) and page.joined(last - 1, last) and page.words[last].text[0].isupper()
    return at if named else last


def _past_part(page: Page, last: int) -> int:
    """The word after a part that an institution possesses: "speaker of the Varnian parliament['s upper house]"."""
    if page.lower(last) == "s" and page.between(last - 1, last) in ("'", "’"):
        part = page.opening.get(last + 1)
        if part is not None and part.match.of("kind"):
            return part.last
    return last


def _workplace(page: Page, at: int, beginning: dict[int, Found]) -> Holder | Employer | None:
    """Where an expert works, further on in the clause: "a fellow in the programme at the Straits Institute"."""
    working = False
    for step in range(at, min(at + 14, len(page.words))):
        gap = page.text[page.words[step - 1].end : page.words[step].start]
        if gap.strip(" '’-–\"“") or page.lower(step) in page.knowledge.context["clause-ends"]:
            return None
        if page.lower(step) == "s" and not working:
            return None  # "former general Dellan's policy towards Ostrava"
        if page.lower(step) in ("at", "in", "of", "for", "from", "with"):
            working = page.lower(step) != "of" or working
            continue
        if not working and page.lower(step - 1) != "of":
            continue
        found: Holder | Employer | None = holder_from(page, step)
        if found is None or found.sort not in HOMES:
            found = organisation_from(page, step)
        if (found is None or found.party is None) and page.lower(step - 1) in ("at", "with", "from"):
            found = named_place_of_work(page, step) or found
        if found is not None and found.party is not None:
            return found
        institution = beginning.get(step)
        if institution is not None and institution.actor is not None and institution.actor.party is not None:
            return Employer(party=institution.actor.party, actor=institution.actor, first=step, last=step)
    return None


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
