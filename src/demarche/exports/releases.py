"""A record or a release of it (`demarche export articles --format jsonl`), as what can be compared."""

from __future__ import annotations

import gzip
from collections.abc import Iterator
from pathlib import Path

import msgspec

from demarche.errors import QueryError
from demarche.exports.articles import article_line
from demarche.records import Date, Party
from demarche.store import open_record

RELEASES = (".jsonl", ".jsonl.gz")


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
