"""The pages that draw: a dyad, the network of parties, the map. Each has a table or list of what it draws."""

from __future__ import annotations

from functools import partial
from typing import cast, get_args
from urllib.parse import urlencode

from markupsafe import Markup
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from demarche.records import EventType, Status
from demarche.views.chart import draw
from demarche.views.dyad import SHOWN, Step
from demarche.views.dyad_page import read_dyad_page
from demarche.views.entries import Item, page_of_items
from demarche.views.map import AREAS, Mark, draw_map, map_of
from demarche.views.network import draw_network, network_of
from demarche.views.strip import draw_strip
from demarche.views.tally import Choice, Tie, spots, things_at, ties
from demarche.views.told import Deed
from demarche.web.room import kept, path, render, room_of

LEAST = (1, 2, 3, 5, 10, 20)
PER_PAGE = 40


def dyad(request: Request) -> Response:
    """Two parties: the chart, the strip of all their time, the deeds behind it, the one that was pointed at."""
    choice, step = choice_of(request), _step(request)
    first, second = request.path_params["first"], request.path_params["second"]
    view = read_dyad_page(
        room_of(request).store,
        first,
        second,
        statuses=choice.statuses,
        step=step,
        since=choice.since,
        until=choice.until,
        number=page_number(request),
        chosen=request.query_params.get("deed"),
        keep=partial(kept, request),
    )

    def pointed(deed: Deed) -> str:
        return f"{address(request, deed=deed.id)}#deed"

    # What is drawn escapes its texts by itself.
    chart = Markup(draw(view.dyad, pointed, chosen=view.chosen.id if view.chosen else None))
    strip = Markup(draw_strip(view.whole, step, choice.since, choice.until)) if view.whole else None
    return render(request, "dyad.html", view=view.dyad, page=view, choice=choice, chart=chart, strip=strip)


def to_dyad(request: Request) -> Response:
    """The form that names two parties leads to their page."""
    first, second = (request.query_params.get(name, "").strip().upper() for name in ("first", "second"))
    if not first or not second:
        return RedirectResponse("/")
    return RedirectResponse(f"/dyad/{path(first)}/{path(second)}")


def network(request: Request) -> Response:
    """Who has to do with whom."""
    choice, store = choice_of(request), room_of(request).store
    asked = request.query_params.get("least", "")
    least = int(asked) if asked in map(str, LEAST) else 1
    view = network_of(kept(request, ("ties", choice), lambda: ties(store, choice)), choice, least)

    def pair(tie: Tie) -> str:
        return f"/dyad/{path(tie.first)}/{path(tie.second)}{_spoken(choice)}"

    def focus(party: str) -> str:
        return address(request, party=party)

    drawn = Markup(draw_network(view, pair, focus)) if view.ties else None
    return render(request, "network.html", view=view, choice=choice, drawn=drawn, least=LEAST, pair=pair)


def world(request: Request) -> Response:
    """Where deeds were done; with ``?place``, which."""
    choice, store = choice_of(request), room_of(request).store
    found, nowhere = kept(request, ("spots", choice), lambda: spots(store, choice))
    view = map_of(found, nowhere, choice, request.query_params.get("area", "world"))
    asked = request.query_params.get("place")
    names = {asked} if asked else set()
    names |= {name for mark in view.marks if mark.place.name == asked for name in mark.names}
    things = [Item("deed", thing, day) for thing, day in things_at(store, names, choice)] if names else []
    page = page_of_items(store, things, page_number(request), PER_PAGE) if names else None

    def shown(mark: Mark) -> str:
        return f"{address(request, place=mark.place.name)}#deeds"

    drawn = Markup(draw_map(view, shown))
    return render(
        request, "map.html", view=view, choice=choice, drawn=drawn, areas=AREAS, place=asked, page=page, shown=shown
    )


def choice_of(request: Request) -> Choice:
    """Which deeds the address asks for: ``with`` adds statuses to what happened."""
    asked = request.query_params
    extra = [cast(Status, status) for status in asked.getlist("with") if status in get_args(Status)]
    kind = asked.get("type", "")
    return Choice(
        statuses=tuple(dict.fromkeys((*SHOWN, *extra))),
        since=asked.get("since", "").strip() or None,
        until=asked.get("until", "").strip() or None,
        type=cast(EventType, kind) if kind in get_args(EventType) else None,
        party=asked.get("party", "").strip().upper()[:20] or None,
    )


def page_number(request: Request, name: str = "page") -> int:
    """The page that the address asks for, else the first."""
    asked = request.query_params.get(name, "1")
    return max(1, int(asked)) if asked.isdecimal() and len(asked) < 7 else 1


def address(request: Request, **changed: str) -> str:
    """This page with some of its parameters changed, and without the page number."""
    parts = [(name, value) for name, value in request.query_params.multi_items() if name not in ("page", *changed)]
    return f"{request.url.path}?{urlencode([*parts, *changed.items()])}"


def _step(request: Request) -> Step:
    asked = request.query_params.get("by")
    return cast(Step, asked) if asked in get_args(Step) else "month"


def _spoken(choice: Choice) -> str:
    """The choice as parameters of a dyad's address."""
    parts: list[tuple[str, str]] = [("with", status) for status in choice.statuses if status not in SHOWN]
    parts += [(name, value) for name, value in (("since", choice.since), ("until", choice.until)) if value]
    return f"?{urlencode(parts)}" if parts else ""
