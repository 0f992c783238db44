"""The state an article is at home in, which its "ministers" and "police" belong to when it names none."""

from __future__ import annotations

from collections import Counter

from demarche.actors.page import Page, Unit
from demarche.knowledge import fold
from demarche.places.gazetteer import load_gazetteer
from demarche.records import Party

LEAST_MENTIONS = 3
LEAST_SHARE = 0.55
OWN_MENTIONS, OWN_LEAD = 3, 2.0
LIKELY_MENTIONS, LIKELY_LEAD = 2, 1.5
DATELINE_WEIGHT = 3
OUTLET_WEIGHT = 2


def home_party(page: Page, before: int | None = None) -> Party | None:
    """The state that most names of states, capitals and regions point to, and the dateline; ``None`` if none leads.

    With `before` (an offset into `Article.text`) only what stands before it counts, unless that is too little.
    """
    for limit in (before, None) if before is not None else (None,):
        counts = _counts(page, limit)
        if counts:
            party, count = counts.most_common(1)[0]
            if count >= LEAST_MENTIONS and count >= LEAST_SHARE * counts.total():
                return party
    return None


def own_state(page: Page) -> Party | None:
    """The state that an article is about and no other: its people act in it even where nothing says whose they are."""
    counts = _counts(page, None)
    return _leading(counts, OWN_MENTIONS, OWN_LEAD) if counts else None


def likeliest_state(page: Page) -> Party | None:
    """The state that leads by little: enough for a minister, who must belong to some state."""
    return _leading(_counts(page, None), LIKELY_MENTIONS, LIKELY_LEAD)


def _leading(counts: Counter[Party], least: int, lead: float) -> Party | None:
    """The first state if it has `least` mentions, and `lead` times as many as the second."""
    first, second, *_ = (*counts.most_common(2), ("", 0), ("", 0))
    return first[0] if first[1] >= least and first[1] >= lead * second[1] else None


def _counts(page: Page, limit: int | None) -> Counter[Party]:
    """How much points to each state in the text before `limit`."""
    counts: Counter[Party] = Counter()
    for unit in page.units:
        if limit is not None and unit.start >= limit:
            break
        for name in unit.match.of("name", "adjective", "people", "capital", "region", "metonym", "organ"):
            actor = page.knowledge.actors.get(name.referent)
            if actor is not None and actor.party is not None and actor.party in page.knowledge.states:
                counts[actor.party] += 1
                break
        served = party_of_known(page, unit)
        if served is not None and served in page.knowledge.states:
            counts[served] += 1
    counts.update(_city_states(page, limit))
    place, outlet = dateline_party(page), outlet_party(page)
    if place is not None:
        counts[place] += DATELINE_WEIGHT
    if outlet is not None:
        counts[outlet] += OUTLET_WEIGHT
    return counts


def city_state(page: Page, start: int, end: int) -> Party | None:
    """The state of the city that the words from `start` to `end` name, if no person is called so here."""
    token = page.token_at(start)
    if token is None or token.ent_type_ == "PER":
        return None
    entry = load_gazetteer().find(page.text[start:end])
    known = entry is not None and entry.kind in ("city", "capital", "region") and entry.country in page.knowledge.states
    return entry.country if known and entry is not None else None


def _city_states(page: Page, limit: int | None) -> Counter[Party]:
    """How often cities of each state are named before `limit`; capitals count by their own rules."""
    counts: Counter[Party] = Counter()
    for entity in page.doc.ents:
        if entity.label_ in ("LOC", "GPE", "FAC") and (limit is None or entity.end_char <= limit):
            state = city_state(page, entity.start_char, entity.end_char)
            if state is not None and not page.knowledge.lexicon.lookup(entity.text):
                counts[state] += 1
    return counts


def outlet_party(page: Page) -> Party | None:
    """The state an outlet is published in: as the knowledge has it, else the one its name holds ("Belvar Times")."""
    outlet = page.article.outlet or ""
    known = page.knowledge.outlet_homes.get(fold(outlet))
    if known is not None or not outlet:
        return known
    named = {
        name.referent
        for match in page.knowledge.find(outlet)
        for name in match.of("name", "adjective", "capital", "region")
        if name.referent in page.knowledge.states
    }
    return next(iter(named)) if len(named) == 1 else None


def party_of_known(page: Page, unit: Unit) -> Party | None:
    """The party that a known person named here served at the article's date."""
    dating = page.article.published
    for name in unit.match.of("person"):
        actor = page.knowledge.actors[name.referent]
        role = page.knowledge.role_at(actor, dating.date or dating.earliest, dating.date or dating.latest)
        return role.of if role is not None else actor.party
    return None


def dateline_party(page: Page) -> Party | None:
    """The state that the dateline's place lies in."""
    place = page.article.dateline
    if not place:
        return None
    for part in reversed(place.split(",")):
        for name in page.knowledge.lexicon.lookup(part):
            if name.sort in ("capital", "name", "region") and name.referent in page.knowledge.states:
                return name.referent
        entry = load_gazetteer().find(part.strip().title())
        if entry is not None and entry.country in page.knowledge.states:
            return entry.country
    return None
