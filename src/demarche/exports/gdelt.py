"""Events in the 61 columns of a GDELT 2.0 export file: tab-separated, no header, one row a dyad.

GDELT knows no status: rows are written for what the outlet tells as a fact (`happened`, `background`). Columns that
this program does not know (tone, coordinates, ethnic and religious codes) stay empty.
"""

from __future__ import annotations

from datetime import date as Day
from typing import BinaryIO

from demarche.exports.dyads import dyads, write_row
from demarche.exports.scales import cameo_of, goldstein_of, quad_of
from demarche.records import Actor, Event, Reading
from demarche.store import Store


def _actor_columns(number: int) -> tuple[str, ...]:
    names = (
        "Code", "Name", "CountryCode", "KnownGroupCode", "EthnicCode", "Religion1Code", "Religion2Code", "Type1Code",
        "Type2Code", "Type3Code",
    )  # fmt: skip
    return tuple(f"Actor{number}{name}" for name in names)


def _place_columns(prefix: str) -> tuple[str, ...]:
    names = ("Type", "FullName", "CountryCode", "ADM1Code", "ADM2Code", "Lat", "Long", "FeatureID")
    return tuple(f"{prefix}Geo_{name}" for name in names)


COLUMNS = (
    "GLOBALEVENTID", "SQLDATE", "MonthYear", "Year", "FractionDate", *_actor_columns(1), *_actor_columns(2),
    "IsRootEvent", "EventCode", "EventBaseCode", "EventRootCode", "QuadClass", "GoldsteinScale", "NumMentions",
    "NumSources", "NumArticles", "AvgTone", *_place_columns("Actor1"), *_place_columns("Actor2"),
    *_place_columns("Action"), "DATEADDED", "SOURCEURL",
)  # fmt: skip
TOLD_AS_FACT = ("happened", "background")
Cell = str | int | float | None


def _dates(event: Event) -> list[Cell]:
    """SQLDATE, MonthYear, Year, FractionDate; what the date does not say is the first of the month or year."""
    if event.date is None:
        return [None, None, None, None]
    parts = [int(part) for part in event.date.split("-")]
    year, month, day = (*parts, 1, 1)[:3]
    fraction = (Day(year, month, day) - Day(year, 1, 1)).days / 365
    return [f"{year:04}{month:02}{day:02}", f"{year:04}{month:02}", year, f"{year + fraction:.4f}"]


def _side(party: str, actor: Actor | None) -> list[Cell]:
    country = party if len(party) == 3 and party.isupper() else None
    group = party if party and country is None else None
    sector = actor.sector if actor else None
    code = f"{party}{sector or ''}" if country else party
    name = (actor.name if actor else party).upper()
    return [code or None, name or None, country, group, None, None, None, sector, None, None]


def rows(reading: Reading) -> list[list[Cell]]:
    """The rows of one article."""
    made: list[list[Cell]] = []
    nowhere: list[Cell] = [None] * 8
    for event, source, source_actor, target, target_actor, number in dyads(reading):
        if event.status not in TOLD_AS_FACT:
            continue
        code = cameo_of(event)
        place: list[Cell] = [4 if event.place else None, event.place, event.country, None, None, None, None, None]
        added = (reading.article.published.date or "").replace("-", "")
        made.append(
            [
                f"{event.id}_{number}", *_dates(event), *_side(source, source_actor), *_side(target, target_actor),
                int(bool(event.evidence) and event.evidence[0].start < 600), code, code[:3], code[:2], quad_of(event),
                goldstein_of(event), len(event.evidence), 1, 1, None, *nowhere, *nowhere, *place,
                f"{added}000000" if len(added) == 8 else None, reading.article.uri,
            ]
        )  # fmt: skip
    return made


def write_gdelt(store: Store, kind: str, out: BinaryIO) -> int:
    """GDELT 2.0 rows, without a header as GDELT has none; returns how many rows were written."""
    written = 0
    for reading in store.readings():
        for row in rows(reading):
            write_row(out, row)
            written += 1
    return written
