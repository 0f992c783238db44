"""The command line: one file per command, loaded when it is used."""

from demarche.cli.group import main

__all__ = ["main"]
