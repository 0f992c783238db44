"""The evidence an article gives for each state: what it names, in which part of the sentence, and where it is from."""

from __future__ import annotations

import bisect
import re
from collections import Counter, defaultdict
from collections.abc import Iterator
from functools import cache

import msgspec

from demarche.actors.origin import city_state, dateline_party, outlet_party
from demarche.actors.page import Page, Unit
from demarche.actors.standing import Home
from demarche.actors.titles import OPPOSITE
from demarche.knowledge import fold
from demarche.records import Party

PLACES = frozenset({"in", "across", "throughout", "inside", "around", "within", "near"})
COUNTERPART = frozenset({"with", "against", "to", "toward", "towards", "between", "from", "on"})
PARAGRAPH = re.compile(r"[^\n]+")
ADJECTIVES = ("adjective", "people")
# A state's own public bodies and parties are named by themselves at home: its parliament, its police, its ruling party.
HOME_SECTORS = frozenset({"LEG", "POL", "PTY", "ELE", "JUD", "BUS"})
LEAST_PARAGRAPHS = 4  # in shorter texts all is lead
FEW_PARAGRAPHS = 3  # so many are added to the count of paragraphs, since a share of one or two is none
MISSIONS = frozenset({"embassy", "consulate", "mission", "delegation", "ambassador", "envoy"})
AMOUNT = r"[ \u00a0]?\d[\d.]*(?:[, \u00a0]\d{3}\b|[ \u00a0]?(?:[mbtr]+illion|bn|mn|m)\b)"
SUM_BEFORE = re.compile(
    r"\d[ \u00a0-](?:(?:hundred|thousand|[mbtr]+illion)[ \u00a0])?(?P<word>[A-Za-z]+)(?:[ \u00a0](?P<more>[a-z]+))?"
)


def with_home(page: Page) -> Page:
    """The page with the reading of the states it points to."""
    return msgspec.structs.replace(page, home=read_home(page))


def read_home(page: Page) -> Home:
    """All evidence of an article for the state it is at home in, by state and kind."""
    counts: defaultdict[Party, Counter[str]] = defaultdict(Counter)
    where: defaultdict[Party, set[int]] = defaultdict(set)
    lines = [match.start() for match in PARAGRAPH.finditer(page.text)]
    title_end = next((b.end for b in page.article.blocks if b.role == "title" and b.end is not None), 0)
    lead = 1 if title_end else 0
    once: set[tuple[str, Party, str]] = set()
    for party, kind, start, words in _named(page):
        paragraph = max(0, bisect.bisect_right(lines, start) - 1)
        where[party].add(paragraph)
        counts[party]["lead"] += paragraph <= lead and len(lines) >= LEAST_PARAGRAPHS
        if kind in ("capital", "known person", "bare officer", "political party", "armed group", "medium"):
            if (kind, party, words) in once:  # a name repeated tells no more
                continue
            once.add((kind, party, words))
        if kind != "counterpart":
            counts[party][kind] += 1
    for party in _currencies(page):
        counts[party]["currency"] += 1
    for kind, published in (("dateline", dateline_party(page)), ("outlet", outlet_party(page))):
        if published is not None:
            counts[published][kind] += 1
    evidence: dict[Party, dict[str, float]] = {}
    for party in sorted(counts):
        found = {kind: float(count) for kind, count in sorted(counts[party].items()) if count}
        evidence[party] = {**found, "paragraphs": round(len(where[party]) / (len(lines) + FEW_PARAGRAPHS), 3)}
    return Home(evidence=evidence)


def _named(page: Page) -> Iterator[tuple[Party, str, int, str]]:
    """(state, kind of evidence, offset, the words folded) of all that the article names of a state."""
    organisations = [(e.start, e.end) for e in page.entities if e.label == "ORG"]
    persons = [(e.start, e.end) for e in page.entities if e.label == "PER"]
    for unit in page.units:
        if not unit.match.of("person") and any(
            s <= unit.start and unit.end <= e and e - s > len(unit.match.text) for s, e in persons
        ):
            continue  # "Jordan" in "Michael Jordan"
        found = _of_unit(page, unit, organisations)
        if found is not None:
            yield found[0], found[1], unit.start, fold(unit.match.text)
        elif (served := party_of_known(page, unit)) in page.knowledge.states and served is not None:
            referent = unit.match.of("person")[0].referent
            yield served, "known person", unit.start, referent
            if _bare_officer(page, unit):
                yield served, "bare officer", unit.start, referent
    for entity in page.entities:
        if entity.label in ("LOC", "GPE", "FAC"):
            state = city_state(page, entity.start, entity.end)
            if state is not None and not page.knowledge.lexicon.lookup(entity.text):
                yield state, "town", entity.start, fold(entity.text)


