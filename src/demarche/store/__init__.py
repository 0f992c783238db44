"""The record: one schema on SQLite and PostgreSQL, written by runs, read by exports, the command line and the web."""

from demarche.store.store import Store, open_record

__all__ = ["Store", "open_record"]
