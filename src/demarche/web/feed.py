"""A search as an Atom feed (RFC 4287), for a feed reader to watch."""

from __future__ import annotations

import re
from collections.abc import Sequence
from xml.etree.ElementTree import Element, SubElement, tostring

from demarche.store.searching import StatementHit
from demarche.views.search import pieces

NAMESPACE = "http://www.w3.org/2005/Atom"
# XML 1.0 has no way to write these, escaped or not.
UNWRITABLE = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
NEVER = "1970-01-01T00:00:00Z"  # of a feed with nothing in it; Atom wants a time


def atom(title: str, base: str, path: str, hits: Sequence[StatementHit]) -> bytes:
    """The feed of a search: an entry a statement. `base` is the room's own address; undated statements have no place.

    Entries keep their ids when the room moves to another port.
    """
    dated = [hit for hit in hits if hit.date]
    feed = Element("feed", xmlns=NAMESPACE)
    _add(feed, "title", title)
    _add(feed, "id", f"urn:demarche:search:{path}")
    _add(feed, "updated", max((_time(hit.date) for hit in dated), default=NEVER))
    SubElement(feed, "link", rel="self", href=_clean(base + path))
    _add(SubElement(feed, "author"), "name", "Demarche")
    for hit in dated:
        entry = SubElement(feed, "entry")
        words = "".join(run for run, _ in pieces(hit.snippet))
        _add(entry, "title", f"{hit.speaker or hit.party or 'somebody'}, {hit.act}: {words}")
        _add(entry, "id", f"urn:demarche:statement:{hit.id}")
        _add(entry, "updated", _time(hit.date))
        SubElement(entry, "link", href=_clean(f"{base}/statement/{hit.id}"))
        _add(entry, "summary", f"{words} [{hit.outlet or hit.uri}: {hit.title or ''}]")
    written: bytes = tostring(feed, encoding="utf-8", xml_declaration=True)
    return written


def _add(parent: Element, name: str, text: str) -> None:
    SubElement(parent, name).text = _clean(text)


def _clean(text: str) -> str:
    return UNWRITABLE.sub("", text)


def _time(day: str | None) -> str:
    """A day, month or year as the time of its beginning."""
    return f"{day}{'-01' * ((10 - len(day)) // 3)}T00:00:00Z" if day else NEVER
