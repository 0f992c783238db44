"""A run: inputs through the pipeline into the record, batch by batch, then the stories over the whole record."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator, Mapping, Sequence

import msgspec

from demarche.records import Failure, Linkage, Reading, Source
from demarche.runs.workers import Loader, load_pipeline, read_pages
from demarche.settings import Settings
from demarche.sources import open_inputs
from demarche.store import Store

BATCH = 64  # pages in one transaction
LONGEST = 5.0  # seconds that a page which has been read waits for its transaction
LONGEST_URI = 2000  # characters; PostgreSQL cannot index much more


class Counts(msgspec.Struct):
    """What a run did. `known` pages were in the record already; `reasons` counts the quarantined by reason."""

    seen: int = 0
    known: int = 0
    articles: int = 0
    news: int = 0
    other_languages: int = 0
    incomplete: int = 0
    statements: int = 0
    events: int = 0
    quarantined: int = 0
    stories: int = 0
    languages: dict[str, int] = {}
    reasons: dict[str, int] = {}


Report = Callable[[Counts], None]
Entries = Mapping[str, bytes]
Linker = Callable[[Sequence[Reading], Entries], tuple[Linkage, Entries]]


def link_stories(readings: Sequence[Reading], known: Entries) -> tuple[Linkage, Entries]:
    """`demarche.stories.link_again`, imported late for the same reason as the pipeline."""
    from demarche.stories import link_again

    return link_again(readings, known)


def read_inputs(
    inputs: Sequence[str],
    settings: Settings,
    store: Store,
    *,
    report: Report = lambda _: None,
    load: Loader = load_pipeline,
    link: Linker | None = link_stories,
    again: bool = False,
) -> Counts:
    """Reads all `inputs` into the record and links the stories; `report` is called after each page.

    Pages that the record knows are passed over unless `again`. The result does not depend on the order of the inputs or
    the number of workers. At KeyboardInterrupt what was read is stored, the run is marked, and the interrupt goes on.
    """
    counts = Counts()
    linked = all(entry.state == "done" for entry in store.runs()[-1:])
    run = store.begin_run(inputs, settings)
    state = "failed"
    try:
        _read(inputs, settings, store, counts, report, load, again=again)
        if link is not None and (counts.articles or not linked):
            counts.stories = len(link_record(store, link).stories)
        state = "done"
    except KeyboardInterrupt:
        state = "interrupted"
        raise
    finally:
        store.end_run(run, state, counts)
    return counts


def link_record(store: Store, link: Linker = link_stories) -> Linkage:
    """Links the stories of a whole record, from the readings as they were read, and writes what it found.

    Stories, storylines, incidents and utterances keep the ids that they had before; merges and splits are logged. What
    no new article touches is taken over from the last linking.
    """
    from demarche.stories.lineage import carry_ids

    found, remembered = link(list(store.readings(linked=False)), store.remembered())
    linkage, descents = carry_ids(store.linkage(), store.moved(found))
    store.write_linkage(linkage, descents, remembered)
    return linkage


def _read(
    inputs: Sequence[str],
    settings: Settings,
    store: Store,
    counts: Counts,
    report: Report,
    load: Loader,
    *,
    again: bool,
) -> None:
    failures: list[Failure] = []
    pages: list[tuple[Source, Reading]] = []
    stored = time.monotonic()

    def fresh() -> Iterator[Source]:
        for page in open_inputs(inputs, settings):
            counts.seen += 1
            if isinstance(page, Failure):
                failures.append(page)
                _count_failure(counts, page)
            elif len(page.uri) > LONGEST_URI:
                failures.append(_too_long(page))
                _count_failure(counts, failures[-1])
            elif not again and store.knows(page):
                counts.known += 1
            else:
                yield page
                continue
            report(counts)

    try:
        for source, reading in read_pages(fresh(), settings, load):
            if isinstance(reading, Failure):
                failures.append(reading)
                _count_failure(counts, reading)
            else:
                pages.append((source, reading))
                _count_reading(counts, reading)
            report(counts)
            if len(pages) + len(failures) >= BATCH or time.monotonic() - stored > LONGEST:
                store.add(pages, failures)
                pages, failures[:] = [], []
                stored = time.monotonic()
    finally:
        # Also at Ctrl-C: what has been read is not lost.
        store.add(pages, failures)


def _too_long(source: Source) -> Failure:
    reason = f"the address has {len(source.uri)} characters, more than {LONGEST_URI}"
    return Failure(uri=source.uri[:LONGEST_URI], stage="sources", reason=reason, sha256=source.sha256)


def _count_failure(counts: Counts, failure: Failure) -> None:
    counts.quarantined += 1
    # Without the numbers and names, pages that failed for the same cause are one line of the summary.
    reason = failure.reason.replace(failure.uri, "the page").split(":")[0].split(" (")[0]
    counts.reasons[reason] = counts.reasons.get(reason, 0) + 1


def _count_reading(counts: Counts, reading: Reading) -> None:
    article = reading.article
    counts.articles += 1
    counts.news += article.news
    counts.incomplete += article.incomplete
    counts.statements += len(reading.statements)
    counts.events += len(reading.events)
    if article.language not in ("en", None):
        counts.other_languages += 1
        counts.languages[article.language] = counts.languages.get(article.language, 0) + 1
