"""Views over the invented record: told once, by day, between two parties, side by side."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.web.invented import linkage, pages

from demarche.errors import OptionalPartError, QueryError
from demarche.records import Linkage, Story
from demarche.store import Query, Store
from demarche.views.brief import html, markdown, read_brief
from demarche.views.chart import bars, draw
from demarche.views.dyad import is_between, read_dyad
from demarche.views.finding import copies_in, readings_of
from demarche.views.front import corrected_counts, recent_stories
from demarche.views.page import page_of, pieces_of
from demarche.views.picture import write_picture
from demarche.views.search import pieces, search
from demarche.views.story import read_story
from demarche.views.timeline import read_timeline
from demarche.views.told import Deed, deeds_of, sayings_of


@pytest.fixture
def record(store: Store) -> Store:
    store.add(pages())
    store.write_linkage(linkage())
    return store


def test_things_are_told_once(record: Store) -> None:
    readings = readings_of(record, ["first", "second", "gone"])
    deeds = deeds_of(readings, {})
    urging = next(deed for deed in deeds if deed.incident == "incident-urging")
    assert (urging.tellings, urging.day, len(urging.evidence)) == (2, "2024-05-14", 2)  # the more precise of the dates
    sayings = sayings_of(readings, {})
    assert [(s.utterance, s.tellings) for s in sayings if s.utterance] == [("utterance-ports", 2)]


def test_copies_are_no_independent_tellings(record: Store) -> None:
    story = Story(id="story-ports", title="", articles=("first", "second"), copies=(("first", "second"),))
    record.write_linkage(Linkage(stories=(story,), incidents=linkage().incidents))
    readings = readings_of(record, ["first", "second"])
    urging = next(d for d in deeds_of(readings, copies_in(record, readings)) if d.incident)
    assert urging.tellings == 1
    assert len(urging.evidence) == 2


def test_dyad_counts_what_happened_once(record: Store) -> None:
    dyad = read_dyad(record, "var", "OST")
    assert [(p.name, p.count, p.mean) for p in dyad.periods] == [("2024-05", 1, 0.0), ("2024-06", 1, -2.0)]
    assert dyad.left_out == {}  # the closing of the strait aimed at nobody here
    assert [p.name for p in read_dyad(record, "VAR", "OST", step="week").periods] == ["2024-W20", "2024-W22"]
    assert len(read_dyad(record, "VAR", "OST", since="2024-06").deeds) == 1
    assert len(read_dyad(record, "VAR", "OST", until="2024-05").deeds) == 1


def test_statuses_are_left_out_and_counted(record: Store) -> None:
    record.correct("event", "first.e2", "status", "alleged", "tester")
    assert read_dyad(record, "VAR", "OST").left_out == {"alleged": 1}
    assert len(read_dyad(record, "VAR", "OST", statuses=("happened", "alleged")).deeds) == 2


def test_a_corrected_party_moves_an_event_into_the_dyad(record: Store) -> None:
    assert read_dyad(record, "XKX", "OST").deeds == ()
    record.correct("event", "first.e1", "source", ["XKX"], "tester")
    record.correct("event", "second.e1", "source", ["XKX"], "tester")
    assert [deed.source for deed in read_dyad(record, "XKX", "OST").deeds] == [("XKX",)]


@pytest.mark.parametrize(
    ("source", "target", "expected", "why"),
    [
        (("VAR",), ("OST",), True, "one does it to the other"),
        (("OST",), ("VAR", "NATO"), True, "among several targets"),
        (("VAR", "OST"), (), True, "with each other"),
        (("VAR+NATO",), ("OST",), True, "jointly with a third"),
        (("VAR", "OST"), ("NATO",), False, "together, to a third"),
        (("VAR",), ("VARX",), False, "another code that begins alike"),
        (("VAR",), (), False, "to nobody"),
    ],
)
def test_between(source: tuple[str, ...], target: tuple[str, ...], expected: bool, why: str) -> None:
    deed = Deed(
        id="e", incident=None, type="CONSULT", mode=None, status="happened", source=source, target=target, day=None,
        place=None, score=2.5, tellings=1, statuses=("happened",), evidence=(),
    )  # fmt: skip
    assert is_between(deed, "VAR", "OST") is expected, why


@pytest.mark.parametrize("first", ["first", "since"])
def test_wrong_questions(record: Store, first: str) -> None:
    with pytest.raises(QueryError):
        read_dyad(record, "VAR", "VAR" if first == "first" else "OST", since="soon")


def test_chart_has_a_point_a_deed(record: Store) -> None:
    dyad = read_dyad(record, "VAR", "OST")
    drawn = draw(dyad, lambda deed: f'/event/{deed.id}?"<')
    assert drawn.count("<circle") == 2
    assert "/event/first.e2?&quot;&lt;" in drawn
    assert "<style>" not in drawn
    assert "<style>" in draw(dyad, alone=True)
    even, below = bars(dyad)
    assert "█" not in even
    assert below.split() == ["2024-06", "█████│", "-2.00", "1"]


def test_a_chart_as_a_picture(record: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    drawing = draw(read_dyad(record, "VAR", "OST"), alone=True)
    monkeypatch.setitem(sys.modules, "resvg_py", None)
    with pytest.raises(OptionalPartError, match="pip install 'demarche\\[png\\]'"):
        write_picture(drawing, str(tmp_path / "chart.png"))
    monkeypatch.undo()
    pytest.importorskip("resvg_py", reason="resvg is not installed: uv sync")
    write_picture(drawing, str(tmp_path / "chart.PNG"))
    head = (tmp_path / "chart.PNG").read_bytes()[:24]
    assert head.startswith(b"\x89PNG")
    assert int.from_bytes(head[16:20]) == 1520
    with pytest.raises(QueryError, match="ends in"):
        write_picture(drawing, str(tmp_path / "chart.gif"))


def test_empty_dyad_is_drawn(record: Store) -> None:
    dyad = read_dyad(record, "AAA", "BBB")
    assert "No dated deed" in draw(dyad)
    assert bars(dyad) == []


def test_story(record: Store) -> None:
    view = read_story(record, "story-p")
    assert [version.outlet for version in view.versions] == ["The Tarn Courier", "Coast Daily"]
    assert [(pair.asked.utterance, pair.answer.id) for pair in view.pairs] == [("utterance-ports", "first.s2")]
    assert view.differences[0].lines == (
        ("wording", (("called on", ("Coast Daily",)), ("urged", ("The Tarn Courier",)))),
    )
    with pytest.raises(QueryError, match="several"):
        read_story(record, "story-")
    with pytest.raises(QueryError, match="no story"):
        read_story(record, "100%")


@pytest.mark.parametrize(
    ("names", "days"),
    [
        (["story-ports"], ["2019", "2024-05-14", "2024-05-14", "2024-05-14", "2024-06-02"]),
        (["VAR", "ost"], ["2024-05-14", "2024-06-02"]),
        (["OST"], ["2019", "2024-05-14", "2024-05-14", "2024-06-02"]),
        (["Marek Sulc"], ["2024-05-14"]),
    ],
)
def test_timelines_stand_in_order(record: Store, names: list[str], days: list[str]) -> None:
    entries = read_timeline(record, names).entries
    assert [entry.day for entry in entries] == days
    assert [entry.day for entry in entries if entry.recalled] == [day for day in days if day == "2019"]


def test_search(record: Store) -> None:
    found = search(record, Query(words="northern port"))  # by stems
    assert {hit.id for hit in found.statements} == {"first.s1", "second.s1"}
    assert {hit.id for hit in found.articles} == {"first", "second"}
    assert [run.lower() for run, hit in pieces(found.statements[0].snippet) if hit] in (
        ["northern ports"],
        ["northern", "ports"],
    )
    assert search(record, Query(words="northern", act="reject")).statements == ()
    assert [hit.id for hit in search(record, Query(words="ports", outlet="COAST daily")).articles] == ["second"]
    assert {hit.id for hit in search(record, Query(party="OST")).statements} == {"first.s2"}
    record.correct("statement", "first.s1", "withdrawn", True, "tester")
    assert [hit.id for hit in search(record, Query(words="northern")).statements] == ["second.s1"]


@pytest.mark.parametrize(
    ("kind", "target", "field", "new", "query", "before", "after", "why"),
    [
        ("statement", "first.s1", "act", "warn", Query(act="warn"), "", "first.s1", "another act"),
        ("statement", "first.s1", "act", "warn", Query(words="northern", act="urge"), "first.s1 second.s1",
         "second.s1", "no longer that act"),
        ("statement", "first.s2", "party", "XKX", Query(party="xkx"), "", "first.s2", "another party"),
        ("statement", "first.s1", "date", "2025-01-02", Query(since="2025"), "", "first.s1", "another day"),
        ("statement", "first.s1", "speaker", "OST:marek-sulc", Query(speaker="Sulc"), "first.s2",
         "first.s1 first.s2", "another speaker"),
        ("statement", "first.s1", "addressees", ["NATO"], Query(to="NATO"), "", "first.s1", "another addressee"),
        ("article", "second", "outlet", "Tarn", Query(words="ports", outlet="tarn"), "", "second.s1", "another outlet"),
        ("article", "second", "published", {"date": "2023-01-01"}, Query(until="2023"), "", "second.s1",
         "the article came out on another day"),
        ("article", "second", "story", [], Query(story="story-ports"), "first.s1 first.s2 second.s1",
         "first.s1 first.s2", "another story"),
        ("event", "first.e1", "status", "denied", Query(act="urge"), "first.s1 second.s1", "first.s1 second.s1",
         "an event's correction changes no statement"),
    ],
)  # fmt: skip
def test_search_by_what_was_corrected(
    record: Store, kind: str, target: str, field: str, new: object, query: Query, before: str, after: str, why: str
) -> None:
    assert sorted(hit.id for hit in search(record, query).statements) == before.split(), why
    number = record.correct(kind, target, field, new, "tester")  # type: ignore[arg-type]
    assert sorted(hit.id for hit in search(record, query).statements) == after.split(), why
    record.undo(number, "tester")
    assert sorted(hit.id for hit in search(record, query).statements) == before.split(), why


def test_hits_show_what_was_corrected(record: Store) -> None:
    record.correct("statement", "first.s1", "speaker", "OST:marek-sulc", "tester")
    record.correct("article", "first", "title", "Ports again", "tester")
    hit = next(hit for hit in search(record, Query(words="northern")).statements if hit.id == "first.s1")
    assert (hit.speaker, hit.title) == ("Marek Sulc", "Ports again")
    assert {hit.title for hit in search(record, Query(words="theatre")).articles} == {"Ports again"}


def test_front(record: Store) -> None:
    assert [(line.id, line.articles) for line in recent_stories(record)] == [("story-ports", 2), ("story-hostile", 1)]
    # What no article's day is known of is not given one.
    assert [line.when for line in recent_stories(record)] == ["2024-05-15", "undated"]
    record.write_linkage(Linkage(stories=(Story(id="s", title="", articles=("hostile",), latest="2024-07-21"),)))
    assert [line.when for line in recent_stories(record)] == ["by 2024-07-21"]


def test_what_is_rejected_is_not_counted(record: Store) -> None:
    counts = corrected_counts(record)
    number = record.correct("statement", "first.s1", "withdrawn", True, "tester")
    record.correct("event", "first.e3", "withdrawn", True, "tester")
    assert corrected_counts(record)["statements"] == counts["statements"] - 1
    assert corrected_counts(record)["events"] == counts["events"] - 1
    record.undo(number, "tester")
    assert corrected_counts(record)["statements"] == counts["statements"]


def test_brief_cites_every_sentence(record: Store) -> None:
    brief = read_brief(record)
    lines = [line for story in brief.stories for section in story.sections for line in section.lines]
    assert lines
    assert all(line.citations for line in lines)
    titles = [section.title for section in brief.stories[0].sections]
    assert titles == ["What happened", "Said in answer", "Said", "Background, recalled", "How outlets differ"]
    text = markdown(brief)
    assert "answering Petra Holm (VAR), urge to OST" in text
    assert "(https://courier.example/ports#:~:text=" in text


def test_briefs_take_a_pages_words_as_words(record: Store) -> None:
    brief = read_brief(record, ["story-hostile"])
    assert "<script" not in html(brief)
    assert "\\<script\\>" in markdown(brief)
    assert "<script" not in markdown(brief).replace("\\<script", "")


def test_an_article_is_cut_without_loss() -> None:
    for _, reading in pages():
        page = page_of(reading)
        shown = ["".join(piece.text for piece in block.pieces) for block in page.blocks if block.inside]
        assert "\n\n".join(shown) == reading.article.text
        opened = [id_ for block in page.blocks for piece in block.pieces for id_ in piece.opens]
        assert sorted(opened) == sorted(item.id for item in (*reading.statements, *reading.events))


@given(st.data())
def test_pieces_join_to_the_text(data: st.DataObject) -> None:
    text = data.draw(st.text(min_size=1, max_size=40))
    start = data.draw(st.integers(0, len(text) - 1))
    end = data.draw(st.integers(start + 1, len(text)))
    ends = st.tuples(st.integers(0, len(text)), st.integers(0, len(text))).map(sorted)
    marks = [(a, b, f"s{n}", "statement") for n, (a, b) in enumerate(data.draw(st.lists(ends, max_size=5))) if a < b]
    found = pieces_of(text, start, end, marks)
    assert "".join(piece.text for piece in found) == text[start:end]
    for first, last, id_, _ in marks:
        covered = "".join(piece.text for piece in found if id_ in piece.statements)
        assert covered == text[max(first, start) : max(min(last, end), max(first, start))]


def test_nothing_is_written_by_reading(record: Store, tmp_path: Path) -> None:
    before = record.counts()
    read_story(record, "story-ports")
    read_brief(record)
    assert record.counts() == before
    assert record.corrections() == []
