"""The pages for reading, a function each. They run in threads, so they may ask the record and wait."""

from __future__ import annotations

from typing import Literal, cast, get_args

import msgspec
from markupsafe import Markup
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from demarche.records import Status
from demarche.store import Query, Store
from demarche.store.searching import search_statements
from demarche.views.actor import read_actor
from demarche.views.chart import draw
from demarche.views.dyad import SHOWN, Step, read_dyad
from demarche.views.finding import owner_of
from demarche.views.front import DyadLine, active_dyads, recent_stories, record_state
from demarche.views.page import read_page
from demarche.views.review import read_review
from demarche.views.search import search
from demarche.views.story import read_story
from demarche.views.timeline import read_timeline
from demarche.web.feed import atom
from demarche.web.room import path, render, room_of

PER_PAGE = 20
FEED = 50
LONGEST = 200  # characters of what is asked for
FILTERS = ("party", "speaker", "act", "outlet", "since", "until")


def front(request: Request) -> Response:
    """The newest stories and the most active dyads."""
    store = room_of(request).store
    number = max(1, int(n)) if (n := request.query_params.get("page", "1")).isdecimal() and len(n) < 7 else 1
    stories = recent_stories(store, PER_PAGE + 1, (number - 1) * PER_PAGE)
    counts, dyads = _counted(request, store)
    shown = stories[:PER_PAGE]
    return render(
        request, "front.html", stories=shown, more=len(stories) > PER_PAGE, number=number, dyads=dyads, counts=counts
    )


def _counted(request: Request, store: Store) -> tuple[dict[str, int], list[DyadLine]]:
    """The counts and dyads of the whole record, counted anew when a run or a page has come in since."""
    state = record_state(store)
    kept = request.app.state.front
    if kept is None or kept[0] != state:
        kept = request.app.state.front = (state, (store.counts(), active_dyads(store)))
    counted: tuple[dict[str, int], list[DyadLine]] = kept[1]
    return counted


def found(request: Request) -> Response:
    """A search with its filters."""
    given = _given(request)
    hits = search(room_of(request).store, _query(given)) if any(given.values()) else None
    return render(request, "search.html", given=given, hits=hits, query=request.url.query)


def feed(request: Request) -> Response:
    """A search as a feed, the newest statements first."""
    given = _given(request)
    query = msgspec.structs.replace(_query(given), limit=FEED)
    hits = search_statements(room_of(request).store, query, newest=True)
    path_ = f"/search.atom?{request.url.query}"
    title = f"Demarche: {', '.join(value for value in given.values() if value) or 'all statements'}"
    base = str(request.base_url).rstrip("/")
    return Response(atom(title, base, path_, hits), media_type="application/atom+xml")


def _given(request: Request) -> dict[str, str]:
    # Words without end would keep the database busy, and none of them may hold a NUL.
    asked = request.query_params
    return {name: asked.get(name, "").replace("\0", " ").strip()[:LONGEST] for name in ("q", *FILTERS)}


def _query(given: dict[str, str]) -> Query:
    filters = {name: given[name] or None for name in FILTERS}
    return Query(words=given["q"] or None, **filters)  # type: ignore[arg-type]


def story(request: Request) -> Response:
    """A story: versions, timeline, wordings, answers, differences."""
    return render(request, "story.html", view=read_story(room_of(request).store, request.path_params["id"]))


def article(request: Request) -> Response:
    """An article with what was read out of it in place; with ``?beside``, beside the page as it came."""
    room = room_of(request)
    view = read_page(room.store, request.path_params["id"])
    source = room.store.source(view.reading.article.id)
    beside = "beside" in request.query_params
    return render(request, "article.html", view=view, source=source if beside else None, beside=beside)


def statement(request: Request) -> Response:
    """The address of a statement: its place in its article."""
    return _to_note(request, "statement")


def event(request: Request) -> Response:
    """The address of an event: its place in its article."""
    return _to_note(request, "event")


def _to_note(request: Request, kind: Literal["statement", "event"]) -> Response:
    id_ = request.path_params["id"]
    owner = owner_of(room_of(request).store, kind, id_)
    return RedirectResponse(f"/article/{path(owner)}#note-{path(id_)}")


def actor(request: Request) -> Response:
    """An actor: offices, what it said, what is said about it, what it did."""
    return render(request, "actor.html", view=read_actor(room_of(request).store, request.path_params["id"]))


def party(request: Request) -> Response:
    """What a party said and did, in the order of days."""
    name = request.path_params["id"].upper()
    return render(request, "party.html", view=read_timeline(room_of(request).store, [name]), party=name)


def dyad(request: Request) -> Response:
    """Two parties: the chart, the periods, the deeds behind them."""
    asked = request.query_params
    first, second = request.path_params["first"], request.path_params["second"]
    extra = [status for status in asked.getlist("with") if status in get_args(Status)]
    step = cast(Step, asked["by"] if asked.get("by") in get_args(Step) else "month")
    since, until = asked.get("since") or None, asked.get("until") or None
    statuses = tuple(cast(Status, status) for status in dict.fromkeys((*SHOWN, *extra)))
    view = read_dyad(room_of(request).store, first, second, statuses=statuses, step=step, since=since, until=until)
    # The chart escapes what it draws by itself.
    chart = Markup(draw(view, lambda deed: f"/event/{path(deed.id)}"))
    return render(request, "dyad.html", view=view, chart=chart, since=since or "", until=until or "")


def to_dyad(request: Request) -> Response:
    """The form that names two parties leads to their page."""
    first, second = (request.query_params.get(name, "").strip().upper() for name in ("first", "second"))
    if not first or not second:
        return RedirectResponse("/")
    return RedirectResponse(f"/dyad/{path(first)}/{path(second)}")


def review(request: Request) -> Response:
    """The least sure statements and events, and the corrections made."""
    return render(request, "review.html", view=read_review(room_of(request).store))
