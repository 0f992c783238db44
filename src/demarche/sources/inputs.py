"""What a person names on the command line, opened: files, folders, globs, URLs, feeds, ``-``."""

from __future__ import annotations

import glob
import gzip
import os
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

from demarche.records import Failure, Source
from demarche.settings import Settings
from demarche.sources.jsonl import read_jsonl
from demarche.sources.pages import MediaType, read_page, too_large
from demarche.sources.warc import read_warc
from demarche.sources.web import read_url

PAGES: dict[str, MediaType] = {
    ".txt": "text/plain",
    ".text": "text/plain",
    ".html": "text/html",
    ".htm": "text/html",
    ".xhtml": "text/html",
}
JSONL = (".jsonl", ".jsonl.gz", ".ndjson", ".ndjson.gz")
WARC = (".warc", ".warc.gz")
MAGIC = frozenset("*?[")


def open_inputs(inputs: Sequence[str], settings: Settings) -> Iterator[Source | Failure]:
    """The pages of all `inputs`, in order, one at a time; what cannot be read is a `Failure` and the rest goes on.

    An input is a file, a folder (walked in name order; files that are no pages are passed over), a glob, an ``http``
    URL (a page or a feed), or ``-`` for JSONL on standard input. A file's `uri` is its path as given.
    """
    for name in inputs:
        if name == "-":
            yield from read_jsonl(sys.stdin.buffer, "-", max_bytes=settings.max_bytes)
        elif name.lower().startswith(("http://", "https://")):
            yield from read_url(name, settings)
        else:
            yield from _local(name, settings)


def count_pages(inputs: Sequence[str]) -> int | None:
    """How many pages the inputs hold, as far as names alone can tell; ``None`` where an archive, feed or pipe is among
    them.
    """
    count = 0
    for name in inputs:
        if name == "-" or "://" in name:
            return None
        matches = [name] if Path(name).exists() else glob.glob(name, recursive=True)
        for match in matches:
            files = [file for _, _, names in os.walk(match) for file in names] if Path(match).is_dir() else [match]
            if any(file.lower().endswith((*JSONL, *WARC)) for file in files):
                return None
            count += sum(1 for file in files if Path(match).is_file() or file.lower().endswith(tuple(PAGES)))
    return count


def _local(name: str, settings: Settings) -> Iterator[Source | Failure]:
    path = Path(name)
    if path.is_dir():
        yield from _folder(path, settings)
    elif MAGIC & set(name) and not path.exists():
        found = sorted(glob.glob(name, recursive=True))
        if not found:
            yield Failure(uri=name, stage="sources", reason="no file matches this pattern")
        for match in found:
            if Path(match).is_dir():
                yield from _folder(Path(match), settings)
            else:
                yield from _file(match, settings)
    else:
        yield from _file(name, settings)


def _folder(folder: Path, settings: Settings) -> Iterator[Source | Failure]:
    try:
        entries = sorted(os.scandir(folder), key=lambda entry: entry.name)
    except OSError as error:
        yield Failure(
            uri=str(folder), stage="sources", reason=f"the folder cannot be opened: {error.strerror or error}"
        )
        return
    for entry in entries:
        if entry.name.startswith("."):
            continue
        if entry.is_dir():
            # A link to a folder may lead back to where we are.
            if not entry.is_symlink():
                yield from _folder(Path(entry.path), settings)
        elif entry.name.lower().endswith((*PAGES, *JSONL, *WARC)):
            yield from _file(entry.path, settings)


def _file(name: str, settings: Settings) -> Iterator[Source | Failure]:
    path, lower = Path(name), name.lower()
    try:
        if lower.endswith(WARC):
            if path.stat().st_size == 0:
                yield Failure(uri=name, stage="sources", reason="the archive is empty")
                return
            yield from read_warc(path, name, max_bytes=settings.max_bytes)
        elif lower.endswith(JSONL):
            with gzip.open(path) if lower.endswith(".gz") else path.open("rb") as stream:
                yield from read_jsonl(stream, name, max_bytes=settings.max_bytes)
        else:
            yield _page(path, name, settings)
    except OSError as error:
        yield Failure(uri=name, stage="sources", reason=f"the file cannot be read: {error.strerror or error}")


def _page(path: Path, name: str, settings: Settings) -> Source | Failure:
    if not path.exists():
        return Failure(uri=name, stage="sources", reason="there is no such file or folder")
    if not path.is_file():
        return Failure(uri=name, stage="sources", reason="this is no ordinary file")
    size = path.stat().st_size
    if size > settings.max_bytes:
        return Failure(uri=name, stage="sources", reason=too_large(size, settings.max_bytes))
    return read_page(name, path.read_bytes(), max_bytes=settings.max_bytes, media_type=PAGES.get(path.suffix.lower()))
