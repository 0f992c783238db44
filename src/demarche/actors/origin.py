"""Where an article is from: its dateline, its outlet, its address; and the states of towns."""

from __future__ import annotations

from functools import cache
from urllib.parse import urlsplit

from babel.core import get_global

from demarche.actors.page import Page
from demarche.knowledge import fold
from demarche.places.gazetteer import NOT_ALONE, load_gazetteer
from demarche.records import Party

# Codes of states that sites anywhere take for their sound: ".tv", ".io".
WORLDWIDE = frozenset({"io", "co", "tv", "me", "ai", "fm", "ly", "cc", "ws", "to", "gg", "nu", "la", "vc", "sh", "gl"})


def outlet_party(page: Page) -> Party | None:
    """The state an outlet is published in: as the knowledge has it, else the one its name holds ("Belvar Times"), else
    that of the page's address."""
    outlet = page.article.outlet or ""
    known = page.knowledge.outlet_homes.get(fold(outlet))
    if known is not None:
        return known
    named = {
        name.referent
        for match in page.knowledge.find(outlet)
        for name in match.of("name", "adjective", "capital", "region")
        if name.referent in page.knowledge.states
    }
    if len(named) == 1:
        return next(iter(named))
    party = address_party(page.article.uri)
    return party if party in page.knowledge.states else None


def address_party(uri: str) -> Party | None:
    """The state of a web address by its country code: "https://lurova.example.na/1" is Namibia's."""
    host = urlsplit(uri).hostname if "://" in uri else None
    code = (host or "").rpartition(".")[2]
    if len(code) != 2 or code in WORLDWIDE:
        return None
    return _alpha_3().get("GB" if code == "uk" else code.upper())


@cache
def _alpha_3() -> dict[str, Party]:
    """ISO 3166-1 alpha-3 by alpha-2, as Unicode CLDR has them."""
    aliases = get_global("territory_aliases")
    return {two[0]: three for three, two in aliases.items() if len(three) == 3 and three.isalpha() and len(two) == 1}


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
        town = town_state(page, part.strip())
        if town is not None:
            return town
    return None


def town_state(page: Page, text: str) -> Party | None:
    """The state of a town by its name, where only one state has a town of any size so called."""
    name = fold(text).removesuffix(" city")
    return page.knowledge.towns.get(name) if name not in page.knowledge.given_names else None


def city_state(page: Page, start: int, end: int) -> Party | None:
    """The state of the city that the words from `start` to `end` name, if no person is called so here."""
    token = page.token_at(start)
    if token is None or token.ent_type_ == "PER" or page.text[start:end] in NOT_ALONE:
        return None
    entry = load_gazetteer().find(page.text[start:end])
    if entry is not None and entry.kind in ("city", "capital", "region") and entry.country in page.knowledge.states:
        return entry.country
    placed = token.ent_type_ in ("LOC", "GPE", "FAC", "ORG") and entry is None
    return town_state(page, page.text[start:end]) if placed else None
