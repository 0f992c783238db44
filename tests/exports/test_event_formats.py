"""PLOVER, POLECAT and GDELT: exact columns, dyads, nothing invented."""

from __future__ import annotations

import io

import msgspec

from demarche.exports import gdelt, polecat
from demarche.exports.dyads import write_row
from demarche.exports.formats import FORMATS
from demarche.exports.plover import plover_event
from demarche.exports.scales import cameo_of, quad_of, score_of
from demarche.records import Actor, Article, Cast, Dating, Event, Reading, Span

TEXT = "Varnia and Keldoria imposed sanctions on Ostrovia on Monday."
SPAN = Span(start=0, end=len(TEXT), text=TEXT)


def event(**changes: object) -> Event:
    fields: dict[str, object] = {
        "id": "a.e1", "type": "SANCTION", "status": "happened", "source": ("VAR", "KLD"), "target": ("OSV",),
        "evidence": (SPAN,), "date": "2031-05-12", "source_actors": ("varnia",), "contexts": ("economic",),
    }  # fmt: skip
    return msgspec.convert({**fields, **changes}, Event)


def reading(*events: Event) -> Reading:
    article = Article(
        id="a", uri="https://example.org/a", sha256="0" * 64, retrieved=None, news=True, title="T", text=TEXT,
        blocks=(), published=Dating(date="2031-05-13"), outlet="Lurova Post", language="en",
    )  # fmt: skip
    varnia = Actor(id="varnia", name="Varnia", kind="state", party="VAR", sector="GOV")
    return Reading(article=article, cast=Cast(actors=(varnia,)), events=events)


def test_polecat_has_its_forty_columns_in_order() -> None:
    assert len(polecat.COLUMNS) == 40
    assert polecat.COLUMNS[:7] == (
        "Event ID",
        "Event Date",
        "Event Type",
        "Event Mode",
        "Intensity",
        "Quad Code",
        "Contexts",
    )
    assert polecat.COLUMNS[-2:] == ("Language", "Version")
    rows = polecat.rows(reading(event()))
    assert [len(row) for row in rows] == [40, 40]
    named = dict(zip(polecat.COLUMNS, rows[0], strict=True))
    assert (named["Actor Name"], named["Actor Country"], named["Recipient Country"]) == ("Varnia", "VAR", "OSV")
    assert (named["Source"], named["Publication Date"], named["Language"]) == ("Lurova Post", "2031-05-13", "en")


def test_gdelt_has_its_sixty_one_columns_in_order() -> None:
    assert len(gdelt.COLUMNS) == 61
    assert gdelt.COLUMNS[5:8] == ("Actor1Code", "Actor1Name", "Actor1CountryCode")
    assert gdelt.COLUMNS[25:31] == (
        "IsRootEvent", "EventCode", "EventBaseCode", "EventRootCode", "QuadClass", "GoldsteinScale",
    )  # fmt: skip
    rows = gdelt.rows(reading(event()))
    named = dict(zip(gdelt.COLUMNS, rows[0], strict=True))
    assert (named["SQLDATE"], named["MonthYear"], named["Year"]) == ("20310512", "203105", 2031)
    assert (named["Actor1Code"], named["Actor2Code"], named["QuadClass"]) == ("VARGOV", "OSV", 4)
    assert named["SOURCEURL"] == "https://example.org/a"


def test_lists_of_parties_become_dyads_only_where_the_format_knows_no_lists() -> None:
    one = reading(event())
    assert len(gdelt.rows(one)) == len(polecat.rows(one)) == 2
    line = plover_event(one.events[0], one.article, {actor.id: actor for actor in one.cast.actors})
    assert [side.code for side in line.actor] == ["VAR", "KLD"]
    assert [side.code for side in line.recipient] == ["OSV"]


def test_only_what_is_told_as_fact_goes_where_no_status_is_known() -> None:
    for status in ("alleged", "denied", "planned", "hypothetical"):
        assert gdelt.rows(reading(event(status=status))) == []
        assert polecat.rows(reading(event(status=status))) == []
    assert plover_event(event(status="alleged"), reading().article, {}).comment == "status: alleged"


def test_a_date_that_is_only_a_year_is_not_made_more_exact_in_its_own_column() -> None:
    named = dict(zip(gdelt.COLUMNS, gdelt.rows(reading(event(date="2029")))[0], strict=True))
    assert (named["SQLDATE"], named["FractionDate"]) == ("20290101", "2029.0000")
    unknown = dict(zip(gdelt.COLUMNS, gdelt.rows(reading(event(date=None)))[0], strict=True))
    assert unknown["SQLDATE"] is None


def test_plover_uses_its_own_codes_for_organisations() -> None:
    line = plover_event(event(source=("NATO",), target=("UN",), source_actors=()), reading().article, {})
    assert (line.actor[0].code, line.recipient[0].code) == ("IGO", "UNO")


def test_scores_follow_the_mode() -> None:
    visit = event(type="CONSULT", mode="visit")
    assert (quad_of(visit), score_of(visit), cameo_of(visit)) == (1, 4.0, "042")
    assert score_of(event(type="CONSULT", mode=None)) == 2.5


def test_cells_hold_no_tabs_or_line_ends() -> None:
    out = io.BytesIO()
    write_row(out, ["a\tb", "c\nd", None, 3])
    assert out.getvalue() == b"a b\tc d\t\t3\n"


def test_the_three_formats_are_offered_for_events_alone() -> None:
    offered = {format_.name: format_.kinds for format_ in FORMATS}
    assert offered["plover"] == offered["polecat"] == offered["gdelt"] == ("events",)
