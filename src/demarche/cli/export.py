"""`demarche export`: the record as a file."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import click

from demarche.cli.options import record_option
from demarche.errors import QueryError
from demarche.settings import Settings

BINARY = ("parquet", "stata")


@click.command(name="export")
@click.argument("kind", metavar="WHAT")
@click.option("--format", "format_name", default="jsonl", show_default=True, help="The file format.")
@click.option(
    "-o", "--output", default="-", metavar="FILE", help='Where to write; "-" is standard output  [default: -]'
)
@record_option
def command(kind: str, format_name: str, output: str, record: str | None) -> None:
    """Write WHAT: articles, statements, events, actors, stories, incidents, utterances, replies, corrections, codebook.

    Formats: jsonl, csv, parquet and stata for all; others by kind (a wrong one lists them). Articles as jsonl hold
    everything that was read out of them, nested.
    """
    from demarche.exports import export
    from demarche.store import open_record

    settings = Settings.load(record=record)
    with open_record(settings.record) as store:
        if output == "-":
            if format_name in BINARY and sys.stdout.isatty():
                raise QueryError(f"The format {format_name} is no text for a terminal; name a file with -o.")
            export(store, kind, format_name, sys.stdout.buffer)
            sys.stdout.buffer.flush()
            return
        # Under another name until it is whole, so that nobody takes half a file for the export.
        partial = Path(f"{output}.part")
        try:
            with partial.open("wb") as stream:
                written = export(store, kind, format_name, stream)
            os.replace(partial, output)
        except OSError as error:
            raise QueryError(f"{output} cannot be written: {error.strerror or error}.") from error
        finally:
            partial.unlink(missing_ok=True)
        click.echo(f"{written} {kind} written to {output}", err=True)
