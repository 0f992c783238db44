"""The forms: a correction, an acceptance, an undoing. Each appends to the record's corrections and leads back."""

from __future__ import annotations

from urllib.parse import urlsplit

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from demarche.errors import QueryError
from demarche.store import Store
from demarche.store.corrections import FIELDS, WITHDRAWN, Kind
from demarche.web.guard import own_form
from demarche.web.room import render, room_of

LISTS = ("addressees", "source", "target", "contexts", "authors")
ACCEPTED: dict[str, str] = {"statement": "act", "event": "status"}


async def correct(request: Request) -> Response:
    """Appends what a form says: its button ``do`` is accept, reject, or change (of every field that differs)."""
    room = room_of(request)
    fields = await own_form(request, room.token) if room.writable else None
    if fields is None:
        return _refused(request)
    numbers = await run_in_threadpool(_append, room.store, room.who, fields)
    return _back(fields, numbers)


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
    return _back(fields, [])


def _append(store: Store, who: str, fields: dict[str, str]) -> list[int]:
    kind, target, do = fields.get("of", ""), fields.get("target", ""), fields.get("do", "")
    if kind not in ACCEPTED:
        raise QueryError(f"A {kind!r} cannot be corrected here; a statement or an event can.")
    known: Kind = "statement" if kind == "statement" else "event"
    if do == "reject":
        return [store.correct(known, target, WITHDRAWN, True, who)]
    if do == "accept":
        # To accept is to say that what was read is right: a correction to the value that stands, so that it holds
        # when the page is read anew by a program that would have read something else.
        field = ACCEPTED[kind]
        return [store.correct(known, target, field, _value(field, fields.get(f"was.{field}", "")), who)]
    if do != "change":
        raise QueryError(f"There is no such thing to do as {do!r}.")
    return [
        store.correct(known, target, field, _value(field, fields[field]), who)
        for field in FIELDS[known]
        if field in fields and fields[field].strip() != fields.get(f"was.{field}", fields[field]).strip()
    ]


def _value(field: str, written: str) -> object:
    """What was written into a field, as JSON has it: lists at commas, nothing as null."""
    written = written.strip()
    if field in LISTS:
        return [part.strip() for part in written.split(",") if part.strip()]
    return written or None


def _back(fields: dict[str, str], numbers: list[int]) -> Response:
    """To the page that the form stood on; nowhere else."""
    here = fields.get("next", "/")
    parts = urlsplit(here)
    if parts.scheme or parts.netloc or not here.startswith("/") or here.startswith("//") or "\\" in here:
        here = "/"
    path_, _, _ = here.partition("#")
    place = f"#note-{fields['target']}" if "target" in fields and "do" in fields else ""
    return RedirectResponse(f"{path_}{place}", status_code=303)


def _refused(request: Request) -> Response:
    message = "This form did not come from a page of this reading room, or corrections are off. Load the page again."
    return render(request, "error.html", status=403, title="Not taken", message=message)