def _of_unit(page: Page, unit: Unit, organisations: list[tuple[int, int]]) -> tuple[Party, str] | None:
    """The state that a unit names and the kind of evidence that it is."""
    for name in unit.match.of("name", "adjective", "people", "capital", "region", "metonym", "organ"):
        actor = page.knowledge.actors.get(name.referent)
        if actor is not None and actor.kind == "group" and (actor.party or "")[:3] in page.knowledge.states:
            return (actor.party or "")[:3], "political party" if actor.sector == "PTY" else "armed group"
        if actor is not None and actor.kind == "media":
            published = page.knowledge.outlet_homes.get(fold(actor.name))
            world = fold(actor.name) in page.knowledge.context["world-media"]
            return (published, "medium") if published is not None and not world else None
        if actor is None or actor.party not in page.knowledge.states or actor.party is None:
            continue
        party = actor.party
        if name.referent != party:
            if actor.sector not in HOME_SECTORS:
                return party, "counterpart"  # dealt with by any outlet
            return party, "political party"
        if name.sort == "region":
            return party, "region"
        before = _word_before(page, unit)
        if name.sort in ("capital", "metonym"):
            return party, "capital" if before in PLACES else "capital as government"
        return party, _of_name(page, unit, before, name.sort in ADJECTIVES, organisations)
    return None


def _of_name(page: Page, unit: Unit, before: str, adjective: bool, organisations: list[tuple[int, int]]) -> str:
    """What part a state's own name plays: inside an organisation's name, before an office, after "in"."""
    if any(
        low <= unit.start and unit.end <= high and high - low > unit.end - unit.start for low, high in organisations
    ):
        return "body"
    owns = page.text[unit.end : unit.end + 2] in ("'s", "’s")
    following = page.opening.get(unit.last + owns)
    if page.lower(unit.last + owns) in OPPOSITE:
        return "counterpart"
    if following is not None and page.joined(unit.last - 1, unit.last):
        if following.match.of("kind"):
            return "institution"
        if following.match.of("office"):
            envoy = any(
                page.knowledge.offices[n.referent].office_class == "envoy" for n in following.match.of("office")
            )
            return "counterpart" if envoy else "officer"
    if page.lower(unit.last + owns) in MISSIONS:
        return "institution"
    if before in PLACES:
        return "place"
    if before in COUNTERPART:
        return "counterpart"
    return "possessor" if owns else "adjective" if adjective else "name"


def _word_before(page: Page, unit: Unit) -> str:
    """The word before a unit, an article left out; empty where none stands right before it."""
    at = unit.first - 1
    if at < 0 or not page.joined(at, unit.first):
        return ""
    return page.lower(at - 1) if page.lower(at) == "the" else page.lower(at)


def _bare_officer(page: Page, unit: Unit) -> bool:
    """Whether a known person follows an office that no state stands before: "[President] Osk Dellan"."""
    office = page.closing.get(unit.first)
    if office is None or not page.joined(unit.first - 1, unit.first):
        return False
    classes = {page.knowledge.offices[name.referent].office_class for name in office.match.of("office")}
    if not classes & {"head", "minister", "legislator", "official"} or page.lower(office.first - 1) == "s":
        return False
    owner = page.closing.get(office.first) if page.joined(office.first - 1, office.first) else None
    return owner is None or not owner.match.of("name", "adjective", "capital", "region")


def _currencies(page: Page) -> set[Party]:
    """The states in whose money the article gives sums: "R75 000", "12 million naira"."""
    money = page.knowledge.money
    found = {money[match["sign"] or match["letter"]] for match in _sums_by_sign(tuple(money)).finditer(page.text)}
    for match in SUM_BEFORE.finditer(page.text):
        for words in (match["word"], f"{match['word']} {match['more']}"):
            found |= {money[name] for name in (words, words.removesuffix("s")) if name in money}
    return found


@cache
def _sums_by_sign(names: tuple[str, ...]) -> re.Pattern[str]:
    """Finds a sum behind its sign; behind a single letter only one that cannot be a road or a mask ("N95")."""
    signs = sorted((name for name in names if " " not in name and not name.islower()), key=len, reverse=True)
    long = "|".join(re.escape(sign) for sign in signs if len(sign) > 1 or not sign.isalpha())
    letters = "|".join(re.escape(sign) for sign in signs if len(sign) == 1 and sign.isalpha())
    return re.compile(rf"(?<![\w$])(?:(?P<sign>{long})[ \u00a0]?\d|(?P<letter>{letters}){AMOUNT})")


def party_of_known(page: Page, unit: Unit) -> Party | None:
    """The party that a known person named here served at the article's date."""
    dating = page.article.published
    for name in unit.match.of("person"):
        actor = page.knowledge.actors[name.referent]
        role = page.knowledge.role_at(actor, dating.date or dating.earliest, dating.date or dating.latest)
        return role.of if role is not None else actor.party
    return None
