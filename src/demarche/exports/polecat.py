"""Events in the columns of a POLECAT release file: tab-separated, with a header, one row a dyad.

The columns and their order are those of the yearly `ngecEventsDV` files. Only what the outlet tells as a fact is
POLECAT's: `happened` and `background`; other statuses have no column there and are left out.
"""

from __future__ import annotations

from typing import BinaryIO

from demarche import __version__
from demarche.exports.dyads import dyads, write_row
from demarche.exports.scales import quad_of, score_of
from demarche.records import Actor, Reading
from demarche.store import Store

COLUMNS = (
    "Event ID", "Event Date", "Event Type", "Event Mode", "Intensity", "Quad Code", "Contexts", "Actor Name",
    "Actor Country", "Actor COW", "Primary Actor Sector", "Actor Sectors", "Actor Title", "Actor Name Raw",
    "Wikipedia Actor ID", "Recipient Name", "Recipient Country", "Recipient COW", "Primary Recipient Sector",
    "Recipient Sectors", "Recipient Title", "Recipient Name Raw", "Wikipedia Recipient ID", "Placename", "City",
    "District", "Province", "Country", "Latitude", "Longitude", "GeoNames ID", "Raw Placename", "Feature Type",
    "Source", "Publication Date", "Story People", "Story Organizations", "Story Locations", "Language", "Version",
)  # fmt: skip
TOLD_AS_FACT = ("happened", "background")


def _side(party: str, actor: Actor | None) -> list[str | None]:
    """The eight columns of an actor or recipient; COW numbers are not known here."""
    title = actor.roles[0].title if actor and actor.roles else None
    sector = actor.sector if actor else None
    name = actor.name if actor else party
    return [name, party or None, None, sector, sector, title, name, actor.wikidata if actor else None]


def rows(reading: Reading) -> list[list[str | int | float | None]]:
    """The rows of one article."""
    article = reading.article
    people = ";".join(actor.name for actor in reading.cast.actors if actor.kind == "person")
    bodies = ";".join(actor.name for actor in reading.cast.actors if actor.kind in ("organisation", "institution"))
    states = ";".join(actor.name for actor in reading.cast.actors if actor.kind == "state")
    made: list[list[str | int | float | None]] = []
    for event, source, source_actor, target, target_actor, number in dyads(reading):
        if event.status not in TOLD_AS_FACT:
            continue
        made.append(
            [
                f"{event.id}_{number}", event.date, event.type, event.mode, score_of(event), quad_of(event),
                ";".join(event.contexts), *_side(source, source_actor), *_side(target, target_actor), event.place,
                None, None, None, event.country, None, None, None, event.place, None, article.outlet,
                article.published.date, people, bodies, states, article.language, f"demarche {__version__}",
            ]
        )  # fmt: skip
    return made


def write_polecat(store: Store, kind: str, out: BinaryIO) -> int:
    """POLECAT-style rows under a header; returns how many rows were written."""
    write_row(out, COLUMNS)
    written = 0
    for reading in store.readings():
        for row in rows(reading):
            write_row(out, row)
            written += 1
    return written
