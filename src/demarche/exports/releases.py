"""A record or a release of it (`demarche export articles --format jsonl`), as what can be compared."""

from __future__ import annotations

import gzip
import hashlib
from collections.abc import Iterator
from pathlib import Path

import msgspec

from demarche.errors import QueryError
from demarche.exports.articles import article_line
from demarche.records import Date, Party
from demarche.store import open_record

RELEASES = (".jsonl", ".jsonl.gz")
Value = str | None


# No `Record`: a release of another version may have fields that this one lacks, or lack some of these.
class _Part(msgspec.Struct, frozen=True, kw_only=True):
    """Base of what is compared."""


class Words(_Part, frozen=True):
    """A span without its place, which moves whenever a line before it goes."""

    text: str = ""


class Speaker(_Part, frozen=True):
    """Who said something."""

    id: str | None = None
    name: str | None = None
    party: Party | None = None


class Published(_Part, frozen=True):
    """When an article was published."""

    date: Date | None = None
    earliest: Date | None = None
    latest: Date | None = None


class Origin(_Part, frozen=True):
    """Where a page came from."""

    uri: str
    sha256: str = ""


class Said(_Part, frozen=True):
    """A statement."""

    id: str
    speaker: Speaker | None = None
    cue: str | None = None
    content: tuple[Words, ...] = ()
    kind: str | None = None
    act: str | None = None
    polarity: str | None = None
    addressees: tuple[Party, ...] = ()
    date: Date | None = None
    headline: bool | None = None


class Done(_Part, frozen=True):
    """An event."""

    id: str
    type: str | None = None
    mode: str | None = None
    contexts: tuple[str, ...] = ()
    source: tuple[Party, ...] = ()
    target: tuple[Party, ...] = ()
    date: Date | None = None
    place: str | None = None
    status: str | None = None
    evidence: tuple[Words, ...] = ()


class Released(_Part, frozen=True):
    """An article with what was read out of it."""

    id: str
    source: Origin
    news: bool | None = None
    title: str | None = None
    outlet: str | None = None
    authors: tuple[str, ...] = ()
    agency: str | None = None
    dateline: str | None = None
    language: str | None = None
    published: Published = Published()
    text: str = ""
    statements: tuple[Said, ...] = ()
    events: tuple[Done, ...] = ()


def read_release(name: str) -> Iterator[Released]:
    """The articles of a release (a .jsonl or .jsonl.gz file) or of a record (any other file, or a URL).

    Raises `QueryError` for a release that cannot be read, with the line, and `RecordError` for what is no record.
    """
    if name.endswith(RELEASES):
        yield from _lines(Path(name))
        return
    with open_record(name) as store:
        for reading in store.readings():
            yield msgspec.convert(article_line(reading), Released, from_attributes=True)


def _lines(path: Path) -> Iterator[Released]:
    decoder = msgspec.json.Decoder(Released)
    try:
        with gzip.open(path) if path.suffix == ".gz" else path.open("rb") as stream:
            for number, line in enumerate(stream, start=1):
                if line.strip():
                    try:
                        yield decoder.decode(line)
                    except msgspec.MsgspecError as error:
                        wanted = "a release is what demarche export articles --format jsonl writes"
                        raise QueryError(f"{path}, line {number} is no article: {error}; {wanted}.") from error
    except (OSError, EOFError) as error:
        raise QueryError(f"{path} cannot be read: {getattr(error, 'strerror', None) or error}.") from error


def article_fields(article: Released) -> dict[str, Value]:
    """The fields of an article that are compared; of its text how long it is, and whether it is the same."""
    return {
        "news": _text(article.news),
        "title": article.title,
        "outlet": article.outlet,
        "authors": _text(article.authors),
        "agency": article.agency,
        "dateline": article.dateline,
        "language": article.language,
        "published": article.published.date,
        "earliest": article.published.earliest,
        "latest": article.published.latest,
        "text": _gist(article.text),
    }


def statement_fields(said: Said) -> dict[str, Value]:
    """The fields of a statement that are compared."""
    return {
        "speaker": said.speaker.name if said.speaker else None,
        "party": said.speaker.party if said.speaker else None,
        "cue": said.cue,
        "content": statement_words(said),
        "kind": said.kind,
        "act": said.act,
        "polarity": said.polarity,
        "addressees": _text(said.addressees),
        "date": said.date,
        "headline": _text(said.headline),
    }


def event_fields(done: Done) -> dict[str, Value]:
    """The fields of an event that are compared."""
    return {
        "type": done.type,
        "mode": done.mode,
        "contexts": _text(done.contexts),
        "source": _text(done.source),
        "target": _text(done.target),
        "date": done.date,
        "place": done.place,
        "status": done.status,
        "evidence": event_words(done),
    }


def statement_words(said: Said) -> str:
    """What was said, on one line."""
    return " … ".join(" ".join(span.text.split()) for span in said.content)


def event_words(done: Done) -> str:
    """The words that tell an event best, on one line."""
    return " ".join(done.evidence[0].text.split()) if done.evidence else ""


def statement_line(said: Said | None) -> str:
    """Who said what to whom, on one line."""
    if said is None:
        return ""
    speaker = said.speaker
    named = (speaker.name if speaker else None) or "somebody"
    party = f" ({speaker.party})" if speaker and speaker.party else ""
    whom = f" → {', '.join(said.addressees)}" if said.addressees else ""
    return f"{named}{party} {said.act}{whom}: {statement_words(said)}"


def event_line(done: Done | None) -> str:
    """Who did what to whom, and how far it is established, on one line."""
    if done is None:
        return ""
    whom = f" → {', '.join(done.target)}" if done.target else ""
    return f"{', '.join(done.source) or 'somebody'} {done.type}{whom}, {done.status}: {event_words(done)}"


def _gist(text: str) -> str:
    """A whole text in a few characters: two that differ look different."""
    return f"{len(text)} characters, {hashlib.sha256(text.encode(errors='replace')).hexdigest()[:8]}"


def _text(value: tuple[str, ...] | bool | None) -> Value:
    if isinstance(value, tuple):
        return ";".join(value) or None
    return None if value is None else str(value).lower()
