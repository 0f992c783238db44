"""Bytes in, `Source` out: files, folders, globs, JSONL, WARC, feeds and URLs."""

from demarche.sources.inputs import open_inputs

__all__ = ["open_inputs"]
