"""What a person sees of a run."""

from __future__ import annotations

import io

from demarche.cli import progress
from demarche.cli.progress import Progress, progress_line, summary
from demarche.runs import Counts


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


def test_the_line() -> None:
    counts = Counts(seen=60, articles=40, known=10, quarantined=5)
    assert progress_line(counts, 5.0, 110) == "55 of 110 pages, 11.0 a second, 10 known, 5 quarantined, 0:05 left"
    assert progress_line(counts, 5.0, None) == "55 pages, 11.0 a second, 10 known, 5 quarantined"
    assert progress_line(Counts(), 0.0, 10) == "0 of 10 pages, 0.0 a second"


def test_it_is_drawn_on_a_terminal_and_wiped_at_the_end() -> None:
    stream = Terminal()
    with Progress(["x.txt"], stream=stream) as drawn:
        drawn.drawn -= 1
        drawn.report(Counts(articles=1))
        drawn.report(Counts(articles=2))  # too soon after the last
    assert stream.getvalue().count("pages") == 1
    assert stream.getvalue().endswith("\r")


def test_it_is_silent_where_nobody_looks() -> None:
    for stream, quiet in ((io.StringIO(), False), (Terminal(), True)):
        with Progress(["x.txt"], quiet=quiet, stream=stream) as drawn:
            drawn.drawn -= progress.EVERY * 2
            drawn.report(Counts(articles=1))
        assert stream.getvalue() == ""


def test_the_summary_names_everything() -> None:
    counts = Counts(
        seen=20, known=3, articles=12, news=9, other_languages=3, incomplete=1, statements=40, events=20, quarantined=5,
        stories=4, languages={"fr": 1, "de": 2}, reasons={"the page is empty": 1, "the bytes are a PDF document": 4},
    )  # fmt: skip
    assert summary(counts, "demarche.db").splitlines() == [
        "12 pages read into demarche.db: 9 news, 3 not news",
        "3 pages were in the record already",
        "3 in other languages (de 2, fr 1): stored, read no further",
        "1 break off before their end",
        "40 statements, 20 events, 4 stories in the record",
        "5 quarantined:",
        "      4  the bytes are a PDF document",
        "      1  the page is empty",
    ]
