"""The gazetteer: cities, regions and seas from `knowledge/places`, states and territories from babel (Unicode CLDR)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache, cached_property
from importlib import resources
from typing import Literal

from babel import Locale
from babel.core import get_global

from demarche.errors import KnowledgeError
from demarche.records import Record

FOLDER = "places"
FILES = ("cities.tsv", "regions.tsv")
COLUMNS = ("name", "country", "kind", "lat", "lon", "others")
Kind = Literal["capital", "city", "region", "sea", "state"]
# a first name, an adjective, a product more often than the place
NOT_ALONE = frozenset({"Male", "Nice", "Victoria", "Norfolk", "Georgetown", "Kingston", "Chad", "Jordan", "Tyre"})


class Entry(Record, frozen=True):
    """A place that can be named.

    `name` is its usual English name, `country` ISO 3166-1 alpha-3 or XKX (None where none holds it alone), `lat`
    and `lon` are degrees (WGS 84), a state's those of its capital.
    """

    name: str
    country: str | None
    kind: Kind
    lat: float | None = None
    lon: float | None = None


class Gazetteer:
    """All places, by every spelling of their names."""

    def __init__(self, named: dict[str, Entry]) -> None:
        self.named = named

    @cached_property
    def pattern(self) -> re.Pattern[str]:
        """Finds any spelling in running text, the longest first."""
        words = "|".join(re.escape(name) for name in sorted(self.named, key=lambda name: (-len(name), name)))
        return re.compile(rf"(?<![\w-])(?:{words})(?![\w-]*\w)")

    def find(self, name: str) -> Entry | None:
        """A place by any spelling of its name."""
        return self.named.get(" ".join(name.split()))


@cache
def load_gazetteer() -> Gazetteer:
    """The shipped gazetteer. Raises `KnowledgeError` naming file, line and fault."""
    named: dict[str, Entry] = {}
    entries = [(entry, others) for file in FILES for entry, others in _rows(file)]
    capitals = {entry.country: entry for entry, _ in entries if entry.kind == "capital"}
    for code, names in _states():
        capital = capitals.get(code)
        state = Entry(
            name=names[0],
            country=code,
            kind="state",
            lat=capital.lat if capital else None,
            lon=capital.lon if capital else None,
        )
        for name in names:
            named.setdefault(name, state)
    for entry, others in entries:
        for name in (entry.name, *others):
            if name not in named or entry.kind in ("capital", "city"):
                named[name] = entry
    return Gazetteer(named)


def _rows(file: str) -> Iterator[tuple[Entry, tuple[str, ...]]]:
    content = (resources.files("demarche.knowledge") / FOLDER / file).read_text(encoding="utf-8")
    for number, line in enumerate(content.splitlines(), 1):
        if not line.strip() or line.startswith(("#", "name\t")):
            continue
        cells = [*line.split("\t"), ""][: len(COLUMNS)]
        if len(cells) < len(COLUMNS) or cells[2] not in ("capital", "city", "region", "sea"):
            raise KnowledgeError(f"{FOLDER}/{file}, line {number}: wanted are tab-separated {', '.join(COLUMNS)}.")
        kind: Kind = (
            "capital"
            if cells[2] == "capital"
            else "city"
            if cells[2] == "city"
            else "region"
            if cells[2] == "region"
            else "sea"
        )
        entry = Entry(name=cells[0], country=cells[1] or None, kind=kind, lat=float(cells[3]), lon=float(cells[4]))
        yield entry, tuple(name for name in cells[5].strip().split("|") if name)


def _states() -> Iterator[tuple[str, tuple[str, ...]]]:
    """(alpha-3, names) of every territory CLDR knows."""
    three = {
        two[0]: code
        for code, two in get_global("territory_aliases").items()
        if len(code) == 3 and code.isalpha() and len(two) == 1
    }
    three["XK"] = "XKX"
    content = (resources.files("demarche.knowledge") / FOLDER / "states.tsv").read_text(encoding="utf-8")
    rows = [
        line.split("\t") for line in content.splitlines() if line.strip() and not line.startswith(("#", "country\t"))
    ]
    own = {code: tuple(names.split("|")) for code, names in rows}
    for two, name in sorted(Locale("en").territories.items()):
        code = three.get(two)
        if code is None or len(two) != 2:
            continue
        yield code, own.get(code, (name,))
