"""Handing the record over: one file per format, all named in `formats.FORMATS`."""

from demarche.exports.formats import FORMATS, KINDS, export

__all__ = ["FORMATS", "KINDS", "export"]
