"""The forms: a correction, an acceptance, an undoing. Each appends to the record's corrections and leads back."""

from __future__ import annotations

from calendar import isleap, monthrange
from datetime import date, timedelta
from urllib.parse import unquote, urlsplit

import msgspec
from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from demarche.errors import QueryError
from demarche.records import Basis, Dating
from demarche.store import Store
from demarche.store.corrections import FIELDS, STORY, WITHDRAWN, Kind
from demarche.views.timeline import story_members
from demarche.web.guard import own_form
from demarche.web.room import path, render, room_of

LISTS = ("addressees", "source", "target", "contexts", "authors")
ACCEPTED: dict[str, str] = {"statement": "act", "event": "status"}


async def correct(request: Request) -> Response:
    """Appends what a form says: its button ``do`` is accept, reject, or change (of every field that differs)."""
    room = room_of(request)
    fields = await own_form(request, room.token) if room.writable else None
    if fields is None:
        return _refused(request)
    await run_in_threadpool(_append, room.store, room.who, fields)
    if fields.get("do") in ("move", "split"):  # the story that the form stood in may be gone
        story = (await run_in_threadpool(room.store.reading, fields["record"])).story
        return RedirectResponse(f"/story/{path(story)}" if story else "/", status_code=303)
    return _back(fields)


async def undo(request: Request) -> Response:
    """Undoes one correction, by its number."""
    room = room_of(request)
    fields = await own_form(request, room.token) if room.writable else None
    if fields is None:
        return _refused(request)
    number = fields.get("number", "")
    if not number.isdecimal():
        raise QueryError("An undoing names the number of a correction.")
    await run_in_threadpool(room.store.undo, int(number), room.who)
    return _back(fields)


def _append(store: Store, who: str, fields: dict[str, str]) -> list[int]:
    kind, target, do = fields.get("of", ""), fields.get("record", ""), fields.get("do", "")
    if kind == "article":
        return _of_article(store, who, target, do, fields)
    if kind not in ACCEPTED:
        raise QueryError(f"A {kind!r} cannot be corrected here; an article, a statement or an event can.")
    known: Kind = "statement" if kind == "statement" else "event"
    if do == "reject":
        return [store.correct(known, target, WITHDRAWN, True, who)]
    if do == "accept":
        # To accept is to say that what was read is right: a correction to the value that stands, so that it holds
        # when the page is read anew by a program that would have read something else.
        field = ACCEPTED[kind]
        return [store.correct(known, target, field, _value(field, fields.get(f"was.{field}", "")), who)]
    return _changes(store, who, known, target, do, fields)


def _changes(store: Store, who: str, kind: Kind, target: str, do: str, fields: dict[str, str]) -> list[int]:
    """Corrects every field that is written otherwise than it was."""
    if do != "change":
        raise QueryError(f"There is no such thing to do as {do!r}.")
    return [
        store.correct(kind, target, field, _value(field, fields[field]), who)
        for field in FIELDS[kind]
        if field in fields and fields[field].strip() != fields.get(f"was.{field}", fields[field]).strip()
    ]


def _of_article(store: Store, who: str, target: str, do: str, fields: dict[str, str]) -> list[int]:
    """An article's own fields, the day it came out, and the story that it tells."""
    if do == "accept":
        dating = store.reading(target).article.published
        return [store.correct("article", target, "published", msgspec.to_builtins(dating), who)]
    if do == "split":
        return [store.correct("article", target, STORY, [], who)]
    if do == "move":
        return [store.correct("article", target, STORY, _mates(store, target, fields.get("to", "")), who)]
    return _changes(store, who, "article", target, do, fields)


def _mates(store: Store, article: str, written: str) -> list[str]:
    """The articles of the story that is named by its address or id, or by those of an article of it."""
    name = unquote(urlsplit(written.strip()).path).rstrip("/").rpartition("/")[2]
    if not name:
        raise QueryError("Name the story, or an article of it, by its address or id.")
    members = story_members(store, name)
    if not members:
        reading = store.reading(name)
        members = story_members(store, reading.story) if reading.story else [reading.article.id]
    mates = [member for member in members if member != article]
    if not mates:
        raise QueryError("The article is alone in that story.")
    return mates


def _value(field: str, written: str) -> object:
    """What was written into a field, as JSON has it: lists at commas, nothing as null."""
    written = written.strip()
    if field == "published":
        return msgspec.to_builtins(_dating(written))
    if field == "news":
        return written == "true"
    if field in LISTS:
        return [part.strip() for part in written.split(",") if part.strip()]
    return written or None


def _dating(day: str) -> Dating:
    """A day, month or year that somebody gives an article; nothing is that it is not known.

    >>> _dating("2024-02").latest
    '2024-02-29'
    """
    basis = (Basis(kind="correction", text=day or "unknown", where="review"),)
    if not day:
        return Dating(basis=basis)
    try:
        first = date.fromisoformat(f"{day}{'-01' * ((10 - len(day)) // 3)}")
        length = {10: 1, 7: monthrange(first.year, first.month)[1], 4: 366 if isleap(first.year) else 365}[len(day)]
    except (ValueError, KeyError):
        raise QueryError(f"{day!r} is no date; a date is a year, month or day, such as 2024-07-11.") from None
    last = first + timedelta(days=length - 1)
    return Dating(date=day, earliest=first.isoformat(), latest=last.isoformat(), basis=basis)


def _back(fields: dict[str, str]) -> Response:
    """To the page that the form stood on; nowhere else."""
    here = fields.get("next", "/")
    parts = urlsplit(here)
    if parts.scheme or parts.netloc or not here.startswith("/") or here.startswith("//") or "\\" in here:
        here = "/"
    path_, _, _ = here.partition("#")
    if fields.get("of") == "article":
        return RedirectResponse(path_, status_code=303)
    place = f"#note-{fields['record']}" if "record" in fields and "do" in fields else ""
    return RedirectResponse(f"{path_}{place}", status_code=303)


def _refused(request: Request) -> Response:
    message = "This form did not come from a page of this reading room, or corrections are off. Load the page again."
    return render(request, "error.html", status=403, title="Not taken", message=message)
