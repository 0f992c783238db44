"""The network, the map and the strip: what they count, where they put it, and the same picture every time."""

from __future__ import annotations

import re
from itertools import pairwise

import pytest
from tests.web.invented import HOLM, SULC, Page, linkage, pages

from demarche.errors import QueryError
from demarche.store import Store
from demarche.views.dyad import series
from demarche.views.dyad_page import PER_PAGE, read_dyad_page
from demarche.views.entries import said_about, said_by_party
from demarche.views.layout import settle
from demarche.views.map import AREAS, draw_map, map_of, read_map
from demarche.views.network import MOST_PARTIES, draw_network, network_of, read_network
from demarche.views.outline import outlines, project
from demarche.views.party import read_party
from demarche.views.strip import draw_strip
from demarche.views.tally import Choice, Spot, Tie, spots, things_at, ties
from demarche.views.told import Deed


@pytest.fixture
def record(store: Store) -> Store:
    store.add(pages())
    store.write_linkage(linkage())
    return store


def tie(first: str, second: str, deeds: int, mean: float = 0.0) -> Tie:
    return Tie(first=first, second=second, deeds=deeds, mean=mean, cooperation=0, conflict=0)


@pytest.mark.parametrize(
    ("choice", "expected", "why"),
    [
        (Choice(), [("OST", "VAR", 2, -1.0)], "the incident once, and the event that no incident holds"),
        (Choice(type="REJECT"), [("OST", "VAR", 1, -2.0)], "of one type"),
        (Choice(since="2024-06"), [("OST", "VAR", 1, -2.0)], "since a month"),
        (Choice(until="2024-05"), [("OST", "VAR", 1, 0.0)], "until a month"),
        (Choice(party="var"), [("OST", "VAR", 2, -1.0)], "of one party"),
        (Choice(party="VARX"), [], "of another whose code begins alike"),
        (Choice(statuses=("happened", "background")), [("OST", "VAR", 2, -1.0)], "the strait was closed to nobody"),
    ],
)
def test_ties(record: Store, choice: Choice, expected: list[tuple[str, str, int, float]], why: str) -> None:
    assert [(t.first, t.second, t.deeds, t.mean) for t in ties(record, choice)] == expected, why


def test_ties_go_by_what_was_corrected(record: Store) -> None:
    number = record.correct("event", "first.e2", "target", ["XKX", "VAR"], "tester")
    assert [(t.first, t.second, t.deeds) for t in ties(record)] == [("OST", "VAR", 2), ("OST", "XKX", 1)]
    record.correct("event", "first.e2", "withdrawn", True, "tester")
    assert [(t.first, t.second, t.deeds) for t in ties(record)] == [("OST", "VAR", 1)]
    record.undo(number, "tester")
    assert [(t.first, t.second, t.deeds) for t in ties(record)] == [("OST", "VAR", 1)]


def test_a_correction_of_one_telling_counts_the_incident_once(record: Store) -> None:
    record.correct("event", "second.e1", "date", "2024-05-15", "tester")
    assert [(t.first, t.second, t.deeds) for t in ties(record)] == [("OST", "VAR", 2)]


def test_places(record: Store) -> None:
    found, nowhere = spots(record)
    assert [(spot.place, spot.deeds) for spot in found] == [("Geneva", 1), ("Lesna", 1)]
    assert nowhere == 0
    assert things_at(record, ["Geneva"], Choice()) == [("incident-urging", "2024-05-14")]
    assert things_at(record, ["Geneva"], Choice(party="NATO")) == []
    record.correct("event", "first.e2", "place", None, "tester")
    found, nowhere = spots(record)
    assert [spot.place for spot in found] == ["Geneva"]
    assert nowhere == 1
    view = read_map(record, Choice(), "Atlantis")
    assert (view.area, [mark.place.name for mark in view.marks]) == ("world", ["Geneva"])


@pytest.mark.parametrize("day", ["2024-13", "soon", "2024-02-30"])
def test_wrong_days(record: Store, day: str) -> None:
    with pytest.raises(QueryError, match="no date"):
        read_network(record, Choice(since=day))
    with pytest.raises(QueryError, match="no date"):
        read_dyad_page(record, "VAR", "OST", until=day)


def test_a_network_settles_the_same_way_and_apart() -> None:
    edges = [(0, number, 1.0) for number in range(1, 12)]
    places = settle(12, edges, 600, 400)
    assert places == settle(12, edges, 600, 400)
    assert min(x for x, _ in places) == 0.0
    assert max(y for _, y in places) == 400.0
    distances = [
        ((x - other_x) ** 2 + (y - other_y) ** 2) ** 0.5
        for number, (x, y) in enumerate(places)
        for other_x, other_y in places[:number]
    ]
    assert min(distances) > 40  # no party hides another
    centre = places[0]
    assert 150 < centre[0] < 450  # what holds all stands in the middle


def test_a_network_draws_the_ties_with_most_deeds() -> None:
    many = [tie(f"A{number:02}", f"B{number:02}", 100 - number) for number in range(40)]
    network = network_of(many, Choice())
    assert len(network.parties) == MOST_PARTIES
    assert network.left == len(many) - len(network.ties)
    assert network.ties[0].deeds == 100
    assert [t.deeds for t in network_of(many, Choice(), least=98).ties] == [100, 99, 98]


