"""Every error Demarche raises on purpose.

    DemarcheError
    ├── SettingsError        a setting or environment variable that cannot be used
    ├── SourceError          bytes that could not be fetched or opened
    │   └── DecodingError    bytes that are not text, HTML, JSONL, WARC or a feed
    ├── ArticleError         a page with nothing in it to read
    ├── ModelError           a model file that is absent, altered or of another version
    ├── KnowledgeError       a lexicon or actor file that does not validate
    ├── RecordError          a record (database) that cannot be opened, is newer, or is none
    ├── QueryError           a filter, party, date or id that does not parse or does not exist
    └── OptionalPartError    an optional dependency is missing; the message holds the install command

A message says what was wrong, where, and what to do next.
"""

from __future__ import annotations


class DemarcheError(Exception):
    """Base of all deliberate errors; `exit_code` is the command line's exit status for it."""

    exit_code: int = 1


class SettingsError(DemarcheError):
    """A setting or environment variable cannot be used."""

    exit_code = 2


class SourceError(DemarcheError):
    """An input could not be fetched or opened."""

    exit_code = 3


class DecodingError(SourceError):
    """An input's bytes are not what their name or header claims."""


class ArticleError(DemarcheError):
    """A page holds nothing that can be read."""


class ModelError(DemarcheError):
    """A model file is absent, altered, or of another version."""

    exit_code = 4


class KnowledgeError(DemarcheError):
    """A lexicon or actor file does not validate."""

    exit_code = 5


class RecordError(DemarcheError):
    """A record (database) cannot be opened, is newer than this program, or is no record."""

    exit_code = 6


class QueryError(DemarcheError):
    """A filter, party, date or identifier does not parse or does not exist."""

    exit_code = 2


class OptionalPartError(DemarcheError):
    """An optional dependency is missing; the message holds the exact install command."""

    exit_code = 7
