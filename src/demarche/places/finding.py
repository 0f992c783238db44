"""Named places in running text, and which of them an act is put at.

A capital's or state's name is mostly somebody who acts ("Beijing said"); it is a place after a preposition of place
("in Beijing").
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from demarche.places.gazetteer import NOT_ALONE, Entry, load_gazetteer
from demarche.records import Record

if TYPE_CHECKING:
    from spacy.tokens import Doc

AT = re.compile(
    r"\b(?P<preposition>in|at|near|outside|inside|across|off|over|around|throughout|within|on|into|from|to)\s+"
    r"(?:the\s+)?(?:(?:\w+\s+)?(?:capital|city|town|port|province|region|island|streets|outskirts|border|coast|"
    r"suburb|centre|center|heart|capital city|southern|northern|eastern|western|central|coastal|southeastern|"
    r"southwestern|northeastern|northwestern|nearby|neighbouring|neighboring|occupied|war-torn)\s+(?:of\s+)?(?:the\s+)?|(?:[A-Z]\w+,\s+)?)?$"
)  # fmt: skip
STATIC = frozenset(
    {"in", "at", "near", "outside", "inside", "across", "off", "over", "around", "throughout", "within", "on"}
)
TALKED_OF = frozenset(
    {"war", "conflict", "crisis", "effort", "situation", "invasion", "fighting", "offensive", "aggression", "operation"}
    | {"unrest", "violence", "battlefield", "campaign", "peace", "problem", "issue", "interest", "presence", "role"}
)
NEARNESS = {
    "in": 0,
    "at": 0,
    "near": 1,
    "outside": 1,
    "inside": 1,
    "across": 1,
    "off": 1,
    "over": 1,
    "around": 1,
    "throughout": 1,
}
AGENT = re.compile(
    r"^(?:[’']s?\b|\s+(?:and|,)?\s*(?:said|says|accused|warned|told|announced|urged|called|has|have|had|will|would))"
)


class Place(Record, frozen=True):
    """A named place: half-open character offsets, its words, what it is, the preposition of place before it."""

    start: int
    end: int
    text: str
    name: str
    country: str | None
    lat: float | None
    lon: float | None
    kind: str
    preposition: str | None = None


# "New Jersey" is not Jersey; the gazetteer has the "New" ones it knows under their full names.
NEW_WORLD = frozenset(("Jersey", "Mexico", "England", "London", "York", "Britain", "Ireland", "Plymouth"))


def find_places(text: str, start: int = 0, end: int | None = None) -> tuple[Place, ...]:
    """Every named place in `text[start:end]`, in order, offsets into `text`; `preposition` tells places from actors.

    >>> [(place.name, place.country, place.preposition) for place in find_places("Kiev said talks in Vílnius failed.")]
    [('Kyiv', 'UKR', None), ('Vilnius', 'LTU', 'in')]
    """
    gazetteer = load_gazetteer()
    found = []
    for match in gazetteer.pattern.finditer(text, start, len(text) if end is None else end):
        entry = gazetteer.named[match[0]]
        before = text[max(0, match.start() - 60) : match.start()]
        behind = text[match.end() : match.end() + 30]
        at = AT.search(before)
        if match[0] in NOT_ALONE and at is None:
            continue
        if match[0] in NEW_WORLD and before.endswith("New "):
            continue
        if re.match(
            r"\s+(?:Street|Avenue|Post|Times|Journal|Review|Declaration|Accords?|Agreement|Treaty|Protocol|Convention|Memorandum)\b",
            behind,
        ):
            continue
        preposition = at["preposition"].lower() if at and not AGENT.match(behind) else None
        found.append(_place(match.start(), match.end(), match[0], entry, preposition))
    return tuple(found)


def _place(start: int, end: int, words: str, entry: Entry, preposition: str | None) -> Place:
    return Place(
        start=start,
        end=end,
        text=words,
        name=entry.name,
        country=entry.country,
        lat=entry.lat,
        lon=entry.lon,
        kind=entry.kind,
        preposition=preposition,
    )


def place_of(text: str, doc: Doc | None, start: int, end: int) -> Place | None:
    """Where what `text[start:end]` tells was: the most exact place that a preposition of place ties to it.

    Offsets are into `text`. Looks in the span itself; where `doc` has syntax, the place must hang on the span's own
    predicate or on an argument of it. "In Washington on Wednesday" gives Washington; "Washington said" gives None.
    """
    places = [
        place
        for place in find_places(text, start, end)
        if place.preposition in STATIC and not _of_an_office(text, place)
    ]
    if not places:
        return None
    if doc is not None and doc.has_annotation("DEP"):
        span = doc.char_span(start, end, alignment_mode="expand")
        if span is not None and len(span):
            root = span.root.i
            places = [place for place in places if _hangs_on(doc, place, root)]
    if not places:
        return None
    exact = [place for place in places if place.kind in ("capital", "city")]
    pool = exact or places
    return min(pool, key=lambda place: (NEARNESS.get(place.preposition or "", 2), place.start))


def _of_an_office(text: str, place: Place) -> bool:
    """ "the embassy in Kabul", "its mission in Geneva": where an office sits, not where it acts."""
    before = text[max(0, place.start - 50) : place.start]
    return bool(
        re.search(
            r"\b(?:embassy|embassies|mission|consulate|ambassador|envoy|correspondent|headquartered|based|court)\s+(?:in|at)\s+(?:the\s+)?$",
            before,
        )
    )


def _hangs_on(doc: Doc, place: Place, predicate: int) -> bool:
    """Whether the place modifies the predicate or its arguments and not what is talked about ("the war in ...")."""
    span = doc.char_span(place.start, place.end, alignment_mode="expand")
    if span is None or not len(span):
        return False
    token = span.root
    if token.head.lemma_.lower() in TALKED_OF and token.head.i != predicate:
        return False
    return predicate in (token.i, token.head.i, token.head.head.i, token.head.head.head.i)
