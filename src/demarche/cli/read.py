"""`demarche read`: pages into the record."""

from __future__ import annotations

import sys

import click

from demarche.cli.options import json_option, record_option
from demarche.errors import SourceError
from demarche.settings import Settings


@click.command(name="read")
@click.argument("inputs", nargs=-1, required=True, metavar="INPUT...")
@record_option
@json_option
@click.option("--workers", type=click.IntRange(min=1), help="Processes that read  [default: 1]")
@click.option("--extractor", type=click.Choice(["best", "fast"]), help="How HTML pages are cleaned  [default: best]")
@click.option("--actors", multiple=True, type=click.Path(dir_okay=False), help="An actor file of your own (TOML).")
@click.option("--again", is_flag=True, help="Read pages anew that the record knows.")
@click.option("--quiet", is_flag=True, help="No progress and no summary.")
def command(
    inputs: tuple[str, ...],
    record: str | None,
    as_json: bool,
    workers: int | None,
    extractor: str | None,
    actors: tuple[str, ...],
    again: bool,
    quiet: bool,
) -> None:
    """Read pages into the record and link the stories.

    INPUT is a file (.txt, .html, .jsonl, .jsonl.gz, .warc, .warc.gz), a folder, a glob, the URL of a page or feed, or
    "-" for JSONL on standard input, one page a line: {"uri", "text" or "html", "retrieved"?}. Pages that are in the
    record already are passed over, so a run that was stopped goes on where it stopped.
    """
    # Importing the run imports the database; `demarche --help` should not.
    from demarche.cli.progress import Progress, summary
    from demarche.runs import read_inputs
    from demarche.store import open_record

    settings = Settings.load(record=record, workers=workers, extractor=extractor, actors=actors or None)
    with open_record(settings.record, create=True) as store, Progress(inputs, quiet=quiet) as progress:
        counts = read_inputs(inputs, settings, store, report=progress.report, again=again)
    if as_json:
        import msgspec

        sys.stdout.write(msgspec.json.encode(counts).decode() + "\n")
    elif not quiet:
        click.echo(summary(counts, settings.record), err=True)
    if counts.seen and not counts.articles and not counts.known:
        raise SourceError("No page of the input could be read; the reasons are above and in the record's quarantine.")
    if not counts.seen:
        raise SourceError("The input holds no pages: .txt, .html, .jsonl and .warc files are read.")
