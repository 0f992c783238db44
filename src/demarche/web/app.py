"""The application: addresses, errors, and what stands around it."""

from __future__ import annotations

import secrets
from collections.abc import Collection
from importlib.resources import files

from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Mount, Route
from starlette.staticfiles import StaticFiles

from demarche.errors import DemarcheError, QueryError
from demarche.store import Store
from demarche.web import charts, correcting, pages
from demarche.web.guard import Guard
from demarche.web.room import Room, render

# address, what answers, methods
ROUTES = (
    ("/", pages.front, "GET"),
    ("/search", pages.found, "GET"),
    ("/search.atom", pages.feed, "GET"),
    ("/story/{id:path}", pages.story, "GET"),
    ("/article/{id:path}", pages.article, "GET"),
    ("/statement/{id:path}", pages.statement, "GET"),
    ("/event/{id:path}", pages.event, "GET"),
    ("/actor/{id:path}", pages.actor, "GET"),
    ("/party/{id}", pages.party, "GET"),
    ("/dyad", charts.to_dyad, "GET"),
    ("/dyad/{first}/{second}", charts.dyad, "GET"),
    ("/network", charts.network, "GET"),
    ("/map", charts.world, "GET"),
    ("/review", pages.review, "GET"),
    ("/correct", correcting.correct, "POST"),
    ("/undo", correcting.undo, "POST"),
)


def make_app(store: Store, *, who: str, writable: bool = True, hosts: Collection[str] | None = None) -> Starlette:
    """The reading room over an open record; corrections are made in the name of `who`.

    `hosts` are the names that it answers to; ``None`` is any.
    """
    routes: list[Route | Mount] = [Route(path, answer, methods=[method]) for path, answer, method in ROUTES]
    routes.append(Mount("/static", StaticFiles(directory=str(files("demarche.web").joinpath("static")))))
    app = Starlette(
        routes=routes,
        middleware=[Middleware(Guard, hosts=hosts)],
        exception_handlers={HTTPException: _not_there, DemarcheError: _told},
    )
    app.state.room = Room(store=store, who=who, token=secrets.token_urlsafe(24), writable=writable)
    app.state.kept = {"state": None, "values": {}}  # what was counted, with the state of the record it was counted in
    return app


async def _not_there(request: Request, error: Exception) -> Response:
    assert isinstance(error, HTTPException)
    message = "There is no such page." if error.status_code == 404 else error.detail
    return render(request, "error.html", status=error.status_code, title="Not here", message=message)


async def _told(request: Request, error: Exception) -> Response:
    if not isinstance(error, QueryError):
        return render(request, "error.html", status=503, title="The record does not answer", message=str(error))
    named = bool(request.path_params)
    title = "Not found" if named else "Not understood"
    return render(request, "error.html", status=404 if named else 400, title=title, message=str(error))
