"""Where things happened: deeds by the place that articles name, on a map of the world or of a part of it."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from html import escape
from math import sqrt

from demarche.places.gazetteer import Entry, load_gazetteer
from demarche.records import Record
from demarche.store import Store
from demarche.views.chart import signed
from demarche.views.network import side
from demarche.views.outline import outlines, project
from demarche.views.tally import Choice, Spot, spots

# west, south, east, north, in degrees
AREAS: Mapping[str, tuple[float, float, float, float]] = {
    "world": (-180, -57, 180, 84),
    "Europe": (-25, 34, 50, 71),
    "Middle East": (22, 11, 66, 43),
    "Africa": (-20, -36, 54, 38),
    "Asia and Pacific": (60, -48, 180, 56),
    "Americas": (-130, -56, -33, 60),
}
WIDTH = 760  # of the drawing on paper; sizes of marks and letters are meant for it
LABELLED = 14
SMALLEST, LARGEST = 4.0, 16.0


class Mark(Record, frozen=True):
    """A place on the map: the deeds there under any of its `names`; a state stands where its capital is."""

    place: Entry
    names: tuple[str, ...]
    deeds: int
    mean: float
    cooperation: int
    conflict: int


class MapView(Record, frozen=True):
    """The marks, those with most deeds first; `unknown` names no gazetteer knows; `nowhere` deeds without a place."""

    choice: Choice
    area: str
    marks: tuple[Mark, ...]
    unknown: tuple[Spot, ...]
    nowhere: int


def read_map(store: Store, choice: Choice, area: str = "world") -> MapView:
    """The map of the chosen deeds. Raises `QueryError` for a date that is none."""
    found, nowhere = spots(store, choice)
    return map_of(found, nowhere, choice, area)


def map_of(found: Sequence[Spot], nowhere: int, choice: Choice, area: str = "world") -> MapView:
    """The map of these places; an unknown `area` is the world."""
    gazetteer = load_gazetteer()
    here: dict[tuple[str, float, float], tuple[Entry, list[Spot]]] = {}
    unknown = []
    for spot in found:
        entry = gazetteer.find(spot.place)
        if entry is None or entry.lat is None or entry.lon is None:
            unknown.append(spot)
        else:
            here.setdefault((entry.name, entry.lat, entry.lon), (entry, []))[1].append(spot)
    marks = [_mark(entry, same) for entry, same in here.values()]
    return MapView(
        choice=choice,
        area=area if area in AREAS else "world",
        marks=tuple(sorted(marks, key=lambda mark: (-mark.deeds, mark.place.name))),
        unknown=tuple(unknown),
        nowhere=nowhere,
    )


def _mark(entry: Entry, same: Sequence[Spot]) -> Mark:
    deeds = sum(spot.deeds for spot in same)
    return Mark(
        place=entry,
        names=tuple(spot.place for spot in same),
        deeds=deeds,
        mean=round(sum(spot.mean * spot.deeds for spot in same) / deeds, 2),
        cooperation=sum(spot.cooperation for spot in same),
        conflict=sum(spot.conflict for spot in same),
    )


def draw_map(view: MapView, link: Callable[[Mark], str] | None = None) -> str:
    """SVG of a map: a mark a place, the larger the more deeds; a disc for cooperation, a diamond for conflict.

    As in a network, the links are left to the table beside it for the Tab key.
    """
    west, south, east, north = AREAS[view.area]
    (left, top), (right, bottom) = project(west, north), project(east, south)
    unit = (right - left) / WIDTH  # of the map, to one of the drawing
    frame = f"{left:g} {top:g} {right - left:g} {bottom - top:g}"
    inside = [(mark, at) for mark in view.marks if (at := _place(mark, left, top, right, bottom))]
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="{frame}" role="img" class="chart map"'
        ' aria-labelledby="map-title map-words"><title id="map-title">Places of deeds</title>'
        f'<desc id="map-words">{escape(in_words(view, len(inside)))}</desc><path class="land" d="{outlines()}"/>'
    ]
    most = max((mark.deeds for mark, _ in inside), default=1)
    sizes = [max(SMALLEST, LARGEST * sqrt(mark.deeds / max(most, 8))) * unit for mark, _ in inside]
    parts += [_shape(mark, at, size, link) for (mark, at), size in zip(inside, sizes, strict=True)]
    parts += _labels(inside, sizes, unit, right)
    return "".join((*parts, "</svg>"))


def _place(mark: Mark, left: float, top: float, right: float, bottom: float) -> tuple[float, float] | None:
    assert mark.place.lon is not None
    assert mark.place.lat is not None
    x, y = project(mark.place.lon, mark.place.lat)
    return (x, y) if left <= x <= right and top <= y <= bottom else None


def _shape(mark: Mark, at: tuple[float, float], size: float, link: Callable[[Mark], str] | None) -> str:
    x, y = at
    kind = side(mark.mean)
    words = f"{name_of(mark)}: {mark.deeds} deed{'' if mark.deeds == 1 else 's'}, mean {signed(mark.mean)}"
    if kind == "conflict":
        corners = f"{x:g},{y - size:.1f} {x + size:.1f},{y:g} {x:g},{y + size:.1f} {x - size:.1f},{y:g}"
        drawn = f'<polygon class="conflict" points="{corners}"/>'
    else:
        drawn = f'<circle class="{kind}" cx="{x:g}" cy="{y:g}" r="{size:.1f}"/>'
    inner = f"<title>{escape(words)}</title>{drawn}"
    return f'<a href="{escape(link(mark))}" tabindex="-1">{inner}</a>' if link else f"<g>{inner}</g>"


def _labels(
    inside: Sequence[tuple[Mark, tuple[float, float]]], sizes: Sequence[float], unit: float, right: float
) -> list[str]:
    """The names of the first marks, right or left of them, where they lie over no other name or mark."""
    letter = 14 * unit
    taken = [(x - size, y - size, x + size, y + size) for (_, (x, y)), size in zip(inside, sizes, strict=True)]
    parts: list[str] = []
    for (mark, (x, y)), size in zip(inside[:LABELLED], sizes, strict=False):
        name = mark.place.name
        length = 0.58 * letter * len(name)
        for start, anchor in ((x + size + 3 * unit, "start"), (x - size - 3 * unit, "end")):
            first = start if anchor == "start" else start - length
            box = (first, y - 0.6 * letter, first + length, y + 0.6 * letter)
            if box[2] < right and not any(_over(box, other) for other in taken):
                taken.append(box)
                parts.append(
                    f'<text x="{start:.1f}" y="{y + 0.35 * letter:.1f}" font-size="{letter:.1f}"'
                    f' text-anchor="{anchor}">{escape(name)}</text>'
                )
                break
    return parts


def _over(one: tuple[float, float, float, float], other: tuple[float, float, float, float]) -> bool:
    return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]


def name_of(mark: Mark) -> str:
    """The place's name; of a state, that it stands at its capital."""
    return f"{mark.place.name} (state, at its capital)" if mark.place.kind == "state" else mark.place.name


def in_words(view: MapView, shown: int) -> str:
    """What the map shows, for those who cannot see it."""
    if not view.marks:
        return "No deed at a place that the gazetteer knows."
    most = view.marks[0]
    first = f"{name_of(most)}, {most.deeds}, mean score {signed(most.mean)}"
    return f"{shown} places, listed in the table; most deeds: {first}."
