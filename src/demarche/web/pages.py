"""The pages for reading, a function each. They run in threads, so they may ask the record and wait."""

from __future__ import annotations

from functools import partial
from typing import Literal

import msgspec
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from demarche.store import Query
from demarche.store.searching import search_statements
from demarche.views.actor import read_actor
from demarche.views.finding import owner_of
from demarche.views.front import corrected_counts, recent_stories
from demarche.views.page import read_page
from demarche.views.party import read_party
from demarche.views.review import read_review
from demarche.views.search import search
from demarche.views.story import read_story
from demarche.views.tally import EVERYTHING, ties
from demarche.web.charts import page_number
from demarche.web.feed import atom
from demarche.web.room import kept, path, render, room_of

PER_PAGE = 20
DYADS = 10
FEED = 50
LONGEST = 200  # characters of what is asked for
FILTERS = ("party", "speaker", "act", "outlet", "since", "until")


def front(request: Request) -> Response:
    """The newest stories and the most active dyads."""
    store, number = room_of(request).store, page_number(request)
    stories = recent_stories(store, PER_PAGE + 1, (number - 1) * PER_PAGE)
    counts = kept(request, "counts", lambda: corrected_counts(store))
    dyads = kept(request, ("ties", EVERYTHING), lambda: ties(store))
    return render(
        request,
        "front.html",
        stories=stories[:PER_PAGE],
        more=len(stories) > PER_PAGE,
        number=number,
        dyads=dyads[:DYADS],
        counts=counts,
    )


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
    by, about, done = (page_number(request, name) for name in ("by", "about", "done"))
    id_, keep = request.path_params["id"], partial(kept, request)
    view = read_actor(room_of(request).store, id_, by=by, about=about, done=done, keep=keep)
    return render(request, "actor.html", view=view)


def party(request: Request) -> Response:
    """A party: with whom it has most to do, what it said and did."""
    store, keep = room_of(request).store, partial(kept, request)
    every = kept(request, ("ties", EVERYTHING), lambda: ties(store))
    view = read_party(store, request.path_params["id"], page_number(request), every=every, keep=keep)
    return render(request, "party.html", view=view)


def review(request: Request) -> Response:
    """The least sure statements and events, and the corrections made."""
    return render(request, "review.html", view=read_review(room_of(request).store))
