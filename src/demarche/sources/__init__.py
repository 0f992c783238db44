"""Bytes in, `Source` out: files, folders, globs, JSONL, WARC, feeds and URLs."""

from demarche.sources.inputs import count_pages, open_inputs

__all__ = ["count_pages", "open_inputs"]
