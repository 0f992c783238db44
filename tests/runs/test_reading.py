"""Runs: every page ends in the record or the quarantine, whatever happens on the way."""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from tests.runs.standin import link, load

from demarche.records import Reading, Source
from demarche.runs import Counts, read_inputs, reading
from demarche.settings import Settings
from demarche.store import Store, open_record

PAGES = {
    "a.txt": "Holm spoke in Lesna.",
    "b.txt": "FRENCH page",
    "c.txt": "RECIPE for a loaf",
    "d.txt": "NOTHING here",
    "e.txt": "FAULT of the program",
    "f.txt": "",
    "g.html": "<p>Holm spoke again.",
}


@pytest.fixture
def pages(tmp_path: Path) -> Path:
    folder = tmp_path / "pages"
    folder.mkdir()
    for name, content in PAGES.items():
        (folder / name).write_text(content)
    return folder


@pytest.fixture
def file_store(tmp_path: Path, empty_file: Path) -> Iterator[Store]:
    path = tmp_path / "record.db"
    shutil.copy(empty_file, path)
    with open_record(str(path)) as store:
        yield store


def run(store: Store, *inputs: object, workers: int = 1, again: bool = False) -> Counts:
    settings = Settings(record=store.record, workers=workers)
    return read_inputs([str(name) for name in inputs], settings, store, load=load, link=link, again=again)


def contents(store: Store) -> tuple[object, ...]:
    return list(store.readings()), list(store.failures()), store.linkage()


def test_what_a_run_counts_and_keeps(store: Store, pages: Path) -> None:
    counts = run(store, pages)
    assert (counts.seen, counts.articles, counts.news, counts.other_languages, counts.quarantined) == (7, 4, 3, 1, 3)
    assert counts.languages == {"fr": 1}
    assert counts.reasons == {"the page is empty": 1, "the page holds nothing to read": 1, "a fault in Demarche": 1}
    assert (counts.statements, counts.events, counts.stories) == (4, 4, 1)
    assert [(Path(failure.uri).name, failure.stage) for failure in store.failures()] == [
        ("d.txt", "articles"),
        ("e.txt", "pipeline"),
        ("f.txt", "sources"),
    ]
    assert [failure.reason for failure in store.failures()][1] == "a fault in Demarche (KeyError: 'key')"
    assert [run.state for run in store.runs()] == ["done"]
    assert store.runs()[0].counts["articles"] == 4


def test_the_same_input_again_changes_nothing_and_reads_nothing(file_store: Store, pages: Path) -> None:
    run(file_store, pages)
    before = contents(file_store)
    counts = run(file_store, pages)
    assert (counts.articles, counts.known) == (0, 6)  # the empty file has no bytes to be known by
    assert contents(file_store) == before


def test_again_reads_everything_anew(file_store: Store, pages: Path) -> None:
    run(file_store, pages)
    before = contents(file_store)
    assert run(file_store, pages, again=True).articles == 4
    assert contents(file_store) == before


def test_order_and_workers_make_no_difference(tmp_path: Path, empty_file: Path, pages: Path) -> None:
    results = []
    for number, (workers, names) in enumerate(
        [(1, sorted(PAGES)), (1, sorted(PAGES, reverse=True)), (2, sorted(PAGES))]
    ):
        path = shutil.copy(empty_file, tmp_path / f"{number}.db")
        with open_record(str(path)) as store:
            run(store, *(pages / name for name in names), workers=workers)
            results.append(contents(store))
    assert results[0] == results[1] == results[2]


def test_ctrl_c_loses_nothing_and_the_next_run_goes_on(file_store: Store, tmp_path: Path) -> None:
    lines = [{"uri": f"u{n}", "text": f"Page {n}."} for n in range(100)]
    lines[80]["text"] = "STOP"
    path = tmp_path / "in.jsonl"
    path.write_text("\n".join(json.dumps(line) for line in lines))
    with pytest.raises(KeyboardInterrupt):
        run(file_store, path)
    assert file_store.counts()["articles"] == 80
    assert [entry.state for entry in file_store.runs()] == ["interrupted"]
    assert file_store.linkage().stories == ()
    lines[80]["text"] = "Page 80."
    path.write_text("\n".join(json.dumps(line) for line in lines))
    counts = run(file_store, path)
    assert (counts.known, counts.articles) == (80, 20)
    assert len(file_store.linkage().stories[0].articles) == 100


def test_stories_that_an_interrupted_run_left_unlinked_are_linked_though_no_page_is_new(
    file_store: Store, pages: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def stop(readings: object, known: object) -> None:
        raise KeyboardInterrupt

    settings = Settings(record=file_store.record)
    with pytest.raises(KeyboardInterrupt):
        read_inputs([str(pages)], settings, file_store, load=load, link=stop)  # type: ignore[arg-type]
    assert file_store.counts()["articles"] == 4
    assert run(file_store, pages).articles == 0
    assert len(file_store.linkage().stories) == 1


def test_pages_are_stored_while_the_run_goes_on(
    file_store: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(reading, "BATCH", 2)
    path = tmp_path / "in.jsonl"
    path.write_text("\n".join(json.dumps({"uri": f"u{n}", "text": f"Page {n}."}) for n in range(5)))
    stored = []
    settings = Settings(record=file_store.record)
    read_inputs(
        [str(path)], settings, file_store, load=load, link=link,
        report=lambda counts: stored.append(file_store.counts()["articles"]),
    )  # fmt: skip
    assert stored == [0, 0, 2, 2, 4]


def test_a_worker_that_dies_costs_one_page(file_store: Store, tmp_path: Path) -> None:
    path = tmp_path / "in.jsonl"
    texts = [f"Page {n}." for n in range(12)]
    texts[3] = "DEATH of a process"
    path.write_text("\n".join(json.dumps({"uri": f"u{n:02d}", "text": text}) for n, text in enumerate(texts)))
    counts = run(file_store, path, workers=2)
    assert (counts.articles, counts.quarantined) == (11, 1)
    (failure,) = file_store.failures()
    assert failure.uri == "u03"
    assert "the process that read this page died" in failure.reason


def test_an_address_too_long_for_an_index(store: Store, tmp_path: Path) -> None:
    path = tmp_path / "in.jsonl"
    path.write_text(json.dumps({"uri": "https://a.example/" + "x" * 5000, "text": "Words."}))
    counts = run(store, path)
    assert counts.reasons == {"the address has 5018 characters, more than 2000": 1}


def test_a_fault_of_the_model_stops_the_run(file_store: Store, pages: Path) -> None:
    from demarche.errors import ModelError

    def broken(settings: Settings) -> object:
        def read(source: Source) -> Reading:
            raise ModelError("the model file is altered")

        return read

    with pytest.raises(ModelError):
        read_inputs([str(pages)], Settings(record=file_store.record), file_store, load=broken, link=link)  # type: ignore[arg-type]
    assert [entry.state for entry in file_store.runs()] == ["failed"]
