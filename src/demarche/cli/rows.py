"""What the reading commands show, as CSV for spreadsheets and statistics: one table a command, one row a thing."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator

from demarche.exports.differences import Change, Tally
from demarche.exports.formats import write_rows
from demarche.exports.tables import EVENT, STATEMENT, Value, event_row, statement_row
from demarche.records import Failure
from demarche.store import Done, Said
from demarche.views.dyad import Dyad
from demarche.views.front import StoryLine
from demarche.views.search import Found, pieces
from demarche.views.story import StoryView
from demarche.views.timeline import Timeline

Row = tuple[Value, ...]

# The columns of what has no table among the exports; statements and events have theirs (exports/tables.py).
FOUND = ("kind", "id", "article", "uri", "outlet", "title", "date", "speaker", "party", "act", "snippet")
TIMELINE = (
    "day", "recalled", "kind", "id", "who", "party", "act", "status", "target", "place", "score", "words", "tellings",
    "outlets", "told_in",
)  # fmt: skip
PERIODS = ("period", "first_day", "first", "second", "deeds", "mean", "cooperation", "conflict")
STORIES = ("id", "title", "earliest", "latest", "articles")
VERSIONS = ("story", "article", "uri", "outlet", "title", "published", "statements", "events", "copy_of")
CHANGES = ("what", "kind", "article", "uri", "title", "old_id", "new_id", "field", "old", "new", "line")
TALLIES = ("kind", "old", "new", "added", "removed", "changed")
QUARANTINE = ("uri", "sha256", "stage", "reason")


def print_csv(header: Iterable[str], rows: Iterable[Row]) -> None:
    """CSV as `demarche export` writes it, on standard output: lists joined by a semicolon, nothing for unknown."""
    write_rows(header, rows, sys.stdout.buffer)
    sys.stdout.buffer.flush()


def print_statements(found: Iterable[Said]) -> None:
    """Statements with the columns of `demarche export statements`."""
    actors = ((said.reading, said.statement, {actor.id: actor for actor in said.reading.cast.actors}) for said in found)
    print_csv((column.name for column in STATEMENT), (statement_row(*row) for row in actors))


def print_events(found: Iterable[Done]) -> None:
    """Events with the columns of `demarche export events`."""
    print_csv((column.name for column in EVENT), (event_row(done.reading, done.event) for done in found))


def found_rows(found: Found) -> Iterator[Row]:
    """Hits of a search: first the statements, then the articles; a snippet without its marks."""
    for said in found.statements:
        yield (
            "statement", said.id, said.article, said.uri, said.outlet, said.title, said.date, said.speaker, said.party,
            said.act, _plain(said.snippet),
        )  # fmt: skip
    for hit in found.articles:
        yield (
            "article", hit.id, hit.id, hit.uri, hit.outlet, hit.title, hit.published, None, None, None,
            _plain(hit.snippet),
        )  # fmt: skip


def timeline_rows(timeline: Timeline) -> Iterator[Row]:
    """Deeds and sayings by day: a deed's act is its PLOVER type, a saying's the speech act."""
    for entry in timeline.entries:
        if deed := entry.deed:
            yield (
                entry.day, entry.recalled, "deed", deed.id, None, "+".join(deed.source), deed.type, deed.status,
                deed.target, deed.place, deed.score, deed.evidence[0].words if deed.evidence else None, deed.tellings,
                tuple(dict.fromkeys(told.outlet for told in deed.evidence)),
                tuple(told.record for told in deed.evidence),
            )  # fmt: skip
        elif saying := entry.saying:
            yield (
                entry.day, entry.recalled, "saying", saying.id, saying.speaker, saying.party, saying.act, None,
                saying.addressees, None, None, saying.words, saying.tellings,
                tuple(dict.fromkeys(told.outlet for told in saying.evidence)),
                tuple(told.record for told in saying.evidence),
            )  # fmt: skip


def period_rows(dyad: Dyad) -> Iterator[Row]:
    """The series of a dyad; a week or month without deeds has no row."""
    for period in dyad.periods:
        yield (
            period.name, period.first_day, dyad.first, dyad.second, period.count, period.mean, period.cooperation,
            period.conflict,
        )  # fmt: skip


def story_rows(lines: Iterable[StoryLine]) -> Iterator[Row]:
    """Stories in a list."""
    for line in lines:
        yield line.id, line.title, line.earliest, line.latest, line.articles


def version_rows(view: StoryView) -> Iterator[Row]:
    """The versions of one story, side by side."""
    for version in view.versions:
        yield (
            view.id, version.article, version.uri, version.outlet, version.title, version.published,
            version.statements, version.events, version.copy_of,
        )  # fmt: skip


def change_rows(changes: Iterable[Change]) -> Iterator[Row]:
    """What is other on the new side: a row a field, or a thing that came or went."""
    for change in changes:
        yield (
            change.what, change.kind, change.article, change.uri, change.title, change.old_id, change.new_id,
            change.field, change.old, change.new, change.line,
        )  # fmt: skip


def tally_rows(tallies: Iterable[Tally]) -> Iterator[Row]:
    """How many of each kind came, went and changed."""
    for tally in tallies:
        yield tally.kind, tally.old, tally.new, tally.added, tally.removed, tally.changed


def failure_rows(failures: Iterable[Failure]) -> Iterator[Row]:
    """Pages that could not be read."""
    for failure in failures:
        yield failure.uri, failure.sha256, failure.stage, failure.reason


def _plain(snippet: str) -> str:
    return "".join(run for run, _ in pieces(snippet))