def test_lines_tell_conflict_without_colour() -> None:
    network = network_of([tie("AAA", "BBB", 3, -4.0), tie("AAA", "CCC", 2, 6.0), tie("BBB", "CCC", 1)], Choice())
    drawn = draw_network(network, lambda one: f'/dyad/"<{one.first}')
    assert drawn.count('class="tie conflict"') == drawn.count('class="tie cooperation"') == 1
    dashes = dict(re.findall(r'class="tie (\w+)"[^>]*?(?:dasharray="([^"]*)")?/>', drawn))
    assert dashes["cooperation"] == ""
    assert dashes["conflict"] != dashes["even"] != ""
    assert "/dyad/&quot;&lt;AAA" in drawn
    assert "No ties" in draw_network(network_of([], Choice()))


def test_the_world_lies_the_right_way() -> None:
    assert project(0, 0)[1] > project(0, 50)[1]
    assert project(20, 0)[0] > project(-20, 0)[0]
    drawn = outlines()
    assert drawn.count("M") == drawn.count("z") > 200
    assert not re.search(r"[^MlzMe\d. -]", drawn)


def test_marks_stand_at_their_places() -> None:
    spot = Spot(place="Kiev", deeds=4, mean=-6.0, cooperation=0, conflict=4)
    others = [
        Spot(place="Kyiv", deeds=2, mean=0.0, cooperation=1, conflict=1),
        Spot(place="Nowhere", deeds=1, mean=0.0, cooperation=0, conflict=0),
        Spot(place="Nairobi", deeds=1, mean=3.0, cooperation=1, conflict=0),
    ]
    view = map_of([spot, *others], 5, Choice(), "Europe")
    kyiv = view.marks[0]
    assert (kyiv.place.name, kyiv.names, kyiv.deeds, kyiv.mean) == ("Kyiv", ("Kiev", "Kyiv"), 6, -4.0)
    assert [unknown.place for unknown in view.unknown] == ["Nowhere"]
    drawn = draw_map(view, lambda mark: f"/map?place={mark.place.name}")
    assert "/map?place=Kyiv" in drawn
    assert "<polygon" in drawn
    assert "Nairobi" not in drawn  # not in this part of the world
    assert all(area in AREAS for area in ("world", "Europe"))


def test_a_strip_frames_what_is_shown() -> None:
    days = ["2023-01-10", "2023-05-02", "2024-03-03"]
    deeds = [
        Deed(
            id=f"e{n}", incident=None, type="AGREE", mode=None, status="happened", source=("A",), target=("B",),
            day=day, place=None, score=5.0 - 6 * n, tellings=1, statuses=("happened",),
        )
        for n, day in enumerate(days)
    ]  # fmt: skip
    periods = series(deeds, "month")
    drawn = draw_strip(periods, "month", "2023-05", "2023-12")
    window = re.search(r'class="window" x="([\d.]+)" y="2" width="([\d.]+)"', drawn)
    assert window
    whole = draw_strip(periods, "month", "2000", None)
    assert 'class="window" x="58.0"' in whole
    bars = [float(x) for x in re.findall(r'class="(?:cooperation|conflict)" x="([\d.]+)"', drawn)]
    assert len(bars) == 3
    assert all(one < other for one, other in pairwise(bars))
    assert float(window[1]) == bars[1]
    assert "window" not in draw_strip(periods, "month", None, None)


def test_a_dyads_page_shows_the_chosen_deed(record: Store) -> None:
    page = read_dyad_page(record, "VAR", "OST", chosen="second.e1", number=7)
    assert (page.number, page.pages) == (1, 1)
    assert page.chosen is not None
    assert [told.record for told in page.chosen.evidence] == ["first.e1", "second.e1"]
    assert [deed.day for deed in page.listed] == ["2024-06-02", "2024-05-14"]
    assert all(deed.evidence for deed in page.listed)
    assert read_dyad_page(record, "VAR", "OST", chosen="none").chosen is None
    assert PER_PAGE >= 10


def test_a_partys_page(record: Store) -> None:
    view = read_party(record, "ost")
    assert (view.said, view.done) == (1, 3)
    assert [entry.day for entry in view.page.entries] == ["2024-06-02", "2024-05-14", "2024-05-14", "2019"]
    record.correct("statement", "first.s2", "party", "XKX", "tester")
    assert [item.thing for item in said_by_party(record, "XKX")] == ["first.s2"]
    assert read_party(record, "OST").said == 0
    with pytest.raises(QueryError, match="no party"):
        read_party(record, "ZZZ")


def test_said_about_somebody(record: Store) -> None:
    page = Page("third", ("Late again", "Marek Sulc said Petra Holm came late."), "Coast Daily", "2024-06-09", "c.txt")
    record.add([(page.source(), page.reading((page.statement(1, SULC, "said", "Petra Holm came late", "state"),)))])
    assert [(item.thing, item.day) for item in said_about(record, HOLM.id)] == [("third.s1", "2024-06-09")]
    assert said_about(record, SULC.id) == []  # his own words are not about him
    record.correct("statement", "third.s1", "speaker", HOLM.id, "tester")
    assert said_about(record, HOLM.id) == []
