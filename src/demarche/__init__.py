"""Demarche: a record, with evidence, of what states and organisations say and do, read out of news pages."""

__version__ = "0.1.0"
