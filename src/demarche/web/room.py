"""What every page needs: the record, who corrects it, the form token; and how a page is rendered."""

from __future__ import annotations

from collections.abc import Callable, Hashable
from functools import cache
from typing import TypeVar, get_args
from urllib.parse import parse_qsl, quote, urlencode, urlsplit

from jinja2 import Environment, PackageLoader, StrictUndefined
from starlette.requests import Request
from starlette.responses import HTMLResponse

from demarche.records import Act, EventType, Record, Status
from demarche.store import Store
from demarche.views.brief import short
from demarche.views.chart import signed
from demarche.views.front import record_state
from demarche.views.search import pieces

T = TypeVar("T")
KEPT = 64  # counts that are kept at a time


class Room(Record, frozen=True):
    """An open reading room. `token` must come back with every form; `writable` is whether corrections are taken."""

    store: Store
    who: str
    token: str
    writable: bool


@cache
def environment() -> Environment:
    """The templates: every value escaped, an unknown name an error."""
    made = Environment(
        loader=PackageLoader("demarche.web"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    made.filters.update(short=short, pieces=pieces, path=path, signed=signed)
    made.globals.update(page_of=page_of)
    made.globals.update(ACTS=get_args(Act), TYPES=get_args(EventType), STATUSES=get_args(Status))
    return made


def path(id_: str) -> str:
    """An id as a part of an address.

    >>> path("VAR:petra-holm"), path("a/b?c")
    ('VAR:petra-holm', 'a%2Fb%3Fc')
    """
    return quote(id_, safe=":+")


def page_of(here: str, number: int, name: str = "page") -> str:
    """An address with another page number.

    >>> page_of("/party/VAR?page=2&by=week", 3)
    '/party/VAR?by=week&page=3'
    """
    parts = urlsplit(here)
    rest = [pair for pair in parse_qsl(parts.query, keep_blank_values=True) if pair[0] != name]
    return f"{parts.path}?{urlencode([*rest, (name, str(number))])}"


def kept(request: Request, name: Hashable, count: Callable[[], T]) -> T:
    """What `count` gives, kept under a name until the record changes: a page, a run or a correction comes in."""
    state, shelf = record_state(room_of(request).store), request.app.state.kept
    if shelf["state"] != state or len(shelf["values"]) >= KEPT:
        # A new dictionary, so that another thread that is counting for the old state cannot put it among the new.
        shelf = request.app.state.kept = {"state": state, "values": {}}
    values: dict[Hashable, T] = shelf["values"]
    if name not in values:
        values[name] = count()
    return values[name]


def room_of(request: Request) -> Room:
    """The room that a request is made in."""
    room = request.app.state.room
    assert isinstance(room, Room)
    return room


def render(request: Request, template: str, status: int = 200, **values: object) -> HTMLResponse:
    """A page out of a template."""
    here = request.url.path + (f"?{request.url.query}" if request.url.query else "")
    page = environment().get_template(template).render(room=room_of(request), here=here, **values)
    return HTMLResponse(page, status_code=status)
