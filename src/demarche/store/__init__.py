"""The record: one schema on SQLite and PostgreSQL, written by runs, read by exports, the command line and the web."""

from demarche.store.corrections import Correction
from demarche.store.finding import Done, Said, find_articles, find_events, find_statements
from demarche.store.queries import Query
from demarche.store.store import Run, Store, open_record

__all__ = [
    "Correction",
    "Done",
    "Query",
    "Run",
    "Said",
    "Store",
    "find_articles",
    "find_events",
    "find_statements",
    "open_record",
]
